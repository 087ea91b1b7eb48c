// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

extension DiagnosticCode {
  /// What a code means, for people, in both languages; `docs/errors.md` has the same.
  package struct Words: Hashable, Sendable {
    /// The Dutch title, a few words.
    var title: String
    /// What is wrong.
    var explanation: LocalizedText
    /// How to mend it.
    var remedy: LocalizedText

    /// The words of every code; a test sees that none is missing.
    static let catalogue = [export, remarks, rowRemarks, project, privacy].reduce(into: [:]) {
      all, words in
      all.merge(words) { $1 }
    }
  }

  /// A title of a few words: Dutch, and the name in English as Frictionless writes its titles.
  package var title: LocalizedText {
    let words = rawValue.split(separator: "-").map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return LocalizedText(
      nl: Words.catalogue[self]?.title ?? rawValue, en: words.joined(separator: " "))
  }

  /// What is wrong, in one or two sentences.
  package var explanation: LocalizedText {
    Words.catalogue[self]?.explanation ?? LocalizedText(nl: rawValue, en: rawValue)
  }

  /// How to mend it, in one or two sentences.
  package var remedy: LocalizedText {
    Words.catalogue[self]?.remedy ?? LocalizedText(nl: rawValue, en: rawValue)
  }

  /// Whether it is about an export, and not about the project, the machine or privacy.
  package var isOfExport: Bool {
    [Words.export, Words.remarks, Words.rowRemarks].contains { $0[self] != nil }
  }

  /// Where `docs/errors.md` explains it, as GitHub and GitLab name the heading.
  package var documentation: String { "docs/errors.md#\(rawValue)-exit-code-\(exitCode)" }
}
