// SPDX-License-Identifier: EUPL-1.2

/// What is said about the catalogue as a whole: `catalog.yaml`, read and checked.
public struct CatalogueRecord: Hashable, Sendable, Codable {
  /// The organisation that publishes.
  public struct Agent: Hashable, Sendable, Codable {
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
    public var name: String
    public var email: String?
    public var url: String?
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
  public var title: LocalizedText
  public var description: LocalizedText
  public var publisher: Agent
  public var contactPoint: Contact
  public var dataProtectionOfficer: Contact?
  /// The licence code of the metadata, and the datasets' default: `CC0-1.0`.
  public var license: String
  /// Codes of the EU language list: `NLD`.
  public var language: [String]
  /// The municipality's TOOI code (`gm9999`) or a URI.
  public var spatial: String?
  /// The site's accent colour, `#rrggbb`.
  public var accent: String?

  /// Makes a catalogue record.
  public init(
    baseURL: String, title: LocalizedText, description: LocalizedText, publisher: Agent,
    contactPoint: Contact, dataProtectionOfficer: Contact? = nil, license: String,
    language: [String] = ["NLD"], spatial: String? = nil, accent: String? = nil
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
  }
}
