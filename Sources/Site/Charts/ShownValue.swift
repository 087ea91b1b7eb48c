// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// A published value as a reader of a page expects it, the same as in the explorer (`explorer-words.js`).
enum ShownValue {
  /// The words of a value: `74000000.04` as `74.000.000,04`, `2020-03-13T10:00:00` as `13 mrt 2020 10:00:00`.
  ///
  /// What is not written as its type says stays as it is.
  static func text(_ value: String, of field: PublishedField, _ texts: Texts) -> String {
    if value.isEmpty { return "" }
    let item = field.categories?.items.first { $0.value == value }
    if let label = item?.label { return label }
    return switch field.type {
    case "integer", "number": number(value, texts.language) ?? value
    case "boolean" where value == "true" || value == "false": texts["explorer-\(value)"]
    case "date", "yearmonth", "datetime": date(value, texts.language) ?? value
    default: value
    }
  }

  /// All digits of a decimal number, in groups of three; nil for what is none, such as `1e9` and `NaN`.
  private static func number(_ value: String, _ language: Language) -> String? {
    let isNegative = value.hasPrefix("-")
    let parts = value.dropFirst(isNegative ? 1 : 0).split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { 0x30...0x39 ~= $0 } }),
      let whole = parts.first
    else { return nil }
    var text = ""
    for (place, digit) in whole.enumerated() {
      if place > 0, (whole.count - place) % 3 == 0 { text += language == .nl ? "." : "," }
      text.append(digit)
    }
    let rest = parts.count == 2 ? language.decimalSeparator + parts[1] : ""
    return (isNegative ? "-" : "") + text + rest
  }

  /// `2026-11`, `2026-11-23` or `2026-11-23T10:00:00` with the short name of the month; nil for what is none.
  private static func date(_ value: String, _ language: Language) -> String? {
    guard
      let parts = value.wholeMatch(
        of: #/([0-9]{4})-([0-9]{2})(?:-([0-9]{2})(?:T([0-9]{2}:[0-9]{2}.*))?)?/#),
      let month = Int(parts.2), 1...12 ~= month
    else { return nil }
    var text = "\(language.shortMonths[month - 1]) \(Int(parts.1) ?? 0)"
    if let day = parts.3.flatMap({ Int($0) }) { text = "\(day) \(text)" }
    return parts.4.map { "\(text) \($0)" } ?? text
  }
}
