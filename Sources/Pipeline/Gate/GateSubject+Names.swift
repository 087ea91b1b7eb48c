// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikModel

/// What the names of the published fields say by themselves.
extension GateSubject {
  /// The fields that are called after persons, as a pivot or a matrix makes them: by a first name or initial and a
  /// surname, or by names of the list where a third of the fields are, three at least.
  var namedFields: [String] {
    let words = record.fields.map { field in (field.name, Self.words(of: field)) }
    let full = words.filter { $0.1.contains(where: QuietName.isPerson) }.map(\.0)
    let plain = words.filter { item in
      item.1.contains { $0.count == 1 && QuietName.isPlainName($0[0]) }
    }.map(\.0)
    let isOfNames = plain.count >= 3 && 3 * plain.count >= words.count
    return (full + (isOfNames ? plain.filter { !full.contains($0) } : [])).filter {
      !pipeline.accepts(.field($0), AcceptanceReader.header)
    }
  }

  /// The words of a field's name and of its titles.
  private static func words(of field: PublishedField) -> [[String]] {
    ([field.name] + [field.title?.nl, field.title?.en].compactMap(\.self)).map {
      LabelTokens($0).words
    }
  }

  /// Whether a field holds checksums of files: its name says so, another field names files or links, and no column is
  /// about persons.
  func isChecksum(_ name: String) -> Bool {
    guard !isOfPersons, !hasDirectNames else { return false }
    let origins = origins
    func has(_ words: [String], _ wanted: (String) -> Bool) -> Bool {
      origins.contains { origin in
        wanted(origin.published.name)
          && origin.columns.contains { LabelTokens($0.label).holds(words) }
      }
    }
    return has(["checksum", "sha", "md5", "hash", "digest", "controlegetal", "etag"]) { $0 == name }
      && has(
        ["url", "link", "bestand", "file", "download", "document", "pad", "path", "uri", "locatie"]
      ) { $0 != name }
  }

  /// Whether a column of the export has a name that leaves no doubt that it points at persons, published or not.
  private var hasDirectNames: Bool {
    pipeline.fields.contains { field in
      lexicon.meaning(of: field.source ?? field.name).map {
        $0.isTelling && $0.suggests == .direct
      } ?? false
    }
  }
}
