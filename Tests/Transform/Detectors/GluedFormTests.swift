// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTestBasics
import HergebruikValues
import Testing

@testable import HergebruikDetectors

/// Properties of values that hang on to something, or are written with other signs: made at random, the same every time.
@Suite("Values that hang on to something")
struct GluedFormTests {
  private static let alphabet = Array("ABCDEFGHKLMNPRSTVWXZabcdefghkmnprstvwxz")

  /// Letters and signs, without digits, that end in something else than a digit.
  private func glue(_ random: inout SplitMix) -> String {
    let signs = ["-", "_", "=", "#", "/", ":", "(", "[", "|", "+", "~", ""]
    let letters = String(
      (0..<Int.random(in: 1...4, using: &random)).map { _ in
        Self.alphabet.randomElement(using: &random) ?? "A"
      })
    return letters + (signs.randomElement(using: &random) ?? "")
  }

  private func has(_ cells: some Sequence<String>, _ detector: Detector, label: String = "") -> Bool
  {
    evidence(cells).findings(HeaderLexicon.builtIn.meaning(of: label)).contains {
      $0.detector == detector && $0.confidence > .possible
    }
  }

  @Test("service numbers are found behind anything, and in front of anything")
  func gluedServiceNumbers() {
    var random = SplitMix(state: 41)
    for round in 0..<300 {
      let numbers = serviceNumbers(12, seed: UInt64(round + 1))
      let (before, after) = (glue(&random), round % 2 == 0 ? "" : "-" + glue(&random))
      let cells = numbers.map { before + $0 + after }
      #expect(has(cells, .bsn), "\(before)…\(after)")
      let finding = evidence(cells).findings(nil).first { $0.detector == .bsn }
      #expect((finding?.hits ?? 0) <= cells.count)
    }
  }

  @Test("numbers that nobody chose are left alone, whatever they hang on to")
  func chance() {
    var random = SplitMix(state: 42)
    var alarms = 0
    for _ in 0..<2_000 {
      let before = glue(&random)
      let cells = (0..<60).map { _ in
        before + String(Int.random(in: 100_000_000...999_999_999, using: &random))
      }
      if has(cells, .bsn) { alarms += 1 }
    }
    // One of a million columns by chance; numbers in a row pass less often still.
    #expect(alarms == 0)
    for step in [1, 3, 7, 10, 101] {
      #expect(!has((0..<500).map { "Z-2026-\(412_345_000 + $0 * step)" }, .bsn), "\(step)")
    }
  }

  @Test("a third of a column is enough, and of a few numbers all")
  func parts() {
    var random = SplitMix(state: 43)
    var few = 0
    for round in 0..<100 {
      let numbers = serviceNumbers(20, seed: UInt64(round + 900))
      let others = (0..<40).map { _ in
        String(Int.random(in: 100_000_000...999_999_999, using: &random))
      }
      #expect(has((numbers + others).shuffled(using: &random), .bsn))
      if has(numbers.prefix(5).map { "r\($0)" } + ["onbekend", "geen"], .bsn) { few += 1 }
      #expect(!has(numbers.prefix(4).map { "r\($0)" } + ["onbekend", "geen"], .bsn))
    }
    // Of five numbers two are taken for one in one of a hundred columns.
    #expect(few >= 95)
    // One number many times is one number.
    #expect(!has((0..<80).map { _ in "r111222333" }, .bsn))
  }

  @Test("days, moments, decimals and identifiers of systems are no numbers of persons")
  func others() {
    var random = SplitMix(state: 44)
    func some(_ make: () -> String) -> [String] { (0..<200).map { _ in make() } }
    func digits(_ count: Int) -> String {
      String((0..<count).map { _ in Character("\(Int.random(in: 0...9, using: &random))") })
    }
    #expect(!has((1...28).map { "foto_202611\($0 + 10)_1.jpg" }, .bsn))
    #expect(!has(some { "52." + digits(9) }, .bsn))
    #expect(!has(some { "x 4," + digits(9) + " y" }, .bsn))
    #expect(!has(some { "2026-11-29T10:11:12." + digits(9) }, .bsn))
    #expect(!has(some { digits(8) + "-" + digits(4) + "-4" + digits(3) + "-a" }, .bsn))
  }

  @Test("accounts are found with any sign between their groups")
  func accounts() {
    for account in ["NL91ABNA0417164300", "NL20INGB0001234567", "DE89370400440532013000"] {
      for sign in ["-", ".", " ", "/"] {
        var groups: [String] = []
        var rest = account[...]
        while !rest.isEmpty {
          groups.append(String(rest.prefix(4)))
          rest = rest.dropFirst(4)
        }
        let text = groups.joined(separator: sign)
        #expect(kinds(text).contains(.iban), "\(text)")
        #expect(found("Stort op \(text) graag").found.contains(.iban), "\(text)")
      }
    }
  }

  @Test("addresses of mail are found without their sign")
  func addresses() {
    for sign in ["(at)", "[at]", "{at}", " (at) ", "%40", "(AT)", " [ at ] "] {
      for host in ["ziggo.nl", "mail.example.co.uk", "ziggo(dot)nl", "ziggo [punt] nl"] {
        let text = "jan.jansen\(sign)\(host)"
        #expect(found(text).found.contains(.email), "\(text)")
        #expect(found("Mail naar \(text) graag").found.contains(.email), "\(text)")
      }
    }
    #expect(found("mail jan.jansen at ziggo.nl voor vrijdag").found.contains(.email))
    #expect(found("mail jan at gmail.com").found.contains(.email))
    for text in [
      "look at example.nl", "f(at)", "10 (at) 5", "50%40 korting", "a at b", "(at) x.nl", "[at]",
      "at", "kijk at", "at at at", "100%4", "(a", "x(at)y",
    ] {
      #expect(!found(text).found.contains(.email), "\(text)")
    }
  }

