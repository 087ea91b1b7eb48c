// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// What of a pipeline file concerns persons, so that a sign-off is bound to it.
///
/// It names what is left out: what nobody thought of is signed for.
/// Source: docs/privacy-specification.md, section 8.
struct SignedParts {
  private let folder: String
  private let needsKey: Bool

  /// Of a dataset.
  init(_ pipeline: PipelineDefinition) {
    folder = pipeline.folder
    // The chance of such a rounding is that of its row, by its key: with another key there are others to average.
    needsKey = pipeline.fields.contains { $0.treatment.kind == .randomRound }
  }

  /// Of the file: what the catalogue says, and what stops a run and never publishes more.
  private static let ofFile: Set = [
    "version", "schema", "metadata", "checks", "errors", "allowEmpty", "uniqueKeys", "foreignKeys",
  ]
  /// Of `extract`, under the word of its format: where the export is, and how its text is written.
  private static let ofExport: Set = [
    "path", "pick", "maxAge", "member", "url", "encoding", "dialect", "timeout",
  ]
  /// Of `publish`: the gate reads what is written in one form, and the others have the same cells.
  private static let ofPublication: Set = ["distributions"]
  /// Of a field: its texts, and how the export writes its values.
  private static let ofField: Set = [
    "title", "description", "decimalChar", "groupChar", "bareNumber", "negative", "trueValues",
    "falseValues", "pivotYear",
  ]
  /// The types whose `format` says how they are written, and nothing of what they are.
  private static let written: Set = ["date", "datetime", "time", "year", "yearmonth"]

  /// What is signed for of a part of the file; nil where nothing is.
  func part(_ name: String, _ value: ConfigNode) -> ConfigNode? {
    switch name {
    case _ where Self.ofFile.contains(name): return nil
    case "primaryKey" where !needsKey: return nil
    case "extract": return value.mapped { Self.without(Self.ofExport, $0) }
    case "publish":
      let rest = Self.without(Self.ofPublication, value)
      if case .mapping(let pairs) = rest.value, pairs.isEmpty { return nil }
      return rest
    case "fields": return value.with(.sequence(value.items.map { Self.field($0) }))
    default: return value
    }
  }

  private static func field(_ item: ConfigNode) -> ConfigNode {
    let isWritten = item["type"]?.text.map(written.contains) ?? false
    return without(isWritten ? ofField.union(["format"]) : ofField, item)
  }

  private static func without(_ names: Set<String>, _ node: ConfigNode) -> ConfigNode {
    guard case .mapping(let pairs) = node.value else { return node }
    return node.with(.mapping(pairs.filter { $0.key.text.map { !names.contains($0) } ?? true }))
  }

  /// The paths of the files that a part of the definition names, from the dataset's folder, sorted: every text that is
  /// one, whatever key it stands under.
  func files(in node: ConfigNode) -> [String] {
    var found: Set<String> = []
    func look(_ node: ConfigNode) {
      switch node.value {
      case .scalar(let text, _):
        if !text.isEmpty, text.utf8.count < 1_024, !text.utf8.contains(0),
          FileStatus("\(folder)/\(text)")?.isFile == true
        {
          found.insert(text)
        }
      case .sequence(let items): items.forEach(look)
      case .mapping(let pairs): pairs.forEach { look($0.value) }
      }
    }
    look(node)
    return found.sorted()
  }
}

extension ConfigNode {
  /// A group with each of its values changed; as it is where it is none.
  fileprivate func mapped(_ change: (ConfigNode) -> ConfigNode) -> ConfigNode {
    guard case .mapping(let pairs) = value else { return self }
    return with(.mapping(pairs.map { ($0.key, change($0.value)) }))
  }
}
