// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikValues

/// The values that a foreign key may have, as hashes: in memory up to a budget, in sorted runs beyond it.
///
/// One thread fills it; then any number of threads look into it.
package final class ReferenceKeys: @unchecked Sendable {
  private let columns: [(cast: Cast, isNumber: Bool)]
  private let layouts = ByteArena()
  private var cell = ByteBuffer()
  private var parts: [KeyHash] = []
  private var known = ProbeTable<KeyHash>(places: 64)
  private var sorter: EntrySorter?
  private let most: Int
  private let memory: Int
  private let folder: String

  /// Makes an empty set for fields of these types; values stand in the reference in canonical form.
  ///
  /// - Parameters:
  ///   - memory: the most bytes.
  ///   - folder: where runs go; it must exist.
  package init(types: [FieldType], memory: Int, folder: String) {
    let layouts = layouts
    columns = types.map { (Cast(canonical: $0, layouts), $0.isNumber) }
    most = max(memory / 64, 1024)
    (self.memory, self.folder) = (memory, folder)
  }

  /// Adds a row of the reference; false where a cell is not of its field's type.
  ///
  /// A row with an empty cell is no key, and is left out.
  ///
  /// - Parameter places: The columns of the batch that are the fields of the key.
  package func insert(
    _ row: Int, of batch: borrowing RecordBatch, columns places: [Int]
  ) throws(Failure) -> Bool {
    parts.removeAll(keepingCapacity: true)
    for (index, column) in columns.enumerated() {
      let text = batch.span(row: row, column: places[index])
      guard !text.isEmpty else { return true }
      cell.removeAll()
      guard column.cast.append(text, to: &cell) else { return false }
      parts.append(KeyHash.of(cell.span, isNumber: column.isNumber))
    }
    let key = parts.count == 1 ? parts[0] : KeyHash.of(parts.count) { parts[$0] }
    if let sorter {
      try sorter.add(SortedEntry(high: key.high, low: key.low, word: 0))
    } else {
      remember(key)
      if known.count > most { try spill() }
    }
    return true
  }

  private func remember(_ key: KeyHash) {
    let place = known.place(of: key.high) { $0 == key }
    guard known[place].isFree else { return }
    known.fill(place, with: key)
    if known.isCrowded { known.grow { $0.high } }
  }

  private func spill() throws(Failure) {
    let sorter = EntrySorter(memory: memory / 2, folder: folder)
    for key in known.filled {
      try sorter.add(SortedEntry(high: key.high, low: key.low, word: 0))
    }
    known = ProbeTable(places: 64)
    self.sorter = sorter
  }

  /// Whether all values are in memory, so that `contains` knows.
  package var isInMemory: Bool { sorter == nil }

  @inline(__always)
  package func contains(_ key: KeyHash) -> Bool {
    !known[known.place(of: key.high) { $0 == key }].isFree
  }

  /// Visits the values that are not in memory, in order; each with the word 0.
  func forEachSpilled(_ body: (SortedEntry) throws(Failure) -> Void) throws(Failure) {
    try sorter?.forEach(body)
  }

}

extension FieldType {
  /// Whether its values are compared as numbers.
  package var isNumber: Bool { name == "integer" || name == "number" }
}
