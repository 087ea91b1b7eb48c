// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTables
internal import HergebruikTreatment

/// Whether different values got one pseudonym.
final class PseudonymLedger {
  private let indexes: [(label: String, index: PseudonymIndex)]
  private let file: String?

  init(_ job: Conversion.Job) {
    indexes = job.plan.pseudonymised.map { ($0.label, PseudonymIndex(folder: job.scratch)) }
    file = job.table.files.first
  }

  /// Enters the pseudonyms of the next block.
  ///
  /// - Throws: `Failure` where they cannot be written.
  func enter(_ result: TransformResult) throws(Failure) {
    for ((_, index), words) in zip(indexes, result.pseudonyms) { try index.insert(words) }
  }

  /// Looks for values that cannot be told apart any more, once all rows are in.
  ///
  /// - Throws: `pseudonym-collision` where there are such.
  func close() throws(Failure) {
    for (label, index) in indexes {
      guard try index.collisions() > 0 else { continue }
      throw Failure(
        .pseudonymCollision, at: .init(file: file, field: label),
        "different values of \(label) got the same pseudonym, so nothing is published",
        hint: "This is chance, once in billions of tables: take another 'release' or another key. "
          + "All pseudonyms change with it.")
    }
  }
}
