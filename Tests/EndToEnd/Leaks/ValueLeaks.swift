// SPDX-License-Identifier: EUPL-1.2

/// Values that speak for themselves, under names that say nothing.
enum ValueLeaks {
  private static func column(_ name: String, _ cells: @escaping LeakCase.Cells) -> LeakCase {
    LeakCase(name, [("kol", cells), ("zone", Cells.zone)])
  }

  /// Whole columns.
  static let columns = LeakTests.Kind(
    name: "values of a column", code: "personal-data",
    leaks: [
      column("w-bsn", Cells.bsn),
      column("w-bsn-punten") { row in
        let n = Array(Cells.bsn(row))
        return "\(String(n[0..<4])).\(String(n[4..<6])).\(String(n[6...]))"
      },
      column("w-bsn-decimaal") { "\(Cells.bsn($0)).0" },
      column("w-bsn-nullen") { "\(Cells.bsn($0)),00" },
      column("w-bsn-breed") { row in
        Cells.wide(Cells.bsn(row))
      },
      column("w-bsn-harde-spatie") { "\u{A0}\(Cells.bsn($0))\u{A0}" },
      column("w-bsn-onzichtbaar") { row in
        let n = Array(Cells.bsn(row))
        return "\(String(n[0..<4]))\u{200B}\(String(n[4...]))"
      },
      column("w-email", Cells.email),
      column("w-email-groot") { Cells.email($0).uppercased() },
      column("w-mobiel", Cells.mobile),
      column("w-mobiel-landcode") { "+316\(12_345_678 + $0 * 98_765)" },
      column("w-mobiel-00") { "00316\(12_345_678 + $0 * 98_765)" },
      column("w-mobiel-spaties") { "06 12 34 \(10 + $0) 56" },
      column("w-iban") {
        ["NL91ABNA0417164300", "NL20INGB0001234567", "NL69INGB0123456789"][$0 % 3]
      },
      column("w-iban-spaties") { ["NL91 ABNA 0417 1643 00", "NL20 INGB 0001 2345 67"][$0 % 2] },
      column("w-kenteken") { "\($0 % 90 + 10)-BDF-\($0 % 9 + 1)" },
      column("w-voornaam", Cells.first),
      column("w-achternaam", Cells.last),
      column("w-naam", Cells.full),
      column("w-naam-hoofdletters") { Cells.full($0).uppercased() },
      column("w-achternaam-komma") { "\(Cells.last($0)), \(Cells.first($0))" },
      column("w-naam-voorletter") { "\(Cells.first($0).prefix(1)). \(Cells.last($0))" },
      column("w-naam-achter-voorletter") { "\(Cells.last($0)), \(Cells.first($0).prefix(1))." },
      column("w-naam-dhr") { "Dhr. \(Cells.last($0))" },
      column("w-naam-tussenvoegsel") { "\(Cells.first($0)) van der \(Cells.last($0))" },
      column("w-naam-dubbel") { "\(Cells.first($0)) \(Cells.last($0))-\(Cells.last($0 + 1))" },
      column("w-hash-md5") { row in String(repeating: Self.digits(row), count: 4) },
      column("w-hash-sha1") { row in String(repeating: Self.digits(row), count: 5) },
      column("w-hash-sha256") { row in String(repeating: Self.digits(row), count: 8) },
    ])

  /// Eight hexadecimal digits.
  private static func digits(_ row: Int) -> String {
    let text = String(UInt32(truncatingIfNeeded: (row + 7) &* 0x9E37_79B1), radix: 16)
    return String(repeating: "a", count: 8 - text.count) + text
  }

  /// A text of which some cells hold something.
  private static func text(
    _ name: String, every: Int = 6, _ text: @escaping LeakCase.Cells
  ) -> LeakCase {
    LeakCase(
      name,
      [
        (
          "melding",
          { row in
            row % every == 0
              ? text(row) : "De lantaarn bij het plein brandt niet meer, nummer \(row)."
          }
        ), ("zone", Cells.zone),
      ], fields: ["zone": "privacy: quasi, treat: keep"])
  }

