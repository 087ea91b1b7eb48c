// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikValues

/// What reads geometries to see whether they are any; for one thread.
package final class GeometryTrial {
  /// The reference systems; nil where there is no PROJ.
  fileprivate private(set) lazy var systems = try? ReferenceSystems("EPSG:28992")
  fileprivate var shape = Shape()

  package init() {}
}

/// Whether the cells of a column are geometries, and where their coordinates may lie; holds no cell.
package struct GeometryEvidence: Sendable {
  /// How a geometry is written.
  package enum Form: String, Sendable {
    case wkt, gml, geojson
  }

  /// How it is written; nil as long as no cell is a geometry.
  package private(set) var form: Form?
  /// Cells that are geometries.
  package private(set) var fits = 0
  /// Cells that are none, or one that cannot be read, those with arcs apart.
  package private(set) var misfits = 0
  /// Geometries with arcs or of a kind that is not read.
  package private(set) var foreign = 0
  /// Geometries that name their reference system.
  package private(set) var named = 0
  /// The frames in which all geometries may lie that name none.
  package private(set) var frames = PlaceFrames.all
  /// Whether so few cells fit that it is no geometry.
  private var isRefuted = false

  package init() {}

  /// Whether nine of ten cells are geometries.
  package var isLikely: Bool { form != nil && fits > 0 && 9 * misfits <= fits }

  /// Looks at a cell that is not empty.
  package mutating func see(_ cell: Span<UInt8>, _ trial: GeometryTrial) {
    guard !isRefuted else { return }
    guard let found = Self.form(of: cell), form == nil || form == found,
      let systems = trial.systems
    else { return refute() }
    trial.shape.removeAll()
    do throws(CellProblem) {
      let isNamed = try trial.shape.readForm(cell, found, systems)
      (form, fits) = (found, fits + 1)
      if isNamed {
        named += 1
      } else {
        for place in trial.shape.coordinates {
          frames.formIntersection(PlaceFrames(place.x, place.y))
        }
      }
    } catch {
      guard case .geometry(let problem) = error, problem == .geometryArc || problem == .geometryKind
      else { return refute() }
      (form, fits, foreign) = (found, fits + 1, foreign + 1)
    }
  }

  private mutating func refute() {
    misfits += 1
    if misfits > 20, 9 * misfits > fits { isRefuted = true }
  }

  /// By the first byte; nil where no geometry begins so.
  private static func form(of cell: Span<UInt8>) -> Form? {
    var at = 0
    while at < cell.count, cell[at] == 0x20 || 0x09...0x0D ~= cell[at] { at += 1 }
    guard at < cell.count, cell.count - at > 8 else { return nil }
    switch cell[at] | 0x20 {
    case UInt8(ascii: "<") | 0x20: return .gml
    case UInt8(ascii: "{") | 0x20: return .geojson
    case UInt8(ascii: "p"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "g"),
      UInt8(ascii: "s"), UInt8(ascii: "c"):
      return .wkt
    default: return nil
    }
  }
}

extension Shape {
  /// Reads a cell without converting it; whether it names its reference system.
  ///
  /// - Throws: Why the cell holds no geometry.
  fileprivate mutating func readForm(
    _ cell: Span<UInt8>, _ form: GeometryEvidence.Form, _ systems: ReferenceSystems
  ) throws(CellProblem) -> Bool {
    switch form {
    case .gml:
      var reader = GMLReader(cell, systems)
      try reader.read(into: &self)
      return reader.isReferenceStated
    case .geojson:
      // RFC 7946, 4: there is one system, unless an older file says another.
      var reader = GeoJSONReader(cell, systems)
      _ = try reader.read(into: &self)
      guard !isEmpty || cell.count > 60 else { throw .geometry(.geometrySyntax) }
      return true
    case .wkt:
      var reader = WKTReader(cell)
      let srid = try reader.srid()
      try reader.read(into: &self)
      return srid ?? 0 > 0
    }
  }
}
