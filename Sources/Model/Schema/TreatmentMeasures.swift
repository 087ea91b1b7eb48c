// SPDX-License-Identifier: EUPL-1.2

extension Treatment {
  /// The sides that squares of the national grid have, in metres.
  package static let squareSizes = [100, 500, 1000]
}

/// Bands of ages at a fixed day.
package struct AgeBand: Hashable, Sendable {
  /// Years in a band, from 1.
  package var width: Int
  /// The age at which the last band begins, which has no end; a multiple of the width.
  package var top: Int
  /// The day at which the age is taken, `YYYY-MM-DD`.
  ///
  /// It is fixed: with ages at the day of the run, two releases around a birthday tell that birthday.
  package var date: String

  /// Makes bands.
  package init(width: Int, top: Int, date: String) {
    (self.width, self.top, self.date) = (width, top, date)
  }
}

/// Bands of numbers between two limits; what is beyond them falls into one band below and one above.
package struct NumberBand: Hashable, Sendable {
  /// The size of a band: a number with a decimal point.
  package var width: String
  /// Where the first band begins.
  package var minimum: String
  /// Where the last band ends; this number itself is in the band above.
  package var maximum: String

  /// Makes bands.
  package init(width: String, minimum: String, maximum: String) {
    (self.width, self.minimum, self.maximum) = (width, minimum, maximum)
  }
}

/// A CSV file in which values are looked up.
package struct CodeList: Hashable, Sendable {
  /// Which of its columns are used.
  package enum Columns: Hashable, Sendable {
    /// The labels of a header row: those of the keys, the field's own first, and that of the result.
    case labels(from: [String], to: String)
    /// A hierarchy without a header, a column for each level; level 0 is the value itself.
    ///
    /// Source: ARX, https://arx.deidentifier.org/development/algorithms/, "hierarchies".
    case level(Int)
    /// Such a hierarchy, of which the level is chosen by `privacy: {k: {method: generalise}}`.
    case chosenLevel
  }

  /// What becomes of a value that is not in the list.
  package enum Unmatched: String, CaseIterable, Hashable, Sendable {
    /// The cell becomes empty, and is counted.
    case empty
    /// The row is refused.
    case error
  }

  /// The path, from the dataset's folder.
  package var file: String
  /// Which of its columns are used.
  package var columns: Columns
  /// The other fields whose values are keys, by source or name: one for each of `from` behind the first.
  package var with: [String]
  /// What stands between its cells: one ASCII character.
  package var delimiter: String
  /// What becomes of a value that is not in the list.
  package var unmatched: Unmatched

  /// Makes a reference to a list.
  package init(
    file: String, columns: Columns, with: [String] = [], delimiter: String = ";",
    unmatched: Unmatched
  ) {
    (self.file, self.columns, self.with) = (file, columns, with)
    (self.delimiter, self.unmatched) = (delimiter, unmatched)
  }
}
