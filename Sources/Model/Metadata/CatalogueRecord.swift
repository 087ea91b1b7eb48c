// SPDX-License-Identifier: EUPL-1.2

/// What is said about the catalogue as a whole: `catalog.yaml`, read and checked.
public struct CatalogueRecord: Hashable, Sendable, Codable {
  /// The organisation that publishes.
  public struct Agent: Hashable, Sendable, Codable {
    /// The name on the pages.
    public var name: String
    /// Its identifier, a TOOI URI by preference.
    public var uri: String
    /// The last part of an ADMS publisher type URI: `LocalAuthority`.
    public var type: String?

    /// Makes an agent.
    public init(name: String, uri: String, type: String? = nil) {
      self.name = name
      self.uri = uri
      self.type = type
    }
  }

  /// A functional address, never a person's.
  public struct Contact: Hashable, Sendable, Codable {
    /// The name of the team or function.
    public var name: String
    /// A functional e-mail address.
    public var email: String?
    /// A contact page.
    public var url: String?
    /// A telephone number.
    public var telephone: String?

    /// Makes a contact.
    public init(name: String, email: String? = nil, url: String? = nil, telephone: String? = nil) {
      self.name = name
      self.email = email
      self.url = url
      self.telephone = telephone
    }
  }

  /// Where the catalogue is served, `https`, without a slash at the end.
  public var baseURL: String
  /// The title of the catalogue.
  public var title: LocalizedText
  /// What is in it.
  public var description: LocalizedText
  /// Who publishes it.
  public var publisher: Agent
  /// Whom to ask.
  public var contactPoint: Contact
  /// Whom to ask about personal data.
  public var dataProtectionOfficer: Contact?
  /// The licence code of the metadata, and the datasets' default: `CC0-1.0`.
  public var license: String
  /// Codes of the EU language list: `NLD`.
  public var language: [String]
  /// The municipality's TOOI code (`gm9999`) or a URI.
  public var spatial: String?
  /// The site's accent colour, `#rrggbb`.
  public var accent: String?
  /// The site's accessibility statement; nil where there is none yet.
  public var accessibility: AccessibilityStatement?

  /// Makes a catalogue record.
  public init(
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
