// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDefinition
import Testing

/// The pages by which strangers judge the repository are true, and wait for nothing but what one file says.
@Suite("Pages of the repository")
struct RepositoryPageTests {
  /// The one file in which the publishing organisation fills something in.
  private static let open = "publiccode.yml"

  private func text(_ name: String) throws -> String {
    String(decoding: try bytes(ofFile: "\(Repository.root)/\(name)"), as: UTF8.self)
  }

  /// The pages at the root and below `docs` and `.github`.
  private func pages() throws -> [String] {
    let manager = FileManager.default
    var names = try manager.contentsOfDirectory(atPath: Repository.root).filter { name in
      var isFolder: ObjCBool = false
      _ = manager.fileExists(atPath: "\(Repository.root)/\(name)", isDirectory: &isFolder)
      return !isFolder.boolValue
    }
    for folder in ["docs", ".github"] {
      names += try manager.subpathsOfDirectory(atPath: "\(Repository.root)/\(folder)")
        .filter { $0.hasSuffix(".md") }.map { "\(folder)/\($0)" }
    }
    return names.sorted()
  }

  @Test("only publiccode.yml waits for the organisation that publishes it, and says so at its head")
  func placeholders() throws {
    // In capitals only, for some are words as well.
    let marks = ["FILL IN", "FILLED IN", "TODO", "FIXME", "TBD"]
    let words = ["to be filled in", "to be confirmed", "example.org", "security@"]
    let pages = try pages()
    #expect(pages.contains("SECURITY.md") && pages.contains("docs/versions.md"))
    for name in pages where name != Self.open {
      let text = try text(name)
      let small = text.lowercased()
      let found = marks.filter { text.contains($0) } + words.filter { small.contains($0) }
      #expect(found.isEmpty, "\(name) waits: \(found)")
    }
    let open = try text(Self.open)
    let isWaiting = open.contains("FILL IN") || open.contains("example.org")
    #expect(open.contains("# Not published yet") == isWaiting)
  }

  @Test("what is named as the version is the program's")
  func version() throws {
    #expect(try text(Self.open).contains("softwareVersion: \"\(Version.current)\""))
    #expect(try text("CHANGELOG.md").contains("\n## [\(Version.current)]"))
  }

  @Test("NOTICE names every library that Package.swift links, in its version")
  func notice() throws {
    let (notice, package) = (try text("NOTICE"), try text("Package.swift"))
    var count = 0
    for match in package.matches(of: #/url: "[^"]*/([^"/]+)", exact: "([^"]+)"/#) {
      count += 1
      #expect(notice.contains("\n\(match.1) \(match.2) "), "\(match.1) \(match.2)")
    }
    let names = [
      "zlib": "zlib", "libdeflate": "libdeflate", "libpcre2-8": "PCRE2", "libxml-2.0": "libxml2",
      "libarchive": "libarchive", "libcrypto": "OpenSSL (libcrypto)", "sqlite3": "SQLite",
      "proj": "PROJ",
    ]
    for match in package.matches(of: #/pkgConfig: "([^"]+)"/#) {
      count += 1
      let name = try #require(names[String(match.1)], "\(match.1) has no entry in NOTICE")
      #expect(notice.contains("\n\(name) "), "\(name)")
    }
    #expect(count >= 12)
  }

  @Test("CODEOWNERS names paths that exist")
  func owners() throws {
    let paths = try text("CODEOWNERS").split(separator: "\n").compactMap { line in
      line.split(whereSeparator: { $0 == " " || $0 == "#" }).first.map(String.init)
    }.filter { $0.hasPrefix("/") }
    #expect(paths.count >= 8)
    for path in paths {
      #expect(FileManager.default.fileExists(atPath: Repository.root + path), "\(path)")
    }
  }
}
