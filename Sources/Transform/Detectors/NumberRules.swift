// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// Arithmetic on digits: check digits and ranges.
///
/// Source: ../shared/standards/privacy/privacy.md, "Detectors".
enum NumberRules {
  /// An education number: 9 digits that start with 10, whose eleven sum leaves 5.
  @inline(__always)
  static func isOnderwijsnummer(_ number: Int) -> Bool {
    number / 10_000_000 == 10 && IdentifierCell.elevenRemainder(number) == 5
  }

  /// An A-number: 10 digits, the first not 0, no two neighbours the same, a sum that leaves 0 or 5 and
  /// a sum weighted by powers of two that leaves 0 after division by 11.
  static func isANummer(_ number: Int) -> Bool {
    guard number >= 1_000_000_000, number <= 9_999_999_999 else { return false }
    var (rest, sum, weighted, last) = (number, 0, 0, -1)
    for weight in stride(from: 9, through: 0, by: -1) {
      let digit = rest % 10
      guard digit != last else { return false }
      (rest, last) = (rest / 10, digit)
      sum += digit
      weighted += digit << weight
    }
    return (sum % 11 == 0 || sum % 11 == 5) && weighted % 11 == 0
  }

  /// A BIG number: 11 digits, the second 9, the first a check of the others.
  static func isBIG(_ number: Int) -> Bool {
    guard number < 100_000_000_000, number / 1_000_000_000 % 10 == 9 else { return false }
    let weights: InlineArray<9, Int> = [2, 4, 8, 5, 10, 9, 7, 3, 6]
    var (rest, sum) = (number, 9)
    for i in 0..<9 {
      sum += weights[i] * (rest % 10)
      rest /= 10
    }
    let check = (11 - sum % 11) % 11
    return number / 10_000_000_000 == (check == 0 ? 0 : check == 10 ? 1 : check)
  }

  /// A whole day written in 8 digits, as YYYYMMDD or DDMMYYYY, of 1880 to 2079.
  static func isDay(_ number: Int) -> Bool {
    isDay(year: number / 10_000, month: number / 100 % 100, day: number % 100)
      || isDay(year: number % 10_000, month: number / 10_000 % 100, day: number / 1_000_000)
  }

  /// A day; 0 stands for a month or day that is not known.
  static func isDay(year: Int, month: Int, day: Int) -> Bool {
    1880...2079 ~= year && month <= 12 && day <= 31
  }

  /// A day and time of day in 16 digits, YYYYMMDDhhmmssff, as StUF and the BAG write them.
  static func isMoment(_ number: Int) -> Bool {
    let (day, time) = (number / 100_000_000, number % 100_000_000)
    return 1880...2079 ~= day / 10_000 && 1...12 ~= day / 100 % 100 && 1...31 ~= day % 100
      && time / 1_000_000 < 24 && time / 10_000 % 100 < 60 && time / 100 % 100 < 60
  }

  /// A BAG id of 16 digits, 15 where its first zero was lost; nil where it is none, else its type.
  static func bagType(_ number: Int, digits: Int) -> Int? {
    guard digits == 16 || digits == 15, number >= 10_000_000_000_000 else { return nil }
    guard digits == 15 || !isMoment(number) else { return nil }
    let type = number / 10_000_000_000 % 100
    switch type {
    case 1, 2, 3, 10, 20, 30: return type
    default: return nil
    }
  }
}
