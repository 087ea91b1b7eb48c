// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// Signs for the privacy of a dataset, and looks whether a signature still holds.
package struct SignOff: Sendable {
  /// What is decided.
  package struct Request: Sendable {
    /// Who signs, as a function.
    package var role: String
    /// Who decided, as a function; `nil` if that is not said.
    package var decidedBy: String?
    /// Whether it may be published.
    package var isPublished: Bool
    /// The day of the decision, `YYYY-MM-DD`.
    package var date: String
    /// The last day on which it holds, `YYYY-MM-DD`.
    package var validUntil: String
    /// What it allows besides, each with the reason why.
    package var exceptions: [Assessment.Exception: String]
    /// What of the last report is possible only, and was shown to who signs.
    package var seen: [Assessment.Seen]
    /// SHA-256 of the report for the FG that was shown; `nil` if there is none.
    package var report: String?
    /// What the report for the FG shows, by `SignOff.noteKeys`.
    package var notes: [String: String]

    /// Makes a request.
    package init(
      role: String, decidedBy: String? = nil, isPublished: Bool, date: String, validUntil: String,
      exceptions: [Assessment.Exception: String] = [:], seen: [Assessment.Seen] = [],
      notes: [String: String] = [:]
    ) {
      self.role = role
      self.decidedBy = decidedBy
      self.isPublished = isPublished
      self.date = date
      self.validUntil = validUntil
      self.exceptions = exceptions
      self.seen = seen
      self.notes = notes
    }
  }

  /// What is signed for.
  package struct Subject: Sendable {
    /// For each column its name, class and treatment, and whether it is published.
    package let columns: [(name: String, privacy: String, treatment: String, isPublished: Bool)]
    /// What changed since the last sign-off, in words.
    package let changes: [String]
    /// SHA-256 of the definition.
    package let definition: String
  }

  /// What was signed.
  package struct Signed: Sendable {
    /// The file that was written.
    package let path: String
    /// What the pipeline wants and the sign-off does not allow.
    package let warnings: [Diagnostic]
  }

  /// The longest that a sign-off holds, in years.
  static let maximumYears = 3
  /// So many days before its end a sign-off is spoken of: an assessment takes time.
  static let noticeDays = [7, 14, 30, 90]

  private let pipeline: PipelineDefinition

  /// Makes a sign-off of a dataset.
  package init(of pipeline: PipelineDefinition) {
    self.pipeline = pipeline
  }

  /// What a signature would be bound to, as it is now.
  ///
  /// - Throws: `Failure` with `assessment-invalid` where a newer program wrote the sign-off that is there, and `input-output`.
  package func subject() throws(Failure) -> Subject {
    let signed = try SignedDefinition(pipeline)
    var changes: [String] = []
    if let earlier = try replaceable() {
      changes = try SignedDefinition(pipeline, form: earlier.signed.form)
        .changes(since: earlier.signed)
    }
    let published = Set(pipeline.publishedFields.map(\.name))
    return Subject(
      columns: signed.columns.map {
        ($0.name, $0.privacy, shown($0), published.contains($0.name))
      }, changes: changes, definition: signed.digest)
  }

  /// The sign-off that is there; `nil` if there is none, or if it is damaged.
  ///
  /// - Throws: `assessment-invalid` where a newer program wrote it.
  private func replaceable() throws(Failure) -> Assessment? {
    do throws(Failure) {
      return try Assessment.read(of: pipeline)
    } catch {
      guard !FileFormat.isNewer(error) else { throw error }
      return nil
    }
  }

  /// Writes `assessment.yaml`; an older one is replaced whole or not at all.
  ///
  /// - Throws: `Failure` with `usage-error` for what cannot be, `assessment-invalid` where a newer program wrote the one
  ///   that is there, and `input-output`.
  package func sign(_ request: Request) throws(Failure) -> Signed {
    try check(request)
    let path = Assessment.path(of: pipeline)
    let signed = try SignedDefinition(pipeline)
    _ = try replaceable()
    let now = CivilTime(utc: SystemTime.now)
    let assessment = Assessment(
      role: request.role, decidedBy: request.decidedBy,
      decision: request.isPublished ? .publish : .refuse, date: request.date,
      signedAt: "\(now.date)T\(now.clock)Z", validUntil: request.validUntil,
      exceptions: Assessment.Exception.allCases.filter { request.exceptions[$0] != nil },
      reasons: request.exceptions, seen: request.seen, report: request.report,
      notes: request.notes, signed: signed)
    // The seal of another text is none, and stands in the way of a new one.
    _ = Paths.remove(Assessment.sealPath(of: pipeline))
    try WholeFile.write(assessment.yaml, to: path, mode: 0o644)
    return Signed(path: path, warnings: warnings(on: request.date))
  }

  /// The treatment of a column, and whether it leaves each value as it is although it is called otherwise.
  private func shown(_ column: SignedDefinition.Column) -> String {
    guard let field = pipeline.fields.first(where: { $0.name == column.name }),
      field.treatment != .keep, field.treatment.resolution(of: field) == .identity
    else { return column.treatment }
    return "\(column.treatment): changes nothing"
  }

  private func check(_ request: Request) throws(Failure) {
    let (year, until) = (request.date.prefix(4), request.validUntil.prefix(4))
    guard request.validUntil >= request.date else {
      throw Failure(
        .usage, "the sign-off would have ended before it began",
        hint: "Give a day to come: --valid-until \((Int(year) ?? 0) + 1)-01-01.")
    }
    let latest = "\((Int(year) ?? 0) + Self.maximumYears)\(request.date.dropFirst(4))"
    guard request.validUntil <= latest, !until.isEmpty else {
      throw Failure(
        .usage, "a sign-off holds \(Self.maximumYears) years at most",
        hint:
          "A dataset about persons is assessed again in time: --valid-until \(latest) or earlier.")
    }
    guard request.role.contains(where: { $0.isLetter }) else {
      throw Failure(.usage, "the role is empty", hint: "Write who signs: --role FG.")
    }
    for exception in Assessment.Exception.allCases {
      guard let reason = request.exceptions[exception], !reason.contains(where: { $0.isLetter })
      else { continue }
      throw Failure(
        .usage, "the exception '\(exception.rawValue)' has no reason",
        hint:
          "Write why it is allowed: --reason '\(exception.rawValue)=...'. It stands in the report.")
    }
  }
}

