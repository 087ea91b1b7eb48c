// SPDX-License-Identifier: EUPL-1.2

/// A place as the definitions write it: a code of TOOI, the code of a country, or a web address.
package struct Place: Hashable, Sendable {
  /// Its address in the metadata.
  package let address: String
  /// What it is called, where the code tells.
  package let name: LocalizedText?

  /// Whether a text is a code: `gm0363`, `pv28`, `ws0636` or `NLD`.
  package static func isCode(_ text: String) -> Bool {
    countries[text] != nil
      || kinds.contains { kind in
        let digits = text.dropFirst(2)
        return text.hasPrefix(kind.prefix) && digits.utf8.count == kind.digits
          && digits.utf8.allSatisfy { 0x30...0x39 ~= $0 }
      }
  }

  /// The place that a code or an address stands for.
  package init(_ text: String) {
    if let name = Self.countries[text] {
      address = "http://publications.europa.eu/resource/authority/country/" + text
      self.name = name
    } else if let kind = Self.kinds.first(where: { text.hasPrefix($0.prefix) }),
      !text.contains(":")
    {
      address = "https://identifier.overheid.nl/tooi/id/\(kind.path)/\(text)"
      name = nil
    } else {
      (address, name) = (text, nil)
    }
  }

  /// Whether portals outside the Netherlands know it: by a list of the EU or by GeoNames.
  package var isKnownAbroad: Bool {
    ["http://publications.europa.eu/resource/authority/", "https://sws.geonames.org/"]
      .contains { address.hasPrefix($0) }
  }

  /// Source: https://identifier.overheid.nl/tooi/
  private static let kinds: [(prefix: String, path: String, digits: Int)] = [
    ("gm", "gemeente", 4), ("pv", "provincie", 2), ("ws", "waterschap", 4),
  ]

  /// Source: http://publications.europa.eu/resource/authority/country
  private static let countries: [String: LocalizedText] = [
    "NLD": LocalizedText(nl: "Nederland", en: "Netherlands"),
    "BEL": LocalizedText(nl: "België", en: "Belgium"),
    "DEU": LocalizedText(nl: "Duitsland", en: "Germany"),
  ]
}
