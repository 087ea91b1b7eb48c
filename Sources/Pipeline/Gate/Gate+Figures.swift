// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel

/// The checks of how well persons are hidden among each other.
extension Gate {
  /// 4: k, l and t hold in the table as it was written, the run said what the gate counts, and no field besides tells
  /// rows apart.
  static func anonymity(_ inspection: GateInspection) throws(Failure) -> Finding {
    var finding = try classes(inspection)
    let lonely = try lonelyFields(inspection)
    guard !lonely.isEmpty else { return finding }
    let isAllowed = inspection.subject.exceptions.contains(.uniqueFields)
    finding.evidence += GateWords.lonelyFields(lonely, isAllowed: isAllowed)
    if isAllowed {
      finding.state = .allowed
    } else {
      finding.problems += lonely.map { tellingApart($0, inspection.subject) }
    }
    return finding
  }

  /// The fields that are called `none` or `sensitive`, and by which most rows of persons can be told apart.
  private static func lonelyFields(_ inspection: GateInspection) throws(Failure) -> [String] {
    let subject = inspection.subject
    let personal = subject.record.fields.filter { $0.privacy != .none }.map(\.name)
    guard subject.isPersonal, subject.pipeline.aggregate == nil, !personal.isEmpty else {
      return []
    }
    return try inspection.reading().watched.filter { column in
      column.tellsRowsApart && personal.contains { $0 != column.field.name }
    }.map(\.field.name)
  }

  private static func tellingApart(_ field: String, _ subject: GateSubject) -> Diagnostic {
    Diagnostic(
      .kAnonymity, at: subject.location(of: field),
      "nearly every row has a value of its own in \(field), so that each person can be told apart by it",
      hint:
        "Drop it, make it coarser, or write privacy: quasi, so that it counts for k. Or have it signed for with "
        + "\(Assessment.Exception.uniqueFields.flag).")
  }

  private static func classes(_ inspection: GateInspection) throws(Failure) -> Finding {
    let subject = inspection.subject
    let quasi = subject.record.fields.filter { $0.privacy == .quasi }.map(\.name)
    guard !quasi.isEmpty else {
      return .notDone(GateWords.noQuasiIdentifiers)
    }
    guard subject.pipeline.aggregate == nil else {
      return .notDone(GateWords.countsInstead)
    }
    guard let asked = subject.pipeline.anonymity else {
      return try withoutK(quasi, inspection)
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

  /// What is found where no k is asked: the classes are counted all the same, and whether they may be so small is for
  /// the FG, who says so in the sign-off.
  private static func withoutK(
    _ quasi: [String], _ inspection: GateInspection
  ) throws(Failure) -> Finding {
    let subject = inspection.subject
    guard let counted = try inspection.reading().classes?.get() else {
      throw Failure(.selfCheck, at: .init(file: subject.pipeline.file), "k was not counted")
    }
    let isAllowed = subject.exceptions.contains(.withoutK)
    var finding = Finding(
      GateWords.withoutK(
        quasi, k: counted.figures.k, unique: counted.figures.uniqueRows,
        rows: counted.figures.rows, isAllowed: isAllowed),
      problems: isAllowed ? [] : [withoutK(quasi, counted.figures, subject)])
    finding.state = .allowed
    finding.figures = counted.figures
    return finding
  }

  private static func withoutK(
    _ quasi: [String], _ figures: AnonymityFigures, _ subject: GateSubject
  ) -> Diagnostic {
    Diagnostic(
      .kAnonymity, at: .init(file: subject.pipeline.file),
      "no k is asked of the fields that tell of a person together: \(quasi.joined(separator: ", ")); "
        + "\(figures.uniqueRows) of \(figures.rows) rows stand alone (k = \(figures.k))",
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
