// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// The diagnostics of what must fail.
package func diagnostics(_ body: () throws -> Void) -> [Diagnostic] {
  do {
    try body()
    return []
  } catch {
    return (error as? Failure)?.diagnostics ?? []
  }
}

/// `line:column code summary`, and the hint below it.
package func lines(_ diagnostics: [Diagnostic], hints: Bool = false) -> String {
  diagnostics.map { diagnostic in
    let place = "\(diagnostic.location.line ?? 0):\(diagnostic.location.column ?? 0)"
    let hint = hints ? (diagnostic.hint.map { "\n  " + $0 } ?? "") : ""
    return "\(place) \(diagnostic.code.rawValue) \(diagnostic.summary)\(hint)"
  }.joined(separator: "\n")
}
