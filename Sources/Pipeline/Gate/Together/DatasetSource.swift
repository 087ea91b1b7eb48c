// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// What the rows of a dataset are made of, so that datasets of one export, or of one series of pseudonyms, are known.
///
/// Source: docs/privacy-specification.md, section 8, check 11.
package struct DatasetSource: Sendable {
  /// The files of the export, and the path of the pipeline file, with links followed.
  private let files: Set<String>
  /// SHA-256 of files of the export.
  private let digests: Set<String>
  /// The names of the columns of the export.
  private let labels: Set<String>
  /// Whether columns are made before they are named, so that their names say nothing.
  private let isRearranged: Bool
  /// For each field with pseudonyms what they are made with: equal texts make equal pseudonyms.
  let series: [String: String]

  /// Of a dataset.
  ///
  /// - Parameter exports: SHA-256 of each file of the export that was read, by its path; empty where none was.
  package init(_ pipeline: PipelineDefinition, exports: [String: String] = [:]) {
    var files = Set(exports.keys.map { Paths.real($0) ?? $0 })
    if let path = pipeline.export.path, path != "-" {
      files.insert(Self.place(of: path, in: pipeline.folder))
    }
    self.files = files
    digests = Set(exports.values)
    labels = Set(
      pipeline.preparation.origins.isEmpty
        ? pipeline.fields.map { $0.source ?? $0.name }
        : pipeline.preparation.origins.flatMap(\.self))
    isRearranged = pipeline.pivot != nil
    series = Self.series(pipeline)
  }

  /// Of a dataset of which the definition is gone, or cannot be read; `nil` if nothing is known of its export.
  init?(exports: [String: String]) {
    guard !exports.isEmpty else { return nil }
    files = Set(exports.keys.map { Paths.real($0) ?? $0 })
    digests = Set(exports.values)
    (labels, isRearranged, series) = ([], true, [:])
  }

  /// A path with links followed, also where its last part is a pattern of names.
  private static func place(of path: String, in folder: String) -> String {
    let whole = path.hasPrefix("/") ? path : "\(folder)/\(path)"
    let name = whole.split(separator: "/").last.map(String.init) ?? ""
    return Paths.real(whole) ?? Paths.real(FilePath.parent(whole)).map { "\($0)/\(name)" } ?? whole
  }

  private static func series(_ pipeline: PipelineDefinition) -> [String: String] {
    guard let pseudonym = pipeline.pseudonym, pipeline.aggregate == nil else { return [:] }
    let fields = pipeline.publishedFields.filter { $0.treatment == .pseudonymise }
    return Dictionary(
      fields.map { field in
        let parts = [pseudonym.key, pseudonym.release, pseudonym.domain, field.name]
        return (field.name, parts.joined(separator: "\u{0}"))
      }
    ) { first, _ in first }
  }

  /// Whether both are made of the same export: of a file that both read, or of files with the same bytes, and of half of
  /// its columns at least, since a workbook or a database has more tables than one.
  package func isSame(as other: DatasetSource) -> Bool {
    guard !files.isDisjoint(with: other.files) || !digests.isDisjoint(with: other.digests) else {
      return false
    }
    let common = labels.intersection(other.labels).count
    return isRearranged || other.isRearranged
      || 2 * common >= min(labels.count, other.labels.count)
  }

  /// The fields with pseudonyms that are the same in both.
  package func commonSeries(with other: DatasetSource) -> [String] {
    series.filter { other.series[$0.key] == $0.value }.keys.sorted()
  }
}
