// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikValues

@Suite struct IdentifierTableTests {
  private func table(_ values: [String], memory: Int = 1 << 24) -> IdentifierTable {
    let table = IdentifierTable(memory: memory)
    for value in values { Array(value.utf8).withUnsafeBufferPointer { table.insert($0.span) } }
    return table
  }

  private func occurs(_ table: IdentifierTable, _ cell: String) -> Bool {
    Array(cell.utf8).withUnsafeBufferPointer { table.occurs(in: $0.span) }
  }

  @Test(arguments: [
    ("Jansen", true), ("de heer JANSEN belde", true), ("Jansen's auto", true), ("(jansen)", true),
    ("Jansenstraat", false), ("Bergjansen", false), ("Janse", false), ("Noord-Jansen-3", true),
    ("123456782", true), ("nr123456782", true), ("0123456782", true), ("1234567820", false),
    ("nr 1234.56.782", true), ("1234 56 782,00", true),
    ("Berg, van den", false), ("Vries-Smit, de", false), ("Piet de Vries", true),
    ("VRIES, Piet de", true), ("Piet Smit", false), ("Zoe Backer", true),
    ("van den Berg", true), ("Van Den Berg, A.", true), ("van denBerg", false), ("", false),
  ])
  func findsValuesBetweenBordersOfWords(_ cell: String, _ expected: Bool) {
    let table = table([
      "Jansen ", "123456782", "van den Berg", "abc", "1234", "de Vries, Piet", "Zoë Bäcker",
    ])
    #expect(table.count == 5)
    #expect(occurs(table, cell) == expected, "\(cell)")
  }

  @Test func findsEachOfManyAndNoOther() {
    let values = (0..<20_000).map { "PV-\(100_000 + 7 * $0)" }
    let table = table(values)
    #expect(table.count == 20_000 && !table.isFull)
    for index in stride(from: 0, to: 20_000, by: 97) {
      #expect(occurs(table, "zie \(values[index])."))
      #expect(!occurs(table, "zie PV-\(100_000 + 7 * index + 3)."))
    }
  }

  @Test func longValuesCountByTheirBeginning() {
    let long = String(repeating: "lang ", count: 30)
    let table = table([long + "een"])
    #expect(occurs(table, "x " + long + "twee"))
    #expect(!occurs(table, "x " + long.prefix(40)))
  }

  @Test func saysThatItIsFull() {
    let table = table((0..<5_000).map { "waarde \($0)" }, memory: 40_000)
    #expect(table.isFull)
  }
}
