// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestTreatments
import Testing

@testable import HergebruikDetectors
@testable import HergebruikTreatment

@Suite("Free text is scrubbed")
struct ScrubTests {
  private static func field(_ name: String, _ treatment: Treatment, _ privacy: PrivacyClass)
    -> Field
  {
    Field(
      source: name, name: name, type: .string(.default), privacy: privacy, treatment: treatment)
  }

  /// The text, scrubbed, of rows with direct identifiers beside it.
  private func scrubbed(_ rows: [[String]]) throws -> [String] {
    let width = rows.first?.count ?? 0
    let fields =
      [Self.field("tekst", .scrub, .sensitive)]
      + (1..<width).map { Self.field("d\($0)", .drop, .direct) }
    let treated = try treat(fields, rows, missingValues: ["", "onbekend"])
    #expect(treated.problems.isEmpty)
    return treated.rows.map { $0[0] }
  }

  private func scrub(_ text: String, _ identifiers: String...) throws -> String {
    try scrubbed([[text] + identifiers])[0]
  }

  @Test(
    "what a detector finds becomes its kind",
    arguments: [
      (
        "Dhr. Jansen (bsn 111222333) belt terug op 06-12345678",
        "Dhr. [naam] (bsn [bsn]) belt terug op [telefoonnummer]"
      ),
      ("bsn 111222333 gebeld", "bsn [bsn] gebeld"), ("zaak 111222333", "zaak [bsn]"),
      ("BSN: 111222334.", "BSN: [bsn]."), ("zaak 111222334", "zaak 111222334"),
      ("(1112.22.333)", "([bsn])"), ("rsin 111222333", "rsin [rsin]"),
      ("mail jan.jansen@example.nl.", "mail [e-mailadres]."),
      ("info@example.nl ook", "[e-mailadres] ook"),
      ("a@b.nl@c.nl ook", "[e-mailadres] ook"),
      ("bel 06-12345678 terug", "bel [telefoonnummer] terug"),
      ("bel (0299) 409 409 terug", "bel [telefoonnummer] terug"),
      ("bel +31 20 1234567 terug", "bel [telefoonnummer] terug"),
      ("bel (06-12345678) terug", "bel ([telefoonnummer]) terug"),
      ("bel (+31) 6 12345678 terug", "bel [telefoonnummer] terug"),
      ("bel (+31 6 12345678) terug", "bel ([telefoonnummer]) terug"),
      ("op NL91 ABNA 0417 1643 00 graag", "op [iban] graag"),
      ("Kerkstraat 12, 1011 AB Urk", "[adres], [postcode] Urk"),
      ("bij Kerkstraat 12a thuis", "bij [adres] thuis"),
      ("bij Kerkstraat 12-14 thuis", "bij [adres] thuis"),
      ("bij de Grote Kerkstraat 2 thuis", "bij de [adres] thuis"),
      ("in de Jacob van Campenstraat 3 gezien", "in de [adres] gezien"),
      ("aan ’t Kerkplein 3 gezien", "aan ’t [adres] gezien"),
      ("1011AB daar", "[postcode] daar"), ("auto K-000-BB weg", "auto [kenteken] weg"),
      ("van 192.168.1.20 en 127.0.0.1", "van [ip-adres] en [ip-adres]"),
      ("btw NL004495445B01 is", "btw [btw-nummer] is"),
      ("pand 0363010000000001 is leeg", "pand [bag-nummer] is leeg"),
      ("geboren op 12-03-1980 te Urk", "geboren op [geboortedatum] te Urk"),
      ("KvK 12345678 staat", "KvK [kvk-nummer] staat"),
      ("paspoort XR1001R58 weg", "paspoort [documentnummer] weg"),
      ("gesproken met dhr. Jansen over", "gesproken met dhr. [naam] over"),
      ("dhr. Jansen in de hal", "dhr. [naam] in de hal"),
      ("Mevrouw van der Veen belde", "Mevrouw [naam] belde"),
      ("volgens J.P. Zonneveld klopt het", "volgens [naam] klopt het"),
      ("Jan de Vries", "[naam]"), ("Jansen", "[naam]"), ("111222333", "[bsn]"),
      ("Vries, J. de", "[naam]"), ("K-000-BB", "[kenteken]"), ("12345678", "12345678"),
      (
        "da5511d2baa83c2e753852f1f2fba11003ed0c46c96820c7589b243a8ddb787a staat er",
        "[hash] staat er"
      ),
    ])
  func kinds(text: String, expected: String) throws {
    #expect(try scrub(text) == expected)
  }

