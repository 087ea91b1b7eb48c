// SPDX-License-Identifier: EUPL-1.2

/// One key of an extractor's options.
public struct ExtractorOption: Sendable {
  /// The key; nested keys with a dot: `dialect.delimiter`.
  public let key: String
  /// What it may be and what it defaults to.
  public let value: String
  /// What it means.
  public let meaning: String

  /// Makes an option.
  public init(_ key: String, _ value: String, _ meaning: String) {
    self.key = key
    self.value = value
    self.meaning = meaning
  }
}
