// SPDX-License-Identifier: EUPL-1.2

/// What a candidate generation would change in the published catalogue.
package struct CatalogueChanges: Hashable, Sendable, Codable {
  /// What happens to one dataset.
  package struct Dataset: Hashable, Sendable, Codable {
    /// Added, changed in any of its files, removed, or the same.
    package enum Kind: String, Sendable, Codable {
      case added, changed, removed, unchanged
    }

    /// The identifier and URL slug.
    package var name: String
    /// The title of the candidate, or of what is published where it is removed.
    package var title: LocalizedText
    /// What happens to it.
    package var kind: Kind
    /// Rows as published now; nil where it is added.
    package var rowsBefore: Int?
    /// Rows of the candidate; nil where it is removed.
    package var rowsAfter: Int?
    /// Whether the bytes of a distribution differ; false where only the description or page does.
    package var dataChanged: Bool
    /// How the form differs.
    package var schema: [SchemaChange]
    /// The keys of the metadata that differ, as the pipeline file calls them, sorted.
    package var metadata: [String]
    /// How many rows differ; nil where it was not counted.
    package var rows: RowChanges?

    /// Makes the change of one dataset.
    package init(
      name: String, title: LocalizedText, kind: Kind, rowsBefore: Int? = nil,
      rowsAfter: Int? = nil, dataChanged: Bool = false, schema: [SchemaChange] = [],
      metadata: [String] = [], rows: RowChanges? = nil
    ) {
      self.name = name
      self.title = title
      self.kind = kind
      self.rowsBefore = rowsBefore
      self.rowsAfter = rowsAfter
      self.dataChanged = dataChanged
      self.schema = schema
      self.metadata = metadata
      self.rows = rows
    }

    /// The fields of some kinds of changes, in order.
    fileprivate func fields(_ isWanted: (SchemaChange.Kind) -> Bool) -> [String] {
      schema.filter { isWanted($0.kind) }.compactMap(\.field)
    }
  }

  /// Every dataset of either side, by name.
  package var datasets: [Dataset]
  /// Paths below the web root that are new, sorted.
  package var filesAdded: [String]
  /// Paths whose bytes differ, sorted.
  package var filesChanged: [String]
  /// Paths that are gone, sorted.
  package var filesRemoved: [String]

  /// Makes a list of changes.
  package init(
    datasets: [Dataset], filesAdded: [String] = [], filesChanged: [String] = [],
    filesRemoved: [String] = []
  ) {
    self.datasets = datasets
    self.filesAdded = filesAdded
    self.filesChanged = filesChanged
    self.filesRemoved = filesRemoved
  }

  /// One plain line per dataset, for a terminal.
  package var lines: [String] { datasets.map(Self.line) }

  /// One plain line of a dataset.
  static func line(_ dataset: Dataset) -> String {
    switch dataset.kind {
    case .added: "added      \(dataset.name): \(dataset.rowsAfter ?? 0) rows"
    case .removed: "removed    \(dataset.name): \(dataset.rowsBefore ?? 0) rows"
    case .unchanged: "unchanged  \(dataset.name): \(dataset.rowsAfter ?? 0) rows"
    case .changed: "changed    \(dataset.name): \(what(dataset))"
    }
  }

  private static func what(_ dataset: Dataset) -> String {
    let before = dataset.rowsBefore ?? 0
    let after = dataset.rowsAfter ?? 0
    var parts = [before == after ? "\(after) rows" : "\(before) → \(after) rows"]
    if dataset.dataChanged, let rows = dataset.rows {
      parts.append(
        "\(rows.added) added, \(rows.removed) removed"
          + (rows.changed.map { ", \($0) changed" } ?? ""))
    }
    let new = dataset.fields { $0 == .fieldAppended || $0 == .fieldInserted }
    if !new.isEmpty { parts.append("new fields \(new.joined(separator: ", "))") }
    let gone = dataset.fields { $0 == .fieldRemoved || $0 == .fieldRenamed }
    if !gone.isEmpty { parts.append("fields gone \(gone.joined(separator: ", "))") }
    if !dataset.dataChanged { parts.append("same data, new description or page") }
    return parts.joined(separator: "; ")
  }
}
