// SPDX-License-Identifier: EUPL-1.2

extension CodeLists {
  /// A licence of the list that DCAT-AP-NL names, by each address under which consumers know it.
  package struct Licence: Hashable, Sendable {
    /// The entry in Geonovum's list.
    package let geonovum: String
    /// Its own address, as Creative Commons writes it; nil for data that are not open.
    package let address: String?
    /// The entry in the EU's list; nil where that has none.
    package let european: String?
    /// The name, with the Dutch explanation where there is one.
    package let label: LocalizedText
    /// What kind of licence it is: the last part of an ADMS licence type.
    package let type: String

    /// The page where a person can read it in Dutch; nil for data that are not open.
    package var page: String? { address.map { $0 + "deed.nl" } }

    /// Every address of it, in the order in which they are known best.
    package var addresses: [String] { [address, geonovum, european].compactMap(\.self) }
  }

  /// Whose addresses stand in `dct:license`; the others stand beside it as exact matches.
  package enum LicenceList: String, Hashable, Sendable, Codable, CaseIterable {
    /// Of Creative Commons itself, which most consumers know.
    case creativeCommons = "creativecommons"
    /// Of Geonovum.
    case geonovum
    /// Of the EU's Publications Office.
    case european = "eu"

    /// The address of a licence in this list, or the next best.
    package func address(of licence: Licence) -> String {
      let wanted =
        switch self {
        case .creativeCommons: licence.address
        case .geonovum: licence.geonovum
        case .european: licence.european
        }
      return wanted ?? licence.addresses[0]
    }
  }

  /// The code of data that nobody may use freely.
  package static let notOpen = "niet_open"

  /// Licences by SPDX identifier (`CC0-1.0`, `CC-BY-4.0`), and `niet_open`.
  ///
  /// Source: https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties,
  /// http://publications.europa.eu/resource/authority/licence
  package static let licences: [String: Licence] = {
    let list = "https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/"
    let european = "http://publications.europa.eu/resource/authority/licence/"
    let site = "https://creativecommons.org/"
    var licences = [
      "CC0-1.0": Licence(
        geonovum: list + "cc0", address: site + "publicdomain/zero/1.0/",
        european: european + "CC0",
        label: LocalizedText(nl: "CC0 1.0 (publiek domein)", en: "CC0 1.0 (public domain)"),
        type: "PublicDomain"),
      "CC-PDM-1.0": Licence(
        geonovum: list + "public_domain_mark", address: site + "publicdomain/mark/1.0/",
        european: nil,
        label: LocalizedText(nl: "Publiek domein (PDM 1.0)", en: "Public Domain Mark 1.0"),
        type: "PublicDomain"),
      notOpen: Licence(
        geonovum: list + "niet_open", address: nil, european: nil,
        label: LocalizedText(nl: "Niet open", en: "Not open"), type: "OtherRestrictiveClauses"),
    ]
    for family in licenceFamilies {
      let name = family.path.uppercased()
      for version in 1...4 {
        // Version 1.0 of this one family has its parts the other way round on the site.
        let path = family.path == "by-nc-nd" && version == 1 ? "by-nd-nc" : family.path
        // "CC_BYSA_4_0": what follows BY is written to it. Of earlier versions not all are there.
        let parts = name.filter { $0 != "-" }
        licences["CC-\(name)-\(version).0"] = Licence(
          geonovum: "\(list)\(family.code)\(version)0",
          address: "\(site)licenses/\(path)/\(version).0/",
          european: version == 4 ? "\(european)CC_\(parts)_4_0" : nil,
          label: LocalizedText(
            nl: "CC \(name) \(version).0 (\(family.nl))", en: "CC \(name) \(version).0"),
          type: family.type)
      }
    }
    return licences
  }()

  /// The Creative Commons licences that exist in the versions 1.0 to 4.0.
  private static let licenceFamilies: [(path: String, code: String, nl: String, type: String)] = [
    ("by", "naamsvermelding", "naamsvermelding", "Attribution"),
    (
      "by-sa", "naamsvermelding_gelijkdelen", "naamsvermelding, gelijk delen",
      "ViralEffect-ShareAlike"
    ),
    (
      "by-nd", "naamsvermelding_geen_afgeleide_werken",
      "naamsvermelding, geen afgeleide werken", "NoDerivativeWork"
    ),
    (
      "by-nc", "naamsvermelding_niet_commercieel", "naamsvermelding, niet commercieel",
      "NonCommercialUseOnly"
    ),
    (
      "by-nc-sa", "naamsvermelding_niet_commercieel_gelijk_delen",
      "naamsvermelding, niet commercieel, gelijk delen", "NonCommercialUseOnly"
    ),
    (
      "by-nc-nd", "naamsvermelding_niet_commercieel_geen_afgeleide_werken",
      "naamsvermelding, niet commercieel, geen afgeleide werken", "NonCommercialUseOnly"
    ),
  ]

  /// What kinds of licences there are; the last part of the URI.
  ///
  /// Source: http://purl.org/adms/licencetype/1.0
  package static let licenceTypes: [String: LocalizedText] = [
    "Attribution": LocalizedText(nl: "naamsvermelding", en: "attribution"),
    "NoDerivativeWork": LocalizedText(nl: "geen afgeleide werken", en: "no derivative work"),
    "NonCommercialUseOnly": LocalizedText(
      nl: "alleen niet-commercieel gebruik", en: "non-commercial use only"),
    "OtherRestrictiveClauses": LocalizedText(
      nl: "andere beperkingen", en: "other restrictive clauses"),
    "PublicDomain": LocalizedText(nl: "publiek domein", en: "public domain"),
    "ViralEffect-ShareAlike": LocalizedText(nl: "gelijk delen", en: "share alike"),
  ]
}
