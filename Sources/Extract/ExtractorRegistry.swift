// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// The formats that can be read, in the order of the documentation.
package struct ExtractorRegistry: Sendable {
  /// The extractors, in order.
  package let extractors: [any Extractor.Type]

  /// Makes a registry.
  ///
  /// - Precondition: names differ.
  package init(_ extractors: [any Extractor.Type]) {
    precondition(
      Set(extractors.map { $0.name }).count == extractors.count, "two formats have one name")
    self.extractors = extractors
  }

  /// What the program ships with.
  package static let builtIn = ExtractorRegistry([
    CSVExtractor.self, XMLExtractor.self, XLSXExtractor.self, ODSExtractor.self,
    JSONExtractor.self, JSONLinesExtractor.self, FixedExtractor.self, DBFExtractor.self,
    SQLiteExtractor.self, ShapefileExtractor.self,
  ])

  /// These formats and others behind them.
  ///
  /// - Precondition: every name is new.
  package func adding(_ others: [any Extractor.Type]) -> ExtractorRegistry {
    ExtractorRegistry(extractors + others)
  }

  /// The extractor of a name.
  package subscript(name: String) -> (any Extractor.Type)? {
    extractors.first { $0.name == name }
  }
}
