// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikExtract
import Testing

@Suite struct DocumentationTests {
  @Test func everyOptionHasARowInItsFormatsPage() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    for extractor in ExtractorRegistry.builtIn.extractors {
      let page = root.appending(path: "docs/formats/\(extractor.name).md")
      let text = String(decoding: try Data(contentsOf: page), as: UTF8.self)
      for option in extractor.options {
        #expect(text.contains("| `\(option.key)` |"), "\(option.key)")
      }
    }
  }
}
