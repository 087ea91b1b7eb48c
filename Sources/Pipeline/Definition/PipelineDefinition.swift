// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDisclosure
package import HergebruikExtract
package import HergebruikGeometry
package import HergebruikModel
package import HergebruikTreatment

/// One dataset's `pipeline.yaml`, read and checked: every column once, and what is published of it.
package struct PipelineDefinition: Sendable {
  /// The order of the published rows.
  package enum RowOrder: String, CaseIterable, Sendable {
    /// By the primary key; by all cells where there is none.
    case key
    /// By a hash of what is published.
    case shuffled
    /// As in the export.
    case source
  }

  /// How pseudonyms are made.
  package struct Pseudonym: Hashable, Sendable {
    /// The name of the key.
    package var key: String
    /// Empty where pseudonyms stay the same over releases.
    package var release: String
    /// Datasets with the same domain can be linked; the dataset's own name where nothing is stated.
    package var domain: String
  }

  /// What every class of rows that agree on all quasi-identifiers must satisfy, and what happens to those
  /// that do not.
  package struct Anonymity: Hashable, Sendable {
    /// What happens to rows whose class fails.
    package enum Method: String, CaseIterable, Sendable {
      /// Nothing is published as long as there are any.
      case none
      /// They are left out.
      case suppress
      /// Fields get the levels of their hierarchies that cost least, and what then fails is left out.
      case generalise
      /// Rows are divided into parts that satisfy it, and become what their part spans.
      case mondrian
    }

    /// The fewest rows of a class: k.
    package var minimum: Int
    /// What happens to the others.
    package var method: Method
    /// How many rows may be left out; none where the method leaves none out.
    package var limit: ErrorLimit
    /// What is asked of sensitive fields in every class, by their published names: l and t.
    package var sensitive: [String: SensitiveRequirement]
  }

  /// Something that has the form of personal data, and that may be published for a reason.
  package struct Acceptance: Hashable, Sendable {
    /// Whether it is in a field; else in a text of the metadata.
    package var isField: Bool
    /// The field's published name, or the text's key.
    package var place: String
    /// What was found: a detector, or `identifier`.
    package var detector: String
    /// Why it may be published.
    package var reason: String

    /// The texts of the metadata that may be named.
    package static let texts = ["title", "description", "keyword", "fields"]
  }

  /// A remark about the export that a steward accepts.
  package struct AcceptedRemark: Hashable, Sendable {
    /// What may be there.
    package var code: DiagnosticCode
    /// The column of the export or the published field in which it may be; nil for the whole table.
    package var field: String?
    /// Why it is right.
    package var reason: String
  }

  /// The dataset's name: the folder's, and the URL slug.
  package var name: String
  /// The folder of the pipeline file: relative paths start here.
  package var folder: String
  /// The path of the pipeline file, as a person would type it.
  package var file: String
  /// The text of the pipeline file, for its hash.
  package var text: String
  /// What reads the export.
  package var extractor: any Extractor
  /// What `path` of the export says; nil where it is no file.
  var exportPath: String?
  /// What counts as missing where a field does not say so itself.
  package var missingValues: [String]
  /// Names of published fields.
  package var primaryKey: [String]
  /// Names of published fields whose values occur once together.
  package var uniqueKeys: [[String]]
  /// Fields whose values must stand elsewhere.
  package var foreignKeys: [ForeignKey]
  /// The columns in the order of the file, dropped ones included.
  package var fields: [Field]
  /// How rows become columns before all else; nil where they stay.
  package var pivot: Pivot?
  /// What is done to columns and rows before treatment, in order.
  package var steps: [Step]
  /// What every row must satisfy, in order.
  package var checks: [RowCheck]
  /// What a person should know: columns that come of direct identifiers, and what of a schema is passed over.
  package var warnings: [Diagnostic]
  /// How the columns of the export and the fields agree.
  package var fieldsMatch: ColumnBinding.Match
  /// How many rows may fail before nothing is published.
  package var errorLimit: ErrorLimit
  /// Whether a table without rows may be published.
  package var allowsEmpty = false
  /// How pseudonyms are made; not nil exactly where a treatment needs a key.
  package var pseudonym: Pseudonym?
  /// What is asked of quasi-identifiers jointly; nil where nothing is.
  package var anonymity: Anonymity?
  /// What is counted and added up; nil where the rows themselves are published.
  package var aggregate: Aggregate?
  /// The questions about the table as a whole.
  package var tableChecks: [TableCheck] = []
  /// How much the table may change from one release to the next.
  package var changeLimits = ChangeLimits()
  /// What may be published though it has the form of personal data.
  package var accepted: [Acceptance]
  /// What the export may hold though it is seldom meant.
  package var acceptedRemarks: [AcceptedRemark] = []
  /// The order of the published rows.
  package var order: RowOrder
  /// The forms in which the table is published, in order; never empty.
  package var distributions: [DistributionFormat]
  /// How many earlier versions of the data stay on the site.
  package var versions = 0
  /// Where rows have coordinates; nil where they have none.
  package var geometry: GeometryRequest?
  /// What the catalogue says about the dataset.
  package var description: DatasetDescription
  /// The published field whose smallest and largest value are the period of the data.
  package var temporalField: String?

  /// The fields that are published, in order.
  package var publishedFields: [Field] { fields.filter { $0.treatment != .drop } }

  /// Whether some rows of the export may be left out; with `pivot` each belongs to others.
  var leavesRowsOut: Bool { errorLimit.absolute != 0 && pivot == nil }
}

extension PipelineDefinition {
  /// Whether a column of the export is said to be about persons: such a dataset needs a sign-off.
  package var hasPersons: Bool { fields.contains { $0.privacy != .none } }
}
