// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Scans the columns of an export, batch by batch; one for each thread.
package struct ColumnsScanner: ~Copyable {
  /// What was found so far, by column.
  package private(set) var evidence: [ColumnEvidence]
  private var scanner = CellScanner()

  /// Makes a scanner for so many columns.
  package init(width: Int) {
    evidence = Array(repeating: ColumnEvidence(), count: width)
  }

  /// Looks at the rows of a parsed batch.
  package mutating func see(_ batch: borrowing RecordBatch) {
    for row in 0..<batch.rowCount {
      for column in 0..<evidence.count {
        _ = unsafe scanner.scan(batch.cell(row: row, column: column), into: &evidence[column])
      }
    }
  }
}

/// What the columns of a table are, each by itself and beside the others.
package enum TableFindings {
  /// The findings of each column.
  ///
  /// A postcode and a house number in one row are an address: both columns are then called so.
  /// - Parameters:
  ///   - labels: The names of the columns; empty where they have none.
  ///   - headerDecides: As for `ColumnEvidence.findings`.
  package static func all(
    _ evidence: [ColumnEvidence], labels: [String], lexicon: HeaderLexicon,
    headerDecides: Bool = true
  ) -> [[Finding]] {
    let meanings = labels.map(lexicon.meaning)
    var all = evidence.indices.map { column in
      let label = labels.indices.contains(column) ? LabelTokens(labels[column]) : nil
      let meaning = meanings.indices.contains(column) ? meanings[column] : nil
      return evidence[column].findings(
        meaning, headerDecides: headerDecides, isOfThings: label?.isOfThings ?? false)
    }
    let houses = meanings.indices.filter { meanings[$0]?.subject == .houseNumber }
    let codes = all.indices.filter { column in
      all[column].contains { $0.detector == .postcode && $0.confidence > .possible }
    }
    guard !houses.isEmpty, !codes.isEmpty else { return all }
    for column in houses + codes {
      all[column].removeAll { $0.detector == .address }
      let values = evidence[column].values
      all[column].insert(Finding(.address, .certain, .row, hits: values, values: values), at: 0)
    }
    return all
  }
}
