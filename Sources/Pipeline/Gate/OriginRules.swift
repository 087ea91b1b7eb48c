// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDefinition
package import HergebruikDetectors
internal import HergebruikExtract
package import HergebruikFormat
package import HergebruikModel

/// A published field, with the columns of the export that its values come of.
struct FieldOrigins {
  /// The field as the public sees it.
  var published: PublishedField
  /// The field of the pipeline file.
  var field: Field
  /// The columns that its values come of, by any number of steps; its own where no step made it.
  var columns: [Column]

  /// A column of the export.
  struct Column {
    /// Its name in the export; of a path what it ends in.
    var label: String
    /// What that name says; `nil` if it does not speak of persons.
    var meaning: LabelMeaning?
    /// The class that the pipeline gives it; `nil` if a step takes it away.
    var privacy: PrivacyClass?
    /// Whether it is the field itself, and not what a step made it of.
    var isOwn: Bool
  }

  /// Whether the values still say what they said: not where each became a pseudonym or the same words.
  var isReadable: Bool { !field.treatment.suitsDirectIdentifier }

  /// Whether the name of a column, or of the field itself, says something.
  func says(_ wanted: (LabelMeaning) -> Bool) -> Bool {
    columns.contains { $0.meaning.map(wanted) ?? false }
  }
}

