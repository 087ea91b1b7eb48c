// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikModel

/// What a column seems to tell about persons. It drops what points at one; all else is a question.
struct PrivacyGuess {
  /// `privacy` and `treat`, as they are written.
  let keys: [String]
  /// Why; nil where nothing speaks for persons.
  let reason: String?
  /// Whether it points at a person by itself.
  let isDirect: Bool

  /// Decides by what the detectors found, and by what the name says.
  init(_ findings: [Finding], _ meaning: LabelMeaning?) {
    let direct = findings.first {
      $0.confidence > .possible && $0.detector.suggests == .direct
    }
    if let direct {
      isDirect = true
      keys = ["privacy: direct", "treat: drop"]
      reason = "\(Self.words(for: direct)), so it is not published"
      return
    }
    if let meaning, meaning.isTelling, meaning.suggests == .direct {
      isDirect = true
      keys = ["privacy: direct", "treat: drop"]
      reason = "by its name \(Self.words(for: meaning.subject)), so it is not published"
      return
    }
    isDirect = false
    if let reason = findings.first.map(Self.words) ?? meaning.map({ Self.words(for: $0.subject) }) {
      keys = ["privacy: \(Question.mark)", "treat: \(Question.mark)"]
      self.reason = reason
    } else {
      keys = ["privacy: \(Question.mark)", "treat: keep"]
      reason = nil
    }
  }

  /// Whether something speaks for persons.
  var isTelling: Bool { reason != nil }

  /// `privacy` and `treat`, with what a person said.
  ///
  /// - Parameter answer: `none`, or `direct`, which is dropped; nil where nobody said anything.
  func keys(answered answer: String?) -> [String] {
    switch answer {
    case "none": ["privacy: none", "treat: keep"]
    case "direct": ["privacy: direct", "treat: drop"]
    default: keys
    }
  }

  /// What was found, in words.
  private static func words(for finding: Finding) -> String {
    let what = finding.detector.words
    let isSure = finding.confidence > .possible
    switch finding.reason {
    case .header: return isSure ? "by its name \(what)" : "may be \(what)"
    case .row: return "with another column \(what)"
    case .values where finding.hits == finding.values:
      return "every value has the form of \(what)"
    case .values:
      return "\(finding.hits) of \(finding.values) values have the form of \(what)"
    case .text, .context:
      let count = "\(finding.hits) of \(finding.values) values"
      return "\(what) \(isSure ? "stands" : "may stand") in \(count)"
    }
  }

  /// What a name speaks of, in words.
  private static func words(for subject: LabelMeaning.Subject) -> String {
    switch subject {
    case .detector(let detector): "may be \(detector.words)"
    case .account: "an account on a computer"
    case .portrait: "a signature or portrait"
    case .role: "may be a person"
    case .demographic: "may tell what kind of person"
    case .sensitive: "may be something that nobody should learn of a person"
    case .freeText: "free text, in which anything may stand"
    case .houseNumber: "may be where a person lives"
    }
  }
}
