// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikDetectors
import HergebruikModel

/// Scans a written table by itself, on one thread: scan-bench TABLE.csv [TIMES].
@main
enum ScanBench {
  static func main() throws {
    let file = try Data(contentsOf: URL(fileURLWithPath: CommandLine.arguments[1]))
    let times = CommandLine.arguments.count > 2 ? Int(CommandLine.arguments[2]) ?? 3 : 3
    let header = String(decoding: file.prefix { $0 != 0x0A }, as: UTF8.self)
    let fields = header.split(separator: ",", omittingEmptySubsequences: false)
      .map { OutputScanner.Field(name: String($0)) }
    for time in 1...times {
      var scanner = OutputScanner(fields: fields)
      let start = clock()
      try file.withUnsafeBytes { raw throws in
        let bytes = raw.bindMemory(to: UInt8.self)
        var (start, row) = (0, 0)
        while start < bytes.count {
          let next = UnsafeBufferPointer(rebasing: bytes[start..<min(start + 1 << 20, bytes.count)])
          let (end, count) = OutputScanner.wholeRecords(in: next)
          try scanner.feed(
            records: UnsafeBufferPointer(rebasing: next[..<(end > 0 ? end : next.count)]),
            firstRow: row)
          start += end
          row += count
        }
      }
      let seconds = Double(clock() - start) / Double(CLOCKS_PER_SEC)
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
