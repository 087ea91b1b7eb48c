// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTestShapes
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// Shapefiles with bytes that are wrong: an outcome, and never a trap or another one at another block size.
@Suite struct ShapefileFuzzTests {
  private static let ring: [[Double]] = [
    [0, 0, 1, 2], [0, 9, 1, 2], [9, 9, 1, 2], [0, 0, 1, 2],
  ]
  private static let seeds = [
    ShapefileBytes(kind: 1, [[[[1, 2]]], nil]).bytes,
    ShapefileBytes(kind: 18, [[[[1, 2, 3, 4], [5, 6, 7, 8]]], [[[1, 2, 3, 4]]]]).bytes,
    ShapefileBytes(
      kind: 15, [[ring, ring.map { [$0[0] / 3 + 1, $0[1] / 3 + 1, 1, 2] }.reversed()], [ring]]
    ).bytes,
    ShapefileBytes(kind: 23, [[ring, ring], [ring]]).bytes,
  ]

  private func outcome(_ folder: TemporaryFolder, block: Int) throws -> String {
    do {
      let table = try ExtractorConformance.open(
        ShapefileExtractor.self,
        .group(["path": .text("a.shp"), "crs": .text("EPSG:28992")]), folder: folder.path,
        blockSize: block)
      return "\(try TableContents(of: table))"
    } catch let failure as Failure {
      let first = try #require(failure.diagnostics.first)
      return "\(first.code.rawValue) \(first.location.line ?? 0)"
    }
  }

  @Test func endInATableOrARefusal() throws {
    var random = Sequence64(state: 1998)
    let folder = try TemporaryFolder()
    var (tables, refusals) = (0, 0)
    let words = [
      [0xFF, 0xFF, 0xFF, 0xFF], [0x7F, 0xFF, 0xFF, 0xFF], [0xFF, 0xFF, 0xFF, 0x7F],
      [0, 0, 0, 0x80], [0, 0, 0, 0], [2, 0, 0, 0], [0, 0, 0, 9],
    ].map { $0.map { UInt8($0) } }
    try folder.write(
      ShapefileBytes.table([("NR", 2)], [[Array("1".utf8)], [Array("2".utf8)]]), to: "a.dbf")
    for round in 0..<1200 {
      var bytes = Self.seeds[round % Self.seeds.count]
      for _ in 0..<Int.random(in: 1...2, using: &random) {
        let at = Int.random(in: 0..<bytes.count - 4, using: &random)
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes.removeLast(min(bytes.count - 8, Int.random(in: 1...40, using: &random)))
        case 1: bytes[at] = UInt8.random(in: 0...255, using: &random)
        default:
          bytes.replaceSubrange(
            at..<at + 4, with: words[Int.random(in: words.indices, using: &random)])
        }
      }
      try folder.write(bytes, to: "a.shp")
      let whole = try outcome(folder, block: 1 << 16)
      #expect(try outcome(folder, block: 7) == whole, "\(bytes)")
      if whole.contains("-error") || whole.contains("too-large") {
        refusals += 1
      } else {
        tables += 1
      }
    }
    #expect(tables > 100 && refusals > 300, "\(tables) \(refusals)")
  }
}
