// SPDX-License-Identifier: EUPL-1.2

/// What a column of an export is called.
package enum ExportLabel {
  /// The word that a person would call a column by: of a path what it ends in, without a prefix.
  package static func word(_ label: String, isPath: Bool) -> String {
    guard isPath else { return label }
    let steps = label.split(separator: "/").map { step in
      String(step.split(separator: ":").last ?? step)
    }.filter { $0 != "*" && $0 != "text()" && $0 != "." }
    return steps.last ?? label
  }
}
