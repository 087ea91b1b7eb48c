// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What the data protection officer (FG) gets to see of a run of a dataset about persons; it holds no cell.
///
/// Its JSON is described by docs/privacy-report.schema.json.
/// Source: docs/privacy.md, "The report for the FG".
package struct PrivacyReport: Codable, Sendable {
  /// A column of the export.
  package struct Column: Codable, Sendable {
    /// The name in the export.
    package var source: String
    /// The published name; nil where it is dropped.
    package var name: String?
    /// What it says about persons.
    package var privacy: PrivacyClass
    /// What was done to it, as the pipeline file says.
    package var treatment: Treatment.Kind
    /// The same with its measure; nil where the word says it all.
    package var treatmentInWords: LocalizedText?
    /// Distinct values in the export, missing ones aside; nil where they were not counted.
    package var before: DistinctCount?
    /// Distinct values after treatment; nil where it is dropped, or where they were not counted.
    package var after: DistinctCount?

    /// Makes a column.
    package init(
      source: String, name: String?, privacy: PrivacyClass, treatment: Treatment.Kind,
      treatmentInWords: LocalizedText? = nil, before: DistinctCount? = nil,
      after: DistinctCount? = nil
    ) {
      (self.source, self.name) = (source, name)
      (self.privacy, self.treatment) = (privacy, treatment)
      self.treatmentInWords = treatmentInWords
      (self.before, self.after) = (before, after)
    }
  }

  /// Something that has the form of personal data in what was written.
  package struct Finding: Codable, Sendable {
    /// The field, or the part of the metadata.
    package var place: String
    /// The detector, or `identifier`.
    package var detector: String
    /// What it is called in Dutch.
    package var dutchName: String
    /// `possible`, `likely` or `certain`.
    package var confidence: String
    /// Cells or lines that have it.
    package var hits: Int
    /// Cells or lines with something in them.
    package var values: Int
    /// Why it may be published; nil where nobody accepted it.
    package var accepted: String?

    /// Makes a finding.
    package init(
      place: String, detector: String, dutchName: String, confidence: String, hits: Int,
      values: Int, accepted: String?
    ) {
      (self.place, self.detector, self.dutchName) = (place, detector, dutchName)
      (self.confidence, self.hits, self.values) = (confidence, hits, values)
      self.accepted = accepted
    }
  }

  /// What the export holds that is seldom meant.
  package struct Remark: Codable, Sendable {
    /// The kind, as under `accept` in the pipeline file.
    package var code: DiagnosticCode
    /// The column; nil where it is about the table as a whole.
    package var column: String?
    /// What was found, in English.
    package var message: String
    /// Why it is right; nil where nobody accepted it.
    package var accepted: String?

    /// Makes a remark.
    package init(code: DiagnosticCode, column: String?, message: String, accepted: String?) {
      (self.code, self.column) = (code, column)
      (self.message, self.accepted) = (message, accepted)
    }
  }

  /// What was done to rows and columns before any field was treated, or to the rows as a whole.
  ///
  /// No condition and no value of it: a reader of the pipeline file finds them on its line.
  package struct Step: Codable, Sendable {
    /// The word of the pipeline file: `filter`.
    package var kind: String
    /// The columns that it reads, where it names them.
    package var columns: [String]
    /// The columns that it makes.
    package var made: [String]
    /// Its line in the pipeline file, from 1; nil where that is not known.
    package var line: Int?

    /// Makes a step.
    package init(kind: String, columns: [String], made: [String], line: Int?) {
      (self.kind, self.columns, self.made, self.line) = (kind, columns, made, line)
    }
  }

  /// How many rows steps left out, those of one kind together.
  package struct LeftOut: Codable, Sendable {
    /// By conditions.
    package var filter: Int
    /// Because an earlier row agreed with them.
    package var deduplicate: Int

    /// Makes counts.
    package init(filter: Int, deduplicate: Int) {
      (self.filter, self.deduplicate) = (filter, deduplicate)
    }
  }

  /// How pseudonyms were made.
  package struct Pseudonyms: Codable, Sendable {
    /// The fields.
    package var fields: [String]
    /// Eight digits that name the key.
    package var key: String?
    /// The release; empty where pseudonyms stay the same, so that a person can be followed through time.
    package var release: String
    /// The day of the file of the key, `YYYY-MM-DD`; nil where that is not known.
    package var made: String?

    /// The day by which the key is to be replaced; nil where it is not known when it was made.
    package var due: String? {
      made.flatMap { day -> String? in
        // The year of a leap day has one, the year of its end has none.
        let rest = day.hasSuffix("-02-29") ? "-02-28" : String(day.dropFirst(4))
        return Int(day.prefix(4)).map { "\($0 + PrivacyReport.yearsOfKey)\(rest)" }
      }
    }

    /// Makes a description.
    package init(fields: [String], key: String?, release: String) {
      (self.fields, self.key, self.release) = (fields, key, release)
    }
  }

  /// What every class of rows that are alike had to satisfy.
  package struct Asked: Codable, Sendable {
    /// As in a formula: `k = 10, l = 3 (regeling)`.
    package var requirement: String
    /// What happens to classes that fail, as the pipeline file says.
    package var method: String
    /// Rows that may be left out, as the pipeline file says.
    package var limit: String

    /// Makes a description.
    package init(requirement: String, method: String, limit: String) {
      (self.requirement, self.method, self.limit) = (requirement, method, limit)
    }
  }

  /// How many years a key of pseudonyms is used at most: as long as a sign-off holds.
  package static let yearsOfKey = 3

  /// The sign-off.
  package struct SignOff: Codable, Sendable {
    /// Who signed, as a function.
    package var role: String
    /// Who decided, as a function; nil where that is not filled in.
    package var decidedBy: String?
    /// The moment in UTC, `2026-11-29T13:07:59Z`; nil where it was not kept.
    package var signedAt: String?
    /// Why each exception is allowed, by its word; nil where that was not asked.
    package var reasons: [String: String]?
    /// `publish` or `refuse`.
    package var decision: String
    /// The day, `YYYY-MM-DD`.
    package var date: String
    /// The last day on which it holds.
    package var validUntil: String
    /// What it allows besides.
    package var exceptions: [String]
    /// What was shown as possible when it was signed, `field: detector`; nil where nothing was.
    package var possible: [String]?
    /// SHA-256 of the report that was shown; nil where there was none.
    package var report: String?
    /// Purpose, legal basis and so on, by their keys.
    package var notes: [String: String]

    /// Makes a sign-off.
    package init(
      role: String, decision: String, date: String, validUntil: String, exceptions: [String],
      notes: [String: String]
    ) {
      (self.role, self.decision, self.date) = (role, decision, date)
      (self.validUntil, self.exceptions, self.notes) = (validUntil, exceptions, notes)
    }
  }

  /// The version of this form.
  package var version = 1
  /// The version of the program.
  package var toolVersion: String
  /// The dataset's name.
  package var dataset: String
  /// Its Dutch title.
  package var title: String
  /// Its English title; nil where there is none.
  package var englishTitle: String?
  /// Who publishes.
  package var publisher: String
  /// The data protection officer, as the catalogue says.
  package var officer: String?
  /// The day of the run, `YYYY-MM-DD`.
  package var date: String
  /// Whether the gate let it through.
  package var isAllowed: Bool
  /// Rows that would be published.
  package var rows: Int
  /// The columns of the export.
  package var columns: [Column]
  /// The steps, in order; nil where there are none.
  package var steps: [Step]?
  /// How many rows they left out; nil where none of them can.
  package var leftOut: LeftOut?
  /// The checks of the gate.
  package var checks: [GateCheck]
  /// Why it was refused, in English; empty where it was not.
  package var refusals: [String]
  /// The kind of each of these.
  package var refusalCodes: [DiagnosticCode]
  /// The fewest rows that must be alike; nil where nothing is asked.
  package var minimumK: Int?
  /// All that is asked of classes; nil where nothing is.
  package var asked: Asked?
  /// How well hidden the persons are; nil where that was not counted.
  package var figures: AnonymityFigures?
  /// What was left out of a table of counts; nil where rows are published.
  package var cells: CellFigures?
  /// What was found in what was written.
  package var findings: [Finding]
  /// What the export holds that is seldom meant; nil where nothing is.
  package var remarks: [Remark]?
  /// How pseudonyms were made; nil where there are none.
  package var pseudonyms: Pseudonyms?
  /// SHA-256 of each file of the export that lies on disk, by its name.
  package var exports: [String: String]
  /// SHA-256 of each file with the data as it would be published, by its name; nil in older reports.
  package var published: [String: String]?
  /// SHA-256 of the definition that can be signed for.
  package var definition: String
  /// SHA-256 of the published schema.
  package var schema: String
  /// The sign-off; `nil` if there is none, or if it cannot be read.
  package var signOff: SignOff?
  /// Why there is a sign-off that cannot be read; `nil` if there is none, or if it can be read.
  package var signOffProblem: String?

  /// Makes a report; the rest is filled in.
  package init(
    toolVersion: String, dataset: String, title: String, publisher: String, officer: String?,
    date: String, isAllowed: Bool, rows: Int, columns: [Column], checks: [GateCheck],
    refusals: [String], definition: String, schema: String
  ) {
    (self.toolVersion, self.dataset, self.title) = (toolVersion, dataset, title)
    (self.publisher, self.officer, self.date) = (publisher, officer, date)
    (self.isAllowed, self.rows, self.columns) = (isAllowed, rows, columns)
    (self.checks, self.refusals) = (checks, refusals)
    (self.definition, self.schema) = (definition, schema)
    (findings, exports, refusalCodes) = ([], [:], [])
  }
}

extension PrivacyReport {
  /// What may stand in a field and need not: who signs has to see it, unless somebody accepted it with a reason.
  package var possible: [Finding] {
    findings.filter {
      $0.confidence == "possible" && $0.accepted == nil && !$0.place.contains(": ")
    }
  }
}
