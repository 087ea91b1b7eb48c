// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikRun
@testable import HergebruikTables
@testable import HergebruikTreatment

@Suite("Pseudonym collisions")
struct PseudonymCollisionTests {
  /// A table's ledger, as a run has it, that was told of pseudonyms in two blocks.
  private func close(_ first: [UInt64], _ second: [UInt64]) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a.csv", "bsn\n1\n2\n")
    let table = try CSVExtractor(path: path, dialect: CSVDialect()).open(
      ExtractContext(folder: "", now: 0, scratch: folder.path))
    let fields = [
      Field(source: "bsn", name: "bsn", privacy: .direct, treatment: .pseudonymise)
    ]
    let plan = try [UInt8](repeating: 1, count: 32).withUnsafeBytes {
      try TransformPlan(.init(fields: fields, pseudonyms: .init(domain: "d")), key: $0.bytes)
    }
    let ledger = try Ledger(
      Conversion.Job(
        table: table, plan: plan,
        binding: try ColumnBinding(
          fields: fields, header: table.header, width: 1, match: .exact, file: path),
        errorLimit: .rows(0), order: .source, outputs: [], quarantine: folder.path + "/q",
        scratch: folder.path, memory: 1 << 20, workers: 1))
    for words in [first, second] {
      let block = Block(files: 0)
      (block.records, block.rows, block.lines, block.file) = (1, 1, 1, 0)
      block.result.pseudonyms = [
        [PseudonymEntry(words: .init(high: words[0], low: words[1], word: words[2]))]
      ]
      try ledger.enter(block)
    }
    try ledger.close()
  }

  @Test("stops the run where two values got one pseudonym, and not where one came twice")
  func stops() throws {
    try close([7, 8, 9], [7, 8, 9])
    let found = diagnostics { try close([7, 8, 9], [7, 8, 10]) }
    #expect(found.map(\.code) == [.pseudonymCollision])
    #expect(DiagnosticCode.exitCode(for: found) == 3)
    #expect(found.first?.location.field == "bsn")
  }
}
