// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// The check of fields that point at one person together.
extension Gate {
  /// 3: no fields together that point at one person in most rows, by what their columns hold and come of, and not by
  /// their types.
  ///
  /// Where no column is about persons, addresses are those of trees or schools.
  static func combinations(_ inspection: GateInspection) throws(Failure) -> Finding {
    let subject = inspection.subject
    guard subject.isOfPersons else {
      return .notDone(GateWords.noPersons)
    }
    let kinds = FieldKinds(subject, try inspection.reading())
    var problems = kinds.placesWithoutClass.map { field in
      Diagnostic(
        .personalData, at: .init(file: subject.pipeline.file, field: field),
        "\(field) says where somebody is, and the pipeline says 'privacy: none'",
        hint: "Beside persons a place points at them together with others: write privacy: quasi.")
    }
    func refuse(_ one: String?, _ other: String?, _ hint: String) {
      guard let one, let other else { return }
      problems.append(
        Diagnostic(
          .forbiddenCombination, at: subject.location(of: one),
          "\(one) and \(other) together point at one person in most rows", hint: hint))
    }
    let year = "Publish no more than the year of birth: treat: {date: year}."
    refuse(
      kinds.first(.birthDate), kinds.first(.postcode6) ?? kinds.first(.postcode4), year)
    refuse(
      kinds.first(.birthDate),
      [.smallArea, .namedArea, .bagAddress].lazy.compactMap(kinds.first).first, year)
    refuse(
      kinds.first(.postcode6), kinds.first(.houseNumber),
      "Publish four digits of the postcode at most: treat: {prefix: 4}.")
    refuse(
      kinds.first(.street), kinds.first(.houseNumber), "Publish the street without the number.")
    let sensitive = subject.record.fields.first { $0.privacy == .sensitive }?.name
    refuse(
      kinds.first(.bagAddress), sensitive,
      "Publish a neighbourhood or district in place of the address.")
    return Finding(
      GateWords.combinations(of: subject.record.fields.count),
      problems: problems + uselessPseudonyms(subject))
  }
}

extension GateSubject {
  /// Where the pipeline file speaks of a published field.
  func location(of published: String) -> Diagnostic.Location {
    var location =
      pipeline.fields.first { $0.name == published && $0.treatment != .drop }?.location
      ?? .init(file: pipeline.file)
    location.field = published
    return location
  }
}
