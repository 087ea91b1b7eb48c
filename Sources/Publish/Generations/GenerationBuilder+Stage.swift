// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
package import HergebruikSite

extension GenerationBuilder {
  /// Completes the candidate: records, pages, metadata and manifest, on disk and verified.
  ///
  /// - Throws: `Failure` with `missing-key` where there is no dataset, `self-check` where the disk does
  ///   not hold what was written, `input-output`, and what metadata cannot be written.
  package func stage(
    catalogue: CatalogueRecord, design: SiteDesign = SiteDesign(), datasets: [DatasetRecord],
    toolVersion: String, date: String
  ) throws(Failure) -> StagedGeneration {
    let records = try dated(datasets, date: date).map { identified($0, catalogue) }
    var manifest = GenerationManifest(
      toolVersion: toolVersion, catalogue: catalogue,
      // After a loss, the first dataset's day is the catalogue's.
      issued: previous?.issued ?? (records.map(\.issued) + [date]).min() ?? date,
      modified: date, datasets: records, files: [])
    if let previous, previous.catalogue == catalogue, previous.datasets == records {
      manifest.modified = previous.modified
    }
    var placement = try Placement(builder: self)
    for record in records {
      if carried.keys.contains(record.name) {
        try placement.carry(record)
      } else {
        try placement.accept(record)
      }
      try placement.keepVersions(of: record)
    }
    try forEachGenerated(manifest, design) { path, bytes throws(Failure) in
      if extra[path] == nil { try placement.place(bytes, at: path) }
    }
    for (path, bytes) in extra.sorted(by: { $0.key < $1.key }) {
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
    for (name, isOverdue) in carried {
      records[name] = previous?.dataset(name)
      if let isOverdue { records[name]?.isOverdue = isOverdue ? true : nil }
    }
    // What an earlier version of the program published of data that are not open goes.
    for (name, record) in records where !record.description.isPublishedHere && record.table != nil {
      records[name] = record.described
      records[name]?.modified = date
    }
    for (name, gone) in dropped {
      records[name] = records[name].map { without(gone, $0, date: date) }
    }
    for (name, record) in withdrawn {
      records[name] = record
      records[name]?.moments = moments(
        of: record, previous: previous?.dataset(name), date: record.modified)
    }
    for (name, day) in issued { records[name]?.issued = day }
    for dataset in datasets {
      guard records[dataset.name] == nil else {
        throw Failure(.selfCheck, "the dataset '\(dataset.name)' is in the generation twice")
      }
      guard dataset.description.isPublishedHere || dataset.distributions.isEmpty else {
        throw Failure(
          .selfCheck, "the data of '\(dataset.name)' would be published, and are not open to all")
      }
      records[dataset.name] = dated(
        dataset, previous: previous?.dataset(dataset.name), date: date)
    }
    guard !records.isEmpty else {
      throw Failure(
        .missingKey, "the catalogue would have no dataset, and DCAT-AP-NL asks for at least one",
        hint: "Mend at least one pipeline; what is published now stays as it is.")
    }
    return records.values.sorted { $0.name.utf8.lexicographicallyPrecedes($1.name.utf8) }
  }

  /// A record with the address and identifier that portals know it by.
  private func identified(_ record: DatasetRecord, _ catalogue: CatalogueRecord) -> DatasetRecord {
    let own = DatasetIdentity.uri(of: record.name, at: catalogue.baseURL)
    let promised = identities[record.name]
    var known = promised?.uri
    if known == nil, let previous, let before = previous.dataset(record.name) {
      known = before.uri ?? DatasetIdentity.uri(of: record.name, at: previous.catalogue.baseURL)
    }
    var identified = record
    let uri = known ?? own
    identified.uri = uri == own ? nil : uri
    let identifier =
      record.description.statements?.identifier ?? promised?.identifier
      ?? previous?.dataset(record.name)?.identifier
    identified.identifier = identifier == uri ? nil : identifier
    return identified
  }

  /// A record with the day of first publication, and the day on which anything in it last changed.
  private func dated(
    _ record: DatasetRecord, previous: DatasetRecord?, date: String
  ) -> DatasetRecord {
    var dated = record
    dated.issued =
      record.description.statements?.issued ?? issued[record.name] ?? previous?.issued ?? date
    dated.modified = previous?.modified ?? date
    (dated.moments, dated.removedVersions) = (previous?.moments, previous?.removedVersions)
    (dated.uri, dated.identifier) = (previous?.uri, previous?.identifier)
    var before = previous
    before?.isOverdue = nil
    // What a record did not tell yet is no change of the data.
    if before?.dropped == nil { before?.dropped = dated.dropped }
    // A change on a day before the first cannot be: the clock was or is wrong, which a run tells.
    if dated != before {
      dated.modified = max(date, dated.issued)
      dated.moments = moments(of: record, previous: previous, date: dated.modified)
    }
    return dated
  }

  /// A record without earlier versions that are removed for good.
  private func without(
    _ gone: [DatasetRecord.RemovedVersion], _ record: DatasetRecord, date: String
  ) -> DatasetRecord {
    var next = record
    let days = Set(gone.map(\.date))
    let left = record.versions?.filter { !days.contains($0.date) } ?? []
    next.versions = left.isEmpty ? nil : left
    next.removedVersions = gone + (record.removedVersions ?? [])
    next.modified = max(date, record.issued)
    next.moments = moments(of: next, previous: record, date: next.modified)
    return next
  }

  /// When the data of a record that changed now, and the record itself, last changed.
  private func moments(
    of record: DatasetRecord, previous: DatasetRecord?, date: String
  ) -> DatasetRecord.Moments {
    // A moment of another day would be of a run for which a day was asked.
    let now = moment.map { $0.hasPrefix(date) ? $0 : date } ?? date
    let isSame = previous?.distributions == record.distributions
    return .init(data: isSame ? previous?.dataMoment ?? now : now, record: now)
  }

  /// Hands over every file that is made from records, by its path; never all of them at once.
  private func forEachGenerated(
    _ manifest: GenerationManifest, _ design: SiteDesign,
    _ body: (_ path: String, _ bytes: [UInt8]) throws(Failure) -> Void
  ) throws(Failure) {
    let site = try Site(
      catalogue: manifest.catalogue, datasets: manifest.datasets, design: design)
    try site.forEachFile(body)
    let dcat = DCATCatalogue(
      catalogue: manifest.catalogue, datasets: manifest.datasets, issued: manifest.issued,
      modified: manifest.datasets.map(\.recordMoment).max().map {
        $0 > manifest.modified ? $0 : manifest.modified
      } ?? manifest.modified)
    let graph = try dcat.graph()
    try body("catalog.ttl", Array(graph.turtle.utf8))
    try body("catalog.rdf", Array(graph.rdfXML.utf8))
    try body("catalog.jsonld", Array(graph.jsonLD.utf8))
    for dataset in manifest.datasets {
      let folder = "datasets/\(dataset.name)"
      let graph = try dcat.graph(of: dataset)
      try body("\(folder)/\(dataset.name).ttl", Array(graph.turtle.utf8))
      try body("\(folder)/\(dataset.name).jsonld", Array(graph.jsonLD.utf8))
      guard dataset.table != nil else { continue }
      for (name, json) in Self.documents(of: dataset, in: manifest.catalogue) {
        try body("\(folder)/\(name)", Array(json.document.utf8))
      }
    }
    let quality = QualityReport.json(of: manifest.datasets, in: manifest.catalogue)
    try body("quality.json", Array(quality.document.utf8))
  }

  /// What programs read about a dataset, by the names of the files.
  private static func documents(
    of dataset: DatasetRecord, in catalogue: CatalogueRecord
  ) -> [(name: String, json: JSONValue)] {
    var documents: [(name: String, json: JSONValue)] = [
      (
        "schema.json",
        TableSchema.json(
          fields: dataset.fields, primaryKey: dataset.primaryKey, keys: dataset.keys)
      ),
      ("datapackage.json", DataPackage.json(of: dataset, in: catalogue)),
      ("quality.json", QualityReport.json(of: dataset, in: catalogue)),
      ("changes.json", ChangeLog.json(of: dataset)),
    ]
    if let table = CSVWMetadata.json(of: dataset, in: catalogue) {
      documents.append(("\(dataset.name).csv-metadata.json", table))
    }
    return documents
  }

  /// Whether the published generation has this manifest, byte for byte.
  private func isPublished(_ manifest: [UInt8]) throws(Failure) -> Bool {
    guard let previousFolder else { return false }
    return try store.files.read("\(previousFolder)/generation.json") == manifest
  }
}
