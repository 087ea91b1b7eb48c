// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

extension TreatmentReader {
  func lookup(_ group: ConfigReader) -> Treatment? {
    var group = group
    group.need(
      [
        "codes": "Write the path of the list, such as codes/postcode-buurt.csv.",
        "from": "Write the label of the column that has the values of this field.",
        "to": "Write the label of the column that is published.",
      ])
    let file = group.path("codes")
    let from = group.string("from")
    let to = group.string("to")
    let rest = rest(&group, unmatched: .empty)
    group.finish()
    guard let file, let from, let to, let rest else { return nil }
    return .lookup(
      CodeList(
        file: file, columns: .labels(from: from, to: to), delimiter: rest.delimiter,
        unmatched: rest.unmatched))
  }

  func generalise(_ group: ConfigReader) -> Treatment? {
    var group = group
    group.need(
      [
        "hierarchy": "Write the path of the hierarchy, such as codes/opleiding.csv.",
        "level": "Write its column: 1 is the first behind the value itself.",
      ])
    let file = group.path("hierarchy")
    let level = group.integer("level", in: 1...100)
    let rest = rest(&group, unmatched: .error)
    group.finish()
    guard let file, let level, let rest else { return nil }
    return .generalise(
      CodeList(
        file: file, columns: .level(level), delimiter: rest.delimiter, unmatched: rest.unmatched))
  }

  private func rest(
    _ group: inout ConfigReader, unmatched standard: CodeList.Unmatched
  ) -> (delimiter: String, unmatched: CodeList.Unmatched)? {
    let words = CodeList.Unmatched.allCases.map(\.rawValue)
    let isStated = group.node("unmatched") != nil
    let word = group.word("unmatched", of: words).flatMap(CodeList.Unmatched.init(rawValue:))
    let delimiter = group.listDelimiter()
    guard let unmatched = isStated ? word : standard, let delimiter else { return nil }
    return (delimiter, unmatched)
  }
}

extension ConfigReader {
  /// A path from the dataset's folder.
  mutating func path(_ key: String) -> String? {
    guard let path = string(key) else { return nil }
    guard !path.isEmpty, !path.hasPrefix("/") else {
      invalid(
        key, "'\(key)' must be a path from the dataset's folder",
        hint: "Put the file below it, such as codes/\(key).csv, or in pipelines/codes and write "
          + "../codes/\(key).csv.")
      return nil
    }
    return path
  }

  /// What stands between the cells of a list; a semicolon where nothing is stated, nil where it is wrong.
  mutating func listDelimiter() -> String? {
    guard let written = node("delimiter") == nil ? ";" : string("delimiter") else { return nil }
    let delimiter = written == "tab" ? "\t" : written
    guard delimiter.utf8.count == 1, !["\"", "\n", "\r", "\0"].contains(delimiter) else {
      invalid(
        "delimiter", "'delimiter' must be one ASCII character",
        hint: "Write \";\", \",\" or \"tab\".")
      return nil
    }
    return delimiter
  }

  /// Reports the keys that are not there, each with its hint.
  func need(_ keys: KeyValuePairs<String, String>) {
    for (key, hint) in keys where !names.contains(key) { missing(key, hint: hint) }
  }

  /// A number with a decimal point, without an exponent, as it is written.
  mutating func decimal(_ key: String) -> String? {
    guard let value = node(key) else { return nil }
    guard case .scalar(let text, quoted: false) = value.value,
      text.wholeMatch(of: /-?[0-9]+(\.[0-9]+)?/) != nil
    else {
      wrongType(key, value, expected: "a number with a decimal point")
      return nil
    }
    return text
  }
}
