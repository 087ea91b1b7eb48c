// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

/// Finds the members of archives, in archives where several patterns say so; reads each where it stands.
///
/// A member's name is only compared and shown. Zip archives are read by the list at their end: one that comes
/// through a pipe or lies in another archive is written to the scratch folder first.
final class ArchiveWalk {
  /// Members of one archive that are looked at.
  static let memberLimit = 100_000

  /// An open archive.
  private struct Level {
    var reader: ArchiveReader
    /// Measures what comes out of its members.
    var meter: UnpackMeter
    /// The member that was given out last.
    var member: MemberSource?
    /// The names of members that were given out.
    var names: Set<String> = []
  }

  private let patterns: [String]
  private let counter: ReadCounter
  private let scratch: String
  /// The open archives, the outermost first.
  private var open: [Level] = []
  private var seen = 0
  private var found = 0
  private var current = ""

  init(patterns: [String], counter: ReadCounter, scratch: String) {
    (self.patterns, self.counter, self.scratch) = (patterns, counter, scratch)
  }

  /// Opens an archive.
  ///
  /// - Throws: `compression-error` where it is none.
  func open(_ file: ExportFile) throws(Failure) {
    (current, found) = (file.name, 0)
    open = [try level(file)]
  }

  /// The next member that the patterns ask for; nil behind the last. The one before cannot be read any more.
  ///
  /// - Throws: `compression-error`, `source-missing` where an archive has none.
  func next() throws(Failure) -> ExportFile? {
    while let level = open.last {
      try finish()
      guard let entry = try level.reader.next() else {
        open.removeLast()
        if open.isEmpty, found == 0 { throw missing(level.reader.name) }
        continue
      }
      if let file = try take(entry, of: level) { return file }
    }
    return nil
  }

  /// Reads the rest of the last member, so that its checksum is compared.
  private func finish() throws(Failure) {
    guard let level = open.last, let member = level.member else { return }
    open[open.count - 1].member = nil
    let rest = LimitedSource(member, level.meter, name: level.reader.name)
    var buffer = ByteBuffer(capacity: 1 << 16)
    while !member.isEnded {
      _ = try rest.read(into: &buffer, upTo: 1 << 16)
      buffer.removeAll()
    }
  }

  /// Opens an archive by its first bytes: a zip file wherever it can be read anywhere in, or as a copy.
  private func level(_ file: ExportFile) throws(Failure) -> Level {
    let opened = try file.opened(counter)
    let start = try opened.bytes.peek(6)
    if start.starts(with: [0x37, 0x7A, 0xBC, 0xAF]) || start.starts(with: [0x52, 0x61, 0x72, 0x21])
    {
      throw Failure(
        .compression, at: .init(file: file.name), "this is a 7z or rar archive, which is not read",
        hint: "Let the source system make a zip file.")
    }
    guard Self.isZip(start) else {
      return Level(
        reader: try ArchiveReader(opened.bytes, name: file.name, .tar), meter: UnpackMeter(counter))
    }
    let isCopy = file.path == nil || opened.isPacked
    let seekable = try SeekableFile(file, opened, scratch: scratch, limit: 64 << 30)
    let reader = try ArchiveReader(
      path: seekable.path, name: file.name, counter: isCopy ? nil : counter)
    return Level(reader: reader, meter: UnpackMeter(packed: try seekable.size()))
  }

  /// Whether bytes are how a zip archive begins: one with members, one without, or one part of several.
  private static func isZip(_ start: [UInt8]) -> Bool {
    [[3, 4], [5, 6], [7, 8], [0x30, 0x30], [6, 6]].contains {
      start.starts(with: [0x50, 0x4B] + $0)
    }
  }

  private func take(_ entry: ArchiveReader.Entry, of level: Level) throws(Failure) -> ExportFile? {
    seen += 1
    guard seen <= Self.memberLimit else { throw Self.tooMany(current) }
    let pattern = patterns[open.count - 1]
    guard entry.kind != .folder, Self.matches(entry.name, pattern) else { return nil }
    let name = "\(level.reader.name)/\(entry.name)"
    guard entry.kind == .file else {
      throw Failure(
        .compression, at: .init(file: name),
        "the file in the archive is \(entry.kind == .link ? "a link to another one" : "a device"), "
          + "which is not followed",
        hint: "Let the source system pack the file itself, or make 'member' more precise.")
    }
    guard !entry.isEncrypted else {
      throw Failure(
        .compression, at: .init(file: name), "the file in the archive has a password",
        hint:
          "Let the source system pack it without one; protect the transport in place of the file.")
    }
    guard open[open.count - 1].names.insert(entry.name).inserted else {
      throw Failure(
        .compression, at: .init(file: name), "the archive has two files of this name",
        hint: "One of them is an older one: let the source system make the archive anew.")
    }
    let member = MemberSource(level.reader)
    open[open.count - 1].member = member
    // One thread at a time reads the files of an export.
    nonisolated(unsafe) let source = LimitedSource(member, level.meter, name: name)
    let file = ExportFile(name: name, once: { _ in unsafe source })
    guard open.count == patterns.count else {
      open.append(try self.level(file))
      return nil
    }
    found += 1
    return file
  }

  /// A pattern without a slash is for the last part of a name.
  private static func matches(_ name: String, _ pattern: String) -> Bool {
    if pattern.contains("/") { return Paths.isMatch(name, of: pattern, byParts: true) }
    let last = name.split(separator: "/").last.map(String.init) ?? name
    return Paths.isMatch(last, of: pattern, byParts: false)
  }

  /// What is said of an archive with more members than are looked at.
  static func tooMany(_ name: String) -> Failure {
    Failure(
      .compression, at: .init(file: name), "the archive has more than \(memberLimit) members",
      hint: "Look at where it comes from: no export has that many files.")
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
