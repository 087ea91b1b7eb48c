// SPDX-License-Identifier: EUPL-1.2

import CZlib
import Foundation
import Glibc
import HergebruikExtract
import HergebruikFormat
import HergebruikTesting
import Testing

@Suite(.serialized) struct SourceTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func open(
    _ options: KeyValuePairs<String, ConfigNode>, now: Double = 0, blockSize: Int = 1 << 20
  ) throws(Failure) -> any SourceTable {
    try ExtractorConformance.open(
      CSVExtractor.self, .group(options), folder: folder.path, now: now, blockSize: blockSize)
  }

  private func code(_ body: () throws -> Void) throws -> DiagnosticCode {
    let failure = try #require(throws: Failure.self) { try body() }
    #expect(failure.diagnostics.allSatisfy { $0.hint != nil && $0.location.file != nil })
    return try #require(failure.diagnostics.first?.code)
  }

  private func write(_ text: String, to name: String, changed: Int? = nil) throws {
    let path = try folder.write(Array(text.utf8), to: name)
    guard let changed else { return }
    let times = [timespec(tv_sec: changed, tv_nsec: 0), timespec(tv_sec: changed, tv_nsec: 0)]
    try #require(utimensat(AT_FDCWD, path, times, 0) == 0)
  }

  @Test func refusesAnExportThatChangesWhileItIsRead() throws {
    let row = String(repeating: "x", count: 99) + "\n"
    try write("a\n" + String(repeating: row, count: 100), to: "e.csv", changed: 1000)
    let table = try open(["path": .text("e.csv")], blockSize: 1000)
    let file = try #require(fopen(folder.path + "/e.csv", "a"))
    fputs(row, file)
    fclose(file)
    #expect(try code { _ = try rows(of: table) } == .sourceChanged)
  }

  @Test func picksFiles() throws {
    try write("a\nold\n", to: "e_1.csv", changed: 1000)
    try write("a\nnew\n", to: "e_0.csv", changed: 2000)
    try write("a\nsame\n", to: "e_2.csv", changed: 2000)
    try write("other", to: "f.txt")
    #expect(try rows(of: open(["path": .text("e_0.csv")])) == [["new"]])
    #expect(try rows(of: open(["path": .text("e_*.csv"), "pick": .text("newest")])) == [["same"]])
    let all = try open(["path": .text("\(folder.path)/e_?.csv"), "pick": .text("all")])
    #expect(try rows(of: all) == [["new"], ["old"], ["same"]])
    #expect(all.files == ["e_0.csv", "e_1.csv", "e_2.csv"].map { "\(folder.path)/\($0)" })
    #expect(all.totalBytes == 19)
    #expect(all.bytesRead == 19)
    #expect(try code { _ = try open(["path": .text("e_*.csv")]) } == .sourceAmbiguous)
    #expect(try code { _ = try open(["path": .text("g_*.csv")]) } == .sourceMissing)
    #expect(try code { _ = try open(["path": .text("g.csv")]) } == .sourceMissing)
    #expect(try code { _ = try open(["path": .text(".")]) } == .sourceMissing)
  }

  @Test func takesSpecialCharactersOfNamesLiterally() throws {
    try write("a\n1\n", to: "e[1]*.csv")
    try write("a\n2\n", to: "e1.csv")
    #expect(try rows(of: open(["path": .text("e[1]*.csv")])) == [["1"]])
    #expect(try rows(of: open(["path": .text("e[0-9].csv")])) == [["2"]])
  }

  @Test func refusesExportsThatAreTooOld() throws {
    try write("a\n1\n", to: "e_1.csv", changed: 1000)
    try write("a\n2\n", to: "e_2.csv", changed: 5000)
    let newest: KeyValuePairs<String, ConfigNode> = [
      "path": .text("e_*.csv"), "pick": .text("newest"), "maxAge": .text("PT1H"),
    ]
    #expect(try rows(of: open(newest, now: 8600)) == [["2"]])
    #expect(try code { _ = try open(newest, now: 8601) } == .sourceStale)
    let all: KeyValuePairs<String, ConfigNode> = [
      "path": .text("e_*.csv"), "pick": .text("all"), "maxAge": .text("PT1H"),
    ]
    #expect(try code { _ = try open(all, now: 5000) } == .sourceStale)
  }

  @Test(arguments: [
    ("PT36H", 129_600), ("P2D", 172_800), ("P1W", 604_800), ("P1DT2H3M4S", 93_784), ("PT90M", 5400),
  ])
  func readsDurations(_ text: String, _ seconds: Int) throws {
    try write("a\n1\n", to: "e.csv", changed: 0)
    let options: KeyValuePairs<String, ConfigNode> = [
      "path": .text("e.csv"), "maxAge": .text(text),
    ]
    #expect(try rows(of: open(options, now: Double(seconds))) == [["1"]])
    #expect(try code { _ = try open(options, now: Double(seconds) + 1) } == .sourceStale)
  }

  @Test(arguments: [1, 3, 1 << 20])
  func readsGzip(_ blockSize: Int) throws {
    let first = try gzip("a,b\n1,\"2\n")
    let second = try gzip("3\"\n4,5\n" + String(repeating: "6,7\n", count: 50_000))
    try folder.write(first + second, to: "e.csv.gz")
    let table = try open(["path": .text("e.csv.gz")], blockSize: blockSize)
    let found = try rows(of: table)
    #expect(found.count == 50_002)
    #expect(found.first == ["1", "2\n3"])
    #expect(table.bytesRead == table.totalBytes)
  }

  @Test func refusesDamagedGzip() throws {
    let whole = try gzip("a,b\n" + (0..<5000).map { "\($0),x\n" }.joined())
    var damaged = whole
    damaged[whole.count / 2] ^= 0xFF
    var wrongSum = whole
    wrongSum[whole.count - 6] ^= 0xFF
    let cut = Array(whole.dropLast(9))
    let trailing = whole + Array("more".utf8)
    for (index, bytes) in [damaged, wrongSum, cut, Array(whole.prefix(5)), trailing].enumerated() {
      try folder.write(bytes, to: "e.csv.gz")
      let found = try code { _ = try rows(of: open(["path": .text("e.csv.gz")])) }
      #expect(found == .compression, "case \(index)")
    }
  }

  @Test(arguments: [
    ("more", 1, "4 bytes that are not gzip follow the gzip data"),
    ("\u{0}", 1, "1 byte that is not gzip follows the gzip data"),
    ("\u{0}", 100_001, "100001 bytes that are not gzip follow"),
    ("x", 3 << 20, "at least 1048576 bytes that are not gzip follow"),
  ])
  func tellsWhatFollowsTheGzipData(_ text: String, _ times: Int, _ summary: String) throws {
    let whole = try gzip("a,b\n1,2\n")
    let trailing = Array(String(repeating: text, count: times).utf8)
    try folder.write(whole + whole + trailing, to: "e.csv.gz")
    let failure = try #require(throws: Failure.self) {
      _ = try rows(of: open(["path": .text("e.csv.gz")]))
    }
    let found = try #require(failure.diagnostics.first)
    #expect(found.code == .compression)
    #expect(found.summary.contains(summary), "\(found.summary)")
    #expect(found.summary.contains("from byte \(2 * whole.count) "), "\(found.summary)")
    #expect(found.hint != nil)
  }

  /// Bytes that are no CSV, the code, and a word of the summary.
  private static let otherFormats: [([UInt8], DiagnosticCode, String)] = [
    ([0x50, 0x4B, 0x03, 0x04, 0, 0], .compression, "Excel"),
    ([0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], .compression, ".xls"),
    (Array("<!DOCTYPE html>\n<p>".utf8), .encoding, "HTML"),
    (Array("\u{FEFF} \r\n\t<HTML lang=nl>".utf8), .encoding, "HTML"),
    (Array("<?xml version=\"1.0\"?><a/>".utf8), .encoding, "XML"),
  ]

  @Test(arguments: otherFormats)
  func refusesOtherFormats(
    _ bytes: [UInt8], _ code: DiagnosticCode, _ word: String
  ) throws {
    for content in [bytes, try gzip(bytes)] {
      try folder.write(content, to: "e.csv")
      let failure = try #require(throws: Failure.self) { try open(["path": .text("e.csv")]) }
      #expect(failure.diagnostics.map(\.code) == [code])
      #expect(failure.diagnostics.first?.summary.contains(word) == true)
      #expect(failure.diagnostics.first?.hint != nil)
    }
  }

  @Test func readsLabelsThatLookLikeOtherFormats() throws {
    for text in ["<5,>5\n1,2\n", "<!,b\n1,2\n", "\"<html>\",b\n1,2\n", "<?x,b\n1,2\n"] {
      try write(text, to: "e.csv")
      #expect(try rows(of: open(["path": .text("e.csv")])) == [["1", "2"]])
    }
  }

  /// What may never end is refused at once, also behind a link and in a pattern.
  @Test(arguments: [
    "pipe.csv", "/dev/zero", "/proc/kmsg", "/proc/self/status", "/sys/kernel/notes", "link.csv",
  ])
  func refusesWhatIsNoFileOnADisk(_ path: String) throws {
    try #require(mkfifo("\(folder.path)/pipe.csv", 0o600) == 0)
    try #require(symlink("/dev/zero", "\(folder.path)/link.csv") == 0)
    guard access(path.hasPrefix("/") ? path : "\(folder.path)/\(path)", F_OK) == 0 else { return }
    for format in ExtractorRegistry.builtIn.extractors where format.addressing == .labels {
      let failure = try #require(throws: Failure.self) {
        _ = try rows(
          of: ExtractorConformance.open(
            format, .group(["path": .text(path)]), folder: folder.path))
      }
      let found = try #require(failure.diagnostics.first)
      #expect(
        found.code == .inputOutput && found.summary.contains("no file on a disk")
          || format.name == "csv" && found.code == .missingKey, "\(format.name): \(found)")
    }
    #expect(try code { _ = try rows(of: open(["path": .text("*.csv")])) } == .sourceMissing)
  }

  @Test func readsStandardInput() throws {
    let path = try folder.write(Array("a,b\n1,2\n".utf8), to: "in.csv")
    let saved = dup(STDIN_FILENO)
    let file = Glibc.open(path, O_RDONLY)
    dup2(file, STDIN_FILENO)
    defer {
      dup2(saved, STDIN_FILENO)
      close(saved)
      close(file)
    }
    let table = try open(["path": .text("-")])
    #expect(table.files == ["-"])
    #expect(table.totalBytes == nil)
    #expect(try rows(of: table) == [["1", "2"]])
  }

  @Test func tellsOfAFileThatVanishes() throws {
    try write("a\n1\n", to: "e_1.csv")
    try write("a\n2\n", to: "e_2.csv")
    let table = try open(["path": .text("e_*.csv"), "pick": .text("all")])
    try #require(unlink("\(folder.path)/e_2.csv") == 0)
    #expect(try code { _ = try rows(of: table) } == .inputOutput)
  }

  private func gzip(_ text: String) throws -> [UInt8] {
    try gzip(Array(text.utf8))
  }

  private func gzip(_ bytes: [UInt8]) throws -> [UInt8] {
    var stream = z_stream()
    let size = Int32(MemoryLayout<z_stream>.size)
    var input = bytes
    var output = [UInt8](repeating: 0, count: input.count + 100)
    let count = withUnsafeMutablePointer(to: &stream) { stream in
      guard deflateInit2_(stream, 6, Z_DEFLATED, 31, 8, 0, ZLIB_VERSION, size) == Z_OK else {
        return 0
      }
      defer { deflateEnd(stream) }
      return input.withUnsafeMutableBufferPointer { input in
        output.withUnsafeMutableBufferPointer { output in
          stream.pointee.next_in = input.baseAddress
          stream.pointee.avail_in = UInt32(input.count)
          stream.pointee.next_out = output.baseAddress
          stream.pointee.avail_out = UInt32(output.count)
          let status = deflate(stream, Z_FINISH)
          return status == Z_STREAM_END ? output.count - Int(stream.pointee.avail_out) : 0
        }
      }
    }
    try #require(count > 0)
    return Array(output.prefix(count))
  }
}
