// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Exports that never end a cell or a record.
@Suite("Bounded memory")
struct MemoryTests {
  @Test("stops at a quote that is never closed, at its own line, in bounded memory")
  func endlessQuote() async throws {
    let work = try Workdir()
    try work.dataset(
      "a", csv: "path: \"-\"", fields: ["source: x, privacy: none, treat: keep"])
    // Several blocks of good records come first: the place still is that of the quote.
    let row = Array("een gewone regel\n".utf8)
    let count = 200_000
    var input = Array("x\n".utf8)
    for _ in 0..<count { input += row }
    input += Array("\"Wietske Geheimstra\n".utf8)
    let filler = Array("nog een regel\n".utf8)
    var rest: [UInt8] = []
    rest.reserveCapacity(1 << 20)
    while rest.count < 1 << 20 { rest += filler }
    for _ in 0..<80 { input += rest }
    let outcome = try await work.run("run", input: input)
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[unclosed-quote]"), "\(outcome.errors)")
    #expect(outcome.errors.contains("-:\(count + 2):1"), "\(outcome.errors)")
    #expect(!outcome.errors.contains("Geheimstra"))
    #expect(outcome.peak > 1024 && outcome.peak < 150 * 1024, "\(outcome.peak) KiB")
    #expect(!work.isPublished)
  }
}
