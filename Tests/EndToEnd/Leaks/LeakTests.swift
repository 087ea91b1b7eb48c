// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Every leak of a table through the real binary: nothing of it may be published, and the message says why.
@Suite("Leaks")
struct LeakTests {
  /// Leaks of one kind, with the code of the diagnostic that each must give.
  struct Kind: Sendable, CustomTestStringConvertible {
    var name: String
    var code: String
    var leaks: [LeakCase]

    var testDescription: String { name }
  }

  static let kinds = [
    HeaderLeaks.direct, HeaderLeaks.renamed, HeaderLeaks.other, ValueLeaks.columns,
    ValueLeaks.texts, ValueLeaks.identifiers, StepLeaks.direct, StepLeaks.weaker,
    TextLeaks.metadata, TextLeaks.identifiers, PairLeaks.forbidden, PairLeaks.places,
    NumberLeaks.glued, NumberLeaks.written, NameLeaks.written, NameLeaks.glued,
    PersonLeaks.sensitive, PersonLeaks.places, HashLeaks.kind,
  ]

  @Test("are refused, each with its own message", arguments: kinds)
  func refused(_ kind: Kind) async throws {
    let work = try Workdir(keys: ["sleutel"])
    for leak in kind.leaks {
      try work.write("pipelines/\(leak.name)/pipeline.yaml", leak.pipeline)
      try work.write("pipelines/\(leak.name)/a.csv", leak.export)
    }
    // A dataset that nothing is wrong with: what refuses everything proves nothing.
    let clean = LeakCase("schoon", [("zone", Cells.zone), ("aantal", Cells.number)])
    try work.write("pipelines/schoon/pipeline.yaml", clean.pipeline)
    try work.write("pipelines/schoon/a.csv", clean.export)
    let outcome = try await work.run("run")
    #expect(work.exists("catalog/current/datasets/schoon/schoon.csv.gz"), "\(outcome.errors)")
    let names = kind.leaks.map(\.name)
    let published = names.filter { work.exists("catalog/current/datasets/\($0)") }
    #expect(published.isEmpty)
    let messages = outcome.unwrappedErrors.split(separator: "error: ")
    let unexplained = names.filter { name in
      !messages.contains { $0.contains("[\(kind.code)]") && $0.contains("pipelines/\(name)/") }
    }
    #expect(unexplained.isEmpty, "\(outcome.errors.suffix(600))")
  }

  @Test("are 450 at least, of which no two have one name")
  func count() {
    let names = Self.kinds.flatMap { $0.leaks.map(\.name) }
    #expect(names.count >= 450)
    #expect(Set(names).count == names.count)
  }
}
