// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// A preview while the files that it is made of change.
@Suite("Preview that follows", .serialized)
struct PreviewFollowTests {
  private static let export = "pipelines/bomen/example/bomen.csv"

  private static func tree(_ number: Int) -> String {
    "VBS-90\(number);Quercus robur;Zomereik;1990;6 - 9 m;20;152128,14;464249,50;Centrum;Gemeente;N\n"
  }

  /// Which build is shown.
  private func revision(_ client: LoopbackClient) async throws -> Int {
    let body = try await client.get("/_preview/status").body
    let found = try #require(body.firstMatch(of: #/"revision": ([0-9]+)/#))
    return try #require(Int(found.output.1))
  }

  /// Waits until a page has a text, for two minutes at most.
  private func wait(_ client: LoopbackClient, _ path: String, for text: String) async throws {
    let start = ContinuousClock.now
    while !(try await client.get(path).body.contains(text)) {
      try #require(ContinuousClock.now - start < .seconds(120), "\(path): \(text)")
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  @Test("shows a changed export by itself, of that dataset alone")
  func changed() async throws {
    let work = try SampleTests.work()
    try #require(try await work.run("run", "--date", "2026-11-23").code == 0)
    let (preview, client) = try await PreviewTests.start(work)
    for number in 0..<5 {
      try work.write(Self.export, work.text(Self.export) + Self.tree(1000 + number))
      try await wait(client, "/datasets/bomen/", for: "600 wordt \(601 + number) rijen")
      #expect(try await revision(client) == 2 + number)
    }
    let line = try #require(
      preview.outputSoFar.split(separator: "\n").first { $0.contains("600 → 601") })
    #expect(line.contains(": changed, 600 → 601 rows; a run would publish it"))
    #expect(!preview.outputSoFar.contains("datasets:"))
    for line in preview.outputSoFar.split(separator: "\n") { #expect(line.count <= 80, "\(line)") }
    // Candidates that were replaced are gone a moment later.
    let folder = "preview-\(preview.process)"
    func sites() throws -> [String] {
      try FileManager.default.contentsOfDirectory(atPath: work.file(".hergebruik/\(folder)"))
        .filter { $0.hasPrefix("site-") }
    }
    try await preview.wait { try sites() == ["site-6"] }
    preview.signal(SIGINT)
    #expect(try await preview.finish().code == 0)
    #expect(!work.exists(".hergebruik/\(folder)"))
  }

  @Test("waits for a writer, and takes the whole export")
  func slowWriter() async throws {
    let work = try SampleTests.work()
    let (preview, client) = try await PreviewTests.start(work, ["bomen"])
    let file = try #require(FileHandle(forWritingAtPath: work.file(Self.export)))
    try file.seekToEnd()
    for number in 0..<30 {
      let row = Self.tree(2000 + number)
      try file.write(contentsOf: Data(row.utf8.prefix(40)))
      try await Task.sleep(for: .milliseconds(40))
      try file.write(contentsOf: Data(row.utf8.dropFirst(40)))
      try await Task.sleep(for: .milliseconds(10))
    }
    try file.close()
    try await wait(client, "/_preview/bomen/", for: "<dd>630</dd>")
    preview.signal(SIGINT)
    let outcome = try await preview.finish()
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test("keeps what was good where a file is broken, says why, and takes the mended one")
  func broken() async throws {
    let work = try SampleTests.work()
    let (preview, client) = try await PreviewTests.start(work, ["bomen", "subsidieregister"])
    let files = ["pipelines/bomen/pipeline.yaml", "pipelines/catalog.yaml"]
    let page = "De bomen in straten en parken"
    for (file, place) in zip(files, ["/_preview/bomen/", "/_preview/"]) {
      let good = try work.text(file)
      try work.write(file, good + "\nonbekend: x\n")
      try await wait(client, place, for: "De laatste wijziging kon niet worden verwerkt</h2>")
      #expect(try await client.get(place).body.contains("unknown-key"))
      let shown = try await client.get("/datasets/bomen/").body
      #expect(shown.contains(page) && shown.contains("De laatste wijziging kon niet"))
      #expect(try await client.get("/datasets/subsidieregister/").status == 200)
      try work.write(file, good)
      while try await client.get("/datasets/bomen/").body.contains("De laatste wijziging") {
        try await Task.sleep(for: .milliseconds(20))
      }
      #expect(try await client.get("/datasets/bomen/").body.contains(page))
    }
    preview.signal(SIGINT)
    let outcome = try await preview.finish()
    #expect(outcome.code == 0)
    #expect(outcome.output.contains("bomen: failed; its last good version stays"))
    #expect(outcome.output.contains("could not be built; the last good preview stays"))
    #expect(outcome.errors.contains("unknown-key"))
  }

  @Test("shows what stops a dataset, and no value of rows about persons")
  func refused() async throws {
    let night = try NightProject(errors: "errors: {limit: 50%}")
    try await night.publish()
    let rows = NightProject.rows + ["NR-70004;Fenna Zwijgzaam;31-02-2026;15,00"]
    try night.write(rows)
    let file = "pipelines/nacht/pipeline.yaml"
    // Another treatment is another definition than was signed for.
    try night.work.write(
      file, night.work.text(file).replacing("treat: {date: month}", with: "treat: {date: year}"))
    let (preview, client) = try await PreviewTests.start(night.work, ["nacht"])
    let search = LeakSearch(NightProject.values(rows))
    #expect(search.count > 8)
    for path in [
      "/_preview/", "/_preview/nacht/", "/en/_preview/", "/en/_preview/nacht/", "/_preview/status",
    ] {
      let answer = try await client.get(path)
      #expect(answer.status == 200)
      #expect(search.occurrences(in: Array(answer.body.utf8)) == 0, "\(path)")
      #expect(!answer.body.contains("⟦"), "\(path)")
    }
    let desk = try await client.get("/en/_preview/nacht/").body
    for text in [
      ">Refused<", "assessment-outdated", "hergebruik sign-off nacht --role FG", "type-error",
      "row 4", "hergebruik run nacht", "breaks programs", "datum",
    ] {
      #expect(desk.contains(text), "\(text)")
    }
    // The FG signs, and nothing else changes.
    try night.work.signOff()
    while try await client.get("/_preview/nacht/").body.contains("sign-off nacht --role") {
      try await Task.sleep(for: .milliseconds(20))
    }
    preview.signal(SIGINT)
    #expect(try await preview.finish().code == 0)
  }
}
