// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// What a program cost that a test started, for who wants to know where the time of the suite goes.
///
/// Appended to the file that `HERGEBRUIK_TEST_TIMES` names, a line a program: seconds of the processor (of the program and
/// of what it waited for), seconds of the wall clock, the test, and the arguments.
struct ProgramCost: Sendable {
  private static let path = ProcessInfo.processInfo.environment["HERGEBRUIK_TEST_TIMES"]

  private let arguments: [String]
  private let test = Test.current.map { "\($0.id)" } ?? "?"
  private let began = ContinuousClock.now

  /// Begins to count.
  init(of arguments: [String]) { self.arguments = arguments }

  /// Writes it down, where anybody asked.
  func note(_ usage: rusage) {
    guard let path = Self.path, let file = fopen(path, "a") else { return }
    defer { fclose(file) }
    let processor =
      Double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
      + Double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6
    let wall = began.duration(to: .now) / .seconds(1)
    let words = arguments.joined(separator: " ").prefix(80)
    // One write a line: lines of several threads do not mix.
    let line = String(format: "%.3f\t%.3f\t", processor, wall) + "\(test)\t\(words)\n"
    _ = line.withCString { fwrite($0, 1, strlen($0), file) }
  }
}
