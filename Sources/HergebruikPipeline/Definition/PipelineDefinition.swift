// SPDX-License-Identifier: EUPL-1.2

public import HergebruikExtract
public import HergebruikModel
public import HergebruikTransform

/// One dataset's `pipeline.yaml`, read and checked: every column once, and what is published of it.
public struct PipelineDefinition: Sendable {
  /// The order of the published rows.
  public enum RowOrder: String, CaseIterable, Sendable {
    /// As in the export.
    case source
  }

  /// How pseudonyms are made.
  public struct Pseudonym: Hashable, Sendable {
    /// The name of the key.
    public var key: String
    /// Empty where pseudonyms stay the same over releases.
    public var release: String
    /// Datasets with the same domain can be linked; the dataset's own name where nothing is stated.
    public var domain: String
  }

  /// The dataset's name: the folder's, and the URL slug.
  public var name: String
  /// The folder of the pipeline file: relative paths start here.
  public var folder: String
  /// The path of the pipeline file, as a person would type it.
  public var file: String
  /// The text of the pipeline file, for its hash.
  public var text: String
  /// What reads the export.
  public var extractor: any Extractor
  /// What counts as missing where a field does not say so itself.
  public var missingValues: [String]
  /// Names of published fields.
  public var primaryKey: [String]
  /// The columns in the order of the file, dropped ones included.
  public var fields: [Field]
  /// Whether the export may lack named columns.
  public var fieldsMatch: ColumnBinding.Match
  /// How many rows may fail before nothing is published.
  public var errorLimit: ErrorLimit
  /// How pseudonyms are made; not nil exactly where a treatment needs a key.
  public var pseudonym: Pseudonym?
  /// The order of the published rows.
  public var order: RowOrder
  /// What the catalogue says about the dataset.
  public var description: DatasetDescription
  /// The published field whose smallest and largest value are the period of the data.
  public var temporalField: String?

  /// The fields that are published, in order.
  public var publishedFields: [Field] { fields.filter { $0.treatment != .drop } }
}
