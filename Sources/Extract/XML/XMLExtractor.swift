// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads XML: records by the path of an element, values by paths from there.
struct XMLExtractor: RecordExtractor {
  static let name = "xml"
  static let summary = "Reads XML files of any size, record by record."
  static let addressing = ColumnAddressing.paths
  static let example = """
    path: example/export.xml
    record: bag:Verblijfsobject
    namespaces: {bag: "http://www.kadaster.nl/schemas/lvbag/imbag/objecten/v20200601"}
    """
  static let keys = [
    ExtractorOption(
      "record", "a path; required",
      "The element that is a record: /a/b from the top, or b or a/b at any depth; it may have a "
        + "condition, such as b[@soort='x']."),
    ExtractorOption(
      "namespaces", "prefixes and addresses; default none",
      "What prefixes in paths stand for; 'default' is for names without one. '*:name' needs none."
    ),
    ExtractorOption(
      "each", "a path; default none",
      "The element, within a record, of which each makes a row; a record without one makes none."),
  ]

  let source: ExportSource
  private let plan: XMLPlan

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.source = source
    let namespaces = Self.namespaces(&keys)
    var record = XMLPath()
    if let text = keys.requiredString(
      "record", hint: "Name the element that is a record: record: persoon.")
    {
      do throws(OptionProblem) {
        record = try XMLPathParser.record(text, namespaces)
      } catch {
        keys.invalid("record", error.summary, hint: error.hint)
      }
    }
    var each: XMLPath?
    if let text = keys.string("each") {
      do throws(OptionProblem) {
        let path = try XMLPathParser.field(text, namespaces)
        each = path
        if path.up > 0 || path.target != .value || path.steps.isEmpty {
          keys.invalid(
            "each", "'each' is an element within the record", hint: "Write names: adressen/adres.")
        }
      } catch {
        keys.invalid("each", error.summary, hint: error.hint)
      }
    }
    let paths = columns.map { XMLColumn($0, namespaces, problems) }
    plan = XMLPlan(record: record, each: each, columns: paths)
  }

  private static func namespaces(_ options: inout ConfigReader) -> [String: String] {
    guard var group = options.mapping("namespaces") else { return [:] }
    var found: [String: String] = [:]
    for prefix in group.names.sorted() {
      if let uri = group.requiredString(prefix) { found[prefix] = uri }
    }
    group.finish()
    return found
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    XMLRecordReader(plan: plan)
  }
}

/// What is read of a document.
final class XMLPlan: Sendable {
  let record: XMLPath
  let each: XMLPath?
  let columns: [XMLColumn]
  /// The columns whose values stand above the records.
  let above: [Int]
  /// Whether a column carries.
  let carries: Bool
  /// Whether values can go straight into the rows.
  let isPlain: Bool

  init(record: XMLPath, each: XMLPath?, columns: [XMLColumn]) {
    (self.record, self.each, self.columns) = (record, each, columns)
    above = columns.indices.filter { columns[$0].path.up > 0 }
    carries = columns.contains(where: \.carries)
    let within = columns.filter { $0.path.up == 0 }
    isPlain =
      each == nil && record.steps.last?.predicates.isEmpty ?? false
      && within.allSatisfy(\.isPlain) && Self.areApart(within.map(\.path))
  }

  /// Whether every name of the paths leads one way, and no element's text is within another's.
  private static func areApart(_ paths: [XMLPath]) -> Bool {
    for (index, one) in paths.enumerated() {
      for other in paths[..<index] {
        let common = zip(one.steps, other.steps).prefix { $0.test == $1.test }.count
        // Where they part, they must do so by the local name.
        if common < min(one.steps.count, other.steps.count) {
          if one.steps[common].test.local == other.steps[common].test.local { return false }
          continue
        }
        if one.target == .value, one.steps.count <= other.steps.count { return false }
        if other.target == .value, other.steps.count <= one.steps.count { return false }
      }
    }
    return true
  }
}

/// Reads documents by a plan.
struct XMLRecordReader: RecordReader {
  let plan: XMLPlan

  var requiredColumns: [Int: SourceColumn] { plan.columns.required }

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let source = try file.bytes(counter)
    try file.refusePacked(source.peek(8), format: "XML", pattern: "*.xml")
    try sink.begin(
      header: plan.columns.labels, width: plan.columns.count,
      at: .init(file: file.name))
    let walk: XMLWalk =
      plan.isPlain
      ? XMLPlainWalk(plan, file: file.name, sink: sink)
      : XMLTreeWalk(plan, file: file.name, sink: sink)
    try SAXParser.parse(source, walk)
    guard walk.hasRecords else { throw walk.noRecord }
  }
}
