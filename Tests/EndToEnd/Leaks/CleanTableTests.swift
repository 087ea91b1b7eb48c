// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Tables that only look like personal data, through the real binary: all of them are published.
@Suite("Clean tables beside leaks")
struct CleanTableTests {
  private static let none = "privacy: none, treat: keep"
  private static let called = [
    "Willem II", "Albert Heijn", "Jan Linders", "Johan Cruijff", "Van Gogh", "De Gruyter",
    "Pieter Baan", "Michiel de Ruyter", "Rosa", "Anna Paulowna", "Wilhelmina", "Willem Barentsz",
    "Emma", "Beatrix", "Jansen", "Peters", "Maria Montessori", "Anne Frank", "Piet Hein",
  ]
  private static let named: LeakCase.Cells = { called[$0 % called.count] }

  private static func column(_ name: String, _ label: String, _ cells: @escaping LeakCase.Cells)
    -> LeakCase
  {
    LeakCase(name, [(label, cells), ("zone", Cells.zone)])
  }

  /// Numbers of eight digits that pass the test of a BSN.
  private static func chamber(_ row: Int) -> String { passing(41_000_000 + row * 1_009) }

  private static func passing(_ from: Int) -> String {
    var number = from
    while true {
      var (rest, sum) = (number / 10, 110 - number % 10)
      for weight in 2...9 {
        sum += weight * (rest % 10)
        rest /= 10
      }
      if sum % 11 == 0 { return "\(number)" }
      number += 1
    }
  }

  /// Sixty-four hexadecimal digits that are the hash of nothing.
  private static func checksum(_ row: Int) -> String {
    (0..<8).map { part in
      let text = String(
        UInt32(truncatingIfNeeded: (row * 8 + part + 7) &* 0x9E37_79B1), radix: 16)
      return String(repeating: "a", count: 8 - text.count) + text
    }.joined()
  }

  /// What is called after persons.
  private static let things = [
    column("s-club", "club", named), column("s-schip", "schip", Cells.full),
    column("s-soort", "soort", Cells.first),
    column("s-school", "SCHOOLNAAM") { named($0) + ($0 % 3 == 0 ? " school" : "") },
    column("s-partij", "partij") {
      ["Partij van de Arbeid", "Lijst Pim Fortuyn", "Groep Van Haga", "Lijst Wilders"][$0 % 4]
    },
    column("s-bedrijf", "kol") { row in
      let name = Cells.last(row)
      return [
        "\(name) B.V.", "Stichting \(name)", "Apotheek \(name)", "Albert Heijn", "Jan Linders",
      ][row % 5]
    },
    column("s-straat", "straat") {
      ["Jan Vermeulen", "Prins Hendrik", "Willem de Zwijger", "Pieter Calandlaan"][$0 % 4]
    },
  ]

  /// Counts, and what the name of a column says of places.
  private static let figures = [
    LeakCase(
      "s-telefoontjes", [("zone", Cells.zone), ("TELEFOONTJES", Cells.number)],
      fields: ["TELEFOONTJES": "type: integer, \(none)"]),
    LeakCase(
      "s-gesprekken", [("zone", Cells.zone), ("aantal_telefoongesprekken", Cells.number)]),
    LeakCase(
      "s-godsdienst",
      [
        ("wijk", { "wijk \($0 / 6)" }),
        ("GODSDIENST", { ["katholiek", "hervormd", "islam", "geen", "joods", "anders"][$0 % 6] }),
        ("PERCENTAGE", Cells.number),
      ], fields: ["PERCENTAGE": "type: number, \(none)"]),
    LeakCase(
      "s-herkomst",
      [
        ("wijk", { "wijk \($0 / 3)" }), ("HERKOMST", { ["NL", "TR", "MA"][$0 % 3] }),
        ("LEEFTIJD", { _ in "25-45" }), ("aantal", Cells.number),
      ], fields: ["aantal": "type: integer, \(none)"]),
    LeakCase(
      "s-bomen",
      [
        ("BOOMSOORT", { ["Acer campestre", "Quercus robur"][$0 % 2] }), ("LAT", Cells.latitude),
        ("LON", Cells.longitude), ("ZIEKTE", { ["iepziekte", "geen"][$0 % 2] }),
        ("leeftijd", Cells.number),
      ], fields: ["LAT": "type: number, \(none)", "LON": "type: number, \(none)"]),
  ]

  /// Numbers and codes.
  private static let numbers = [
    LeakCase(
      "s-kvk", [("KVK_NUMMER", chamber), ("zone", Cells.zone)],
      more: "privacy: {accept: [{field: kvk_nummer, detector: kvk, reason: Van stichtingen.}]}"),
    LeakCase(
      "s-diensten",
      [
        ("a", { "0800-\(1000 + $0 * 37)" }), ("b", { "0900 \(1000 + $0 * 31)" }),
        ("c", { "14 0\(20 + $0 % 70)" }), ("d", { "0800\(1000 + $0 * 37)" }),
      ]),
    LeakCase("s-sha", [("bestand_url", { "https://x.nl/a\($0).zip" }), ("checksum", checksum)]),
    LeakCase("s-sha-naam", [("bestandsnaam", { "a\($0).zip" }), ("sha256", checksum)]),
    LeakCase(
      "s-zaken",
      [
        ("zaak", { "Z-2026-\(100_000_000 + $0 * 102_947)" }),
        ("nummer", { "\(300_000_000 + $0 * 134_623)" }),
      ]),
    LeakCase(
      "s-momenten",
      [
        ("t", { "2026-11-\(Cells.two($0 % 28 + 1))T10:\(Cells.two($0)):33.123456789" }),
        ("d", { "202611\(Cells.two($0 % 28 + 1))" }),
        ("f", { "foto_202611\(Cells.two($0 % 28 + 1))_\(1000 + $0).jpg" }),
      ]),
    LeakCase(
      "s-codes",
      [("a", { "blok A \($0)" }), ("b", { "Boeing B \(700 + $0)" })]),
  ]

  @Test("are published")
  func published() async throws {
    let work = try Workdir(keys: ["sleutel"])
    let tables = Self.things + Self.figures + Self.numbers
    for table in tables {
      try work.write("pipelines/\(table.name)/pipeline.yaml", table.pipeline)
      try work.write("pipelines/\(table.name)/a.csv", table.export)
    }
    let outcome = try await work.run("run")
    let missing = tables.map(\.name).filter {
      !work.exists("catalog/current/datasets/\($0)")
    }
    #expect(missing.isEmpty, "\(outcome.errors.prefix(2000))")
  }
}
