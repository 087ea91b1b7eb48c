// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// The parts of a shapefile: the file of shapes, and those of the same name beside it or in the same zip file.
struct ShapefileParts {
  /// The shapes (`.shp`).
  let shapes: ExportFile
  /// The table (`.dbf`); nil where there is none.
  let table: ExportFile?
  /// The text of the reference system (`.prj`); nil where there is none.
  let projection: String?
  /// The text of the character set (`.cpg`); nil where there is none.
  let codePage: String?
  /// A copy of a zip file that did not lie on disk, which must stay as long as its parts are read.
  private let copy: SeekableFile?

  /// Finds the parts.
  ///
  /// - Parameters:
  ///   - file: The file of shapes, or a zip file.
  ///   - layer: The name of a shapefile in a zip file; nil where it has one.
  /// - Throws: `source-missing` where a zip file has none or several, `format-error`, `compression-error`.
  init(
    of file: ExportFile, layer: String?, _ context: ExtractContext, _ counter: ReadCounter
  ) throws(Failure) {
    if let path = file.path, try !Self.isZip(file) {
      (shapes, copy) = (file, nil)
      func sibling(_ ending: String) -> ExportFile? { ExportFile.sibling(of: path, ending) }
      table = sibling("dbf")
      projection = try Self.text(of: sibling("prj"))
      codePage = try Self.text(of: sibling("cpg"))
      return
    }
    let seekable = try SeekableFile(file, context, counter, isNamed: true)
    guard try seekable.start(2) == [0x50, 0x4B], let path = Paths.real(seekable.path) else {
      throw Failure(
        .format, at: .init(file: file.name),
        "a shapefile is read from a folder or out of a zip file of its own",
        hint:
          "Give the path of the .shp beside its .dbf, or of the zip file that has them, without 'member'."
      )
    }
    copy = seekable.isCopy ? seekable : nil
    let names = try Self.names(path, shown: file.name)
    let base = try Self.choose(layer, among: Self.layers(path, shown: file.name), file.name)
    func part(_ ending: String) throws(Failure) -> ExportFile? {
      guard let name = try Self.part(ending, of: base, among: names, shown: file.name) else {
        return nil
      }
      return try Self.member(name, of: path, shown: file.name, context)
    }
    guard let shapes = try part("shp") else {
      throw Failure(.sourceMissing, at: .init(file: file.name), "the zip file has no shapefile")
    }
    self.shapes = shapes
    table = try part("dbf")
    projection = try Self.text(of: part("prj"))
    codePage = try Self.text(of: part("cpg"))
  }

  // MARK: On disk

  private static func isZip(_ file: ExportFile) throws(Failure) -> Bool {
    let opened = try file.opened(ReadCounter())
    let start = try opened.bytes.peek(2)
    return opened.isPacked || start == [0x50, 0x4B]
  }

  /// A short text, without a byte order mark; what is longer is no such part.
  private static func text(of file: ExportFile?) throws(Failure) -> String? {
    guard let file else { return nil }
    let source = try file.bytes(ReadCounter())
    var buffer = ByteBuffer(capacity: 1 << 12)
    while buffer.count < 1 << 16 {
      guard case .bytes = try source.read(into: &buffer, upTo: 1 << 12) else { break }
    }
    guard buffer.count < 1 << 16 else {
      throw Failure(
        .format, at: .init(file: file.name), "the file is larger than any of its kind",
        hint: "Open it: a .prj has a line of text, and a .cpg a word.")
    }
    let text = unsafe String(decoding: buffer.bytes, as: UTF8.self)
    return text.first == "\u{FEFF}" ? String(text.dropFirst()) : text
  }

  // MARK: In a zip file

  /// The names of the files in a zip file.
  private static func names(_ path: String, shown: String) throws(Failure) -> [String] {
    let reader = try ArchiveReader(path: path, name: shown)
    var names: [String] = []
    while let entry = try reader.next() {
      if entry.kind == .file { names.append(entry.name) }
      guard names.count <= ArchiveWalk.memberLimit else { throw ArchiveWalk.tooMany(shown) }
    }
    return names
  }

  /// The names, without their ending, of the files of shapes in a zip file: what begins as one, and is no index.
  static func layers(_ path: String, shown: String) throws(Failure) -> [String] {
    let reader = try ArchiveReader(path: path, name: shown)
    var found: [String] = []
    var seen = 0
    while let entry = try reader.next() {
      seen += 1
      guard seen <= ArchiveWalk.memberLimit else { throw ArchiveWalk.tooMany(shown) }
      guard entry.kind == .file, !entry.isEncrypted, entry.name.lowercased().hasSuffix(".shp")
      else { continue }
      var start = ByteBuffer(capacity: 8)
      _ = try reader.read(into: &start, upTo: 4)
      if unsafe ShapefileHeader.isLikely(Array(start.bytes)) {
        found.append(String(entry.name.dropLast(4)))
      }
    }
    return found.sorted()
  }

  /// The part of a shapefile with an ending: of exactly its name, or else the only one that differs in capitals alone.
  ///
  /// - Throws: `format-error` where several may be meant.
  private static func part(
    _ ending: String, of base: String, among names: [String], shown: String
  ) throws(Failure) -> String? {
    let fitting = names.filter { $0.lowercased() == "\(base).\(ending)".lowercased() }
    let exact = fitting.filter { $0.dropLast(ending.count) == "\(base)." }
    let found = exact.isEmpty ? fitting : exact
    guard found.count < 2 else {
      throw Failure(
        .format, at: .init(file: shown),
        "the zip file has \(found.count) files '\(base).\(ending)' that differ in capitals alone",
        hint: "Take out what does not belong to the shapefile.")
    }
    return found.first
  }

  private static func choose(
    _ layer: String?, among all: [String], _ shown: String
  ) throws(Failure) -> String {
    let fitting = layer.map { layer in
      all.filter { $0 == layer || $0.hasSuffix("/\(layer)") }
    }
    let found = fitting ?? all
    if found.count == 1 { return found[0] }
    let list = all.prefix(20).map { "'\($0)'" }.joined(separator: ", ")
    throw Failure(
      .sourceMissing, at: .init(file: shown),
      all.isEmpty
        ? "the zip file has no shapefile"
        : layer == nil
          ? "the zip file has \(all.count) shapefiles"
          : "the zip file has \(found.count) shapefiles '\(layer ?? "")'",
      hint: all.isEmpty
        ? "Look into it: a .shp, .dbf and .prj of the same name belong in it."
        : "Write which is read: layer: \"\(all[0])\". There are \(list).")
  }

  private static func member(
    _ name: String, of path: String, shown: String, _ context: ExtractContext
  ) throws(Failure) -> ExportFile? {
    let files = try ExportSource(
      path: ExportFile.pattern(path), member: ExportFile.pattern(name)
    ).files(context)
    // A pattern without a folder means files of that name in every folder.
    while let file = try files.next() {
      if file.name.hasSuffix("/\(name)"), name.contains("/") || file.name == "\(path)/\(name)" {
        return file
      }
    }
    return nil
  }
}

/// Shapefiles in zip files, for a proposal.
package enum ShapefileArchive {
  /// Whether a zip file has a shapefile.
  ///
  /// - Throws: `compression-error` where it is damaged.
  package static func isOne(_ path: String) throws(Failure) -> Bool {
    try !ShapefileParts.layers(path, shown: path).isEmpty
  }
}
