// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun

/// Asks on a terminal what a proposal leaves open.
final class Interview {
  private let language: Language
  private let retry = 3
  /// Questions that a person left open, and answers that could not be.
  private var passed: Set<ProposalQuestion.Subject> = []
  private var last: ProposalQuestion.Subject?
  private var isEnded = false
  private var hasBegun = false

  /// Makes an interview.
  init(in language: Language) { self.language = language }

  /// Whether somebody is there to answer.
  static var isPossible: Bool {
    Console.isTerminal(.output) && Console.isTerminal(.error) && Console.hasKeyboard
  }

  /// Asks the next questions; nil where none is left.
  func ask(
    _ name: String, _ proposal: PipelineProposal, _ given: ProposalAnswers, _ problem: Failure?
  ) -> ProposalAnswers? {
    if !hasBegun {
      hasBegun = true
      if given != ProposalAnswers() { show(InterviewWords.kept) }
      show(InterviewWords.intro)
    }
    if problem != nil, let last {
      show(InterviewWords.failed)
      passed.insert(last)
    }
    let open = proposal.questions(for: name).filter { !passed.contains($0.subject) }
    guard let first = open.first, !isEnded else { return nil }
    var answers = given
    if case .option = first.subject {
      // Each of them may change what is asked next.
      last = first.subject
      guard let answer = answer(to: first) else { return ask(name, proposal, given, nil) }
      answers.take(answer, to: first.subject)
      return answers
    }
    for question in open where !isEnded {
      if let answer = answer(to: question) { answers.take(answer, to: question.subject) }
    }
    return answers == given ? nil : answers
  }

  private func show(_ text: LocalizedText) {
    Console.write(text.text(in: language) + "\n", to: .output)
  }

  /// The answer to a question; nil where it stays open.
  private func answer(to question: ProposalQuestion) -> String? {
    var text = "\n" + question.text.text(in: language) + "\n"
    for (number, choice) in question.choices.enumerated() where question.choices.count > 1 {
      text += "  \(number + 1) \(choice.text.text(in: language))\n"
    }
    if question.choices.count == 1 { text += "  \(question.choices[0].text.text(in: language))\n" }
    let preset = question.choices.firstIndex { $0.answer == question.preset }.map { "\($0 + 1)" }
    text += question.preset.map { "[\(preset ?? $0)] " } ?? "> "
    for _ in 0..<retry {
      Console.write(text, to: .output)
      guard let line = Console.line() else {
        isEnded = true
        break
      }
      let said = line.trimmed
      guard !said.isEmpty else {
        if let preset = question.preset { return preset }
        break
      }
      if question.choices.isEmpty { return said }
      if let number = Int(said), question.choices.indices.contains(number &- 1) {
        return question.choices[number - 1].answer
      }
      if let choice = question.choices.first(where: { $0.answer.lowercased() == said.lowercased() })
      {
        return choice.answer
      }
      // With one choice there is yes and no.
      if question.choices.count == 1, "nN".contains(said.prefix(1)) { break }
      show(InterviewWords.retry)
    }
    passed.insert(question.subject)
    return nil
  }
}

extension String {
  fileprivate var trimmed: String {
    String(drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}
