// SPDX-License-Identifier: EUPL-1.2

import CArchive
import Glibc
import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

@Suite struct ArchiveTests {
  private func table(
    _ bytes: [UInt8], _ options: KeyValuePairs<String, ConfigNode> = [:], name: String = "x.zip",
    folder: TemporaryFolder, format: any Extractor.Type = CSVExtractor.self
  ) throws -> any SourceTable {
    try folder.write(bytes, to: name)
    var pairs: [(key: ConfigNode, value: ConfigNode)] = [(.plain("path"), .text(name))]
    pairs += options.map { (.plain($0.key), $0.value) }
    return try ExtractorConformance.open(
      format, ConfigNode(.mapping(pairs), line: 1, column: 1), folder: folder.path)
  }

  private func code(_ body: () throws -> Void) -> DiagnosticCode? {
    let failure = #expect(throws: Failure.self, performing: body)
    return failure?.diagnostics.first?.code
  }

  @Test func readsMembersInOrderAsFilesOfOneExport() throws {
    let folder = try TemporaryFolder()
    let zip = try TestArchive.zip([
      .init("readme.txt", "x"), .init("map/b.csv", "a\n1\n"), .init("map", [], kind: Glibc.S_IFDIR),
      .init("a.csv", "a\n2\n"),
    ])
    for (bytes, name) in [
      (zip, "x.zip"),
      (try TestArchive.tar([.init("b.csv", "a\n1\n"), .init("a.csv", "a\n2\n")]), "x.tar"),
      (
        try TestArchive.tar([.init("b.csv", "a\n1\n"), .init("a.csv", "a\n2\n")]) {
          archive_write_add_filter_gzip($0)
        }, "x.tgz"
      ),
      (
        try TestArchive.tar([.init("b.csv", "a\n1\n"), .init("a.csv", "a\n2\n")]) {
          archive_write_add_filter_zstd($0)
        }, "x.tar.zst"
      ),
    ] {
      let table = try table(bytes, ["member": .text("*.csv")], name: name, folder: folder)
      let contents = try TableContents(of: table)
      #expect(contents.rows == [["1"], ["2"]], "\(name)")
      #expect(table.files.count == 2)
      #expect(table.files[1] == "\(folder.path)/\(name)/a.csv")
      #expect(table.totalBytes == bytes.count)
    }
    #expect(try rows(of: table(zip, ["member": .text("map/*")], folder: folder)) == [["1"]])
  }

  @Test func readsAnArchiveInAnArchive() throws {
    let folder = try TemporaryFolder()
    let inner = try ["1", "2"].map {
      try TestArchive.zip([.init("d.csv", "a\n\($0)\n"), .init("e.txt", "")])
    }
    let outer = try TestArchive.zip([
      .init("9999OPR.zip", inner[0]), .init("other.zip", inner[1]), .init("9999WPL.zip", inner[1]),
    ])
    let members = ConfigNode(
      .sequence([.text("9999*.zip"), .text("*.csv")]), line: 1, column: 1)
    let table = try table(outer, ["member": members], folder: folder)
    #expect(try rows(of: table) == [["1"], ["2"]])
    #expect(table.files[1] == "\(folder.path)/x.zip/9999WPL.zip/d.csv")
  }

