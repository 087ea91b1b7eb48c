// SPDX-License-Identifier: EUPL-1.2

/// Numbers that hang on to something else, or are written with other signs than usual.
enum NumberLeaks {
  private static func column(_ name: String, _ cells: @escaping LeakCase.Cells) -> LeakCase {
    LeakCase(name, [("kol", cells), ("zone", Cells.zone)])
  }

  /// A text of which one in so many cells holds something.
  private static func text(
    _ name: String, every: Int = 60, privacy: String = "none", _ text: @escaping LeakCase.Cells
  ) -> LeakCase {
    LeakCase(
      name,
      [
        ("melding", { $0 % every == 0 ? text($0) : "De lantaarn brandt niet meer, nummer \($0)." }),
        ("zone", Cells.zone),
      ], fields: ["melding": "privacy: \(privacy), treat: keep"])
  }

  /// Ten digits that pass both tests of A-numbers.
  private static func administration(_ row: Int) -> String {
    var number = 1_234_567_890 + row * 69_097
    while true {
      let digits = String(number).compactMap(\.wholeNumberValue)
      let sum = digits.reduce(0, +) % 11
      let weighted = digits.enumerated().reduce(0) { $0 + $1.element << $1.offset }
      let isPlain = zip(digits, digits.dropFirst()).allSatisfy { $0 != $1 }
      if isPlain, sum == 0 || sum == 5, weighted % 11 == 0 { return String(number) }
      number += 1
    }
  }

  private static func cut(_ number: String, _ lengths: [Int], _ sign: String) -> String {
    var (parts, rest): ([String], Substring) = ([], number[...])
    for length in lengths {
      parts.append(String(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return parts.joined(separator: sign)
  }

  /// Citizen service numbers with something in front or behind.
  static let glued = LeakTests.Kind(
    name: "citizen service numbers that hang on to something", code: "personal-data",
    leaks: [
      column("n-zaak") { "Z-2026-\(Cells.bsn($0))" },
      column("n-woord") { "BSN\(Cells.bsn($0))" },
      column("n-letter") { "C\(Cells.bsn($0))" },
      column("n-lijst") { "\(Cells.bsn($0)),\(Cells.bsn($0 + 100))" },
      column("n-lijst-streep") { "\(Cells.bsn($0))/\(Cells.bsn($0 + 100))" },
      column("n-link") { "https://x.nl/persoon/\(Cells.bsn($0))" },
      column("n-link-vraag") { "https://x.nl/p?id=\(Cells.bsn($0))&a=1" },
      column("n-is") { "nr=\(Cells.bsn($0))" },
      column("n-onder") { "dossier_\(Cells.bsn($0))_v1" },
      column("n-derde") { $0 % 3 == 0 ? Cells.bsn($0) : "\(100_000_000 + $0 * 102_947)" },
      column("n-derde-zaak") { $0 % 3 == 0 ? "Z\(Cells.bsn($0))" : "Z-2026-\(1000 + $0)" },
      column("n-kwart") { $0 % 4 == 0 ? Cells.bsn($0) : "onbekend" },
      column("n-zes") { $0 % 10 == 0 ? "ref\(Cells.bsn($0))" : "onbekend" },
      column("n-json") { "\"{\"\"id\"\": \(Cells.bsn($0))}\"" },
      column("n-haken") { "(\(Cells.bsn($0)))" }, column("n-hek") { "#\(Cells.bsn($0))" },
      column("n-tekst") { "Zie dossier Z-\(Cells.bsn($0)) van deze week" },
      text("n-woord-een") { "Zie BSN\(Cells.bsn($0)) hierover" },
      LeakCase(
        "n-patroon", [("zone", Cells.zone), ("aantal", Cells.number)],
        fields: [
          "zone":
            "privacy: none, treat: keep, constraints: {pattern: \"zone [0-9]|\(Cells.bsn(3))\"}"
        ]),
      LeakCase(
        "n-patroon-deel", [("zone", Cells.zone), ("aantal", Cells.number)],
        fields: [
          "zone":
            "privacy: none, treat: keep, constraints: {pattern: \"zone [0-9]|nr\(Cells.bsn(3))\"}"
        ]),
    ])

  /// Other numbers, with other signs.
  static let written = LeakTests.Kind(
    name: "numbers written otherwise", code: "personal-data",
    leaks: [
      column("o-a", administration),
      column("o-a-spaties") { cut(administration($0), [2, 3, 3, 2], " ") },
      column("o-a-punten") { cut(administration($0), [4, 3, 3], ".") },
      column("o-a-letter") { "A\(administration($0))" },
      text("o-a-tekst") { "Zijn A-nummer is \(cut(administration($0), [4, 3, 3], " ")) zegt hij" },
      column("o-mobiel-9") { "\(612_345_678 + $0 * 98_765)" },
      column("o-mobiel-31") { "\(31_612_345_678 + $0 * 98_765)" },
      column("o-mobiel-9-spatie") { "6 \(12_345_678 + $0 * 98_765)" },
      column("o-mobiel-31-spatie") { "31 6 \(12_345_678 + $0 * 98_765)" },
      column("o-iban-streep") { ["NL91-ABNA-0417-1643-00", "NL20-INGB-0001-2345-67"][$0 % 2] },
      column("o-iban-punt") { ["NL91.ABNA.0417.1643.00", "NL20.INGB.0001.2345.67"][$0 % 2] },
      column("o-iban-land") { _ in "NL 91 ABNA 0417 1643 00" },
      text("o-iban-tekst") { _ in "Stort het op NL91-ABNA-0417-1643-00 graag." },
      column("o-kenteken-spatie") { "\($0 % 90 + 10) BDF \($0 % 9 + 1)" },
      column("o-kenteken-spaties") { "BD \($0 % 90 + 10) FG" },
      text("o-kenteken-tekst", every: 6) { "Het kenteken is \($0 % 90 + 10) BDF \($0 % 9 + 1)." },
      text("o-geb", every: 6) { "Dochter geb. \(Cells.two($0 % 28 + 1))-03-1980 woont er ook" },
      text("o-geb-gevoelig", every: 6, privacy: "sensitive") {
        "Dochter geb. \(Cells.two($0 % 28 + 1))-03-1980 woont er ook"
      },
    ]
      + [
        ("haken", "(at)"), ("vierkant", "[at]"), ("procent", "%40"), ("los", " at "),
        ("haken-los", " (at) "), ("krul", "{at}"),
      ].flatMap { name, sign -> [LeakCase] in
        let mail: LeakCase.Cells = { row in
          Cells.email(row).split(separator: "@").joined(separator: sign)
        }
        return [
          column("o-mail-\(name)", mail),
          text("o-mail-tekst-\(name)") { "Graag antwoord naar \(mail($0)) voor vrijdag" },
        ]
      })
}
