// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension TreatmentReader {
  /// The keys that name a list with a header.
  ///
  /// - Parameter withOthers: Whether other columns of the export may be keys too.
  func codeList(_ group: inout ConfigReader, withOthers: Bool = false) -> CodeList? {
    group.need(
      [
        "codes": "Write the path of the list, such as codes/postcode-buurt.csv.",
        "from":
          "Write the label of the list's column with the values to look up, or a list of labels.",
        "to": "Write the label of the list's column with what comes in their place.",
      ])
    let file = group.path("codes")
    let from = group.strings("from")
    let hasOthers = withOthers && group.node("with") != nil
    let with = hasOthers ? group.strings("with") : []
    let to = group.string("to")
    let rest = rest(&group, unmatched: .empty)
    guard let file, let from, let with, let to, let rest, areKeys(from, with, group) else {
      return nil
    }
    return CodeList(
      file: file, columns: .labels(from: from, to: to), with: with, delimiter: rest.delimiter,
      unmatched: rest.unmatched)
  }

  /// Whether every label of a key but the first has a field.
  private func areKeys(_ from: [String], _ with: [String], _ group: ConfigReader) -> Bool {
    guard (1...4).contains(from.count) else {
      group.invalid(
        "from", "'from' names \(from.count) columns, and not one to four",
        hint: "The first has the values of this field, the others those of the fields in 'with'.")
      return false
    }
    guard with.count == from.count - 1 else {
      group.invalid(
        with.isEmpty ? "from" : "with",
        "'from' names \(from.count) columns of the list, so 'with' must name "
          + "\(from.count - 1) other columns of the export, not \(with.count)",
        hint: "Such as from: [postcode, huisnummer], with: [HUISNUMMER].")
      return false
    }
    return true
  }

  /// The keys that name a hierarchy.
  func hierarchy(_ group: inout ConfigReader) -> CodeList? {
    group.need(
      [
        "hierarchy": "Write the path of the hierarchy, such as codes/opleiding.csv."
      ])
    let file = group.path("hierarchy")
    let isStated = group.node("level") != nil
    let level = group.integer("level", in: 1...100)
    let rest = rest(&group, unmatched: .error)
    guard let file, let rest, !isStated || level != nil else { return nil }
    return CodeList(
      file: file, columns: level.map { .level($0) } ?? .chosenLevel, delimiter: rest.delimiter,
      unmatched: rest.unmatched)
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
