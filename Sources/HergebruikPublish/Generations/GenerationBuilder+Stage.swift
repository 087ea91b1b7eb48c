// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel
import HergebruikSite

extension GenerationBuilder {
  /// Completes the candidate: records, pages, metadata and manifest, on disk and verified.
  ///
  /// - Throws: `Failure` with `missing-key` where there is no dataset, `self-check` where the disk does
  ///   not hold what was written, `input-output`, and what metadata cannot be written.
  public func stage(
    catalogue: CatalogueRecord, datasets: [DatasetRecord], toolVersion: String, date: String
  ) throws(Failure) -> StagedGeneration {
    let records = try dated(datasets, date: date)
    var manifest = GenerationManifest(
      toolVersion: toolVersion, catalogue: catalogue, issued: previous?.issued ?? date,
      modified: date, datasets: records, files: [])
    if let previous, previous.catalogue == catalogue, previous.datasets == records {
      manifest.modified = previous.modified
    }
    let texts = try generated(manifest)
    var placement = try Placement(builder: self)
    for record in records {
      if carried.contains(record.name) {
        try placement.carry(record, except: Set(texts.keys))
      } else {
        try placement.accept(record)
      }
    }
    for (path, bytes) in texts.sorted(by: { $0.key < $1.key }) {
      try placement.place(bytes, at: path)
    }
    manifest.files = placement.entries
    let json = try manifest.json()
    try placement.finish(manifest: json)
    return StagedGeneration(
      builder: self, manifest: manifest,
      isUnchanged: try isPublished(json) && !placement.isRepaired)
  }

  /// The records of all datasets, sorted by name, with their dates.
  private func dated(_ datasets: [DatasetRecord], date: String) throws(Failure) -> [DatasetRecord] {
    var records: [String: DatasetRecord] = [:]
    for name in carried { records[name] = previous?.dataset(name) }
    for dataset in datasets {
      guard records[dataset.name] == nil else {
        throw Failure(.selfCheck, "the dataset '\(dataset.name)' is in the generation twice")
      }
      records[dataset.name] = Self.dated(
        dataset, previous: previous?.dataset(dataset.name), date: date)
    }
    guard !records.isEmpty else {
      throw Failure(
        .missingKey, "the catalogue would have no dataset, and DCAT-AP-NL asks for at least one",
        hint: "Mend at least one pipeline; what is published now stays as it is.")
    }
    return records.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// A record with the day of first publication, and the day on which anything in it last changed.
  private static func dated(
    _ record: DatasetRecord, previous: DatasetRecord?, date: String
  ) -> DatasetRecord {
    var dated = record
    dated.issued = previous?.issued ?? date
    dated.modified = previous?.modified ?? date
    if dated != previous { dated.modified = date }
    return dated
  }

  /// Every file that is made from records, by its path.
  private func generated(_ manifest: GenerationManifest) throws(Failure) -> [String: [UInt8]] {
    let site = try Site(catalogue: manifest.catalogue, datasets: manifest.datasets)
    var files = try site.files()
    let dcat = DCATCatalogue(
      catalogue: manifest.catalogue, datasets: manifest.datasets, issued: manifest.issued,
      modified: manifest.modified)
    let graph = try dcat.graph()
    files["catalog.ttl"] = Array(graph.turtle.utf8)
    files["catalog.rdf"] = Array(graph.rdfXML.utf8)
    files["catalog.jsonld"] = Array(graph.jsonLD.utf8)
    for dataset in manifest.datasets {
      let folder = "datasets/\(dataset.name)"
      let graph = try dcat.graph(of: dataset)
      files["\(folder)/\(dataset.name).ttl"] = Array(graph.turtle.utf8)
      files["\(folder)/\(dataset.name).jsonld"] = Array(graph.jsonLD.utf8)
      let schema = TableSchema.json(
        fields: dataset.fields, primaryKey: dataset.primaryKey, keys: dataset.keys)
      files["\(folder)/schema.json"] = Array(schema.document.utf8)
      let package = DataPackage.json(of: dataset, in: manifest.catalogue)
      files["\(folder)/datapackage.json"] = Array(package.document.utf8)
      if let table = CSVWMetadata.json(of: dataset, in: manifest.catalogue) {
        files["\(folder)/\(dataset.name).csv-metadata.json"] = Array(table.document.utf8)
      }
      let quality = QualityReport.json(of: dataset, in: manifest.catalogue)
      files["\(folder)/quality.json"] = Array(quality.document.utf8)
      files["\(folder)/changes.json"] = Array(ChangeLog.json(of: dataset).document.utf8)
    }
    let quality = QualityReport.json(of: manifest.datasets, in: manifest.catalogue)
    files["quality.json"] = Array(quality.document.utf8)
    return files.merging(extra) { $1 }
  }

  /// Whether the published generation has this manifest, byte for byte.
  private func isPublished(_ manifest: [UInt8]) throws(Failure) -> Bool {
    guard let previousFolder else { return false }
    return try store.files.read("\(previousFolder)/generation.json") == manifest
  }
}
