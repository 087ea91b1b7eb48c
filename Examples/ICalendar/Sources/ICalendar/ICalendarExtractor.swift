// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
public import HergebruikFormat

/// Reads the events of iCalendar files, such as the agenda of a municipal council.
///
/// Source: RFC 5545.
public struct ICalendarExtractor: Extractor {
  /// The word under `extract:`.
  public static let name = "ics"
  /// One sentence for the documentation.
  public static let summary = "Reads iCalendar files: one record for each event."
  /// A field says which property it is of.
  public static let addressing = ColumnAddressing.paths
  /// A typical export.
  public static let example = """
    path: example/agenda.ics
    """
  /// Every option.
  public static let options =
    ExportSource.options + [
      ExtractorOption(
        "component", "event, todo or journal; default event", "Which components are records.")
    ]

  private let source: ExportSource
  private let reader: ICalendarReader

  /// Reads the options, and the fields' properties.
  public init?(
    _ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems
  ) {
    let before = problems.diagnostics.count
    source = ExportSource(&options)
    let component = options.word("component", of: ["event", "todo", "journal"]) ?? "event"
    reader = ICalendarReader(
      component: "V\(component.uppercased())",
      properties: columns.map { ICalendarProperty($0, problems) })
    guard problems.diagnostics.count == before else { return nil }
  }

  /// Opens the export.
  ///
  /// - Throws: `Failure` with `source-…` and `format-error`.
  public func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    try RowTable(source.files(context), reader, context)
  }
}

/// What a field's `source` says: `SUMMARY`, or `{path: CATEGORIES, optional: true}`.
struct ICalendarProperty {
  /// The column, for messages.
  let column: SourceColumn
  /// The property's name in capitals, as bytes.
  let name: [UInt8]
  /// Whether a whole export may lack it.
  let isOptional: Bool

  init(_ column: SourceColumn, _ problems: ConfigProblems) {
    self.column = column
    var path = column.source.text
    var optional = false
    if case .mapping = column.source.value,
      var keys = ConfigReader(column.source, what: "'source'", problems: problems)
    {
      path = keys.requiredString("path", hint: "Write 'path: SUMMARY'.")
      optional = keys.boolean("optional") ?? false
      keys.finish()
    }
    name = Array((path ?? "").uppercased().utf8)
    isOptional = optional
    let isName = name.allSatisfy {
      (0x41...0x5A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D
    }
    if path != nil, name.isEmpty || !isName {
      problems.report(
        .invalidValue, at: column.source, "'\(column.label)' is not the name of a property",
        hint: "Write one such as SUMMARY, DTSTART or LOCATION.")
    }
  }
}
