// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikFormat
package import HergebruikModel

/// Something that a proposal leaves open, as it is asked on a terminal.
package struct ProposalQuestion: Sendable {
  /// What it is about.
  package enum Subject: Hashable, Sendable {
    /// An option of the format, by its key.
    case option(String)
    /// The type of a column, by its published name.
    case type(String)
    /// Where each row is.
    case place
    /// What columns tell of persons, by their published names.
    case privacy([String])
    /// `title`, `description` or `theme`.
    case metadata(String)
  }

  /// What it is about.
  package let subject: Subject
  /// The question.
  package let text: LocalizedText
  /// What may be answered, where not everything may: the answer, and its words.
  package var choices: [(answer: String, text: LocalizedText)] = []
  /// What an answer without a character says; nil where it leaves the question open.
  package var preset: String?
}

extension ProposalAnswers {
  /// Takes an answer.
  package mutating func take(_ answer: String, to subject: ProposalQuestion.Subject) {
    switch subject {
    case .option(let key): options[key] = answer
    case .type(let name): types[name] = answer
    case .place: geometry = answer
    case .privacy(let names): for name in names { privacy[name] = answer }
    case .metadata(let key): metadata[key] = answer
    }
  }
}

extension PipelineProposal {
  /// What is left to ask, what decides on other questions first.
  ///
  /// - Parameter name: The dataset's name, of which a title is made.
  package func questions(for name: String) -> [ProposalQuestion] {
    let options = openOptions.map { option in
      ProposalQuestion(
        subject: .option(option.key),
        text: InterviewWords.option(option.key, option.remark), preset: option.value.text)
    }
    // The columns may be others once these are answered.
    guard options.isEmpty else { return options }
    return openTypes + openPlace + openPrivacy + openMetadata(name)
  }

  private var openPlace: [ProposalQuestion] {
    guard isPlaceOpen, let places else { return [] }
    let ways = places.ways.map { ($0.text, LocalizedText(nl: $0.text, en: $0.text)) }
    return [
      ProposalQuestion(
        subject: .place, text: InterviewWords.place(places.reason),
        choices: ways + [(PlaceProposal.noPlace, InterviewWords.noPlace)])
    ]
  }

  private var openTypes: [ProposalQuestion] {
    columnsToAsk.compactMap { column, guess, _ in
      guard let guess else { return nil }
      return ProposalQuestion(
        subject: .type(column.name), text: InterviewWords.type(column.name, guess.reason),
        choices: guess.ways.map { ($0, LocalizedText(nl: $0, en: $0)) }, preset: guess.ways.first)
    }
  }

  private var openPrivacy: [ProposalQuestion] {
    let choices: [(answer: String, text: LocalizedText)] = [
      ("none", InterviewWords.none), ("direct", InterviewWords.direct),
    ]
    let plain = columnsToAsk.filter { $0.privacy?.isTelling == false }.map(\.column.name)
    var questions: [ProposalQuestion] = []
    if !plain.isEmpty {
      questions.append(
        ProposalQuestion(
          subject: .privacy(plain), text: InterviewWords.plain(plain), choices: [choices[0]],
          preset: "none"))
    }
    for (column, _, privacy) in columnsToAsk {
      guard let privacy, privacy.isTelling else { continue }
      questions.append(
        ProposalQuestion(
          subject: .privacy([column.name]),
          text: InterviewWords.privacy(column.name, privacy.reason ?? ""), choices: choices))
    }
    return questions
  }

  private func openMetadata(_ name: String) -> [ProposalQuestion] {
    let words = name.split(separator: "-").joined(separator: " ")
    let title = words.prefix(1).uppercased() + words.dropFirst()
    let themes = CodeLists.themes.sorted { $0.key < $1.key }
    let all = [
      ProposalQuestion(
        subject: .metadata("title"), text: InterviewWords.title, preset: title),
      ProposalQuestion(subject: .metadata("description"), text: InterviewWords.description),
      ProposalQuestion(
        subject: .metadata("theme"), text: InterviewWords.theme,
        choices: themes.map { ($0.key, $0.value) }),
    ]
    return all.filter { question in
      if case .metadata(let key) = question.subject { return isOpen(metadata: key) }
      return false
    }
  }
}
