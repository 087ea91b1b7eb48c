// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikExtract
import HergebruikFormat
import Testing

@Suite struct DocumentationTests {
  @Test func everyOptionHasARowInItsFormatsPage() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let common = ExportSource.options.map(\.key)
    func check(_ keys: [String], on page: String) throws {
      let text = String(decoding: try Data(contentsOf: root.appending(path: page)), as: UTF8.self)
      for key in keys { #expect(text.contains("| `\(key)` |"), "\(page): \(key)") }
    }
    try check(common, on: "docs/sources.md")
    for extractor in ExtractorRegistry.builtIn.extractors {
      let keys = extractor.options.map(\.key)
      #expect(Array(keys.prefix(common.count)) == common, "\(extractor.name)")
      try check(Array(keys.dropFirst(common.count)), on: "docs/formats/\(extractor.name).md")
    }
  }
}
