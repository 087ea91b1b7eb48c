// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikDetectors
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// The check of what was written: the table read back cell by cell, and every text of the metadata, the catalogue's
/// and the names of files.
///
/// The forms in JSON hold the cells of the table and nothing else, and are not read back.
extension Gate {
  /// 6: nothing that a detector knows, no value of a direct identifier, unless it was accepted, and nothing but
  /// pseudonyms where those should be.
  static func output(_ inspection: GateInspection) throws(Failure) -> Finding {
    let subject = inspection.subject
    guard !subject.claims.identifiers.contains(where: { $0.isFull }) else {
      throw Failure(
        .memoryExceeded, at: .init(file: subject.pipeline.file),
        "the direct identifiers of the export do not fit in the memory that the run may take",
        hint: "Give it more: --memory 2G.")
    }
    let reading = try inspection.reading()
    guard reading.rows == subject.record.rows else {
      throw Failure(
        .selfCheck, at: .init(file: subject.folder),
        "the table as written has \(reading.rows) rows, and the run counted \(subject.record.rows)")
    }
    for item in try WrittenTexts(subject).all {
      reading.scanner.scan(
        text: item.text, place: item.place, allowed: subject.contacts, isPattern: item.isPattern)
    }
    let identifiers = reading.scanner.identifierFindings()
    let freeTexts = reading.watched.filter(\.isFreeText).map(\.field.name)
    let allowsTexts = subject.exceptions.contains(.freeText)
    // Worked out from the names of all columns: once, and not for each finding.
    let hasPersons = subject.isOfPersons
    let problems =
      reading.scanner.findings().compactMap { problem(of: $0, subject, hasPersons: hasPersons) }
      + identifiers.filter { !subject.pipeline.accepts($0.place, "identifier") }.map {
        problem(of: $0, subject)
      }
      + subject.namedFields.map { named($0, subject) }
      + reading.malformed.map { problem(of: $0.field, malformed: $0.cells, subject) }
      + (allowsTexts ? [] : freeTexts.map { freeText($0, subject) })
      + subject.unseen(
        reading.scanner.allFindings(), besides: allowsTexts ? freeTexts : [],
        hasPersons: hasPersons
      )
      .map { unseen($0, subject) }
    var finding = Finding(
      GateWords.readBack(
        rows: reading.rows, fields: subject.record.fields.count, findings: problems.count),
      problems: problems)
    if !freeTexts.isEmpty {
      finding.evidence += GateWords.freeTexts(freeTexts, isAllowed: allowsTexts)
      finding.state = .allowed
    }
    finding.findings =
      reading.scanner.allFindings().map { shown($0, subject) }
      + identifiers.map { shown($0, subject) }
    return finding
  }

  private static func shown(
    _ found: OutputScanner.Found, _ subject: GateSubject
  ) -> PrivacyReport.Finding {
    let finding = found.finding
    return PrivacyReport.Finding(
      place: name(found.place), detector: finding.detector.name,
      dutchName: finding.detector.dutchName, confidence: finding.confidence.name,
      hits: finding.hits, values: finding.values,
      accepted: subject.pipeline.reason(for: found.place, finding.detector.name))
  }

  private static func shown(
    _ found: OutputScanner.FoundIdentifiers, _ subject: GateSubject
  ) -> PrivacyReport.Finding {
    PrivacyReport.Finding(
      place: name(found.place), detector: AcceptanceReader.identifier,
      dutchName: Texts.localized("detector-identifier").nl, confidence: "certain",
      hits: found.hits, values: subject.record.rows,
      accepted: subject.pipeline.reason(for: found.place, AcceptanceReader.identifier))
  }

  private static func name(_ place: OutputScanner.Found.Place) -> String {
    switch place {
    case .field(let name): name
    case .text(let name): "metadata: \(name)"
    }
  }

