// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// What a workbook of Excel says of itself outside its sheets.
struct XLSXWorkbook {
  /// A sheet, and the part in which it is.
  struct Sheet {
    var name: String
    var part: String
  }

  var sheets: [Sheet] = []
  var is1904 = false
  /// The kind of number of each cell style.
  var styles: [NumberKind] = []
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
    is1904 = list.is1904
    for sheet in list.sheets {
      let part = relations.found.first { $0.id == sheet.id && $0.type == "worksheet" }?.target
      // A sheet of charts has no cells.
      if let part { sheets.append(Sheet(name: sheet.name, part: part)) }
    }
    strings = relations.found.first { $0.type == "sharedStrings" }?.target
    if let part = relations.found.first(where: { $0.type == "styles" })?.target {
      let reader = Styles(file: workbook.name)
      try workbook.read(part, reader)
      styles = reader.kinds
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
    guard names.last == "Relationship", attributes["TargetMode"] != "External",
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

/// The names of the sheets.
private final class SheetList: WorkbookPart {
  private(set) var sheets: [(name: String, id: String)] = []
  private(set) var is1904 = false

  override func begins(_ attributes: [String: String]) {
    switch names.last {
    case "sheet": sheets.append((attributes["name"] ?? "", attributes["id"] ?? ""))
    case "workbookPr": is1904 = ["1", "true"].contains(attributes["date1904"] ?? "")
    default: break
    }
  }
}

/// What the styles of cells make of numbers.
private final class Styles: WorkbookPart {
  private var codes: [Int: NumberKind] = [:]
  private(set) var kinds: [NumberKind] = []

  override func begins(_ attributes: [String: String]) {
    if names.last == "numFmt", let id = attributes["numFmtId"].flatMap({ Int($0) }) {
      codes[id] = NumberKind(code: attributes["formatCode"] ?? "")
    } else if names.suffix(2) == ["cellXfs", "xf"] {
      let id = attributes["numFmtId"].flatMap { Int($0) } ?? 0
      // The formats of a workbook stand before its styles.
      kinds.append(codes[id] ?? NumberKind(builtIn: id))
    }
  }
}

/// The texts that cells share, one after another in memory.
final class SharedStrings: SAXHandler {
  /// Bytes that they may take: 512 MiB.
  static let limit = 512 << 20

  @exclusivity(unchecked) private var text = ByteBuffer()
  @exclusivity(unchecked) private var ends: [Int] = []
  @exclusivity(unchecked) private var parts: [UInt8] = []

  override func start(
    _ name: SAXName, prefix: UnsafePointer<UInt8>?, _ attributes: SAXAttributes
  ) {
    parts.append(Self.mark(name.local))
  }

  /// `si` is a string, `t` a part of it, `rPh` how it is pronounced.
  private static func mark(_ name: UnsafePointer<UInt8>) -> UInt8 {
    switch (name[0], name[0] == 0 ? 0 : name[1], name[0] == 0 || name[1] == 0 ? 0 : name[2]) {
    case (0x73, 0x69, 0): 0x73
    case (0x74, 0, _): 0x74
    case (0x72, 0x50, 0x68): 0x70
    default: 0x2D
    }
  }

  override func end() {
    if parts.popLast() == 0x73 { ends.append(text.count) }
  }

  override func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard parts.last == 0x74, !parts.contains(0x70) else { return }
    guard text.count + bytes.count <= Self.limit else {
      return stop(
        Failure(
          .recordTooLarge, at: place,
          "the texts of the workbook take more than \(Self.limit >> 20) MiB",
          hint: "Let the source system export CSV, which is read in pieces."))
    }
    text.append(bytes)
  }

  /// How many there are.
  var count: Int { ends.count }

  /// A string.
  subscript(index: Int) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: text.bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]])
  }
}
