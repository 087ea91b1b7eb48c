// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@testable import HergebruikDisclosure

/// Two written tables, of which the records are given that they have not in common.
@Suite("Record aligner")
struct RecordAlignerTests {
  private typealias Given = (older: [[String]], newer: [[String]])

  private static func csv(_ rows: [[String]]) -> [UInt8] {
    Array(
      rows.map { row in
        row.map { cell in
          cell.contains { "\",\n".contains($0) }
            ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",") + "\n"
      }.joined().utf8)
  }

  /// What is given, where the tables are read in chunks of so many bytes.
  private static func align(
    _ older: [UInt8], _ newer: [UInt8], width: Int = 3, isAlike: Bool = true, chunk: Int
  ) throws(Failure) -> Given {
    var aligner = RecordAligner(widths: (width, width), isAlike: isAlike)
    var (rest, given) = ((older[...], newer[...]), (older: [[String]](), newer: [[String]]()))
    try aligner.run { release, buffer throws(Failure) in
      let part = (release == .older ? rest.0 : rest.1).prefix(chunk)
      part.withUnsafeBufferPointer { buffer.append($0) }
      if release == .older {
        rest.0.removeFirst(part.count)
      } else {
        rest.1.removeFirst(part.count)
      }
      return !part.isEmpty
    } _: { batch, release throws(Failure) in
      for row in 0..<batch.rowCount {
        let cells = (0..<width).map {
          String(decoding: batch.cell(row: row, column: $0), as: UTF8.self)
        }
        if release == .older { given.older.append(cells) } else { given.newer.append(cells) }
      }
    }
    return given
  }

  /// The rows that one list has more of than the other.
  private static func more(_ one: [[String]], _ other: [[String]]) -> [[String]: Int] {
    var counts = Dictionary(one.map { ($0, 1) }, uniquingKeysWith: +)
    for row in other { counts[row, default: 0] -= 1 }
    return counts.filter { $0.value > 0 }
  }

  private static func row(_ number: Int) -> [String] {
    [
      "\(number)", ["x", "", "a \"b\", c", "two\nlines\n"][number % 4],
      String(repeating: "z", count: number % 90),
    ]
  }

  enum Edit: CaseIterable {
    case none, scattered, headless, newestFirst, shuffled, locallyShuffled, other, empty, double
  }

  private static func edit(_ rows: [[String]], _ edit: Edit) -> [[String]] {
    switch edit {
    case .none: return rows
    case .scattered:
      return rows.enumerated().flatMap { index, row -> [[String]] in
        switch index % 50 {
        case 3: []
        case 17: [row, ["new", "\(index)", ","]]
        case 31: [[row[0], "changed", row[2]]]
        default: [row]
        }
      }
    case .headless: return Array(rows.dropFirst(700))
    case .newestFirst: return (0..<900).map { row(100_000 + $0) } + rows
    case .shuffled: return rows.shuffled()
    case .locallyShuffled:
      return stride(from: 0, to: rows.count, by: 200).flatMap {
        rows[$0..<min($0 + 200, rows.count)].shuffled()
      }
    case .other: return rows.map { ["-" + $0[0], $0[1], $0[2]] }
    case .empty: return []
    case .double: return rows + rows
    }
  }

  @Test("gives all that differs", arguments: Edit.allCases, [7, 5000, 1 << 20])
  func all(edit: Edit, chunk: Int) throws {
    let older = (0..<(chunk < 100 ? 3000 : 8000)).map(Self.row)
    let newer = Self.edit(older, edit)
    for (one, other) in [(older, newer), (newer, older)] {
      let given = try Self.align(Self.csv(one), Self.csv(other), chunk: chunk)
      #expect(Self.more(given.older, given.newer) == Self.more(one, other))
      #expect(Self.more(given.newer, given.older) == Self.more(other, one))
      #expect(Self.more(given.older, one).isEmpty)
    }
  }

  @Test(
    "gives little more than that where the order is about the same",
    arguments: [Edit.none, .scattered, .headless, .newestFirst])
  func little(edit: Edit) throws {
    let older = (0..<20_000).map(Self.row)
    let newer = Self.edit(older, edit)
    let given = try Self.align(Self.csv(older), Self.csv(newer), chunk: 1 << 20)
    let least = Self.more(older, newer).count + Self.more(newer, older).count
    #expect(given.older.count + given.newer.count <= least)
  }

  @Test("gives all records of tables that have other columns")
  func otherColumns() throws {
    let rows = (0..<3000).map(Self.row)
    let given = try Self.align(Self.csv(rows), Self.csv(rows), isAlike: false, chunk: 5000)
    #expect(given.older == rows && given.newer == rows)
  }

  @Test("reads records that are longer than what is read ahead")
  func long() throws {
    let long = String(repeating: "lange tekst,\n", count: 20_000)
    let older = [["1", long, ""], ["2", long + "x", ""]]
    let newer = [["1", long, ""], ["2", long + "y", ""]]
    let given = try Self.align(Self.csv(older), Self.csv(newer), chunk: 1 << 14)
    #expect(given.older == [older[1]] && given.newer == [newer[1]])
  }

  @Test(
    "refuses what is not a whole table",
    arguments: ["1,2,3\n4,5", "1,2\n", "1,2,3,4\n", "1,\"2\"3,4\n"])
  func broken(text: String) {
    for other in ["", "7,8,9\n"] {
      #expect(throws: Failure.self) {
        try Self.align(Array(text.utf8), Array(other.utf8), chunk: 3)
      }
    }
  }
}
