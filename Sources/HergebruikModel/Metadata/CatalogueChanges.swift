// SPDX-License-Identifier: EUPL-1.2

/// What a candidate generation would change in the published catalogue.
public struct CatalogueChanges: Hashable, Sendable, Codable {
  /// What happens to one dataset.
  public struct Dataset: Hashable, Sendable, Codable {
    /// Added, changed in any of its files, removed, or the same.
    public enum Kind: String, Sendable, Codable {
      case added, changed, removed, unchanged
    }

    /// The identifier and URL slug.
    public var name: String
    /// The title of the candidate, or of what is published where it is removed.
    public var title: LocalizedText
    /// What happens to it.
    public var kind: Kind
    /// Rows as published now; nil where it is added.
    public var rowsBefore: Int?
    /// Rows of the candidate; nil where it is removed.
    public var rowsAfter: Int?
    /// Whether the bytes of a distribution differ; false where only the description or page does.
    public var dataChanged: Bool
    /// Published names of fields that are new, in the order of the table.
    public var fieldsAdded: [String]
    /// Published names of fields that are gone, in the order of the table.
    public var fieldsRemoved: [String]

    /// Makes the change of one dataset.
    public init(
      name: String, title: LocalizedText, kind: Kind, rowsBefore: Int? = nil,
      rowsAfter: Int? = nil, dataChanged: Bool = false, fieldsAdded: [String] = [],
      fieldsRemoved: [String] = []
    ) {
      self.name = name
      self.title = title
      self.kind = kind
      self.rowsBefore = rowsBefore
      self.rowsAfter = rowsAfter
      self.dataChanged = dataChanged
      self.fieldsAdded = fieldsAdded
      self.fieldsRemoved = fieldsRemoved
    }
  }

  /// Every dataset of either side, by name.
  public var datasets: [Dataset]
  /// Paths below the web root that are new, sorted.
  public var filesAdded: [String]
  /// Paths whose bytes differ, sorted.
  public var filesChanged: [String]
  /// Paths that are gone, sorted.
  public var filesRemoved: [String]

  /// Makes a list of changes.
  public init(
    datasets: [Dataset], filesAdded: [String] = [], filesChanged: [String] = [],
    filesRemoved: [String] = []
  ) {
    self.datasets = datasets
    self.filesAdded = filesAdded
    self.filesChanged = filesChanged
    self.filesRemoved = filesRemoved
  }

  /// One plain line per dataset, for a terminal.
  public var lines: [String] {
    datasets.map { dataset in
      switch dataset.kind {
      case .added: "added      \(dataset.name): \(dataset.rowsAfter ?? 0) rows"
      case .removed: "removed    \(dataset.name): \(dataset.rowsBefore ?? 0) rows"
      case .unchanged: "unchanged  \(dataset.name): \(dataset.rowsAfter ?? 0) rows"
      case .changed: "changed    \(dataset.name): \(Self.what(dataset))"
      }
    }
  }

  private static func what(_ dataset: Dataset) -> String {
    let before = dataset.rowsBefore ?? 0
    let after = dataset.rowsAfter ?? 0
    var parts = [before == after ? "\(after) rows" : "\(before) → \(after) rows"]
    if !dataset.fieldsAdded.isEmpty {
      parts.append("new fields \(dataset.fieldsAdded.joined(separator: ", "))")
    }
    if !dataset.fieldsRemoved.isEmpty {
      parts.append("fields gone \(dataset.fieldsRemoved.joined(separator: ", "))")
    }
    if !dataset.dataChanged { parts.append("same data, new description or page") }
    return parts.joined(separator: "; ")
  }
}
