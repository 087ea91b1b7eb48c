// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// Differences with what is published, for people and for programs.
struct DiffPrinter {
  private let differences: [DatasetDifference]
  /// Breaks what stands behind a name of 16 characters.
  private let wrapper = DiagnosticPrinter(width: 80 - 18, isColoured: false)

  init(_ differences: [DatasetDifference]) {
    self.differences = differences
  }

  /// All of it: a block of lines per dataset, of 80 characters at most where words allow it.
  var text: String {
    differences.map { block($0).map { $0 + "\n" }.joined() }.joined(separator: "\n")
  }

  private func block(_ difference: DatasetDifference) -> [String] {
    let change = difference.change
    var lines = [head(change)]
    if change.kind == .changed {
      lines += rows(change)
      for verdict in [SchemaChange.Verdict.breaking, .compatible] {
        for found in change.schema where found.verdict == verdict {
          lines += entry("schema", "\(verdict.rawValue): \(found.words.en ?? found.words.nl)")
        }
      }
      if !change.metadata.isEmpty {
        lines += entry("metadata", change.metadata.joined(separator: ", "))
      }
      if !change.dataChanged, change.schema.isEmpty, change.metadata.isEmpty {
        lines += entry("pages", "only pages or what is calculated for them")
      }
    }
    lines += entry("a run", verdict(difference))
    return lines
  }

  private func verdict(_ difference: DatasetDifference) -> String {
    let refusals = difference.refusals.map(\.rawValue).joined(separator: ", ")
    guard refusals.isEmpty else { return "would refuse it: \(refusals)" }
    return difference.isDifferent ? "would publish it" : "would not publish it: nothing changed"
  }

  private func head(_ change: CatalogueChanges.Dataset) -> String {
    let after = change.rowsAfter ?? 0
    let before = change.rowsBefore.flatMap { $0 == after ? nil : "\($0) → " } ?? ""
    return "\(change.name): \(change.kind == .added ? "new" : change.kind.rawValue), "
      + "\(before)\(after) \(after == 1 ? "row" : "rows")"
  }

  private func rows(_ change: CatalogueChanges.Dataset) -> [String] {
    guard let rows = change.rows else { return entry("rows", "could not be compared") }
    guard change.dataChanged else { return entry("rows", "the same files") }
    var lines =
      entry("rows added", String(rows.added)) + entry("rows removed", String(rows.removed))
    guard let changed = rows.changed else {
      return lines + entry("rows changed", "not known: no key says which rows belong together")
    }
    lines += entry("rows changed", String(changed))
    for field in rows.fields { lines += entry("  in \(field.name)", String(field.changed)) }
    return lines
  }

  private func entry(_ name: String, _ text: String) -> [String] {
    let name = DiagnosticPrinter.visible(name)
    let pad = String(repeating: " ", count: max(16 - name.count, 1))
    return wrapper.wrap(text, indent: 0).enumerated().map { index, line in
      index == 0 ? "  \(name)\(pad)\(line)" : String(repeating: " ", count: 18) + line
    }
  }

  /// The differences as JSON with sorted keys, and a line feed at the end.
  ///
  /// - Throws: what the encoder throws.
  static func json(_ differences: [DatasetDifference]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(["datasets": differences]), as: UTF8.self) + "\n"
  }
}
