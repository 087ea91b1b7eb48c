// SPDX-License-Identifier: EUPL-1.2

/// The forms in which a table is published, by the ending of the file's name.
package enum DistributionFormat: String, CaseIterable, Sendable, Codable {
  /// A table with a header.
  case csv = "csv.gz"
  /// An object on each line.
  case jsonLines = "jsonl.gz"
  /// A collection of features.
  case geoJSON = "geojson.gz"

  /// The code in the EU's list of file types; it has none for JSON Lines.
  package var code: String {
    switch self {
    case .csv: "CSV"
    case .jsonLines: "JSON"
    case .geoJSON: "GEOJSON"
    }
  }

  /// The media type of the uncompressed data; IANA has none for JSON Lines.
  package var mediaType: String {
    switch self {
    case .csv: "text/csv"
    case .jsonLines: "application/json"
    case .geoJSON: "application/geo+json"
    }
  }

  /// What people call it.
  package var label: String {
    switch self {
    case .csv: "CSV"
    case .jsonLines: "JSON Lines"
    case .geoJSON: "GeoJSON"
    }
  }
}
