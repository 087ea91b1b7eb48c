// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel
package import HergebruikValues

/// A geometry as it is read: nodes in the order of reading, over one list of coordinates.
///
/// One worker fills it again and again; its memory stays.
package struct Shape {
  /// The kinds of geometry, and the rings that polygons are made of.
  enum Kind: UInt8 {
    case point, line, polygon, multiPoint, multiLine, multiPolygon, collection, ring

    /// Whether it has coordinates of its own, not parts.
    var isLeaf: Bool { self == .point || self == .line || self == .ring }
  }

  /// A geometry or a part of one; its parts follow it.
  package struct Node {
    var kind: Kind
    /// Parts right below it.
    var parts = 0
    /// Its coordinates, those of its parts included.
    var start: Int
    var end: Int
    /// The node behind its last part.
    var next = 0
  }

  /// A coordinate as it was written, x or longitude first.
  package struct Coordinate: Equatable {
    package var x: Double
    package var y: Double
  }

  private(set) var nodes: [Node] = []
  package private(set) var coordinates: [Coordinate] = []
  /// The coordinates as WGS84, once converted.
  package var points: [GeoPoint] = []

  /// Makes an empty shape.
  package init() {}

  /// Whether there is nothing in it: `POINT EMPTY`.
  package var isEmpty: Bool { coordinates.isEmpty }

  package mutating func removeAll() {
    nodes.removeAll(keepingCapacity: true)
    coordinates.removeAll(keepingCapacity: true)
    points.removeAll(keepingCapacity: true)
  }

  /// Begins a node; `end(_:)` ends it.
  mutating func begin(_ kind: Kind) -> Int {
    nodes.append(Node(kind: kind, start: coordinates.count, end: coordinates.count))
    return nodes.count - 1
  }

  /// Ends a node; one without coordinates is left out.
  ///
  /// - Returns: Whether it stayed.
  @discardableResult
  mutating func end(_ index: Int) -> Bool {
    guard coordinates.count > nodes[index].start else {
      nodes.removeSubrange(index...)
      return false
    }
    nodes[index].end = coordinates.count
    nodes[index].next = nodes.count
    var parts = 0
    var part = index + 1
    while part < nodes.count {
      parts += 1
      part = nodes[part].next
    }
    nodes[index].parts = nodes[index].kind.isLeaf ? 0 : parts
    return true
  }

  mutating func append(_ coordinate: Coordinate) { coordinates.append(coordinate) }

  /// Makes a node that has one part be that part.
  mutating func unwrap(_ index: Int) {
    nodes.remove(at: index)
    for i in index..<nodes.count { nodes[i].next -= 1 }
  }

  /// Takes away a leaf that is the last node; its coordinates stay, for the node around it.
  mutating func dissolve(_ index: Int) { nodes.remove(at: index) }

  /// Joins what follows `seam` to the curve before it: the point that both share stays once.
  ///
  /// - Throws: `ringOpen` where they do not meet.
  mutating func join(at seam: Int, of node: Int) throws(CellProblem) {
    guard seam > nodes[node].start, seam < coordinates.count else { return }
    guard coordinates[seam] == coordinates[seam - 1] else { throw .geometry(.ringOpen) }
    coordinates.remove(at: seam)
  }

  /// What is wrong with the lines and rings; nil where they can be published.
  ///
  /// Source: RFC 7946, 3.1.4 and 3.1.6.
  package var problem: CellProblem? {
    for node in nodes {
      let count = node.end - node.start
      switch node.kind {
      case .line where count < 2: return .geometry(.geometryTooShort)
      case .ring:
        guard coordinates[node.start] == coordinates[node.end - 1] else {
          return .geometry(.ringOpen)
        }
        guard count >= 4 else { return .geometry(.geometryTooShort) }
      default: break
      }
    }
    return nil
  }

  /// Turns rings round so that outer ones go against the clock and holes with it.
  ///
  /// Source: RFC 7946, 3.1.6, the right-hand rule.
  package mutating func orientRings() {
    for index in nodes.indices where nodes[index].kind == .polygon {
      var ring = index + 1
      while ring < nodes[index].next {
        let range = nodes[ring].start..<nodes[ring].end
        let isOuter = ring == index + 1
        let area = signedArea(range)
        if isOuter ? area < 0 : area > 0 { points[range].reverse() }
        ring = nodes[ring].next
      }
    }
  }

  /// Twice the area of a ring in square steps; positive against the clock.
  func signedArea(_ range: Range<Int>) -> Double {
    guard let first = range.first else { return 0 }
    let origin = points[first]
    var area = 0.0
    for i in range.dropLast() {
      let (a, b) = (points[i], points[i + 1])
      area +=
        Double(a.lon - origin.lon) * Double(b.lat - origin.lat)
        - Double(b.lon - origin.lon) * Double(a.lat - origin.lat)
    }
    return area
  }
}
