// SPDX-License-Identifier: EUPL-1.2

/// Workbooks for tests, put together from their parts.
enum TestWorkbook {
  /// A workbook of Excel.
  ///
  /// - Parameters:
  ///   - sheets: The names of sheets and what stands in their `sheetData` and behind it.
  ///   - strings: The shared strings, as XML within `si`.
  ///   - formats: Format codes; the style of index n + 1 has format n, style 0 is general.
  ///   - properties: What stands before the list of sheets.
  ///   - extensions: What stands behind it.
  ///   - hidden: The state of sheets that are not shown, by their names.
  ///   - isStrict: Whether the namespaces are those of Strict Open XML.
  static func xlsx(
    _ sheets: [(name: String, xml: String)], strings: [String] = [], formats: [String] = [],
    properties: String = "", extensions: String = "", hidden: [String: String] = [:],
    isStrict: Bool = false
  ) throws -> [UInt8] {
    let office =
      isStrict
      ? "http://purl.oclc.org/ooxml/officeDocument/relationships"
      : "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    let package = "http://schemas.openxmlformats.org/package/2006/relationships"
    let main =
      isStrict
      ? "http://purl.oclc.org/ooxml/spreadsheetml/main"
      : "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    var list = ""
    var relations = ""
    var members: [TestArchive.Member] = []
    for (index, sheet) in sheets.enumerated() {
      let state = hidden[sheet.name].map { " state=\"\($0)\"" } ?? ""
      list +=
        "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"s\(index)\"/>"
      relations +=
        "<Relationship Id=\"s\(index)\" Type=\"\(office)/worksheet\" Target=\"worksheets/sheet\(index + 1).xml\"/>"
      members.append(
        .init(
          "xl/worksheets/sheet\(index + 1).xml",
          "<worksheet xmlns=\"\(main)\">\(sheet.xml)</worksheet>"))
    }
    relations +=
      "<Relationship Id=\"t\" Type=\"\(office)/sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>"
      + "<Relationship Id=\"f\" Type=\"\(office)/styles\" Target=\"styles.xml\"/>"
    var styles = "<numFmts>"
    for (index, code) in formats.enumerated() {
      styles += "<numFmt numFmtId=\"\(164 + index)\" formatCode=\"\(code)\"/>"
    }
    styles +=
      "</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/>"
    for index in formats.indices { styles += "<xf numFmtId=\"\(164 + index)\"/>" }
    styles += "</cellXfs>"
    let parts: [(String, String)] = [
      (
        "_rels/.rels",
        "<Relationships xmlns=\"\(package)\"><Relationship Id=\"w\" Type=\"\(office)/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
      ),
      (
        "xl/_rels/workbook.xml.rels",
        "<Relationships xmlns=\"\(package)\">\(relations)</Relationships>"
      ),
      (
        "xl/workbook.xml",
        "<workbook xmlns=\"\(main)\" xmlns:r=\"\(office)\">\(properties)<sheets>\(list)</sheets>\(extensions)</workbook>"
      ),
      ("xl/styles.xml", "<styleSheet xmlns=\"\(main)\">\(styles)</styleSheet>"),
      (
        "xl/sharedStrings.xml",
        "<sst xmlns=\"\(main)\">\(strings.map { "<si>\($0)</si>" }.joined())</sst>"
      ),
    ]
    return try TestArchive.zip(members + parts.map { .init($0.0, $0.1) })
  }

  /// A workbook of OpenDocument.
  ///
  /// - Parameters:
  ///   - tables: What stands within `office:spreadsheet`.
  ///   - styles: What stands within `office:automatic-styles`.
  static func ods(
    _ tables: String, manifest: String = "", styles: String = ""
  ) throws -> [UInt8] {
    let base = "urn:oasis:names:tc:opendocument:xmlns"
    return try TestArchive.zip([
      .init("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
      .init(
        "content.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <office:document-content xmlns:office="\(base):office:1.0" xmlns:table="\(base):table:1.0" \
        xmlns:text="\(base):text:1.0" xmlns:style="\(base):style:1.0" xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" \
        office:version="1.3"><office:automatic-styles>\(styles)</office:automatic-styles><office:body><office:spreadsheet>\(tables)</office:spreadsheet></office:body></office:document-content>
        """),
      .init(
        "META-INF/manifest.xml",
        "<manifest:manifest xmlns:manifest=\"\(base):manifest:1.0\">\(manifest)</manifest:manifest>"
      ),
    ])
  }
}

extension TestWorkbook {
  /// A text document of OpenDocument.
  static let text: [UInt8] = {
    let base = "urn:oasis:names:tc:opendocument:xmlns"
    let bytes = try? TestArchive.zip([
      .init(
        "content.xml",
        "<office:document-content xmlns:office=\"\(base):office:1.0\"><office:body><office:text/></office:body></office:document-content>"
      ), .init("META-INF/manifest.xml", "<manifest/>"),
    ])
    return bytes ?? []
  }()
}
