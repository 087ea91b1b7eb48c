// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// Zip archives are what their list of members says, or they are refused.
@Suite struct ZipDirectoryTests {
  private func open(
    _ bytes: [UInt8], _ folder: TemporaryFolder, format: any Extractor.Type = CSVExtractor.self,
    member: ConfigNode = .text("*.csv")
  ) throws -> any SourceTable {
    try folder.write(bytes, to: "x.zip")
    return try ExtractorConformance.open(
      format, .group(["path": .text("x.zip"), "member": member]), folder: folder.path)
  }

  private func rows(_ zip: RawZip, _ folder: TemporaryFolder) throws -> [[String]] {
    try HergebruikTesting.rows(of: open(zip.bytes, folder))
  }

  /// The code and summary of what refuses it; nil where nothing does.
  private func refusal(_ bytes: [UInt8], _ folder: TemporaryFolder) -> Diagnostic? {
    do {
      _ = try HergebruikTesting.rows(of: open(bytes, folder))
      return nil
    } catch {
      return (error as? Failure)?.diagnostics.first ?? Diagnostic(.selfCheck, "\(error)")
    }
  }

  private static let good: [RawZip.Member] = [
    .init("a.csv", "x\n1\n2\n"), .init("lees.txt", "niets"), .init("map/b.csv", "x\n3\n"),
  ]

  @Test func readsEveryFormOfAGoodArchive() throws {
    let folder = try TemporaryFolder()
    let forms: [(inout RawZip) -> Void] = [
      { _ in }, { $0.comment = Array("gemaakt met zorg".utf8) }, { $0.isLarge = true },
      { $0.gap = 40 },
      { zip in for index in zip.members.indices { zip.members[index].isLater = true } },
      { zip in for index in zip.members.indices { zip.members[index].isLarge = true } },
      { zip in
        zip.isLarge = true
        for index in zip.members.indices {
          (zip.members[index].isLater, zip.members[index].isLarge) = (true, true)
        }
      },
    ]
    for form in forms {
      #expect(try rows(RawZip(Self.good, form), folder) == [["1"], ["2"], ["3"]])
    }
  }

  @Test func leavesOutWhatIsNotInTheList() throws {
    let folder = try TemporaryFolder()
    var members = Self.good
    members.insert(.init("oud.csv", "x\ngeheim\n") { $0.isListed = false }, at: 0)
    members.append(.init("weg.csv", "x\ngeheim\n") { $0.isListed = false })
    #expect(try rows(RawZip(members), folder) == [["1"], ["2"], ["3"]])
    members.removeAll { $0.isListed }
    #expect(refusal(RawZip(members).bytes, folder)?.code == .sourceMissing)
  }

  /// What is wrong with an archive, or with its first member.
  private static let faults: [(String, @Sendable (inout RawZip) -> Void)] = [
    ("another name before it", { $0.members[0].localName = "b.csv" }),
    ("another name of the same beginning", { $0.members[0].localName = "a.csvx" }),
    ("another way of packing before it", { $0.members[0].localMethod = 8 }),
    ("a password before it", { $0.members[0].localFlags = 1 }),
    ("another size before it", { $0.members[0].localSize = 3 }),
    ("another checksum before it", { $0.members[0].localChecksum = 7 }),
    ("a checksum that is wrong", { $0.members[0].checksum = 7 }),
    ("a member that is elsewhere", { $0.members[0].shift = 1 }),
    ("a member that is nowhere", { $0.members[0].shift = 1 << 30 }),
    ("one that is in the list twice", { $0.members.append($0.members[0]) }),
    ("a name with a NUL", { $0.members[0].name = "a.csv\0x" }),
    ("no name", { $0.members[0].name = "" }),
    ("fewer members than it says", { $0.countShift = 1 }),
    ("more members than it says", { $0.countShift = -1 }),
    ("no list at all", { $0.countShift = -3 }),
    ("something behind it", { $0.suffix = Array("x".utf8) }),
    ("a second archive behind it", { $0.suffix = RawZip(good).bytes }),
    (
      "a second end in its comment",
      { $0.comment = [0x50, 0x4B, 5, 6] + [UInt8](repeating: 0, count: 18) }
    ),
    ("a link", { $0.members[0].mode = 0o120777 }),
    ("a device", { $0.members[0].mode = 0o020644 }),
    (
      "members that lie over each other",
      {
        $0.members[2] = .init("c.csv", "") {
          $0.shift = -40; $0.localName = "c.csv"
        }
      }
    ),
  ]

