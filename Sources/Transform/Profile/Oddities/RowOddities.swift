// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// What is seldom meant in the rows of one batch; rows and lines count from 0 in it.
package struct RowOddities: Sendable {
  /// A record of the batch and the line on which it begins.
  struct Place: Sendable {
    var number: Int
    var line: Int
  }

  /// How often something is there, and where first.
  struct Tally: Sendable {
    var count = 0
    var first: Place?

    mutating func add(_ place: Place) {
      if first == nil { first = place }
      count += 1
    }
  }

  /// What the cells of a column of texts look like.
  struct Shapes: Sendable {
    /// Cells that are not missing.
    var values = 0
    var numbers = 0
    var dates = 0
    /// Whether it is a column of texts beyond doubt; nothing else counts then.
    var isText = false
    /// The first few records that are no number, and no date.
    var noNumbers: [Int] = []
    var noDates: [Int] = []

    /// So many records are told.
    static let told = 3
  }

  /// A row that may be the last one of the export.
  struct LastRow: Sendable {
    var place: Place
    /// Whether a cell is a word for totals.
    var hasWord = false
    /// Whether nothing stands in the first column.
    var beginsEmpty = false
    /// Whether it counts among `totals` already.
    var isTold = false
    /// The numbers in canonical form, by the field's number in the plan.
    var numbers: [Int: String] = [:]

    /// So many rows at the end may be totals.
    static let kept = 3
  }

  /// The hashes of rows, and the number of each; empty where nobody looks for rows that are the same.
  var hashes: [UInt64] = []
  var hashedRecords: [UInt32] = []
  /// Rows that are the header once more, and rows that begin with a byte order mark.
  var headers = Tally()
  var marks = Tally()
  /// For each published column, and in it for each `OddText`, the cells that have it; empty where none has.
  var texts: [Tally] = []
  /// For each watched column of texts what its cells look like.
  var shapes: [Shapes] = []
  /// Rows of totals.
  var totals = Tally()
  /// The last few rows.
  var last: [LastRow] = []

  /// Nothing.
  package init() {}
}
