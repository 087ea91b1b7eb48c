// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikModel
internal import HergebruikTreatment

/// All that the gate knows of a dataset that is about to be published.
struct GateSubject {
  /// Its definition.
  var pipeline: PipelineDefinition
  /// Which column of the export is which field.
  var binding: ColumnBinding
  /// What came of the run.
  var conversion: Conversion.Outcome
  /// What the catalogue would say of it.
  var record: DatasetRecord
  /// What is said about the catalogue.
  var catalogue: CatalogueRecord
  /// The words in names of columns that speak of persons.
  var lexicon: HeaderLexicon
  /// The release that is published now; nil where there is none.
  var previous: (record: DatasetRecord, folder: String)?
  /// How its rows differ from those of that release; nil where there is none.
  var comparison: ComparisonTask?
  /// The folder with its distributions, as written.
  var folder: String
  /// Where keys are.
  var keys: KeyStore
  /// The day of the run, `YYYY-MM-DD`.
  var date: String
  /// Threads.
  var workers: Int
  /// Bytes for whole-table questions.
  var memory: Int
  /// A private folder for runs of hashes.
  var scratch: String

  /// Whether any column of the export is about persons.
  var isPersonal: Bool { pipeline.hasPersons }

  /// What the sign-off allows besides; nothing where it cannot be read, of which the eighth check tells.
  var exceptions: [Assessment.Exception] {
    do throws(Failure) {
      return try Assessment.read(of: pipeline)?.exceptions ?? []
    } catch {
      return []
    }
  }
}
