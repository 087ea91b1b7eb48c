// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// A preview as files for a colleague.
@Suite("Preview as files")
struct PreviewExportTests {
  @Test("writes private files that work without a server, and leaves nothing else behind")
  func writes() async throws {
    let work = try SampleTests.work()
    let outcome = try await work.run("preview", "bomen", "--export", "voorbeeld")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.output.contains("This is not public yet"))
    #expect(!work.isPublished)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: work.file(".hergebruik"))
        .filter { $0.hasPrefix("preview-") }.isEmpty)
    #expect(try work.mode("voorbeeld") == 0o700)
    let tree = try work.tree("voorbeeld")
    for (path, entry) in tree {
      let isFolder = entry.mode & S_IFMT == S_IFDIR
      #expect(entry.mode & 0o777 == (isFolder ? 0o700 : 0o600), "\(path)")
    }
    for path in [
      "index.html", "datasets/bomen/index.html", "datasets/bomen/bomen.csv.gz",
      "_preview/index.html", "_preview/bomen/index.html", "en/_preview/bomen/index.html",
      "_preview/desk.css", "assets/site.css",
    ] {
      #expect(tree[path] != nil, "\(path)")
    }
    let pages = tree.filter { $0.key.hasSuffix(".html") }
    #expect(pages.count > 10)
    for (path, entry) in pages {
      let page = String(decoding: entry.content, as: UTF8.self)
      #expect(
        page.contains(path.hasPrefix("en/") ? "Preview, not published" : "Voorbeeld, niet gep"))
      #expect(page.contains("<meta name=\"robots\" content=\"noindex\">"), "\(path)")
      #expect(!page.contains("data-status"), "\(path)")
      #expect(!page.contains("_preview/desk.js"), "\(path)")
      try checkLinks(page, of: path, in: tree)
    }
  }

  @Test("says of a withdrawn dataset since when it is, and how that is undone")
  func withdrawn() async throws {
    let work = try SampleTests.work()
    try #require(try await work.run("run", "bomen", "--date", "2026-11-01").code == 0)
    let reason = "Er stond een fout in."
    try #require(
      try await work.run("withdraw", "bomen", "--reason", reason, "--date", "2026-11-02").code == 0)
    // Of the dataset itself, and of another: it is the same in both.
    for (index, name) in ["bomen", "subsidieregister"].enumerated() {
      let outcome = try await work.run(
        "preview", name, "--export", "v\(index)", "--date", "2026-11-03")
      #expect(outcome.code == 0, "\(outcome.errors)")
      let list = try work.text("v\(index)/_preview/index.html")
      let page = try work.text("v\(index)/_preview/bomen/index.html")
      for text in [">Ingetrokken<", "Ingetrokken op 2 november 2026.", "withdraw bomen --undo"] {
        #expect(list.contains(text) && page.contains(text), "\(text)")
      }
      #expect(page.contains(reason) && !page.contains("Blijft zoals gepubliceerd"))
    }
    try #require(try await work.run("withdraw", "bomen", "--undo").code == 0)
    let again = try await work.run("preview", "bomen", "--export", "v2", "--date", "2026-11-03")
    #expect(again.code == 0, "\(again.errors)")
    #expect(try work.text("v2/_preview/bomen/index.html").contains("hergebruik run bomen"))
    #expect(try !work.text("v2/_preview/index.html").contains(">Ingetrokken<"))
  }

  /// Expects that every relative link leads to a file.
  private func checkLinks(
    _ page: String, of path: String, in tree: [String: Workdir.Entry]
  ) throws {
    for found in page.matches(
      of: #/<(?:a|script|img|link rel="stylesheet")[^>]*? (?:href|src)="([^"]*)"/#)
    {
      let address = found.output.1.prefix { $0 != "#" && $0 != "?" }
      guard !address.isEmpty, !address.contains(":") else { continue }
      try #require(!address.hasPrefix("/"), "\(path): \(address)")
      var parts = path.split(separator: "/").dropLast()
      for part in address.split(separator: "/") {
        if part == ".." {
          try #require(!parts.isEmpty, "\(path): \(address)")
          parts.removeLast()
        } else if part != "." {
          parts.append(part)
        }
      }
      let target = parts.joined(separator: "/")
      let entry = tree[target]
      #expect(entry.map { $0.mode & S_IFMT == S_IFREG } == true, "\(path): \(address)")
    }
  }

  @Test("refuses a folder with something in it, and one that is published")
  func refuses() async throws {
    let work = try SampleTests.work()
    try work.write("vol/iets.txt", "x")
    let full = try await work.run("preview", "bomen", "--export", "vol")
    #expect(full.code == 2, "\(full.errors)")
    #expect(full.errors.contains("there is something in this folder"))
    #expect(try work.tree("vol").count == 1)
    try #require(try await work.run("run", "bomen").code == 0)
    let (tree, target) = (try work.tree(), "catalog/current/voorbeeld")
    let published = try await work.run("preview", "bomen", "--export", target)
    #expect(published.code == 2, "\(published.errors)")
    #expect(try differences(tree, work.tree()).isEmpty)
    try work.write("leeg/.keep", "")
    try work.remove("leeg/.keep")
    #expect(try await work.run("preview", "bomen", "--export", "leeg").code == 0)
  }

  @Test("keeps data that the gate refuses for what is in them out")
  func withholds() async throws {
    let night = try NightProject()
    try night.calm(["eik", "bsn 111222333 gebeld"])
    try night.work.signOff()
    let outcome = try await night.work.run("preview", "--export", "uit")
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("personal-data"))
    let search = LeakSearch(["111222333"])
    for (path, entry) in try night.work.tree("uit") where entry.mode & S_IFMT == S_IFREG {
      let content = path.hasSuffix(".gz") ? try Gunzip.bytes(entry.content) : entry.content
      #expect(search.occurrences(in: content) == 0, "\(path)")
    }
    #expect(!night.work.exists("uit/generation.json"))
    for path in ["rustig.csv.gz", "schema.json", "quality.json"] {
      #expect(!night.work.exists("uit/datasets/rustig/\(path)"), "\(path)")
    }
    for path in ["datasets/rustig", "datasets/rustig/kwaliteit", "en/datasets/rustig"] {
      let page = try night.work.text("uit/\(path)/index.html")
      #expect(
        page.contains(path.hasPrefix("en") ? "These data are not in" : "Deze gegevens zitten"))
    }
    #expect(night.work.exists("uit/_preview/rustig/index.html"))
    #expect(night.work.exists("uit/datasets/nacht/nacht.csv.gz"))
  }
}
