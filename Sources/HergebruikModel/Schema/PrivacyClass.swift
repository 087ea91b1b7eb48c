// SPDX-License-Identifier: EUPL-1.2

/// What a column says about persons; every source column has one, and there is no default.
public enum PrivacyClass: String, CaseIterable, Sendable, Codable {
  /// Names, numbers and addresses that point at one person by themselves.
  case direct
  /// Points at a person together with others: birth year, postcode, zone.
  case quasi
  /// What nobody should learn about a person.
  case sensitive
  /// Says nothing about a person.
  case none
}

/// What is done to a field before it is published.
///
/// Source: ../shared/standards/privacy/privacy.md, "Treatments".
public enum Treatment: Hashable, Sendable {
  /// Published as it is, in canonical form.
  case keep
  /// Gone from data, schema and metadata.
  case drop
  /// Every cell, also a missing one, becomes the same text.
  case redact(String)
  /// The first `show` characters, then asterisks up to `length` characters; missing stays missing.
  case mask(show: Int, length: Int)
  /// A keyed pseudonym: two-level HMAC-SHA256, 16 characters of base32; missing stays missing.
  case pseudonymise
  /// The first so many characters.
  case prefix(Int)
  /// A date or datetime to `YYYY`.
  case dateToYear
  /// A date or datetime to `YYYY-MM`.
  case dateToMonth

  /// Whether a direct identifier may be treated so: dropped, redacted or pseudonymised only.
  public var suitsDirectIdentifier: Bool {
    switch self {
    case .drop, .redact, .pseudonymise: true
    case .keep, .mask, .prefix, .dateToYear, .dateToMonth: false
    }
  }

  /// The word that the pipeline file uses.
  public var name: String {
    switch self {
    case .keep: "keep"
    case .drop: "drop"
    case .redact: "redact"
    case .mask: "mask"
    case .pseudonymise: "pseudonymise"
    case .prefix: "prefix"
    case .dateToYear: "date: year"
    case .dateToMonth: "date: month"
    }
  }
}
