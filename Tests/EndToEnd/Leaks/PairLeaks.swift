// SPDX-License-Identifier: EUPL-1.2

/// Columns that point at a person together.
enum PairLeaks {
  private static func pair(
    _ name: String, _ columns: [(String, String, LeakCase.Cells)], steps: String = "",
    added: [String] = []
  ) -> LeakCase {
    LeakCase(
      name, columns.map { ($0.0, $0.2) } + [("groep", Cells.zone)],
      fields: Dictionary(
        uniqueKeysWithValues: columns.map { ($0.0, $0.1) } + [
          ("groep", "privacy: sensitive, treat: keep")
        ]), added: added, more: steps.isEmpty ? "" : "steps: [\(steps)]")
  }

  private static let quasi = "privacy: quasi, treat: keep"
  private static let none = "privacy: none, treat: keep"
  private static let drop = "privacy: quasi, treat: drop"

  private static func moment(_ row: Int) -> String { Cells.birth(row) + "T00:00:00" }
  private static func digits(_ row: Int) -> String {
    Cells.birth(row).split(separator: "-").joined()
  }

  /// Forbidden pairs, however they are written.
  static let forbidden = LeakTests.Kind(
    name: "forbidden pairs", code: "forbidden-combination",
    leaks: [
      pair(
        "p-geboorte-postcode",
        [("GEBOORTEDATUM", quasi, Cells.birth), ("POSTCODE", quasi, Cells.postcode)]),
      pair(
        "p-andere-namen",
        [
          ("GEBOORTEDATUM", "name: d, \(quasi)", Cells.birth),
          ("POSTCODE", "name: g, \(quasi)", Cells.postcode),
        ]),
      pair(
        "p-moment",
        [
          ("GEBOORTEDATUM", "type: datetime, \(quasi)", moment),
          ("POSTCODE", quasi, Cells.postcode),
        ]),
      pair(
        "p-cijfers",
        [("GEB_DATUM", "type: integer, \(quasi)", digits), ("PC", quasi, Cells.postcode)]),
      pair(
        "p-tekst",
        [("GEB_DATUM", "type: string, \(quasi)", digits), ("PC6", quasi, Cells.postcode)]),
      pair(
        "p-gebdat", [("GEBDAT", quasi, Cells.birth), ("PC", quasi, Cells.postcode)]),
      pair("p-postcode-kol", [("GEBDAT", quasi, Cells.birth), ("kol", quasi, Cells.postcode)]),
      pair(
        "p-pc4",
        [
          ("GEBDAT", quasi, Cells.birth),
          ("POSTCODE", "privacy: quasi, treat: {prefix: 4}", Cells.postcode),
        ]),
      pair(
        "p-buurt", [("GEBDAT", quasi, Cells.birth), ("buurt", quasi, { "Buurt \($0 % 9)" })]),
      pair(
        "p-afgeleid", [("GEBDAT", drop, Cells.birth), ("POSTCODE", drop, Cells.postcode)],
        steps:
          "{derive: {name: v, as: \"left(GEBDAT, 10)\"}}, {derive: {name: w, as: \"left(POSTCODE, 6)\"}}",
        added: ["source: v, \(quasi)", "source: w, \(quasi)"]),
      pair(
        "p-postcode-huis",
        [("POSTCODE", quasi, Cells.postcode), ("HUISNUMMER", quasi, Cells.house)]),
      pair(
        "p-postcode-huis-andere",
        [
          ("POSTCODE", "name: g, \(quasi)", Cells.postcode),
          ("HUISNR", "name: h, \(quasi)", Cells.house),
        ]),
      pair(
        "p-vijf-huis",
        [
          ("POSTCODE", "privacy: quasi, treat: {prefix: 5}", Cells.postcode),
          ("HUISNUMMER", quasi, Cells.house),
        ]),
      pair(
        "p-huis-afgerond-1",
        [
          ("POSTCODE", quasi, Cells.postcode),
          ("HUISNUMMER", "type: integer, privacy: quasi, treat: {round: 1}", Cells.house),
        ]),
      pair(
        "p-huis-afgerond-3",
        [
          ("POSTCODE", quasi, Cells.postcode),
          ("HUISNUMMER", "type: integer, privacy: quasi, treat: {round: 3}", Cells.house),
        ]),
      pair(
        "p-cijfers-afgerond",
        [
          ("GEB_DATUM", "type: integer, privacy: quasi, treat: {round: 2}", digits),
          ("PC", quasi, Cells.postcode),
        ]),
      pair("p-pc4-kop", [("GEBDAT", quasi, Cells.birth), ("PC4", quasi, { "\(1011 + $0 % 9)" })]),
      pair(
        "p-drie-koppen",
        [
          ("GEB_JR", "type: integer, \(quasi)", { "\(1940 + $0)" }),
          ("GEB_MND", "type: integer, \(quasi)", { "\(1 + $0 % 12)" }),
          ("GEB_DG", "type: integer, \(quasi)", { "\(1 + $0 % 28)" }),
          ("PC6", quasi, Cells.postcode),
        ]),
      pair("p-adres-heel", [("adres", quasi, { "\(Cells.street($0)) \(Cells.house($0))" })]),
      pair(
        "p-huis-klem",
        [
          ("POSTCODE", quasi, Cells.postcode),
          (
            "HUISNUMMER", "type: integer, privacy: quasi, treat: {clamp: {minimum: 0}}",
            Cells.house
          ),
        ]),
      pair(
        "p-postcode-lang",
        [
          ("POSTCODE", "privacy: quasi, treat: {prefix: 1000}", Cells.postcode),
          ("HUISNUMMER", quasi, Cells.house),
        ]),
      pair(
        "p-straat-huis",
        [("STRAAT", none, Cells.street), ("HUISNUMMER", quasi, Cells.house)]),
      pair(
        "p-delen", [("GEBDAT", drop, Cells.birth), ("POSTCODE", quasi, Cells.postcode)],
        steps:
          "{derive: {name: j, as: \"left(GEBDAT, 4)\"}}, {derive: {name: m, as: \"mid(GEBDAT, 6, 2)\"}}, {derive: {name: d, as: \"right(GEBDAT, 2)\"}}",
        added: ["source: j, \(quasi)", "source: m, \(quasi)", "source: d, \(quasi)"]),
      pair(
        "p-bag", [("kol", quasi, { "0363200000\(100_000 + $0 * 17)" })]),
      pair(
        "p-bag-kop", [("nummeraanduiding", quasi, { "0363200000\(100_000 + $0 * 17)" })]),
    ])

