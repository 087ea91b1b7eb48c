// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
internal import HergebruikFormat

extension Outline {
  /// Reads a Polygon or a MultiPolygon, bare, as a Feature or in a FeatureCollection.
  ///
  /// - Throws: `Failure` with `template-error`, where it is and how to mend it.
  ///
  /// Source: RFC 7946, "The GeoJSON Format".
  init(geoJSON bytes: [UInt8], file: String) throws(Failure) {
    let rings: [[Corner]]
    do {
      rings = try JSONDecoder().decode(GeoJSONObject.self, from: Data(bytes)).rings
    } catch {
      throw Self.failure(OutlineProblem(error), file)
    }
    guard let outline = Outline(rings: rings) else { throw Self.failure(.empty, file) }
    guard !outline.isTurned else { throw Self.failure(.turned, file) }
    self = outline
  }

  /// Whether it would lie in the Netherlands if latitude and longitude changed places.
  private var isTurned: Bool {
    50...54 ~= box.west && 50...54 ~= box.east && 3...8 ~= box.south && 3...8 ~= box.north
  }

  private static func failure(_ problem: OutlineProblem, _ file: String) -> Failure {
    let path = problem.path.map { key in key.intValue.map { "[\($0)]" } ?? "/\(key.stringValue)" }
    return Failure(
      .template, at: .init(file: file, path: path.isEmpty ? nil : path.joined()), problem.summary,
      hint: problem.hint)
  }
}

/// Why a file is no outline.
private struct OutlineProblem: Error {
  var path: [any CodingKey] = []
  var summary: String
  var hint: String

  private static let forms =
    "Its form is {\"type\": \"Polygon\", \"coordinates\": [[[LON, LAT], …]]} (RFC 7946); see docs/site.md."
  private static let convert =
    "Convert the boundary to degrees, or download it in EPSG:4326 (PDOK has it); see docs/site.md."
    + "\nogr2ogr -t_srs EPSG:4326 outline.geojson BOUNDARY"

  static let empty = OutlineProblem(summary: "the outline has no rings", hint: forms)
  static let turned = OutlineProblem(
    summary: "the outline has latitude before longitude", hint: "Write each corner as [LON, LAT].")

  static func noArea(_ path: [any CodingKey]) -> OutlineProblem {
    OutlineProblem(
      path: path, summary: "the outline is neither a Polygon nor a MultiPolygon", hint: forms)
  }

  static func noRing(_ path: [any CodingKey]) -> OutlineProblem {
    OutlineProblem(
      path: path, summary: "a ring has fewer than four corners, or does not end where it begins",
      hint: "Repeat the first corner at the end of the ring.")
  }

  /// Numbers that are no longitude and latitude.
  static func noDegrees(_ path: [any CodingKey], _ first: Double, _ second: Double)
    -> OutlineProblem
  {
    let isGrid = -7000...300_000 ~= first && 289_000...629_000 ~= second
    return OutlineProblem(
      path: path,
      summary: isGrid
        ? "the outline is in metres of the Dutch grid (RD, EPSG:28992), not in degrees"
        : "a corner has no longitude and latitude in degrees", hint: convert)
  }

  init(path: [any CodingKey] = [], summary: String, hint: String) {
    (self.path, self.summary, self.hint) = (path, summary, hint)
  }

  /// What a decoder says.
  init(_ error: any Error) {
    switch error {
    case let problem as OutlineProblem: self = problem
    case DecodingError.keyNotFound(let key, let context):
      self.init(
        path: context.codingPath,
        summary: "the outline is not GeoJSON: it has no '\(key.stringValue)'",
        hint: Self.forms)
    case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
      self.init(
        path: context.codingPath, summary: "the outline is not GeoJSON: another value belongs here",
        hint: Self.forms)
    default: self.init(summary: "the outline is not JSON", hint: Self.forms)
    }
  }
}

/// An object of a GeoJSON file, as far as it has areas.
private struct GeoJSONObject: Decodable {
  private enum Key: CodingKey {
    case type, features, geometry, coordinates
  }

  var rings: [[Outline.Corner]]

  init(from decoder: any Decoder) throws {
    let object = try decoder.container(keyedBy: Key.self)
    switch try object.decode(String.self, forKey: .type) {
    case "FeatureCollection":
      rings = try object.decode([GeoJSONObject].self, forKey: .features).flatMap(\.rings)
    case "Feature":
      rings = try object.decodeIfPresent(GeoJSONObject.self, forKey: .geometry)?.rings ?? []
    case "Polygon":
      rings = try object.decode([GeoJSONRing].self, forKey: .coordinates).map(\.corners)
    case "MultiPolygon":
      rings = try object.decode([[GeoJSONRing]].self, forKey: .coordinates).joined().map(\.corners)
    default: throw OutlineProblem.noArea(decoder.codingPath)
    }
  }
}

/// The corners of a ring, without the last, which is the first.
private struct GeoJSONRing: Decodable {
  var corners: [Outline.Corner]

  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    corners = []
    while !list.isAtEnd { corners.append(try list.decode(GeoJSONPosition.self).corner) }
    guard corners.count >= 4, corners.first == corners.popLast() else {
      throw OutlineProblem.noRing(decoder.codingPath)
    }
  }
}

/// A longitude and a latitude; a height behind them says nothing here.
private struct GeoJSONPosition: Decodable {
  var corner: Outline.Corner

  init(from decoder: any Decoder) throws {
    var list = try decoder.unkeyedContainer()
    let (lon, lat) = (try list.decode(Double.self), try list.decode(Double.self))
    guard -180...180 ~= lon, -90...90 ~= lat else {
      throw OutlineProblem.noDegrees(decoder.codingPath, lon, lat)
    }
    corner = Outline.Corner(lon: lon, lat: lat)
  }
}
