// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikSystem

/// A report in a private folder, mode 0600.
///
/// Each stays under a name with the time of day, `bomen.130759Z.json`; the last one of a day is `bomen.json` as well.
enum ReportFile {
  /// So many reports of one dataset in a second.
  private static let mostInASecond = 1_000

  /// Writes the forms of a report; no earlier one is written over but for the copy of the last, and a link is not
  /// followed.
  ///
  /// - Parameters:
  ///   - forms: The end of each name, and the bytes; all of one report get the same time.
  ///   - name: What the names begin with.
  ///   - time: When it was made, in seconds since 1970.
  /// - Throws: `input-output`.
  static func write(
    _ forms: [(ending: String, bytes: [UInt8])], to folder: String, as name: String,
    at time: Int = SystemTime.now
  ) throws(Failure) {
    let clock = CivilTime(utc: time).clock.filter { $0 != ":" }
    var taken = 0
    for (ending, bytes) in forms {
      while true {
        let number = taken == 0 ? "" : "-\(taken + 1)"
        let path = "\(folder)/\(name).\(clock)Z\(number).\(ending)"
        if let file = FileDescriptor(
          path, for: .writing, [.create, .exclusive, .noLink], mode: 0o600)
        {
          try write(bytes, to: file, path)
          break
        }
        guard SystemError.last == .exists, taken < mostInASecond else { throw failure(path) }
        taken += 1
      }
    }
    for (ending, bytes) in forms {
      let path = "\(folder)/\(name).\(ending)"
      guard
        let file = FileDescriptor(
          path, for: .writing, [.create, .emptied, .noLink], mode: 0o600)
      else { throw failure(path) }
      try write(bytes, to: file, path)
    }
  }

  /// Writes the last report of a day again, under both of its names.
  ///
  /// - Throws: `input-output`.
  static func rewrite(
    _ forms: [(ending: String, bytes: [UInt8])], to folder: String, as name: String
  ) throws(Failure) {
    let names = try SystemCall.names(in: folder)
    for (ending, bytes) in forms {
      let last = "\(folder)/\(name).\(ending)"
      let old = try? TextFile.read(last, shown: last)
      let same = names.filter { $0.hasPrefix("\(name).") && $0.hasSuffix("Z.\(ending)") }
        .map { "\(folder)/\($0)" }.last { old != nil && (try? TextFile.read($0, shown: $0)) == old }
      for path in [same, last].compactMap(\.self) {
        guard
          let file = FileDescriptor(
            path, for: .writing, [.create, .emptied, .noLink], mode: 0o600)
        else { throw failure(path) }
        try write(bytes, to: file, path)
      }
    }
  }

  private static func write(
    _ bytes: [UInt8], to file: borrowing FileDescriptor, _ path: String
  ) throws(Failure) {
    guard file.write(bytes) else { throw failure(path) }
  }

  private static func failure(_ path: String) -> Failure {
    SystemCall.failure("the report cannot be written", path: path)
  }
}
