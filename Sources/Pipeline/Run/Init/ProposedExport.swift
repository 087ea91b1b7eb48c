// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikSystem

/// An export that nobody has described yet, and how it would be read.
struct ProposedExport {
  /// Its path, with every link followed.
  let path: String
  /// The file in it that is read; nil where it is no archive.
  let member: String?
  /// The word under `extract:`.
  let format: String
  /// What its format proposes.
  let proposal: ExtractProposal
  let extractor: any Extractor
  let context: ExtractContext

  /// Looks at an export.
  ///
  /// - Parameters:
  ///   - answers: What a person said already.
  /// - Throws: `Failure` where it is of no format that can be proposed.
  init(
    of export: OpenedExport, formats: ExtractorRegistry,
    answers: ProposalAnswers = ProposalAnswers()
  ) throws(Failure) {
    (path, member) = (export.path, export.member)
    var context = export.context
    // A cell of a formula that found nothing has no value: it is proposed so.
    context.missingWords = MissingWords(
      common: ColumnProfile.missingWords.filter { $0.hasPrefix("#") }, fields: [])
    self.context = context
    let (type, found) = try Self.best(export.readable, shown: export.shown, formats, context)
    let proposal = answers.applied(to: found)
    let problems = ConfigProblems(file: export.shown)
    var source = [(key: "path", value: ExtractProposal.text(ExportFile.pattern(path)))]
    if let member { source.append((key: "member", value: ExtractProposal.text(member))) }
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

/// An export that nobody has described yet, as it lies on disk: unpacked where it was packed, once for all that is proposed of it.
struct OpenedExport {
  /// Its path as it was given.
  let shown: String
  /// Its path, with every link followed.
  let path: String
  /// The file in it that is read; `nil` if it is no archive.
  let member: String?
  /// Where its bytes are.
  let readable: String
  let context: ExtractContext

  /// Opens an export.
  ///
  /// - Parameter scratch: A folder for what must be on disk while it is read.
  /// - Throws: `Failure` where it is not there, is of a kind that cannot be read, or is an archive of several files.
  init(_ file: String, scratch: String) throws(Failure) {
    guard let path = Paths.real(file) else {
      throw SystemCall.failure("the export cannot be opened", path: file)
    }
    context = ExtractContext(folder: "/", now: 0, scratch: scratch)
    let packed = try PackedExport(path, shown: file, context)
    (shown, self.path, member) = (file, path, packed?.member)
    readable = packed?.unpacked ?? path
    try ExportFile.at(readable).refuseUnreadable(shown: file)
  }
}

/// An export in a zip file, unpacked for a proposal.
private struct PackedExport {
  /// A pattern for the file in the archive.
  let member: String
  /// Where it was unpacked.
  let unpacked: String

  /// Unpacks the one file of an archive; nil where a path is no archive.
  ///
  /// - Throws: `Failure` where it holds several, so that only a person knows which.
  init?(_ path: String, shown: String, _ context: ExtractContext) throws(Failure) {
    guard let all = try ArchiveMembers.list(path) else { return nil }
    let notes: Set = ["txt", "md", "pdf", "html", "htm", "cpg", "prj", "sbn", "sbx", "shx", "qix"]
    func ending(_ name: String) -> String {
      name.contains(".") ? name.split(separator: ".").last.map { $0.lowercased() } ?? "" : ""
    }
    let names = all.count == 1 ? all : all.filter { !notes.contains(ending($0)) }
    // Its parts belong together, and its format takes them out itself.
    if names.contains(where: { ending($0) == "shp" }) {
      guard try !ShapefileArchive.isOne(path) else { return nil }
    }
    guard let name = names.first, names.count == 1 else {
      let list = names.prefix(10).joined(separator: ", ")
      throw Failure(
        .format, at: .init(file: shown),
        names.isEmpty
          ? "the archive has no export" : "the archive has \(names.count) files: \(list)",
        hint: "Unpack it, and give init one of them; then write 'member: \"NAME\"' below 'path'.")
    }
    member = ExportFile.pattern(name)
    unpacked = "\(context.scratch)/unpacked"
    guard let file = FileDescriptor(unpacked, for: .writing, [.create, .emptied], mode: 0o600)
    else { throw SystemCall.failure("the export cannot be unpacked", path: unpacked) }
    let target = unpacked
    try ArchiveMembers.unpack(path, member: member, context) { bytes throws(Failure) in
      guard unsafe file.write(bytes) else {
        throw SystemCall.failure("the export cannot be unpacked", path: target)
      }
    }
  }
}