  @Test(
    "a text in which nothing is found stays as it is",
    arguments: [
      "Een losse stoeptegel bij het park.", "versie 1.2.3 van 12-03-2024", " spaties  blijven\t",
      "€ 1.250,50 — “goed” 😀 naïef", "", "a", "regel een\nregel twee", "[naam] en [bsn] en [x]",
      "in de straat 2e keer",
    ])
  func untouched(text: String) throws {
    #expect(try Array(scrub(text).utf8) == Array(text.utf8))
    #expect(try Array(scrub(text, "Geheimstra", "PV-10001").utf8) == Array(text.utf8))
  }

  @Test(
    "direct identifiers of the row go, whatever their case",
    arguments: [
      (
        "Geheimstra woont op Kerkstraat 12, 1011 AB Urk", "Geheimstra, W.",
        "[naam] woont op [adres], [postcode] Urk"
      ),
      ("Geheimstra belde", "Geheimstra", "[naam] belde"),
      ("de heer GEHEIMSTRA belde", "geheimstra", "de heer [naam] belde"),
      ("mail van sjoukje, dus", "Sjoukje Stilzwijger", "mail van [naam], dus"),
      ("Sjoukje Stilzwijger", "Sjoukje Stilzwijger", "[naam]"),
      ("“ŠIMŮNEK” belde", "Šimůnek", "“[naam]” belde"),
      ("Zoe\u{308}lla’s fiets", "Zoëlla", "[naam]’s fiets"),
      ("Bos en bosbes en bos", "Bos", "[naam] en bosbes en [naam]"),
      ("Oe en Ae", "Oe", "Oe en Ae"),
      ("zaak PV-10001 is open", "PV-10001", "zaak [afgeschermd] is open"),
      ("zaak 10001 is open", "PV-10001", "zaak [afgeschermd] is open"),
      ("zaak 110001 is open", "PV-10001", "zaak 110001 is open"),
      ("meneer Jansen-Geheimstra 😀", "Geheimstra, K.", "meneer [naam] 😀"),
      ("onbekend is onbekend", "onbekend", "onbekend is onbekend"),
      ("k.geheim op school", "k.geheim@example.nl", "[naam] op school"),
      ("[naam] naam IBAN [iban]", "Naam Iban", "[naam] [naam] [iban]"),
    ])
  func identifiers(text: String, identifier: String, expected: String) throws {
    #expect(try scrub(text, identifier) == expected)
  }

