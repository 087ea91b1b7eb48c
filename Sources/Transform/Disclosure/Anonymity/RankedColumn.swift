// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikValues

/// A quasi-identifier whose values are ordered.
struct RankedColumn {
  /// Its column in the table.
  let place: Int
  private let codes: [UInt32]
  /// The rank of each code, from 0; codes that are the same number share one.
  private let ranks: [UInt32]
  /// The value of each rank.
  private let values: [String]
  /// What stands between the ends of a range; nil where a part is named by all that is in it.
  private let separator: String?

  init(_ column: CodedTable.Column, place: Int, _ order: Mondrian.Order) {
    (self.place, codes) = (place, column.codes)
    let all = column.values.indices
    let sorted: [Int]
    var numbers: [Double] = []
    switch order {
    case .numeric:
      separator = "-"
      numbers = column.values.map(Self.number)
      sorted = all.sorted { (numbers[$0], column.values[$0]) < (numbers[$1], column.values[$1]) }
    case .text, .interval:
      if case .interval = order { separator = "/" } else { separator = nil }
      sorted = all.sorted { Self.precedes(column.values[$0], column.values[$1]) }
    case .listed(let list):
      separator = nil
      let places = Dictionary(list.enumerated().map { ($1, $0) }) { first, _ in first }
      let rank = column.values.map { places[$0] ?? list.count }
      sorted = all.sorted {
        rank[$0] != rank[$1]
          ? rank[$0] < rank[$1] : Self.precedes(column.values[$0], column.values[$1])
      }
    }
    (ranks, values) = Self.ranked(sorted, column.values) {
      !numbers.isEmpty && numbers[$0] == numbers[$1]
    }
  }

  private static func ranked(
    _ sorted: [Int], _ all: [String], areSame: (Int, Int) -> Bool
  ) -> ([UInt32], [String]) {
    var (ranks, values) = ([UInt32](repeating: 0, count: all.count), [String]())
    var previous: Int?
    for code in sorted {
      if previous.map({ !areSame($0, code) }) ?? true { values.append(all[code]) }
      ranks[code] = UInt32(values.count - 1)
      previous = code
    }
    return (ranks, values)
  }

  private static func number(_ value: String) -> Double {
    let number = value.isEmpty ? -.infinity : DecimalText.double(value.utf8.span)
    return number.isNaN ? -.infinity : number
  }

  private static func precedes(_ one: String, _ other: String) -> Bool {
    one.utf8.lexicographicallyPrecedes(other.utf8)
  }

  @inline(__always)
  func rank(of row: Int) -> UInt32 { ranks[Int(codes[row])] }

  /// What part of all ranks a part of the rows spans, from 0 to 1.
  func span(of part: ArraySlice<Int>) -> Double {
    guard values.count > 1, let (least, most) = extremes(of: part) else { return 0 }
    return Double(most - least) / Double(values.count - 1)
  }

  /// `20-29`, `20`, or `|20-29` where some are empty; `{A|B}` or `A` where it has no ranges.
  package func name(of part: ArraySlice<Int>) -> String {
    guard let (least, most) = extremes(of: part) else { return "" }
    if least == most { return values[Int(least)] }
    guard let separator else {
      let present = Set(part.map { rank(of: $0) }).sorted()
      return "{" + present.map { values[Int($0)] }.joined(separator: "|") + "}"
    }
    let first = values[Int(least)].isEmpty ? least + 1 : least
    let text = values[Int(first)] + (first == most ? "" : separator + values[Int(most)])
    return first == least ? text : "|" + text
  }

  private func extremes(of part: ArraySlice<Int>) -> (UInt32, UInt32)? {
    guard let first = part.first else { return nil }
    return part.reduce((rank(of: first), rank(of: first))) {
      (min($0.0, rank(of: $1)), max($0.1, rank(of: $1)))
    }
  }
}
