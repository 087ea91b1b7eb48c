// SPDX-License-Identifier: EUPL-1.2

/// The diagnostics of rows that are wrong in one way: the first few, and how many there are.
public struct DiagnosticGroup: Sendable, Codable {
  /// The kind of problem.
  public var code: DiagnosticCode
  /// The column's name in the export; nil where it is about the row as a whole.
  public var field: String?
  /// How many there are, those that are not shown included.
  public var count: Int
  /// The first few, each with its place.
  public var shown: [Diagnostic]
  /// What stands for the others; nil where all are shown.
  public var rest: Diagnostic?

  /// Makes a group.
  public init(
    _ code: DiagnosticCode, field: String?, count: Int, shown: [Diagnostic], rest: Diagnostic?
  ) {
    (self.code, self.field, self.count) = (code, field, count)
    (self.shown, self.rest) = (shown, rest)
  }

  /// What a person is told: the first few, with the remedy once, then how many more there are.
  public func diagnostics(severity: Diagnostic.Severity) -> [Diagnostic] {
    var told = shown
    for index in told.indices.dropFirst() { told[index].hint = nil }
    if let rest { told.append(rest) }
    for index in told.indices { told[index].severity = severity }
    return told
  }
}
