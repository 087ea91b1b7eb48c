// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

/// Reads `steps:`; what the steps say together is for the Transform stage.
struct StepsReader {
  let problems: ConfigProblems

  /// The kinds of step, for messages.
  static let names = Step.Name.allCases.map(\.rawValue)

  /// What looks like a step and is none.
  private static let others = [
    "aggregate":
      "Write the key 'aggregate' of the pipeline file: it has the privacy rules of tables.",
    "sort": "Write publish: {order: key}.",
  ]

  /// Reads all steps, in order; those that are wrong are reported and left out.
  func read(_ reader: inout ConfigReader, _ addressing: ColumnAddressing) -> [Step] {
    (reader.sequence("steps") ?? []).filter { !Self.isPivot($0) }.compactMap { item in
      guard let step = step(item) else { return nil }
      guard addressing == .labels || step.taken.isEmpty else {
        problems.report(
          .invalidValue, at: item,
          "'\(step.name)' takes columns away, and in this format a column is there only because a field "
            + "names it",
          hint:
            "Name the value by its path. For a part of it: {derive: {name: X, as: \"split_part(…)\"}}."
        )
        return nil
      }
      return step
    }
  }

  private func step(_ item: ConfigNode) -> Step? {
    guard case .mapping(let pairs) = item.value, pairs.count == 1, let (key, value) = pairs.first,
      let name = key.text
    else {
      problems.report(
        .wrongType, at: item, "a step must be a group of one key",
        hint: "Write - {filter: \"…\"}; the kinds are pivot, \(Self.names.joined(separator: ", "))."
      )
      return nil
    }
    if let hint = Self.others[name] {
      problems.report(
        .notInThisVersion, at: key, "there is no step '\(name)' in this version", hint: hint)
      return nil
    }
    guard let kind = Step.Name(rawValue: name) else {
      problems.report(
        .unknownKey, at: key, "'\(name)' is not a step",
        hint: Suggestion.hint(for: name, among: ["pivot"] + Self.names))
      return nil
    }
    var reader = ConfigReader(item, what: "a step", problems: problems)
    return read(kind, value, &reader).map { Step($0, location: problems.location(item)) }
  }

  private func read(
    _ name: Step.Name, _ value: ConfigNode, _ reader: inout ConfigReader?
  ) -> Step.Kind? {
    func group(_ read: (inout ConfigReader) -> Step.Kind?) -> Step.Kind? {
      guard
        var group = ConfigReader(value, what: "'\(name.rawValue)'", problems: problems)
      else { return nil }
      defer { group.finish() }
      return read(&group)
    }
    return switch name {
    case .filter: expression(value, of: name.rawValue).map { .filter($0) }
    case .rename: pairs(value, name.rawValue).map { .rename($0) }
    case .deduplicate: reader?.columns(name.rawValue, atLeast: 1).map { .deduplicate($0) }
    case .derive: group(derive)
    case .split: group(split)
    case .combine: group(combine)
    case .lookup: group(lookup)
    case .replace: group(replace)
    case .unpivot: group(unpivot)
    }
  }

  /// An expression; nil where it is no text, which is reported.
  func expression(_ value: ConfigNode, of key: String) -> ExpressionText? {
    guard let text = value.text else {
      problems.report(
        .wrongType, at: value, "'\(key)' must be an expression",
        hint: "Write it in double quotes: \(key): \"INGANG >= 2020-01-01\".")
      return nil
    }
    return ExpressionText(text, location: problems.location(value))
  }

  private func pairs(_ value: ConfigNode, _ key: String) -> [Step.Renaming]? {
    guard case .mapping(let pairs) = value.value, !pairs.isEmpty else {
      problems.report(
        .wrongType, at: value, "'\(key)' must be a group of old and new words",
        hint: "Write {OLD: NEW}.")
      return nil
    }
    var seen: Set<String> = []
    return pairs.compactMap { pair in
      guard case .scalar(let old, _) = pair.key.value, case .scalar(let new, _) = pair.value.value
      else {
        problems.report(.wrongType, at: pair.value, "'\(key)' has plain words only")
        return nil
      }
      if !seen.insert(old).inserted {
        problems.report(.duplicateKey, at: pair.key, "'\(old)' stands here twice")
      }
      return Step.Renaming(old: old, new: new)
    }
  }

  // MARK: The kinds

  private func derive(_ group: inout ConfigReader) -> Step.Kind? {
    group.need(
      ["name": "Write the name of the new column.", "as": "Write the expression that makes it."])
    let name = group.column("name")
    let text = group.node("as").flatMap { expression($0, of: "as") }
    guard let name, let text else { return nil }
    return .derive(name: name, as: text)
  }

