// SPDX-License-Identifier: EUPL-1.2

import FoundationEssentials
import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

/// A CSV text and how it is to be read; every read is done in blocks of 1, 3 and 1 MiB.
struct Sample {
  var files: [[UInt8]]
  var dialect = CSVDialect()
  var encoding = "utf-8"
  var recordLimit = 16 << 20
  /// Whether records that cannot be read are left out.
  var isTolerant = false

  init(_ text: String, _ change: (inout CSVDialect) -> Void = { _ in }) {
    self.init(bytes: Array(text.utf8), change)
  }

  init(
    bytes: [UInt8], encoding: String = "utf-8", _ change: (inout CSVDialect) -> Void = { _ in }
  ) {
    files = [bytes]
    self.encoding = encoding
    change(&dialect)
  }

  func read(_ block: Int) throws -> TableContents {
    let exports = files.enumerated().map { index, bytes in
      ExportFile(name: "\(index).csv") { MemorySource(bytes) }
    }
    let table = try CSVTable(
      ExportFiles(exports), CSVOptions(dialect: dialect, encoding: encoding),
      isTolerant: isTolerant, sizes: BlockSizes(block: min(block, recordLimit), record: recordLimit)
    )
    return try TableContents(of: table)
  }

  /// What is read, the same at every block size.
  func contents(_ place: SourceLocation = #_sourceLocation) throws -> TableContents {
    let whole = try read(1 << 20)
    for block in [1, 3] {
      let pieces = try read(block)
      #expect(pieces == whole, "block size \(block)", sourceLocation: place)
    }
    return whole
  }

  /// The cells of the rows.
  func rows(_ place: SourceLocation = #_sourceLocation) throws -> [[String]] {
    try contents(place).rows
  }

  /// Why it is refused, the same at every block size; a record's number is left out.
  func refusal(_ place: SourceLocation = #_sourceLocation) throws -> Diagnostic {
    let found = try [1 << 20, 3, 1].map { block in
      let failure = try #require(throws: Failure.self, sourceLocation: place) { try read(block) }
      var diagnostic = try #require(failure.diagnostics.first, sourceLocation: place)
      diagnostic.location.row = nil
      return diagnostic
    }
    #expect(found[1] == found[0] && found[2] == found[0], sourceLocation: place)
    #expect(found[0].hint != nil, sourceLocation: place)
    return found[0]
  }

  /// Expects a refusal with a code at a place.
  func expectRefusal(
    _ code: DiagnosticCode, _ line: Int?, _ column: Int?, in file: String = "0.csv",
    _ place: SourceLocation = #_sourceLocation
  ) throws {
    let found = try refusal(place)
    #expect(found.code == code, "\(found)", sourceLocation: place)
    #expect(
      found.location == Diagnostic.Location(file: file, line: line, column: column),
      sourceLocation: place)
  }
}

/// The files that the tests compare with, which stand in the repository: see `Tests/Vectors/README.md`.
enum Vectors {
  static let folder =
    URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().path + "/Vectors"

  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: folder + "/" + name)))
  }
}

/// A collection of files of others beside the project, which only adds: each kind has a sibling in `Vectors`.
enum SharedData {
  static let absent: Comment = "addition: the collection of public files is not beside the project"

  static let folder: String? = {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let candidate = root.path + "/../shared/data"
    return FileManager.default.fileExists(atPath: candidate + "/README.md") ? candidate : nil
  }()

  static let isPresent = folder != nil

  static func bytes(_ name: String) throws -> [UInt8] {
    try Array(Data(contentsOf: URL(filePath: #require(folder) + "/" + name)))
  }
}

/// FNV-1a over all cells, each followed by 0x1F, each record by 0x1E.
func fingerprint(_ records: [[String]]) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  func add(_ byte: UInt8) { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  for record in records {
    for cell in record {
      cell.utf8.forEach(add)
      add(0x1F)
    }
    add(0x1E)
  }
  return hash
}
