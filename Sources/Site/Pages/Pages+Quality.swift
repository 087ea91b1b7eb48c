// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel

extension Pages {
  /// How good the data and their description are.
  func quality(_ dataset: DatasetRecord) throws(Failure) -> SiteFile {
    let quality = MetadataQuality(dataset, catalogue)
    let root = root(.dataset(dataset.name, .quality))
    let profile = dataset.profile
    let missed = quality.indicators.filter { !$0.isMet }
    let content: [String: Any] = [
      "dimensions": profile.map { dimensions(dataset, $0) } ?? [],
      "hasFields": profile != nil,
      "fields": (profile?.fields ?? []).map { row($0, rows: profile?.rows ?? 0) },
      "points": quality.points, "maximum": MetadataQuality.maximum,
      "pointSentence": texts(
        "points-sentence",
        [
          "points": language.number(quality.points),
          "maximum": language.number(MetadataQuality.maximum),
        ]),
      "missed": missed.map(indicator), "hasMissed": !missed.isEmpty,
      "metSentence": texts.count("quality-met", quality.indicators.count - missed.count),
      "met": met(quality),
      "qualityHref": "\(root)datasets/\(dataset.name)/quality.json",
    ]
    return try datasetPage(dataset, .quality, "dataset-quality", content)
  }

  private func indicator(_ indicator: MetadataQuality.Indicator) -> [String: String] {
    [
      "name": texts["indicator-\(Route.slug(indicator.name))"],
      "dimension": texts["dimension-\(indicator.dimension)"],
      "points": texts(
        "points-of",
        [
          "points": language.number(indicator.points),
          "maximum": language.number(indicator.maximum),
        ]),
    ]
  }

  /// What got all points, by dimension.
  private func met(_ quality: MetadataQuality) -> [[String: Any]] {
    var dimensions: [(name: String, indicators: [[String: String]])] = []
    for asked in quality.indicators where asked.isMet {
      let name = texts["dimension-\(asked.dimension)"]
      if dimensions.last?.name != name { dimensions.append((name, [])) }
      var met = indicator(asked)
      met["points"] = texts.count("quality-points", asked.points)
      dimensions[dimensions.count - 1].indicators.append(met)
    }
    return dimensions.map { ["dimension": $0.name, "indicators": $0.indicators] }
  }

  /// Completeness, validity, uniqueness and timeliness, each with what it counts.
  private func dimensions(
    _ dataset: DatasetRecord, _ profile: DatasetProfile
  ) -> [[String: String]] {
    let cells = profile.rows * profile.fields.count
    let missing = profile.fields.reduce(0) { $0 + $1.missing }
    let read = profile.rows + profile.rejected
    func dimension(_ key: String, _ value: String) -> [String: String] {
      ["name": texts["dimension-\(key)"], "value": value, "note": texts["dimension-\(key)-note"]]
    }
    var all = [
      dimension("completeness", share(cells - missing, of: cells)),
      dimension("validity", share(profile.rows, of: read)),
    ]
    if !dataset.primaryKey.isEmpty { all.append(dimension("uniqueness", share(1, of: 1))) }
    all.append(dimension("timeliness", language.date(dataset.dataDay)))
    return all
  }

  /// A part as a percentage with one decimal; what is not all never reads as 100 %.
  private func share(_ part: Int, of whole: Int) -> String {
    guard whole > 0 else { return "–" }
    let tenths = Int((Double(part) / Double(whole) * 1000).rounded(.down))
    return language.percent(Double(tenths) / 1000)
  }

  private func row(_ field: DatasetProfile.Field, rows: Int) -> [String: String] {
    var row = [
      "name": field.name, "filled": share(rows - field.missing, of: rows),
      "missing": language.number(field.missing),
      "distinct": distinct(field.distinct, filled: rows - field.missing),
    ]
    row["smallest"] = field.minimum.map(shown)
    row["largest"] = field.maximum.map(shown)
    row["middle"] = field.quantiles.map { language.decimal($0.p50) }
    return row
  }

  /// What changed from release to release.
  func changes(_ dataset: DatasetRecord) throws(Failure) -> SiteFile {
    let releases = dataset.releases ?? []
    let isFirst = releases.count == 1 && isFirst(releases[0], of: dataset)
    let root = root(.dataset(dataset.name, .changes))
    return try datasetPage(
      dataset, .changes, "dataset-changes",
      [
        "hasReleases": !releases.isEmpty, "hasChanges": !releases.isEmpty && !isFirst,
        "noneSentence": texts(
          "changes-none", ["date": language.date(releases.first?.date ?? dataset.modified)]),
        "releases": releases.enumerated().map { index, note in
          release(note, isFirst: index == releases.count - 1 && self.isFirst(note, of: dataset))
        },
        "changesHref": "\(root)datasets/\(dataset.name)/changes.json",
        "hasVersions": dataset.versions != nil,
        "hasRemoved": dataset.removedVersions != nil,
        "removed": (dataset.removedVersions ?? []).map(removal),
        "versions": (dataset.versions ?? []).map { version($0, of: dataset, root) },
      ])
  }

  /// Whether the last note of a log is that of the first release: logs begin later than some datasets.
  private func isFirst(_ note: ReleaseNote, of dataset: DatasetRecord) -> Bool {
    note.added == nil && note.date == dataset.issued
  }

  private func removal(_ version: DatasetRecord.RemovedVersion) -> String {
    texts(
      "version-removed",
      ["day": language.date(version.date), "date": language.date(version.removed)])
      + " " + version.reason.text(in: language)
  }

  private func version(
    _ version: DatasetRecord.Version, of dataset: DatasetRecord, _ root: String
  ) -> [String: Any] {
    let folder = "\(root)datasets/\(dataset.name)/versions/\(version.date)/"
    return [
      "date": language.date(version.date), "rows": texts.count("rows", version.rows),
      "files": version.distributions.map { file in
        [
          "href": folder + file.fileName, "short": file.label,
          "size": language.size(file.byteSize), "sha256": file.sha256,
        ]
      },
    ]
  }

  private func release(_ note: ReleaseNote, isFirst: Bool) -> [String: Any] {
    var page: [String: Any] = [
      "date": language.date(note.date), "rows": language.number(note.rows),
      "added": words(note.added), "removed": words(note.removed), "changed": words(note.changed),
      "schema": note.words.map { $0.text(in: language) }, "isFirst": isFirst,
      "isPlain": note.words.isEmpty && !isFirst,
    ]
    page["version"] = note.version
    return page
  }

  private func words(_ count: PublishedCount?) -> String {
    switch count {
    case nil: "–"
    case .exact(let number): language.number(number)
    case .fewerThan, .withheld: count?.words.text(in: language) ?? "–"
    }
  }
}
