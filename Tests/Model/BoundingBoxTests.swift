// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import Testing

@Suite struct BoundingBoxTests {
  @Test(arguments: [
    (0, "0.0000000"), (1, "0.0000001"), (-1, "-0.0000001"), (53_872_035, "5.3872035"),
    (521_551_723, "52.1551723"), (1_800_000_000, "180.0000000"), (-1_799_999_999, "-179.9999999"),
    (-900_000_000, "-90.0000000"), (99_999_999, "9.9999999"), (100_000_000, "10.0000000"),
  ])
  func writesSevenDecimals(_ steps: Int, _ expected: String) {
    var out = ByteBuffer()
    Degrees.append(steps, to: &out)
    #expect(String(decoding: out.bytes, as: UTF8.self) == expected)
  }

  @Test func joinsBoxes() {
    let box = BoundingBox(west: 1, south: 2, east: 3, north: 4)
    #expect(box.joined(with: nil) == box)
    #expect(
      box.joined(with: BoundingBox(west: 0, south: 3, east: 2, north: 9))
        == BoundingBox(west: 0, south: 2, east: 3, north: 9))
  }
}
