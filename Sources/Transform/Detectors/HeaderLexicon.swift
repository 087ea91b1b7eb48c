// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

/// What the name of a column says about persons.
package struct LabelMeaning: Hashable, Sendable {
  /// What it speaks of.
  package enum Subject: Hashable, Sendable {
    case detector(Detector)
    /// A name by which somebody logs in.
    case account
    /// A signature or portrait.
    case portrait
    /// A person in a role, such as an applicant.
    case role
    /// What kind of person somebody is.
    case demographic
    /// What nobody should learn of a person.
    case sensitive
    /// Text in which anything may stand.
    case freeText
    /// The number of a house, which makes an address of a postcode.
    case houseNumber
  }

  /// What it speaks of.
  package var subject: Subject
  /// Whether the name leaves no doubt.
  package var isTelling: Bool
  /// Whether the name leaves no doubt where the table is about persons: `ZIEKTE` of somebody, and not of a tree.
  package var tellsOfPersons = false

  /// The detector that it names; a person in a role most likely has a name in the column.
  package var detector: Detector? {
    switch subject {
    case .detector(let detector): detector
    case .role: .name
    default: nil
    }
  }

  /// The class that it speaks for.
  package var suggests: PrivacyClass {
    switch subject {
    case .detector(let detector): detector.suggests
    case .account, .portrait, .role: .direct
    case .demographic, .houseNumber: .quasi
    case .sensitive, .freeText: .sensitive
    }
  }
}

/// The words in names of columns that speak of persons, Dutch and English.
///
/// It is a list of words and no more: it misses what has another name.
package struct HeaderLexicon: Sendable {
  /// One rule; the first that fits decides.
  struct Rule: Sendable {
    var subject: LabelMeaning.Subject
    var isTelling: Bool
    /// Whether it leaves no doubt where the table is about persons.
    var tellsOfPersons = false
    /// Are the whole name, with nothing between its words.
    var whole: [String] = []
    /// Stand anywhere in the name.
    var holds: [String] = []
    /// Are words of the name.
    var has: [String] = []
    /// Words of the name begin so.
    var begins: [String] = []
    /// Words of the name end so.
    var ends: [String] = []
    /// Both are words of the name.
    var pairs: [(String, String)] = []
    /// Where one of these stands anywhere, it is something else.
    var unless: [String] = []

    func fits(_ label: LabelTokens) -> Bool {
      guard !label.holds(unless) else { return false }
      return whole.contains(label.joined) || label.has(has) || label.holds(holds)
        || label.begins(begins) || label.ends(ends)
        || pairs.contains { label.has([$0.0]) && label.has([$0.1]) }
    }
  }

  /// The project's own names, which come first.
  private var own: [(label: LabelTokens, detector: Detector)] = []

  /// The words that the program brings.
  package static let builtIn = HeaderLexicon()

  private init() {}

  /// The words that the program brings, and a project's own.
  package init(adding labels: [Detector: [String]]) {
    own = Detector.allCases.flatMap { detector in
      (labels[detector] ?? []).map { (LabelTokens($0), detector) }
    }
  }

  /// What a name says; nil where it does not speak of persons.
  package func meaning(of label: String) -> LabelMeaning? {
    let tokens = LabelTokens(label)
    if let found = own.first(where: { tokens.contains($0.label) }) {
      return LabelMeaning(subject: .detector(found.detector), isTelling: true)
    }
    return Self.rules.first { $0.fits(tokens) }.map {
      LabelMeaning(
        subject: $0.subject, isTelling: $0.isTelling, tellsOfPersons: $0.tellsOfPersons)
    }
  }
}
