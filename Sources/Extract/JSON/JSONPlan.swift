// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What becomes of the values that a path finds in a record.
struct JSONColumn: PathColumn, Sendable {
  enum Mode: Hashable, Sendable {
    /// There may be one: a text, a number, true or false.
    case single
    /// They are joined.
    case join([UInt8])
    /// They are counted, whatever they are.
    case count
    /// The value as JSON, without white space.
    case json
  }

  let column: SourceColumn
  var path = JSONPath()
  var mode = Mode.single
  var isOptional = false

  /// Reads a field's `source`; reports what is wrong.
  init(_ column: SourceColumn, _ problems: ConfigProblems) {
    self.column = column
    guard case .mapping = column.source.value else {
      parse(column.source.text ?? "", at: column.source, problems)
      return
    }
    guard var keys = ConfigReader(column.source, what: "'source'", problems: problems) else {
      return
    }
    if let text = keys.requiredString("path", hint: "Write 'path: naam'.") {
      parse(text, at: keys.place("path"), problems)
    }
    isOptional = keys.boolean("optional") ?? false
    var modes: [Mode] = []
    if let separator = keys.string("join") { modes.append(.join(Array(separator.utf8))) }
    if keys.boolean("count") == true { modes.append(.count) }
    if keys.word("as", of: ["json"]) != nil { modes.append(.json) }
    mode = modes.first ?? .single
    if modes.count > 1 {
      keys.invalid("path", "'join', 'count' and 'as' exclude each other", hint: "Keep one.")
    }
    keys.finish()
  }

  private mutating func parse(_ text: String, at node: ConfigNode, _ problems: ConfigProblems) {
    do throws(OptionProblem) {
      path = try JSONPath(text)
    } catch {
      problems.report(.invalidValue, at: node, error.summary, hint: error.hint)
    }
  }
}

/// What is read of a document: the paths of all fields as one tree.
final class JSONPlan: Sendable {
  /// A place in a record.
  struct Node: Sendable {
    var keys: [(name: [UInt8], node: Int)] = []
    var elements: [(index: Int, node: Int)] = []
    /// Columns whose value is here, by mode.
    var columns: [Int] = []
    /// Whether something below it is wanted.
    var hasChildren: Bool { !keys.isEmpty || !elements.isEmpty }
  }

  /// Where the records are.
  let records: JSONPath
  /// Whether the file is one record after another.
  let isLines: Bool
  let columns: [JSONColumn]
  /// The tree; the first is a record.
  let nodes: [Node]

  /// Makes a plan; reports fields that are in each other's way.
  init(records: JSONPath, isLines: Bool, columns: [JSONColumn], problems: ConfigProblems) {
    (self.records, self.isLines, self.columns) = (records, isLines, columns)
    var nodes = [Node()]
    for (index, column) in columns.enumerated() {
      // `a[*]` and `a[0]` are kept apart: an element goes to every node that wants it.
      var at = 0
      for step in column.path.steps {
        let found: Int?
        switch step {
        case .key(let name): found = nodes[at].keys.first { $0.name == Array(name.utf8) }?.node
        case .element(let number): found = nodes[at].elements.first { $0.index == number }?.node
        case .all: found = nodes[at].elements.first { $0.index < 0 }?.node
        }
        if let found {
          at = found
          continue
        }
        nodes.append(Node())
        switch step {
        case .key(let name): nodes[at].keys.append((Array(name.utf8), nodes.count - 1))
        case .element(let number): nodes[at].elements.append((number, nodes.count - 1))
        case .all: nodes[at].elements.append((-1, nodes.count - 1))
        }
        at = nodes.count - 1
      }
      nodes[at].columns.append(index)
    }
    self.nodes = nodes
    for node in nodes {
      let isMixed = node.elements.count > 1 && node.elements.contains { $0.index < 0 }
      let isWhole = node.hasChildren && !node.columns.isEmpty
      guard isMixed || isWhole, let place = columns.first?.column.source else { continue }
      let names = node.columns.map { "'\(columns[$0].column.label)'" }.joined(separator: ", ")
      problems.report(
        .invalidValue, at: node.columns.first.map { columns[$0].column.source } ?? place,
        isMixed
          ? "fields want '[*]' and a numbered element of one array"
          : "\(names) and another field are within each other",
        hint: "Read the whole as JSON, or what is in it, not both.")
    }
  }
}
