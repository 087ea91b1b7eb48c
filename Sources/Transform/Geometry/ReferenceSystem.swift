// SPDX-License-Identifier: EUPL-1.2

internal import CProj
package import HergebruikModel
package import HergebruikValues

/// A coordinate reference system, and the one operation that makes its coordinates WGS84.
///
/// RD goes to ETRS89, since only that way has the grid of RDNAPTRANS, and ETRS89 is published as WGS84.
/// The operation is chosen once, so that every row goes the same way and its accuracy is known.
/// One thread owns it. Source: docs/adr/0013-geometry-through-proj.md.
package final class ReferenceSystem {
  /// `EPSG:28992`.
  let code: String
  /// `Amersfoort / RD New`.
  let name: String
  /// Whether its own axes are latitude (or northing) first.
  let isNorthFirst: Bool
  /// Coordinates of a point: 3 where the system has heights.
  let dimension: Int
  /// How accurate the operation is, in metres; nil where that is not known.
  let accuracy: Double?
  let usesGrid: Bool
  let isETRS89: Bool
  private let operation: ProjObject
  private let domain: Domain

  /// Where coordinates must be: RD before the conversion, others after it.
  private enum Domain {
    case rijksdriehoek
    /// Degrees: west, south, east, north.
    case area(Double, Double, Double, Double)
  }

  /// Finds a system and its operation.
  ///
  /// - Returns: nil where PROJ does not know it, it is no coordinate reference system, or nothing but
  ///   a guess leads to WGS84.
  init?(_ code: String, _ context: ProjContext) {
    guard Self.isCode(code),
      let crs = unsafe ProjObject(proj_create(context.pointer, code), context),
      unsafe proj_is_crs(crs.pointer) != 0
    else { return nil }
    let isCompound = unsafe proj_get_type(crs.pointer) == PJ_TYPE_COMPOUND_CRS
    let plane =
      unsafe isCompound
      ? ProjObject(proj_crs_get_sub_crs(context.pointer, crs.pointer, 0), context) : crs
    guard let plane, let axes = Axes(plane, context),
      let best = ["EPSG:4326", "EPSG:4258"].compactMap({ Operation(plane, to: $0, context) })
        .min(by: { $0.rank < $1.rank }),
      let operation = unsafe ProjObject(
        proj_normalize_for_visualization(context.pointer, best.object.pointer), context),
      let domain = Self.domain(plane, context)
    else { return nil }
    self.code = code
    name = unsafe proj_get_name(crs.pointer).map { unsafe String(cString: $0) } ?? code
    (isNorthFirst, dimension) = (axes.isNorthFirst, isCompound ? 3 : axes.count)
    (accuracy, usesGrid, isETRS89) = (best.accuracy, best.usesGrid, best.target == "EPSG:4258")
    self.operation = operation
    self.domain = domain
  }

  /// An authority, a colon and a code: nothing that PROJ would take for a file or a pipeline.
  private static func isCode(_ text: String) -> Bool {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    return parts.count == 2
      && parts.allSatisfy { !$0.isEmpty && $0.utf8.allSatisfy { isDigit($0) || isLetter($0) } }
  }

  private static func domain(_ crs: ProjObject, _ context: ProjContext) -> Domain? {
    if unsafe proj_get_id_code(crs.pointer, 0).map({ unsafe String(cString: $0) }) == "28992" {
      return .rijksdriehoek
    }
    var (west, south, east, north) = (-180.0, -90.0, 180.0, 90.0)
    guard
      unsafe proj_get_area_of_use(
        context.pointer, crs.pointer, &west, &south, &east, &north, nil) != 0
    else { return nil }
    // Beyond the meridian of 180 degrees, and where PROJ has no area.
    if west > east || west < -180 { (west, south, east, north) = (-180, -90, 180, 90) }
    let margin = unsafe proj_get_type(crs.pointer) == PJ_TYPE_PROJECTED_CRS ? 1.5 : 0
    return .area(west - margin, south - margin, east + margin, north + margin)
  }

  /// Converts a point, easting or longitude first; nil where it is outside the area of the system.
  @inline(__always)
  package func convert(x: Double, y: Double) -> GeoPoint? {
    if case .rijksdriehoek = domain {
      guard Self.isRijksdriehoek(x, y) else { return nil }
    }
    guard x.isFinite, y.isFinite else { return nil }
    let result = unsafe proj_trans(operation.pointer, PJ_FWD, proj_coord(x, y, 0, .infinity))
    let (lon, lat) = unsafe (result.xy.x, result.xy.y)
    guard abs(lon) <= 180, abs(lat) <= 90 else {
      unsafe proj_errno_reset(operation.pointer)
      return nil
    }
    if case .area(let west, let south, let east, let north) = domain {
      guard west <= lon, lon <= east, south <= lat, lat <= north else { return nil }
    }
    let steps = Double(Degrees.steps)
    return GeoPoint(lon: Int((lon * steps).rounded()), lat: Int((lat * steps).rounded()))
  }

  /// What is most likely the matter with coordinates that `convert` refused: they are 0;0, their axes are swapped, or
  /// they are of another system.
  ///
  /// - Parameter areas: Where places are expected.
  package func doubt(x: Double, y: Double, among areas: [BoundingBox]) -> CellProblem {
    if x == 0, y == 0 { return .geometry(.zeroPoint) }
    let isRD = Self.isRijksdriehoek(x, y)
    let isTurnedRD = Self.isRijksdriehoek(y, x)
    let isDegrees = areas.contains { $0.contains(longitude: x, latitude: y) }
    let isTurnedDegrees = areas.contains { $0.contains(longitude: y, latitude: x) }
    if case .rijksdriehoek = domain {
      return isTurnedRD
        ? .geometry(.axesSwapped)
        : isDegrees || isTurnedDegrees ? .geometry(.otherSystem) : .geometry(.outsideArea)
    }
    if isRD || isTurnedRD { return .geometry(.otherSystem) }
    if let turned = convert(x: y, y: x),
      areas.contains(where: {
        $0.contains(
          BoundingBox(west: turned.lon, south: turned.lat, east: turned.lon, north: turned.lat))
      })
    {
      return .geometry(.axesSwapped)
    }
    return isDegrees || isTurnedDegrees ? .geometry(.otherSystem) : .geometry(.outsideArea)
  }

  private static func isRijksdriehoek(_ x: Double, _ y: Double) -> Bool {
    -7000...300_000 ~= x && 289_000...629_000 ~= y
  }

  /// What the metadata say of it.
  var conversion: GeographyRecord.Conversion {
    GeographyRecord.Conversion(
      crs: code, name: name, accuracy: accuracy, usesGrid: usesGrid, isETRS89: isETRS89)
  }
}

