// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// Squares of the national grid (EPSG:28992), as Statistics Netherlands (CBS) calls them.
///
/// A code names the corner to the south-west, in hundreds of metres and four digits each: `E1216N4873`, whatever the
/// size. It has no sign, so a point west of x = 0, where there is only sea, has no square.
/// Source: docs/privacy-specification.md, section 3.
package enum GridSquare {
  /// The sides that there are, in metres.
  static let sizes = Treatment.squareSizes
  /// What every code matches.
  static let pattern = "E[0-9]{4}N[0-9]{4}"

  /// The points that may be, in metres; both ends included.
  private static let x = (least: FixedDecimal(units: 0, scale: 0), most: whole(300_000))
  private static let y = (least: whole(289_000), most: whole(629_000))

  private static func whole(_ metres: Int128) -> FixedDecimal {
    FixedDecimal(units: metres, scale: 0)
  }

  /// Replaces what `out` holds from `start` on, a canonical x and from `split` on a y, by the code of their
  /// square; false where they have none.
  static func replace(
    from start: Int, y split: Int, in out: inout ByteBuffer, size: Int
  ) -> Bool {
    guard let x = FixedDecimal(out.span[start..<split]), let y = FixedDecimal(out.span[split...]),
      !(x < Self.x.least), !(Self.x.most < x), !(y < Self.y.least), !(Self.y.most < y)
    else { return false }
    out.truncate(to: start)
    append(UInt8(ascii: "E"), x.floor.units, size, to: &out)
    append(UInt8(ascii: "N"), y.floor.units, size, to: &out)
    return true
  }

  private static func append(
    _ letter: UInt8, _ metres: Int128, _ size: Int, to out: inout ByteBuffer
  ) {
    let hundreds = Int(metres) / size * size / 100
    out.append(letter)
    var power = 1000
    while power > 0 {
      out.append(0x30 + UInt8(truncatingIfNeeded: hundreds / power % 10))
      power /= 10
    }
  }
}
