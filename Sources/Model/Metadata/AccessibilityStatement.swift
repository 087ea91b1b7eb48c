// SPDX-License-Identifier: EUPL-1.2

/// The accessibility statement of the site, which the municipality made and signed: none is made for it here.
///
/// Source: Besluit digitale toegankelijkheid overheid, article 4; https://www.digitoegankelijk.nl/toegankelijkheidsverklaring
package struct AccessibilityStatement: Hashable, Sendable, Codable {
  /// How far the site conforms. A site without a statement has status E.
  package enum Status: String, Sendable, Codable, CaseIterable {
    /// It conforms in full.
    case full = "A"
    /// It conforms in part: what is wrong is known, with measures.
    case partial = "B"
    /// First measures were taken: it is being evaluated.
    case first = "C"
    /// It does not conform.
    case fails = "D"
  }

  /// A success criterion that the site does not meet.
  package struct Deviation: Hashable, Sendable, Codable {
    /// Its number in WCAG: `1.4.3`.
    package var criterion: String
    /// What is wrong.
    package var description: LocalizedText
    /// Why it is.
    package var reason: LocalizedText?
    /// What is done about it.
    package var measure: LocalizedText?
    /// The day by which it is to be right, `YYYY-MM-DD`.
    package var planned: String?

    /// Makes a deviation.
    package init(
      criterion: String, description: LocalizedText, reason: LocalizedText? = nil,
      measure: LocalizedText? = nil, planned: String? = nil
    ) {
      self.criterion = criterion
      self.description = description
      self.reason = reason
      self.measure = measure
      self.planned = planned
    }
  }

  /// The status.
  package var status: Status
  /// The day on which the statement was last changed, `YYYY-MM-DD`.
  package var date: String
  /// Where it stands in the register, an address.
  package var url: String
  /// Addresses of reports of evaluations.
  package var reports: [String]
  /// What is not right yet.
  package var deviations: [Deviation]
  /// Who signed: a name, where that may be published, and a role.
  package var signedBy: (name: String?, role: String) {
    get { (signerName, signerRole) }
    set { (signerName, signerRole) = newValue }
  }
  private var signerName: String?
  private var signerRole: String
  /// Whom to tell of something that does not work; the contact of the catalogue where nil.
  package var contact: CatalogueRecord.Contact?

  /// Makes a statement.
  package init(
    status: Status, date: String, url: String, reports: [String] = [],
    deviations: [Deviation] = [], signedBy: (name: String?, role: String),
    contact: CatalogueRecord.Contact? = nil
  ) {
    self.status = status
    self.date = date
    self.url = url
    self.reports = reports
    self.deviations = deviations
    (signerName, signerRole) = signedBy
    self.contact = contact
  }
}
