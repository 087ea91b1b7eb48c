// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Numbers, sizes, dates and words as a Dutch reader expects them, on any machine.
public enum Dutch {
  private static let months = [
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september",
    "oktober", "november", "december",
  ]

  /// `1234567` as `1.234.567`.
  public static func number(_ number: Int) -> String {
    let digits = Array(String(number.magnitude))
    var text = number < 0 ? "-" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += "." }
      text.append(digit)
    }
    return text
  }

  /// A number of bytes with one decimal: `1,2 MB`; decimal units.
  public static func size(_ bytes: Int) -> String {
    if bytes < 1000 { return bytes == 1 ? "1 byte" : "\(bytes) bytes" }
    var tenths = (bytes + 50) / 100
    var units = ["kB", "MB", "GB", "TB", "PB", "EB"][...]
    while tenths >= 10_000, units.count > 1 {
      tenths = (tenths + 500) / 1000
      units = units.dropFirst()
    }
    return "\(number(tenths / 10)),\(tenths % 10) \(units.first ?? "EB")"
  }

  /// `2026-11-23` as `23 november 2026`, `2026-11` as `november 2026`; anything else as it is.
  public static func date(_ iso: String) -> String {
    let parts = iso.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2 || parts.count == 3, let month = Int(parts[1]), 1...12 ~= month else {
      return iso
    }
    let monthAndYear = "\(months[month - 1]) \(parts[0])"
    guard parts.count == 3 else { return monthAndYear }
    return Int(parts[2]).map { "\($0) \(monthAndYear)" } ?? iso
  }

  /// One or more of something: `1 rij`, `1.234 rijen`.
  public static func count(_ count: Int, _ one: String, _ more: String) -> String {
    "\(number(count)) \(count == 1 ? one : more)"
  }

  /// What a cell of a Table Schema type holds.
  public static func type(_ type: String) -> String {
    switch type {
    case "string": "tekst"
    case "integer": "geheel getal"
    case "number": "getal"
    case "boolean": "ja of nee"
    case "date": "datum"
    case "time": "tijd"
    case "datetime": "datum en tijd"
    case "year": "jaar"
    case "yearmonth": "jaar en maand"
    case "duration": "tijdsduur"
    case "geopoint": "punt op de kaart"
    case "list": "lijst"
    case "geojson": "vorm op de kaart"
    default: "vrije inhoud"
    }
  }

  /// What was done to a field, by the word of the pipeline file.
  public static func treatment(_ treatment: String) -> String {
    switch treatment {
    case "keep": "ongewijzigd"
    case "redact": "vervangen door een vaste tekst"
    case "mask": "gedeeltelijk afgeschermd"
    case "pseudonymise": "gepseudonimiseerd: vervangen door een code"
    case "prefix": "ingekort tot de eerste tekens"
    case "date: year": "alleen het jaar"
    case "date: month": "alleen het jaar en de maand"
    case GeographyRecord.treatment: "berekend uit de coördinaten"
    default: treatment
    }
  }
}
