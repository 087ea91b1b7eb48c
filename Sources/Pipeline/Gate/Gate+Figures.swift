// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// The checks of how well persons are hidden among each other.
extension Gate {
  /// 3: no fields together that point at one person in most rows.
  ///
  /// Where no column is about persons, addresses are those of trees or schools.
  static func combinations(_ subject: GateSubject) throws(Failure) -> Finding {
    guard subject.isPersonal else {
      return .notDone(GateWords.noPersons)
    }
    var problems: [Diagnostic] = []
    func refuse(_ one: PublishedField, _ other: PublishedField, _ hint: String) {
      problems.append(
        Diagnostic(
          .forbiddenCombination, at: .init(file: subject.pipeline.file, field: one.name),
          "\(one.name) and \(other.name) together point at one person in most rows", hint: hint))
    }
    let kinds = subject.record.fields.map { ($0, subject.kind(of: $0)) }
    func first(_ wanted: GateSubject.Kind) -> PublishedField? {
      kinds.first { $0.1 == wanted }?.0
    }
    if let birth = first(.birthDate), let postcode = first(.postcode6) ?? first(.postcode4) {
      refuse(birth, postcode, "Publish no more than the year of birth: treat: {date: year}.")
    }
    if let birth = first(.birthDate), let area = first(.smallArea) {
      refuse(birth, area, "Publish no more than the year of birth: treat: {date: year}.")
    }
    for (field, kind) in kinds where kind == .smallArea && field.privacy == .none {
      problems.append(
        Diagnostic(
          .personalData, at: .init(file: subject.pipeline.file, field: field.name),
          "\(field.name) says where somebody is, and the pipeline says 'privacy: none'",
          hint: "Beside persons a place points at them together with others: write privacy: quasi.")
      )
    }
    if let postcode = first(.postcode6), let house = first(.houseNumber) {
      refuse(postcode, house, "Publish four digits of the postcode at most: treat: {prefix: 4}.")
    }
    let sensitive = subject.record.fields.first { $0.privacy == .sensitive }
    if let address = first(.bagAddress), let sensitive {
      refuse(address, sensitive, "Publish a neighbourhood or district in place of the address.")
    }
    return Finding(
      GateWords.combinations(of: subject.record.fields.count), problems: problems)
  }

  /// 4: k, l and t hold in the table as it was written, and the run said what the gate counts.
  static func anonymity(_ inspection: GateInspection) throws(Failure) -> Finding {
    let subject = inspection.subject
    let quasi = subject.record.fields.filter { $0.privacy == .quasi }.map(\.name)
    guard !quasi.isEmpty else {
      return .notDone(GateWords.noQuasiIdentifiers)
    }
    guard subject.pipeline.aggregate == nil else {
      return .notDone(GateWords.countsInstead)
    }
    guard let asked = subject.pipeline.anonymity else {
      // Whether k may be left out is for the FG, who says so in the sign-off.
      let isAllowed = subject.exceptions.contains(.withoutK)
      var finding = Finding(
        GateWords.withoutK(quasi, isAllowed: isAllowed),
        problems: isAllowed ? [] : [withoutK(quasi, subject)])
      finding.state = .allowed
      return finding
    }
    guard let claimed = subject.claims.figures,
      let counted = try inspection.reading().classes?.get()
    else {
      throw Failure(.selfCheck, at: .init(file: subject.pipeline.file), "k was not counted")
    }
    let found = counted.figures
    let problems = faults(of: counted, claimed, asked).map { summary in
      Diagnostic(
        .kAnonymity, at: .init(file: subject.pipeline.file), summary,
        hint: "This is a fault of the program; nothing is published.")
    }
    func reached(_ language: Language) -> String {
      let sensitive = found.sensitive.map { Self.words($0, language) }
      return (["k = \(language.number(found.k))"] + sensitive).joined(separator: ", ")
    }
    return Finding(
      GateWords.classes(
        LocalizedText(nl: reached(.nl), en: reached(.en)), over: quasi,
        suppressed: claimed.suppressedRows,
        asked: LocalizedText(nl: asked.words(in: .nl), en: asked.words)),
      problems: problems)
  }

  /// What is wrong with the classes of the table as written, in words; empty if nothing is.
  private static func faults(
    of counted: ClassFigures, _ claimed: AnonymityFigures, _ asked: PipelineDefinition.Anonymity
  ) -> [String] {
    let found = counted.figures
    var faults: [String] = []
    if counted.failing > 0 {
      faults.append(
        "\(counted.failing) rows of the table as written are in classes that fail \(asked.words)")
    }
    if found.rows > 0, found.k < asked.minimum {
      faults.append(
        "the smallest class of the table as written has \(found.k) rows, and \(asked.minimum) are asked"
      )
    }
    if !found.agrees(with: claimed) {
      faults.append("the table as written has other classes than were counted")
    }
    return faults
  }

  private static func words(_ figures: SensitiveFigures, _ language: Language) -> String {
    "l = \(language.number(figures.distinct)), "
      + "t = \(language.decimal(figures.tCloseness, places: 3)) (\(figures.field))"
  }

