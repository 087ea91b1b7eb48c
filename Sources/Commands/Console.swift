// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun
internal import HergebruikSystem

/// Standard output, standard error, and what is known about them.
enum Console {
  /// One of the two streams.
  enum Stream: Int32 {
    case output = 1
    case error = 2
  }

  /// Writes a text for people whole; a closed stream is not worth a failure of the run.
  ///
  /// What could steer a terminal is shown by its number, but for the ends of lines: names come from files and folders.
  static func write(_ text: String, to stream: Stream) {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    steer(lines.map { DiagnosticPrinter.visible(String($0)) }.joined(separator: "\n"), on: stream)
  }

  /// Writes a text that steers the terminal itself: whoever made it took control characters out of all names.
  static func steer(_ text: String, on stream: Stream) {
    _ = written(text, to: stream)
  }

  /// Writes a result that a program reads to standard output.
  ///
  /// - Throws: `Failure` with `input-output` where it did not get there whole; a reader that went away
  ///   did so by its own will.
  static func writeResult(_ text: String) throws(Failure) {
    let error = written(text, to: .output)
    guard let error, error != .closedPipe else { return }
    throw Failure(
      .inputOutput,
      "standard output cannot be written: \(error)",
      hint: "Look at the space on the disk that it goes to.")
  }

  /// Writes a text; what stopped it, if anything did.
  private static func written(_ text: String, to stream: Stream) -> SystemError? {
    unsafe FileAccess.write(text.utf8.span.bytes, to: stream.rawValue) ? nil : .last
  }

  /// Prints diagnostics on standard error: for people, or as events where the log is for programs.
  static func diagnose(_ diagnostics: [Diagnostic]) {
    if let log = CommandLog.current, log.form == .json {
      // Whoever reads the log reads nothing else on standard error.
      for diagnostic in diagnostics { log.run.tell(diagnostic) }
      return
    }
    let printer = DiagnosticPrinter(
      width: width(.error) ?? 80,
      isColoured: isTerminal(.error) && (environment["NO_COLOR"] ?? "").isEmpty)
    steer(QuestionGroups.together(diagnostics).map(printer.text).joined(), on: .error)
  }

  /// Whether a person watches.
  static func isTerminal(_ stream: Stream) -> Bool { FileAccess.isTerminal(stream.rawValue) }

  /// Whether somebody can type.
  static var hasKeyboard: Bool { FileAccess.isTerminal(0) }

  /// The next line that somebody types, without its end; nil where no more comes.
  static func line() -> String? { readLine() }

  /// Says that a command waits for a run that is under way.
  static let waitForRun: @Sendable () -> Void = {
    write("Waiting, a minute at most, for a run that is under way.\n", to: .error)
  }

  /// The language of the person at the terminal, by the environment: Dutch where it says so, else English.
  static var language: Language {
    let said = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }
      .first { !$0.isEmpty }
    return said?.hasPrefix("nl") == true ? .nl : .en
  }

  /// The width of a terminal in characters; nil where it is none.
  static func width(_ stream: Stream) -> Int? {
    FileAccess.terminalWidth(stream.rawValue)
  }

  /// The environment of the process.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
