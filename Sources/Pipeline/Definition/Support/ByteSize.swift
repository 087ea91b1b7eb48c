// SPDX-License-Identifier: EUPL-1.2

/// An amount of memory as it is typed: `512M`, `2G`, `1048576`.
package struct ByteSize: Hashable, Sendable {
  /// The least that a run can do with, in bytes: 16 MiB.
  package static let minimum = 16 << 20

  /// The amount in bytes.
  package var bytes: Int

  /// Makes an amount.
  package init(bytes: Int) {
    self.bytes = bytes
  }

  /// Reads a whole number with nothing, K, M, G or T behind it (powers of 1024); nil otherwise.
  package init?(_ text: String) {
    let shifts: [Character: Int] = ["K": 10, "M": 20, "G": 30, "T": 40]
    let unit = text.last.flatMap { shifts[Character($0.uppercased())] }
    let digits = unit == nil ? Substring(text) : text.dropLast()
    guard !digits.isEmpty, digits.utf8.allSatisfy(Names.isDigit), let number = Int(digits) else {
      return nil
    }
    let (bytes, overflow) = number.multipliedReportingOverflow(by: 1 << (unit ?? 0))
    guard !overflow else { return nil }
    self.bytes = bytes
  }
}

extension ByteSize {
  /// The amount for people, in powers of 1000: `812 bytes`, `4.2 MB`.
  package var inWords: String {
    guard bytes >= 1000 else { return "\(bytes) bytes" }
    var (value, unit) = (bytes, 0)
    let units = ["kB", "MB", "GB", "TB", "PB", "EB"]
    while value >= 1_000_000, unit < units.count - 1 { (value, unit) = (value / 1000, unit + 1) }
    return value >= 100_000
      ? "\(value / 1000) \(units[unit])"
      : "\(value / 1000).\(value % 1000 / 100) \(units[unit])"
  }
}
