// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikDetectors
package import HergebruikFormat
package import HergebruikModel
package import HergebruikValues

/// All that the gate knows of a dataset that is about to be published.
package struct GateSubject {
  /// Its definition.
  package var pipeline: PipelineDefinition
  /// The columns of the export.
  package var columns: ExportColumns
  /// What the run says of what it wrote.
  package var claims: RunClaims
  /// What the catalogue would say of it.
  package var record: DatasetRecord
  /// What is said about the catalogue.
  package var catalogue: CatalogueRecord
  /// The words in names of columns that speak of persons.
  package var lexicon: HeaderLexicon
  /// The release that is published now; `nil` if there is none.
  package var previous: (record: DatasetRecord, folder: String)?
  /// Every other release that is online and could be compared.
  package var kept: [KeptRelease] = []
  /// How its rows differ from those of that release; `nil` if there is none.
  package var comparison: (any ReleaseDifferences)?
  /// The folder with its distributions, as written.
  package var folder: String
  /// Where keys are.
  package var keys: KeyStore
  /// The day of the run, `YYYY-MM-DD`.
  package var date: String
  /// Threads.
  package var workers: Int
  /// Bytes for whole-table questions.
  package var memory: Int
  /// The sign-off, once it was read.
  private var held: Held?

  /// Creates it from its parts.
  package init(
    pipeline: PipelineDefinition, columns: ExportColumns, claims: RunClaims, record: DatasetRecord,
    catalogue: CatalogueRecord, lexicon: HeaderLexicon,
    previous: (record: DatasetRecord, folder: String)? = nil,
    comparison: (any ReleaseDifferences)? = nil, folder: String, keys: KeyStore, date: String,
    workers: Int, memory: Int
  ) {
    self.pipeline = pipeline
    self.columns = columns
    self.claims = claims
    self.record = record
    self.catalogue = catalogue
    self.lexicon = lexicon
    self.previous = previous
    self.comparison = comparison
    self.folder = folder
    self.keys = keys
    self.date = date
    self.workers = workers
    self.memory = memory
  }

  /// Whether any column of the export is about persons.
  package var isPersonal: Bool { pipeline.hasPersons }

  /// Whether the rows are about persons, by the classes or by the names of columns.
  var isOfPersons: Bool { rules.persons.isOfPersons }

  /// What the sign-off allows besides.
  var exceptions: [Assessment.Exception] { assessment?.exceptions ?? [] }

  /// What of the last report was possible only, and was shown to who signed.
  var seen: [Assessment.Seen] { assessment?.seen ?? [] }

  /// The sign-off; `nil` where it cannot be read, of which the eighth check tells.
  private var assessment: Assessment? {
    if let held { return held.assessment }
    do throws(Failure) {
      return try Assessment.read(of: pipeline)
    } catch {
      return nil
    }
  }

  /// The same, having read the sign-off: all checks judge by one.
  fileprivate func holdingAssessment() -> GateSubject {
    var subject = self
    subject.held = Held(assessment: assessment)
    return subject
  }

  /// What was read of the sign-off.
  private struct Held {
    var assessment: Assessment?
  }
}

extension GateSubject {
  /// A release that is online beside the last one.
  package struct KeptRelease {
    /// What is known of it; without fields where those were not kept.
    package var record: DatasetRecord
    /// The folder with its files.
    package var folder: String
    /// The name of the dataset that is no longer in the project; `nil` if it is an earlier version of the dataset itself.
    package var gone: String?

    /// Makes one.
    package init(record: DatasetRecord, folder: String, gone: String?) {
      (self.record, self.folder, self.gone) = (record, folder, gone)
    }
  }
}

/// Which columns of the export the definition speaks of.
package struct ExportColumns: Sendable {
  /// For each field the index of its column, from 0; negative if the column is absent and may be.
  package var bound: [Int]
  /// How many columns need a field.
  package var width: Int

  /// Makes a description.
  package init(bound: [Int], width: Int) {
    (self.bound, self.width) = (bound, width)
  }
}

/// What a run says of what it wrote: the gate counts for itself, and refuses what differs.
package struct RunClaims: Sendable {
  /// How well hidden persons are; `nil` if nothing was asked.
  package var figures: AnonymityFigures?
  /// What was left out of a table of counts; `nil` if rows are published.
  package var cells: CellFigures?
  /// The values of direct identifiers of the export, to look for in what was written.
  package var identifiers: [IdentifierTable]

  /// Makes claims.
  package init(
    figures: AnonymityFigures? = nil, cells: CellFigures? = nil, identifiers: [IdentifierTable] = []
  ) {
    (self.figures, self.cells, self.identifiers) = (figures, cells, identifiers)
  }
}

/// How a dataset differs from its last release: found out while somebody reads its table.
package protocol ReleaseDifferences: AnyObject, Sendable {
  /// Begins; gives who wants the records of the newer table, or `nil` if nobody does.
  func begin() -> (any WrittenBytes)?

  /// The rows that differ, once that is known; `nil` if nobody asked how well they hide each other.
  ///
  /// - Throws: `Failure` if the releases could not be compared.
  func changedRows() throws(Failure) -> ChangedRows?
}

/// The rows that differ between two releases, and how well they hide each other.
package struct ChangedRows: Hashable, Sendable {
  /// Rows that are in the newer release only.
  package var added: Int
  /// The size of the smallest class of the added rows; 0 if there are none.
  package var addedK: Int
  /// Rows that are in the older release only.
  package var removed: Int
  /// The size of the smallest class of the removed rows; 0 if there are none.
  package var removedK: Int

  /// Makes figures.
  package init(added: Int, addedK: Int, removed: Int, removedK: Int) {
    (self.added, self.addedK) = (added, addedK)
    (self.removed, self.removedK) = (removed, removedK)
  }

  /// Whether each class of added rows, and of removed rows, has at least `k` rows.
  func holds(k: Int) -> Bool {
    (added == 0 || addedK >= k) && (removed == 0 || removedK >= k)
  }
}

/// One judgement: the dataset, and what was read of its table so far.
package final class GateInspection {
  /// The dataset.
  let subject: GateSubject
  private var result: Result<TableReading, Failure>?

  init(_ subject: GateSubject) {
    self.subject = subject.holdingAssessment()
  }

  /// What was found in the table as it was written, which is read once, the first time that a check asks for it.
  ///
  /// - Throws: `Failure` if it cannot be read, or is not the table that was meant; to each check that asks.
  func reading() throws(Failure) -> TableReading {
    if let result { return try result.get() }
    do throws(Failure) {
      let reading = try TableReading(subject)
      result = .success(reading)
      return reading
    } catch {
      result = .failure(error)
      throw error
    }
  }
}
