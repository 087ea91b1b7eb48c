// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat

/// A column of an export, and how a field of a pipeline points at it.
struct ExportColumn {
  /// Its name in the export; empty where it has none, or where it may be data.
  let label: String
  /// The part of the label that says what it holds: the last step of a path.
  let word: String
  /// The published name; unique.
  let name: String
  /// `source`, `index` and `name`, as they are written.
  let keys: [String]

  /// Makes those of an export.
  ///
  /// - Parameters:
  ///   - isTrusted: Whether the labels are known to be a header.
  ///   - sources: What stands under `source` for a format with paths.
  static func all(_ labels: [String], isTrusted: Bool, sources: [ConfigNode]) -> [ExportColumn] {
    var counts: [String: Int] = [:]
    for label in labels { counts[label, default: 0] += 1 }
    var taken: Set<String> = []
    return labels.enumerated().map { index, found in
      let label = isTrusted ? found : ""
      let base =
        label.isEmpty
        ? "kolom_\(index + 1)"
        : Names.fieldName(for: ExportLabel.word(label, isPath: !sources.isEmpty))
      var name = base
      var number = 2
      while !taken.insert(name).inserted {
        name = "\(base)_\(number)"
        number += 1
      }
      var keys: [String] = []
      if !sources.isEmpty {
        keys.append("source: \(YAMLWriter.flow(sources[index]))")
      } else if !label.isEmpty {
        keys.append("source: \(YAMLWriter.text(label))")
      }
      if sources.isEmpty, label.isEmpty || (counts[label] ?? 0) > 1 {
        keys.append("index: \(index + 1)")
      }
      return ExportColumn(
        label: label, word: ExportLabel.word(label, isPath: !sources.isEmpty), name: name,
        keys: keys + ["name: \(name)"])
    }
  }
}
