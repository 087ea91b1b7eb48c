// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// What changed in a dataset from release to release, for programs: `changes.json`.
///
/// It is described in docs/changes.md.
enum ChangeLog {
  /// The number of this format; files without one have format 1 as well.
  static let format = 1

  /// The log of a dataset, newest release first.
  static func json(of dataset: DatasetRecord) -> JSONValue {
    .object([
      "version": .integer(format), "dataset": .string(dataset.name),
      "releases": .array((dataset.releases ?? []).map(release)),
    ])
  }

  private static func release(_ note: ReleaseNote) -> JSONValue {
    var members: [String: JSONValue] = [
      "date": .string(note.date), "rows": .integer(note.rows),
      "schema": .array(note.schema.map(change)),
    ]
    if let version = note.version { members["version"] = .integer(version) }
    members["backTo"] = note.backTo.map(JSONValue.string)
    for (key, count) in [
      ("added", note.added), ("removed", note.removed), ("changed", note.changed),
    ] {
      members[key] = count.map(number)
    }
    return .object(members)
  }

  private static func number(_ count: PublishedCount) -> JSONValue {
    if case .exact(let number) = count { return .integer(number) }
    return .string(count.words.en ?? count.words.nl)
  }

  private static func change(_ change: SchemaChange) -> JSONValue {
    var members: [String: JSONValue] = [
      "kind": .string(change.kind.rawValue), "verdict": .string(change.verdict.rawValue),
    ]
    for (tag, text) in change.words.tagged { members[tag] = .string(text) }
    if let field = change.field { members["field"] = .string(field) }
    return .object(members)
  }
}
