// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikGate

/// Tables of counts that were tampered with, and counts that changed by a few.
@Suite("Gate and cells")
struct GateCellTests {
  private static func text(_ more: String = "", measures: String = "") -> String {
    """
    fields:
      - {source: wijk, privacy: quasi, treat: keep}
      - {source: soort, privacy: quasi, treat: keep}
      - {source: bedrag, type: integer, privacy: none, treat: keep}
    aggregate:
      by: [wijk, soort]
      measures: [{name: aantal, count: rows}\(measures)]
      minimum: 5
      \(more)
    """
  }

  /// Rows of so many of each kind.
  private static func export(_ sizes: KeyValuePairs<String, Int>) -> String {
    "wijk,soort,bedrag\n"
      + sizes.map { String(repeating: "\($0),10\n", count: $1) }.joined()
  }

  private static let sizes: KeyValuePairs = [
    "noord,huur": 9, "noord,koop": 3, "oost,huur": 8, "oost,koop": 7, "zuid,huur": 12,
    "zuid,koop": 11,
  ]

  private func totals() throws -> WrittenDataset {
    try WrittenDataset(
      Self.text("totals: [wijk, soort]", measures: ", {name: som, sum: bedrag}"),
      export: Self.export(Self.sizes))
  }

  @Test("passes what was written")
  func untouched() throws {
    let dataset = try totals()
    let judged = try dataset.judged(.cells)
    #expect(judged.verdict == .passed, "\(judged.problems) \(dataset.table)")
    let claimed = try #require(dataset.subject.claims.cells)
    #expect(claimed.primary == 1 && claimed.secondary >= 3 && claimed.smallest >= 5)
  }

  @Test("refuses a cell that is too small, also where the run says that it is not")
  func small() throws {
    var dataset = try totals()
    let right = dataset.subject.claims.cells
    let shown = try #require(dataset.rows.first { $0.hasSuffix(",120") })
    try dataset.tamper(shown, with: shown.replacing(",12,120", with: ",4,120"))
    dataset.subject.claims.cells?.smallest = 4
    let judged = try dataset.judged(.cells)
    #expect(judged.verdict == .failed)
    #expect(judged.problems.contains { $0.hasPrefix("1 cells of what was written are too small") })
    // Exactly what was asked may be shown.
    try dataset.tamper(shown, with: shown.replacing(",12,120", with: ",5,120"))
    dataset.subject.claims.cells?.smallest = 5
    #expect(try dataset.judged(.cells).verdict == .passed)
    // A sum without its count is no better, and nothing else is wrong here.
    try dataset.tamper(shown, with: shown.replacing(",12,120", with: ",,120"))
    dataset.subject.claims.cells = right
    #expect(try dataset.judged(.cells).verdict == .failed)
  }

  @Test("refuses an empty cell that follows from the totals, also where the run counted it so")
  func derivable() throws {
    var dataset = try totals()
    let empty = dataset.rows.filter { $0.hasSuffix(",,") }
    let other = try #require(empty.first { !$0.hasPrefix("noord,koop") })
    try dataset.tamper(other, with: String(other.dropLast()) + "8,80")
    // The run says all that else is right of this table.
    let claimed = try #require(dataset.subject.claims.cells)
    dataset.subject.claims.cells?.secondary -= 1
    dataset.subject.claims.cells?.smallest = min(claimed.smallest, 8)
    let judged = try dataset.judged(.cells)
    #expect(judged.verdict == .failed)
    #expect(
      judged.problems.contains { $0.contains("0 cells of what was written are too small, and ") }
        && !judged.problems.contains { $0.contains("and 0 empty cells follow") },
      "\(judged.problems)")
  }

  @Test("refuses figures of the run that are not its own, whichever of them")
  func otherFigures() throws {
    var dataset = try totals()
    let right = try #require(dataset.subject.claims.cells)
    let changes: [(inout CellFigures) -> Void] = [
      { $0.cells += 1 }, { $0.primary += 1 }, { $0.secondary -= 1 }, { $0.smallest += 1 },
      { $0.smallest = 4 },
    ]
    for (index, change) in changes.enumerated() {
      var figures = right
      change(&figures)
      dataset.subject.claims.cells = figures
      #expect(try dataset.judged(.cells).verdict == .failed, "change \(index)")
    }
  }

  @Test("refuses a count that is no number")
  func noNumber() throws {
    let dataset = try totals()
    for number in ["12.5", "-12", "1e2", "twaalf"] {
      try dataset.tamper(",12,120", with: ",\(number),120")
      #expect(try dataset.judged(.cells).verdict == .couldNotRun)
    }
  }

  @Test("works out what follows by chains, and nothing where two are missing in each line")
  func chains() throws {
    func derivable(_ empty: Set<String>) throws -> Int {
      let folder = try TemporaryFolder()
      var text = "wijk,soort,aantal\n"
      for wijk in ["a", "b", "c", "totaal"] {
        for soort in ["x", "y", "z", "totaal"] {
          text += "\(wijk),\(soort),\(empty.contains(wijk + soort) ? "" : "9")\n"
        }
      }
      try folder.write("t.csv.gz", text)
      var record = try totals().subject.record
      record.distributions[0].fileName = "t.csv.gz"
      let aggregate = Aggregate(
        by: ["wijk", "soort"], measures: [.init(name: "aantal", kind: .rows)], minimum: 5,
        totals: ["wijk", "soort"])
      return try WrittenCells(record, in: folder.path, aggregate).derivable(totalsOver: [0, 1])
    }
    #expect(try derivable([]) == 0)
    #expect(try derivable(["ax"]) == 1)
    #expect(try derivable(["ax", "ay", "bx", "by"]) == 0)
    // One more shown, and the others follow one after another.
    #expect(try derivable(["ax", "ay", "bx"]) == 3)
    // Here the ends come first, by their rows, and then the middle, by its columns.
    #expect(try derivable(["ax", "bx", "by", "cy"]) == 4)
    #expect(try derivable(["ax", "atotaal", "totaalx", "totaaltotaal"]) == 0)
  }

  @Test(
    "refuses a count that changed by less than the minimum, and by no more",
    arguments: [(11, 0), (12, 1), (15, 1), (16, 0), (7, 1), (6, 0)])
  func changes(before: Int, telling: Int) throws {
    // 11 now: 4 more or fewer tell of four persons, 5 of the five that may be shown.
    var dataset = try WrittenDataset(
      Self.text().replacing("privacy: none, treat: keep", with: "privacy: none, treat: drop"),
      export: Self.export(["noord,huur": 11, "zuid,huur": 20]))
    try dataset.folder.write(
      "before/t.csv.gz", "wijk,soort,aantal\nnoord,huur,\(before)\nzuid,koop,9\n")
    var record = dataset.subject.record
    record.distributions[0].fileName = "t.csv.gz"
    record.distributions[0].sha256 = "other"
    dataset.subject.previous = (record, dataset.folder.path + "/before")
    let judged = try dataset.judged(.changes)
    #expect(judged.verdict == (telling == 0 ? .passed : .failed))
    #expect(
      judged.problems
        == (telling == 0
          ? [] : ["1 count changed by fewer than 5 since the last release"]))
  }
}
