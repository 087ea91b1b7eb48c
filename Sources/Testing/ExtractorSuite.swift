// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
public import HergebruikFormat
import HergebruikSystem

/// All that a format shows to the conformance kit.
public struct ExtractorSuite: Sendable {
  /// An export of as many records as are asked for.
  public struct Large: Sendable {
    /// The extractor's options.
    public var options: ConfigNode
    /// The fields' paths, for a format that has them.
    public var columns: [SourceColumn]
    /// Writes the export into a folder, as the options name it; at least 20 bytes a record.
    public var write: @Sendable (_ rows: Int, _ folder: TemporaryFolder) throws -> Void

    /// Makes a large export.
    public init(
      options: ConfigNode, columns: [SourceColumn] = [],
      write: @escaping @Sendable (_ rows: Int, _ folder: TemporaryFolder) throws -> Void
    ) {
      self.options = options
      self.columns = columns
      self.write = write
    }
  }

  /// The format.
  public var extractor: any Extractor.Type
  /// Exports and what must come of them: tables, and refusals at the top and behind good records.
  public var cases: [ExtractorCase]
  /// An export that is larger than what may be held in memory.
  public var large: Large

  /// Makes a suite.
  public init(_ extractor: any Extractor.Type, cases: [ExtractorCase], large: Large) {
    self.extractor = extractor
    self.cases = cases
    self.large = large
  }
}

extension ExtractorConformance {
  /// Checks everything: description, cases at every block size, a large export, and leaving early.
  ///
  /// - Throws: `ConformanceFailure` that says what does not conform.
  public static func check(_ suite: ExtractorSuite) throws {
    try checkDescription(of: suite.extractor)
    var (tables, refusals) = (0, 0)
    for item in suite.cases {
      switch item.outcome {
      case .table: tables += 1
      case .refusal: refusals += 1
      }
      try check(suite.extractor, item)
    }
    guard tables > 0, refusals > 0 else {
      throw ConformanceFailure(
        "\(suite.extractor.name) needs a table and a refusal among its cases")
    }
    try checkLarge(suite)
    try checkLeaving(suite)
  }

  /// Reads 30,000 records: none is lost or comes twice, and no batch grows with the export.
  private static func checkLarge(_ suite: ExtractorSuite) throws {
    let rows = 30_000
    let folder = try TemporaryFolder()
    try suite.large.write(rows, folder)
    let table = try open(
      suite.extractor, suite.large.options, columns: suite.large.columns, folder: folder.path,
      blockSize: 1 << 16)
    var batch = RecordBatch()
    var (found, next, lastLine, largest) = (0, 0, 0, 0)
    while try table.read(into: &batch) {
      try table.parse(&batch)
      let first = batch.numbers.first.map { Int($0) } ?? 0
      guard first == 0, batch.recordCount == batch.rowCount else {
        throw ConformanceFailure(
          "\(suite.extractor.name): a batch of the large export misses records")
      }
      if let line = batch.firstLine { next = line }
      for line in batch.lines {
        guard next + Int(line) >= lastLine else {
          throw ConformanceFailure("\(suite.extractor.name): lines of the large export go back")
        }
        lastLine = next + Int(line)
      }
      next += batch.lineCount
      found += batch.rowCount
      largest = max(largest, batch.text.count)
      batch.removeAll()
    }
    guard found == rows else {
      throw ConformanceFailure("\(suite.extractor.name): \(found) of \(rows) records were read")
    }
    guard largest < 1 << 19 else {
      throw ConformanceFailure(
        "\(suite.extractor.name): a batch of \(largest) bytes for blocks of 64 KiB")
    }
  }

  /// Takes one batch and leaves: whatever was opened is closed soon.
  private static func checkLeaving(_ suite: ExtractorSuite) throws {
    let folder = try TemporaryFolder()
    try suite.large.write(30_000, folder)
    do {
      let table = try open(
        suite.extractor, suite.large.options, columns: suite.large.columns, folder: folder.path,
        blockSize: 1 << 12)
      var batch = RecordBatch()
      guard try table.read(into: &batch) else {
        throw ConformanceFailure("\(suite.extractor.name): the large export has no records")
      }
    }
    for _ in 0..<500 {
      if openFiles(in: folder.path) == 0 { return }
      SystemTime.sleep(milliseconds: 20)
    }
    throw ConformanceFailure("\(suite.extractor.name): files stay open once nobody reads any more")
  }

  /// How many of this process's descriptors are of files in a folder, removed ones included.
  private static func openFiles(in folder: String) -> Int {
    (Paths.names(in: "/proc/self/fd") ?? []).count { name in
      Paths.target(ofLink: "/proc/self/fd/\(name)")?.hasPrefix(folder + "/") == true
    }
  }
}
