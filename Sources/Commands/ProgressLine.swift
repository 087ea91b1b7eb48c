// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikRun
internal import HergebruikValues
internal import Synchronization

/// One line on a terminal that says how far a run is; may be updated on any thread.
final class ProgressLine: Sendable {
  private struct State {
    var dataset = ""
    var started: ContinuousClock.Instant?
    var drawn: ContinuousClock.Instant?
    var isFinished = false
  }

  private static let clear = "\r\u{1B}[2K"

  private let state = Mutex(State())
  private let width: Int
  private let write: @Sendable (String) -> Void

  /// Makes a line of so many characters.
  init(width: Int, write: @escaping @Sendable (String) -> Void) {
    self.width = width
    self.write = write
  }

  /// A line on standard error; nil where that is no terminal, or is for the log.
  static func onTerminal() -> ProgressLine? {
    guard CommandLog.current == nil, Console.isTerminal(.error) else { return nil }
    return ProgressLine(width: Console.width(.error) ?? 80) { Console.steer($0, on: .error) }
  }

  /// What a run tells its progress.
  var observer: RunOptions.Progress {
    { self.update(dataset: $0, rows: $1, bytes: $2, total: $3) }
  }

  /// Draws the line again, at most ten times a second.
  func update(
    dataset: String, rows: Int, bytes: Int, total: Int?, now: ContinuousClock.Instant = .now
  ) {
    state.withLock { state in
      guard !state.isFinished else { return }
      if state.dataset != dataset || state.started == nil {
        (state.dataset, state.started) = (dataset, now)
      }
      if let drawn = state.drawn, drawn.duration(to: now) < .milliseconds(100) { return }
      state.drawn = now
      let elapsed = state.started?.duration(to: now) ?? .zero
      let text = Self.text(
        dataset: dataset, rows: rows, bytes: bytes, total: total, seconds: elapsed / .seconds(1))
      write(Self.clear + text.prefix(max(width - 1, 1)))
    }
  }

  /// Clears the line; later updates draw nothing.
  func finish() {
    state.withLock { state in
      if state.drawn != nil, !state.isFinished { write(Self.clear) }
      state.isFinished = true
    }
  }

  /// `bomen: 1 234 567 rows, 120 MB/s, 45 %, 12 s left`; MB are 10^6 bytes.
  static func text(
    dataset: String, rows: Int, bytes: Int, total: Int?, seconds: Double
  ) -> String {
    var text =
      "\(DiagnosticPrinter.visible(dataset)): \(grouped(rows)) \(rows == 1 ? "row" : "rows")"
    let speed = seconds > 0 ? Double(bytes) / seconds : 0
    if speed > 0 { text += ", \(Int((speed / 1e6).rounded())) MB/s" }
    guard let total, total > 0 else { return text }
    text += ", \(min(100, Int(Double(bytes) / Double(total) * 100))) %"
    if speed > 0 {
      text += ", \(duration(Double(max(0, total - bytes)) / speed)) left"
    }
    return text
  }

  private static func grouped(_ number: Int) -> String {
    var digits = ""
    for (position, digit) in String(number).reversed().enumerated() {
      if position > 0, position % 3 == 0 { digits.append(" ") }
      digits.append(digit)
    }
    return String(digits.reversed())
  }

  private static func duration(_ seconds: Double) -> String {
    guard seconds < 360_000 else { return "days" }
    let seconds = Int(seconds.rounded(.up))
    if seconds < 60 { return "\(seconds) s" }
    if seconds < 3_600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3_600) h \(seconds % 3_600 / 60) min"
  }
}
