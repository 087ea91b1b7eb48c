// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials
internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikSystem

/// What a person answered about a proposal; kept, so that nobody is asked twice.
package struct ProposalAnswers: Codable, Equatable, Sendable {
  /// By the key of an option: `dialect.skipLines`.
  package var options: [String: String] = [:]
  /// By the published name of a column: the words of its type, as they are written in a field.
  package var types: [String: String] = [:]
  /// By the published name of a column: `none` or `direct`.
  package var privacy: [String: String] = [:]
  /// `title`, `description` and `theme`.
  package var metadata: [String: String] = [:]
  /// What stands behind `geometry:`, or `none`; nil where nobody said anything.
  package var geometry: String?

  /// Makes none.
  package init() {}

  /// Reads those of a dataset; none where nobody answered anything, or what is kept cannot be read.
  init(keptIn path: String) {
    guard let text = try? TextFile.read(path, shown: path),
      let kept = try? JSONDecoder().decode(ProposalAnswers.self, from: Data(text.utf8))
    else { return }
    self = kept
  }

  /// Keeps them.
  ///
  /// - Throws: `input-output`.
  func keep(in path: String) throws(Failure) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
    guard let data = try? encoder.encode(self),
      let file = FileDescriptor(path, for: .writing, [.create, .emptied], mode: 0o600),
      unsafe file.write((String(decoding: data, as: UTF8.self) + "\n").utf8.span.bytes)
    else { throw SystemCall.failure("the answers cannot be kept", path: path) }
  }

  /// A proposal with what was answered in place of what was asked.
  func applied(to proposal: ExtractProposal) -> ExtractProposal {
    var proposal = proposal
    var changed: Set<String> = []
    for index in proposal.options.indices where proposal.options[index].isQuestion {
      let option = proposal.options[index]
      guard let answer = options[option.key],
        case .scalar(let value, let isQuoted) = option.value.value
      else { continue }
      if answer != value { changed.insert(option.key) }
      proposal.options[index].value =
        !isQuoted || answer == "null" ? ExtractProposal.plain(answer) : ExtractProposal.text(answer)
      proposal.options[index].isQuestion = false
      proposal.options[index].remark = "answered"
    }
    // What was counted held for another answer.
    if !changed.isEmpty { proposal.account = nil }
    let cutting: Set = ["dialect.delimiter", "dialect.quoteChar"]
    if !changed.isDisjoint(with: cutting) {
      proposal.options.removeAll { $0.key.hasPrefix("dialect.") && !cutting.contains($0.key) }
    }
    return proposal
  }
}
