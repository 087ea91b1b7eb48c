// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikSystem

/// An export that nobody has described yet, and how it would be read.
struct ProposedExport {
  /// Its path, with every link followed.
  let path: String
  /// The word under `extract:`.
  let format: String
  /// What its format proposes.
  let proposal: ExtractProposal
  let extractor: any Extractor
  let context: ExtractContext

  /// Looks at an export.
  ///
  /// - Parameters:
  ///   - file: The path of the export.
  ///   - scratch: A folder for what must be on disk while it is read.
  /// - Throws: `Failure` where it is of no format that can be proposed.
  init(of file: String, formats: ExtractorRegistry, scratch: String) throws(Failure) {
    guard let path = Paths.real(file) else {
      throw SystemCall.failure("the export cannot be opened", path: file)
    }
    self.path = path
    var context = ExtractContext(folder: "/", now: 0, scratch: scratch)
    // A cell of a formula that found nothing has no value: it is proposed so.
    context.missingWords = MissingWords(
      common: ColumnProfile.missingWords.filter { $0.hasPrefix("#") }, fields: [])
    self.context = context
    let (type, proposal) = try Self.best(path, shown: file, formats, context)
    let problems = ConfigProblems(file: file)
    let source = [(key: "path", value: ExtractProposal.text(ExportFile.pattern(path)))]
    guard
      var reader = ConfigReader(
        proposal.node(source: source), what: "'\(type.name)'", problems: problems),
      let extractor = type.init(&reader, columns: proposal.columns, problems: problems)
    else {
      try problems.throwIfAny()
      throw Failure(.selfCheck, "the proposal for '\(type.name)' is refused by its own format")
    }
    (format, self.proposal, self.extractor) = (type.name, proposal, extractor)
  }

  /// Its columns, without a name where a name may be a cell.
  func columns(header: [String]?, width: Int) -> [ExportColumn] {
    ExportColumn.all(
      proposal.columns.isEmpty
        ? header ?? Array(repeating: "", count: width) : proposal.columns.map(\.label),
      isTrusted: !proposal.options.contains { $0.key.hasSuffix("headerRows") && $0.isQuestion },
      sources: proposal.columns.map(\.source))
  }

  /// The format that fits best; of two that fit equally the first.
  private static func best(
    _ path: String, shown: String, _ formats: ExtractorRegistry, _ context: ExtractContext
  ) throws(Failure) -> (type: any Extractor.Type, proposal: ExtractProposal) {
    try ExportFile.at(path).refuseUnreadable(shown: shown)
    var best: (type: any Extractor.Type, proposal: ExtractProposal)?
    var names: [String] = []
    for type in formats.extractors {
      guard let proposing = type as? any ProposingExtractor.Type else { continue }
      names.append(type.name)
      guard let proposal = try proposing.propose(.at(path), context),
        best.map({ $0.proposal.confidence < proposal.confidence }) ?? true
      else { continue }
      best = (type, proposal)
    }
    if let best { return best }
    throw Failure(
      .format, at: .init(file: shown), "this file is of no format that can be proposed",
      hint:
        "That works for \(names.joined(separator: ", ")). For others, docs/pipeline-file.md has "
        + "an example to begin with.")
  }
}
