// SPDX-License-Identifier: EUPL-1.2

import HergebruikTestBasics
import Testing

@testable import HergebruikDetectors

@Suite("What stands in a text")
struct TextDetectionTests {
  @Test("a word within forty characters tells what a number is")
  func contexts() {
    for text in [
      "bsn 111222333", "BSN: 111222333.", "Burgerservicenummer van melder is 111222333",
      "111222333 (bsn)", "bsn_111222333.csv", "BSN-111222333", "sofinummer 1112.22.333",
      "zie bsn\u{00A0}111 222 333",
    ] {
      #expect(found(text).told.contains(.bsn), "\(text)")
    }
    let far = "bsn " + String(repeating: "x ", count: 30) + "111222333"
    #expect(!found(far).told.contains(.bsn))
    #expect(found(far).passing == 1)
    #expect(!found("bsn 111222334").told.contains(.bsn))
    #expect(found("geboren op 12-03-1980 te Urk").told.contains(.birthDate))
    #expect(!found("gemeld op 12-03-1980").all.contains(.birthDate))
    #expect(found("paspoort XR1001R58 ingenomen").told.contains(.documentNumber))
    #expect(!found("dossier XR1001R58 gesloten").all.contains(.documentNumber))
    #expect(found("KvK 12345678").told.contains(.kvk))
    #expect(found("kenteken BD123F").told.contains(.kenteken))
    #expect(found("A-nummer 9376096018").told.contains(.aNummer))
  }

  @Test("without such a word a column is flagged where more numbers pass than chance allows")
  func chance() {
    var random = SplitMix(state: 5)
    let notes = (0..<400).map { _ in
      "zaak \(Int.random(in: 100_000_000...999_999_999, using: &random)) gesloten"
    }
    #expect(findings(notes).isEmpty)
    #expect(evidence(notes).numbers == 400)
    let mixed = notes.prefix(40) + serviceNumbers(20).map { "zaak \($0) gesloten" }
    #expect(findings(mixed) == ["bsn likely"])
    #expect(findings(["zaak 111222333 gesloten"]) == ["bsn possible"])
  }

  @Test(
    "what has a form of its own is found without a word",
    arguments: [
      ("mail naar jan.jansen@example.nl.", Detector.email), ("bel 06-12345678 terug", .phone),
      ("tel (0299) 409 409", .phone), ("+31 20 1234567 of later", .phone),
      ("op rekening NL91 ABNA 0417 1643 00 graag", .iban), ("rek. NL91ABNA0417164300", .iban),
      ("Kerkstraat 12, 1011 AB Amsterdam", .postcode), ("Kerkstraat 12 in Urk", .address),
      ("auto K-000-BB stond fout", .kenteken), ("btw NL004495445B01", .btwNummer),
      ("van 192.168.1.20 gekomen", .ipAddress), ("pand 0363010000000001 is leeg", .bagID),
    ])
  func forms(text: String, detector: Detector) {
    #expect(found(text).found.union(found(text).told).contains(detector), "\(text)")
  }

  @Test(
    "names follow dhr. and mevr., and stand behind initials and first names",
    arguments: [
      ("gesproken met dhr. Jansen over", true), ("Mevrouw van der Veen belde", true),
      ("de heer J. de Vries", true), ("DHR JANSEN BELT", true), ("fam. Özdemir", true),
      ("Zoë Daniëls", true),
      ("mw. A. Pietersen-Bos", true), ("volgens J.P. Zonneveld klopt het", true),
      ("gezien door Jan de Vries", true), ("drs. Zonneveld", true),
      ("5 MW Windpark", false), ("Dr. Schaepmanlaan 3", false), ("Burgemeester van Urk", false),
      ("zie bijlage A. Deze is leeg", false), ("de heer en mevrouw", false),
      ("Jan van Galenstraat", false), ("Heer Arendskerke", false), ("mr. Treublaan", false),
      ("HR beleid", false), ("ING Bank", false), ("Bouwbedrijf B.V. Bakker", false),
    ])
  func names(text: String, isName: Bool) {
    #expect(found(text).all.contains(.name) == isName, "\(text)")
  }

  @Test(
    "what is part of something longer is left alone",
    arguments: [
      "PV-11122233", "ref 2012/111222333", "€ 1.111222333", "111222333.50", "nr_111222333",
      "550e8400-e29b-41d4-a716-446655440000", "06123456-78ab-4d00-b000-111222333444",
      "versie 1.2.3", "https://example.nl/a/111222333-x", "kleur AB-12-3", "0800-EXTRA",
      "in 2024 en 2025", "van 08:15 tot 09:30", "x@y", "a @ b", "12345", "NL12",
    ])
  func parts(text: String) {
    let hits = found(text)
    #expect(hits.all.isEmpty, "\(text): \(hits.all.detectors.map(\.name))")
  }

  @Test("many texts in one go find what each finds")
  func together() {
    let texts = [
      "bsn 111222333", "tel 06-12345678", "dhr. Jansen", "Kerkstraat 12", "niets", "a@b.nl",
    ]
    let each = texts.reduce(into: DetectorSet()) { $0.formUnion(found($1).all) }
    let joined = found(texts.joined(separator: String(repeating: " ", count: 60))).all
    #expect(joined == each)
    // What a word in one cell says does not reach into the next.
    #expect(evidence(["het bsn is", "111222333 stuks"]).toldInText(.bsn) == 0)
  }
}

@Suite("What no input may do to a detector")
struct DetectorFuzzTests {
  @Test("random bytes and cut texts never stop the program")
  func randomBytes() {
    var random = SplitMix(state: 2026)
    var scanner = CellScanner()
    var evidence = ColumnEvidence()
    let signs = Array(" .-/@:+()0123456789NLnlABbsnJ,_\u{E9}\u{2019}".utf8)
    for round in 0..<60_000 {
      let count = Int.random(in: 0...(round % 50 == 0 ? 700 : 40), using: &random)
      let bytes = (0..<count).map { _ in
        round % 3 == 0
          ? UInt8.random(in: 0...255, using: &random)
          : signs[Int.random(in: 0..<signs.count, using: &random)]
      }
      _ = bytes.withUnsafeBufferPointer { scanner.scan($0, into: &evidence) }
      _ = bytes.withUnsafeBufferPointer { Detector.matching($0) }
    }
    #expect(evidence.cells == 60_000)
    _ = evidence.findings(nil)
  }

  @Test("every beginning of a text can be scanned")
  func prefixes() {
    let text = Array(
      "dhr. J.P. de Vries-Özdemir, Kerkstraat 12 1011 AB, +31 (0)6 12 34 56 78, NL91 ABNA 0417 1643 00, a.b@c.nl, 192.168.1.20, K-000-BB, bsn 1112.22.333, 12-03-1980"
        .utf8)
    var scanner = CellScanner()
    var evidence = ColumnEvidence()
    for start in text.indices {
      for end in start...text.count {
        _ = text[start..<end].withUnsafeBufferPointer { scanner.scan($0, into: &evidence) }
      }
    }
    #expect(evidence.cells == text.count * (text.count + 3) / 2)
  }

  @Test("long runs of what could begin something are read in time that grows with them")
  func linear() {
    for unit in ["1.", "@", "a.", "A-", "NL91 ", "06 ", "J. ", "1-", "a@"] {
      let long = String(repeating: unit, count: 200_000)
      let time = processorTime { _ = found(long) }
      #expect(time < .seconds(10), "\(unit)")
    }
  }
}
