// SPDX-License-Identifier: EUPL-1.2

/// Degrees of longitude and latitude as whole steps of 0.0000001, about a centimetre.
///
/// Whole numbers, so that what is published is the same on every machine and bounds are exact.
public enum Degrees {
  /// Steps in a degree.
  public static let steps = 10_000_000

  /// Appends steps as degrees with seven decimals: `5.3872035`.
  @inlinable
  public static func append(_ steps: Int, to out: inout ByteBuffer) {
    out.append(upTo: 12) { at in
      let digits = steps.magnitude
      var length = 0
      if steps < 0 {
        at[0] = UInt8(ascii: "-")
        length = 1
      }
      let whole = digits / 10_000_000
      if whole >= 100 {
        at[length] = 0x30 + UInt8(truncatingIfNeeded: whole / 100)
        length += 1
      }
      if whole >= 10 {
        at[length] = 0x30 + UInt8(truncatingIfNeeded: whole / 10 % 10)
        length += 1
      }
      at[length] = 0x30 + UInt8(truncatingIfNeeded: whole % 10)
      at[length + 1] = UInt8(ascii: ".")
      var rest = digits % 10_000_000
      for i in stride(from: length + 8, to: length + 1, by: -1) {
        at[i] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      return length + 9
    }
  }
}

/// The smallest box of meridians and parallels around some points, in steps of `Degrees`; WGS84.
public struct BoundingBox: Hashable, Sendable {
  /// The smallest longitude.
  public var west: Int
  /// The smallest latitude.
  public var south: Int
  /// The largest longitude.
  public var east: Int
  /// The largest latitude.
  public var north: Int

  /// Makes a box.
  public init(west: Int, south: Int, east: Int, north: Int) {
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }

  /// The smallest box around this one and another.
  public func joined(with other: BoundingBox?) -> BoundingBox {
    guard let other else { return self }
    return BoundingBox(
      west: min(west, other.west), south: min(south, other.south), east: max(east, other.east),
      north: max(north, other.north))
  }
}
