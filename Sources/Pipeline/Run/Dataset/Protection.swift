// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikModel
internal import HergebruikProfile

extension PipelineDefinition {
  /// What the public is told of how persons are protected, besides the treatment of each field.
  ///
  /// - Parameter key: eight digits that name the key; nil where there is none.
  func protection(_ outcome: Conversion.Outcome, key: String?) -> [LocalizedText] {
    [
      pseudonyms(key), suppression(outcome.rows.figures),
      aggregate.flatMap { cells($0, outcome.cells?.figures) },
    ]
    .compactMap(\.self)
  }

  /// The name of the key that pseudonyms are made with, and their release; nil where none are published.
  func pseudonymSeries(key: String?) -> String? {
    guard let pseudonym, let key, fields.contains(where: { $0.treatment == .pseudonymise }),
      aggregate == nil
    else { return nil }
    return pseudonym.release.isEmpty ? key : "\(key) \(pseudonym.release)"
  }

  private func pseudonyms(_ key: String?) -> LocalizedText? {
    guard let pseudonym, let key, pseudonymSeries(key: key) != nil else { return nil }
    return ProtectionWords.pseudonyms(key: key, release: pseudonym.release)
  }

  private func suppression(_ figures: AnonymityFigures?) -> LocalizedText? {
    guard let anonymity, let figures else { return nil }
    return ProtectionWords.suppression(rows: figures.suppressedRows, minimum: anonymity.minimum)
  }

  private func cells(_ aggregate: Aggregate, _ figures: CellFigures?) -> LocalizedText? {
    guard let figures else { return nil }
    return ProtectionWords.cells(
      figures.cells, hidden: figures.primary + figures.secondary, minimum: aggregate.minimum)
  }
}

extension Conversion.Outcome {
  /// What is published of the cells.
  ///
  /// Of data about persons no value is listed that fewer rows have than a class must; pseudonyms never are.
  func profile(of pipeline: PipelineDefinition) -> DatasetProfile? {
    let least = pipeline.hasPersons ? pipeline.anonymity?.minimum ?? 5 : 1
    guard
      var profile = (cells?.profile ?? observations.treated)?.record(
        rejected: rows.refused, least: least)
    else {
      return nil
    }
    for index in profile.fields.indices {
      let published = profile.fields[index]
      guard let field = pipeline.fields.index(ofKey: published.name).map({ pipeline.fields[$0] })
      else { continue }
      if field.treatment == .pseudonymise { profile.fields[index].categories = nil }
      if pipeline.isKey(field) {
        profile.fields[index].distinct = DistinctCount(
          count: profile.rows - published.missing, isEstimate: false)
      }
    }
    return profile
  }
}

extension PipelineDefinition {
  /// Whether the values of a field are all different where they are not missing, and stay so as they are published: no
  /// estimate is needed of a key that was checked.
  fileprivate func isKey(_ field: Field) -> Bool {
    let isUnique =
      field.constraints.unique || primaryKey == [field.name] || keys.unique.contains([field.name])
    let mayMerge = anonymity != nil && field.privacy == .quasi
    return isUnique && !mayMerge && aggregate == nil
      && (field.treatment == .keep || field.treatment == .pseudonymise)
  }
}
