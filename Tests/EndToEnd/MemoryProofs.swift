// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Exports that never end a cell or a record.
@Suite("Bounded memory")
struct MemoryProofs {
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

  @Test("sorts rows of very different lengths in a part of --memory")
  func sorting() async throws {
    let row = { (i: Int) in
      let length = i % 400 == 0 ? 30_000 : i % 50
      return "\(i * 7_919 % 300_000),\(String(repeating: "tekst ", count: length / 6 + 5))\n"
    }
    var input = Array("nr,tekst\n".utf8)
    for i in 0..<300_000 { input += Array(row(i).utf8) }
    #expect(input.count > 35 << 20)
    var peaks: [String: Int] = [:]
    for order in ["source", "key"] {
      let work = try Workdir()
      try work.dataset(
        "a", csv: "path: \"-\"",
        fields: [
          "source: nr, type: integer, privacy: none, treat: keep",
          "source: tekst, privacy: none, treat: keep",
        ], more: "publish: {order: \(order)}")
      let outcome = try await work.run("run", "--memory", "16M", input: input)
      #expect(outcome.code == 0, "\(outcome.errors)")
      peaks[order] = outcome.peak
      guard order == "key" else { continue }
      let numbers = try work.published("a").dropFirst().map { Int($0[0]) }
      #expect(numbers == (0..<300_000).map(Int?.some))
    }
    // Held in memory, the keys and the rows would be 80 MB and more.
    let (source, key) = (try #require(peaks["source"]), try #require(peaks["key"]))
    #expect(key < source + 24 * 1024, "\(key) and \(source) KiB")
  }
}