  /// Places that are called `none` beside persons.
  static let places = LeakTests.Kind(
    name: "places beside persons", code: "personal-data",
    leaks: [
      pair(
        "g-graden",
        [
          ("a", "type: number, \(none)", Cells.latitude),
          ("b", "type: number, \(none)", Cells.longitude),
        ]),
      pair(
        "g-meters",
        [("a", "type: integer, \(none)", Cells.x), ("b", "type: integer, \(none)", Cells.y)]),
      pair(
        "g-kop",
        [
          ("LAT", "type: number, \(none)", Cells.latitude),
          ("LON", "type: number, \(none)", Cells.longitude),
        ]),
      pair("g-punt", [("a", none, { "\(Cells.latitude($0)), \(Cells.longitude($0))" })]),
      pair(
        "g-geopoint",
        [("a", "type: geopoint, \(none)", { "\(Cells.longitude($0)), \(Cells.latitude($0))" })]),
      pair("g-wkt", [("a", none, { "POINT (\(Cells.x($0)) \(Cells.y($0)))" })]),
      pair(
        "g-vlak",
        [
          (
            "a", none,
            { row in
              let (x, y) = (Cells.x(row), Cells.y(row))
              return "POLYGON ((\(x) \(y), \(x)5 \(y), \(x) \(y)5, \(x) \(y)))"
            }
          )
        ]),
      pair("g-postcode", [("a", none, Cells.postcode)]),
      pair("g-postcode-kop", [("POSTCODE", "name: v, \(none)", Cells.postcode)]),
      pair("g-adres", [("a", none, { "\(Cells.street($0)) \(Cells.house($0))" })]),
      pair("g-postcode-nummer", [("a", none, { "\(Cells.postcode($0))-\(Cells.house($0))" })]),
      pair("g-postcode-aan", [("a", none, { "\(Cells.postcode($0))\(Cells.house($0))" })]),
      pair("g-huis", [("HUISNUMMER", none, Cells.house), ("STRAAT", none, Cells.street)]),
    ])
}
