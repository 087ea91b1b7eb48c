// SPDX-License-Identifier: EUPL-1.2

/// A file with the data.
package struct DistributionRecord: Hashable, Sendable, Codable {
  /// The file's name in the dataset's folder: `bomen.csv.gz`.
  package var fileName: String
  /// A code of the EU file-type list for the uncompressed data: `CSV`.
  package var format: String
  /// The media type of the uncompressed data: `text/csv`.
  package var mediaType: String
  /// Size of the compressed file in bytes.
  package var byteSize: Int
  /// Size of the data in bytes.
  package var uncompressedSize: Int
  /// SHA-256 of the compressed file, 64 lower-case hexadecimal digits.
  package var sha256: String

  /// What people call the format; that of the file's name where it has one, else the code.
  package var label: String {
    let suffix = fileName.split(separator: ".", maxSplits: 1).last.map(String.init) ?? ""
    return DistributionFormat(rawValue: suffix)?.label ?? format
  }

  /// Makes a distribution record.
  package init(
    fileName: String, format: String, mediaType: String, byteSize: Int, uncompressedSize: Int,
    sha256: String
  ) {
    self.fileName = fileName
    self.format = format
    self.mediaType = mediaType
    self.byteSize = byteSize
    self.uncompressedSize = uncompressedSize
    self.sha256 = sha256
  }
}

