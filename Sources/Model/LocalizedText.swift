// SPDX-License-Identifier: EUPL-1.2

/// A text in Dutch, and in English where there is one.
public struct LocalizedText: Hashable, Sendable, Codable {
  /// The Dutch text; always there, because DCAT-AP-NL asks for it.
  public var nl: String
  /// The English text.
  public var en: String?

  /// Makes a text in one or two languages.
  public init(nl: String, en: String? = nil) {
    self.nl = nl
    self.en = en
  }

  /// The texts with their BCP 47 tag, Dutch first.
  public var tagged: [(tag: String, text: String)] {
    [("nl", nl)] + (en.map { [("en", $0)] } ?? [])
  }
}