  @Test(arguments: faults.map(\.0))
  func refusesWhatContradictsItself(_ name: String) throws {
    let folder = try TemporaryFolder()
    let fault = try #require(Self.faults.first { $0.0 == name }?.1)
    let found = refusal(RawZip(Self.good, fault).bytes, folder)
    #expect(found?.code == .compression, "\(String(describing: found))")
    #expect(found?.hint != nil && found?.location.file?.hasPrefix("\(folder.path)/x.zip") == true)
  }

  @Test func refusesAnArchiveThatIsCutAnywhere() throws {
    let folder = try TemporaryFolder()
    for isLarge in [false, true] {
      let bytes = RawZip(Self.good) { $0.isLarge = isLarge }.bytes
      for length in 4..<bytes.count {
        let found = refusal(Array(bytes.prefix(length)), folder)
        #expect(found?.code == .compression, "\(length) of \(bytes.count)")
      }
    }
  }

  /// Archives of any form, and with any byte changed: the rows of the members that are listed, or a refusal.
  @Test func neverReadsAnythingElse() throws {
    let folder = try TemporaryFolder()
    var random = Sequence64(state: 39)
    func flip(_ of: Int) -> Bool { Int.random(in: 0..<of, using: &random) == 0 }
    var (whole, refused) = (0, 0)
    for round in 0..<400 {
      var expected: [[String]] = []
      var members: [RawZip.Member] = []
      for index in 0...Int.random(in: 0...4, using: &random) {
        let lines = (0..<Int.random(in: 0...3, using: &random)).map { "\(round).\(index).\($0)" }
        let member = RawZip.Member(
          flip(4) ? "n\(index).txt" : "m\(index).csv", "x\n" + lines.map { $0 + "\n" }.joined()
        ) {
          ($0.isListed, $0.isLater, $0.isLarge) = (!flip(3), flip(3), flip(3))
        }
        if member.isListed, member.name.hasSuffix(".csv") { expected += lines.map { [$0] } }
        members.append(member)
      }
      let zip = RawZip(members) {
        ($0.isLarge, $0.gap) = (flip(3), Int.random(in: 0...9, using: &random))
        if flip(3) { $0.comment = Array("een opmerking".utf8) }
      }
      var bytes = zip.bytes
      let isChanged = round % 2 == 1
      if isChanged {
        bytes[Int.random(in: bytes.indices, using: &random)] ^= UInt8.random(
          in: 1...255, using: &random)
      }
      let hasMembers = zip.members.contains { $0.isListed && $0.name.hasSuffix(".csv") }
      do {
        let found = try HergebruikTesting.rows(of: open(bytes, folder))
        #expect(found == expected, "round \(round)")
        whole += 1
      } catch let failure as Failure {
        let code = try #require(failure.diagnostics.first?.code)
        if !isChanged {
          #expect(!hasMembers && code == .sourceMissing, "round \(round): \(failure)")
        }
        #expect([.compression, .sourceMissing].contains(code), "round \(round): \(failure)")
        refused += 1
      }
    }
    #expect(whole > 150 && refused > 100)
  }

  @Test func refusesInconsistentWorkbooks() throws {
    let folder = try TemporaryFolder()
    let good = try TestWorkbook.xlsx([
      (
        "Blad",
        "<sheetData><row><c t=\"str\"><v>a</v></c></row><row><c><v>1</v></c></row></sheetData>"
      )
    ])
    for (bytes, isGood) in [(good, true), (Array(good.dropLast()), false), (good + [0], false)] {
      try folder.write(bytes, to: "a.xlsx")
      let outcome = Result {
        try HergebruikTesting.rows(
          of: ExtractorConformance.open(
            XLSXExtractor.self, .group(["path": .text("a.xlsx")]), folder: folder.path))
      }
      #expect((try? outcome.get()) == (isGood ? [["1"]] : nil))
    }
  }
}
