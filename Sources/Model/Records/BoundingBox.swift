// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Degrees of longitude and latitude as whole steps of 0.0000001, about a centimetre.
///
/// Whole numbers, so that what is published is the same on every machine and bounds are exact.
package enum Degrees {
  /// Steps in a degree.
  package static let steps = 10_000_000

  /// Appends steps as degrees with seven decimals: `5.3872035`.
  @inlinable
  package static func append(_ steps: Int, to out: inout ByteBuffer) {
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
package struct BoundingBox: Hashable, Sendable {
  /// The smallest longitude.
  package var west: Int
  /// The smallest latitude.
  package var south: Int
  /// The largest longitude.
  package var east: Int
  /// The largest latitude.
  package var north: Int

  /// Makes a box.
  package init(west: Int, south: Int, east: Int, north: Int) {
    (self.west, self.south, self.east, self.north) = (west, south, east, north)
  }

  /// The smallest box around this one and another.
  package func joined(with other: BoundingBox?) -> BoundingBox {
    guard let other else { return self }
    return BoundingBox(
      west: min(west, other.west), south: min(south, other.south), east: max(east, other.east),
      north: max(north, other.north))
  }
}

extension BoundingBox {
  /// Makes a box of degrees.
  private init(degrees west: Double, _ south: Double, _ east: Double, _ north: Double) {
    func steps(_ degrees: Double) -> Int { Int((degrees * Double(Degrees.steps)).rounded()) }
    self.init(west: steps(west), south: steps(south), east: steps(east), north: steps(north))
  }

  /// The Netherlands in Europe, with their part of the North Sea.
  ///
  /// Source: EPSG:4258 and EPSG:28992, areas of use, widened to whole tenths; Dutch continental shelf.
  package static let netherlands = BoundingBox(degrees: 2.5, 50.7, 7.3, 55.8)

  /// Bonaire, Sint Eustatius and Saba, with the sea between them.
  package static let caribbeanNetherlands = BoundingBox(degrees: -68.6, 11.8, -62.8, 17.8)

  /// Where places are expected of a catalogue whose `dct:spatial` is a code of a municipality or a web address.
  ///
  /// The Caribbean Netherlands only where that says so: the codes of Statistics Netherlands for the three islands (gm9001
  /// to gm9003), or the country code BES of the EU.
  package static func expected(of spatial: String?) -> [BoundingBox] {
    let last = spatial?.split(whereSeparator: { "/#:".contains($0) }).last?.lowercased()
    let isCaribbean = ["gm9001", "gm9002", "gm9003", "bes", "bq"].contains(last)
    return isCaribbean ? [.caribbeanNetherlands, .netherlands] : [.netherlands]
  }

  /// Whether another box lies within this one.
  @inlinable
  package func contains(_ other: BoundingBox) -> Bool {
    west <= other.west && other.east <= east && south <= other.south && other.north <= north
  }
}
