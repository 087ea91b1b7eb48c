// SPDX-License-Identifier: EUPL-1.2

/// How a floating-point number is written.
enum PlainNumber {
  /// The shortest decimal number that is the same one, without an exponent.
  static func text(_ value: Double) -> String {
    let text = value.description
    guard let mark = text.firstIndex(of: "e") else {
      return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    }
    let exponent = Int(text[text.index(after: mark)...]) ?? 0
    let mantissa = text[..<mark].split(separator: ".")
    let isNegative = text.hasPrefix("-")
    let whole = String(mantissa[0].drop { $0 == "-" })
    let rest = mantissa.count > 1 && mantissa[1] != "0" ? String(mantissa[1]) : ""
    let digits = whole + rest
    let point = whole.count + exponent
    let body: String
    if point <= 0 {
      body = "0." + String(repeating: "0", count: -point) + digits
    } else if point >= digits.count {
      body = digits + String(repeating: "0", count: point - digits.count)
    } else {
      body = "\(digits.prefix(point)).\(digits.dropFirst(point))"
    }
    return isNegative ? "-" + body : body
  }
}