  private static func withoutK(_ quasi: [String], _ subject: GateSubject) -> Diagnostic {
    Diagnostic(
      .kAnonymity, at: .init(file: subject.pipeline.file),
      "no k is asked of the fields that tell of a person together: \(quasi.joined(separator: ", "))",
      hint: "Write privacy: {k: {minimum: 10, method: suppress, limit: 2%}}; 'hergebruik risk "
        + "\(subject.pipeline.name)' shows the figures. Or have it signed for with --allow-without-k."
    )
  }

}

extension AnonymityFigures {
  /// Whether other figures of the same table, counted by other code, say the same of its classes.
  func agrees(with other: AnonymityFigures) -> Bool {
    guard (rows, k, classes, uniqueRows) == (other.rows, other.k, other.classes, other.uniqueRows),
      classSizes == other.classSizes
    else { return false }
    return sensitive.allSatisfy { one in
      guard let other = other.sensitive.first(where: { $0.field == one.field }) else {
        return false
      }
      return one.distinct == other.distinct && one.recursive.l == other.recursive.l
        && Self.isClose(one.entropy, other.entropy)
        && Self.isClose(one.tCloseness, other.tCloseness)
        && Self.isClose(one.recursive.c, other.recursive.c)
    }
  }

  private static func isClose(_ one: Double, _ other: Double) -> Bool {
    one == other || abs(one - other) <= ClassFigures.tolerance * max(1, abs(one), abs(other))
  }
}

extension GateSubject {
  /// What a field is to the forbidden combinations.
  enum Kind {
    case birthDate, postcode6, postcode4, smallArea, houseNumber, bagAddress, other
  }

  /// What a published field is, by its type, its names, and what its treatment leaves of the values.
  ///
  /// A treatment that leaves the value, or nearly, counts as `keep`, whatever it is called.
  func kind(of field: PublishedField) -> Kind {
    let source = pipeline.fields.first { $0.name == field.name && $0.treatment != .drop }
    let resolution = source.map { $0.treatment.resolution(of: $0) }
    let names = [field.name, source?.source ?? ""]
    func says(_ subject: LabelMeaning.Subject, _ labels: [String]) -> Bool {
      labels.contains { lexicon.meaning(of: $0)?.subject == subject }
    }
    if says(.detector(.birthDate), names), field.type == "date" || field.type == "string" {
      return .birthDate
    }
    // What no field of the export is: coordinates, and counts.
    guard let source, let resolution else { return .other }
    switch resolution {
    case .gone: return .other
    case .coarser(.square): return .smallArea
    case .coarser(.category(let label)):
      // What the list calls a postcode is one.
      guard let label else { return .other }
      if [field.name, label].contains(where: LabelTokens.isSmallArea) { return .smallArea }
      return kind { says($0, [label]) } ?? .other
    case .identity, .coarser:
      // Days that are written as a number, or with a time.
      let isBirthday =
        field.type == "datetime"
        ? says(.detector(.birthDate), names)
        : isBirthday(names) && !Self.isYear(source.source ?? field.name)
      if isBirthday,
        resolution.tellsApart(step: 1, characters: 8)
      {
        return .birthDate
      }
      if says(.detector(.postcode), names) || source.type == .string(.postcode) {
        // Five characters are a few streets.
        if resolution.tellsApart(step: 1, characters: 5) { return .postcode6 }
        return resolution.tellsApart(step: 1, characters: 4) ? .postcode4 : .other
      }
      return kind { says($0, names) && resolution.tellsApart(of: $0) } ?? .other
    }
  }

  /// Whether a label leaves no doubt that it is of days of birth, and not of years.
  private func isBirthday(_ labels: [String]) -> Bool {
    labels.compactMap { lexicon.meaning(of: $0) }
      .contains { $0.isTelling && $0.subject == .detector(.birthDate) }
  }

  /// Whether the export itself calls a column a year, as in `geboorte.datum.jaar`.
  private static func isYear(_ label: String) -> Bool {
    LabelTokens(label).words.last.map { $0.hasSuffix("jaar") || $0 == "year" } ?? false
  }

  private func kind(_ isAbout: (LabelMeaning.Subject) -> Bool) -> Kind? {
    if isAbout(.detector(.postcode)) { return .postcode6 }
    if isAbout(.houseNumber) { return .houseNumber }
    return isAbout(.detector(.bagID)) ? .bagAddress : nil
  }
}

extension Resolution {
  /// Whether what is left tells neighbours apart, of a number of a house or an address.
  fileprivate func tellsApart(of subject: LabelMeaning.Subject) -> Bool {
    // Houses on one side of a street have every other number; most numbers have two digits.
    if subject == .houseNumber { return tellsApart(step: 2, characters: 2) }
    // The last digit of a BAG identifier tells apart at most ten addresses.
    return tellsApart(step: 10, characters: 15)
  }
}

extension LabelTokens {
  /// Whether it is the label of an area that is hardly larger than that of a postcode's four digits.
  fileprivate static func isSmallArea(_ label: String) -> Bool {
    LabelTokens(label).begins(["buurt", "wijk", "neighbourhood", "neighborhood"])
  }
}
