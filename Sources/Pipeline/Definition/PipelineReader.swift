// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikGeometry
internal import HergebruikModel
internal import HergebruikTreatment

/// Reads `pipeline.yaml`; every problem is collected before anything is thrown.
struct PipelineReader {
  let name: String
  let folder: String
  let text: String
  let defaultLicense: String?
  let registry: ExtractorRegistry
  let problems: ConfigProblems

  /// Reads the file; nil where something is wrong, which is reported.
  func read() -> PipelineDefinition? {
    checkName()
    guard let root = YAMLDocument.parse(text, problems: problems),
      Question.none(in: root, problems)
    else { return nil }
    let merged = TableSchemaFile(folder: folder, problems: problems).merged(into: root)
    guard var reader = ConfigReader(merged.root, what: "the file", problems: problems) else {
      return nil
    }
    reader.checkVersion(problems: problems)
    _ = reader.node("schema")
    let choice = ExtractReader(registry: registry, problems: problems).choose(&reader)
    let missingValues = MissingValuesReader(problems: problems).read(&reader) ?? [""]
    let addressing = choice?.type.addressing ?? .labels
    let pivot = StepsReader(problems: problems).pivot(&reader, addressing)
    let steps = StepsReader(problems: problems).read(&reader, addressing)
    let checks = ChecksReader(problems: problems).read(&reader)
    let drafts = FieldsReader(
      addressing: addressing, made: Set(steps.flatMap(\.made)), problems: problems
    ).read(&reader)
    StepsReader(problems: problems).check(pivot, drafts)
    let extractor = choice?.extractor(drafts.compactMap(\.column), problems)
    let tableChecks = TableChecksReader(registry: registry, problems: problems).read(
      &reader, drafts)
    TableChecksReader(registry: registry, problems: problems).check(
      extractor?.footer, reader, drafts, isCounted: reader.names.contains("aggregate"))
    let primaryKey = primaryKey(&reader, drafts)
    let keysReader = ForeignKeysReader(dataset: name, problems: problems)
    let uniqueKeys = keysReader.uniqueKeys(&reader, drafts)
    let foreignKeys = keysReader.foreignKeys(&reader, drafts)
    let match = fieldsMatch(&reader)
    let limit = errorLimit(&reader)
    let allowsEmpty = reader.boolean("allowEmpty") ?? false
    var privacy = reader.mapping("privacy")
    let pseudonym = PseudonymReader(dataset: name, problems: problems).read(&privacy, drafts)
    let anonymity = AnonymityReader(problems: problems).read(&privacy, drafts)
    let aggregate = AggregateReader(problems: problems).read(&reader, drafts)
    let (distributions, order, versions) = publish(&reader, drafts)
    let geometry = GeometryReader(problems: problems)
      .read(&reader, drafts, distributions: distributions)
    let accepted = AcceptanceReader(problems: problems).read(
      &privacy, drafts,
      added: (geometry?.columns.map { [$0.lon, $0.lat] } ?? [])
        + (aggregate?.measures.map(\.name) ?? []))
    privacy?.finish()
    let acceptedRemarks = AcceptanceReader(problems: problems).remarks(&reader, drafts)
    let metadata = MetadataReader(defaultLicense: defaultLicense, problems: problems)
      .read(&reader, drafts)
    if let aggregate, let field = metadata?.temporalField, !aggregate.by.contains(field) {
      reader.invalid(
        "metadata",
        "the period of the data comes from '\(field)', which 'aggregate' does not publish",
        hint: "Name a field of 'by' under 'temporal', or remove it.")
    }
    AnonymityReader(problems: problems).checkParts(
      anonymity, reader, drafts, primaryKey: primaryKey, temporal: metadata?.temporalField,
      geometry: geometry)
    reader.finish()
    let fields = drafts.compactMap { $0.field(file: problems.file) }
    var warnings = merged.warnings
    if fields.count == drafts.count {
      warnings += check(steps, checks, fields, missingValues)
    }
    guard problems.diagnostics.isEmpty, let extractor, let metadata else { return nil }
    return PipelineDefinition(
      name: name, folder: folder, file: problems.file, text: text, extractor: extractor,
      exportPath: choice?.path,
      missingValues: missingValues, primaryKey: primaryKey, uniqueKeys: uniqueKeys,
      foreignKeys: foreignKeys, fields: fields, pivot: pivot, steps: steps, checks: checks,
      warnings: warnings,
      fieldsMatch: match, errorLimit: limit, allowsEmpty: allowsEmpty, pseudonym: pseudonym,
      anonymity: anonymity,
      aggregate: aggregate, tableChecks: tableChecks.checks, changeLimits: tableChecks.change,
      accepted: accepted, acceptedRemarks: acceptedRemarks,
      order: aggregate == nil ? order : .source,
      distributions: distributions, versions: versions, geometry: geometry,
      description: metadata.description,
      temporalField: metadata.temporalField)
  }

