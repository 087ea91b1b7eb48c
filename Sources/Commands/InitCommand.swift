// SPDX-License-Identifier: EUPL-1.2

internal import ArgumentParser
internal import HergebruikModel
internal import HergebruikRun

/// `hergebruik init`: proposes a pipeline for an export.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Propose a pipeline file for an export.",
    discussion: """
      Reads the whole export, and writes pipelines/NAME/pipeline.yaml: its format,
      columns and types, and how sure that is. What only you know says ANSWER, first
      of all what each column tells about persons; 'hergebruik check' lists what is
      left. On a terminal it asks what it can, and keeps the answers. No cell of the
      export comes into the file, and none is overwritten.

      Examples:
        hergebruik init /srv/exports/bomen.csv
        hergebruik init export.xml --name verleende-vergunningen
        hergebruik init bomen.csv --schema tableschema.json
      """)

  @Argument(help: "The export.")
  var file: String?

  @Option(
    help: ArgumentHelp(
      "The dataset; default is made from the name of the export.", valueName: "name"))
  var name: String?

  @Option(
    help: ArgumentHelp(
      "A Table Schema of the export, which is copied beside the pipeline and referred to.",
      valueName: "file"))
  var schema: String?

  @Option(
    help: ArgumentHelp(
      "The recipe to use, or none; without it the one that the export is known by, and without a name all are listed.",
      valueName: "name"))
  var recipe: String?

  @Flag(name: .customLong(Self.listing), help: .hidden)
  var listsRecipes = false

  @Option(help: ArgumentHelp("The folder that holds 'pipelines', or will.", valueName: "dir"))
  var project = "."

  @Flag(help: "Ask nothing, also where somebody sits at a terminal.")
  var noInput = false

  @Option(
    help: ArgumentHelp("The language of the questions: nl or en.", valueName: "language"),
    transform: Language.argument)
  var language: Language?

  /// What `--recipe` without a name stands for.
  static let listing = "list-recipes"

  /// A command line in which `--recipe` has no name, in the words of one that lists them.
  static func listingRecipes(_ arguments: [String]) -> [String] {
    guard arguments.first == configuration.commandName, arguments.last == "--recipe" else {
      return arguments
    }
    return arguments.dropLast() + ["--\(listing)"]
  }

  func run() throws {
    guard !listsRecipes else { return try listRecipes() }
    guard let file else {
      throw ValidationError("Missing expected argument '<file>': the export.")
    }
    let interview =
      noInput || !Interview.isPossible ? nil : Interview(in: language ?? Console.language)
    let made = try NewPipeline(
      of: file, in: project, name: name, schema: schema, recipe: recipe,
      formats: Formats.registered, interview: interview?.ask)
    var text = ""
    if let recipe = made.recipe {
      let title = recipe.recipe.title.text(in: language ?? Console.language)
      text += """
        Wrote \(made.file): recipe \(recipe.recipe.name), \(recipe.columnCount) columns, \(recipe.rowCount) rows seen.
        \(title). Without a recipe: --recipe none.

        """
    } else if let proposal = made.proposal {
      text += """
        Wrote \(made.file): \(proposal.format), \(proposal.columnCount) columns, \(proposal.rowCount) rows seen.

        """
      if let account = proposal.accountText { text += "\(account)\n" }
    }
    if let catalogue = made.catalogue { text += "Wrote \(catalogue), for all datasets together.\n" }
    let place = project == "." ? "" : " --project \(project)"
    if let answers = made.answers {
      text += "Your answers are kept in \(answers), and are used when you run this again.\n"
    }
    text += """
      Next: write an answer in place of \(made.questionCount) times ANSWER, and ask what is left:
        hergebruik check \(made.name)\(place)

      """
    try Console.writeResult(text)
  }

  private func listRecipes() throws {
    let language = language ?? Console.language
    var text = ""
    for recipe in try RecipeBook.all() {
      let gap = String(repeating: " ", count: max(1, 26 - recipe.name.count))
      text += "\(recipe.name)\(gap)\(recipe.title.text(in: language))\n"
    }
    try Console.writeResult(text)
  }
}
