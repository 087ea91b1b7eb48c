// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Publishing untreated records does not compile.
@Suite("Privacy boundary")
struct PrivacyBoundaryTests {
  static let snippets = [
    "let table = OpenTable(fields: [], primaryKey: [])", "let batch = OpenBatch(width: 1)",
    "func fill(_ batch: inout OpenBatch) { batch.ends = [1] }",
    "func fill(_ batch: inout OpenBatch) { batch.text.append(65) }",
  ]

  private func check(_ text: String) async throws -> Outcome {
    let work = try Workdir(catalogue: false)
    try work.write("snippet.swift", text)
    let libraries = Repository.root + "/Sources/Libraries"
    return try await work.run(
      tool: "swiftc",
      [
        "-typecheck", "-parse-as-library", "-swift-version", "6", "-I",
        Repository.products + "/Modules", "-I", libraries + "/CCrypto", "-I", libraries + "/CLinux",
        "snippet.swift",
      ])
  }

  @Test("makes what may be published inside Transform only", arguments: snippets)
  func isInaccessible(snippet: String) async throws {
    let outcome = try await check("import HergebruikModel\n\(snippet)\n")
    #expect(outcome.code != 0)
    #expect(outcome.errors.contains("is inaccessible due to '@_spi' protection level"))
    let allowed = try await check("@_spi(Transform) import HergebruikModel\n\(snippet)\n")
    #expect(allowed.code == 0, "\(allowed.errors)")
  }
}