/// What the names of columns say, whatever class they were given, and what steps made of columns of another class: known
/// from the definition alone, so that `check` says what a run would refuse.
package struct OriginRules {
  private let pipeline: PipelineDefinition
  private let published: [PublishedField]
  private let lexicon: HeaderLexicon
  /// Whom the table is about.
  let persons: TablePersons

  /// Makes the rules of a dataset.
  ///
  /// - Parameter published: The fields as the public would see them.
  package init(
    _ pipeline: PipelineDefinition, published: [PublishedField], lexicon: HeaderLexicon
  ) {
    (self.pipeline, self.published, self.lexicon) = (pipeline, published, lexicon)
    persons = TablePersons(pipeline, published: published, lexicon: lexicon)
  }

  /// What is published of columns whose names leave no doubt, or that come of columns of a stronger class.
  package var problems: [Diagnostic] {
    dropped
      + origins.filter(\.isReadable).flatMap { origin in
        let named = origin.columns.compactMap { header($0, origin) }
        let made = origin.columns.compactMap { weakened($0, origin) }
        // One reason is enough: more would say the same of the same field.
        return Array((named + made).prefix(1))
      }
  }

  /// Columns that are dropped under a class that says less than their names: of those that are `direct` the gate looks for
  /// the values in all that is published.
  private var dropped: [Diagnostic] {
    let isPath = type(of: pipeline.export.extractor).addressing == .paths
    return pipeline.fields.compactMap { field in
      guard field.treatment == .drop, field.privacy != .direct else { return nil }
      let label = ExportLabel.word(field.source ?? field.name, isPath: isPath)
      guard let meaning = lexicon.meaning(of: label), meaning.isTelling,
        let detector = meaning.detector, detector.isNeverPublished || detector == .name,
        !LabelTokens(label).isCount
      else { return nil }
      return Diagnostic(
        .personalData, at: field.location,
        "the name of \(label) says \(detector.words), and the pipeline says 'privacy: \(field.privacy.rawValue)'",
        hint:
          "Write privacy: direct, also where it is dropped: its values are then looked for in what is published."
      )
    }
  }

  /// The published fields that come of columns of the export, in order; coordinates and counts are not among them.
  var origins: [FieldOrigins] {
    let isPath = type(of: pipeline.export.extractor).addressing == .paths
    var labels: [String: PrivacyClass] = [:]
    for field in pipeline.fields { labels[field.source ?? field.name] = field.privacy }
    return published.compactMap { published in
      guard
        let index = pipeline.fields.firstIndex(where: {
          $0.name == published.name && $0.treatment != .drop
        })
      else { return nil }
      let field = pipeline.fields[index]
      let own = field.source ?? field.name
      var names =
        pipeline.preparation.origins.indices.contains(index)
        ? pipeline.preparation.origins[index] : [own]
      // What rows became columns of is what those were called, and what stood there.
      if let pivot = pipeline.pivot, !pivot.keys.contains(own) { names += [pivot.value] }
      if !names.contains(own) { names.append(own) }
      return FieldOrigins(
        published: published, field: field,
        columns: (names + [published.name]).map { name in
          let word = ExportLabel.word(name, isPath: isPath)
          return .init(
            label: word, meaning: lexicon.meaning(of: word), privacy: labels[name],
            isOwn: name == own || name == published.name)
        })
    }
  }

  /// What is wrong with the name of a column; `nil` if nothing is.
  private func header(
    _ column: FieldOrigins.Column, _ origin: FieldOrigins
  ) -> Diagnostic? {
    guard let meaning = column.meaning, tells(meaning),
      !isAnswer(meaning, origin.published), !isCount(meaning, column, origin.published),
      needsClass(meaning, column, origin)
    else { return nil }
    let name = origin.published.name
    let accepted = [meaning.detector?.name, AcceptanceReader.header].compactMap(\.self)
    guard !accepted.contains(where: { pipeline.accepts(.field(name), $0) }) else { return nil }
    let of = column.label == name ? name : "\(name), which comes of the column \(column.label),"
    var location = origin.field.location
    location.field = name
    return Diagnostic(
      .personalData, at: location,
      "the name of \(of) says \(Self.words(of: meaning)), and the pipeline says 'privacy: "
        + "\(origin.field.privacy.rawValue)' and 'treat: \(origin.field.treatment.name)'",
      hint: Self.remedy(meaning.suggests)
        + " Only where the name misleads, say so and why under privacy:\n"
        + "accept: [{field: \(name), detector: header, reason: \"…\"}]")
  }

  /// Whether the name of a column leaves no doubt, of this table.
  private func tells(_ meaning: LabelMeaning) -> Bool {
    meaning.isTelling || meaning.tellsOfPersons && persons.isOfPersons && pipeline.aggregate == nil
  }

  /// Whether a class or a treatment is missing that the name of a column asks for.
  private func needsClass(
    _ meaning: LabelMeaning, _ column: FieldOrigins.Column, _ origin: FieldOrigins
  ) -> Bool {
    let privacy = origin.field.privacy
    switch meaning.suggests {
    case .direct: return true
    case .sensitive:
      guard privacy == .none else { return false }
      // Amounts are of somebody where the rows are, and figures of a neighbourhood where they are not.
      return persons.isOfPersons || !origin.published.isNumber && !persons.isOfFigures
    case .quasi:
      guard privacy == .none else { return false }
      return meaning.detector == .birthDate || persons.isOfPersons
    case .none: return false
    }
  }

  /// Yes or no says nothing that a name promises (`email bekend`), but of persons it says whether they are ill.
  private func isAnswer(_ meaning: LabelMeaning, _ field: PublishedField) -> Bool {
    field.type == "boolean" && !(meaning.subject == .sensitive && persons.isOfPersons)
  }

  /// Numbers are counts where the name says so, or where what it says is written with letters: `kentekens` of a
  /// neighbourhood.
  private func isCount(
    _ meaning: LabelMeaning, _ column: FieldOrigins.Column, _ field: PublishedField
  ) -> Bool {
    guard field.isNumber else { return false }
    if LabelTokens(column.label).isCount { return true }
    switch meaning.subject {
    case .detector(let detector): return detector.isWrittenWithLetters
    case .account, .portrait: return true
    case .role, .demographic, .sensitive, .freeText, .houseNumber: return false
    }
  }

  /// What is wrong with what steps made of a column of another class; `nil` if nothing is.
  private func weakened(
    _ column: FieldOrigins.Column, _ origin: FieldOrigins
  ) -> Diagnostic? {
    guard !column.isOwn, let privacy = column.privacy else { return nil }
    let said = origin.field.privacy
    let isWeaker =
      switch privacy {
      case .direct: said != .direct
      case .quasi, .sensitive: said == .none
      case .none: false
      }
    let name = origin.published.name
    guard isWeaker, !pipeline.accepts(.field(name), AcceptanceReader.origin) else { return nil }
    var location = origin.field.location
    location.field = name
    return Diagnostic(
      privacy == .direct ? .directIdentifierKept : .personalData, at: location,
      "\(name) is made of \(column.label), which is '\(privacy.rawValue)', and the pipeline says 'privacy: "
        + "\(said.rawValue)'",
      hint:
        "\(Self.remedy(privacy)) Only where nothing of a person is left in it, say so and why under "
        + "privacy:\naccept: [{field: \(name), detector: origin, reason: \"…\"}]")
  }

  private static func remedy(_ privacy: PrivacyClass) -> String {
    switch privacy {
    case .direct: "Write privacy: direct, and treat: drop, redact or pseudonymise."
    case .quasi, .sensitive, .none: "Write privacy: \(privacy.rawValue)."
    }
  }

  private static func words(of meaning: LabelMeaning) -> String {
    switch meaning.subject {
    case .detector(let detector): detector.words
    case .account: "a name by which somebody logs in"
    case .portrait: "a signature or portrait"
    case .role: "a person in a role"
    case .demographic: "what kind of person somebody is"
    case .sensitive: "a special category of personal data (AVG, articles 9 and 10)"
    case .freeText: "text in which anything may stand"
    case .houseNumber: "the number of a house"
    }
  }
}

extension GateSubject {
  /// What each published field comes of.
  var origins: [FieldOrigins] { rules.origins }

  /// What the names and classes of columns ask for.
  var rules: OriginRules { OriginRules(pipeline, published: record.fields, lexicon: lexicon) }
}

extension PublishedField {
  /// Whether its cells are numbers.
  var isNumber: Bool { type == "integer" || type == "number" }
}