// MARK: - Whether it holds

extension SignOff {
  /// The day by which a signature is judged in a run of a day: today, or that day where it is still to come. What the
  /// catalogue is called after revives no signature that ended.
  ///
  /// - Parameter run: `YYYY-MM-DD`.
  package static func day(ofRun run: String) -> String { max(run, AmsterdamDate.today()) }

  /// Why a dataset may not be published on a day; empty where it may.
  ///
  /// - Parameter day: `YYYY-MM-DD`.
  package func problems(on day: String) -> [Diagnostic] {
    guard pipeline.hasPersons else { return [] }
    let place = Diagnostic.Location(file: Assessment.path(of: pipeline))
    do throws(Failure) {
      guard let assessment = try Assessment.read(of: pipeline) else {
        return [
          Diagnostic(
            .assessmentMissing, at: place, "nobody has signed for the privacy of this dataset",
            hint:
              "Look at 'hergebruik risk \(pipeline.name)' and 'hergebruik preview \(pipeline.name)' together with "
              + "the data protection officer (FG), who then signs:" + command)
        ]
      }
      let now = try SignedDefinition(pipeline, form: assessment.signed.form)
      return problems(of: assessment, now, on: day, place)
    } catch {
      return error.diagnostics
    }
  }

  /// What is or will soon be in the way of publishing, as warnings; empty where nothing is.
  ///
  /// - Parameter day: `YYYY-MM-DD`.
  package func warnings(on day: String) -> [Diagnostic] {
    let problems = problems(on: day)
    return problems.isEmpty ? endingSoon(on: day) : problems.map(\.asWarning)
  }

