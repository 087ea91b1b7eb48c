// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikExtract
package import HergebruikFormat
internal import HergebruikGeometry
package import HergebruikModel
internal import HergebruikTables
package import HergebruikTreatment

/// What stands in a pipeline file, by what it is about.
extension PipelineDefinition {
  /// Where the pipeline file was read.
  package struct Source: Sendable {
    /// The dataset's name: the folder's, and the URL slug.
    package var name: String
    /// The folder of the file: relative paths start here.
    package var folder: String
    /// The path of the file, as a person would type it.
    package var file: String
    /// Its text, for its hash.
    package var text: String
  }

  /// The export, and how its columns are found.
  package struct Export: Sendable {
    /// What reads it.
    package var extractor: any Extractor
    /// What `path` says; `nil` if it is no file.
    package var path: String?
    /// What counts as missing where a field does not say so itself.
    package var missingValues: [String]
    /// How its columns and the fields agree.
    package var match: ColumnBinding.Match
  }

  /// What tells rows apart, and what they refer to.
  package struct Keys: Sendable {
    /// Names of published fields.
    package var primary: [String]
    /// Names of published fields whose values occur once together.
    package var unique: [[String]]
    /// Fields whose values must stand elsewhere.
    package var foreign: [ForeignKey]
  }

  /// What is done to columns and rows before treatment.
  package struct Preparation: Sendable {
    /// How rows become columns before all else; `nil` if they stay.
    package var pivot: Pivot?
    /// What is done, in order.
    package var steps: [Step]
    /// What every row must satisfy, in order.
    package var checks: [RowCheck]
    /// For each field of the pipeline, in order, the columns of the export that its values come of, by their names there.
    package var origins: [[String]] = []

    /// Whether rows go through a program of steps and checks.
    var hasSteps: Bool { !steps.isEmpty || !checks.isEmpty }
  }

  /// What is asked of the export and of the table as a whole.
  package struct Expectations: Sendable {
    /// How many rows may fail before nothing is published.
    package var errorLimit: ErrorLimit
    /// Whether a table without rows may be published.
    package var allowsEmpty = false
    /// The questions about the table as a whole.
    package var checks: [TableCheck] = []
    /// How much the table may change from one release to the next.
    package var change = ChangeLimits()
    /// What the export may hold though it is seldom meant.
    package var remarks: [AcceptedRemark] = []
  }

  /// How persons are protected, beside the treatment of each field.
  package struct Protection: Sendable {
    /// How pseudonyms are made; not `nil` exactly where a treatment needs a key.
    package var pseudonym: Pseudonym?
    /// What is asked of quasi-identifiers jointly; `nil` if nothing is.
    package var anonymity: Anonymity?
    /// What is counted and added up; `nil` if the rows themselves are published.
    package var aggregate: Aggregate?
    /// What may be published though it has the form of personal data.
    package var accepted: [Acceptance]
  }

  /// How the table is published.
  package struct Publication: Sendable {
    /// The order of the rows.
    package var order: RowOrder
    /// The forms of the table, in order; never empty.
    package var distributions = [DistributionFormat.csv]
    /// How many earlier versions of the data stay on the site.
    package var versions = 0
  }

  /// What the catalogue says.
  package struct Metadata: Sendable {
    /// What the catalogue says about the dataset.
    package var description: DatasetDescription
    /// The published field whose smallest and largest value are the period of the data.
    package var temporalField: String?
  }

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
    /// The field that is not published and says who a row is about, so that persons are counted; `nil` if none does.
    package var contributor: String?
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
    package static let texts = ["title", "description", "keyword", "fields", "link"]
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
}
