// SPDX-License-Identifier: EUPL-1.2

import HergebruikTestBasics
import Testing

@testable import HergebruikDetectors

@Suite("What a column is")
struct ColumnFindingTests {
  @Test("a column of citizen service numbers needs twenty, or five that all pass")
  func serviceNumberColumns() {
    let numbers = serviceNumbers(40)
    #expect(findings(numbers) == ["bsn certain"])
    // Half of it may be something else.
    let others = (0..<30).map { "1000000\(10 + $0)" }.filter { !kinds($0).contains(.bsn) }
    #expect(findings(numbers.prefix(30) + others.prefix(25)) == ["bsn likely"])
    #expect(findings(numbers.prefix(10) + others.prefix(12)).isEmpty)
    #expect(findings(numbers.prefix(6)) == ["bsn likely"])
    #expect(findings(numbers.prefix(3)).isEmpty)
    // One number a hundred times is one number.
    #expect(findings(Array(repeating: numbers[0], count: 100)).isEmpty)
  }

  @Test("the header decides, where values agree and where they do not")
  func headers() {
    #expect(findings(serviceNumbers(3), label: "BSN") == ["bsn certain"])
    #expect(findings(["123456789", "000000001"], label: "BSN") == ["bsn likely"])
    #expect(findings([], label: "BURGERSERVICENR") == ["bsn likely"])
    #expect(findings(["Jantina"], label: "ROEPNAAM") == ["name certain"])
    #expect(findings(["12345678"], label: "KVK-nummer") == ["kvk certain"])
    #expect(findings(serviceNumbers(40), label: "RSIN") == ["rsin certain"])
    #expect(findings(["19800312", "19810000"], label: "GEB_DATUM") == ["birth-date certain"])
    #expect(findings(["12-03-1980", "1-4-1981"], label: "geboortedatum") == ["birth-date certain"])
    #expect(findings(["12-03-1980", "1-4-1981"]).isEmpty)
  }