  /// Why a finding refuses; nil where it does not.
  private static func problem(
    of found: OutputScanner.Found, _ subject: GateSubject, hasPersons: Bool
  ) -> Diagnostic? {
    let finding = found.finding
    let isHash = finding.detector == .hash
    guard finding.confidence > .possible || isHash || finding.detector == .canary,
      finding.detector == .canary || !subject.pipeline.accepts(found.place, finding.detector.name)
    else { return nil }
    switch found.place {
    case .field(let name):
      guard
        isHash
          ? !subject.isChecksum(name)
          : !subject.accounts(for: finding, field: name, hasPersons: hasPersons)
      else {
        return nil
      }
    case .text: return problem(ofText: found, subject.pipeline)
    }
    return Diagnostic(
      .personalData, at: place(found.place, subject),
      "what was written seems to hold \(finding.detector.words) (\(finding.confidence.name), "
        + "\(finding.hits) of \(finding.values) \(cells(found.place))\(shown(found.rows, found.place)))",
      hint: hint(found.place, finding.detector.name))
  }

  /// Why a finding in a text of the metadata refuses; nil where it does not.
  static func problem(
    ofText found: OutputScanner.Found, _ pipeline: PipelineDefinition
  ) -> Diagnostic? {
    let finding = found.finding
    guard case .text(let name) = found.place,
      finding.confidence > .possible || finding.detector == .canary,
      finding.detector == .canary || !pipeline.accepts(found.place, finding.detector.name),
      finding.detector.suggests == .direct, finding.detector != .hash
    else { return nil }
    return Diagnostic(
      .personalData, at: place(ofText: name, pipeline),
      "what was written seems to hold \(finding.detector.words) (\(finding.confidence.name), "
        + "\(finding.hits) of \(finding.values) \(cells(found.place)))",
      hint: hint(found.place, finding.detector.name))
  }

  private static func problem(
    of found: OutputScanner.FoundIdentifiers, _ subject: GateSubject
  ) -> Diagnostic {
    Diagnostic(
      .identifierFound, at: place(found.place, subject),
      "values of the columns that point at one person stand in \(found.hits) \(cells(found.place)) of what was written"
        + shown(found.rows, found.place),
      hint: hint(found.place, AcceptanceReader.identifier))
  }

  /// That a column beside persons is free text, which nobody allowed.
  private static func freeText(_ field: String, _ subject: GateSubject) -> Diagnostic {
    Diagnostic(
      .personalData, at: place(.field(field), subject),
      "\(field) is free text in a dataset about persons: no program can tell what people wrote there",
      hint:
        "Drop it, or publish a category in its place. Where somebody read it all, it is signed for with "
        + "\(Assessment.Exception.freeText.flag).")
  }

  /// That something may be there, which the FG has not seen.
  private static func unseen(_ found: OutputScanner.Found, _ subject: GateSubject) -> Diagnostic {
    let finding = found.finding
    return Diagnostic(
      .personalData, at: place(found.place, subject),
      "what was written may hold \(finding.detector.words) (\(finding.confidence.name), "
        + "\(finding.hits) of \(finding.values) \(cells(found.place))\(shown(found.rows, found.place))), "
        + "which the sign-off has not seen",
      hint:
        "Look at it. Where it is none, say so and why under privacy: accept, or have it signed again: "
        + "'hergebruik sign-off \(subject.pipeline.name)' shows what the last report found.")
  }

  /// Why the name of a field refuses.
  private static func named(_ field: String, _ subject: GateSubject) -> Diagnostic {
    Diagnostic(
      .personalData, at: place(.field(field), subject),
      "the name of the field \(field) seems to be a person's name",
      hint:
        "Make rows of such columns, and drop the names. Only where it is no person, say so and why under privacy:\n"
        + "accept: [{field: \(field), detector: header, reason: \"…\"}]")
  }

  private static func problem(
    of field: String, malformed cells: Int, _ subject: GateSubject
  ) -> Diagnostic {
    Diagnostic(
      .personalData, at: place(.field(field), subject),
      "\(cells) cells of \(field) should be pseudonyms, and are something else",
      hint: "This is a fault of the program; nothing is published.")
  }

  private static func place(
    _ place: OutputScanner.Found.Place, _ subject: GateSubject
  ) -> Diagnostic.Location {
    switch place {
    case .field(let name): return subject.location(of: name)
    case .text(let name): return self.place(ofText: name, subject.pipeline)
    }
  }