  /// That a sign-off which holds on a day ends soon, or why that is not known.
  ///
  /// - Parameter day: `YYYY-MM-DD`.
  package func endingSoon(on day: String) -> [Diagnostic] {
    let read: Assessment?
    do throws(Failure) {
      read = try pipeline.hasPersons ? Assessment.read(of: pipeline) : nil
    } catch {
      return error.diagnostics.map(\.asWarning)
    }
    guard let assessment = read else { return [] }
    let left = AmsterdamDate.days(from: day, to: assessment.validUntil)
    guard left >= 0, let notice = Self.noticeDays.first(where: { left <= $0 }) else { return [] }
    return [
      Diagnostic(
        .assessmentExpired, severity: .warning,
        at: Diagnostic.Location(file: Assessment.path(of: pipeline)),
        "\(assessment.validUntil) is the last day of the sign-off, within \(notice) days: after it, nothing is published",
        hint: "Have the dataset assessed and signed again:" + command)
    ]
  }

  /// The last day of the sign-off that is there, `YYYY-MM-DD`; `nil` if nobody has to sign, or it cannot be read.
  package var validUntil: String? {
    guard pipeline.hasPersons, pipeline.description.isPublishedHere else { return nil }
    return (try? Assessment.read(of: pipeline))?.validUntil
  }

  /// When somebody signed: a moment in UTC, or a day where only that was kept; `nil` if nobody did, or it cannot be read.
  package var signedAt: String? {
    (try? Assessment.read(of: pipeline)).flatMap { $0.signedAt ?? $0.date }
  }

  /// Whether there is a sign-off, and it allows something by name.
  package func allows(_ exception: Assessment.Exception) -> Bool {
    do throws(Failure) {
      return try Assessment.read(of: pipeline)?.exceptions.contains(exception) ?? false
    } catch {
      return false
    }
  }

  private var command: String {
    "\nhergebruik sign-off \(pipeline.name) --role FG --decision publish --valid-until DAY"
  }

  private func problems(
    of assessment: Assessment, _ now: SignedDefinition, on day: String,
    _ place: Diagnostic.Location
  ) -> [Diagnostic] {
    var found: [Diagnostic] = []
    if assessment.decision == .refuse {
      found.append(
        Diagnostic(
          .assessmentRefused, at: place,
          "\(assessment.decidedBy ?? assessment.role) decided on \(assessment.date) that this dataset is not published",
          hint: "Ask \(assessment.role) what should change."))
    }
    let changes = now.changes(since: assessment.signed)
    if !changes.isEmpty {
      let shown = changes.prefix(6).joined(separator: "; ")
      let rest = changes.count > 6 ? "; and \(changes.count - 6) more" : ""
      found.append(
        Diagnostic(
          .assessmentOutdated, at: place,
          "the definition changed since \(assessment.role) signed on \(assessment.date): \(shown)\(rest)",
          hint: "Undo the change, or have it assessed and signed again:" + command))
    }
    if day < assessment.date {
      found.append(
        Diagnostic(
          .assessmentInvalid, at: place,
          "the sign-off is of \(assessment.date), a day that is still to come",
          hint: "A signature has the day on which it was given. Have it signed again:" + command))
    }
    if day > assessment.validUntil {
      found.append(
        Diagnostic(
          .assessmentExpired, at: place, "the sign-off ended on \(assessment.validUntil)",
          hint: "Have the dataset assessed and signed again:" + command))
    }
    if pipeline.publication.order == .source, pipeline.aggregate == nil,
      pipeline.publishedFields.contains(where: { $0.privacy != .none }),
      !assessment.exceptions.contains(.sourceOrder)
    {
      found.append(
        Diagnostic(
          .assessmentOutdated, at: place,
          "the rows are about persons and keep the order of the export, which the sign-off does not allow",
          hint:
            "Take 'order: source' out, and rows are sorted by what is published. Or look whether the order tells who is "
            + "who; where it does not, it is signed for with --allow-source-order."
        ))
    }
    return found
  }
}

extension PipelineDefinition {
  /// What a sign-off of it must allow by name, as flags of `hergebruik sign-off`: the gate refuses it without.
  package var signOffFlags: [String] {
    guard aggregate == nil else { return [] }
    var flags: [String] = []
    if publication.order == .source, publishedFields.contains(where: { $0.privacy != .none }) {
      flags.append(Assessment.Exception.sourceOrder.flag)
    }
    if anonymity == nil, publishedFields.contains(where: { $0.privacy == .quasi }) {
      // Each release may tell of every person in it, and so may what changed.
      flags += [Assessment.Exception.withoutK, .uncompared].map(\.flag)
    }
    return flags
  }
}
