// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// The diagnostics of rows that are wrong in one way: the first few, and how many there are.
package struct DiagnosticGroup: Sendable, Codable {
  /// The kind of problem.
  package var code: DiagnosticCode
  /// The column's name in the export; nil where it is about the row as a whole.
  package var field: String?
  /// How many there are, those that are not shown included.
  package var count: Int
  /// The first few, each with its place.
  package var shown: [Diagnostic]
  /// What stands for the others; nil where all are shown.
  package var rest: Diagnostic?

  /// Makes a group.
  package init(
    _ code: DiagnosticCode, field: String?, count: Int, shown: [Diagnostic], rest: Diagnostic?
  ) {
    (self.code, self.field, self.count) = (code, field, count)
    (self.shown, self.rest) = (shown, rest)
  }

  /// What a person is told: the first few, with the remedy once, then how many more there are.
  package func diagnostics(severity: Diagnostic.Severity) -> [Diagnostic] {
    var told = shown
    for index in told.indices.dropFirst() { told[index].hint = nil }
    if let rest { told.append(rest) }
    for index in told.indices { told[index].severity = severity }
    return told
  }
}
