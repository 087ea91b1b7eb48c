// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// A private file without a name for what does not fit in memory, such as sorted runs.
///
/// It is unlinked as soon as it is open: a killed run leaves nothing behind.
///
/// One thread appends; what was appended any number of threads may read.
package final class SpillFile: @unchecked Sendable {
  /// What it is for, which messages tell.
  package enum Purpose: Sendable {
    /// What a task of this program has no memory for.
    case memory
    /// An export that comes only once.
    case export
  }

  private let file: FileDescriptor
  private let path: String
  private let purpose: Purpose
  /// How many bytes were appended.
  package private(set) var size = 0

  /// Makes a file in a folder, which must exist.
  package init(folder: String, for purpose: Purpose = .memory) throws(Failure) {
    self.purpose = purpose
    path = "\(folder)/spill-\(ThisProcess.number)-\(UInt32.random(in: 0 ... .max))"
    guard
      let file = FileDescriptor(
        path, for: .readingAndWriting, [.create, .exclusive], mode: 0o600)
    else { throw Self.failure("make", path, purpose, .last) }
    self.file = file
    Paths.remove(path)
  }

  /// Appends bytes.
  package func append(_ bytes: RawSpan) throws(Failure) {
    guard FileAccess.write(bytes, to: file.number, at: size) else {
      throw Self.failure("write", path, purpose, .last)
    }
    size += bytes.byteCount
  }

  /// Reads what stands at a place, as many bytes as there is room for.
  package func read(_ room: inout MutableRawSpan, at start: Int) throws(Failure) {
    try check(FileAccess.read(file.number, into: &room, at: start), room.byteCount)
  }

  /// Reads what stands at a place into bytes that need not be initialised, as many as there is room for.
  package func read(_ room: UnsafeMutableRawBufferPointer, at start: Int) throws(Failure) {
    try unsafe check(FileAccess.read(file.number, into: room, at: start), room.count)
  }

  private func check(_ count: Int?, _ wanted: Int) throws(Failure) {
    guard count == wanted else {
      throw Self.failure("read", path, purpose, count == nil ? .last : .inputOutput)
    }
  }

  private static func failure(
    _ verb: String, _ path: String, _ purpose: Purpose, _ error: SystemError
  ) -> Failure {
    let (what, hint) =
      switch purpose {
      case .memory: ("a temporary file", "owner of the folder, or raise --memory.")
      case .export: ("a temporary copy of the export", "owner of the folder.")
      }
    return Failure(
      .inputOutput, at: .init(file: path),
      "could not \(verb) \(what): \(error)",
      hint: "Check the free space and the \(hint)")
  }
}
