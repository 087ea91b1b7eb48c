// SPDX-License-Identifier: EUPL-1.2

/// What a column says about persons; every source column has one, and there is no default.
package enum PrivacyClass: String, CaseIterable, Sendable, Codable {
  /// Names, numbers and addresses that point at one person by themselves.
  case direct
  /// Points at a person together with others: birth year, postcode, zone.
  case quasi
  /// What nobody should learn about a person.
  case sensitive
  /// Says nothing about a person.
  case none
}