  private static func place(
    ofText name: String, _ pipeline: PipelineDefinition
  ) -> Diagnostic.Location {
    .init(file: pipeline.file, field: name == "file name" ? nil : "metadata: \(name)")
  }

  private static func cells(_ place: OutputScanner.Found.Place) -> String {
    if case .field = place { "cells" } else { "lines" }
  }

  private static func shown(_ rows: [Int], _ place: OutputScanner.Found.Place) -> String {
    guard !rows.isEmpty, case .field = place else { return "" }
    return
      ", among them \(rows.count == 1 ? "row" : "rows") \(rows.map(String.init).joined(separator: ", "))"
  }

  private static func hint(_ place: OutputScanner.Found.Place, _ detector: String) -> String {
    switch place {
    case .field(let name):
      return
        "Look at it, then drop or treat the field. Only where it may be public, say so and why under privacy:\n"
        + "accept: [{field: \(name), detector: \(detector), reason: \"…\"}]"
    case .text(let name)
    where PipelineDefinition.Acceptance.texts.contains(WrittenTexts.acceptance(of: name)):
      return
        "Take it out of the metadata. Only where it may be public, say so and why under privacy:\n"
        + "accept: [{text: \(WrittenTexts.acceptance(of: name)), detector: \(detector), reason: \"…\"}]"
    case .text(WrittenTexts.catalogue):
      return "Take it out of catalog.yaml. How to reach you belongs under contactPoint."
    case .text: return "Give the dataset another name: its folder's is that of the files."
    }
  }
}

extension PipelineDefinition {
  /// Why something may stand somewhere; `nil` if nobody said so.
  func reason(for place: OutputScanner.Found.Place, _ detector: String) -> String? {
    protection.accepted.first { item in
      guard item.detector == detector else { return false }
      return switch place {
      case .field(let name): item.isField && item.place == name
      case .text(let name): !item.isField && item.place == WrittenTexts.acceptance(of: name)
      }
    }?.reason
  }

  /// Whether somebody accepted that something stands somewhere, and said why.
  package func accepts(_ place: OutputScanner.Found.Place, _ detector: String) -> Bool {
    reason(for: place, detector) != nil
  }
}

extension GateSubject {
  /// What may stand in fields of a dataset about persons, and was neither accepted nor seen by who signed.
  ///
  /// - Parameters:
  ///   - besides: Fields that are read as a whole by who allowed them.
  ///   - hasPersons: Whether the rows are about persons: `isOfPersons`.
  func unseen(
    _ found: [OutputScanner.Found], besides fields: [String], hasPersons: Bool
  ) -> [OutputScanner.Found] {
    guard isPersonal else { return [] }
    let seen = Set(seen)
    return found.filter { item in
      guard case .field(let name) = item.place, item.finding.confidence == .possible,
        !fields.contains(name), !accounts(for: item.finding, field: name, hasPersons: hasPersons),
        !pipeline.accepts(item.place, item.finding.detector.name)
      else { return false }
      // A hash refuses by itself.
      return item.finding.detector != .hash
        && !seen.contains(.init(field: name, detector: item.finding.detector.name))
    }
  }

  /// Whether what is published of a field is what the pipeline file says that it is.
  func accounts(for finding: Finding, field name: String, hasPersons: Bool) -> Bool {
    let privacy = record.fields.first { $0.name == name }?.privacy ?? .none
    return finding.isExpected(in: privacy, hasPersons: hasPersons)
  }

  /// How to reach the publisher, which is meant to be read.
  var contacts: [String] { Self.contacts(record, catalogue) }

  /// The same, of a record and its catalogue.
  static func contacts(_ record: DatasetRecord, _ catalogue: CatalogueRecord) -> [String] {
    [
      catalogue.contactPoint, catalogue.dataProtectionOfficer,
      record.description.statements?.contactPoint,
    ].compactMap(\.self)
      .flatMap { [$0.email, $0.telephone, $0.url].compactMap(\.self) }
  }
}
