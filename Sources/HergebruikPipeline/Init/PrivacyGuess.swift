// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// What a column seems to tell about persons. It drops what points at one; all else is a question.
struct PrivacyGuess {
  /// `privacy` and `treat`, as they are written.
  let keys: [String]
  /// Why; nil where nothing speaks for persons.
  let reason: String?
  /// Whether it points at a person by itself.
  let isDirect: Bool

  init(_ profile: ColumnProfile, label: String, _ candidates: [FieldType]) {
    let words = LabelWords(label)
    let found = words.direct.map { "by its name \($0)" } ?? Self.direct(profile, candidates)
    isDirect = found != nil
    if let found {
      keys = ["privacy: direct", "treat: drop"]
      reason = "\(found), so it is not published"
      return
    }
    if let perhaps = words.perhaps ?? Self.perhaps(profile, candidates) {
      keys = ["privacy: \(Question.mark)", "treat: \(Question.mark)"]
      reason = perhaps
    } else {
      keys = ["privacy: \(Question.mark)", "treat: keep"]
      reason = nil
    }
  }

  /// What values that all have one form are; chance gives one in eleven numbers the form of a BSN.
  private static func direct(_ profile: ColumnProfile, _ candidates: [FieldType]) -> String? {
    for (format, word, least) in [
      (StringFormat.bsn, "a citizen service number (BSN)", 5), (.email, "an e-mail address", 1),
      (.iban, "a bank account", 1),
    ] where profile.values >= least && fits(.string(format), profile, candidates) {
      return "every value has the form of \(word)"
    }
    return nil
  }

  private static func perhaps(_ profile: ColumnProfile, _ candidates: [FieldType]) -> String? {
    guard profile.values > 0 else { return nil }
    if fits(.string(.postcode), profile, candidates) {
      return "every value has the form of a postcode"
    }
    if fits(.string(.kenteken), profile, candidates) {
      return "every value has the form of a number plate"
    }
    return nil
  }

  private static func fits(
    _ type: FieldType, _ profile: ColumnProfile, _ candidates: [FieldType]
  ) -> Bool {
    candidates.firstIndex(of: type).map { profile.types & (1 << UInt64($0)) != 0 } ?? false
  }
}
