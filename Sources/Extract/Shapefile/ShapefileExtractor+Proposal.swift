// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

extension ShapefileExtractor: ProposingExtractor {
  /// Looks for shapes, in a file or in a zip file, and asks what nothing beside them tells.
  static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    let mark = try file.bytes(ReadCounter()).peek(4)
    var options: [ExtractProposal.Option] = []
    var layer: String?
    if mark.starts(with: [0x50, 0x4B]), let path = file.path {
      let layers = try ShapefileParts.layers(path, shown: file.name)
      guard let first = layers.first else { return nil }
      if layers.count > 1 {
        layer = first
        options.append(
          .init(
            "layer", ExtractProposal.text(first),
            "\(first)? one of: \(layers.prefix(30).joined(separator: ", ")). The fields below are those of '\(first)'.",
            isQuestion: true))
      }
    } else if !ShapefileHeader.isLikely(mark) {
      return nil
    }
    let parts = try ShapefileParts(of: file, layer: layer, context, ReadCounter())
    let shapes = try ShapeRecords(
      parts.shapes.bytes(ReadCounter()), name: file.name, limit: context.sizes.record)
    if parts.projection.flatMap(ShapefileWords.system) == nil {
      options.append(system(shapes.header, hasText: parts.projection != nil))
    }
    // A part of a zip file can be opened once.
    func table() throws(Failure) -> PeekableSource? {
      try ShapefileParts(of: file, layer: layer, context, ReadCounter()).table?.bytes(ReadCounter())
    }
    func header(_ source: PeekableSource?) throws(Failure) -> DBFHeader? {
      guard let source else { return nil }
      return try DBFReader.header(
        source, file: file.name, encoding: .cp850, limit: context.sizes.record)
    }
    let start = try table()?.peek(DBFHeader.fixedPart) ?? []
    let isNamed =
      parts.codePage.flatMap(ShapefileWords.encoding) != nil
      || DBFHeader.namedEncoding(start) != nil
    let rows = try table()
    guard let header = try header(rows), let rows else {
      return ExtractProposal(.certain, options: options)
    }
    if !isNamed, let option = try encoding(rows, header) { options.append(option) }
    var proposal = ExtractProposal(.certain, options: options)
    proposal.geometry = .init(column: header.fields.count, kind: .wkt)
    return proposal
  }

  /// What is asked of the reference system, with what the box around all shapes speaks for.
  private static func system(
    _ header: ShapefileHeader, hasText: Bool
  ) -> ExtractProposal.Option {
    let (west, south, east, north) = header.box
    let isDegrees = west >= -180 && east <= 180 && south >= -90 && north <= 90
    let code = isDegrees ? "EPSG:4326" : "EPSG:28992"
    let isRD = west >= -7000 && east <= 300_000 && south >= 289_000 && north <= 629_000
    let why =
      isDegrees
      ? "the numbers are those of degrees: WGS84, or EPSG:4258 (ETRS89)"
      : isRD
        ? "the numbers may be those of RD"
        : "the numbers are not those of RD, so most likely another"
    return .init(
      "crs", ExtractProposal.text(code),
      "\(code)? \(hasText ? "the .prj describes a system that is not known by its text" : "there is no .prj"); \(why)",
      isQuestion: true)
  }

  /// What is asked of the character set; nil where the rows have no letter that it matters for.
  private static func encoding(
    _ source: PeekableSource, _ header: DBFHeader
  ) throws(Failure) -> ExtractProposal.Option? {
    var buffer = ByteBuffer(capacity: 1 << 16)
    var (hasHigh, isUTF8) = (false, true)
    while case .bytes = try source.read(into: &buffer, upTo: 1 << 16) {
      var taken = 0
      while taken + header.recordLength <= buffer.count {
        let record = unsafe buffer.bytes[taken..<taken + header.recordLength]
        taken += header.recordLength
        guard unsafe record.contains(where: { $0 >= 0x80 }) else { continue }
        hasHigh = true
        if isUTF8 { isUTF8 = unsafe String(validating: record, as: UTF8.self) != nil }
      }
      buffer.removeFirst(taken)
    }
    guard hasHigh else { return nil }
    let word: SourceEncoding = isUTF8 ? .utf8 : .cp850
    return .init(
      "encoding", ExtractProposal.text(word.rawValue),
      "\(word.rawValue)? neither a .cpg nor the table says how letters are written: "
        + (isUTF8
          ? "these are UTF-8"
          : "windows-1252 where a Windows program wrote them, cp850 where a DOS program did"),
      isQuestion: true)
  }
}
