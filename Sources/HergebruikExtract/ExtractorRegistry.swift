// SPDX-License-Identifier: EUPL-1.2

/// The formats that can be read, in the order of the documentation.
public struct ExtractorRegistry: Sendable {
  /// The extractors, in order.
  public let extractors: [any Extractor.Type]

  /// Makes a registry; names must differ.
  public init(_ extractors: [any Extractor.Type]) {
    self.extractors = extractors
  }

  /// What the program ships with.
  public static let builtIn = ExtractorRegistry([CSVExtractor.self])

  /// The extractor of a name.
  public subscript(name: String) -> (any Extractor.Type)? {
    extractors.first { $0.name == name }
  }
}
