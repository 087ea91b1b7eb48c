// SPDX-License-Identifier: EUPL-1.2

/// What the data protection officer (FG) gets to see of a run of a dataset about persons; it holds no cell.
///
/// Its JSON is described by docs/privacy-report.schema.json.
/// Source: docs/privacy.md, "The report for the FG".
public struct PrivacyReport: Codable, Sendable {
  /// A column of the export.
  public struct Column: Codable, Sendable {
    /// The name in the export.
    public var source: String
    /// The published name; nil where it is dropped.
    public var name: String?
    /// What it says about persons.
    public var privacy: PrivacyClass
    /// What was done to it, as the pipeline file says.
    public var treatment: Treatment.Kind
    /// The same with its measure; nil where the word says it all.
    public var treatmentInWords: LocalizedText?
    /// Distinct values in the export, missing ones aside; nil where they were not counted.
    public var before: DistinctCount?
    /// Distinct values after treatment; nil where it is dropped, or where they were not counted.
    public var after: DistinctCount?

    /// Makes a column.
    public init(
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
  public struct Finding: Codable, Sendable {
    /// The field, or the part of the metadata.
    public var place: String
    /// The detector, or `identifier`.
    public var detector: String
    /// What it is called in Dutch.
    public var dutchName: String
    /// `possible`, `likely` or `certain`.
    public var confidence: String
    /// Cells or lines that have it.
    public var hits: Int
    /// Cells or lines with something in them.
    public var values: Int
    /// Why it may be published; nil where nobody accepted it.
    public var accepted: String?

    /// Makes a finding.
    public init(
      place: String, detector: String, dutchName: String, confidence: String, hits: Int,
      values: Int, accepted: String?
    ) {
      (self.place, self.detector, self.dutchName) = (place, detector, dutchName)
      (self.confidence, self.hits, self.values) = (confidence, hits, values)
      self.accepted = accepted
    }
  }

  /// What the export holds that is seldom meant.
  public struct Remark: Codable, Sendable {
    /// The kind, as under `accept` in the pipeline file.
    public var code: DiagnosticCode
    /// The column; nil where it is about the table as a whole.
    public var column: String?
    /// What was found, in English.
    public var message: String
    /// Why it is right; nil where nobody accepted it.
    public var accepted: String?

    /// Makes a remark.
    public init(code: DiagnosticCode, column: String?, message: String, accepted: String?) {
      (self.code, self.column) = (code, column)
      (self.message, self.accepted) = (message, accepted)
    }
  }

  /// What was done to rows and columns before any field was treated, or to the rows as a whole.
  ///
  /// No condition and no value of it: a reader of the pipeline file finds them on its line.
  public struct Step: Codable, Sendable {
    /// The word of the pipeline file: `filter`.
    public var kind: String
    /// The columns that it reads, where it names them.
    public var columns: [String]
    /// The columns that it makes.
    public var made: [String]
    /// Its line in the pipeline file, from 1; nil where that is not known.
    public var line: Int?

    /// Makes a step.
    public init(kind: String, columns: [String], made: [String], line: Int?) {
      (self.kind, self.columns, self.made, self.line) = (kind, columns, made, line)
    }
  }

  /// How many rows steps left out, those of one kind together.
  public struct LeftOut: Codable, Sendable {
    /// By conditions.
    public var filter: Int
    /// Because an earlier row agreed with them.
    public var deduplicate: Int

    /// Makes counts.
    public init(filter: Int, deduplicate: Int) {
      (self.filter, self.deduplicate) = (filter, deduplicate)
    }
  }

  /// How pseudonyms were made.
  public struct Pseudonyms: Codable, Sendable {
    /// The fields.
    public var fields: [String]
    /// Eight digits that name the key.
    public var key: String?
    /// The release; empty where pseudonyms stay the same, so that a person can be followed through time.
    public var release: String

    /// Makes a description.
    public init(fields: [String], key: String?, release: String) {
      (self.fields, self.key, self.release) = (fields, key, release)
    }
  }

  /// What every class of rows that are alike had to satisfy.
  public struct Asked: Codable, Sendable {
    /// As in a formula: `k = 10, l = 3 (regeling)`.
    public var requirement: String
    /// What happens to classes that fail, as the pipeline file says.
    public var method: String
    /// Rows that may be left out, as the pipeline file says.
    public var limit: String

    /// Makes a description.
    public init(requirement: String, method: String, limit: String) {
      (self.requirement, self.method, self.limit) = (requirement, method, limit)
    }
  }

  /// The sign-off.
  public struct SignOff: Codable, Sendable {
    /// Who signed, as a function.
    public var role: String
    /// Who decided, as a function; nil where that is not filled in.
    public var decidedBy: String?
    /// The moment in UTC, `2026-11-29T13:07:59Z`; nil where it was not kept.
    public var signedAt: String?
    /// Why each exception is allowed, by its word; nil where that was not asked.
    public var reasons: [String: String]?
    /// `publish` or `refuse`.
    public var decision: String
    /// The day, `YYYY-MM-DD`.
    public var date: String
    /// The last day on which it holds.
    public var validUntil: String
    /// What it allows besides.
    public var exceptions: [String]
    /// Purpose, legal basis and so on, by their keys.
    public var notes: [String: String]

    /// Makes a sign-off.
    public init(
      role: String, decision: String, date: String, validUntil: String, exceptions: [String],
      notes: [String: String]
    ) {
      (self.role, self.decision, self.date) = (role, decision, date)
      (self.validUntil, self.exceptions, self.notes) = (validUntil, exceptions, notes)
    }
  }

  /// The version of this form.
  public var version = 1
  /// The version of the program.
  public var toolVersion: String
  /// The dataset's name.
  public var dataset: String
  /// Its Dutch title.
  public var title: String
  /// Its English title; nil where there is none.
  public var englishTitle: String?
  /// Who publishes.
  public var publisher: String
  /// The data protection officer, as the catalogue says.
  public var officer: String?
  /// The day of the run, `YYYY-MM-DD`.
  public var date: String
  /// Whether the gate let it through.
  public var isAllowed: Bool
  /// Rows that would be published.
  public var rows: Int
  /// The columns of the export.
  public var columns: [Column]
  /// The steps, in order; nil where there are none.
  public var steps: [Step]?
  /// How many rows they left out; nil where none of them can.
  public var leftOut: LeftOut?
  /// The checks of the gate.
  public var checks: [GateCheck]
  /// Why it was refused, in English; empty where it was not.
  public var refusals: [String]
  /// The kind of each of these.
  public var refusalCodes: [DiagnosticCode]
  /// The fewest rows that must be alike; nil where nothing is asked.
  public var minimumK: Int?
  /// All that is asked of classes; nil where nothing is.
  public var asked: Asked?
  /// How well hidden the persons are; nil where that was not counted.
  public var figures: AnonymityFigures?
  /// What was left out of a table of counts; nil where rows are published.
  public var cells: CellFigures?
  /// What was found in what was written.
  public var findings: [Finding]
  /// What the export holds that is seldom meant; nil where nothing is.
  public var remarks: [Remark]?
  /// How pseudonyms were made; nil where there are none.
  public var pseudonyms: Pseudonyms?
  /// SHA-256 of each file of the export that lies on disk, by its name.
  public var exports: [String: String]
  /// SHA-256 of the definition that can be signed for.
  public var definition: String
  /// SHA-256 of the published schema.
  public var schema: String
  /// The sign-off; `nil` if there is none, or if it cannot be read.
  public var signOff: SignOff?
  /// Why there is a sign-off that cannot be read; `nil` if there is none, or if it can be read.
  public var signOffProblem: String?

  /// Makes a report; the rest is filled in.
  public init(
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
