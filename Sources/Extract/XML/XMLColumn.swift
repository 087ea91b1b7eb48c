// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Where the values of one field are, and what becomes of several.
struct XMLColumn: PathColumn, Sendable {
  /// What becomes of the values that a path finds in a record.
  enum Mode: Hashable, Sendable {
    /// There may be one.
    case single
    /// They are joined.
    case join(String)
    /// They are counted.
    case count
    /// The element's content as XML text.
    case xml
  }

  let column: SourceColumn
  var path = XMLPath()
  var mode = Mode.single
  /// Whether a record without a value takes that of the last record, or would-be record, that had one.
  var carries = false
  var isOptional = false

  /// Reads a field's `source`; reports what is wrong.
  init(_ column: SourceColumn, _ namespaces: [String: String], _ problems: ConfigProblems) {
    self.column = column
    guard case .mapping = column.source.value else {
      parse(column.source.text ?? "", at: column.source, namespaces, problems)
      return
    }
    guard var keys = ConfigReader(column.source, what: "'source'", problems: problems) else {
      return
    }
    if let text = keys.requiredString("path", hint: "Write 'path: naam'.") {
      parse(text, at: keys.place("path"), namespaces, problems)
    }
    isOptional = keys.boolean("optional") ?? false
    carries = keys.boolean("carry") ?? false
    var modes: [Mode] = []
    if let separator = keys.string("join") { modes.append(.join(separator)) }
    if keys.boolean("count") == true { modes.append(.count) }
    if keys.word("as", of: ["xml"]) != nil { modes.append(.xml) }
    mode = modes.first ?? .single
    if modes.count + (carries ? 1 : 0) > 1 {
      keys.invalid(
        "path", "'join', 'count', 'as' and 'carry' exclude each other", hint: "Keep one.")
    }
    if path.up > 0, mode != .single || carries {
      keys.invalid(
        "path", "a path above the record has one value",
        hint: "Take 'join', 'count', 'as' or 'carry' out.")
    }
    if mode == .xml, path.target != .value {
      keys.invalid(
        "as", "only an element can be written as XML",
        hint: "Take '@…' or 'text()' out of the path.")
    }
    keys.finish()
  }

  private mutating func parse(
    _ text: String, at node: ConfigNode, _ namespaces: [String: String], _ problems: ConfigProblems
  ) {
    do throws(OptionProblem) {
      path = try XMLPathParser.field(text, namespaces)
    } catch {
      problems.report(.invalidValue, at: node, error.summary, hint: error.hint)
    }
  }

  /// Whether the values of a record can go straight into the row.
  var isPlain: Bool { path.isPlain && mode == .single }
}
