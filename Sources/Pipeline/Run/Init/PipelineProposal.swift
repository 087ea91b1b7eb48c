// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikGeometry
internal import HergebruikModel
internal import HergebruikProfile

/// A pipeline file for an export that nobody has described yet.
///
/// It holds names of columns, counts and questions, and no cell of the export.
package struct PipelineProposal: Sendable {
  /// The word under `extract:`.
  package let format: String
  /// The text of the pipeline file.
  package private(set) var yaml = ""
  /// How many columns the export has.
  package let columnCount: Int
  /// How many rows were read.
  package let rowCount: Int
  /// How often the file says `ANSWER`.
  package private(set) var questionCount = 0

  private let path: String
  private let member: String?
  private let proposal: ExtractProposal
  private let profile: ExportProfile
  private let labels: [ExportColumn]
  private let findings: [[Finding]]
  private let lexicon: HeaderLexicon
  private let trial: [FieldType]
  private let schema: ProposedSchema?
  let places: PlaceProposal?
  private let answers: ProposalAnswers

  /// Looks at an export, from front to back.
  ///
  /// - Parameters:
  ///   - lexicon: The words in names of columns that speak of persons.
  ///   - hasLicense: Whether the catalogue gives a licence already.
  ///   - schema: What describes the export already; nil where nothing does.
  ///   - answers: What a person said already.
  /// - Throws: `Failure` where it is of no format that can be proposed, or cannot be read.
  init(
    of opened: OpenedExport, formats: ExtractorRegistry, lexicon: HeaderLexicon,
    hasLicense: Bool, schema: ProposedSchema? = nil, answers: ProposalAnswers = ProposalAnswers()
  ) throws(Failure) {
    (self.schema, self.answers) = (schema, answers)
    let export = try ProposedExport(of: opened, formats: formats, answers: answers)
    let trial = TypeTrial(ColumnProfile.Candidates.all)
    profile = try ExportProfile(
      export.extractor, export.context, trial, hasPaths: !export.proposal.columns.isEmpty)
    self.trial = trial.types
    self.lexicon = lexicon
    (path, member) = (export.path, export.member)
    (format, proposal) = (export.format, export.proposal)
    columnCount = profile.columns.count
    rowCount = profile.rows
    try Self.check(proposal.account, profile, opened.shown)
    labels = export.columns(header: profile.header, width: profile.columns.count)
    findings = TableFindings.all(
      profile.evidence, labels: labels.map(\.word), lexicon: lexicon)
    places = Self.places(
      labels, profile, findings, lexicon, known: export.proposal.geometry)
    yaml = text(hasLicense: hasLicense)
    questionCount = Question.count(in: yaml)
  }
}

// MARK: - What is open

extension PipelineProposal {
  /// A column, with what is to be asked of its type and of persons; nil where nothing is.
  typealias OpenColumn = (column: ExportColumn, guess: TypeGuess?, privacy: PrivacyGuess?)

  /// The options that only a person knows.
  var openOptions: [ExtractProposal.Option] { proposal.options.filter(\.isQuestion) }

  /// The columns about which something was not answered.
  var columnsToAsk: [OpenColumn] {
    labels.indices.compactMap { index in
      let column = labels[index]
      let privacy = PrivacyGuess(findings[index], lexicon.meaning(of: column.word))
      guard !privacy.isDirect else { return nil }
      let guess = TypeGuess(profile.columns[index], label: column.label, candidates: trial)
      let isTyped =
        guess.alternatives.isEmpty || schema?.types[column.label] != nil || isGeometry(index)
        || places?.writings[index] != nil
        || answers.types[column.name].map(guess.ways.contains) == true
      return (
        column, isTyped ? nil : guess, answers.privacy[column.name] == nil ? privacy : nil
      )
    }
  }

  /// Whether it was not answered where each row is.
  var isPlaceOpen: Bool { places?.isQuestion == true && answers.geometry == nil }

  /// Whether `title`, `description` or `theme` was not answered.
  func isOpen(metadata key: String) -> Bool { answers.metadata[key] == nil }
}

// MARK: - What accounts for every line

extension PipelineProposal {
  /// Whether every record of the export is a row, or told of: two ways of counting must agree.
  private static func check(
    _ account: ExtractProposal.Account?, _ profile: ExportProfile, _ file: String
  ) throws(Failure) {
    guard let account, profile.problem == nil, account.rows != profile.rows + profile.malformed
    else { return }
    throw Failure(
      .format, at: .init(file: file),
      "no proposal accounts for every line: \(account.all) were counted, and \(account.above) above the header, "
        + "\(account.header) of it, \(profile.rows + profile.malformed) below it and \(account.below) at the end were read",
      hint:
        "Look whether the file holds several tables, or quotes that do not close; write the pipeline by "
        + "docs/pipeline-file.md.")
  }

