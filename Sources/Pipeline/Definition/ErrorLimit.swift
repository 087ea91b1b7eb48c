// SPDX-License-Identifier: EUPL-1.2

/// How many rows may fail before nothing is published: a number, or a part of all rows.
package enum ErrorLimit: Hashable, Sendable {
  case rows(Int)
  /// 20,000 is 2 %.
  case partsPerMillion(Int)

  /// Reads `12` or `2%`, up to four decimals; nil for anything else.
  package init?(_ text: String) {
    guard text.last == "%" else {
      guard text.utf8.allSatisfy(Names.isDigit), let rows = Int(text) else { return nil }
      self = .rows(rows)
      return
    }
    let parts = text.dropLast().split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count),
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(Names.isDigit) }),
      let whole = Int(parts[0]), whole <= 100
    else { return nil }
    let decimals = parts.count == 2 ? String(parts[1]) : ""
    guard decimals.count <= 4,
      let rest = Int(decimals + String(repeating: "0", count: 4 - decimals.count)),
      whole * 10_000 + rest <= 1_000_000
    else { return nil }
    self = .partsPerMillion(whole * 10_000 + rest)
  }

  /// Whether so many failed rows among all rows read may be left out.
  package func allows(_ failed: Int, of rows: Int) -> Bool {
    switch self {
    case .rows(let limit): failed <= limit
    case .partsPerMillion(let parts):
      failed.multipliedFullWidth(by: 1_000_000) <= rows.multipliedFullWidth(by: parts)
    }
  }

  /// The most rows, of so many, that may fail.
  package func most(of rows: Int) -> Int {
    switch self {
    case .rows(let limit): min(limit, rows)
    case .partsPerMillion(let parts):
      1_000_000.dividingFullWidth(rows.multipliedFullWidth(by: parts)).quotient
    }
  }

  /// `12` or `2.5%`, as it may be written.
  package var words: String {
    switch self {
    case .rows(let limit): "\(limit)"
    case .partsPerMillion(let parts):
      parts.isMultiple(of: 10_000) ? "\(parts / 10_000)%" : "\(Double(parts) / 10_000)%"
    }
  }

  /// The most rows that can ever fail, where that does not depend on the rows read.
  package var absolute: Int? {
    switch self {
    case .rows(let limit): limit
    case .partsPerMillion(0): 0
    case .partsPerMillion: nil
    }
  }
}