  @Test("only the row's own identifiers count, and each row has its own")
  func rows() throws {
    let rows = [
      ["Zonneveldt en Geheimstra", "Geheimstra", "NR-70001"],
      ["Zonneveldt en Geheimstra NR-70001", "Zonneveldt", "NR-70002"],
      ["Zonneveldt", "", ""],
    ]
    #expect(
      try scrubbed(rows) == ["Zonneveldt en [naam]", "[naam] en Geheimstra NR-70001", "Zonneveldt"])
  }

  @Test("words are taken from names and numbers, and not from another text")
  func longCells() throws {
    let note = "gemeente " + String(repeating: "heeft besloten over de straat ", count: 10)
    #expect(try scrub("de gemeente heeft besloten", note) == "de gemeente heeft besloten")
  }

  private static let parts = [
    "bsn", "kvk", "tel", "geboren", "111222333", "12345678", "123456782", "12-03-1980", "dhr.",
    "Jansen", "Jan", "van", "de", "Vries", "J.", "P.", "Kerkstraat", "12", "12a", "1011 AB",
    "a.b@c.nl", "NL91ABNA0417164300", "06-12345678", "+31", "(0)6", "K-000-BB", "192.168.1.20",
    "XR1001R58", "paspoort", "Geheimstra", "[bsn]", "[naam]", "[", "]", "é", "“", "”", "😀", "ŠÍ",
    "e\u{301}", "\u{200D}", ".", ",", "-", "@", "/", ":", "'", "\u{A0}", "onderwijsnummer", "auto",
  ]

  @Test("scrubbing twice is scrubbing once, gives valid text, and leaves nothing to find")
  func properties() throws {
    var random = SplitMix(state: 19)
    let texts = (0..<20_000).map { _ in
      (0..<Int.random(in: 1...14, using: &random)).map { _ in
        Self.parts[Int.random(in: 0..<Self.parts.count, using: &random)]
          + [" ", " ", " ", "", "  "][Int.random(in: 0..<5, using: &random)]
      }.joined()
    }
    let rows = texts.map { [$0, "Geheimstra, Šímonka", "kvk-10001"] }
    let once = try scrubbed(rows)
    #expect(once.allSatisfy { !$0.contains("\u{FFFD}") })
    #expect(try scrubbed(once.map { [$0, "Geheimstra, Šímonka", "kvk-10001"] }) == once)
    var scanner = CellScanner()
    let ignored = DetectorSet([.rsin, .agb, .kvk, .birthDate, .coordinates])
    for text in once {
      var evidence = ColumnEvidence()
      let found = scanner.scan(text: text, into: &evidence).all.subtracting(ignored)
      if !found.isEmpty { Issue.record("\(text): \(found.detectors.map(\.name))") }
    }
  }

  @Test("no tag is found again, and each is on the page about treatments")
  func tags() throws {
    let page = try String(
      contentsOf: projectRoot.appending(path: "docs/treatments.md"), encoding: .utf8)
    for tag in TypeTag.all {
      let text = tag.text.description
      #expect(try scrub(text, "naam", "bsn postcode") == text)
      #expect(try scrub("Hij zei \(text) 123") == "Hij zei \(text) 123")
      #expect(page.contains("`\(text)`"), "\(text)")
    }
  }

  @Test("places are told in order and apart, and counting is the same with them")
  func places() throws {
    var random = SplitMix(state: 7)
    var listener = TextScanner(sink: HitList())
    var counter = TextScanner(sink: NoSink())
    for _ in 0..<20_000 {
      let text = (0..<10).map { _ in
        Self.parts[Int.random(in: 0..<Self.parts.count, using: &random)]
      }.joined(separator: random.next() % 2 == 0 ? " " : "")
      listener.sink.removeAll()
      var copy = text
      let hits = copy.withUTF8 { listener.scan($0) }
      #expect(hits.all == copy.withUTF8 { counter.scan($0) }.all)
      #expect(listener.sink.hits.isEmpty ? hits.all.isEmpty : true)
      #expect(!hits.all.isEmpty ? !listener.sink.hits.isEmpty : true)
      var last = 0
      for hit in listener.sink.hits {
        #expect(hit.start >= last && hit.end > hit.start && hit.end <= text.utf8.count)
        last = hit.end
      }
    }
  }

  @Test("the schema promises a text and no more")
  func schema() throws {
    let field = Field(
      source: "x", name: "x", type: .string(.default), privacy: .sensitive, treatment: .scrub,
      constraints: Constraints(required: true, pattern: "[a-z]+", maxLength: 100))
    let published = try #require(PublishedField(field))
    #expect(published.type == "string")
    #expect(published.constraints == Constraints(required: true))
    #expect(published.treatmentInWords?.nl.contains("[naam]") == true)
  }

  @Test("a long text is scrubbed in time that grows with it")
  func linear() throws {
    for unit in ["bsn 111222333 ", "Jansen ", "a@", "[naam]", "J. P. "] {
      let time = try processorTime {
        _ = try scrub(String(repeating: unit, count: 20_000), "Jansen, P.")
      }
      #expect(time < .seconds(10), "\(unit)")
    }
  }
}
