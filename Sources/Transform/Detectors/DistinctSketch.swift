// SPDX-License-Identifier: EUPL-1.2

/// About how many different values there were: right to a few percent up to 3,000, and 5,000 at most; 128 bytes.
///
/// Source: Whang, Vander-Zanden, Taylor, "A linear-time probabilistic counting algorithm", 1990.
struct DistinctSketch: Sendable {
  /// A bit for each hash.
  private var bits = InlineArray<16, UInt64>(repeating: 0)

  /// What is said of more.
  static let most = 5000

  /// Adds the hash of a value, whose upper ten bits count.
  @inline(__always)
  mutating func add(_ hash: UInt64) { bits[Int(hash >> 60)] |= 1 << (hash >> 54 & 63) }

  /// Adds what another saw.
  mutating func merge(_ other: DistinctSketch) {
    for i in 0..<16 { bits[i] |= other.bits[i] }
  }

  /// How many differ.
  var estimate: Int {
    var zeros = 0
    for i in 0..<16 { zeros += (~bits[i]).nonzeroBitCount }
    guard zeros > 0 else { return Self.most }
    return min(Int((-1024 * Self.logarithm(Double(zeros) / 1024)).rounded()), Self.most)
  }

  /// Natural logarithm of a number from 1/1024 to 1, by halving and a series; without Foundation.
  private static func logarithm(_ value: Double) -> Double {
    let (exponent, rest) = (value.exponent, value.significand)
    let ratio = (rest - 1) / (rest + 1)
    var (term, sum) = (ratio, 0.0)
    for k in stride(from: 1.0, through: 25, by: 2) {
      sum += term / k
      term *= ratio * ratio
    }
    return Double(exponent) * 0.693_147_180_559_945_3 + 2 * sum
  }
}
