// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
@_spi(Transform) import HergebruikModel
import HergebruikTestBasics
import Testing

@testable import HergebruikDetectors
@testable import HergebruikValues

/// What the gate does not look at again, or at all, has the verdict that it would have had: random tables of cells of every
/// form, many of them the same, judged by the scanner of the gate and cell by cell.
@Suite("Cells that are not searched")
struct SkippedCellTests {
  private static let names = [
    "Jansen", "van der Kamp", "de Vries, Piet", "Zoë Bäcker", "A.B.C.", "B.P. Kwakkelaar", "Ng",
    "Coöpmans", "ten Oosterwolde", "Çelik", "x-1-y",
  ]
  private static let numbers = ["123456782", "0012345678", "111222333", "NL-99.88.77.665"]
  private static let words = [
    "dossier", "Jan", "mevrouw", "tel", "BSN", "geboren", "Kerkstraat 12", "kapot", "en", "5e",
    "Verlengd", "bel 06-12345678", "j.jansen@example.nl", "van", "Amsterdam", "stichting", "heeft",
    "belde", "€", "–", "\u{A0}", "\u{200B}", "[", "{\"naam\": \"Piet Jansen\"}", "(at)", "1.2.3.4",
  ]
  private static let forms = [
    "", " ", "x", "abc", "1980-03-12", "12-03-1980", "64-ZZN-6", "XX-11-22", "1234AB", "1234 AB",
    "0612345678", "612345678", "NL91ABNA0417164300", "52.0907, 5.1214", "POINT(5.1 52.1)",
    "BU03630000", "Amsterdam F 6543", "ASD04-F-6543", "u173zq37x014", "9F46W8QR+2C", "192.168.0.1",
    "123456782.0", "112345670", "1234.56.782", "jansen", "pkamp", "kampp01", "zkamp",
    "JanVermeulen",
    "Jan Vermeulen", "Vries (Jan)", "P. Kamp", "rozenkamp", "  Jansen  ", "\u{FF11}\u{FF12}3456782",
    "Jan\u{AD}sen", "87.99", "-----", "aaaaaaaaaaaaaaaaaaaaaaaa", "1234567812345678",
  ]

  /// A random cell; `fresh` makes one that hardly any other is.
  private static func cell(_ dice: inout SplitMix) -> String {
    func one(_ list: [String], _ dice: inout SplitMix) -> String {
      list.randomElement(using: &dice) ?? ""
    }
    switch Int.random(in: 0..<14, using: &dice) {
    case 0: return one(names, &dice)
    case 1: return one(numbers, &dice)
    case 2...4: return one(forms, &dice)
    case 5: return String(Int.random(in: 0...99_999_999_999, using: &dice))
    case 6: return one(forms, &dice) + one(["", "0", " ", "-", "x", "é"], &dice)
    case 7: return one(names, &dice).lowercased() + one(["", "1", "straat", " "], &dice)
    case 8: return one(words, &dice) + " " + one(numbers, &dice)
    case 9:
      let bytes = (0..<Int.random(in: 1...20, using: &dice)).map { _ in
        UInt8.random(in: 0x20...0x7E, using: &dice)
      }
      return String(decoding: bytes, as: UTF8.self)
    default:
      return (0..<Int.random(in: 1...9, using: &dice)).map { _ in
        one(words + (Bool.random(using: &dice) ? names : forms), &dice)
      }.joined(separator: " ")
    }
  }

  private static func table(_ values: [String]) -> IdentifierTable {
    let table = IdentifierTable(memory: 1 << 24)
    for value in values { Array(value.utf8).withUnsafeBufferPointer { table.insert($0.span) } }
    return table
  }

  /// What the gate says of a table.
  private static func judged(
    _ rows: [[String]], _ fields: [OutputScanner.Field],
    _ tables: [IdentifierTable]
  ) throws -> OutputScanner {
    var scanner = OutputScanner(fields: fields, identifiers: tables)
    var first = 1
    while first <= rows.count {
      let some = Array(rows[(first - 1)..<min(first + 99, rows.count)])
      try scanner.see(batch(some), firstRow: first)
      first += some.count
    }
    return scanner
  }

  /// Whether a cell holds an identifier, by every way in which one is looked for.
  private static func holds(_ cell: String, _ tables: [IdentifierTable]) -> Bool {
    var plain = ByteBuffer()
    return Array(cell.utf8).withUnsafeBufferPointer { cell in
      if tables.contains(where: { $0.occurs(in: cell.span) }) { return true }
      if LookalikeText.append(cell, to: &plain),
        tables.contains(where: { table in plain.withSpan { table.occurs(in: $0) } })
      {
        return true
      }
      return cell.count >= 16
        && DigestForm.contains(cell) { head in tables.contains { $0.digests.contains(head) } }
    }
  }