  /// How the lines of the export fall apart, in words; nil for a format that has nothing around its records.
  package var accountText: String? {
    guard let account = proposal.account else { return nil }
    var parts: [String] = []
    if account.above > 0 { parts.append("\(account.above) above the header") }
    if account.header > 0 { parts.append("\(account.header) of the header") }
    parts.append("\(profile.rows) rows")
    if profile.malformed > 0 {
      parts.append("\(profile.malformed) with another number of cells")
    }
    if account.below > 0 { parts.append("\(account.below) below the table") }
    return "Of \(account.all) lines that are not blank: \(parts.joined(separator: ", "))."
  }
}

// MARK: - The text

extension PipelineProposal {
  private func text(hasLicense: Bool) -> String {
    let file = path.split(separator: "/").last ?? ""
    var text = YAMLWriter.comment(
      "Proposed by 'hergebruik init' from \(file). What says \(Question.mark) only you know; the rest is worth a look too."
    )
    text += "#\n"
    text += YAMLWriter.comment(
      "privacy: does the column tell about persons? direct: it points at one by itself. quasi: it does so together "
        + "with others. sensitive: nobody should learn it. none: it is not about persons.")
    text += YAMLWriter.comment(
      "treat: what is done before publication: keep, drop, pseudonymise, or coarser: {prefix: 4}, {date: year}."
    )
    text += YAMLWriter.comment(
      "What names of columns say of persons is a list of words, and misses what has another name: look at every column."
    )
    for remark in remarks { text += YAMLWriter.comment(remark) }
    text += "version: 1\nextract:\n  \(format):\n"
    text += "    path: \(YAMLWriter.quoted(ExportFile.pattern(path)))\n"
    if let member { text += "    member: \(YAMLWriter.quoted(member))\n" }
    text += options + schemaKeys
    let guesses = zip(profile.columns, labels).map { profile, column in
      TypeGuess(profile, label: column.label, candidates: trial)
    }
    let words = Set(guesses.flatMap(\.missingWords)).sorted()
    if !words.isEmpty, schema?.hasMissingValues != true {
      text += YAMLWriter.comment(
        "These stand in columns of numbers and dates, where nothing else fits.")
      text += "missingValues: [\"\", \(words.map(YAMLWriter.quoted).joined(separator: ", "))]\n"
    }
    let keys = zip(profile.columns, labels).filter { profile, _ in
      profile.isUnique && profile.blanks == 0 && profile.values == profile.cells
        && profile.cells > 1
    }.map(\.1.name)
    if !keys.isEmpty, schema?.hasKey != true {
      text += YAMLWriter.comment(
        "Every value differs, in this export, of: \(keys.joined(separator: ", ")). One that always does may be the key."
      )
      text += "# primaryKey: [\(keys[0])]\n"
    }
    text += "fields:\n"
    for index in labels.indices {
      text += field(index, guesses[index], findings[index])
    }
    for name in unseen { text += field(unseen: name) }
    text += placeText(answered: answers.geometry)
    return text + closing(hasLicense: hasLicense)
  }

  /// The schema, and how columns and fields agree where its own word lets columns through.
  private var schemaKeys: String {
    guard let schema else { return "" }
    let match = schema.match.map {
      YAMLWriter.comment(
        "The schema lets columns through that it does not list; here every column is listed below.")
        + "fieldsMatch: \($0)\n"
    }
    return YAMLWriter.comment("What the schema says of a column is not repeated here.")
      + "schema: \(ProposedSchema.file)\n" + (match ?? "")
  }

  /// Fields of the schema that the export lacks.
  private var unseen: [String] {
    let seen = Set(labels.map(\.label))
    return schema?.names.filter { !seen.contains($0) } ?? []
  }

  private func field(unseen name: String) -> String {
    let column = ExportColumn.all([name], isTrusted: true, sources: [])
    let keys = column.flatMap(\.keys) + ["privacy: \(Question.mark)", "treat: \(Question.mark)"]
    return YAMLWriter.comment(
      "in the schema, and not in this export: remove it from both, or keep it for exports that have it",
      indent: "  ") + "  - {\(keys.joined(separator: ", "))}\n"
  }

