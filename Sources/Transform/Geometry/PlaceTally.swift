// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel

/// How many rows have their place where places are expected, and what may be the matter with the others.
package struct PlaceTally: Equatable, Sendable {
  /// Rows with a place.
  package var places = 0
  /// Rows of those whose place lies outside the expected areas, or in part; the two that follow included.
  package internal(set) var outside = 0
  /// Rows of those whose place would lie within them with longitude and latitude swapped.
  package internal(set) var swapped = 0
  /// Rows of those whose place is 0° east, 0° north.
  package internal(set) var zero = 0

  /// Counts nothing yet.
  package init() {}

  /// Adds what another batch has.
  package mutating func add(_ other: PlaceTally) {
    places += other.places
    outside += other.outside
    swapped += other.swapped
    zero += other.zero
  }

  /// Counts a place that was found outside.
  package mutating func addOutside(_ box: BoundingBox, of areas: [BoundingBox]) {
    outside += 1
    // Within a metre or so: nobody measures a place of 0.00001.
    let near = Degrees.steps / 100_000
    if max(abs(box.west), abs(box.east), abs(box.south), abs(box.north)) <= near {
      zero += 1
      return
    }
    let turned = BoundingBox(
      west: box.south, south: box.west, east: box.north, north: box.east)
    if areas.contains(where: { $0.contains(turned) }) { swapped += 1 }
  }
}
