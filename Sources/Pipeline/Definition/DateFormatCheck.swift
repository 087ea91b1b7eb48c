// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Checks the pattern of a date, time or datetime.
///
/// Source: https://datapackage.org/standard/table-schema/#date, "strptime" directives.
enum DateFormatCheck {
  private static let dateDirectives = "YmdyjbBaA"
  private static let clockDirectives = "HMSfz"

  /// What is wrong with a format, and with which of its keys; nil where it can be read.
  static func problem(
    _ format: DateFormat, type: String
  ) -> (key: String, summary: String, hint: String)? {
    if let (summary, hint) = problem(format.pattern, type: type) {
      return ("format", summary, hint)
    }
    let found = Set((try? directives(format.pattern).get()) ?? [])
    if found.contains("y"), format.pivotYear == nil {
      return (
        "format", "'%y' does not say the century: 57 may be 1957 or 2057",
        "Write with it the first of the hundred years that it stands for: pivotYear: 1930 makes 57 "
          + "1957 and 29 2029; for births pivotYear: 1926 makes 26 1926 and 25 2025."
      )
    }
    if format.pivotYear != nil, !found.contains("y") {
      return (
        "pivotYear", "'pivotYear' means nothing where the format has no '%y'",
        "Remove it; it is for years of two digits."
      )
    }
    if format.unknownParts, format.pattern != "default", !found.isSuperset(of: ["m", "d"]) {
      return (
        "unknownParts", "only a month (%m) and a day (%d) can be zero",
        "Remove 'unknownParts', or write the format with %m and %d."
      )
    }
    return nil
  }

  /// What is wrong with a pattern; nil where it can be read.
  private static func problem(
    _ format: String, type: String
  ) -> (summary: String, hint: String)? {
    if format == "default" { return nil }
    if format == "any" {
      return (
        "'any' would guess which number is the day and which the month",
        "Write the pattern of the export, such as %d-%m-%Y."
      )
    }
    let allowed: String
    switch type {
    case "date": allowed = dateDirectives
    case "time": allowed = "HMS"
    default: allowed = dateDirectives + clockDirectives
    }
    switch directives(format) {
    case .failure(let stray):
      return unsupported(stray.text, type: type, allowed: allowed)
    case .success(let found):
      if found.isEmpty, let translated = translated(format),
        problem(translated, type: type) == nil
      {
        return ("this format has no directives", "Write \(format) as \(translated).")
      }
      for (position, directive) in found.enumerated() {
        if !allowed.contains(directive) {
          return unsupported("%\(directive)", type: type, allowed: allowed)
        }
        if found[..<position].contains(directive) {
          return ("'%\(directive)' stands twice in this format", "Use each directive once.")
        }
      }
      return incomplete(Set(found), type: type)
    }
  }

  private struct Stray: Error {
    var text: String
  }

  private static func directives(_ format: String) -> Result<[Character], Stray> {
    var found: [Character] = []
    var rest = Substring(format)
    while let percent = rest.firstIndex(of: "%") {
      rest = rest[rest.index(after: percent)...]
      guard let directive = rest.popFirst() else { return .failure(Stray(text: "%")) }
      guard (dateDirectives + clockDirectives).contains(directive) else {
        return .failure(Stray(text: "%\(directive)"))
      }
      found.append(directive)
    }
    return .success(found)
  }

  /// A format in the letters of a spreadsheet, such as `dd-mm-jjjj`, with directives; nil where a
  /// letter means nothing.
  private static func translated(_ format: String) -> String? {
    var result = ""
    var rest = format.lowercased()[...]
    var hasHour = false
    while let first = rest.first {
      guard first.isLetter else {
        result.append(rest.removeFirst())
        continue
      }
      let run = rest.prefix { $0 == first }
      rest = rest.dropFirst(run.count)
      switch (first, run.count) {
      case ("d", 1...2): result += "%d"
      case ("d", 3): result += "%a"
      case ("d", 4): result += "%A"
      case ("m", 1...2): result += hasHour ? "%M" : "%m"
      case ("m", 3): result += "%b"
      case ("m", 4): result += "%B"
      case ("j", 4), ("y", 4): result += "%Y"
      case ("j", 2), ("y", 2): result += "%y"
      case ("u", 1...2), ("h", 1...2):
        result += "%H"
        hasHour = true
      case ("s", 1...2): result += "%S"
      case ("t", 1): result += "T"
      default: return nil
      }
    }
    return result.contains("%") ? result : nil
  }

  private static func unsupported(
    _ directive: String, type: String, allowed: String
  ) -> (summary: String, hint: String) {
    let list = allowed.map { "%\($0)" }.joined(separator: " ")
    var hint = "A \(type) may have \(list), with other characters between them."
    if type == "date", clockDirectives.contains(directive.dropFirst()), directive.count > 1 {
      hint += " For a date with a time use type datetime."
    }
    return ("'\(directive)' is not a directive for a \(type)", hint)
  }

  private static func incomplete(
    _ found: Set<Character>, type: String
  ) -> (summary: String, hint: String)? {
    if type != "time" {
      if found.isSuperset(of: ["Y", "y"]) {
        return ("this format has two years, %Y and %y", "Use one of them.")
      }
      let year = found.contains("Y") || found.contains("y")
      let parts = found.intersection(["m", "b", "B", "d", "j"])
      guard year, [["j"], ["m", "d"], ["b", "d"], ["B", "d"]].contains(parts) else {
        return (
          "this format has no whole date",
          "It needs a year (%Y or %y) with month and day (%m or %B, and %d), or with the day of the year (%j)."
        )
      }
      if found.isSuperset(of: ["a", "A"]) {
        return ("this format has two days of the week, %a and %A", "Use one of them.")
      }
    }
    guard type == "date" || found.isSuperset(of: ["H", "M"]) else {
      return ("this format has no whole time", "It needs %H and %M; %S is optional.")
    }
    guard !found.contains("f") || found.contains("S") else {
      return ("this format has fractions (%f) without seconds", "Put %S before %f.")
    }
    return nil
  }
}