  private var remarks: [String] {
    var remarks = (accountText.map { [$0] } ?? []) + proposal.remarks
    if let problem = profile.problem {
      let place = problem.location.line.map { " on line \($0)" } ?? ""
      remarks.append(
        "Reading stopped\(place), after \(profile.rows) rows: \(problem.summary). What follows is not in this proposal."
      )
    }
    for remark in profile.remarks {
      remarks.append(
        "Look at the export: \(remark.summary). \(remark.hint ?? "") Where it is right, write why: "
          + "accept: [{finding: \(remark.code.rawValue), reason: …}]")
    }
    if profile.rows < 20 {
      remarks.append("The export has \(profile.rows) rows: types are guessed from little.")
    }
    return remarks
  }

  private var options: String {
    var text = ""
    var group = ""
    for option in proposal.options {
      let parts = option.key.split(separator: ".").map(String.init)
      var indent = "    "
      if parts.count == 2 {
        if group != parts[0] { text += "    \(parts[0]):\n" }
        group = parts[0]
        indent = "      "
      }
      text += YAMLWriter.comment(option.remark, indent: indent)
      let value = option.isQuestion ? Question.mark : YAMLWriter.flow(option.value)
      text += "\(indent)\(parts[parts.count - 1]): \(value)\n"
    }
    return text
  }

  private func field(_ index: Int, _ guess: TypeGuess, _ findings: [Finding]) -> String {
    let column = labels[index]
    let privacy = PrivacyGuess(findings, lexicon.meaning(of: column.word))
    var remark = guess.reason
    var parts = column.keys
    if let type = schema?.types[column.label], !column.label.isEmpty {
      remark = "in the schema: type \(type)"
    } else if isGeometry(index) {
      remark = "the place of each row: see geometry below"
      if profile.geometries[index].form == .geojson { parts.append("type: geojson") }
    } else if let keys = coordinateKeys(index, missing: guess.missingWords) {
      remark = "a coordinate: see geometry below"
      parts += keys
    } else if guess.alternatives.isEmpty || privacy.isDirect {
      if guess.type != .string(.default) { parts += TypeWriter.keys(guess.type) }
    } else if let type = answers.types[column.name], guess.ways.contains(type) {
      parts.append(type)
    } else {
      let ways = guess.ways
      remark += ", in place of 'type: \(Question.mark)' write: \(ways.joined(separator: " or "))"
      parts.append("type: \(Question.mark)")
    }
    if ([guess.type] + guess.alternatives).contains(where: \.hasPivot) {
      remark +=
        "; pivotYear is the first of the hundred years that two digits stand for: with 1930, 57 is 1957"
    }
    if let reason = privacy.reason { remark += "; \(reason)" }
    parts += privacy.keys(answered: answers.privacy[column.name])
    return YAMLWriter.comment(remark, indent: "  ") + "  - {\(parts.joined(separator: ", "))}\n"
  }

  private func closing(hasLicense: Bool) -> String {
    var text = ""
    if !profile.repeatedHeaders.isEmpty {
      text += YAMLWriter.comment(
        "The header stands again among the rows (line \(profile.repeatedHeaders.map(String.init).joined(separator: ", "))): the file seems to be "
          + "several exports, one behind the other. Let the source system make one; a number here takes those lines for rows."
      )
      text += "errors: {limit: \(Question.mark)}\n"
    } else if profile.malformed > 0 {
      text += YAMLWriter.comment(
        "How many rows may be wrong: \(profile.malformed) of \(profile.rows + profile.malformed) have more or fewer cells than the header."
      )
      text += "errors: {limit: \(Question.mark)}\n"
    } else {
      text += "errors: {limit: 0}\n"
    }
    text += "metadata:\n"
    func answer(_ key: String) -> String {
      answers.metadata[key].map(YAMLWriter.text) ?? Question.mark
    }
    text += "  title: {nl: \(answer("title"))}\n"
    text += YAMLWriter.comment(
      "What is in it, for whom, from which system, and since when: two sentences in plain Dutch.",
      indent: "  ")
    text += "  description: {nl: \(answer("description"))}\n"
    text += YAMLWriter.comment(
      "One or more of \(CodeLists.themes.keys.sorted().joined(separator: ", ")).", indent: "  ")
    text += "  theme: [\(answer("theme"))]\n"
    if !hasLicense { text += "  license: CC0-1.0\n" }
    return text
  }
}

extension FieldType {
  /// Whether its years have two digits.
  fileprivate var hasPivot: Bool {
    switch self {
    case .date(let format), .datetime(let format): format.pivotYear != nil
    default: false
    }
  }
}
