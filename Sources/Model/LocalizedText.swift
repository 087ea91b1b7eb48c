// SPDX-License-Identifier: EUPL-1.2

/// A text in Dutch, and in English where there is one.
package struct LocalizedText: Hashable, Sendable, Codable {
  /// The Dutch text; always there, because DCAT-AP-NL asks for it.
  package var nl: String
  /// The English text.
  package var en: String?

  /// Makes a text in one or two languages.
  package init(nl: String, en: String? = nil) {
    self.nl = nl
    self.en = en
  }

  /// Adds what follows it, in each language.
  package static func += (text: inout LocalizedText, more: LocalizedText) {
    if text.en != nil || more.en != nil {
      text.en = text.text(in: .en) + more.text(in: .en)
    }
    text.nl += more.nl
  }

  /// The texts with their BCP 47 tag, Dutch first.
  package var tagged: [(tag: String, text: String)] {
    [("nl", nl)] + (en.map { [("en", $0)] } ?? [])
  }
}
