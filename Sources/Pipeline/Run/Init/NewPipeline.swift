// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
package import HergebruikExtract
package import HergebruikFormat
internal import HergebruikSystem

/// Writes the first pipeline file of a dataset; what is there already is never touched.
package struct NewPipeline: Sendable {
  /// The dataset.
  package let name: String
  /// The pipeline file.
  package let file: String
  /// What was proposed; nil where a recipe did.
  package let proposal: PipelineProposal?
  /// What a recipe proposed; nil where none fits.
  package let recipe: RecipeProposal?
  /// How often the pipeline file says `ANSWER`.
  package var questionCount: Int { recipe?.questionCount ?? proposal?.questionCount ?? 0 }
  /// The text of the pipeline file.
  package var yaml: String { recipe?.yaml ?? proposal?.yaml ?? "" }
  /// The catalogue file, where there was none and one was written.
  package let catalogue: String?
  /// Where answers of a person are kept; nil where there are none.
  package let answers: String?

  /// Asks a person what a proposal leaves open.
  ///
  /// It gets the name of the dataset, the proposal, the answers of before, and why the last answers cannot be, where they cannot; it gives more
  /// answers, or nil where enough was asked.
  package typealias Interview = (
    _ name: String, PipelineProposal, ProposalAnswers, Failure?
  ) -> ProposalAnswers?

  /// Looks at an export, and writes a pipeline for it.
  ///
  /// - Parameters:
  ///   - export: The path of the export.
  ///   - directory: The project, which need not be one yet.
  ///   - name: The dataset; nil for one made from the name of the export.
  ///   - schema: The path of a Table Schema of the export, which is copied beside the pipeline; nil for none.
  ///   - recipe: The name of a recipe, or `none`; nil for the one that the export is known by.
  ///   - interview: Asks what is left open; nil for nobody to ask.
  /// - Throws: `Failure`: `usage-error` where the dataset exists, `input-output`, and what the format says.
  package init(
    of export: String, in directory: String, name: String?, schema: String? = nil,
    recipe: String? = nil, formats: ExtractorRegistry, interview: Interview? = nil
  ) throws(Failure) {
    let slug = name ?? Self.name(for: export)
    guard Names.isSlug(slug) else {
      throw Failure(
        .usage, "'\(slug)' cannot be the name of a dataset",
        hint: "Use small letters, digits and dashes: '\(Names.slug(for: slug))'.")
    }
    let base = directory == "." || directory.isEmpty ? "" : "\(directory)/"
    let folder = "\(base)pipelines/\(slug)"
    (self.name, file) = (slug, "\(folder)/pipeline.yaml")
    guard FileStatus(file) == nil else { throw Self.taken(file) }
    guard schema == nil || recipe == nil || recipe == "none" else {
      throw Failure(
        .usage, "a recipe and a schema both say what the columns are",
        hint: "Give one of --recipe and --schema.")
    }
    let described: ProposedSchema?
    if let schema { described = try ProposedSchema(schema) } else { described = nil }
    let scratch = try ScratchFolder()
    let opened = try OpenedExport(export, scratch: scratch.path)
    let settings = "\(base)pipelines/catalog.yaml"
    let isNew = FileStatus(settings) == nil
    catalogue = isNew ? settings : nil
    if described == nil,
      let found = try Self.recipe(recipe, for: opened, formats)
    {
      (self.recipe, proposal, answers) = (found, nil, nil)
    } else {
      let kept = "\(base).hergebruik/init/\(slug).json"
      let (made, given) = try Self.proposal(
        of: opened, for: slug, kept: kept, settings: isNew ? nil : settings, schema: described,
        formats, interview)
      (self.recipe, proposal) = (nil, made)
      answers = given == ProposalAnswers() ? nil : kept
      if answers != nil {
        for path in ["\(base).hergebruik", "\(base).hergebruik/init"] {
          try SystemCall.makeFolder(path, mode: 0o700)
        }
        try given.keep(in: kept)
      }
    }
    for path in ["\(base)pipelines", folder] { try SystemCall.makeFolder(path, mode: 0o755) }
    if let described {
      try Self.write(described.text, to: "\(folder)/\(ProposedSchema.file)")
    }
    try Self.write(yaml, to: file)
    if isNew { try Self.write(Self.settings, to: settings) }
  }

  /// What a recipe proposes; nil where none is wanted, or the export is known by none.
  ///
  /// - Throws: `usage-error`, and where a recipe that a person names does not fit.
  private static func recipe(
    _ name: String?, for export: OpenedExport, _ formats: ExtractorRegistry
  ) throws(Failure) -> RecipeProposal? {
    guard name != "none" else { return nil }
    let known: Recipe?
    if let name {
      known = try RecipeBook.recipe(name)
    } else {
      known = try RecipeBook.recipe(for: export.readable)
    }
    guard let recipe = known else { return nil }
    return try RecipeProposal(recipe, of: export, formats: formats)
  }

  /// What is proposed of an export that no recipe is for, and what a person answered.
  private static func proposal(
    of export: OpenedExport, for slug: String, kept: String, settings: String?,
    schema: ProposedSchema?, _ formats: ExtractorRegistry, _ interview: Interview?
  ) throws(Failure) -> (PipelineProposal, ProposalAnswers) {
    // The rest of the catalogue may still have questions.
    let lexicon: HeaderLexicon
    if let settings {
      lexicon = try LabelsReader.lexicon(
        text: TextFile.read(settings, shown: settings), file: settings)
    } else {
      lexicon = .builtIn
    }
    var given = ProposalAnswers(keptIn: kept)
    func propose(_ answers: ProposalAnswers) throws(Failure) -> PipelineProposal {
      try PipelineProposal(
        of: export, formats: formats, lexicon: lexicon, hasLicense: true, schema: schema,
        answers: answers)
    }
    var proposal = try propose(given)
    guard let interview else { return (proposal, given) }
    var problem: Failure?
    while let more = interview(slug, proposal, given, problem) {
      do throws(Failure) {
        (proposal, given, problem) = (try propose(more), more, nil)
      } catch {
        problem = error
      }
    }
    return (proposal, given)
  }

  private static func name(for export: String) -> String {
    let file = export.split(separator: "/").last.map(String.init) ?? export
    return Names.slug(for: String(file.prefix { $0 != "." }))
  }

  private static func taken(_ file: String) -> Failure {
    Failure(
      .usage, at: .init(file: file), "this file is there already, and stays as it is",
      hint: "Give the new one another name with --name, or move the old file away.")
  }

  /// Writes a file that must not exist.
  private static func write(_ text: String, to path: String) throws(Failure) {
    guard let file = FileDescriptor(path, for: .writing, [.create, .exclusive], mode: 0o644) else {
      if SystemError.last == .exists { throw taken(path) }
      throw SystemCall.failure("the file cannot be written", path: path)
    }
    guard unsafe file.write(text.utf8.span.bytes) else {
      throw SystemCall.failure("the file cannot be written", path: path)
    }
  }

  private static let settings = """
    # The catalogue of all datasets: what says ANSWER only you know.
    version: 1
    # Where the folder 'catalog' can be reached on the web.
    baseURL: ANSWER
    title: {nl: ANSWER}
    description: {nl: ANSWER}
    publisher:
      name: ANSWER
      # The municipality's address in https://standaarden.overheid.nl/tooi/waardelijsten/
      uri: ANSWER
    # A team, never a person.
    contactPoint: {name: ANSWER, email: ANSWER}
    license: CC0-1.0

    """
}