  /// Compiles the steps and checks to see what is wrong with them; what a person should know of them.
  private func check(
    _ steps: [Step], _ checks: [RowCheck], _ fields: [Field], _ missingValues: [String]
  ) -> [Diagnostic] {
    guard !steps.isEmpty || !checks.isEmpty else { return [] }
    do throws(Failure) {
      // Any day will do: nothing is run.
      return try StepPlan(
        .init(
          fields: fields, missingValues: missingValues, steps: steps, checks: checks,
          today: "2000-01-01")
      ).warnings
    } catch {
      problems.report(error.diagnostics)
      return []
    }
  }

  private func checkName() {
    guard !Names.isSlug(name) else { return }
    let start = ConfigNode(.scalar("", quoted: false), line: 1, column: 1)
    problems.report(
      .invalidValue, at: start, "the folder '\(name)' cannot be the name of a dataset",
      hint: "Rename it with small letters, digits and dashes: '\(Names.slug(for: name))'.")
  }

  /// Reads `fieldsMatch`; two words of Table Schema let columns through that nobody has classified.
  private func fieldsMatch(_ reader: inout ConfigReader) -> ColumnBinding.Match {
    let open = ["subset", "partial"]
    let words = ColumnBinding.Match.allCases.map(\.rawValue)
    guard let word = reader.word("fieldsMatch", of: words + open) else { return .equal }
    if open.contains(word) {
      reader.invalid(
        "fieldsMatch",
        "'\(word)' would let columns through that say nobody knows what about persons",
        hint: "List every column of the export. Where it may lack columns, write superset.")
    }
    return ColumnBinding.Match(rawValue: word) ?? .equal
  }

  private func primaryKey(_ reader: inout ConfigReader, _ drafts: [FieldDraft]) -> [String] {
    guard let names = reader.strings("primaryKey") else { return [] }
    if names.isEmpty {
      reader.invalid("primaryKey", "'primaryKey' is an empty list", hint: "Remove it.")
    }
    for (position, name) in names.enumerated() {
      PublishedNames(drafts).check(name, key: "primaryKey", reader)
      checkKeyTreatment(name, reader, drafts)
      if names[..<position].contains(name) {
        reader.invalid("primaryKey", "'\(name)' stands in 'primaryKey' twice")
      }
    }
    return names
  }

  /// What is made coarser or hidden no longer tells one row from another.
  private func checkKeyTreatment(_ name: String, _ reader: ConfigReader, _ drafts: [FieldDraft]) {
    let draft = drafts.first { !$0.isDropped && $0.name == name }
    guard let treatment = draft?.treatment, treatment != .keep, treatment != .pseudonymise else {
      return
    }
    reader.invalid(
      "primaryKey",
      "'\(name)' is published with '\(treatment.name)', so 'primaryKey' cannot use it",
      hint: "Name a field with treat: keep or pseudonymise.")
  }

