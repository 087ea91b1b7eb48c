// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads a shapefile: the shapes of its `.shp` beside the rows of its `.dbf`.
struct ShapefileExtractor: RecordExtractor {
  static let name = "shapefile"
  static let summary =
    "Reads a shapefile (.shp with its .dbf, .prj and .cpg), from a folder or a zip file."
  static let addressing = ColumnAddressing.labels
  static let example = """
    path: example/speelplekken.shp
    """
  static let keys = [
    ExtractorOption(
      "layer", "a name; required where there are several",
      "Which shapefile of a zip file is read: its name without .shp."),
    ExtractorOption(
      "crs", "a code such as EPSG:28992; required where the .prj names none that is known",
      "The reference system of the coordinates, in place of what the .prj says."),
    ExtractorOption(
      "encoding", "utf-8, windows-1252, iso-8859-1, iso-8859-15, cp850 or cp437",
      "The character set of the table, in place of what the .cpg or the table says."),
  ]

  let source: ExportSource
  private let options: ShapefileOptions

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.source = source
    let words = SourceEncoding.allCases.filter { !$0.isUTF16 }.map(\.rawValue)
    var system: Int?
    if let code = keys.string("crs") {
      system = ShapefileOptions.number(of: code)
      if system == nil {
        keys.invalid(
          "crs", "'\(code)' is no code of EPSG",
          hint: "Write EPSG:28992 (RD), EPSG:4258 (ETRS89) or EPSG:4326 (WGS84), for one.")
      }
    }
    options = ShapefileOptions(
      layer: keys.string("layer"), system: system,
      encoding: keys.word("encoding", of: words).flatMap(SourceEncoding.init(rawValue:)))
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    ShapefileReader(options: options, context: context)
  }
}

/// What `extract: shapefile:` says beside the source.
struct ShapefileOptions: Sendable {
  var layer: String?
  /// The number of a code of EPSG.
  var system: Int?
  var encoding: SourceEncoding?

  /// The number of `EPSG:28992`; nil where it is no such code.
  static func number(of code: String) -> Int? {
    let parts = code.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0].uppercased() == "EPSG", (4...7).contains(parts[1].count),
      parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return Int(parts[1])
  }

  /// The name of the column with the shapes, which no column of the table has.
  static func geometryName(beside names: [String]) -> String {
    let taken = Set(names.map { $0.lowercased() })
    var name = "geometry"
    while taken.contains(name) { name += "_" }
    return name
  }
}

/// Reads shapes and rows side by side.
struct ShapefileReader: RecordReader {
  let options: ShapefileOptions
  let context: ExtractContext

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let parts = try ShapefileParts(of: file, layer: options.layer, context, counter)
    let step = min(max(context.sizes.block, 1), 1 << 18)
    let shapes = try ShapeRecords(
      parts.shapes.bytes(counter), name: file.name, limit: sink.recordLimit, step: step)
    guard let table = parts.table else {
      throw Failure(
        .sourceMissing, at: .init(file: file.name),
        "the table of the shapefile (.dbf) is not beside its shapes",
        hint: "Put the .dbf of the same name in the same folder or zip file; it has the columns.")
    }
    let system = try system(parts, file.name)
    let rows = try ShapefileRows(table, encoding(parts), sink, step: step)
    let names = rows.header.fields.map(\.name)
    let column = names.count
    try sink.begin(
      header: names + [ShapefileOptions.geometryName(beside: names)], width: column + 1,
      at: .init(file: file.name))
    let text = ShapeText(shapes.header.kind, system: system, to: sink)
    while try shapes.next({ bytes, number throws(Failure) in
      let isRow = try rows.next(number, of: file.name)
      guard isRow else { return }
      if try text.append(bytes, at: .init(file: file.name, line: number)) { sink.endCell(column) }
      try sink.endRow(line: number)
    }) {}
    try rows.checkEnd(file.name)
  }

  private func system(_ parts: ShapefileParts, _ name: String) throws(Failure) -> Int {
    if let system = options.system { return system }
    if let system = parts.projection.flatMap(ShapefileWords.system) { return system }
    throw Failure(
      .format, at: .init(file: name),
      parts.projection == nil
        ? "the shapefile has no .prj, so nobody knows of which reference system its coordinates are"
        : "the .prj describes a reference system that is not known by its text",
      hint:
        "Write it: 'crs: \"EPSG:28992\"' (RD), \"EPSG:4258\" (ETRS89) or \"EPSG:4326\" (WGS84), for one. The source system, "
        + "or QGIS, tells which.")
  }

  private func encoding(_ parts: ShapefileParts) throws(Failure) -> SourceEncoding? {
    if let encoding = options.encoding { return encoding }
    guard let text = parts.codePage, !text.allSatisfy(\.isWhitespace) else { return nil }
    guard let encoding = ShapefileWords.encoding(of: text) else {
      throw Failure(
        .encoding, at: .init(file: parts.shapes.name),
        "the .cpg beside the shapefile names a character set that is not read",
        hint: "Write which it is: 'encoding: windows-1252', for one.")
    }
    return encoding
  }
}

/// The rows of the table beside the shapes, which must be as many.
final class ShapefileRows {
  let header: DBFHeader
  private let source: PeekableSource
  private let cells: DBFCells
  private let sink: RecordSink
  private var buffer = ByteBuffer(capacity: 1 << 16)
  /// Bytes of the buffer that were given out.
  private var taken = 0
  private var number = 0
  /// Bytes that are read at a time.
  private let step: Int

  init(
    _ file: ExportFile, _ encoding: SourceEncoding?, _ sink: RecordSink, step: Int
  ) throws(Failure) {
    self.step = step
    source = try file.bytes(ReadCounter())
    guard
      let header = try DBFReader.header(
        source, file: file.name, encoding: encoding, limit: sink.recordLimit)
    else { throw DBFHeader.cutOff(file.name) }
    self.header = header
    cells = DBFCells(header, file: file, sink: sink)
    self.sink = sink
  }

  /// Begins a row with the cells of the next record; false where that is marked as deleted, and its shape is no row.
  func next(_ shape: Int, of name: String) throws(Failure) -> Bool {
    guard number < header.recordCount else { throw unequal(name, "\(shape) or more shapes") }
    number += 1
    while buffer.count - taken < header.recordLength {
      if taken > 0 {
        buffer.removeFirst(taken)
        taken = 0
      }
      guard case .bytes = try source.read(into: &buffer, upTo: step) else {
        throw DBFReader.cutOff(number - 1, header, name)
      }
    }
    defer { taken += header.recordLength }
    let record = unsafe UnsafeBufferPointer(
      rebasing: buffer.bytes[taken..<taken + header.recordLength])
    return try unsafe cells.begin(record, number: number)
  }

  /// Sees to it that the table ends where the shapes do.
  func checkEnd(_ name: String) throws(Failure) {
    guard number == header.recordCount else { throw unequal(name, "\(number) shapes") }
  }

  private func unequal(_ name: String, _ shapes: String) -> Failure {
    Failure(
      .format, at: .init(file: name),
      "the shapefile has \(shapes), and its table \(header.recordCount) rows",
      hint: "Its parts do not belong together, or one is cut off: copy or export all of them again."
    )
  }
}
