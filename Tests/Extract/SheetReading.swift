// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// A workbook of a test, read to its end.
struct SheetReading {
  /// What was read.
  var contents: TableContents
  /// What it holds that is seldom meant.
  var remarks: [Diagnostic]

  /// Reads a workbook.
  ///
  /// - Parameters:
  ///   - options: besides the path.
  ///   - change: of what the extractor knows of its surroundings.
  init(
    _ type: any Extractor.Type, _ bytes: [UInt8], sheet: String? = nil, range: String? = nil,
    headerRows: Int = 1, change: (inout ExtractContext) -> Void = { _ in }
  ) throws {
    let folder = try TemporaryFolder()
    try folder.write(bytes, to: "book")
    var options: [(key: ConfigNode, value: ConfigNode)] = [
      (.plain("path"), .text("book")), (.plain("headerRows"), .plain("\(headerRows)")),
    ]
    if let sheet { options.append((.plain("sheet"), .text(sheet))) }
    if let range { options.append((.plain("range"), .text(range))) }
    let problems = ConfigProblems(file: "pipeline.yaml")
    var reader = try #require(
      ConfigReader(
        ConfigNode(.mapping(options), line: 1, column: 1), what: "the test", problems: problems))
    let made = type.init(&reader, columns: [], problems: problems)
    reader.finish()
    try problems.throwIfAny()
    var context = ExtractContext(folder: folder.path, now: 0, scratch: folder.path)
    change(&context)
    let table = try #require(made).open(context)
    contents = try TableContents(of: table)
    remarks = table.remarks
  }

  /// Reads an Excel sheet, given what stands in `worksheet`.
  static func xlsx(
    _ xml: String, strings: [String] = [], formats: [String] = [], properties: String = "",
    extensions: String = "", isStrict: Bool = false, range: String? = nil, headerRows: Int = 1,
    change: (inout ExtractContext) -> Void = { _ in }
  ) throws -> SheetReading {
    try SheetReading(
      XLSXExtractor.self,
      TestWorkbook.xlsx(
        [("Blad", xml)], strings: strings, formats: formats, properties: properties,
        extensions: extensions, isStrict: isStrict), range: range, headerRows: headerRows,
      change: change)
  }

  /// Reads an OpenDocument sheet, given what stands in `table:table`.
  static func ods(
    _ xml: String, styles: String = "", range: String? = nil, headerRows: Int = 1,
    change: (inout ExtractContext) -> Void = { _ in }
  ) throws -> SheetReading {
    try SheetReading(
      ODSExtractor.self,
      TestWorkbook.ods(
        "<table:table table:name=\"Blad\" table:style-name=\"ta1\">\(xml)</table:table>",
        styles: styles), range: range, headerRows: headerRows, change: change)
  }

  /// The cells of the rows.
  var rows: [[String]] { contents.rows }

  /// What is told, shortly: the code, the cell or sheet, the line, and the field.
  var told: [String] {
    remarks.map { remark in
      let place = remark.location
      return [
        remark.code.rawValue, place.path ?? "-", place.line.map { "\($0)" } ?? "-",
        place.field ?? "-",
      ].joined(separator: " ")
    }
  }
}
