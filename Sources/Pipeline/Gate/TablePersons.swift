// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel

/// Whether the rows of a table are about persons, by the classes that the pipeline gives and by the names of all columns
/// of the export: one class too few does not make a table of persons one of things.
struct TablePersons {
  /// Whether the rows are about persons.
  let isOfPersons: Bool
  /// Whether the table has counts or percentages, and nothing that points at anybody: what it says of religion or
  /// origin is then a figure of a place.
  let isOfFigures: Bool

  init(_ pipeline: PipelineDefinition, published: [PublishedField], lexicon: HeaderLexicon) {
    let isPath = type(of: pipeline.export.extractor).addressing == .paths
    let labels = pipeline.fields.map { ExportLabel.word($0.source ?? $0.name, isPath: isPath) }
    let meanings = labels.map(lexicon.meaning)
    let numbers = Set(published.filter(\.isNumber).map(\.name))
    let hasCount = zip(pipeline.fields, labels).contains { field, label in
      numbers.contains(field.name) && LabelTokens(label).isCount
    }
    let hasPlace = meanings.contains { $0.map(Self.isPlace) ?? false }
    // Trees and houses have an age and a place as well; an address and an age are somebody's.
    let hasAddress = meanings.contains { meaning in
      guard let meaning, meaning.isTelling, Self.isPlace(meaning) else { return false }
      return meaning.subject != .detector(.coordinates) && meaning.subject != .detector(.bagID)
    }
    let kinds = zip(labels, meanings).filter { _, meaning in
      guard let meaning else { return false }
      return meaning.subject == .demographic && meaning.tellsOfPersons
        || meaning.subject == .detector(.birthDate)
    }.map(\.0)
    let hasKind =
      kinds.contains { !LabelTokens($0).isAge } && hasPlace || !kinds.isEmpty && hasAddress
    let hasRole = labels.contains { LabelTokens($0).isPersonInRole }
    let isHome = zip(labels, meanings).contains { label, meaning in
      LabelTokens(label).isHome && (meaning.map(Self.isPlace) ?? false)
    }
    let hasDirect = meanings.contains { $0.map { $0.suggests == .direct && $0.isTelling } ?? false }
    isOfPersons = pipeline.hasPersons || isHome || !hasCount && (hasRole || hasKind)
    isOfFigures = !isOfPersons && hasCount && !hasPlace && !hasDirect
  }

  /// Whether the name of a column says where somebody lives, to within some streets.
  private static func isPlace(_ meaning: LabelMeaning) -> Bool {
    switch meaning.subject {
    case .detector(let detector): detector.isPlace
    case .houseNumber: true
    case .account, .portrait, .role, .demographic, .sensitive, .freeText: false
    }
  }
}