  @Test("have the findings and rows that each of them has by itself", arguments: 1...6)
  func findings(seed: UInt64) throws {
    var dice = SplitMix(state: seed)
    let width = 5
    let pools = (0..<width).map { column in
      (0..<[4, 40, 400, 4000, 30][column]).map { _ in Self.cell(&dice) }
    }
    let rows = (0..<3000).map { _ in pools.map { $0.randomElement(using: &dice) ?? "" } }
    let fields = (0..<width).map { OutputScanner.Field(name: "veld\($0)") }
    let scanner = try Self.judged(rows, fields, [])

    var single = CellScanner()
    var evidence = (0..<width).map { _ in ColumnEvidence() }
    var found = (0..<width).map { _ in RowsFound() }
    for (number, row) in rows.enumerated() {
      for column in 0..<width {
        let hits = single.scan(text: row[column], into: &evidence[column])
        _ = found[column].add(hits, row: number + 1)
      }
    }
    let expected = TableFindings.all(
      evidence, labels: fields.map(\.name), lexicon: .builtIn, headerDecides: false)
    let all = expected.enumerated().flatMap { column, findings in
      findings.map {
        OutputScanner.Found(
          place: .field(fields[column].name), finding: $0, rows: found[column].of($0))
      }
    }
    #expect(scanner.allFindings() == all)
    #expect(all.count > 10)
  }

  @Test("hold the identifiers that each of them holds by itself", arguments: 1...6)
  func identifiers(seed: UInt64) throws {
    var dice = SplitMix(state: 100 + seed)
    // Each time others are known, so that what is passed over differs.
    let (names, numbers) = (
      Self.names.filter { _ in Bool.random(using: &dice) },
      Self.numbers.filter { _ in Bool.random(using: &dice) }
    )
    let tables = [Self.table(names + ["Kwakkelaar"]), Self.table(numbers)]
    let pool = (0..<600).map { _ in Self.cell(&dice) }
    let rows = (0..<3000).map { _ in [pool.randomElement(using: &dice) ?? ""] }
    let scanner = try Self.judged(rows, [.init(name: "veld")], tables)

    var logins = LoginCells()
    var (hits, first) = (0, [Int]())
    for (number, row) in rows.enumerated() {
      if Self.holds(row[0], tables) {
        hits += 1
        if first.count < 5 { first.append(number + 1) }
      } else if Array(row[0].utf8).withUnsafeBufferPointer({ cell in
        tables.contains { $0.mayBeLogin(cell) }
      }) {
        logins.add(Array(row[0].utf8).withUnsafeBufferPointer { ByteHash.of($0) }, row: number + 1)
      }
    }
    let values = rows.count { !$0[0].allSatisfy { $0 == " " } }
    if logins.isMany(of: values) { hits += logins.hits }
    let found = scanner.identifierFindings()
    #expect(found.map(\.hits) == (hits > 0 ? [hits] : []))
    if !logins.isMany(of: values) { #expect(found.first?.rows ?? [] == first) }
    #expect(hits > 20)
  }

  @Test("are told apart by all of their bytes, also where they are long")
  func bytes() throws {
    let base = "Verlengd zonder wijzigingen, telefoon van de balie is 06-12345678 of anders"
    var rows: [[String]] = []
    for length in 14...base.utf8.count {
      let cell = String(base.prefix(length))
      rows += [[cell], [cell], [cell + "."], [String(cell.dropFirst()) + "#"]]
    }
    let fields = [OutputScanner.Field(name: "veld")]
    let scanner = try Self.judged(rows + rows, fields, [])
    let alone = evidence((rows + rows).map { $0[0] })
    let finding = try #require(scanner.allFindings().first { $0.finding.detector == .phone })
    #expect(finding.finding.hits == alone.inText(.phone))
    #expect(finding.finding.hits > 40)
  }

  @Test("are told apart by their last bytes, where all that is before is the same")
  func ends() throws {
    // Six whole words of eight bytes, and seven bytes more: a telephone number in every third cell.
    let head = "Verlengd, de balie is te bereiken op n: tel 06-1"
    try #require(head.utf8.count == 48)
    let cells = (0..<3000).map { number in
      head + (number.isMultiple(of: 3) ? "234\(5_000 + number)" : "nr.\(number + 5_000)")
    }
    let scanner = try Self.judged(cells.map { [$0] }, [.init(name: "veld")], [])
    let finding = try #require(scanner.allFindings().first { $0.finding.detector == .phone })
    #expect(finding.finding.hits == 1000)
    #expect(evidence(cells).inText(.phone) == 1000)
  }

  @Test("count their numbers each time, though they were seen before")
  func numbers() throws {
    // Citizen service numbers, which pass the eleven test, glued to a letter: they are counted apart from whole cells.
    let numbers = (900_000_000..<900_010_000).map(String.init).filter { number in
      let digits = number.utf8.map { Int($0) - 0x30 }
      let sum = (0..<8).reduce(0) { $0 + digits[$1] * (9 - $1) } - digits[8]
      return sum.isMultiple(of: 11)
    }.prefix(300)
    let cells = Array([numbers, numbers, numbers].joined()).map { "D\($0)" }
    let scanner = try Self.judged(cells.map { [$0] }, [.init(name: "veld")], [])
    let expected = TableFindings.all(
      [evidence(cells)], labels: ["veld"], lexicon: .builtIn, headerDecides: false)
    #expect(scanner.allFindings().map(\.finding) == expected[0])
    #expect(expected[0].contains { $0.detector == .bsn && $0.hits == 900 })
  }
}
