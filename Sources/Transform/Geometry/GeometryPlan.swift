// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// What is asked of the coordinates of a table.
package struct GeometryRequest: Sendable {
  /// Where they are: indices into the fields of the request.
  package enum Source: Sendable, Hashable {
    /// Two number fields: easting or longitude, and northing or latitude.
    case point(x: Int, y: Int)
    /// A field with well-known text.
    case wkt(Int)
    /// A field with GML.
    case gml(Int)
    /// A field with a geometry or a feature in GeoJSON.
    case geojson(Int)

    /// The fields that it reads.
    package var fields: [Int] {
      switch self {
      case .point(let x, let y): [x, y]
      case .wkt(let field), .gml(let field), .geojson(let field): [field]
      }
    }
  }

  /// The names of the fields for longitude and latitude.
  package struct Columns: Sendable, Hashable {
    /// The name of the longitude.
    package var lon: String
    /// The name of the latitude.
    package var lat: String

    /// Makes names.
    package init(lon: String, lat: String) {
      self.lon = lon
      self.lat = lat
    }
  }

  /// Where the coordinates are.
  package var source: Source
  /// The code of their reference system, where a geometry does not name its own: `EPSG:28992`.
  package var crs: String
  /// The fields to add; nil for none.
  package var columns: Columns?
  /// Whether the geometry itself is wanted, for GeoJSON.
  package var writesGeometry: Bool
  /// Where `crs` stands in the pipeline file.
  package var location: Diagnostic.Location
  /// Where places are expected: those outside all of these boxes are counted and told.
  package var areas: [BoundingBox] = [.netherlands]

  /// Makes a request.
  package init(
    source: Source, crs: String = "EPSG:28992", columns: Columns? = nil,
    writesGeometry: Bool = false, location: Diagnostic.Location = Diagnostic.Location()
  ) {
    self.source = source
    self.crs = crs
    self.columns = columns
    self.writesGeometry = writesGeometry
    self.location = location
  }
}

extension GeometryRequest {
  /// What is wrong with it: a reference system that PROJ does not know, or no PROJ.
  package var problems: [Diagnostic] {
    do throws(Failure) {
      _ = try ReferenceSystems(crs)
      return []
    } catch {
      return error.diagnostics.map { diagnostic in
        var placed = diagnostic
        placed.location = location
        return placed
      }
    }
  }

  /// The fields that are added: published as WGS84, as strict as the strictest of their sources.
  package func addedFields(_ fields: [Field]) -> [PublishedField] {
    guard let columns else { return [] }
    let classes = source.fields.map { fields[$0].privacy }
    let privacy = PrivacyClass.allCases.first(where: classes.contains) ?? .none
    // `EMPTY` is filled in, and yet no place.
    var isRequired = false
    if case .point(let x, let y) = source {
      isRequired = fields[x].constraints.required || fields[y].constraints.required
    }
    func field(
      _ name: String, _ title: LocalizedText, _ description: LocalizedText, _ limit: Int
    ) -> PublishedField {
      PublishedField(
        name: name, type: "number", title: title, description: description, unit: "°",
        constraints: Constraints(
          required: isRequired, minimum: "-\(limit)", maximum: "\(limit)"),
        privacy: privacy, treatment: .coordinates)
    }
    return [
      field(columns.lon, GeographyWords.longitude, GeographyWords.degreesEast, 180),
      field(columns.lat, GeographyWords.latitude, GeographyWords.degreesNorth, 90),
    ]
  }

  /// The published fields that the geometry stands for: those that it is made from and those it adds.
  package func publishedFields(_ fields: [Field], added: Int) -> [Int] {
    var found: [Int] = []
    var published = 0
    for (index, field) in fields.enumerated() where field.treatment != .drop {
      if source.fields.contains(index) { found.append(published) }
      published += 1
    }
    return found + (published..<(published + added))
  }
}
