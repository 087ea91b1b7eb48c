// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikPublish

struct GenerationTests {
  private let folder: TemporaryFolder
  private let store: GenerationStore

  init() throws {
    folder = try TemporaryFolder()
    store = GenerationStore(
      catalog: folder.path + "/catalog", files: FileSystem(), now: { 1_795_397_400 })
  }

  private func text(_ path: String) throws -> String {
    try String(contentsOfFile: "\(store.catalog)/current/\(path)", encoding: .utf8)
  }

  private func status(_ path: String) throws -> stat {
    var status = stat()
    try #require(lstat("\(store.catalog)/\(path)", &status) == 0, "\(path)")
    return status
  }

  @Test func publishesEveryFileAndListsItInTheManifest() throws {
    #expect(try store.publish([Sample.dataset("bomen")]) == .published("2026-11-23T013000Z"))
    let manifest = try #require(try store.current)
    #expect(
      manifest.files.map(\.path).filter { !$0.hasSuffix(".html") && !$0.hasSuffix(".js") } == [
        "assets/charts.css", "assets/explorer.css", "assets/icon.svg", "assets/search.css",
        "assets/site.css", "catalog.jsonld",
        "catalog.rdf", "catalog.ttl",
        "datasets/bomen/bomen.csv-metadata.json", "datasets/bomen/bomen.csv.gz",
        "datasets/bomen/bomen.jsonld", "datasets/bomen/bomen.ttl",
        "datasets/bomen/changes.json", "datasets/bomen/datapackage.json",
        "datasets/bomen/feed.atom",
        "datasets/bomen/quality.json", "datasets/bomen/schema.json",
        "en/datasets/bomen/feed.atom", "en/feed.atom",
        "en/search.json",
        "feed.atom", "quality.json", "robots.txt", "search.json", "sitemap.xml",
      ])
    let pages = manifest.files.map(\.path).filter { $0.hasSuffix(".html") }
    #expect(Set(pages).isSuperset(of: ["404.html", "index.html", "en/datasets/bomen/index.html"]))
    for file in manifest.files {
      let digest = try FileSystem().digest("\(store.currentLink)/\(file.path)")
      #expect(digest == (file.sha256, file.size), "\(file.path)")
    }
    #expect(try store.files.target(ofLink: store.currentLink) == "generations/2026-11-23T013000Z")
    #expect(try store.files.names(in: store.catalog) == ["current", "generations"])
    #expect(try store.files.names(in: store.generations) == ["2026-11-23T013000Z"])
    let json = try text("generation.json")
    #expect(json.hasSuffix("}\n") && json.split(separator: "\n").count > manifest.files.count)
    let members = try #require(
      try JSONSerialization.jsonObject(with: Data(json.utf8)) as? [String: Any])
    #expect(Set(members.keys) == Set(Mirror(reflecting: manifest).children.compactMap(\.label)))
    #expect(try GenerationManifest.read(manifest.json(), path: "") == manifest)
  }

  @Test func publishesNothingWhereNothingChanged() throws {
    let datasets = [Sample.dataset("bomen"), Sample.dataset("straten")]
    try store.publish(datasets, date: "2026-11-22")
    let before = try status("current").st_ino
    #expect(try store.publish(datasets, date: "2026-11-23") == .unchanged)
    #expect(
      try store.publish([], carrying: ["bomen", "straten"], date: "2026-11-24") == .unchanged)
    #expect(
      try store.publish([datasets[1]], carrying: ["bomen"], date: "2026-11-24") == .unchanged)
    #expect(try status("current").st_ino == before)
    #expect(try store.files.names(in: store.generations).count == 1)
  }

  @Test func readsWhatDidNotTellOfColumnsThatWereLeftOutAndKeepsItsDate() throws {
    var dataset = Sample.dataset("a")
    try store.publish([dataset], date: "2026-11-20")
    #expect(try !text("generation.json").contains("\"dropped\""))
    dataset.dropped = ["direct": 1]
    try store.publish([dataset], date: "2026-11-21")
    #expect(try store.current?.datasets.first?.dropped == ["direct": 1])
    #expect(try store.current?.datasets.first?.modified == "2026-11-20")
    dataset.dropped = ["direct": 2]
    try store.publish([dataset], date: "2026-11-22")
    #expect(try store.current?.datasets.first?.modified == "2026-11-22")
  }

  @Test func setsDatesFromThePreviousGeneration() throws {
    try store.publish([Sample.dataset("a"), Sample.dataset("b")], date: "2026-11-20")
    try store.publish([Sample.dataset("a", rows: 4)], carrying: ["b"], date: "2026-11-21")
    let manifest = try #require(try store.current)
    #expect(manifest.datasets.map(\.issued) == ["2026-11-20", "2026-11-20"])
    #expect(manifest.datasets.map(\.modified) == ["2026-11-21", "2026-11-20"])
    #expect([manifest.issued, manifest.modified] == ["2026-11-20", "2026-11-21"])
    try store.publish([], carrying: ["a", "b"], date: "2026-11-22", version: "1.0.1")
    #expect(try store.current?.modified == "2026-11-21")
    #expect(try store.current?.toolVersion == "1.0.1")
  }

  @Test func sharesUnchangedFilesByHardLink() throws {
    try store.publish([Sample.dataset("a"), Sample.dataset("b")])
    let first = "generations/2026-11-23T013000Z"
    try store.publish([Sample.dataset("a", rows: 9), Sample.dataset("b")], date: "2026-11-24")
    let second = "generations/2026-11-23T013000Z-02"
    for path in ["assets/site.css", "datasets/b/b.csv.gz", "datasets/b/index.html"] {
      #expect(try status("\(first)/\(path)").st_ino == status("\(second)/\(path)").st_ino)
    }
    for path in ["datasets/a/a.csv.gz", "index.html"] {
      #expect(try status("\(first)/\(path)").st_ino != status("\(second)/\(path)").st_ino)
    }
    #expect(try FileSystem().read("\(store.catalog)/\(first)/datasets/a/a.csv.gz")?.count == 12)
  }

  @Test func removesADatasetThatIsNeitherRebuiltNorCarried() throws {
    try store.publish([Sample.dataset("a"), Sample.dataset("b")])
    try store.publish([Sample.dataset("a")], date: "2026-11-24")
    #expect(try store.current?.datasets.map(\.name) == ["a"])
    #expect(!FileManager.default.fileExists(atPath: store.currentLink + "/datasets/b"))
  }

  @Test func refusesAnEmptyCatalogueAndLeavesNothing() throws {
    let failure = #expect(throws: Failure.self) { try store.publish([]) }
    #expect(failure?.diagnostics.first?.code == .missingKey)
    #expect(try store.files.names(in: store.generations).isEmpty)
    #expect(try store.current == nil)
  }

  @Test func refusesAFileThatIsNotWhatItsRecordSays() throws {
    let builder = try store.begin()
    var dataset = Sample.dataset("a")
    try builder.writeFiles(of: [dataset])
    dataset.distributions[0].byteSize += 1
    var warnings: [Diagnostic] = []
    let failure = #expect(throws: Failure.self) {
      try builder.finish(
        catalogue: Sample.catalogue, datasets: [dataset], toolVersion: "1", date: "2026-11-23",
        keep: 1, &warnings)
    }
    #expect(failure?.diagnostics.first?.code == .selfCheck)
    #expect(try store.current == nil)
    var second = try store.begin()
    #expect(throws: Failure.self) { try second.write([], to: "../x") }
  }

  @Test func refusesAFileThatNobodyAccountsFor() throws {
    let builder = try store.begin()
    try builder.writeFiles(of: [Sample.dataset("a")])
    try Data("x".utf8).write(to: URL(fileURLWithPath: builder.folder + "/datasets/a/left.tmp"))
    var warnings: [Diagnostic] = []
    let failure = #expect(throws: Failure.self) {
      try builder.finish(
        catalogue: Sample.catalogue, datasets: [Sample.dataset("a")], toolVersion: "1",
        date: "2026-11-23", keep: 1, &warnings)
    }
    #expect(failure?.diagnostics.first?.location.file == "datasets/a/left.tmp")
  }

  @Test func keepsTheNewestGenerationsAndThePublishedOne() throws {
    for day in 1...5 {
      try store.publish([Sample.dataset("a", rows: day)], date: "2026-11-0\(day)", keep: 3)
    }
    #expect(
      try store.files.names(in: store.generations) == [
        "2026-11-23T013000Z-03", "2026-11-23T013000Z-04", "2026-11-23T013000Z-05",
      ])
    // After a step back, the published generation is the oldest: it stays.
    try store.files.removeFile(store.currentLink)
    try store.files.makeSymbolicLink(
      store.currentLink, to: "generations/2026-11-23T013000Z-03")
    var warnings: [Diagnostic] = []
    store.prune(keep: 1, &warnings)
    #expect(warnings.isEmpty)
    #expect(
      try store.files.names(in: store.generations) == [
        "2026-11-23T013000Z-03", "2026-11-23T013000Z-05",
      ])
  }

  @Test func countsAGenerationOfADayToComeAsTheOldest() throws {
    let wrong = GenerationStore(
      catalog: store.catalog, files: FileSystem(), now: { 1_795_397_400 + 70 * 365 * 86_400 })
    try store.publish([Sample.dataset("a", rows: 1)], date: "2026-11-01")
    try wrong.publish([Sample.dataset("a", rows: 2)], date: "2026-11-02")
    for day in 3...5 {
      try store.publish([Sample.dataset("a", rows: day)], date: "2026-11-0\(day)", keep: 2)
    }
    #expect(
      try store.files.names(in: store.generations) == [
        "2026-11-23T013000Z-03", "2026-11-23T013000Z-04",
      ])
  }

  @Test func refusesACatalogueWithoutCurrent() throws {
    #expect(try store.current == nil)
    for day in 1...2 {
      try store.publish([Sample.dataset("a", rows: day)], date: "2026-11-0\(day)")
    }
    try store.files.removeFile(store.currentLink)
    let failure = try #require(#expect(throws: Failure.self) { try store.current })
    #expect(failure.diagnostics.map(\.code) == [.inputOutput])
    #expect(
      failure.diagnostics.first?.hint?
        .hasSuffix("\nln -sfn 'generations/2026-11-23T013000Z-02' '\(store.currentLink)'") == true)
    #expect(throws: Failure.self) { try store.begin() }
    // What a killed first run left is no catalogue.
    let names = try store.files.names(in: store.generations)
    try store.files.removeTree("\(store.generations)/\(names[1])")
    try store.files.makeSymbolicLink(store.journal, to: names[0])
    #expect(try store.current == nil)
    #expect(store.cleanUp().isEmpty)
    #expect(try store.files.names(in: store.generations).isEmpty)
  }

  @Test func keepsTheDaysThatWereDecidedOn() throws {
    var builder = try store.begin()
    builder.issued = ["a": "2019-05-01"]
    try builder.writeFiles(of: [Sample.dataset("a"), Sample.dataset("b")])
    var gone = Sample.dataset("c")
    gone.issued = "2020-01-01"
    builder.withdraw(gone, .init(date: "2026-11-20"))
    var warnings: [Diagnostic] = []
    _ = try builder.finish(
      catalogue: Sample.catalogue, datasets: [Sample.dataset("a"), Sample.dataset("b")],
      toolVersion: "1", date: "2026-11-23", keep: 1, &warnings)
    let manifest = try #require(try store.current)
    #expect(manifest.issued == "2019-05-01")
    #expect(manifest.datasets.map(\.name) == ["a", "b", "c"])
    #expect(manifest.datasets.prefix(2).map(\.issued) == ["2019-05-01", "2026-11-23"])
    #expect(manifest.dataset("c")?.withdrawal?.date == "2026-11-20")
    #expect(manifest.dataset("c")?.distributions.isEmpty == true)
  }

  @Test func neverChangesBeforeItsFirstDay() throws {
    try store.publish([Sample.dataset("a")], date: "2026-11-20")
    try store.publish([Sample.dataset("a", rows: 4)], date: "2024-02-29")
    let dataset = try #require(try store.current?.dataset("a"))
    #expect(dataset.issued == "2026-11-20" && dataset.modified == "2026-11-20")
  }

  @Test(arguments: ["{", "{}", "[]", "", "{\"version\":2}"])
  func saysWhatToDoAboutADamagedManifest(json: String) throws {
    for day in 1...3 {
      try store.publish([Sample.dataset("a", rows: day)], date: "2026-11-0\(day)")
    }
    try Data(json.utf8)
      .write(to: URL(fileURLWithPath: store.currentLink + "/generation.json"))
    let found = try #require(#expect(throws: Failure.self) { try store.current })
    #expect(found.diagnostics.map(\.code) == [.inputOutput])
    let hint = try #require(found.diagnostics.first?.hint)
    #expect(
      hint.hasSuffix("\nln -sfn 'generations/2026-11-23T013000Z-02' '\(store.currentLink)'"))
    // Without a second whole generation there is nothing to point to, and the hint says so.
    for name in ["2026-11-23T013000Z", "2026-11-23T013000Z-02"] {
      try store.files.removeFile("\(store.generations)/\(name)/datasets/a/a.csv.gz")
    }
    let last = try #require(#expect(throws: Failure.self) { try store.current })
    #expect(last.diagnostics.first?.hint?.contains("no whole generation") == true)
    #expect(last.diagnostics.first?.hint?.contains("ln -sfn") == false)
  }

  @Test func refusesACurrentThatLeadsNowhere() throws {
    try store.publish([Sample.dataset("a")])
    let command = "ln -sfn 'generations/2026-11-23T013000Z' '\(store.currentLink)'"
    for target in ["generations/2020-01-01T000000Z", "/etc", "generations/../..", "x"] {
      try store.files.removeFile(store.currentLink)
      try store.files.makeSymbolicLink(store.currentLink, to: target)
      let failure = #expect(throws: Failure.self, "\(target)") { try store.current }
      let hint = try #require(failure?.diagnostics.first?.hint)
      #expect(hint.hasSuffix("\n" + command), "\(target)")
      #expect(!hint.contains("remove"), "\(target)")
    }
    // 'ln -sfn' would make its link inside a folder.
    try store.files.removeFile(store.currentLink)
    try store.files.makeFolder(store.currentLink)
    let failure = #expect(throws: Failure.self) { try store.current }
    #expect(
      failure?.diagnostics.first?.hint?
        .hasSuffix("\nmv '\(store.currentLink)' '\(store.currentLink).old'\n\(command)") == true)
  }

  @Test(
    arguments: [
      ("\"name\":\"a\"", "\"name\":\"../a\""), ("\"name\":\"a\"", "\"name\":\"\""),
      ("\"name\":\"a\"", "\"name\":\"A b\""),
      ("\"fileName\":\"a.csv.gz\"", "\"fileName\":\"../../../a.csv.gz\""),
      ("\"fileName\":\"a.csv.gz\"", "\"fileName\":\"b/a.csv.gz\""),
      ("\"fileName\":\"a.csv.gz\"", "\"fileName\":\"..\""),
      ("\"path\":\"index.html\"", "\"path\":\"../index.html\""),
      ("\"path\":\"index.html\"", "\"path\":\"/index.html\""),
    ])
  func refusesAManifestThatLeadsOut(right: String, wrong: String) throws {
    try store.publish([Sample.dataset("a")])
    let json = try text("generation.json")
    try #require(json.contains(right))
    try Data(json.replacingOccurrences(of: right, with: wrong).utf8)
      .write(to: URL(fileURLWithPath: store.currentLink + "/generation.json"))
    let failure = #expect(throws: Failure.self) { try store.current }
    #expect(failure?.diagnostics.map(\.code) == [.inputOutput])
  }

  @Test(arguments: ["datasets/a/a.csv.gz", "index.html", "datasets/a/schema.json"])
  func healsAPublishedFileWithAFlippedByte(path: String) throws {
    try store.publish([Sample.dataset("a")])
    let whole = try #require(try store.files.read(store.currentLink + "/" + path))
    var bytes = whole
    bytes[bytes.count / 2] ^= 1
    try Data(bytes).write(to: URL(fileURLWithPath: store.currentLink + "/" + path))
    #expect(try store.publish([Sample.dataset("a")]) == .published("2026-11-23T013000Z-02"))
    #expect(try store.files.read(store.currentLink + "/" + path) == whole)
    #expect(try store.publish([Sample.dataset("a")]) == .unchanged)
  }

  @Test func healsAPublishedFileThatIsGone() throws {
    try store.publish([Sample.dataset("a")])
    try store.files.removeFile(store.currentLink + "/index.html")
    #expect(try store.publish([Sample.dataset("a")]) == .published("2026-11-23T013000Z-02"))
    #expect(try text("index.html").contains("Gegevens over a"))
  }

  @Test func refusesToCarryOverAFileThatIsGone() throws {
    try store.publish([Sample.dataset("a")])
    try store.files.removeFile(store.currentLink + "/datasets/a/a.csv.gz")
    let failure = #expect(throws: Failure.self) { try store.publish([], carrying: ["a"]) }
    #expect(failure?.diagnostics.first?.summary.contains("datasets/a/a.csv.gz") == true)
  }

  @Test func refusesToCarryOverAFileOfAnotherSize() throws {
    try store.publish([Sample.dataset("a")])
    let path = store.currentLink + "/datasets/a/a.csv.gz"
    let whole = try #require(try store.files.read(path))
    for bytes in [Array(whole.dropLast()), whole + [0]] {
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      let failure = #expect(throws: Failure.self) { try store.publish([], carrying: ["a"]) }
      #expect(failure?.diagnostics.first?.summary.contains("has another size") == true)
    }
    try Data(whole).write(to: URL(fileURLWithPath: path))
    try store.publish([], carrying: ["a"])
  }

  @Test func stagesAPreviewElsewhereAndTellsTheChanges() throws {
    try store.publish([Sample.dataset("a"), Sample.dataset("b"), Sample.dataset("c")])
    var builder = try store.begin(in: folder.path + "/.hergebruik/preview-1")
    let changed = Sample.dataset("a", rows: 7, fields: Sample.plainFields)
    try builder.writeFiles(of: [changed, Sample.dataset("d")])
    let isCarried = (b: builder.carryOver("b"), x: builder.carryOver("x"))
    #expect(isCarried == (b: true, x: false))
    let staged = try builder.stage(
      catalogue: Sample.catalogue, datasets: [changed, Sample.dataset("d")], toolVersion: "1.0.0",
      date: "2026-11-24")
    #expect(
      staged.changes.lines == [
        "changed    a: 3 → 7 rows; fields gone geboortejaar, tarief", "unchanged  b: 3 rows",
        "removed    c: 3 rows", "added      d: 3 rows",
      ])
    #expect(staged.changes.filesRemoved.contains("datasets/c/c.csv.gz"))
    #expect(staged.changes.filesAdded.contains("datasets/d/d.csv.gz"))
    #expect(staged.changes.filesChanged.contains("index.html"))
    try staged.discard()
    #expect(try store.files.names(in: folder.path + "/.hergebruik").isEmpty)
    #expect(try store.current?.datasets.map(\.name) == ["a", "b", "c"])
  }

  @Test func doesNotTakeADatasetTwice() throws {
    try store.publish([Sample.dataset("a")])
    #expect(throws: Failure.self) { try store.publish([Sample.dataset("a")], carrying: ["a"]) }
  }

  @Test func namesGenerationsInUTC() {
    #expect(GenerationStore.name(at: 0) == "1970-01-01T000000Z")
    #expect(GenerationStore.isGeneration("2026-11-23T013000Z"))
    #expect(GenerationStore.isGeneration("2026-11-23T013000Z-02"))
    for name in ["", ".", "2026-11-23T013000", "2026-11-23T013000Z-", "x026-11-23T013000Z", "a"] {
      #expect(!GenerationStore.isGeneration(name))
    }
  }

  @Test func writesTheSameBytesInAnotherFolder() throws {
    let other = GenerationStore(catalog: folder.path + "/elders")
    try store.publish([Sample.dataset("a"), Sample.dataset("b")])
    try other.publish([Sample.dataset("b"), Sample.dataset("a")])
    let files = FileSystem()
    #expect(
      try files.read(store.currentLink + "/generation.json")
        == files.read(other.currentLink + "/generation.json"))
  }
}
