// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
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

  /// Reads the file; `nil` if something is wrong, which is reported.
  func read() -> PipelineDefinition? {
    checkName()
    guard let root = YAMLDocument.parse(text, problems: problems),
      Question.none(in: root, problems)
    else { return nil }
    let merged = TableSchemaFile(folder: folder, problems: problems).merged(into: root)
    guard var reader = ConfigReader(merged.root, what: "the file", problems: problems),
      reader.checkVersion(upTo: FileFormat.pipeline, problems: problems)
    else { return nil }
    _ = reader.node("schema")
    if reader.node("describe") != nil { return described(&reader) }
    let choice = ExtractReader(registry: registry, problems: problems).choose(&reader)
    let missingValues = MissingValuesReader(problems: problems).read(&reader) ?? [""]
    var (preparation, drafts) = columns(&reader, choice?.type.addressing ?? .labels)
    let extractor = choice?.extractor(drafts.compactMap(\.column), problems)
    let keys = keys(&reader, drafts)
    let match = fieldsMatch(&reader)
    let expectations = expectations(&reader, drafts, footer: extractor?.footerTemplate)
    var publication = publication(&reader, drafts)
    let geometry = GeometryReader(problems: problems)
      .read(&reader, drafts, distributions: publication.distributions)
    var protection = protection(&reader, drafts, geometry)
    protection.anonymity?.countPersons(drafts, keys)
    if protection.aggregate != nil { publication.order = .source }
    let metadata = metadata(&reader, drafts, protection.aggregate)
    AnonymityReader(problems: problems).checkParts(
      protection.anonymity, reader, drafts, primaryKey: keys.primary,
      temporal: metadata?.temporalField, geometry: geometry)
    reader.finish()
    let fields = drafts.compactMap { $0.field(file: problems.file) }
    var warnings = merged.warnings
    if fields.count == drafts.count {
      warnings += check(&preparation, fields, missingValues)
    }
    guard problems.diagnostics.isEmpty, let extractor, let metadata else { return nil }
    return PipelineDefinition(
      source: .init(name: name, folder: folder, file: problems.file, text: text),
      export: .init(
        extractor: extractor, path: choice?.path, missingValues: missingValues, match: match),
      fields: fields, keys: keys, preparation: preparation, expectations: expectations,
      protection: protection, publication: publication, geometry: geometry, metadata: metadata,
      warnings: warnings)
  }

  /// Reads the fields, and the steps that make columns for them.
  private func columns(
    _ reader: inout ConfigReader, _ addressing: ColumnAddressing
  ) -> (PipelineDefinition.Preparation, [FieldDraft]) {
    let stepsReader = StepsReader(problems: problems)
    let pivot = stepsReader.pivot(&reader, addressing)
    let steps = stepsReader.read(&reader, addressing)
    let checks = ChecksReader(problems: problems).read(&reader)
    let drafts = FieldsReader(
      addressing: addressing, made: Set(steps.flatMap(\.made)), problems: problems
    ).read(&reader)
    stepsReader.check(pivot, drafts)
    return (.init(pivot: pivot, steps: steps, checks: checks), drafts)
  }

  private func keys(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> PipelineDefinition.Keys {
    let others = ForeignKeysReader(dataset: name, problems: problems)
    return .init(
      primary: primaryKey(&reader, drafts), unique: others.uniqueKeys(&reader, drafts),
      foreign: others.foreignKeys(&reader, drafts))
  }

  /// Reads what is asked of the table as a whole, and what its export may hold.
  private func expectations(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft], footer: FooterTemplate?
  ) -> PipelineDefinition.Expectations {
    let tables = TableChecksReader(registry: registry, problems: problems)
    let (checks, change) = tables.read(&reader, drafts)
    tables.check(footer, reader, drafts, isCounted: reader.names.contains("aggregate"))
    return .init(
      errorLimit: errorLimit(&reader), allowsEmpty: reader.boolean("allowEmpty") ?? false,
      checks: checks, change: change,
      remarks: AcceptanceReader(problems: problems).remarks(&reader, drafts))
  }

  /// Reads how persons are protected.
  private func protection(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft], _ geometry: GeometryRequest?
  ) -> PipelineDefinition.Protection {
    var privacy = reader.mapping("privacy")
    defer { privacy?.finish() }
    let pseudonym = PseudonymReader(dataset: name, problems: problems).read(&privacy, drafts)
    let anonymity = AnonymityReader(problems: problems).read(&privacy, drafts)
    let aggregate = AggregateReader(problems: problems).read(&reader, drafts)
    let accepted = AcceptanceReader(problems: problems).read(
      &privacy, drafts,
      added: (geometry?.columns.map { [$0.lon, $0.lat] } ?? [])
        + (aggregate?.measures.map(\.name) ?? []))
    return .init(
      pseudonym: pseudonym, anonymity: anonymity, aggregate: aggregate, accepted: accepted)
  }

  private func metadata(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft], _ aggregate: Aggregate?
  ) -> PipelineDefinition.Metadata? {
    let metadata = MetadataReader(defaultLicense: defaultLicense, problems: problems)
      .read(&reader, drafts)
    if let aggregate, let field = metadata?.temporalField, !aggregate.by.contains(field) {
      reader.invalid(
        "metadata",
        "the period of the data comes from '\(field)', which 'aggregate' does not publish",
        hint: "Name a field of 'by' under 'temporal', or remove it.")
    }
    return metadata
  }

  /// Compiles the steps and checks to see what is wrong with them, and which columns of the export each field comes
  /// of; what a person should know of them.
  private func check(
    _ preparation: inout PipelineDefinition.Preparation, _ fields: [Field],
    _ missingValues: [String]
  ) -> [Diagnostic] {
    guard preparation.hasSteps else {
      preparation.origins = fields.map {
        [$0.source, $0.name].compactMap(\.self).prefix(1).map(\.self)
      }
      return []
    }
    do throws(Failure) {
      // Any day will do: nothing is run.
      let plan = try StepPlan(
        .init(
          fields: fields, missingValues: missingValues, steps: preparation.steps,
          checks: preparation.checks, today: "2000-01-01"))
      preparation.origins = plan.origins
      return plan.warnings
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
  private func publication(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> PipelineDefinition.Publication {
    let isPersonal = drafts.contains { !$0.isDropped && $0.privacy != PrivacyClass.none }
    var read = PipelineDefinition.Publication(order: isPersonal ? .key : .source)
    guard var group = reader.mapping("publish") else { return read }
    defer { group.finish() }
    group.refuse(
      ["keep": "Write it in catalog.yaml: a generation is the whole catalogue's."],
      problems: problems)
    let words = group.codes(
      "distributions", of: DistributionFormat.allCases.map(\.rawValue), problems: problems)
    if let words { read.distributions = words.compactMap(DistributionFormat.init(rawValue:)) }
    if words != nil, !read.distributions.contains(.csv) {
      group.invalid(
        "distributions", "'csv.gz' is missing here",
        hint: "The privacy gate reads the CSV back, and everybody can open it: add csv.gz.")
    }
    let word = group.word("order", of: PipelineDefinition.RowOrder.allCases.map(\.rawValue))
    read.order = word.flatMap(PipelineDefinition.RowOrder.init(rawValue:)) ?? read.order
    read.versions = group.integer("versions", in: 0...1000) ?? 0
    return read
  }
}
