// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikGate

/// Tables that were tampered with between writing and judging: the gate believes nothing but the files.
@Suite("Gate and tampered tables")
struct GateTamperTests {
  private static let persons = """
    fields:
      - {source: wijk, privacy: quasi, treat: keep}
      - {source: klacht, privacy: sensitive, treat: keep}
    privacy:
      k: {minimum: 3, method: suppress, limit: 50%}
      l: {minimum: 2}
    publish: {order: source}
    """
  private static let export =
    "wijk,klacht\n"
    + ["noord", "zuid"].map { wijk in
      ["griep", "griep", "jicht", "jicht"].map { "\(wijk),\($0)\n" }.joined()
    }.joined()

  private func persons() throws -> WrittenDataset {
    try WrittenDataset(Self.persons, export: Self.export)
  }

  @Test("passes what was written")
  func untouched() throws {
    let dataset = try persons()
    let judged = try dataset.judged(.anonymity)
    #expect(judged.verdict == .passed)
    #expect(judged.problems == [])
    #expect(try dataset.judged(.output).verdict == .passed)
  }

  @Test("refuses a class that is smaller than was asked, also where the run says the same of it")
  func smallClass() throws {
    var dataset = try persons()
    // A class of two, in a release of which the run says exactly that.
    try dataset.tamper(
      Self.export.replacing("noord,griep\nnoord,griep\n", with: "oost,griep\noost,jicht\n"))
    let figures = try #require(try dataset.counted().figures)
    #expect((figures.k, figures.classes) == (2, 3))
    dataset.subject.claims.figures = figures
    #expect(
      try dataset.judged(.anonymity).problems == [
        "4 rows of the table as written are in classes that fail k = 3, l = 2 (klacht)",
        "the smallest class of the table as written has 2 rows, and 3 are asked",
      ])
  }

  @Test("refuses a class whose values are too few, also where the run says the same of it")
  func fewValues() throws {
    var dataset = try persons()
    try dataset.tamper("noord,jicht", with: "noord,griep")
    dataset.subject.claims.figures = try dataset.counted().figures
    let judged = try dataset.judged(.anonymity)
    #expect(judged.verdict == .failed)
    #expect(
      judged.problems == [
        "4 rows of the table as written are in classes that fail k = 3, l = 2 (klacht)"
      ])
  }

  @Test("refuses classes that satisfy what was asked and are not those that the run counted")
  func otherClasses() throws {
    let dataset = try persons()
    try dataset.tamper("zuid,", with: "noord,")
    let judged = try dataset.judged(.anonymity)
    #expect(judged.verdict == .failed)
    #expect(judged.problems == ["the table as written has other classes than were counted"])
  }

  @Test("refuses figures of the run that are not its own, whichever of them")
  func otherFigures() throws {
    var dataset = try persons()
    let right = try #require(dataset.subject.claims.figures)
    let changes: [(inout AnonymityFigures) -> Void] = [
      { $0.rows += 1 }, { $0.k += 1 }, { $0.classes += 1 }, { $0.uniqueRows += 1 },
      { $0.classSizes[2].classes += 1 }, { $0.sensitive[0].distinct += 1 },
      { $0.sensitive[0].entropy += 0.001 }, { $0.sensitive[0].tCloseness += 0.001 },
      { $0.sensitive[0].recursive.c += 0.001 }, { $0.sensitive[0].recursive.l += 1 },
      { $0.sensitive = [] },
    ]
    for (index, change) in changes.enumerated() {
      var figures = right
      change(&figures)
      dataset.subject.claims.figures = figures
      #expect(
        try dataset.judged(.anonymity).problems
          == ["the table as written has other classes than were counted"], "change \(index)")
    }
  }

  @Test(
    "refuses a table with other rows, other columns, or another form than the program writes",
    arguments: [
      ("zuid,jicht\nzuid,jicht\n", "zuid,jicht\n"), ("zuid,jicht\n", "zuid,jicht\r\n"),
      ("wijk,klacht\n", "klacht,wijk\n"), ("zuid,jicht\n", "zuid,\"jicht\"\n"),
      ("zuid,jicht\n", "zuid,jicht,\n"), ("zuid,jicht\n", "zuid,ji\"cht\n"),
      ("zuid,jicht\n", "zuid,jicht\nzuid"), ("zuid,jicht\n", "\nzuid,jicht\n"),
      ("wijk,klacht\n", "\u{FEFF}wijk,klacht\n"),
    ])
  func otherTable(old: String, new: String) throws {
    let dataset = try persons()
    try dataset.tamper(old, with: new)
    let judged = try dataset.judged(.output)
    #expect(judged.verdict == .couldNotRun, "\(judged.problems)")
    #expect(!judged.problems.isEmpty)
  }

  @Test("refuses a column of pseudonyms that holds something else, of whatever length")
  func pseudonyms() throws {
    let text = """
      fields:
        - {source: naam, type: string, privacy: direct, treat: pseudonymise}
        - {source: jaar, privacy: none, treat: keep}
      privacy: {pseudonym: {key: k, release: ""}}
      publish: {order: source}
      """
    let dataset = try WrittenDataset(text, export: "naam,jaar\nJansen,1\nPietersen,2\n,3\n")
    #expect(try dataset.judged(.output).verdict == .passed)
    let pseudonym = try #require(dataset.rows[0].split(separator: ",").first.map(String.init))
    #expect(pseudonym.count == 16)
    // The detectors pass over what is as long as a pseudonym.
    for other in ["Jan de Vries 123", "abcdefghijklmno1", pseudonym.uppercased(), "x"] {
      try dataset.tamper(pseudonym, with: other)
      let judged = try dataset.judged(.output)
      #expect(judged.verdict == .failed)
      #expect(
        judged.problems.contains("1 cells of naam should be pseudonyms, and are something else"),
        "\(judged.problems)")
    }
  }

  @Test("reads the table again in parts where its classes do not fit")
  func memory() throws {
    let rows = (0..<60_000).map { "wijk met een lange naam \($0 / 3)\n" }.joined()
    var dataset = try WrittenDataset(
      """
      fields: [{source: wijk, privacy: quasi, treat: keep}]
      privacy: {k: {minimum: 3, method: suppress, limit: 50%}}
      """, export: "wijk\n" + rows)
    dataset.subject.memory = 4 << 20
    #expect(try dataset.judged(.anonymity).problems == [])
    #expect(try dataset.counted().figures.classes == 20_000)
    let first = ClassTally(
      ClassColumns(dataset.subject.record.fields, minimum: 3, sensitive: [:]), room: 1 << 20)
    let table = try WrittenTable(dataset.subject.record, in: dataset.subject.folder)
    var batch = RecordBatch()
    while try table.next(into: &batch) { try first.read(batch, firstRow: 1) }
    #expect(first.isFull)
  }
}

extension WrittenDataset {
  /// What the gate counts in the classes of the table as it is now.
  func counted() throws -> (figures: AnonymityFigures, failing: Int) {
    let classes = try #require(try TableReading(subject).classes).get()
    return (classes.figures, classes.failing)
  }
}
