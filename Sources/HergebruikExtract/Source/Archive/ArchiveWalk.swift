// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikModel

/// Finds the members of archives, in archives where several patterns say so; reads each where it stands.
///
/// Nothing is written: a member's name is only compared and shown.
final class ArchiveWalk {
  /// Members of one archive that are looked at.
  static let memberLimit = 100_000

  private let patterns: [String]
  private let counter: ReadCounter
  /// The open archives, the outermost first.
  private var open: [ArchiveReader] = []
  private var seen = 0
  private var found = 0
  private var current = ""

  init(patterns: [String], counter: ReadCounter) {
    (self.patterns, self.counter) = (patterns, counter)
  }

  /// Opens an archive.
  ///
  /// - Throws: `compression-error` where it is none.
  func open(_ file: ExportFile) throws(Failure) {
    (current, found) = (file.name, 0)
    open = [try ArchiveReader(archiveBytes(file), name: file.name, .archive)]
  }

  /// The next member that the patterns ask for; nil behind the last. What came of the one before must have
  /// been read.
  ///
  /// - Throws: `compression-error`, `source-missing` where an archive has none.
  func next() throws(Failure) -> ExportFile? {
    while true {
      guard let archive = open.last else { return nil }
      guard let entry = try archive.next() else {
        open.removeLast()
        if open.isEmpty, found == 0 { throw missing(archive.name) }
        continue
      }
      guard let file = try take(entry, of: archive) else { continue }
      return file
    }
  }

  /// The bytes of an archive; gzip around a tar is libarchive's own work.
  private func archiveBytes(_ file: ExportFile) throws(Failure) -> any ByteSource {
    let source = PeekableSource(try file.open(counter))
    let start = try source.peek(6)
    if start.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) || start.starts(with: [0x52, 0x61, 0x72, 0x21])
    {
      throw Failure(
        .compression, at: .init(file: file.name), "this is a 7z or rar archive, which is not read",
        hint: "Let the source system make a zip file.")
    }
    return source
  }

  private func take(
    _ entry: ArchiveReader.Entry, of archive: ArchiveReader
  ) throws(Failure) -> ExportFile? {
    seen += 1
    guard seen <= Self.memberLimit else {
      throw Failure(
        .compression, at: .init(file: current),
        "the archive has more than \(Self.memberLimit) members",
        hint: "Look at where it comes from: no export has that many files.")
    }
    let pattern = patterns[open.count - 1]
    guard entry.isFile, Self.matches(entry.name, pattern) else { return nil }
    let name = "\(archive.name)/\(entry.name)"
    guard !entry.isEncrypted else {
      throw Failure(
        .compression, at: .init(file: name), "the file in the archive has a password",
        hint:
          "Let the source system pack it without one; protect the transport in place of the file.")
    }
    // One thread at a time reads the files of an export.
    nonisolated(unsafe) let member = LimitedSource(MemberSource(archive), counter, name: name)
    guard open.count == patterns.count else {
      open.append(try ArchiveReader(member, name: name, .archive))
      return nil
    }
    found += 1
    return ExportFile(name: name) { member }
  }

  /// A pattern without a slash is for the last part of a name.
  private static func matches(_ name: String, _ pattern: String) -> Bool {
    if pattern.contains("/") { return fnmatch(pattern, name, FNM_PATHNAME) == 0 }
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return fnmatch(pattern, last, 0) == 0
  }

  private func missing(_ name: String) -> Failure {
    Failure(
      .sourceMissing, at: .init(file: name),
      "no member of the archive matches '\(patterns.joined(separator: "' in '"))'",
      hint:
        "Look into the archive and correct 'member'; a pattern without '/' is for the file's name alone."
    )
  }
}
