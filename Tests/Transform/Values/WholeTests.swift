// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikTestBasics
import Testing

/// The repository is whole by itself: who clones it has all that its tests of trust and its texts need.
@Suite("Whole by itself") struct WholeTests {
  /// Texts under a folder or file of the repository, by their paths.
  private func texts(_ start: String) throws -> [String: String] {
    let root = projectRoot.appending(path: start)
    let below =
      FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    var found: [String: String] = [:]
    for path in below.map({ "\(start)/\($0)" }) + [start] {
      let url = projectRoot.appending(path: path)
      guard let data = try? Data(contentsOf: url) else { continue }
      found[path] = String(decoding: data, as: UTF8.self)
    }
    try #require(!found.isEmpty, "\(start)")
    return found
  }

  @Test(
    "nothing that is built, read or run refers to a folder beside the repository",
    arguments: [
      "Sources", "docs", "scripts", "bench", "pipelines", "Examples", "Makefile", "Package.swift",
      "README.md", "CONTRIBUTING.md", ".ci",
    ])
  func refersToNothingOutside(place: String) throws {
    for (path, text) in try texts(place) { #expect(!text.contains("../" + "shared"), "\(path)") }
  }

  @Test("no test of the privacy core asks whether it may run")
  func hasNoCondition() throws {
    for (path, text) in try texts("Tests/Transform") where path.hasSuffix(".swift") {
      for condition in ["enabled(", "disabled("] {
        #expect(!text.contains("." + condition), "\(path)")
      }
    }
  }
}
