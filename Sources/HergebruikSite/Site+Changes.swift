// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension Site {
  /// How many releases a page shows; `changes.json` has more.
  private static let shownReleases = 10

  /// What changed from release to release; nil where nothing is known of it.
  static func changes(_ dataset: DatasetRecord) -> [String: Any]? {
    guard let releases = dataset.releases, !releases.isEmpty else { return nil }
    return [
      "releases": releases.prefix(shownReleases).enumerated().map { index, note in
        release(
          note,
          isFirst: index == releases.count - 1 && note.added == nil
            && note.date == dataset.issued)
      },
      "isShortened": releases.count > shownReleases,
    ]
  }

  private static func release(_ note: ReleaseNote, isFirst: Bool) -> [String: Any] {
    var page: [String: Any] = [
      "date": Language.nl.date(note.date), "rows": Language.nl.number(note.rows),
      "added": words(note.added),
      "removed": words(note.removed), "changed": words(note.changed),
      "schema": note.schema.map { ["text": $0.words.nl, "english": $0.words.en ?? ""] },
      "isFirst": isFirst, "isPlain": note.schema.isEmpty && !isFirst,
    ]
    page["version"] = note.version
    return page
  }

  private static func words(_ count: PublishedCount?) -> String {
    switch count {
    case nil: "–"
    case .exact(let number): Language.nl.number(number)
    case .fewerThan, .withheld: count?.words.nl ?? "–"
    }
  }
}
