// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikSystem

/// A report in a private folder, mode 0600.
enum ReportFile {
  /// Writes a report; what is there of the same name is replaced, and a link is not followed.
  ///
  /// - Throws: `input-output`.
  static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    guard
      let file = FileDescriptor(
        path, for: .writing, [.create, .emptied, .noLink], mode: 0o600),
      bytes.withUnsafeBytes({ file.write($0) })
    else { throw SystemCall.failure("the report cannot be written", path: path) }
  }
}
