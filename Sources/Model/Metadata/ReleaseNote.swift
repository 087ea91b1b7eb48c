// SPDX-License-Identifier: EUPL-1.2

/// A number of rows as the public may know it.
///
/// Of data about persons a small number tells of those few; see docs/changes.md.
package enum PublishedCount: Hashable, Sendable, Codable {
  /// So many.
  case exact(Int)
  /// At least one, and fewer than this.
  case fewerThan(Int)
  /// Not told, because another number that is not told would follow from it.
  case withheld

  /// A number, or `"fewer than 5"`, or `"not published"`.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let number = try? container.decode(Int.self) {
      self = .exact(number)
      return
    }
    let text = try container.decode(String.self)
    if text == Self.withheld.words.en {
      self = .withheld
    } else if let least = text.split(separator: " ").last.flatMap({ Int($0) }) {
      self = .fewerThan(least)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "not a number of rows")
    }
  }

  /// Writes what `init(from:)` reads.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    if case .exact(let number) = self {
      try container.encode(number)
    } else {
      try container.encode(words.en)
    }
  }

  /// The number, or what stands in its place.
  package var words: LocalizedText {
    switch self {
    case .exact(let number): LocalizedText(nl: "\(number)", en: "\(number)")
    case .fewerThan(let least): ChangeWords.fewer(than: least)
    case .withheld: ChangeWords.withheld
    }
  }
}

/// One release in the public log of a dataset.
package struct ReleaseNote: Hashable, Sendable, Codable {
  /// The day, `YYYY-MM-DD`.
  package var date: String
  /// The major version, where the pipeline states one.
  package var version: Int?
  /// Rows of the release.
  package var rows: Int
  /// Rows that the release before did not have; nil for the first release, and where they could not be counted.
  package var added: PublishedCount?
  /// Rows that are gone since the release before; nil likewise.
  package var removed: PublishedCount?
  /// Rows with another cell; nil likewise, and where no key says which rows belong together.
  package var changed: PublishedCount?
  /// How the form differs from that of the release before.
  package var schema: [SchemaChange]
  /// The day of the earlier data that it went back to, `YYYY-MM-DD`; nil where it did not.
  package var backTo: String?

  /// What is told of it beside the numbers: that it went back, and how the form differs.
  package var words: [LocalizedText] {
    (backTo.map { [HistoryWords.release(backTo: $0)] } ?? []) + schema.map(\.words)
  }

  /// The releases that a log keeps.
  package static let most = 100

  /// Makes the note of a release; `least` is the smallest number above 0 that the public may know.
  package init(
    date: String, version: Int?, rows: Int, changes: RowChanges?, schema: [SchemaChange],
    least: Int
  ) {
    self.date = date
    self.version = version
    self.rows = rows
    self.schema = schema
    guard let changes else { return }
    func count(_ number: Int) -> PublishedCount {
      number == 0 || number >= least ? .exact(number) : .fewerThan(least)
    }
    (added, removed) = (count(changes.added), count(changes.removed))
    // With the rows of both releases, which are public, one of the two follows from the other.
    if case .fewerThan = added, case .exact = removed { removed = .withheld }
    if case .fewerThan = removed, case .exact = added { added = .withheld }
    changed = changes.changed.map(count)
  }
}

extension DatasetRecord {
  /// The log with this release in front, where it differs from the release before in data, form or version; else
  /// the log as it was.
  package func log(
    after previous: DatasetRecord?, changes: RowChanges?, schema: [SchemaChange], least: Int,
    date: String
  ) -> [ReleaseNote]? {
    if let previous {
      let isSame =
        previous.distributions == distributions && schema.isEmpty
        && previous.description.version == description.version
      if isSame { return previous.releases }
    }
    let note = ReleaseNote(
      date: date, version: description.version, rows: rows, changes: changes, schema: schema,
      least: least)
    return Array(([note] + (previous?.releases ?? [])).prefix(ReleaseNote.most))
  }

  /// The major version: what the pipeline states, else 1.
  package var majorVersion: Int { description.version ?? 1 }
}
