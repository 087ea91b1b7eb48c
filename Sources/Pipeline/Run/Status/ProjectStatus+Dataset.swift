// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel

extension ProjectStatus {
  /// How it stands with one dataset.
  ///
  /// - Parameters:
  ///   - pipeline: `nil` if it has no folder any more, or its file has a mistake.
  ///   - record: What is published of it; `nil` if nothing is.
  ///   - nights: What runs did with it; `nil` if that is not known.
  func dataset(
    _ name: String, _ pipeline: PipelineDefinition?, _ record: DatasetRecord?,
    _ nights: NightBook.Dataset?, _ definitions: ProjectDefinitions
  ) -> Dataset {
    var dataset = Dataset(name: name)
    let description = pipeline?.description ?? record?.description
    dataset.title = description?.title
    dataset.frequency = description?.accrualPeriodicity
    dataset.period = dataset.frequency.flatMap { DatasetRecord.renewalDays(of: $0) }
    dataset.lastGood = nights?.good
    if let withdrawal = definitions.decisions.withdrawal(of: name, published: record) {
      let isGone = record == nil || record?.withdrawal != nil
      dataset.notes = [
        isGone
          ? Note(mark: .withdrawn, text: StatusWords.withdrawn(on: withdrawal.date))
          : Note(mark: .wrong, text: StatusWords.notTakenAway)
      ]
      return dataset
    }
    if let record, record.withdrawal == nil {
      dataset.age = daysAgo(max(record.dataDay, String((nights?.good ?? "").prefix(10))))
    }
    guard definitions.names.contains(name) else {
      dataset.notes = [Note(mark: .attention, text: StatusWords.orphaned(name))]
      return dataset
    }
    dataset.notes = nightNotes(nights, &dataset)
    // What the last night was refused for is not told again.
    var told: Set<DiagnosticCode> = []
    if dataset.isRefused, let code = dataset.refusal?.problem?.kind { told.insert(code) }
    dataset.notes += definitionNotes(of: name, definitions, &told, &dataset.questions)
    if let pipeline { dataset.notes += signatureNotes(of: pipeline, &told, &dataset) }
    dataset.notes += ageNotes(dataset)
    dataset.notes.sort { Self.isBefore($0, $1) }
    return dataset
  }

  private static func isBefore(_ one: Note, _ other: Note) -> Bool {
    let order = Mark.allCases
    return (order.firstIndex(of: one.mark) ?? 0) < (order.firstIndex(of: other.mark) ?? 0)
  }

  /// What is wrong with its files.
  private func definitionNotes(
    of name: String, _ definitions: ProjectDefinitions, _ told: inout Set<DiagnosticCode>,
    _ questions: inout Int
  ) -> [Note] {
    let found = definitions.diagnostics.filter { $0.dataset == name && $0.severity == .error }
    questions = found.count { $0.code == .unanswered }
    var notes: [Note] = []
    if questions > 0 {
      notes.append(Note(mark: .wrong, text: StatusWords.questions(questions, name)))
    }
    told.insert(.unanswered)
    for diagnostic in found where told.insert(diagnostic.code).inserted {
      notes.append(Note(mark: .wrong, text: StatusWords.problem(diagnostic.code)))
    }
    return notes
  }

  /// What runs did with it.
  private func nightNotes(_ nights: NightBook.Dataset?, _ dataset: inout Dataset) -> [Note] {
    guard let nights, let last = nights.events.last else {
      return [Note(mark: .unknown, text: StatusWords.unknown)]
    }
    dataset.refusal = nights.events.last { $0.status == .failed }
    guard let refusal = dataset.refusal else { return [] }
    dataset.isRefused = last == refusal
    let words = refusal.problem?.words ?? StatusWords.unknown
    guard dataset.isRefused else {
      return [
        Note(
          mark: .good, text: StatusWords.refusedBefore(on: String(refusal.last.prefix(10)), words))
      ]
    }
    let day = String(refusal.last.prefix(10))
    return [
      Note(
        mark: .wrong,
        text: StatusWords.refused(
          since: String(refusal.since.prefix(10)), nights: refusal.nights, words)),
      Note(
        mark: .wrong,
        text: StatusWords.report(".hergebruik/runs/\(day)/\(dataset.name).validation.html")),
    ]
  }

  /// Whether somebody signed, and for how long that holds.
  private func signatureNotes(
    of pipeline: PipelineDefinition, _ told: inout Set<DiagnosticCode>, _ dataset: inout Dataset
  ) -> [Note] {
    guard pipeline.hasPersons, pipeline.description.isPublishedHere else { return [] }
    let signOff = SignOff(of: pipeline)
    if let until = signOff.validUntil {
      dataset.signatureDays = AmsterdamDate.days(from: day, to: until)
    }
    let problems = signOff.problems(on: day)
    if !problems.isEmpty {
      var notes: [Note] = []
      for problem in problems where told.insert(problem.code).inserted {
        notes.append(Note(mark: .wrong, text: StatusWords.problem(problem.code)))
      }
      return notes
    }
    guard let days = dataset.signatureDays, let until = signOff.validUntil,
      let mark = Self.mark(ofSignature: days)
    else { return [] }
    return [
      Note(mark: mark, text: StatusWords.signature(days: days, until: until, pipeline.name))
    ]
  }

  /// How a signature with so many days left is told: at 90 as a fact, from 30 on as something to do, from 7 on as wrong;
  /// `nil` if it is not.
  static func mark(ofSignature days: Int) -> Mark? {
    switch days {
    case ...7: .wrong
    case ...30: .attention
    case ...90: .good
    default: nil
    }
  }

  /// Whether it is there, and new enough.
  private func ageNotes(_ dataset: Dataset) -> [Note] {
    guard let age = dataset.age else {
      return [Note(mark: .wrong, text: StatusWords.age(nil, frequency: dataset.frequency))]
    }
    guard let period = dataset.period, age > period else { return [] }
    return [Note(mark: .wrong, text: StatusWords.overdue(days: age, period: period))]
  }
}
