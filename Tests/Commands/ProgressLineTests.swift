// SPDX-License-Identifier: EUPL-1.2

import Dispatch
import Synchronization
import Testing

@testable import HergebruikCommands

@Suite("Progress line")
struct ProgressLineTests {
  private final class Screen: Sendable {
    let writes = Mutex<[String]>([])
    var texts: [String] { writes.withLock { $0 } }

    func line(width: Int = 80) -> ProgressLine {
      ProgressLine(width: width) { [self] text in writes.withLock { $0.append(text) } }
    }
  }

  @Test("says how far a dataset is")
  func text() {
    #expect(
      ProgressLine.text(
        dataset: "bomen", rows: 1_234_567, bytes: 450_000_000, total: 1_000_000_000, seconds: 4.5)
        == "bomen: 1 234 567 rows, 100 MB/s, 45 %, 6 s left")
    #expect(
      ProgressLine.text(dataset: "a", rows: 999, bytes: 1_000_000, total: nil, seconds: 1)
        == "a: 999 rows, 1 MB/s")
    #expect(
      ProgressLine.text(dataset: "a", rows: 0, bytes: 0, total: 10, seconds: 0) == "a: 0 rows, 0 %")
    #expect(
      ProgressLine.text(dataset: "a", rows: 1, bytes: 1_000, total: 8_000_000, seconds: 1)
        == "a: 1 row, 0 MB/s, 0 %, 2 h 13 min left")
    #expect(
      ProgressLine.text(dataset: "a", rows: 1, bytes: 20, total: 10, seconds: 1)
        == "a: 1 row, 0 MB/s, 100 %, 0 s left")
  }

  @Test("is drawn at most ten times a second, within its width, and cleared at the end")
  func drawing() {
    let screen = Screen()
    let line = screen.line(width: 12)
    let start = ContinuousClock.now
    for step in 0..<1_000 {
      line.update(
        dataset: "bomen", rows: step, bytes: step, total: 1_000,
        now: start.advanced(by: .milliseconds(step)))
    }
    #expect(screen.texts.count == 10)
    #expect(screen.texts.first == "\r\u{1B}[2Kbomen: 0 ro")
    line.finish()
    line.finish()
    line.update(dataset: "bomen", rows: 1, bytes: 1, total: 1)
    #expect(screen.texts.count == 11)
    #expect(screen.texts.last == "\r\u{1B}[2K")
  }

  @Test("writes nothing where nothing was drawn")
  func silence() {
    let screen = Screen()
    screen.line().finish()
    #expect(screen.texts.isEmpty)
  }

  @Test("may be updated on many threads")
  func threads() {
    let screen = Screen()
    let line = screen.line()
    DispatchQueue.concurrentPerform(iterations: 200) { step in
      line.update(dataset: "bomen", rows: step, bytes: step, total: 200)
    }
    line.finish()
    #expect(screen.texts.allSatisfy { $0.hasPrefix("\r\u{1B}[2K") })
    #expect(screen.texts.count >= 2)
  }
}
