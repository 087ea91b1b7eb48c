// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import HergebruikValues
import Testing

@testable import HergebruikDetectors

@Suite("Scanning what is published")
struct OutputScannerTests {
  private static let table = """
    id,note,mail
    1,niets,
    2,"bel ""dhr. Jansen""
    op 06-12345678",a@example.nl
    3,,b@example.nl
    4,"Kerkstraat 12, Urk",

    """

  /// Scans the rows of a table that are read in chunks of so many bytes.
  private func scan(_ text: String, chunk: Int, accepted: DetectorSet = []) throws
    -> [OutputScanner.Found]
  {
    var scanner = OutputScanner(fields: [
      .init(name: "id"), .init(name: "note"), .init(name: "mail", accepted: accepted),
    ])
    var start = ByteBuffer(copying: Array(text.utf8))
    _ = try WrittenRecords.takeHeader(from: &start)
    let bytes = Array(start.bytes)
    var (rest, row) = ([UInt8](), 1)
    for start in stride(from: 0, to: bytes.count, by: chunk) {
      rest += bytes[start..<min(start + chunk, bytes.count)]
      let (end, count) = rest.withUnsafeBufferPointer { WrittenRecords.wholeRecords(in: $0.span) }
      try feed(rest[..<end], row, &scanner)
      rest.removeFirst(end)
      row += count
    }
    try feed(rest[...], row, &scanner)
    return scanner.findings()
  }

  private func feed(_ bytes: ArraySlice<UInt8>, _ row: Int, _ scanner: inout OutputScanner) throws {
    var batch = RecordBatch()
    bytes.withUnsafeBufferPointer { batch.text.append($0) }
    try WrittenRecords.cut(&batch, width: nil)
    try scanner.see(batch, firstRow: row)
  }

  @Test("finds the same however the bytes are cut, and says in which rows")
  func chunks() throws {
    let whole = try scan(Self.table, chunk: 1000)
    #expect(
      whole.map { "\($0.place) \($0.finding.detector.name) \($0.rows)" } == [
        "field(\"note\") phone [2]", "field(\"note\") name [2]", "field(\"note\") address [4]",
        "field(\"mail\") email [2, 3]",
      ])
    for size in [1, 2, 3, 7, 16, 64] {
      #expect(try scan(Self.table, chunk: size) == whole)
    }
  }

  @Test("leaves out what somebody accepted, and keeps five rows")
  func accepted() throws {
    #expect(
      try scan(Self.table, chunk: 50, accepted: [.init(.email)]).allSatisfy {
        $0.finding.detector != .email
      })
    let many = "id,note,mail\n" + (1...9).map { "\($0),,a\($0)@example.nl\n" }.joined()
    #expect(try scan(many, chunk: 11).map(\.rows) == [[1, 2, 3, 4, 5]])
  }

  @Test("refuses bytes that are not the table")
  func ragged() {
    for text in ["id,note,mail\n1,2\n", "id,note,mail\n1,2,3,4\n", "id,note,mail\n1,\"2\"x,3\n"] {
      #expect(throws: Failure.self) { try scan(text, chunk: 5) }
    }
    #expect(throws: Failure.self) { try scan("id,note,mail\n1,\"2,3\n", chunk: 5) }
    #expect(throws: Failure.self) { try scan(String(Self.table.dropLast()), chunk: 5) }
  }

  @Test("adds up what threads found")
  func threads() throws {
    let rows = [["1", "dhr. Jansen", ""], ["2", "", "c@example.nl"], ["3", "x", "d@example.nl"]]
    func records(_ rows: some Sequence<[String]>) -> ArraySlice<UInt8> {
      rows.flatMap { Array("\($0.joined(separator: ","))\n".utf8) }[...]
    }
    let fields = ["id", "note", "mail"].map { OutputScanner.Field(name: $0) }
    var one = OutputScanner(fields: fields)
    try feed(records(rows), 1, &one)
    var first = OutputScanner(fields: fields)
    try feed(records(rows[2...]), 3, &first)
    var second = OutputScanner(fields: fields)
    try feed(records(rows[..<2]), 1, &second)
    first.merge(second)
    #expect(first.findings() == one.findings())
    #expect(one.findings().map(\.rows) == [[1], [2, 3]])
  }

  @Test("a column is not what its name says where its values are pseudonyms")
  func pseudonyms() throws {
    var scanner = OutputScanner(fields: [.init(name: "bsn"), .init(name: "kenteken")])
    var text = ""
    var random = SplitMix(state: 9)
    for _ in 0..<20_000 {
      for end in [",", "\n"] {
        text += String(
          (0..<16).map { _ in
            "abcdefghijklmnopqrstuvwxyz234567".randomElement(using: &random) ?? "a"
          })
        text += end
      }
    }
    try feed(Array(text.utf8)[...], 1, &scanner)
    #expect(scanner.findings().isEmpty)
  }

  @Test("reads texts by line, but for what may stand there")
  func texts() {
    var scanner = OutputScanner(fields: [])
    let page = "Vragen?\nMail opendata@voorbeeldstad.nl of j.jansen@voorbeeldstad.nl\n"
    scanner.scan(text: page, place: "index.html", allowed: ["opendata@voorbeeldstad.nl"])
    scanner.scan(text: "bsn_111222333.csv", place: "bsn_111222333.csv")
    let found = scanner.findings()
    #expect(found.map(\.place) == [.text("index.html"), .text("bsn_111222333.csv")])
    #expect(found.map(\.rows) == [[2], [1]])
    #expect(found.map(\.finding.detector) == [.email, .bsn])
    #expect(found.allSatisfy { $0.finding.confidence == .certain })
    var clean = OutputScanner(fields: [])
    clean.scan(
      text: "Mail opendata@voorbeeldstad.nl", place: "a", allowed: ["opendata@voorbeeldstad.nl"])
    #expect(clean.findings().isEmpty)
  }
}
