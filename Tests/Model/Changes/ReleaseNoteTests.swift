// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@Suite("Log of releases")
struct ReleaseNoteTests {
  private func note(_ changes: RowChanges?, least: Int) -> ReleaseNote {
    ReleaseNote(
      date: "2026-11-02", version: nil, rows: 100, changes: changes, schema: [], least: least)
  }

  @Test("tells every number of data that are not about persons")
  func open() {
    let note = note(RowChanges(added: 1, removed: 2, changed: 3), least: 1)
    #expect((note.added, note.removed, note.changed) == (.exact(1), .exact(2), .exact(3)))
  }

  @Test("hides small numbers, and what they would follow from")
  func small() {
    let none = note(RowChanges(added: 0, removed: 0, changed: 0), least: 5)
    #expect((none.added, none.removed, none.changed) == (.exact(0), .exact(0), .exact(0)))
    let enough = note(RowChanges(added: 5, removed: 6, changed: 4), least: 5)
    #expect((enough.added, enough.removed) == (.exact(5), .exact(6)))
    #expect(enough.changed == .fewerThan(5))
    // 100 rows are public, and those before too: one number would give the other.
    let derived = note(RowChanges(added: 12, removed: 2), least: 5)
    #expect((derived.added, derived.removed, derived.changed) == (.withheld, .fewerThan(5), nil))
    let zero = note(RowChanges(added: 1, removed: 0), least: 5)
    #expect((zero.added, zero.removed) == (.fewerThan(5), .withheld))
    let unknown = note(nil, least: 5)
    #expect((unknown.added, unknown.removed, unknown.changed) == (nil, nil, nil))
  }

  @Test("is read back as it was written")
  func coding() throws {
    let notes = [
      note(RowChanges(added: 12, removed: 2, changed: 7), least: 5), note(nil, least: 1),
    ]
    let read = try JSONDecoder().decode(
      [ReleaseNote].self, from: try JSONEncoder().encode(notes))
    #expect(read == notes)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode([PublishedCount].self, from: Data("[\"many\"]".utf8))
    }
  }

  @Test("keeps the newest hundred, and gets no entry where nothing differs")
  func length() throws {
    var record = DatasetRecord(
      name: "a",
      description: DatasetDescription(
        title: LocalizedText(nl: "A"), description: LocalizedText(nl: "A"), themes: [],
        license: "CC0-1.0"),
      fields: [], primaryKey: [], rows: 0, distributions: [], issued: "", modified: "")
    for day in 1...120 {
      var next = record
      next.rows = day
      next.distributions = [
        DistributionRecord(
          fileName: "a.csv.gz", format: "CSV", mediaType: "text/csv", byteSize: day,
          uncompressedSize: day, sha256: "")
      ]
      next.releases = next.log(
        after: record, changes: nil, schema: [], least: 1, date: "dag \(day)")
      record = next
    }
    #expect(record.releases?.count == ReleaseNote.most)
    #expect(record.releases?.first?.date == "dag 120")
    #expect(record.releases?.last?.date == "dag 21")
    var same = record
    same.description.title = LocalizedText(nl: "B")
    #expect(
      same.log(after: record, changes: nil, schema: [], least: 1, date: "later") == record.releases)
    same.description.version = 2
    #expect(
      same.log(after: record, changes: nil, schema: [], least: 1, date: "later")?.first?.version
        == 2)
  }
}
