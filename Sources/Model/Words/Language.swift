// SPDX-License-Identifier: EUPL-1.2

/// A language of the site and the reports, with numbers, sizes and dates as its readers expect them, on any
/// machine.
package enum Language: String, Hashable, Sendable, CaseIterable {
  /// Dutch.
  case nl
  /// English.
  case en

  /// What it is called in itself.
  package var name: String { self == .nl ? "Nederlands" : "English" }

  /// The other one.
  package var other: Language { self == .nl ? .en : .nl }

  /// `1234567` as `1.234.567` or `1,234,567`.
  package func number(_ number: Int) -> String {
    let digits = Array(String(number.magnitude).utf8)
    var text: [UInt8] = number < 0 ? [UInt8(ascii: "-")] : []
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text.append(grouping) }
      text.append(digit)
    }
    return String(decoding: text, as: UTF8.self)
  }

  private var grouping: UInt8 { self == .nl ? UInt8(ascii: ".") : UInt8(ascii: ",") }

  /// What stands before the decimals.
  package var decimalSeparator: String { self == .nl ? "," : "." }

  /// A number with at most so many decimals, without zeroes at the end: `1234.5` as `1.234,5`.
  ///
  /// What is no number, or is too large to write out, comes as Swift writes it.
  package func decimal(_ value: Double, places: Int = 2) -> String {
    // From 2^53 on a number has no decimals.
    let places = value.magnitude < 9_007_199_254_740_992 ? places : 0
    var unit = 1
    for _ in 0..<places { unit *= 10 }
    let scaled = (value.magnitude * Double(unit)).rounded()
    guard scaled < 9e18 else { return "\(value)" }
    let (whole, decimals) = Int(scaled).quotientAndRemainder(dividingBy: unit)
    var rest = String(decimals)
    rest = String(repeating: "0", count: max(places - rest.utf8.count, 0)) + rest
    while rest.utf8.last == UInt8(ascii: "0") { rest.removeLast() }
    let sign = value < 0 && scaled > 0 ? "-" : ""
    return sign + number(whole) + (rest.isEmpty || places == 0 ? "" : decimalSeparator + rest)
  }

  /// A part of 1 as a percentage with at most one decimal: `0.125` as `12,5 %` or `12.5%`.
  package func percent(_ part: Double) -> String {
    decimal(part * 100, places: 1) + (self == .nl ? "\u{A0}%" : "%")
  }

  /// A number of bytes with one decimal: `1,2 MB`; decimal units.
  package func size(_ bytes: Int) -> String {
    if bytes < 1000 { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    var tenths = (bytes + 50) / 100
    var units = ["kB", "MB", "GB", "TB", "PB", "EB"][...]
    while tenths >= 10_000, units.count > 1 {
      tenths = (tenths + 500) / 1000
      units = units.dropFirst()
    }
    return "\(number(tenths / 10))\(decimalSeparator)\(tenths % 10) \(units.first ?? "EB")"
  }

  /// `2026-11-23` as `23 november 2026`, `2026-11` as `november 2026`; anything else as it is.
  package func date(_ iso: String) -> String {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let month = Int(parts[1]), 1...12 ~= month else {
      return iso
    }
    let monthAndYear = "\(months[month - 1]) \(parts[0])"
    guard parts.count == 3 else { return monthAndYear }
    return Int(parts[2]).map { "\($0) \(monthAndYear)" } ?? iso
  }

  /// The short names of the months.
  ///
  /// Source: Unicode CLDR, months in a date of the format `medium`, for nl and en-GB.
  package var shortMonths: [String] {
    switch self {
    case .nl: ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
    case .en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sept", "Oct", "Nov", "Dec"]
    }
  }

  private var months: [String] {
    switch self {
    case .nl:
      [
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
        "oktober", "november", "december",
      ]
    case .en:
      [
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December",
      ]
    }
  }
}

extension LocalizedText {
  /// The text in a language; the Dutch if there is no English one.
  package func text(in language: Language) -> String { language == .en ? en ?? nl : nl }

  /// Texts one behind the other, in both languages.
  package static func joined(_ texts: [Self], separator: String = "") -> Self {
    func text(in language: Language) -> String {
      texts.map { $0.text(in: language) }.joined(separator: separator)
    }
    return Self(nl: text(in: .nl), en: text(in: .en))
  }
}
