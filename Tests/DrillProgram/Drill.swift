// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikCommands
import HergebruikExtract
import HergebruikFormat

/// `hergebruik` with one format more, which goes wrong in the way that the pipeline file says: the same commands,
/// options and exit codes, for tests of what becomes of the other datasets.
@main
struct Drill {
  static func main() {
    CommandLineTool.main(adding: DrillExtractor.self)
  }
}

/// Gives one record, and goes wrong.
struct DrillExtractor: Extractor {
  /// The ways.
  enum Way: String, CaseIterable {
    /// A check of the program itself fails.
    case trap
    /// It never ends, and does not wait either.
    case hang
    /// It waits for ever.
    case sleep
    /// It takes all memory that it can get.
    case memory
    /// It calls itself without an end.
    case stack
    /// Somebody ends it.
    case kill
    /// It leaves without a word.
    case leave
  }

  static let name = "drill"
  static let summary = "Goes wrong, for tests."
  static let addressing = ColumnAddressing.labels
  static let example = "path: example.csv\nway: trap"
  static let options =
    ExportSource.options + [
      ExtractorOption("way", Way.allCases.map(\.rawValue).joined(separator: ", "), "How.")
    ]

  private let source: ExportSource
  private let way: Way

  init?(_ options: inout ConfigReader, columns: [SourceColumn], problems: ConfigProblems) {
    let before = problems.diagnostics.count
    source = ExportSource(&options)
    way = options.word("way", of: Way.allCases.map(\.rawValue)).flatMap(Way.init) ?? .trap
    guard problems.diagnostics.count == before else { return nil }
  }

  func open(_ context: ExtractContext) throws(Failure) -> any SourceTable {
    try RowTable(source.files(context), DrillReader(way: way), context)
  }
}

/// Reads nothing of the file but that it is there.
private struct DrillReader: RecordReader {
  let way: DrillExtractor.Way

  var requiredColumns: [Int: SourceColumn] { [:] }

  func read(_ file: ExportFile, _ counter: ReadCounter, into sink: RecordSink) throws(Failure) {
    try sink.begin(header: ["a"], width: 1, at: .init(file: file.name))
    switch way {
    case .trap: preconditionFailure("a drill")
    case .hang: while getpid() > 0 {}
    case .sleep: while true { pause() }
    case .memory: eat()
    case .stack: _ = fall(1)
    case .kill: Glibc.kill(getpid(), SIGKILL)
    case .leave: _exit(7)
    }
  }

  /// Takes memory, 16 MiB at a time, and uses it.
  private func eat() {
    while getpid() > 0 {
      let more = UnsafeMutableRawPointer.allocate(byteCount: 16 << 20, alignment: 16)
      memset(more, 1, 16 << 20)
      usleep(20_000)
    }
  }

  /// Each call keeps some of the stack, or an optimiser makes a loop of it.
  private func fall(_ depth: Int) -> Int {
    withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 16) { memory in
      memory[0] = UInt8(truncatingIfNeeded: depth)
      return depth == 0 ? 0 : fall(depth &+ 1) &+ Int(memory[0])
    }
  }
}
