// SPDX-License-Identifier: EUPL-1.2

/// What is said about the catalogue as a whole: `catalog.yaml`, read and checked.
package struct CatalogueRecord: Hashable, Sendable, Codable {
  /// The organisation that publishes.
  package struct Agent: Hashable, Sendable, Codable {
    /// The name on the pages.
    package var name: String
    /// Its identifier, a TOOI URI by preference.
    package var uri: String
    /// The last part of an ADMS publisher type URI: `LocalAuthority`.
    package var type: String?

    /// Makes an agent.
    package init(name: String, uri: String, type: String? = nil) {
      self.name = name
      self.uri = uri
      self.type = type
    }
  }

  /// A functional address, never a person's.
  package struct Contact: Hashable, Sendable, Codable {
    /// The name of the team or function.
    package var name: String
    /// A functional e-mail address.
    package var email: String?
    /// A contact page.
    package var url: String?
    /// A telephone number.
    package var telephone: String?

    /// Makes a contact.
    package init(name: String, email: String? = nil, url: String? = nil, telephone: String? = nil) {
      self.name = name
      self.email = email
      self.url = url
      self.telephone = telephone
    }

    /// The number as a telephone dials it, from everywhere where that is known: `tel:+31703533000`; nil without one.
    ///
    /// A number that begins with 0 is Dutch; a shorter one, such as 14 070, is dialled within the Netherlands only.
    /// Source: RFC 3966.
    package var dial: String? {
      guard let telephone else { return nil }
      // "+31 (0)70": the zero is for who calls from within the country.
      let isAbroad = telephone.hasPrefix("+") || telephone.hasPrefix("00")
      let plain = isAbroad ? telephone.replacing("(0)", with: "") : telephone
      let digits = plain.filter { "0123456789".contains($0) }
      if telephone.hasPrefix("+") { return "tel:+\(digits)" }
      if isAbroad { return "tel:+\(digits.dropFirst(2))" }
      if digits.hasPrefix("0"), !digits.hasPrefix("0800"), !digits.hasPrefix("090") {
        return "tel:+31\(digits.dropFirst())"
      }
      return "tel:\(digits);phone-context=+31"
    }
  }

  /// Where the catalogue is served, `https`, without a slash at the end.
  package var baseURL: String
  /// Where it was served before; nil where it never moved.
  package var formerBaseURLs: [String]?
  /// The title of the catalogue.
  package var title: LocalizedText
  /// What is in it.
  package var description: LocalizedText
  /// Who publishes it.
  package var publisher: Agent
  /// Whom to ask.
  package var contactPoint: Contact
  /// Whom to ask about personal data.
  package var dataProtectionOfficer: Contact?
  /// The licence code of the metadata, and the datasets' default: `CC0-1.0`.
  package var license: String
  /// Whose addresses stand for licences in the metadata; nil for those of Creative Commons.
  package var licenceList: CodeLists.LicenceList?
  /// Codes of the EU language list: `NLD`.
  package var language: [String]
  /// The municipality's TOOI code (`gm9999`), another code of a place, or a URI.
  package var spatial: String?
  /// Other places, where there are more; nil where there are none.
  package var morePlaces: [String]?
  /// The site's accent colour, `#rrggbb`.
  package var accent: String?
  /// The site's accessibility statement; nil where there is none yet.
  package var accessibility: AccessibilityStatement?

  /// Makes a catalogue record.
  package init(
    baseURL: String, title: LocalizedText, description: LocalizedText, publisher: Agent,
    contactPoint: Contact, dataProtectionOfficer: Contact? = nil, license: String,
    language: [String] = ["NLD"], spatial: String? = nil, accent: String? = nil,
    accessibility: AccessibilityStatement? = nil
  ) {
    self.baseURL = baseURL
    self.title = title
    self.description = description
    self.publisher = publisher
    self.contactPoint = contactPoint
    self.dataProtectionOfficer = dataProtectionOfficer
    self.license = license
    self.language = language
    self.spatial = spatial
    self.accent = accent
    self.accessibility = accessibility
  }
}
