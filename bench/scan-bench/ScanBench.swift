// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikDetectors
import HergebruikFormat
import HergebruikModel
import HergebruikValues

/// Scans a written table by itself, on one thread: scan-bench TABLE.csv [TIMES].
@main
enum ScanBench {
  static func main() throws {
    let file = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
    let times = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 3 : 3
    var start = ByteBuffer(copying: Array(file))
    let names = try WrittenRecords.takeHeader(from: &start) ?? []
    let fields = names.map { OutputScanner.Field(name: $0) }
    for time in 1...times {
      var scanner = OutputScanner(fields: fields)
      var (at, row) = (0, 1)
      var batch = RecordBatch()
      let begin = clock()
      while at < start.count {
        batch.removeAll()
        let next = UnsafeBufferPointer(
          rebasing: start.bytes[at..<min(at + 1 << 20, start.count)])
        let (end, count) = WrittenRecords.wholeRecords(in: next)
        batch.text.append(UnsafeBufferPointer(rebasing: next[..<(end > 0 ? end : next.count)]))
        try WrittenRecords.cut(&batch, width: names.count)
        try scanner.see(batch, firstRow: row)
        (at, row) = (at + end, row + count)
      }
      let seconds = Double(clock() - begin) / Double(CLOCKS_PER_SEC)
      print("\(Int(Double(file.count) / 1e6 / seconds)) MB of the table in a second of a processor")
      guard time == times else { continue }
      for found in scanner.findings() {
        print(
          found.place, found.finding.detector.name, found.finding.confidence.name,
          "\(found.finding.hits)/\(found.finding.values)", found.rows)
      }
    }
  }
}
