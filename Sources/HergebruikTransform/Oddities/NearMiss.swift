// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel

/// A column of which nearly all values are of a type, and a few are not.
public enum NearMiss {
  /// Fewer values say nothing.
  static let fewest = 10

  /// Whether so few of the values are of another type that they are seldom meant: at most one in ten, and then no more
  /// than five or one in a hundred. House numbers with a letter, of which there are more, are meant.
  public static func isOne(_ others: Int, of values: Int) -> Bool {
    others > 0 && values >= fewest && others <= values / 10
      && (others <= 5 || others <= values / 100)
  }

  /// What to tell of it.
  ///
  /// - Parameters:
  ///   - most: How many values are of the type.
  ///   - kind: What these are, such as `numbers`.
  ///   - rows: The first few of the others, by their row.
  public static func diagnostic(
    _ most: Int, of values: Int, _ kind: String, _ label: String, file: String?, rows: [Int],
    hint: String
  ) -> Diagnostic {
    let others = values - most
    let shown = rows.map { "\($0)" }
    let places: String
    if others > rows.count {
      places = "not rows \(shown.joined(separator: ", ")) and \(others - rows.count) more"
    } else if let last = shown.last, shown.count > 1 {
      places = "rows \(shown.dropLast().joined(separator: ", ")) and \(last) are not"
    } else {
      places = "row \(shown.joined()) is not"
    }
    return Diagnostic(
      .nearMiss, severity: .warning, at: .init(file: file, row: rows.first, field: label),
      "\(most) of \(values) values of \(label) are \(kind); \(places)", hint: hint)
  }
}
