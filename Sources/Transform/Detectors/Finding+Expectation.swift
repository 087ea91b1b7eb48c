// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

extension Finding {
  /// Whether it is what a published column of a class is said to hold.
  ///
  /// What points at one person is never published as it is. Of the rest, a column that is called `quasi` or
  /// `sensitive` was thought of. A place is personal beside persons, and not in a table of trees:
  /// `hasPersons` says which it is.
  ///
  /// A date of birth that somebody wrote in a text was not thought of, whatever the text is called.
  package func isExpected(in privacy: PrivacyClass, hasPersons: Bool) -> Bool {
    if detector == .birthDate, reason == .context { return false }
    return detector.suggests != .direct && (privacy != .none || detector.isPlace && !hasPersons)
  }
}
