// SPDX-License-Identifier: EUPL-1.2

/// Something that a person has to know about: what is wrong, where, and how to mend it.
///
/// A diagnostic never carries a cell value of a field that is not classified `none`.
public struct Diagnostic: Error, Hashable, Sendable, Codable {
  /// How much it matters.
  public enum Severity: String, Sendable, Codable {
    case error, warning, note
  }

  /// Where it is. Lines, columns and rows count from 1; a row is a data record, the header excluded.
  public struct Location: Hashable, Sendable, Codable {
    /// The path of the file, as the user would type it.
    public var file: String?
    /// The physical line in the file.
    public var line: Int?
    /// The byte within the line (in a data file) or the character (in a configuration file).
    public var column: Int?
    /// The data record.
    public var row: Int?
    /// The column's name in the export, or the key in a configuration file.
    public var field: String?
    /// Where it is in a document of elements or values: `/a/b[3]`; names and positions only.
    public var path: String?

    /// Makes a location; every part is optional.
    public init(
      file: String? = nil, line: Int? = nil, column: Int? = nil, row: Int? = nil,
      field: String? = nil, path: String? = nil
    ) {
      self.file = file
      self.line = line
      self.column = column
      self.row = row
      self.field = field
      self.path = path
    }
  }

  /// The stable, machine-readable name.
  public var code: DiagnosticCode
  /// How much it matters.
  public var severity: Severity
  /// The dataset it concerns; stamped by the pipeline.
  package var dataset: String?
  /// Where it is.
  public var location: Location
  /// What is wrong, in one sentence.
  public var summary: String
  /// How to mend it, in one or two sentences; lines after the first are commands to type.
  public var hint: String?

  /// Makes a diagnostic; the severity is `error` unless said otherwise.
  public init(
    _ code: DiagnosticCode, severity: Severity = .error, at location: Location = Location(),
    _ summary: String, hint: String? = nil
  ) {
    self.code = code
    self.severity = severity
    self.location = location
    self.summary = summary
    self.hint = hint
  }
}

extension Diagnostic {
  /// The same, where it does not stop anything.
  package var asWarning: Diagnostic {
    var warning = self
    warning.severity = .warning
    return warning
  }
}

/// One or more diagnostics that stop what was being done.
public struct Failure: Error, Sendable {
  /// Never empty; in the order in which a person should read them.
  public var diagnostics: [Diagnostic]

  /// Makes a failure of several diagnostics.
  public init(_ diagnostics: [Diagnostic]) {
    self.diagnostics = diagnostics
  }

  /// Makes a failure of one diagnostic.
  public init(
    _ code: DiagnosticCode, at location: Diagnostic.Location = Diagnostic.Location(),
    _ summary: String, hint: String? = nil
  ) {
    self.init([Diagnostic(code, at: location, summary, hint: hint)])
  }
}
