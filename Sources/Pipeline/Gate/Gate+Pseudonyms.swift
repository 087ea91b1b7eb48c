// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

/// What makes a pseudonym no protection, or a class no group of persons.
extension Gate {
  /// A field that shows what another hides behind a pseudonym, and pseudonyms that are themselves what classes are made of.
  static func uselessPseudonyms(_ subject: GateSubject) -> [Diagnostic] {
    guard subject.pipeline.aggregate == nil else { return [] }
    let published = subject.pipeline.publishedFields
    let hidden = published.filter { $0.treatment == .pseudonymise }
    let shown = published.filter { !$0.treatment.suitsDirectIdentifier }
    let repeated = hidden.flatMap { field -> [Diagnostic] in
      let columns = subject.columns(of: field)
      // A pseudonym of several columns together is none of one of them.
      guard columns.count == 1 else { return [] }
      return shown.filter { subject.columns(of: $0).isSuperset(of: columns) }.map { other in
        Diagnostic(
          .forbiddenCombination, at: subject.location(of: other.name),
          "\(other.name) shows the column of which \(field.name) is the pseudonym",
          hint: "Drop one of the two: who knows the one learns to whom the other belongs.")
      }
    }
    return repeated + alone(hidden, subject)
  }

  private static func alone(_ hidden: [Field], _ subject: GateSubject) -> [Diagnostic] {
    guard let asked = subject.pipeline.anonymity, asked.method != .mondrian else { return [] }
    return hidden.filter { $0.privacy == .quasi }.map { field in
      Diagnostic(
        .kAnonymity, at: subject.location(of: field.name),
        "each class of rows that are alike has one pseudonym in \(field.name), so that \(asked.minimum) rows may be one person",
        hint: "Write privacy: direct for it: then k counts its pseudonyms, and not rows.")
    }
  }
}

extension GateSubject {
  /// The columns of the export that a field comes of.
  fileprivate func columns(of field: Field) -> Set<String> {
    let index = pipeline.fields.firstIndex { $0.name == field.name && $0.treatment != .drop }
    let origins = index.flatMap { index in
      pipeline.preparation.origins.indices.contains(index)
        ? pipeline.preparation.origins[index] : nil
    }
    return origins.flatMap { $0.isEmpty ? nil : Set($0) } ?? [field.source ?? field.name]
  }
}
