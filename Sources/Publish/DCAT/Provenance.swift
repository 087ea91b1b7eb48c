// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// Tells what was done to the data before they were published.
///
/// Says nothing of fields that were left out: their names are not public.
enum Provenance {
  /// Whether there is anything to tell.
  static func isTold(_ dataset: DatasetRecord) -> Bool {
    dataset.table != nil || dataset.description.statements?.provenance != nil
  }

  static func text(of dataset: DatasetRecord) -> LocalizedText {
    let treated = dataset.fields.filter {
      // Of coordinates there is a sentence of its own.
      $0.treatment != .kind(.keep) && $0.treatment != .coordinates
    }
    var sentences = [dataset.description.statements?.provenance].compactMap(\.self)
    guard dataset.table != nil else { return .joined(sentences, separator: " ") }
    sentences.append(ProvenanceWords.exported)
    if !treated.isEmpty {
      sentences.append(
        ProvenanceWords.treated(
          treated.map { ($0.name, $0.treatmentInWords ?? $0.treatment.words.brief) }))
    }
    if dataset.fields.contains(where: { $0.treatment == .kind(.pseudonymise) }) {
      sentences.append(ProvenanceWords.pseudonymsArePersonal)
    }
    sentences += dataset.protection ?? []
    sentences += dataset.geography?.conversions.map(\.sentence) ?? []
    return .joined(sentences, separator: " ")
  }
}