  private func split(_ group: inout ConfigReader) -> Step.Kind? {
    group.need(
      [
        "column": "Write the column that is split.", "by": "Write what stands between its parts.",
        "into": "Write the names of the new columns.",
      ])
    let column = group.column("column")
    let by = group.string("by")
    let into = group.columns("into", atLeast: 2)
    if by == "" {
      group.invalid("by", "'by' is empty", hint: "Write what stands between the parts.")
    }
    guard let column, let by, !by.isEmpty, let into else { return nil }
    return .split(column: column, by: by, into: into)
  }

  private func combine(_ group: inout ConfigReader) -> Step.Kind? {
    group.need(
      [
        "columns": "Write the columns that are joined.",
        "into": "Write the name of the new column.",
      ])
    let columns = group.columns("columns", atLeast: 2)
    let with = group.node("with") == nil ? " " : group.string("with")
    let into = group.column("into")
    guard let columns, let with, let into else { return nil }
    return .combine(columns: columns, with: with, into: into)
  }

  private func lookup(_ group: inout ConfigReader) -> Step.Kind? {
    group.need(
      [
        "column": "Write the column that is looked up.",
        "into": "Write the name of the new column.",
      ])
    let column = group.column("column")
    let into = group.column("into")
    let list = TreatmentReader(problems: problems).codeList(&group)
    guard let column, let into, let list else { return nil }
    return .lookup(column: column, list: list, into: into)
  }

  private func replace(_ group: inout ConfigReader) -> Step.Kind? {
    group.need(["column": "Write the column whose values are replaced."])
    let column = group.column("column")
    guard group.names.contains("codes") else {
      group.need(["values": "Write {old: new}, or name a list with 'codes', 'from' and 'to'."])
      let values = group.node("values").flatMap { pairs($0, "values") }
      guard let column, let values else { return nil }
      return .replace(column: column, values: .pairs(values))
    }
    if group.names.contains("values") {
      group.invalid(
        "values", "'replace' has both 'values' and 'codes'", hint: "Keep one of the two.")
      _ = group.node("values")
    }
    if group.names.contains("unmatched") {
      group.invalid(
        "unmatched", "'replace' lets values stay that are not in the list",
        hint: "Remove it, or take the step 'lookup'.")
    }
    let list = TreatmentReader(problems: problems).codeList(&group)
    guard let column, let list else { return nil }
    return .replace(column: column, values: .list(list))
  }

  private func unpivot(_ group: inout ConfigReader) -> Step.Kind? {
    group.need(
      [
        "columns": "Write the columns that become rows.",
        "name": "Write what the column with their names is called.",
        "value": "Write what the column with their cells is called.",
      ])
    let columns = group.columns("columns", atLeast: 1)
    let name = group.column("name")
    let value = group.column("value")
    if let name, name == value {
      group.invalid("value", "'name' and 'value' are the same", hint: "They are two columns.")
    }
    guard let columns, let name, let value, name != value else { return nil }
    return .unpivot(columns: columns, name: name, value: value)
  }
}

extension ConfigReader {
  /// The name of a column, which is not empty.
  mutating func column(_ key: String) -> String? {
    guard let name = string(key) else { return nil }
    if name.isEmpty {
      invalid(key, "the name of a column is empty")
      return nil
    }
    return name
  }

  /// Names of columns, each once.
  mutating func columns(_ key: String, atLeast least: Int) -> [String]? {
    guard let names = strings(key) else { return nil }
    guard names.count >= least, !names.contains("") else {
      invalid(key, "'\(key)' must name \(least) column\(least == 1 ? "" : "s") or more")
      return nil
    }
    guard Set(names).count == names.count else {
      invalid(key, "'\(key)' names a column twice", hint: "Name each once.")
      return nil
    }
    return names
  }
}

/// Reads `checks:`.
struct ChecksReader {
  let problems: ConfigProblems

  /// Reads all checks, in order; those that are wrong are reported and left out.
  func read(_ reader: inout ConfigReader) -> [RowCheck] {
    (reader.sequence("checks") ?? []).compactMap { item in
      guard var group = ConfigReader(item, what: "a check", problems: problems),
        // Those about the table as a whole are read elsewhere.
        Set(TableChecksReader.names).isDisjoint(with: group.names)
      else { return nil }
      for name in TableChecksReader.names { _ = group.node(name) }
      group.need(["row": "Write row: \"EIND >= INGANG\"."])
      let text = group.node("row").flatMap {
        StepsReader(problems: problems).expression($0, of: "row")
      }
      let title = group.string("title")
      group.finish()
      return text.map { RowCheck($0, title: title) }
    }
  }
}
