// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition

/// Names without capitals, with other signs, in JSON, in names of columns, and glued together.
enum NameLeaks {
  private static func column(_ name: String, _ cells: @escaping LeakCase.Cells) -> LeakCase {
    LeakCase(name, [("kol", cells), ("zone", Cells.zone)])
  }

  private static func text(
    _ name: String, every: Int = 6, _ text: @escaping LeakCase.Cells
  ) -> LeakCase {
    LeakCase(
      name,
      [
        ("melding", { $0 % every == 0 ? text($0) : "de lantaarn brandt niet meer, nummer \($0)." }),
        ("zone", Cells.zone),
      ])
  }

  private static func small(_ text: String) -> String { text.lowercased() }

  static let written = LeakTests.Kind(
    name: "names written otherwise", code: "personal-data",
    leaks: [
      text("k-dhr") { _ in "dhr. kamp belt terug over de lamp" },
      text("k-dhr-een", every: 60) { _ in "dhr. kamp belt terug over de lamp" },
      text("k-mevr") { _ in "mevr. de vries heeft gebeld" },
      text("k-mevrouw") { "gesproken met mevrouw \(small(Cells.last($0))) over de lamp" },
      text("k-dhr-los") { "dhr \(small(Cells.last($0))) belt terug" },
      column("k-kolom-dhr") { "dhr. \(small(Cells.last($0)))" },
      column("k-kolom-mevr") { "mevr. van der \(small(Cells.last($0)))" },
      column("k-onder") { "\(Cells.first($0))_\(Cells.last($0))" },
      column("k-onder-klein") { small("\(Cells.first($0))_\(Cells.last($0))") },
      column("k-punt") { small("\(Cells.first($0)).\(Cells.last($0))") },
      column("k-punt-groot") { "\(Cells.first($0)).\(Cells.last($0))" },
      column("k-haken") { "\(Cells.last($0)) (\(Cells.first($0)))" },
      column("k-haken-letter") { "\(Cells.last($0)) (\(Cells.first($0).prefix(1)).)" },
      column("k-klein") { small(Cells.full($0)) },
      column("k-klein-van") { small("\(Cells.first($0)) van der \(Cells.last($0))") },
      column("k-kameel") { "\(Cells.first($0))\(Cells.last($0))" },
      column("k-om") { small("\(Cells.last($0)).\(Cells.first($0))") },
      column("k-letter-achter") { "\(Cells.last($0))_\(Cells.first($0).prefix(1))".uppercased() },
      column("k-streep") { "\(Cells.first($0))-\(Cells.last($0))" },
      column("k-bestand") { "brief_\(Cells.first($0))_\(Cells.last($0)).pdf" },
      column("k-json") { "\"{\"\"\(Cells.full($0))\"\": 3}\"" },
      column("k-json-achternaam") { "\"{\"\"\(Cells.last($0))\"\": 3}\"" },
      LeakCase("k-kop", [("zone", Cells.zone), ("Jan Vermeulen", Cells.number)]),
      LeakCase("k-kop-letter", [("zone", Cells.zone), ("J. Vermeulen", Cells.number)]),
      turned,
      LeakCase(
        "k-koppen",
        [("zone", Cells.zone)]
          + ["Pietersen", "Vermeulen", "Dijkstra"].map { ($0, Cells.number) }),
    ])

  /// Rows of persons that a pivot makes columns of.
  private static let turned: LeakCase = {
    let names = ["Jan Vermeulen", "Piet Hendriksen", "Anna Dijkstra"]
    var leak = LeakCase(
      "k-gekanteld",
      [("zone", { "zone \($0 / 3)" }), ("wie", { names[$0 % 3] }), ("n", Cells.number)],
      added: names.map {
        "source: \"\($0)\", name: \(Names.fieldName(for: $0)), privacy: none, treat: keep"
      },
      more:
        "steps: [{pivot: {keys: [zone], name: wie, value: n, columns: [\(names.joined(separator: ", "))]}}]"
    )
    leak.taken = ["wie", "n"]
    return leak
  }()

  /// What a dropped column of names holds, in another column.
  private static func copied(
    _ name: String, every: Int,
    own: @escaping LeakCase.Cells = {
      "\(Cells.last($0)), \(Cells.first($0))"
    }, _ cells: @escaping LeakCase.Cells
  ) -> LeakCase {
    LeakCase(
      name, [("NAAM", own), ("kol", { $0 % every == 0 ? cells($0) : "overig" })],
      fields: ["NAAM": "privacy: direct, treat: drop"])
  }

  /// Words of a dropped column without anything between, and as an initial and a name.
  static let glued = LeakTests.Kind(
    name: "words of dropped columns, glued together", code: "identifier-found",
    leaks: [
      copied("j-achter-voor", every: 20) { small(Cells.last($0) + Cells.first($0)) },
      copied("j-voor-achter", every: 20) { small(Cells.first($0) + Cells.last($0)) },
      copied("j-letter-punt", every: 20) {
        small("\(Cells.first($0).prefix(1)).\(Cells.last($0))")
      },
      copied("j-letter-onder", every: 20) {
        "\(Cells.last($0))_\(Cells.first($0).prefix(1))".uppercased()
      },
      copied("j-letter", every: 3) { small(Cells.first($0).prefix(1) + Cells.last($0)) },
      copied("j-letter-achter", every: 3) { small(Cells.last($0) + Cells.first($0).prefix(1)) },
      copied("j-letter-cijfers", every: 3) {
        small(Cells.first($0).prefix(1) + Cells.last($0)) + "01"
      },
      copied("j-voorletter", every: 3, own: { "\(Cells.last($0)), \(Cells.first($0).prefix(1))." })
      {
        small(Cells.first($0).prefix(1) + Cells.last($0))
      },
      copied("j-recht", every: 20, own: Cells.full) {
        small("\(Cells.first($0).prefix(1)).\(Cells.last($0))")
      },
      copied("j-tekst", every: 20) {
        "zie " + small("\(Cells.first($0).prefix(1)).\(Cells.last($0))") + " in het systeem"
      },
      copied("j-van", every: 20, own: { "P. van der \(Cells.last($0))" }) {
        small("pvander\(Cells.last($0))")
      },
      LeakCase(
        "j-twee-kolommen",
        [
          ("VOORNAAM", Cells.first), ("ACHTERNAAM", Cells.last),
          ("kol", { $0 % 3 == 0 ? small(Cells.first($0) + Cells.last($0)) : "overig" }),
        ],
        fields: [
          "VOORNAAM": "privacy: direct, treat: drop", "ACHTERNAAM": "privacy: direct, treat: drop",
        ]),
    ])
}
