// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What a workbook of Excel says of itself outside its sheets.
struct XLSXWorkbook {
  /// What there is to choose from.
  var sheets: [SheetOptions.Listed] = []
  /// For each sheet the part in which it is.
  var parts: [String] = []
  var dates = DateSystem.from1900
  /// Whether formulas have no results that count: the workbook asks whoever opens it to calculate all.
  var isCalculatedOnLoad = false
  /// The number format of each cell style.
  var styles: [NumberFormat] = []
  /// The part with the shared strings.
  var strings: String?

  /// Reads the parts that say where all else is.
  ///
  /// - Throws: `format-error` and `compression-error`.
  init(_ workbook: Workbook) throws(Failure) {
    let top = Relations(file: workbook.name, folder: "")
    try workbook.read("_rels/.rels", top)
    guard let main = top.found.first(where: { $0.type == "officeDocument" })?.target else {
      throw Failure(
        .format, at: .init(file: workbook.name), "the file is no workbook of Excel",
        hint:
          "Open it to see what it is, and save it as .xlsx. An OpenDocument file is read by 'ods'.")
    }
    guard !main.hasSuffix(".bin") else {
      throw Failure(
        .format, at: .init(file: workbook.name),
        "this is a binary workbook (.xlsb), which is not read",
        hint: "Save it as .xlsx, or let the source system export .xlsx or CSV.")
    }
    let folder = String(
      main.prefix(upTo: main.lastIndex(of: "/").map { main.index(after: $0) } ?? main.startIndex))
    let file = String(main.dropFirst(folder.count))
    let relations = Relations(file: workbook.name, folder: folder)
    try workbook.read("\(folder)_rels/\(file).rels", relations)
    let list = SheetList(file: workbook.name)
    try workbook.read(main, list)
    dates = list.dates
    isCalculatedOnLoad = list.isCalculatedOnLoad
    for sheet in list.sheets {
      let part = relations.found.first { $0.id == sheet.id && $0.type == "worksheet" }?.target
      // A sheet of charts has no cells.
      guard let part else { continue }
      sheets.append(.init(name: sheet.name, isHidden: sheet.isHidden))
      parts.append(part)
    }
    strings = relations.found.first { $0.type == "sharedStrings" }?.target
    if let part = relations.found.first(where: { $0.type == "styles" })?.target {
      let reader = Styles(file: workbook.name)
      try workbook.read(part, reader)
      styles = reader.formats
    }
  }
}

/// Where parts are.
private final class Relations: WorkbookPart {
  private let folder: String
  private(set) var found: [(id: String, type: String, target: String)] = []

  init(file: String, folder: String) {
    self.folder = folder
    super.init(file: file)
  }

  override func begins(_ attributes: [String: String]) {
    guard names == ["Relationships", "Relationship"], attributes["TargetMode"] != "External",
      let target = attributes["Target"]
    else { return }
    let type = attributes["Type"]?.split(separator: "/").last.map(String.init) ?? ""
    found.append((attributes["Id"] ?? "", type, resolve(target)))
  }

  /// A target from the folder of its part; a name within the archive, never a path on disk.
  private func resolve(_ target: String) -> String {
    guard !target.hasPrefix("/") else { return String(target.dropFirst()) }
    var parts: [Substring] = []
    for part in (folder + target).split(separator: "/") {
      if part == ".." { _ = parts.popLast() } else if part != "." { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}

/// The sheets, and what holds for all of them.
private final class SheetList: WorkbookPart {
  private(set) var sheets: [(name: String, id: String, isHidden: Bool)] = []
  private(set) var dates = DateSystem.from1900
  private(set) var isCalculatedOnLoad = false

  // Whole paths: in an extension another `workbookPr` may stand.
  override func begins(_ attributes: [String: String]) {
    switch names {
    case ["workbook", "sheets", "sheet"]:
      sheets.append(
        (
          XString.decode(attributes["name"] ?? ""), attributes["r:id"] ?? "",
          (attributes["state"] ?? "visible") != "visible"
        ))
    case ["workbook", "workbookPr"]:
      if Self.isTrue(attributes["date1904"]) {
        dates = .from1904
      } else if let isCompatible = attributes["dateCompatibility"], !Self.isTrue(isCompatible) {
        dates = .from1899
      }
    case ["workbook", "calcPr"]: isCalculatedOnLoad = Self.isTrue(attributes["fullCalcOnLoad"])
    default: break
    }
  }

  private static func isTrue(_ text: String?) -> Bool { ["1", "true", "on"].contains(text) }
}

/// What the styles of cells make of numbers.
private final class Styles: WorkbookPart {
  private var codes: [Int: NumberFormat] = [:]
  private(set) var formats: [NumberFormat] = []

  // Whole paths: what `dxf` has is for cells that meet a condition.
  override func begins(_ attributes: [String: String]) {
    if names == ["styleSheet", "numFmts", "numFmt"],
      let id = attributes["numFmtId"].flatMap({ Int($0) })
    {
      codes[id] = NumberFormat(code: XString.decode(attributes["formatCode"] ?? ""))
    } else if names == ["styleSheet", "cellXfs", "xf"] {
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      // The formats of a workbook stand before its styles.
      formats.append(codes[id] ?? NumberFormat(builtIn: id))
    }
  }
}