extension BoundingBox {
  /// Whether a place in degrees lies within the box; false where one of them is no number.
  fileprivate func contains(longitude: Double, latitude: Double) -> Bool {
    let steps = Double(Degrees.steps)
    let (x, y) = (longitude * steps, latitude * steps)
    return Double(west) <= x && x <= Double(east) && Double(south) <= y && y <= Double(north)
  }
}

/// A point in WGS84, in steps of `Degrees`.
package struct GeoPoint: Equatable {
  package var lon: Int
  package var lat: Int
}

/// The axes of a reference system.
private struct Axes {
  var isNorthFirst: Bool
  var count: Int

  init?(_ crs: ProjObject, _ context: ProjContext) {
    guard
      let system = unsafe ProjObject(
        proj_crs_get_coordinate_system(context.pointer, crs.pointer), context)
    else { return nil }
    count = unsafe Int(proj_cs_get_axis_count(context.pointer, system.pointer))
    var direction: UnsafePointer<CChar>?
    guard count >= 2,
      unsafe proj_cs_get_axis_info(
        context.pointer, system.pointer, 0, nil, nil, &direction, nil, nil, nil, nil) != 0,
      let direction = unsafe direction
    else { return nil }
    isNorthFirst = unsafe ["north", "south"].contains(String(cString: direction))
  }
}

/// The best way from a reference system to a target, with what is installed.
private struct Operation {
  let object: ProjObject
  let target: String
  var accuracy: Double?
  var usesGrid: Bool

  /// Smaller is better: the accuracy, and WGS84 itself where both are as good.
  var rank: (Double, Int) { (accuracy ?? .infinity, target == "EPSG:4326" ? 0 : 1) }

  init?(_ source: ProjObject, to target: String, _ context: ProjContext) {
    guard let end = unsafe ProjObject(proj_create(context.pointer, target), context),
      let factory = unsafe proj_create_operation_factory_context(context.pointer, nil)
    else { return nil }
    defer { unsafe proj_operation_factory_context_destroy(factory) }
    unsafe proj_operation_factory_context_set_spatial_criterion(
      context.pointer, factory, PROJ_SPATIAL_CRITERION_PARTIAL_INTERSECTION)
    unsafe proj_operation_factory_context_set_grid_availability_use(
      context.pointer, factory, PROJ_GRID_AVAILABILITY_DISCARD_OPERATION_IF_MISSING_GRID)
    unsafe proj_operation_factory_context_set_allow_ballpark_transformations(
      context.pointer, factory, 0)
    guard
      let list = unsafe proj_create_operations(
        context.pointer, source.pointer, end.pointer, factory)
    else { return nil }
    defer { unsafe proj_list_destroy(list) }
    guard unsafe proj_list_get_count(list) > 0,
      let first = unsafe ProjObject(proj_list_get(context.pointer, list, 0), context),
      unsafe proj_coordoperation_is_instantiable(context.pointer, first.pointer) != 0
    else { return nil }
    (object, self.target) = (first, target)
    let metres = unsafe proj_coordoperation_get_accuracy(context.pointer, first.pointer)
    accuracy = metres >= 0 ? metres : nil
    usesGrid = unsafe proj_coordoperation_get_grid_used_count(context.pointer, first.pointer) > 0
  }
}
