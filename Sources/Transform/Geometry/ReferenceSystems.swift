// SPDX-License-Identifier: EUPL-1.2

internal import CProj
package import HergebruikFormat
package import HergebruikModel

/// The reference systems that one thread has met: that of the pipeline file, and those that geometries
/// name themselves.
package final class ReferenceSystems {
  /// A reference as a geometry writes it.
  package struct Reference {
    /// An index into the systems; negative where the reference is not known.
    package var system: Int
    /// Whether coordinates come in the order of the system's own axes, not x or longitude first.
    var isInOwnOrder: Bool
  }

  private let context: ProjContext
  private var systems: [ReferenceSystem] = []
  private var references: [(text: [UInt8], reference: Reference)] = []
  /// The system of the row at hand, and whether each was used by good rows.
  private var inRow = -1
  private var used: [Bool] = []

  /// Opens the system of the pipeline file, which is the first.
  ///
  /// - Throws: `invalid-value` where PROJ does not know it; as `ProjContext`.
  package init(_ code: String) throws(Failure) {
    context = try ProjContext()
    guard let first = ReferenceSystem(code, context) else {
      throw Failure(
        .invalidValue, "PROJ has no conversion from '\(code)' to WGS84",
        hint: "Write a code such as EPSG:28992 (RD), EPSG:4258 (ETRS89) or EPSG:4326 (WGS84).")
    }
    systems.append(first)
    used.append(false)
  }

  package subscript(_ index: Int) -> ReferenceSystem { systems[index] }

  /// Converts a point of a system and notes that the system was used.
  @inline(__always)
  package func convert(_ index: Int, x: Double, y: Double) -> GeoPoint? {
    inRow = index
    return systems[index].convert(x: x, y: y)
  }

  /// Ends a row, which counts where it is good.
  @inline(__always)
  package func endRow(isGood: Bool) {
    if isGood, inRow >= 0 { used[inRow] = true }
    inRow = -1
  }

  /// The systems that good rows used since the last time.
  package func takeUsed() -> [GeographyRecord.Conversion] {
    defer { for i in used.indices { used[i] = false } }
    return systems.indices.filter { used[$0] }.map { systems[$0].conversion }
  }

  /// The system that a geometry names, by `srsName` or `SRID`; allocates only for names not met yet.
  package func find(_ text: Span<UInt8>) -> Reference {
    for known in references where text.elementsEqual(known.text) { return known.reference }
    guard text.count <= 200 else { return unknown }
    let reference = resolve(String(decoding: text, as: UTF8.self))
    // An export has one system or two. Where it has a great many names they are looked up each time:
    // what a row becomes may not depend on the rows that this thread saw before.
    if references.count < 64 { references.append((Array(text), reference)) }
    return reference
  }

  private let unknown = Reference(system: -1, isInOwnOrder: false)

  private func resolve(_ text: String) -> Reference {
    guard let (code, isInOwnOrder) = Self.code(text) else { return unknown }
    if let index = systems.firstIndex(where: { $0.code == code }) {
      return Reference(system: index, isInOwnOrder: isInOwnOrder)
    }
    guard let system = ReferenceSystem(code, context) else { return unknown }
    systems.append(system)
    used.append(false)
    return Reference(system: systems.count - 1, isInOwnOrder: isInOwnOrder)
  }

  /// The code in a reference, and whether that form of reference means the order of its own axes.
  ///
  /// Source: OGC 07-092r3 (URNs), OGC 09-048r5 (URLs); `EPSG:n` and `epsg.xml#n` are older forms that
  /// programs read and write with x or longitude first.
  private static func code(_ text: String) -> (code: String, isInOwnOrder: Bool)? {
    let lowered = text.lowercased()
    for prefix in ["http://www.opengis.net/def/crs/", "https://www.opengis.net/def/crs/"]
    where lowered.hasPrefix(prefix) {
      let parts = text.dropFirst(prefix.count).split(
        separator: "/", omittingEmptySubsequences: false)
      return parts.count == 3 ? ("\(parts[0].uppercased()):\(parts[2])", true) : nil
    }
    // A compound of RD and heights: its first part is the plane.
    if lowered.hasPrefix("urn:ogc:def:crs,crs:epsg:"), lowered.contains("::28992,") {
      return ("EPSG:7415", true)
    }
    for prefix in ["urn:ogc:def:crs:", "urn:x-ogc:def:crs:"] where lowered.hasPrefix(prefix) {
      let parts = text.dropFirst(prefix.count).split(
        separator: ":", omittingEmptySubsequences: false)
      return parts.count == 3 ? ("\(parts[0].uppercased()):\(parts[2])", true) : nil
    }
    let old = "http://www.opengis.net/gml/srs/epsg.xml#"
    if lowered.hasPrefix(old) { return ("EPSG:\(text.dropFirst(old.count))", false) }
    return lowered.hasPrefix("epsg:") ? ("EPSG:\(text.dropFirst(5))", false) : nil
  }
}
