// SPDX-License-Identifier: EUPL-1.2

extension DatasetProfile {
  /// Where the rows of a table are.
  package struct Places: Codable, Hashable, Sendable {
    /// A place, or the middle of some that lie together; WGS84 in steps of 0.00001 degree, about a metre.
    package struct Spot: Hashable, Sendable {
      /// The longitude.
      package var lon: Int
      /// The latitude.
      package var lat: Int
      /// How many rows are there.
      package var rows: Int

      /// Makes a spot.
      package init(lon: Int, lat: Int, rows: Int) {
        (self.lon, self.lat, self.rows) = (lon, lat, rows)
      }
    }

    /// Rows that have a place.
    package var rows: Int
    /// Every place where that is no more than 2,000 rows, else at most 1,000 that show where they lie; none of
    /// persons. From north to south.
    package var spots: [Spot]
    /// Where there are more rows, or where they are about persons: at most 48 groups of them, the largest first, without
    /// those that are too small to tell.
    package var clusters: [Spot]

    /// Makes places.
    package init(rows: Int, spots: [Spot], clusters: [Spot]) {
      (self.rows, self.spots, self.clusters) = (rows, spots, clusters)
    }
  }
}

extension DatasetProfile.Places {
  private enum CodingKeys: CodingKey {
    case rows, spots, clusters
  }

  /// Reads places.
  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    rows = try container.decode(Int.self, forKey: .rows)
    spots = try Self.spots(container, .spots)
    clusters = try Self.spots(container, .clusters)
  }

  /// Writes places: a text of `LON,LAT,ROWS` for each spot, without the rows where that is one, since thousands of
  /// objects would make most of a manifest.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(Self.text(spots), forKey: .spots)
    try container.encode(Self.text(clusters), forKey: .clusters)
  }

  private static func text(_ spots: [Spot]) -> String {
    spots.map { "\($0.lon),\($0.lat)" + ($0.rows == 1 ? "" : ",\($0.rows)") }
      .joined(separator: " ")
  }

  private static func spots(
    _ container: KeyedDecodingContainer<CodingKeys>, _ key: CodingKeys
  ) throws -> [Spot] {
    try container.decode(String.self, forKey: key).split(separator: " ").map { text in
      let numbers = text.split(separator: ",").compactMap { Int($0) }
      guard 2...3 ~= numbers.count else {
        throw DecodingError.dataCorruptedError(
          forKey: key, in: container, debugDescription: "a spot is no LON,LAT,ROWS")
      }
      return Spot(lon: numbers[0], lat: numbers[1], rows: numbers.count == 3 ? numbers[2] : 1)
    }
  }
}
