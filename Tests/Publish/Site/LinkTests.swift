// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikPublish

struct LinkTests {
  @Test func everyLinkOfAPageLeadsSomewhere() throws {
    let folder = try TemporaryFolder()
    let store = GenerationStore(catalog: folder.path)
    try store.publish([Sample.dataset("bomen"), Sample.dataset("straten")])
    let manifest = try #require(try store.current)
    let paths = Set(manifest.files.map(\.path) + ["generation.json"])
    var checked = 0
    for path in paths where path.hasSuffix(".html") {
      let page = try String(contentsOfFile: "\(store.currentLink)/\(path)", encoding: .utf8)
      for link in page.matches(of: /(?:href|src)="([^"]*)"/).map({ String($0.1) }) {
        guard !link.contains(":") else { continue }
        checked += 1
        if link.hasPrefix("#") {
          #expect(page.contains("id=\"\(link.dropFirst())\""), "\(path): \(link)")
          continue
        }
        let base = try #require(URL(string: "https://x.nl/\(path)"))
        var target = try #require(
          URL(string: link, relativeTo: base)?.absoluteURL.path(percentEncoded: false))
        if target.hasSuffix("/") { target += "index.html" }
        #expect(paths.contains(String(target.dropFirst())), "\(path): \(link)")
      }
    }
    #expect(checked > 500)
  }
}