  private func errorLimit(_ reader: inout ConfigReader) -> ErrorLimit {
    guard var group = reader.mapping("errors") else { return .rows(0) }
    defer { group.finish() }
    guard let text = group.requiredString("limit", hint: "Write limit: 0, 10 or 2%.") else {
      return .rows(0)
    }
    guard let limit = ErrorLimit(text) else {
      group.invalid(
        "limit", "'limit' must be a number of rows or a percentage", hint: "Write 0, 10 or 2%.")
      return .rows(0)
    }
    return limit
  }

  /// Reads `publish`; the forms to publish, the order of the rows and the number of earlier versions.
  ///
  /// The order of an export can tell who is who, so it is not kept unasked where rows are about persons.
  private func publish(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> ([DistributionFormat], PipelineDefinition.RowOrder, versions: Int) {
    let isPersonal = drafts.contains { !$0.isDropped && $0.privacy != PrivacyClass.none }
    var order = isPersonal ? PipelineDefinition.RowOrder.key : .source
    var formats = [DistributionFormat.csv]
    guard var group = reader.mapping("publish") else { return (formats, order, 0) }
    defer { group.finish() }
    group.refuse(
      ["keep": "Write it in catalog.yaml: a generation is the whole catalogue's."],
      problems: problems)
    let words = group.codes(
      "distributions", of: DistributionFormat.allCases.map(\.rawValue), problems: problems)
    formats = words?.compactMap(DistributionFormat.init(rawValue:)) ?? formats
    if words != nil, !formats.contains(.csv) {
      group.invalid(
        "distributions", "'csv.gz' is missing here",
        hint: "The privacy gate reads the CSV back, and everybody can open it: add csv.gz.")
    }
    let word = group.word("order", of: PipelineDefinition.RowOrder.allCases.map(\.rawValue))
    order = word.flatMap(PipelineDefinition.RowOrder.init(rawValue:)) ?? order
    return (formats, order, group.integer("versions", in: 0...1000) ?? 0)
  }
}

/// The names of all fields, for keys that are compared before treatment.
struct FieldNames {
  private let drafts: [FieldDraft]

  /// Takes the fields that could be read.
  init(_ drafts: [FieldDraft]) { self.drafts = drafts }

  /// The field of a name: a published one, or else one that is dropped.
  func draft(_ name: String) -> FieldDraft? {
    drafts.first { !$0.isDropped && $0.name == name } ?? drafts.first { $0.name == name }
  }

  /// Reports a name that no field has.
  func check(_ name: String, key: String, _ reader: ConfigReader) {
    let names = drafts.compactMap(\.name)
    guard draft(name) == nil, names.count == drafts.count, !drafts.isEmpty else { return }
    reader.invalid(
      key, "'\(name)' is not a field", hint: Suggestion.hint(for: name, among: names))
  }
}

/// The names of the published fields, for keys that refer to them.
struct PublishedNames {
  private let published: [String]
  private let dropped: [String]
  private let isWhole: Bool

  /// Takes the names of the fields that could be read.
  init(_ drafts: [FieldDraft]) {
    published = drafts.filter { !$0.isDropped }.compactMap(\.name)
    dropped = drafts.filter(\.isDropped).flatMap { [$0.name, $0.source].compactMap(\.self) }
    isWhole = drafts.allSatisfy { $0.name != nil } && !drafts.isEmpty
  }

  /// Reports a name that no published field has.
  func check(_ name: String, key: String, _ reader: ConfigReader) {
    guard !published.contains(name) else { return }
    if dropped.contains(name) {
      reader.invalid(
        key, "'\(name)' is dropped, so '\(key)' cannot use it", hint: "Name a published field.")
    } else if isWhole {
      reader.invalid(
        key, "'\(name)' is not a published field",
        hint: Suggestion.hint(for: name, among: published))
    }
  }
}