  @Test(
    "telephone numbers are found without the zero that spreadsheets lose, and numbers of services are nobody's"
  )
  func phones() {
    #expect(has((0..<40).map { "\(612_345_678 + $0 * 98_765)" }, .phone))
    #expect(has((0..<40).map { "\(31_612_345_678 + $0 * 98_765)" }, .phone))
    #expect(!has((0..<40).map { "\(712_345_678 + $0 * 98_765)" }, .phone))
    for number in ["0800-1234", "0900 1234567", "08001234", "0906-1234", "14 020"] {
      #expect(!kinds(number).contains(.phone), "\(number)")
      #expect(found("bel \(number) gratis").all.isEmpty, "\(number)")
    }
  }

  @Test(
    "places in codes",
    arguments: [
      ("ASD04-F-6543", true), ("ASD04 F 6543", true), ("ASD04F6543", true),
      ("ASD04 F 6543 G0", true), ("Amsterdam F 6543", true), ("Bergen op Zoom AB 12", true),
      ("u173zmqb", true), ("u173zmqbc4", true), ("9F46W8QR+2C", true), ("W8QR+2C Amsterdam", true),
      ("blok A 12", false), ("Boeing B 747", false), ("ABC-X-12", false), ("9f46w8qr", false),
      ("ab12cd34", false), ("C++ 2011", false), ("GM0363AB", false), ("BU03630000", false),
    ])
  func places(cell: String, isPlace: Bool) {
    #expect(kinds(cell).contains(.coordinates) == isPlace, "\(cell)")
  }

  @Test(
    "names in small letters and with other signs",
    arguments: [
      ("jan.vermeulen", true), ("jan_vermeulen", true), ("Jan_Vermeulen", true),
      ("jan vermeulen", true), ("jan van der vermeulen", true), ("Vermeulen (Jan)", true),
      ("Vermeulen (J.)", true), ("JanVermeulen", true), ("VERMEULEN_J", true),
      ("vermeulen.jan", true), ("j.vermeulen", true), ("lamp kapot", false), ("open_dicht", false),
      ("zone.noord", false), ("van der", false), ("a.b", false), ("(Jan)", false),
      ("grote markt", false), ("iPhone", false), ("BouwBedrijf", false),
    ])
  func names(cell: String, isName: Bool) {
    #expect((evidence([cell]).whole(.name) > 0) == isName, "\(cell)")
  }

  @Test("a title tells of a name in small letters, and verbs are none")
  func titles() {
    for text in [
      "dhr. kamp belt", "mevr. de vries belt", "mevrouw vermeulen belt", "dhr vermeulen",
      "meneer vermeulen", "mevr van der kamp",
    ] {
      #expect(found(text).found.contains(.name), "\(text)")
    }
    for text in [
      "mevrouw belt over de lamp", "meneer wil een boom", "mevrouw is boos", "5 mw windpark",
      "de heer en mevrouw", "mevrouw in de straat",
    ] {
      #expect(!found(text).found.contains(.name), "\(text)")
    }
  }

  @Test(
    "organisations may be called after persons, where the column says so or their words stand in it"
  )
  func organisations() {
    let names = ["Willem II", "Jan Linders", "Albert Heijn", "Anna Paulowna", "Piet Hein"]
    let cells = (0..<60).map { names[$0 % 5] } + ["Emma", "Beatrix", "Jan Vermeulen"]
    func findings(_ label: String, _ cells: [String]) -> [Finding] {
      TableFindings.all([evidence(cells)], labels: [label], lexicon: .builtIn)[0]
    }
    #expect(!findings("club", cells).contains { $0.detector == .name && $0.confidence > .possible })
    let people = (0..<60).map { "\("ABCDEFGHJK".dropFirst($0 % 10).first!). Vermeulen" }
    #expect(findings("club", people).contains { $0.detector == .name && $0.confidence > .possible })
    #expect(
      findings("club_contactpersoon", people).contains {
        $0.detector == .name && $0.confidence > .possible
      })
  }

  @Test("rows that are told are rows that count")
  func rows() throws {
    var scanner = OutputScanner(fields: [.init(name: "t")])
    let cells = [
      "zaak 123456789 gesloten", "bsn 111222333", "zaak 111222333", "niets", "BSN111222333",
    ]
    var batch = RecordBatch()
    Array((cells.joined(separator: "\n") + "\n").utf8).withUnsafeBufferPointer {
      batch.text.append($0)
    }
    try WrittenRecords.cut(&batch, width: nil)
    try scanner.see(batch, firstRow: 1)
    let found = try #require(scanner.allFindings().first { $0.finding.detector == .bsn })
    #expect(found.finding.hits == 2 && found.rows == [2, 5])
  }

  @Test(
    "names of columns that are persons'",
    arguments: [
      ("jan_vermeulen", true), ("Jan Vermeulen", true), ("J. Vermeulen", true),
      ("piet_hendriksen", true), ("jan_van_der_vermeulen", true), ("e_mail", false),
      ("x_as", false), ("aantal_bomen", false), ("jan_mrt", false), ("zone", false),
      ("vermeulen", false), ("gemiddelde_leeftijd", false), ("naam_kort", false),
    ])
  func labels(label: String, isPerson: Bool) {
    #expect(QuietName.isPerson(words: LabelTokens(label).words) == isPerson, "\(label)")
  }
}
