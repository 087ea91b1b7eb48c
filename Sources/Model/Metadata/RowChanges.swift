// SPDX-License-Identifier: EUPL-1.2

/// How many rows of a table differ from those of the release before.
package struct RowChanges: Hashable, Sendable, Codable {
  /// Rows whose key, or that themselves where there is no key, are in the newer release only.
  package var added: Int
  /// Rows that are in the older release only.
  package var removed: Int
  /// Rows with a key of both releases and another cell; nil where no key says which rows belong together.
  package var changed: Int?
  /// Of changed rows, how many have another cell in a field, in the order of the table; no field without.
  package var fields: [Field]

  /// A field with changed cells.
  package struct Field: Hashable, Sendable, Codable {
    /// Its published name.
    package var name: String
    /// Rows whose cell differs.
    package var changed: Int

    /// Makes an entry.
    package init(name: String, changed: Int) {
      (self.name, self.changed) = (name, changed)
    }
  }

  /// Makes counts; of nothing by default.
  package init(added: Int = 0, removed: Int = 0, changed: Int? = nil, fields: [Field] = []) {
    self.added = added
    self.removed = removed
    self.changed = changed
    self.fields = fields
  }

  /// Whether no row differs.
  package var isEmpty: Bool { added == 0 && removed == 0 && (changed ?? 0) == 0 }
}