/// All that is public about a published dataset; DCAT and the pages are made from it alone.
///
/// It is kept in `generation.json`, so that a dataset whose run fails tonight keeps its page.
package struct DatasetRecord: Hashable, Sendable, Codable {
  /// The identifier and URL slug.
  package var name: String
  /// Its address in RDF, where that is not the one that follows from name and catalogue: it keeps that of its first
  /// publication; nil where it never moved.
  package var uri: String?
  /// The identifier that portals know it by, where that is not its address; nil where it is.
  package var identifier: String?
  /// What the steward says about it.
  package var description: DatasetDescription
  /// The published fields, in order.
  package var fields: [PublishedField]
  /// The names of the fields that identify a row.
  package var primaryKey: [String]
  /// Other keys that hold for the rows; nil where there are none.
  package var keys: TableKeys?
  /// Rows in the data, the header excluded.
  package var rows: Int
  /// The files.
  package var distributions: [DistributionRecord]
  /// When it was first published, `YYYY-MM-DD`.
  package var issued: String
  /// When the published bytes last changed, `YYYY-MM-DD`.
  package var modified: String
  /// The same as exactly as it is known, by what changed; nil where it was published before that was kept.
  package var moments: Moments?
  /// The first and last day that the data are about, where a field says so.
  package var temporal: Period?
  /// Where the things are, where a geometry says so.
  package var geography: GeographyRecord?

  /// How persons are protected, besides the treatment of each field; nil where there is nothing to tell.
  package var protection: [LocalizedText]?
  /// How many columns of the export are not published, by privacy class (`direct`, …), without those that have none; nil
  /// where it was published before that was kept.
  package var dropped: [String: Int]?
  /// What is known of the cells; nil where it was published before that was looked at.
  package var profile: DatasetProfile?
  /// The name of the key of the pseudonyms, and their release; nil where there are none, or where it was published
  /// before that was kept.
  package var pseudonyms: String?
  /// The levels of hierarchies that were chosen, by the fields' names; nil where none were, or where they were not kept.
  package var levels: [String: Int]?
  /// What changed from release to release, newest first; nil where nothing did since that is kept.
  package var releases: [ReleaseNote]?

  /// Earlier data that are still on the site, newest first; nil where there are none.
  package var versions: [Version]?
  /// Earlier data that were removed for good, the last removed first; nil where none were.
  package var removedVersions: [RemovedVersion]?
  /// Whether newer data should have been published by now and could not be; nil where that is not so.
  package var isOverdue: Bool?
  /// When and why the data were taken away; nil where they were not.
  package var withdrawal: Withdrawal?

  /// Data as they were published before.
  package struct Version: Hashable, Sendable, Codable {
    /// The day on which they were published, `YYYY-MM-DD`; the name of their folder below `versions`.
    package var date: String
    /// Rows in the data.
    package var rows: Int
    /// The files.
    package var distributions: [DistributionRecord]
    /// The published fields; nil where they were not kept then.
    package var fields: [PublishedField]?
    /// The name of the key of the pseudonyms, and their release; nil where there are none.
    package var pseudonyms: String?
  }

  /// An earlier version as a record of its own, to compare a release with it; without fields where they were not kept.
  package func record(of version: Version) -> DatasetRecord {
    DatasetRecord(
      name: name, description: description, fields: version.fields ?? [], primaryKey: [],
      rows: version.rows, distributions: version.distributions, issued: issued,
      modified: version.date, pseudonyms: version.pseudonyms)
  }

  /// The versions to keep with this record once it follows another, at most so many; a second release on one day takes
  /// the place of the first.
  package func versions(after previous: DatasetRecord?, most: Int, date: String) -> [Version]? {
    guard most > 0, let previous, previous.withdrawal == nil else { return nil }
    let day = previous.releaseDay
    var versions = previous.versions ?? []
    if previous.distributions != distributions, day != date {
      versions.removeAll { $0.date == day }
      versions.insert(
        Version(
          date: day, rows: previous.rows, distributions: previous.distributions,
          fields: previous.fields, pseudonyms: previous.pseudonyms),
        at: 0)
    }
    return versions.isEmpty ? nil : Array(versions.prefix(most))
  }

  /// What is said about earlier data that were removed for good.
  package struct RemovedVersion: Hashable, Sendable, Codable {
    /// The day on which they were published, `YYYY-MM-DD`.
    package var date: String
    /// The day on which they were removed, `YYYY-MM-DD`.
    package var removed: String
    /// Why.
    package var reason: LocalizedText

    /// Makes one.
    package init(date: String, removed: String, reason: LocalizedText) {
      (self.date, self.removed, self.reason) = (date, removed, reason)
    }
  }

  /// What is said about data that were taken away.
  package struct Withdrawal: Hashable, Sendable, Codable {
    /// The day, `YYYY-MM-DD`.
    package var date: String
    /// Why, where that is told.
    package var reason: LocalizedText?
    /// Whether a run may publish them again; nil where it may not.
    package var isLifted: Bool?
    /// Whether they were removed for good; nil where older generations may hold them.
    package var isPurged: Bool?

    /// Makes a withdrawal.
    package init(date: String, reason: LocalizedText? = nil) {
      (self.date, self.reason) = (date, reason)
    }
  }

  /// The record of the same dataset without its data and all that was known of them.
  package func withdrawn(_ withdrawal: Withdrawal) -> DatasetRecord {
    var record = DatasetRecord(
      name: name, description: description, fields: [], primaryKey: [], rows: 0,
      distributions: [], issued: issued, modified: withdrawal.date)
    (record.uri, record.identifier) = (uri, identifier)
    record.withdrawal = withdrawal
    return record
  }

  /// When something last changed: a day `YYYY-MM-DD`, or a moment in UTC `YYYY-MM-DDThh:mm:ssZ`.
  package struct Moments: Hashable, Sendable, Codable {
    /// The bytes of a file.
    package var data: String
    /// Anything that is said or published.
    package var record: String

    /// Makes moments.
    package init(data: String, record: String) { (self.data, self.record) = (data, record) }
  }

  /// When the bytes of a file last changed, as exactly as it is known.
  package var dataMoment: String { moments?.data ?? modified }
  /// When anything last changed, likewise.
  package var recordMoment: String { moments?.record ?? modified }
  /// The day on which the bytes of a file last changed, `YYYY-MM-DD`.
  package var dataDay: String { String(dataMoment.prefix(10)) }

  /// The day on which its data were published, `YYYY-MM-DD`: what they are called once newer ones come.
  package var releaseDay: String { releases?.first?.date ?? modified }

  /// Whether it is only described: its data are not published here, and were not taken away.
  package var isDescribedOnly: Bool { withdrawal == nil && distributions.isEmpty }

  /// The record of the same dataset, of which nothing is published but its description.
  package var described: DatasetRecord {
    var record = DatasetRecord(
      name: name, description: description, fields: [], primaryKey: [], rows: 0,
      distributions: [], issued: issued, modified: modified)
    record.withdrawal = withdrawal
    (record.uri, record.identifier) = (uri, identifier)
    return record
  }

  /// A period of days, both ends included; each is `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
  package struct Period: Hashable, Sendable, Codable {
    /// The first day.
    package var start: String
    /// The last day; nil where it goes on.
    package var end: String?

    /// Makes a period.
    package init(start: String, end: String?) {
      self.start = start
      self.end = end
    }
  }

  /// The period that the data are about: what a field tells, else what is said.
  package var period: Period? { temporal ?? description.statements?.temporal }

  /// The distribution that is a table, which the others repeat.
  package var table: DistributionRecord? {
    distributions.first { $0.format == DistributionFormat.csv.code }
  }

  /// Makes a dataset record.
  package init(
    name: String, description: DatasetDescription, fields: [PublishedField], primaryKey: [String],
    keys: TableKeys? = nil, rows: Int, distributions: [DistributionRecord], issued: String,
    modified: String,
    temporal: Period? = nil, geography: GeographyRecord? = nil, protection: [LocalizedText]? = nil,
    dropped: [String: Int]? = nil, profile: DatasetProfile? = nil, pseudonyms: String? = nil
  ) {
    self.name = name
    self.description = description
    self.fields = fields
    self.primaryKey = primaryKey
    self.keys = keys
    self.rows = rows
    self.distributions = distributions
    self.issued = issued
    self.modified = modified
    self.temporal = temporal
    self.geography = geography
    self.protection = protection
    self.dropped = dropped
    self.profile = profile
    self.pseudonyms = pseudonyms
  }
}
