// SPDX-License-Identifier: EUPL-1.2

internal import FoundationEssentials
internal import Glibc
internal import HergebruikModel

/// Standard output, standard error, and what is known about them.
enum Console {
  /// One of the two streams.
  enum Stream: Int32 {
    case output = 1
    case error = 2
  }

  /// Writes a text whole; a closed stream is not worth a failure of the run.
  static func write(_ text: String, to stream: Stream) {
    var text = text
    text.withUTF8 { bytes in
      var done = 0
      while done < bytes.count {
        let count = Glibc.write(
          stream.rawValue, bytes.baseAddress?.advanced(by: done), bytes.count - done)
        if count < 0 && errno == EINTR { continue }
        if count <= 0 { return }
        done += count
      }
    }
  }

  /// Prints diagnostics for people on standard error.
  static func diagnose(_ diagnostics: [Diagnostic]) {
    let printer = DiagnosticPrinter(
      width: width(.error) ?? 80,
      isColoured: isTerminal(.error) && (environment["NO_COLOR"] ?? "").isEmpty)
    write(diagnostics.map(printer.text).joined(), to: .error)
  }

  /// Whether a person watches.
  static func isTerminal(_ stream: Stream) -> Bool { isatty(stream.rawValue) == 1 }

  /// The width of a terminal in characters; nil where it is none.
  static func width(_ stream: Stream) -> Int? {
    var size = winsize()
    guard ioctl(stream.rawValue, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  /// The environment of the process.
  static var environment: [String: String] { ProcessInfo.processInfo.environment }
}
