// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What happens to a catalogue over nights.
@Suite("Generations")
struct GenerationTests {
  private func work(_ names: [String], keep: Int = 30) throws -> Workdir {
    let work = try Workdir()
    try work.write("pipelines/catalog.yaml", Workdir.catalogue + "keep: \(keep)\n")
    for name in names {
      try work.dataset(
        name, csv: "path: a.csv", fields: ["source: x, privacy: none, treat: keep"])
      try work.write("pipelines/\(name)/a.csv", "x\n1\n")
    }
    return work
  }

  @Test("keeps as many as the catalogue file says")
  func keep() async throws {
    let work = try work(["a"], keep: 2)
    var seen: [String] = []
    for night in 1...4 {
      try work.write("pipelines/a/a.csv", "x\n\(night)\n")
      #expect(try await work.run("run", "--date", "2026-11-0\(night)").code == 0)
      seen += try work.generations().filter { !seen.contains($0) }
    }
    #expect(seen.count == 4)
    #expect(try work.generations() == Array(seen.suffix(2)))
    #expect(try work.published("a") == [["x"], ["4"]])
  }

  @Test("sends readers to a page of the publisher's own, and keeps its own as documentation")
  func pages() async throws {
    let work = try work(["a", "b"])
    let file = "pipelines/a/pipeline.yaml"
    try work.write(
      file,
      work.text(file).replacing(
        "{title: a,",
        with:
          "{title: a, landingPage: 'https://www.example.nl/a', page: 'https://www.example.nl/b',"))
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    // What is carried over keeps its pages.
    try work.write("pipelines/b/a.csv", "x\n2\n")
    #expect(try await work.run("run", "b", "--date", "2026-11-02").code == 0)
    let turtle = try work.text("catalog/current/catalog.ttl")
    let made = "https://data.voorbeeldstad.nl/datasets"
    #expect(turtle.contains("dcat:landingPage <https://www.example.nl/a>"))
    #expect(turtle.contains("dcat:landingPage <\(made)/b/>"))
    #expect(turtle.contains("<https://www.example.nl/b> a foaf:Document"))
    #expect(turtle.contains("<\(made)/a/> a foaf:Document"))
  }

  @Test("runs one dataset, and carries the others over with their dates")
  func carriesOver() async throws {
    let work = try work(["a", "b"])
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    let before = try work.tree()
    for name in ["a", "b"] { try work.write("pipelines/\(name)/a.csv", "x\n2\n") }
    let outcome = try await work.run("run", "a", "--date", "2026-11-02")
    #expect(outcome.code == 0)
    #expect(!outcome.output.contains("b:"))
    #expect(try work.published("a") == [["x"], ["2"]])
    #expect(try work.published("b") == [["x"], ["1"]])
    let changed = try differences(before, work.tree())
    #expect(changed.contains("datasets/a/a.csv.gz"))
    #expect(!changed.contains { $0.hasPrefix("datasets/b/") })
    let (a, b) = (
      try work.text("catalog/current/datasets/a/a.ttl"),
      try work.text("catalog/current/datasets/b/b.ttl")
    )
    for (text, day) in [(a, "2026-11-02"), (b, "2026-11-01")] {
      #expect(text.contains("dct:modified \"\(day)\"^^xsd:date"))
      #expect(text.contains("dct:issued \"2026-11-01\"^^xsd:date"))
    }
  }

  @Test("shares the bytes of what did not change with the generation before")
  func links() async throws {
    let work = try work(["a", "b"])
    #expect(try await work.run("run").code == 0)
    try work.write("pipelines/a/a.csv", "x\n2\n")
    #expect(try await work.run("run").code == 0)
    let files = FileManager.default
    let count = try work.generations().count { $0.first?.isNumber == true }
    #expect(count == 2)
    for (name, links) in [("a", 1), ("b", 2)] {
      let attributes = try files.attributesOfItem(
        atPath: work.file("catalog/current/datasets/\(name)/\(name).csv.gz"))
      #expect(attributes[.referenceCount] as? Int == links)
    }
  }

  @Test("keeps a dataset whose folder is gone, and says so")
  func orphan() async throws {
    let work = try work(["a", "b"])
    #expect(try await work.run("run").code == 0)
    try work.remove("pipelines/b")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0)
    #expect(outcome.errors.contains("[dataset-orphaned]"))
    #expect(try work.published("b") == [["x"], ["1"]])
    #expect(try work.text("catalog/current/catalog.ttl").contains("/datasets/b"))
  }

  @Test("publishes a change of the description alone, with the same data")
  func description() async throws {
    let work = try work(["a"])
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    let data = try work.read("catalog/current/datasets/a/a.csv.gz")
    let file = "pipelines/a/pipeline.yaml"
    try work.write(
      file, work.text(file).replacingOccurrences(of: "Van een test.", with: "Van een proef."))
    let outcome = try await work.run("run", "--date", "2026-11-02")
    #expect(outcome.code == 0)
    #expect(try work.generations().count == 2)
    #expect(try work.read("catalog/current/datasets/a/a.csv.gz") == data)
    #expect(try work.text("catalog/current/datasets/a/index.html").contains("Van een proef."))
  }

  @Test("works where the folder is reached by a link, and from any folder")
  func elsewhere() async throws {
    let work = try work(["a"])
    try FileManager.default.createSymbolicLink(
      atPath: work.path + "/link", withDestinationPath: work.project)
    let outcome = try await work.run("run", "--project", work.path + "/link", directory: "/")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("a") == [["x"], ["1"]])
    let second = try await work.run("run", "--project", "../project/", directory: work.keys)
    #expect(second.code == 0)
    #expect(second.output.contains("a: unchanged"))
  }
}
