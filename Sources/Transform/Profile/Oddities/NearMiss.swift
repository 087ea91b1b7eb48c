// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// A column of which nearly all values are of a type, and a few are not.
package enum NearMiss {
  /// Fewer values say nothing.
  static let fewest = 10

  /// Whether so few of the values are of another type that they are seldom meant: at most one in ten, and then no more
  /// than five or one in a hundred. House numbers with a letter, of which there are more, are meant.
  package static func isOne(_ others: Int, of values: Int) -> Bool {
    others > 0 && values >= fewest && others <= values / 10
      && (others <= 5 || others <= values / 100)
  }

  /// What to tell of it.
  ///
  /// - Parameters:
  ///   - most: How many values are of the type.
  ///   - kind: What these are, such as `numbers`.
  ///   - rows: The first few of the others, by their row.
  package static func diagnostic(
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

  /// The same, but for more than three columns that begin to differ in one row: those are told together, since one odd
  /// row, such as a second header, is what they have in common.
  static func gathered(_ found: [Diagnostic]) -> [Diagnostic] {
    let groups = Dictionary(grouping: found, by: \.location.row).filter { $0.value.count > 3 }
    var told: Set<Int?> = []
    return found.compactMap { one in
      guard let group = groups[one.location.row] else { return one }
      guard told.insert(one.location.row).inserted else { return nil }
      let labels = group.prefix(3).compactMap(\.location.field).joined(separator: ", ")
      var place = one.location
      place.field = nil
      return Diagnostic(
        .nearMiss, severity: .warning, at: place,
        "\(group.count) columns are numbers or dates but for a few rows, of which the first is row "
          + "\(place.row ?? 0): \(labels) and \(group.count - 3) more",
        hint:
          "Look at that row: it may be a second header or a remark. Say so with 'headerRows', or "
          + "leave it out with a step 'filter'; the columns can then be of type 'number' or 'date'."
      )
    }
  }
}