  @Test(arguments: ["zstd", "bzip2", "xz"])
  func unpacksOneFile(_ filter: String) throws {
    let folder = try TemporaryFolder()
    let text = Array(("a\n" + (0..<50_000).map { "\($0)\n" }.joined()).utf8)
    let bytes = try TestArchive.packed(text) { archive_write_add_filter_by_name($0, filter) }
    #expect(bytes.count < text.count)
    #expect(try rows(of: table(bytes, name: "x.csv", folder: folder)).count == 50_000)
    #expect(
      code {
        _ = try rows(of: table(Array(bytes.prefix(bytes.count / 2)), name: "x.csv", folder: folder))
      }
        == .compression)
  }

  @Test func refusesWhatIsDamagedHasNoMemberOrIsNoArchive() throws {
    let folder = try TemporaryFolder()
    var random = SystemRandomNumberGenerator()
    let noise = (0..<100_000).map { _ in UInt8.random(in: 0x20...0x7E, using: &random) }
    let zip = try TestArchive.zip([.init("a.csv", Array("a\n".utf8) + noise)])
    let csv: KeyValuePairs<String, ConfigNode> = ["member": .text("*.csv")]
    #expect(
      code { _ = try table(zip, ["member": .text("*.xml")], folder: folder) } == .sourceMissing)
    #expect(
      code { _ = try rows(of: table(Array(zip.prefix(zip.count / 2)), csv, folder: folder)) }
        == .compression)
    var damaged = zip
    damaged[damaged.count / 2] ^= 0xFF
    #expect(code { _ = try rows(of: table(damaged, csv, folder: folder)) } == .compression)
    #expect(code { _ = try table(Array("a\n1\n".utf8), csv, folder: folder) } == .compression)
    #expect(code { _ = try table(zip, folder: folder) } == .compression)
    #expect(
      code { _ = try table([0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], csv, folder: folder) }
        == .compression)
  }

  @Test func neverFollowsLinksOrPaths() throws {
    let folder = try TemporaryFolder()
    let tar = try TestArchive.tar([
      .init("link.txt", [], kind: Glibc.S_IFLNK), .init("../../../tmp/evil.csv", "a\n1\n"),
      .init("/etc/evil.csv", "a\n2\n"),
    ])
    let table = try table(tar, ["member": .text("*.csv")], folder: folder)
    #expect(try rows(of: table) == [["1"], ["2"]])
    #expect(access("/tmp/evil.csv", F_OK) != 0 && access("/etc/evil.csv", F_OK) != 0)
    // A link that is asked for would be a file that is missing.
    for bytes in [
      try TestArchive.tar([.init("a.csv", "a\n1\n"), .init("b.csv", [], kind: Glibc.S_IFLNK)]),
      try TestArchive.zip([.init("a.csv", "a\n1\n"), .init("b.csv", [], kind: Glibc.S_IFLNK)]),
    ] {
      #expect(
        code { _ = try rows(of: self.table(bytes, ["member": .text("*.csv")], folder: folder)) }
          == .compression)
    }
  }

  @Test func refusesATarArchiveThatIsCutOrNamesAFileTwice() throws {
    let folder = try TemporaryFolder()
    let csv: KeyValuePairs<String, ConfigNode> = ["member": .text("*.csv")]
    let tar = try TestArchive.tar([.init("a.csv", "a\n1\n"), .init("b.csv", "a\n2\n")])
    #expect(try rows(of: table(tar, csv, folder: folder)) == [["1"], ["2"]])
    // Header and data take 512 bytes each: at 1,024 the first member is whole.
    for length in [1024, 1536, 1540, 2048] {
      let cut = Array(tar.prefix(length))
      #expect(
        code { _ = try rows(of: table(cut, csv, folder: folder)) } == .compression, "\(length)")
    }
    #expect(
      code { _ = try rows(of: table(tar + Array("x".utf8), csv, folder: folder)) } == .compression)
    let twice = try TestArchive.tar([.init("a.csv", "a\n1\n"), .init("a.csv", "a\n2\n")])
    #expect(code { _ = try rows(of: table(twice, csv, folder: folder)) } == .compression)
  }

  @Test(arguments: ["zstd", "bzip2", "xz", "gzip"])
  func refusesWhatFollowsCompressedData(_ filter: String) throws {
    let folder = try TemporaryFolder()
    let packed = try TestArchive.packed(Array("a\n1\n".utf8)) {
      archive_write_add_filter_by_name($0, filter)
    }
    let twice = try rows(of: table(packed + packed, name: "x.csv", folder: folder))
    #expect(twice.count == 3)
    for garbage in [Array("x".utf8), Array("BZ".utf8), [UInt8](repeating: 0x41, count: 300_000)] {
      #expect(
        code { _ = try rows(of: table(packed + garbage, name: "x.csv", folder: folder)) }
          == .compression, "\(filter), \(garbage.count)")
    }
  }

  /// What has to be read anywhere in, from what can be opened once.
  @Test func readsDatabasesAndWorkbooksInArchives() throws {
    let folder = try TemporaryFolder()
    let database = TestDatabase.bytes("CREATE TABLE t (a); INSERT INTO t VALUES (1), ('twee')")
    let workbook = try TestWorkbook.xlsx([
      (
        "Blad",
        "<sheetData><row><c t=\"str\"><v>a</v></c></row><row><c><v>1</v></c></row></sheetData>"
      )
    ])
    let members: [TestArchive.Member] = [.init("m/a.gpkg", database), .init("m/a.xlsx", workbook)]
    let zip = try TestArchive.zip(members)
    for (bytes, patterns) in [
      (zip, []), (try TestArchive.tar(members), []),
      (try TestArchive.tar(members) { archive_write_add_filter_gzip($0) }, []),
      (try TestArchive.packed(zip) { archive_write_add_filter_gzip($0) }, []),
      (try TestArchive.zip([.init("b.zip", zip)]), ["b.zip"]),
      (try TestArchive.tar([.init("b.zip", zip)]), ["b.zip"]),
      (try TestArchive.zip([.init("b.tar", try TestArchive.tar(members))]), ["b.tar"]),
    ] {
      for (format, pattern, expected) in [
        (SQLiteExtractor.self, "*.gpkg", [["1"], ["twee"]]),
        (XLSXExtractor.self, "*.xlsx", [["1"]]),
      ] as [(any Extractor.Type, String, [[String]])] {
        let list = (patterns + [pattern]).map { ConfigNode.text($0) }
        let found = try table(
          bytes, ["member": ConfigNode(.sequence(list), line: 1, column: 1)], folder: folder,
          format: format)
        #expect(try rows(of: found) == expected)
      }
    }
  }

  @Test func readsArchivesAndDatabasesThatAProgramWrites() throws {
    let folder = try TemporaryFolder()
    let database = TestDatabase.bytes("CREATE TABLE t (a); INSERT INTO t VALUES (1), ('twee')")
    try folder.write(database, to: "a.sqlite")
    try folder.write(try TestArchive.zip([.init("a.sqlite", database)]), to: "a.zip")
    for (file, member) in [("a.sqlite", nil), ("a.zip", "*.sqlite")] as [(String, String?)] {
      let run = ConfigNode(
        .sequence([.text("cat"), .text("\(folder.path)/\(file)")]), line: 1, column: 1)
      var keys: [(key: ConfigNode, value: ConfigNode)] = [(.plain("command"), .group(["run": run]))]
      if let member { keys.append((.plain("member"), .text(member))) }
      let table = try ExtractorConformance.open(
        SQLiteExtractor.self, ConfigNode(.mapping(keys), line: 1, column: 1), folder: folder.path)
      #expect(try rows(of: table) == [["1"], ["twee"]], "\(file)")
    }
  }

  @Test func stopsAtABomb() throws {
    let folder = try TemporaryFolder()
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: 80 << 20)
    let inner = try TestArchive.packed(zeros) { archive_write_add_filter_gzip($0) }
    #expect(inner.count < 1 << 20)
    let failure = #expect(throws: Failure.self) {
      _ = try rows(of: table(inner, name: "bomb.csv", folder: folder))
    }
    // A record is full before the bomb is: either stops it, located.
    #expect([.compression, .recordTooLarge].contains(failure?.diagnostics.first?.code))
    let line = Array(String(repeating: "0", count: (1 << 16) - 1).utf8) + [0x0A]
    let lines = (0..<80 << 4).flatMap { _ in line }
    let packed = try TestArchive.zip([.init("a.csv", Array("a\n".utf8) + lines)])
    let bomb = #expect(throws: Failure.self) {
      _ = try rows(of: table(packed, ["member": .text("a.csv")], folder: folder))
    }
    #expect(bomb?.diagnostics.first?.code == .compression)
    #expect(bomb?.diagnostics.first?.location.file == "\(folder.path)/x.zip/a.csv")
  }
}
