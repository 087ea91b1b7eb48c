// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// What the standard library of Swift cannot calculate or read.
package enum Numbers {
  /// A number to a power.
  package static func power(_ base: Double, _ exponent: Double) -> Double { pow(base, exponent) }

  /// e to a power.
  package static func exponential(_ exponent: Double) -> Double { exp(exponent) }

  /// The cosine of an angle in radians.
  package static func cosine(_ angle: Double) -> Double { cos(angle) }

  /// The number that a text is from its first to its last byte, as C writes it; `nil` if it is none.
  ///
  /// - Parameter text: It ends in a zero.
  ///
  /// Source: strtod(3).
  package static func parse(_ text: [CChar]) -> Double? {
    guard text.count > 1 else { return nil }
    return unsafe text.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return nil }
      var end: UnsafeMutablePointer<CChar>?
      let value = unsafe strtod(base, &end)
      return unsafe end?.pointee == 0 ? value : nil
    }
  }

  /// The power of e that gives a number.
  package static func logarithm(_ number: Double) -> Double { log(number) }
}
