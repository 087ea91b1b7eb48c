// SPDX-License-Identifier: EUPL-1.2

/// The frames in which places in or around the Netherlands may be written.
///
/// Those of RD and of degrees do not overlap, and neither do those of the two axes of each: numbers alone tell which
/// they are.
package struct PlaceFrames: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Metres of RD, easting first.
  package static let rd = PlaceFrames(rawValue: 1)
  /// Metres of RD, northing first.
  package static let rdTurned = PlaceFrames(rawValue: 2)
  /// Degrees within the Netherlands, longitude first.
  package static let degrees = PlaceFrames(rawValue: 4)
  /// Degrees within the Netherlands, latitude first.
  package static let degreesTurned = PlaceFrames(rawValue: 8)
  /// Degrees anywhere, longitude first.
  package static let world = PlaceFrames(rawValue: 16)
  /// Degrees anywhere, latitude first.
  package static let worldTurned = PlaceFrames(rawValue: 32)
  /// All of them.
  package static let all: PlaceFrames = [
    .rd, .rdTurned, .degrees, .degreesTurned, .world, .worldTurned,
  ]

  /// Those in which two numbers may be a place.
  package init(_ first: Double, _ second: Double) {
    self = []
    let (one, two) = (PlaceRanges(first), PlaceRanges(second))
    if one.contains(.easting), two.contains(.northing) { insert(.rd) }
    if one.contains(.northing), two.contains(.easting) { insert(.rdTurned) }
    if one.contains(.longitude), two.contains(.latitude) { insert(.degrees) }
    if one.contains(.latitude), two.contains(.longitude) { insert(.degreesTurned) }
    if one.contains(.anyLongitude), two.contains(.anyLatitude) { insert(.world) }
    if one.contains(.anyLatitude), two.contains(.anyLongitude) { insert(.worldTurned) }
  }
}

/// What one number of a place may be.
package struct PlaceRanges: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Metres of RD from west to east.
  package static let easting = PlaceRanges(rawValue: 1)
  /// Metres of RD from south to north.
  package static let northing = PlaceRanges(rawValue: 2)
  /// Degrees of longitude within the Netherlands.
  package static let longitude = PlaceRanges(rawValue: 4)
  /// Degrees of latitude within the Netherlands.
  package static let latitude = PlaceRanges(rawValue: 8)
  /// Degrees of longitude.
  package static let anyLongitude = PlaceRanges(rawValue: 16)
  /// Degrees of latitude.
  package static let anyLatitude = PlaceRanges(rawValue: 32)
  /// All of them.
  package static let all = PlaceRanges(rawValue: 63)

  /// What a number may be.
  package init(_ number: Double) {
    self = []
    // A place in the first kilometres of RD lies in the sea: such numbers are mostly something else.
    if 1000...300_000 ~= number { insert(.easting) }
    if 289_000...629_000 ~= number { insert(.northing) }
    if 2.5...7.3 ~= number { insert(.longitude) }
    if 50.7...55.8 ~= number { insert(.latitude) }
    if -180...180 ~= number { insert(.anyLongitude) }
    if -90...90 ~= number { insert(.anyLatitude) }
  }
}
