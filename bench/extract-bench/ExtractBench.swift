// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikExtract
import HergebruikModel
import HergebruikPipeline

/// Reads the export of one dataset to its end, on one thread, and does nothing with it.
///
/// usage: extract-bench PROJECT DATASET
@main
struct ExtractBench {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count == 3 else {
      print("usage: extract-bench PROJECT DATASET")
      exit(2)
    }
    let project = try Project(directory: arguments[1])
    let pipeline = try project.pipeline(arguments[2], defaultLicense: "CC0-1.0")
    let table = try pipeline.extractor.open(
      ExtractContext(folder: pipeline.folder, now: Double(time(nil)), scratch: "/tmp"))
    var batch = RecordBatch(capacity: 1 << 20)
    var (rows, bytes) = (0, 0)
    while try table.read(into: &batch) {
      try table.parse(&batch)
      rows += batch.rowCount
      bytes += batch.text.count
      batch.removeAll()
    }
    print("\(rows) rows, \(bytes) bytes of cells")
  }
}
