// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

/// Compares a table with the one that is published now: an export that was cut off, shifted or emptied looks
/// right by itself, and only beside the last one is it seen.
///
/// Both sides are profiles, so it costs nothing.
struct ChangeGuard {
  let pipeline: PipelineDefinition
  let limits: ChangeLimits
  let before: DatasetProfile
  let now: DatasetProfile
  /// The day of the published release, and that of the run.
  let published: String
  let date: String

  /// So many values of a field are few.
  static let fewValues = 50

  /// What is too different; empty where nothing is.
  func problems() -> [Diagnostic] {
    var found = rows()
    let known = Dictionary(before.fields.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    for field in now.fields {
      guard let old = known[field.name] else { continue }
      var ofField = [
        missing(field, old), values(field, old), median(field, old), mean(field, old),
        dates(field, old),
      ].compactMap(\.self)
      // What moves the values of a field is said once.
      if ofField.isEmpty, let shift = shift(field, old) { ofField = [shift] }
      found += ofField
    }
    return found
  }

  func report(_ field: String?, _ summary: String) -> Diagnostic {
    Diagnostic(
      .changeGuard, at: .init(file: pipeline.file, field: field),
      summary + "; what was published stays as it is",
      hint: "Look at the export. Where it is right, publish it once with 'hergebruik run "
        + "\(pipeline.name) --accept-change'; where such changes are usual, set 'change' under 'checks'."
    )
  }

  private func rows() -> [Diagnostic] {
    let (old, new) = (before.rows, now.rows)
    if old - new > ChangeLimits.leeway, part(old - new, of: old) > limits.rowDrop {
      return [report(nil, "there are \(new) rows, and the published table has \(old)")]
    }
    if new - old > ChangeLimits.leeway, part(new - old, of: old) > limits.rowRise {
      return [report(nil, "there are \(new) rows, and the published table has only \(old)")]
    }
    return []
  }

  private func missing(
    _ field: DatasetProfile.Field, _ old: DatasetProfile.Field
  ) -> Diagnostic? {
    let rise = part(field.missing, of: now.rows) - part(old.missing, of: before.rows)
    guard rise > limits.missingRise, field.missing - old.missing > ChangeLimits.leeway else {
      return nil
    }
    return report(
      field.name,
      "'\(field.name)' is empty in \(field.missing) of \(now.rows) rows, and before in \(old.missing) of \(before.rows)"
    )
  }

  /// Of a field with few values that are no numbers: rows whose value none had before.
  private func values(
    _ field: DatasetProfile.Field, _ old: DatasetProfile.Field
  ) -> Diagnostic? {
    guard limits.newValues < 1_000_000, field.quantiles == nil, let known = old.categories,
      !known.isEmpty,
      // Among very many values new ones are usual; of values that are too rare nothing is known.
      known.count <= Self.fewValues,
      known.reduce(0, { $0 + $1.count }) + old.missing == before.rows
    else { return nil }
    guard let categories = field.categories else {
      // More than a hundred are not listed, so that most of them are new.
      return report(
        field.name,
        "'\(field.name)' has more than a hundred different values, and before it had \(known.count)"
      )
    }
    let names = Set(known.map(\.value))
    let rows = categories.filter { !names.contains($0.value) }.reduce(0) { $0 + $1.count }
    guard rows > ChangeLimits.leeway, part(rows, of: now.rows) > limits.newValues else {
      return nil
    }
    return report(
      field.name,
      "'\(field.name)' has values in \(rows) of \(now.rows) rows that it never had before")
  }

  private func median(
    _ field: DatasetProfile.Field, _ old: DatasetProfile.Field
  ) -> Diagnostic? {
    guard limits.medianFactor > 0, let new = field.quantiles?.p50, let known = old.quantiles?.p50,
      now.rows >= 20, before.rows >= 20, new != 0, known != 0
    else { return nil }
    let factor = Double(limits.medianFactor)
    let ratio = new / known
    guard ratio > factor || ratio < 1 / factor else { return nil }
    return report(
      field.name,
      "half of '\(field.name)' is now below a number that is \(ratio < 0 ? "of another sign" : "more than \(limits.medianFactor) times \(ratio > 1 ? "larger" : "smaller")")"
    )
  }

  /// Numbers in the tail that the median does not see; of what goes below zero a factor says nothing.
  private func mean(
    _ field: DatasetProfile.Field, _ old: DatasetProfile.Field
  ) -> Diagnostic? {
    guard limits.meanFactor > 0, let new = field.mean, let known = old.mean, new > 0, known > 0,
      now.rows >= 20, before.rows >= 20,
      field.minimum?.hasPrefix("-") == false, old.minimum?.hasPrefix("-") == false
    else { return nil }
    let factor = Double(limits.meanFactor)
    let ratio = new / known
    guard ratio > factor || ratio < 1 / factor else { return nil }
    return report(
      field.name,
      "the mean of '\(field.name)' is more than \(limits.meanFactor) times \(ratio > 1 ? "larger" : "smaller") than it was"
    )
  }

  /// Days to come where there were none.
  private func dates(
    _ field: DatasetProfile.Field, _ old: DatasetProfile.Field
  ) -> Diagnostic? {
    let type = pipeline.publishedFields.first { $0.name == field.name }?.type.name
    guard !limits.allowsFutureDates, ["date", "datetime"].contains(type ?? ""),
      let new = field.maximum, let known = old.maximum,
      known.prefix(10) <= published, new.prefix(10) > date
    else { return nil }
    return report(field.name, "'\(field.name)' has a day to come, which it never had before")
  }

  func part(_ count: Int, of all: Int) -> Int {
    all == 0 ? (count == 0 ? 0 : 1_000_000) : Int(Double(count) / Double(all) * 1_000_000)
  }
}
