// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
internal import HergebruikRun

/// How it stands, for people: one screen of 80 columns at most, the worst first.
struct StatusPrinter {
  private let status: ProjectStatus
  private let language: Language
  private let width: Int
  /// Datasets in order beyond so many stand by their names alone.
  private static let mostGood = 10
  /// Where the text of a dataset begins.
  private static let margin = 10

  init(_ status: ProjectStatus, in language: Language, width: Int) {
    (self.status, self.language) = (status, language)
    self.width = min(max(width, 40), 80)
  }

  /// All of it.
  var text: String {
    let open = status.datasets.count { ![.good, .withdrawn].contains($0.mark) }
    var lines = [
      say(StatusWords.summary(open: open, of: status.datasets.count, isRight: !status.isWrong))
    ]
    if let run = status.lastRun, let age = status.lastRunAge {
      lines.append(say(StatusWords.lastRun(run.moment, daysAgo: age)))
    }
    for note in status.notes where note.mark == .good {
      lines += wrapped(say(note.text), indent: 0)
    }
    for note in status.notes where note.mark != .good {
      lines += block(note.mark, [say(note.text)])
    }
    lines.append("")
    let calm = status.datasets.filter { $0.mark == .good }
    for dataset in status.datasets {
      if dataset.mark == .good, calm.count > Self.mostGood { continue }
      lines += self.lines(of: dataset)
    }
    if calm.count > Self.mostGood {
      lines += block(.good, ["\(calm.count): \(calm.map(\.name).joined(separator: ", "))"])
    }
    return lines.map { $0 + "\n" }.joined()
  }

  private func say(_ text: LocalizedText) -> String { text.text(in: language) }

  private func lines(of dataset: ProjectStatus.Dataset) -> [String] {
    guard dataset.mark != .withdrawn else {
      let words = dataset.notes.map { say($0.text) }.joined(separator: "; ")
      return block(.withdrawn, ["\(dataset.name): \(words)"])
    }
    let age = say(StatusWords.age(dataset.age, frequency: dataset.frequency))
    var parts = ["\(dataset.name): \(age)"]
    if dataset.mark != .good {
      parts.append(
        say(
          StatusWords.lastGood(
            dataset.lastGood, daysAgo: dataset.lastGood.flatMap(status.daysAgo) ?? 0)))
    }
    return block(dataset.mark, parts + dataset.notes.map { say($0.text) })
  }

  /// A word in a column of its own, and texts beside it, each from a line of its own.
  private func block(_ mark: ProjectStatus.Mark, _ texts: [String]) -> [String] {
    var lines = texts.flatMap { wrapped($0, indent: Self.margin) }
    let word = say(mark.text)
    let pad = String(repeating: " ", count: max(1, Self.margin - word.count))
    if let first = lines.first { lines[0] = word + pad + first.drop { $0 == " " } }
    return lines
  }

  /// The lines of a text, each behind a margin.
  private func wrapped(_ text: String, indent: Int) -> [String] {
    let margin = String(repeating: " ", count: indent)
    return DiagnosticPrinter(width: width, isColoured: false).wrap(margin + text, indent: indent)
  }
}
