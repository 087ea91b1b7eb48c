// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTreatment

/// A file that describes data which are elsewhere, which are to come, or which nobody may have.
extension PipelineReader {
  /// Reads `describe` and what may stand beside it; nil where something is wrong, which is reported.
  func described(_ reader: inout ConfigReader) -> PipelineDefinition? {
    let external = external(&reader)
    var metadata = MetadataReader(defaultLicense: defaultLicense, problems: problems)
      .read(&reader, [])
    metadata?.description.external = external
    var privacy = reader.mapping("privacy")
    let accepted = AcceptanceReader(problems: problems).read(&privacy, [], added: [])
    privacy?.finish()
    for key in ["extract", "fields"] where reader.names.contains(key) {
      _ = reader.node(key)
      reader.invalid(
        key, "'\(key)' does not go with 'describe'",
        hint:
          "Keep 'describe' for data that are elsewhere, 'extract' and 'fields' for data that are published here."
      )
    }
    reader.finish()
    if let description = metadata?.description, !description.isOpen,
      external?.files.isEmpty == false
    {
      reader.invalid(
        "describe", "data that are not open to all have no files here",
        hint: "Take the files out, or say accessRights: PUBLIC and an open licence.")
    }
    guard problems.diagnostics.isEmpty, let metadata else { return nil }
    return PipelineDefinition(
      source: .init(name: name, folder: folder, file: problems.file, text: text),
      export: .init(extractor: NoExport(), path: nil, missingValues: [""], match: .equal),
      fields: [], keys: .init(primary: [], unique: [], foreign: []),
      preparation: .init(pivot: nil, steps: [], checks: []),
      expectations: .init(errorLimit: .rows(0)),
      protection: .init(accepted: accepted), publication: .init(order: .source), geometry: nil,
      metadata: metadata, warnings: [])
  }

  private func external(_ reader: inout ConfigReader) -> ExternalData? {
    guard var group = reader.mapping("describe") else { return nil }
    var external = ExternalData()
    external.files = (group.sequence("files") ?? []).compactMap(file)
    external.services = (group.sequence("services") ?? []).compactMap(service)
    external.planned = group.string("planned")
    if let planned = external.planned, !AmsterdamDate.isValidPeriod(planned) {
      group.invalid(
        "planned", "'planned' must be a day, a month or a year",
        hint: "Write it in quotes, as \"2027-03-01\", \"2027-03\" or \"2027\".")
    }
    group.finish()
    return external
  }

  private func file(_ node: ConfigNode) -> ExternalData.File? {
    guard var group = ConfigReader(node, what: "an item of 'files'", problems: problems) else {
      return nil
    }
    defer { group.finish() }
    let title = group.localized("title", problems: problems)
    let address = address("url", &group, isRequired: true)
    let download = self.address("download", &group)
    let format = group.word("format", of: CodeLists.fileTypes.keys.sorted())
    let media = group.string("mediaType")
    if let media,
      media.split(separator: "/", omittingEmptySubsequences: false).count != 2
        || !media.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F })
    {
      group.invalid("mediaType", "'mediaType' is no media type", hint: "Write it as text/csv.")
    }
    guard let address else { return nil }
    var file = ExternalData.File(accessURL: address)
    (file.title, file.downloadURL, file.format, file.mediaType) = (title, download, format, media)
    return file
  }

  private func service(_ node: ConfigNode) -> ExternalData.Service? {
    guard var group = ConfigReader(node, what: "an item of 'services'", problems: problems) else {
      return nil
    }
    defer { group.finish() }
    let title = group.localized("title", problems: problems)
    let address = address("url", &group, isRequired: true)
    let description = self.address("description", &group, isRequired: true)
    let standard = self.address("conformsTo", &group)
    guard let address, let description else { return nil }
    var service = ExternalData.Service(endpointURL: address, endpointDescription: description)
    (service.title, service.conformsTo) = (title, standard)
    return service
  }

  private func address(
    _ key: String, _ group: inout ConfigReader, isRequired: Bool = false
  ) -> String? {
    let hint = "Write https://www.example.nl/bomen.csv."
    let text = isRequired ? group.requiredString(key, hint: hint) : group.string(key)
    guard let text else { return nil }
    guard WebAddress.isAbsolute(text, schemes: ["https", "http"]) else {
      group.invalid(key, "'\(key)' must be an absolute web address", hint: hint)
      return nil
    }
    return text
  }
}

/// What stands for the export of data that are only described; nobody opens it.
private struct NoExport: Extractor {
  static let name = "none"
  static let summary = "nothing"
  static let options: [ExtractorOption] = []
  static let example = ""
  static let addressing = ColumnAddressing.labels

  init() {}

  init?(_ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems) {}

  func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    throw Failure(.selfCheck, "this dataset is only described, so there is no export to open")
  }
}
