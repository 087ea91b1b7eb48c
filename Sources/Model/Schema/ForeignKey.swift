// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Fields whose values together must stand somewhere else.
///
/// Source: https://datapackage.org/standard/table-schema/#foreignkeys
package struct ForeignKey: Hashable, Sendable {
  /// Where the values must stand.
  package enum Reference: Hashable, Sendable {
    /// In other fields of the same table.
    case table
    /// In a CSV file of the project: its path, from the dataset's folder, and what stands between cells.
    case codes(file: String, delimiter: String)
    /// In another dataset, as it is published now.
    case dataset(String)
  }

  /// The names of the fields.
  package var fields: [String]
  /// Where their values must stand.
  package var reference: Reference
  /// The fields there, or the labels of a list, in the same order.
  package var referenced: [String]
  /// Where it stands in the pipeline file.
  package var location: Diagnostic.Location

  /// Makes a key.
  package init(
    fields: [String], reference: Reference, referenced: [String],
    location: Diagnostic.Location = Diagnostic.Location()
  ) {
    (self.fields, self.reference, self.referenced) = (fields, reference, referenced)
    self.location = location
  }

  /// What is referred to, for messages.
  package var target: String {
    switch reference {
    case .table: "the table itself"
    case .codes(let file, _): file
    case .dataset(let name): "dataset '\(name)'"
    }
  }
}

extension [Field] {
  /// The position of the field that a key names: a published one, or else one that is dropped.
  package func index(ofKey name: String) -> Int? {
    firstIndex { $0.name == name && $0.treatment != .drop } ?? firstIndex { $0.name == name }
  }
}

/// Keys besides the primary key that hold for what is published.
package struct TableKeys: Hashable, Sendable, Codable {
  /// A foreign key into something that is public too.
  package struct Foreign: Hashable, Sendable, Codable {
    /// The names of the fields.
    package var fields: [String]
    /// The name of a dataset; empty for the table itself.
    package var resource: String
    /// The fields there, in the same order.
    package var referenced: [String]

    /// Makes a key.
    package init(fields: [String], resource: String, referenced: [String]) {
      (self.fields, self.resource, self.referenced) = (fields, resource, referenced)
    }
  }

  /// The names of fields whose values occur once together.
  package var unique: [[String]]
  /// The foreign keys.
  package var foreign: [Foreign]

  /// Makes keys; nil where there are none.
  package init?(unique: [[String]], foreign: [Foreign]) {
    guard !unique.isEmpty || !foreign.isEmpty else { return nil }
    (self.unique, self.foreign) = (unique, foreign)
  }
}
