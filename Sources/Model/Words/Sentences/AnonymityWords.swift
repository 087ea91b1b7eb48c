// SPDX-License-Identifier: EUPL-1.2

/// What is asked of a sensitive field within a class, as in a formula.
package enum AnonymityWords {
  package static func entropy(_ l: Double, _ language: Language) -> String {
    switch language {
    case .nl: "l = \(number(l, language)) (entropie)"
    case .en: "entropy l = \(number(l, language))"
    }
  }

  package static func recursive(l: Int, c: Double, _ language: Language) -> String {
    switch language {
    case .nl: "l = \(l) met c = \(number(c, language)) (recursief)"
    case .en: "recursive l = \(l) with c = \(number(c, language))"
    }
  }

  /// A number as it stands in the pipeline file, with the separator of a language.
  package static func number(_ value: Double, _ language: Language) -> String {
    "\(value)".replacing(".", with: language.decimalSeparator)
  }
}