  /// Texts in which something stands.
  static let texts = LeakTests.Kind(
    name: "values in texts", code: "personal-data",
    leaks: [
      text("t-bsn-woord") { "Bewoner met bsn \(Cells.bsn($0)) belt terug." },
      text("t-bsn-een", every: 60) { "Bewoner met bsn \(Cells.bsn($0)) belt terug." },
      text("t-bsn-spaties", every: 60) { row in
        let n = Array(Cells.bsn(row))
        return "Zijn BSN is \(String(n[0..<3])) \(String(n[3..<6])) \(String(n[6...])) volgens hem."
      },
      text("t-bsn-hard", every: 60) { row in
        let n = Array(Cells.bsn(row))
        return
          "BSN:\u{A0}\(String(n[0..<4]))\u{A0}\(String(n[4..<6]))\u{A0}\(String(n[6...])) klopt."
      },
      text("t-bsn-voluit", every: 60) { "Het burgerservicenummer is \(Cells.bsn($0)) zegt hij." },
      text("t-bsn-los", every: 60) { "Haar burger service nr. is \(Cells.bsn($0)) zegt zij." },
      text("t-bsn-breed", every: 60) { row in
        "bsn "
          + Cells.wide(Cells.bsn(row))
          + " staat erbij"
      },
      text("t-bsn-onzichtbaar", every: 60) { row in
        let n = Array(Cells.bsn(row))
        return "bsn \(String(n[0..<4]))\u{200B}\(String(n[4...])) staat erbij"
      },
      text("t-bsn-streepje", every: 60) { "Bij de aanvraag hoort BSN-\(Cells.bsn($0)) van hem." },
      text("t-bsn-onderstreept", every: 60) { "bestand_bsn_\(Cells.bsn($0))_2026 is er bij." },
      text("t-email") { "Graag antwoord naar \(Cells.email($0)) voor vrijdag." },
      text("t-email-een", every: 60) { "Graag antwoord naar \(Cells.email($0)) voor vrijdag." },
      text("t-email-link", every: 60) { "Zie https://x.nl/?mail=\(Cells.email($0))&a=1 daar." },
      text("t-mobiel") { "Bel hem op \(Cells.mobile($0)) na vijven." },
      text("t-mobiel-een", every: 60) { "Bel hem op tel. \(Cells.mobile($0)) na vijven." },
      text("t-mobiel-hard", every: 60) {
        "Bel op tel. 06\u{A0}12\u{A0}34\u{A0}56\u{A0}\(10 + $0) graag."
      },
      text("t-iban", every: 60) { _ in "Stort het op NL91 ABNA 0417 1643 00 van haar." },
      text("t-naam-dhr") { "Dhr. \(Cells.last($0)) belt terug over de lamp." },
      text("t-naam-heer") { "De heer \(Cells.last($0)) was niet thuis." },
      text("t-naam-mevrouw") { "Mevrouw \(Cells.last($0)) heeft gebeld over het plein." },
      text("t-naam-gesproken") { "Gesproken met \(Cells.full($0)) over de lamp." },
      text("t-naam-dhr-een", every: 60) { "Dhr. \(Cells.last($0)) belt terug over de lamp." },
    ])

  /// What a dropped direct identifier holds, in another column.
  private static func copied(
    _ name: String, _ own: @escaping LeakCase.Cells, _ text: @escaping LeakCase.Cells,
    every: Int = 20
  ) -> LeakCase {
    LeakCase(
      name,
      [
        ("ref", own),
        ("melding", { $0 % every == 1 ? text($0) : "De lamp brandt niet, nummer \($0)." }),
      ], fields: ["ref": "privacy: direct, treat: drop"])
  }

  private static func reference(_ row: Int) -> String { "QZ\(70_001 + row * 13)" }

  /// Values of the export's own direct identifiers, in what is published.
  static let identifiers = LeakTests.Kind(
    name: "values of dropped columns", code: "identifier-found",
    leaks: [
      copied("i-gelijk", reference, reference),
      copied("i-in-tekst", reference) { "Zie ook \(reference($0)) hierover." },
      copied("i-klein", reference) { "Zie ook \(reference($0).lowercased()) hierover." },
      copied("i-bsn-nullen", { "\(10_000_000 + $0 * 7)" }) {
        "nummer 0\(10_000_000 + $0 * 7) hier"
      },
      copied("i-zonder-nul", { "0\(10_000_000 + $0 * 7)" }) {
        "nummer \(10_000_000 + $0 * 7) hier"
      },
      copied("i-met-punten", { "\(12_345_000 + $0)" }) { row in
        let n = Array("\(12_345_000 + row)")
        return "nummer \(String(n[0..<2])).\(String(n[2..<5])).\(String(n[5...])) hier"
      },
      copied("i-met-spaties", { "\(12_345_000 + $0)" }) { row in
        let n = Array("\(12_345_000 + row)")
        return "nummer \(String(n[0..<4])) \(String(n[4...])) hier"
      },
      copied(
        "i-uit-punten",
        { row in
          let n = Array("\(12_345_000 + row)")
          return "\(String(n[0..<2])).\(String(n[2..<5])).\(String(n[5...]))"
        }
      ) { "nummer \(12_345_000 + $0) hier" },
      copied("i-naam-om", { "\(Cells.last($0)), \(Cells.first($0))" }) {
        "Zie \(Cells.first($0)) \(Cells.last($0)) hierover"
      },
      copied("i-naam-recht", { Cells.full($0) }) {
        "Zie \(Cells.last($0)), \(Cells.first($0)) hierover"
      },
      copied("i-naam-deel", { "\(Cells.last($0)), \(Cells.first($0).prefix(1))." }) {
        "Zie \(Cells.last($0)) hierover"
      },
      copied("i-naam-accent", { _ in "Zoë Bäcker" }) { _ in "Zie Zoe Backer hierover" },
      copied("i-harde-spatie", { Cells.full($0) }) {
        "Zie \(Cells.first($0))\u{A0}\(Cells.last($0)) hierover"
      },
      copied("i-onzichtbaar", reference) { row in
        let n = Array(reference(row))
        return "Zie \(String(n[0..<3]))\u{AD}\(String(n[3...])) hierover"
      },
    ])
}