  @Test("addresses, accounts and numbers to call")
  func reachable() {
    #expect(findings(["jan@example.nl", "x"]) == ["email certain"])
    #expect(findings(["info@example.nl", "contact@example.nl"]) == ["email possible"])
    #expect(findings(["NL91 ABNA 0417 1643 00"]) == ["iban certain"])
    #expect(
      findings(["06-12345678", "020 123 45 67", "+31 (0)6 12 34 56 78"]) == ["phone certain"])
    #expect(findings((0..<40).map { "05923409\($0 + 10)" }) == ["phone certain"])
    #expect(findings(["192.168.1.20", "10.0.0.7"]) == ["ip-address certain"])
    #expect(findings(["2001:db8::ff00:42:8329"]) == ["ip-address certain"])
    #expect(findings(["127.0.0.1"]) == ["ip-address possible"])
    #expect(findings(["Kerkstraat 12", "Grote Markt 3-a"]) == ["address likely"])
  }

  @Test("places: postcodes, coordinates and BAG ids")
  func places() {
    let codes = (0..<20).map { "10\($0 + 11)AB" }
    #expect(findings(codes) == ["postcode certain"])
    #expect(findings(["POINT (121687 487315)"]) == ["coordinates certain"])
    #expect(findings(["52.3702", "52.0907"], label: "LAT") == ["coordinates certain"])
    #expect(findings(["52.3702", "52.0907"]).isEmpty)
    #expect(findings((10..<60).map { "52.37\($0)" }) == ["coordinates possible"])
    let ids = (0..<8).map { "036301000000000\($0)" }
    #expect(findings(ids) == ["bag-id certain"])
  }

  @Test("plates with dashes, and without where nearly all are")
  func plates() {
    let dashed = ["BD-12-FG", "12-BDF-3", "1-BDF-23", "BD-123-F", "B-123-DF", "K-000-BB"]
    #expect(findings(dashed) == ["kenteken certain"])
    let plain = dashed.map { $0.filter { $0 != "-" } }
    #expect(findings(plain) == ["kenteken likely"])
    #expect(findings(plain.prefix(3) + ["ABCDEF", "123456", "A1B2C3"]).isEmpty)
    #expect(findings(plain.prefix(1), label: "KENTEKEN") == ["kenteken certain"])
    // Codes of schools and of municipalities.
    #expect(findings((10..<60).map { "\($0)AH00" }).isEmpty)
    #expect(findings((10..<99).map { "GM00\($0)" }).isEmpty)
  }

  @Test("what only looks like it is left alone")
  func quiet() {
    var random = SplitMix(state: 11)
    let guids = (0..<200).map { _ in
      let digits = (0..<32).map { _ in "0123456789abcdef".randomElement(using: &random) ?? "0" }
      return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }
        .joined(separator: "-")
    }
    #expect(findings(guids).isEmpty)
    #expect(findings(["1.2.3", "1.2.3.4.5", "10.15.7", "0.9"]).isEmpty)
    #expect(findings(["v1.20.3.14", "1.2.3.4"]) == ["ip-address possible"])
    #expect(findings(["12:30:00", "08:15:59"]).isEmpty)
    #expect(findings((0..<300).map { "\($0),\($0)" }).isEmpty)
    #expect(findings((0..<300).map { "2024\($0 + 1000)" }).isEmpty)
    #expect(
      findings([
        "Dr. Schaepmanlaan", "Burgemeester van Leeuwenlaan", "Prof. Lorentzplein",
        "Jan van Galenstraat", "J.P. Coenstraat", "Willem de Zwijgerweg", "Van Dijkstraat",
      ]).isEmpty)
    #expect(findings(["Amsterdam", "Utrecht", "Heer Hugowaard", "Bergen (NH.)"]).isEmpty)
    #expect(findings(["", " ", "-", "n.v.t."]).isEmpty)
  }

  @Test("names that stand alone, with initials or turned round")
  func names() {
    let people = [
      "Jan de Vries", "J. Bakker", "A.B. van Dijk", "Visser, P.", "Vries, J. de", "Fatima Yilmaz",
    ]
    #expect(findings(people) == ["name likely"])
    for name in people { #expect(kinds(name) == [.name], "\(name)") }
    for other in ["Vattenfall N.V.", "B.V. Bakker", "Gemeente Utrecht", "Kerkstraat", "Ja", "ABC"] {
      #expect(!kinds(other).contains(.name), "\(other)")
    }
  }

  @Test("counts are of cells, and how many differ is near enough")
  func counts() {
    let column = evidence(["", "  ", "jan@example.nl", "bel jan@example.nl", "geen"])
    #expect((column.cells, column.missing, column.values) == (5, 2, 3))
    #expect(column.whole(.email) == 1 && column.inText(.email) == 1)
    for count in [5, 20, 200, 2000] {
      let estimate = evidence(serviceNumbers(count)).distinctEstimate
      #expect(abs(estimate - count) <= max(1, count / 10), "\(estimate) for \(count)")
    }
    #expect(evidence(["1"]).distinctEstimate == 0)
  }

  @Test("two threads find what one finds")
  func merging() {
    let cells =
      serviceNumbers(60) + ["bsn 111222333", "Jan de Vries", "x", "", "06-12345678", "1011 AB"]
    let whole = evidence(cells)
    for cut in stride(from: 0, through: cells.count, by: 7) {
      var first = evidence(cells[..<cut])
      first.merge(evidence(cells[cut...]))
      #expect(first.findings(nil) == whole.findings(nil))
      #expect(first.distinctEstimate == whole.distinctEstimate)
      #expect(first.cells == whole.cells && first.missing == whole.missing)
    }
  }

  @Test("a postcode and a house number in one row are an address")
  func rows() {
    let evidence = [
      evidence(["1011 AB", "1012 AC"]), evidence(["1", "2"]), evidence(["a", "b"]),
    ]
    let found = TableFindings.all(
      evidence, labels: ["postcode", "huisnr", "zone"], lexicon: .builtIn)
    #expect(found[0].map(\.detector) == [.address, .postcode])
    #expect(found[1].map(\.detector) == [.address])
    #expect(found[2].isEmpty)
    let alone = TableFindings.all(evidence, labels: ["postcode", "n", "zone"], lexicon: .builtIn)
    #expect(alone[0].map(\.detector) == [.postcode] && alone[1].isEmpty)
  }
}
