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

  /// The name by which the package manager knows this package: that of its folder.
  private static let package = String(
    URL(filePath: Repository.root).lastPathComponent.lowercased()
      .map { $0.isLetter || $0.isNumber ? $0 : "_" })

  /// Compiles a text: as a part of this package, as long as it has a name, or else as another.
  private func check(_ text: String, package: [String] = ["-package-name", package]) async throws
    -> Outcome
  {
    let work = try Workdir(catalogue: false)
    try work.write("snippet.swift", text)
    let libraries = Repository.root + "/Sources/Libraries"
    return try await work.run(
      tool: "swiftc",
      [
        "-typecheck", "-parse-as-library", "-swift-version", "6", "-I",
        Repository.products + "/Modules", "-I", libraries + "/CCrypto", "-I", libraries + "/CLinux",
      ] + package + ["snippet.swift"])
  }

  @Test("makes what may be published inside Transform only", arguments: snippets)
  func isInaccessible(snippet: String) async throws {
    let imports = "import HergebruikFormat\n@_spi(Transform) import HergebruikModel\n"
    let allowed = try await check(imports + snippet)
    #expect(allowed.code == 0, "\(allowed.errors)")
    // The compiler says 'package' of what is one, and in another room of the package means '@_spi'.
    let outcome = try await check(imports.replacing("@_spi(Transform) ", with: "") + snippet)
    #expect(outcome.code != 0)
    #expect(outcome.errors.contains("is inaccessible due to '"), "\(outcome.errors)")
    let abroad = try await check(imports + snippet, package: [])
    #expect(abroad.code != 0 && abroad.errors.contains("in scope"), "\(abroad.errors)")
  }
}
