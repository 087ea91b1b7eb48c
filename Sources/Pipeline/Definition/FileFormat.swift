// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// The numbers of the formats of the YAML files; docs/versions.md says when one is raised.
///
/// The number stands in the file as `version`. Files of every earlier number are read: Tests/Formats has them.
package enum FileFormat {
  /// `pipelines/NAME/pipeline.yaml`.
  package static let pipeline = 1
  /// `pipelines/catalog.yaml`.
  package static let catalogue = 1
  /// `pipelines/NAME/assessment.yaml`.
  package static let assessment = 2
  /// `pipelines/NAME/decisions.yaml`.
  package static let decisions = 1

  /// What is wrong with a file of a newer program.
  static func newer(_ version: Int, than newest: Int) -> String {
    "the file has format \(version), and this program (\(Version.current)) reads formats up to \(newest)"
  }

  /// How to mend it.
  static let upgrade =
    "A newer version of the program wrote it, or it was written for one: install that version. Or put the file "
    + "of this version back from version control."

  /// Whether a file could not be read because a newer program wrote it.
  static func isNewer(_ failure: Failure) -> Bool {
    failure.diagnostics.contains { $0.hint == upgrade }
  }

  /// What is wrong with the text of a file where a newer program wrote it; `nil` if it did not, or no number can be read.
  static func newerProblem(in root: ConfigNode?, than newest: Int) -> (
    summary: String, node: ConfigNode
  )? {
    guard case .mapping(let pairs) = root?.value,
      let node = pairs.first(where: { $0.key.text == "version" })?.value,
      case .scalar(let text, quoted: false) = node.value, let version = Int(text), version > newest
    else { return nil }
    return (newer(version, than: newest), node)
  }
}
