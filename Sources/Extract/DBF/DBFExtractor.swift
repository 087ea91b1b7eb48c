// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Reads a dBASE table, as dBASE, FoxPro and Clipper programs and GIS exports have them.
struct DBFExtractor: RecordExtractor {
  static let name = "dbf"
  static let summary = "Reads a table of dBASE III or IV, FoxPro or Clipper (.dbf)."
  static let addressing = ColumnAddressing.labels
  static let example = """
    path: example/grafregister.dbf
    encoding: cp850
    """
  static let keys = [
    ExtractorOption(
      "encoding", "utf-8, windows-1252, iso-8859-1, iso-8859-15, cp850 or cp437",
      "The character set; required where the table does not name it.")
  ]

  let source: ExportSource
  private let encoding: SourceEncoding?

  init(
    _ source: ExportSource, _ keys: inout ConfigReader, columns: [SourceColumn],
    problems: ConfigProblems
  ) {
    self.source = source
    let words = SourceEncoding.allCases.filter { !$0.isUTF16 }.map(\.rawValue)
    encoding = keys.word("encoding", of: words).flatMap(SourceEncoding.init(rawValue:))
  }

  func reader(_ context: ExtractContext) -> any RecordReader {
    DBFReader(encoding: encoding, blockSize: context.sizes.block)
  }
}

extension DBFExtractor: ProposingExtractor {
  /// Looks for a header of dBASE; asks for the character set where the table does not name it.
  static func propose(
    _ file: ExportFile, _ context: ExtractContext
  ) throws(Failure) -> ExtractProposal? {
    let source = try file.bytes(ReadCounter())
    guard DBFHeader.isLikely(try source.peek(DBFHeader.fixedPart)) else { return nil }
    // Names of fields are nearly always ASCII; where they are not, code page 850 reads every byte.
    guard try DBFReader.header(source, file: file.name, encoding: .cp850, limit: 1 << 20) != nil
    else { return nil }
    let named = try DBFHeader.namedEncoding(file.bytes(ReadCounter()).peek(DBFHeader.fixedPart))
    let shapes = file.path.flatMap { ExportFile.sibling(of: $0, "shp") }
    return ExtractProposal(
      .certain,
      options: named != nil
        ? []
        : [
          ExtractProposal.Option(
            "encoding", ExtractProposal.text("cp850"),
            "The table does not say in which character set it is: windows-1252 where a Windows program wrote it, "
              + "cp850 where a DOS program did.", isQuestion: true)
        ],
      remarks: shapes == nil
        ? []
        : ["Shapes belong to this table: give init the .shp beside it, to have both."])
  }
}

/// Reads records of one length, behind a header that says what they hold.
struct DBFReader: RecordReader {
  let encoding: SourceEncoding?
  let blockSize: Int

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    let source = try file.bytes(counter)
    try file.refusePacked(source.peek(8), format: "dBASE", pattern: "*.dbf")
    guard
      let header = try Self.header(
        source, file: file.name, encoding: encoding, limit: sink.recordLimit)
    else {
      throw Failure(
        .sourceEmpty, at: .init(file: file.name), "the file is empty",
        hint: "Check whether the export ran.")
    }
    try sink.begin(
      header: header.fields.map(\.name), width: header.fields.count, at: .init(file: file.name))
    let cells = DBFCells(header, file: file, sink: sink)
    var buffer = ByteBuffer(capacity: 1 << 16)
    var record = 0
    while record < header.recordCount {
      let outcome = try source.read(into: &buffer, upTo: min(max(blockSize, 1), 1 << 18))
      guard case .bytes = outcome else { throw Self.cutOff(record, header, file.name) }
      var taken = 0
      while record < header.recordCount, taken + header.recordLength <= buffer.count {
        record += 1
        try unsafe cells.take(
          UnsafeBufferPointer(rebasing: buffer.bytes[taken..<taken + header.recordLength]),
          number: record)
        taken += header.recordLength
      }
      buffer.removeFirst(taken)
    }
  }

  /// What is said of a table that has fewer records than it promises.
  static func cutOff(_ records: Int, _ header: DBFHeader, _ file: String) -> Failure {
    Failure(
      .format, at: .init(file: file, line: records + 1),
      "the table has \(records) of the \(header.recordCount) records that it promises",
      hint: "The file is cut off: let the source system export it again.")
  }

  /// Reads a header; nil where the file is empty.
  static func header(
    _ source: PeekableSource, file: String, encoding: SourceEncoding?, limit: Int
  ) throws(Failure) -> DBFHeader? {
    var buffer = ByteBuffer(capacity: 4096)
    var wanted = DBFHeader.fixedPart
    while buffer.count < wanted {
      guard case .bytes = try source.read(into: &buffer, upTo: wanted - buffer.count) else {
        if buffer.isEmpty { return nil }
        throw DBFHeader.cutOff(file)
      }
      if buffer.count == DBFHeader.fixedPart {
        wanted = unsafe max(wanted, DBFHeader.length(of: buffer.bytes))
      }
    }
    let header = try unsafe DBFHeader(buffer.bytes, file: file, encoding: encoding)
    guard header.recordLength <= limit else { throw DBFHeader.cutOff(file) }
    return header
  }
}
