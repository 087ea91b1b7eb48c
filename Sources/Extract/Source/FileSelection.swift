// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikSystem

/// Which files an export consists of: `path`, `pick` and `maxAge`.
struct FileSelection: Sendable {
  /// Which of several files are read.
  enum Pick: String, CaseIterable {
    case newest, all
    case exactlyOne = "exactly-one"
  }

  /// A file that was found.
  private struct Found {
    var path: String
    /// Bytes.
    var size: Int
    /// Seconds and nanoseconds since 1970.
    var changed: (Int, Int)
  }

  var path: String
  var pick = Pick.exactlyOne
  var maxAge: ISODuration?

  init(path: String) {
    self.path = path
  }

  /// Reads the keys; problems go to the reader's collection.
  init(_ reader: inout ConfigReader) {
    path = reader.string("path") ?? ""
    if path.isEmpty, reader.names.contains("path") {
      reader.invalid("path", "'path' must not be empty")
    }
    let word = reader.word("pick", of: Pick.allCases.map(\.rawValue))
    pick = word.flatMap(Pick.init(rawValue:)) ?? .exactlyOne
    guard let age = reader.string("maxAge") else { return }
    maxAge = ISODuration(age)
    if maxAge == nil {
      reader.invalid(
        "maxAge", "'maxAge' must be a duration in weeks, days, hours, minutes and seconds",
        hint: "Write 'PT36H' for 36 hours or 'P2D' for two days.")
    } else if path == "-" {
      reader.invalid("maxAge", "standard input has no age", hint: "Remove 'maxAge'.")
    }
  }

  /// The files to read, in order.
  ///
  /// - Throws: `source-missing`, `source-ambiguous`, `source-stale`, `input-output`.
  func files(folder: String, now: Double) throws(Failure) -> [ExportFile] {
    if path == "-" { return [ExportFile(path: "-", size: nil)] }
    let found = try choose(find(folder))
    if let maxAge, let oldest = found.min(by: { $0.changed < $1.changed }) {
      let age = now - Double(oldest.changed.0)
      if age > maxAge.seconds { throw stale(oldest.path, age, maxAge) }
    }
    return found.map { ExportFile(path: $0.path, size: $0.size) }
  }

  /// The paths of all files that match, in order; none where nothing does or the folder cannot be read.
  func matches(in folder: String) -> [String] {
    do throws(Failure) {
      return try find(folder).map(\.path)
    } catch {
      return []
    }
  }

  private func choose(_ found: [Found]) throws(Failure) -> [Found] {
    switch pick {
    case .all: return found
    case .newest:
      return found.max {
        ($0.changed.0, $0.changed.1, $0.path) < ($1.changed.0, $1.changed.1, $1.path)
      }
      .map { [$0] } ?? []
    case .exactlyOne:
      guard found.count > 1 else { return found }
      let names = found.prefix(5).map(\.path).joined(separator: ", ")
      throw Failure(
        .sourceAmbiguous, at: Diagnostic.Location(file: found[0].path),
        "\(found.count) files match '\(path)': \(names)\(found.count > 5 ? ", …" : "")",
        hint: "Write 'pick: newest' or 'pick: all', or make the path more precise.")
    }
  }

  /// The regular files of the path, by name; at least one.
  private func find(_ folder: String) throws(Failure) -> [Found] {
    let literal = path.hasPrefix("/") ? path : Self.join(folder, path)
    if let file = try Self.look(literal) { return [file] }
    if Self.isNoFile(literal) { throw FileSource.noFile(literal) }
    let pattern = path.hasPrefix("/") ? path : Self.join(Self.escaped(folder), path)
    var found: [Found] = []
    for match in try Self.matches(pattern) {
      if let file = try Self.look(match) { found.append(file) }
    }
    guard found.isEmpty else { return found.sorted { $0.path < $1.path } }
    let isPattern = path.contains { "*?[".contains($0) }
    throw Failure(
      .sourceMissing, at: Diagnostic.Location(file: literal),
      isPattern ? "no file matches '\(path)'" : "the export is not there",
      hint:
        "Check 'path', and that the export ran. A relative path starts at the pipeline's folder.")
  }

  private static func join(_ folder: String, _ path: String) -> String {
    folder.isEmpty || folder == "."
      ? path : folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
  }

  /// A folder's name in which no character is special to `glob`.
  private static func escaped(_ folder: String) -> String {
    folder.map { "*?[]\\".contains($0) ? "\\\($0)" : String($0) }.joined()
  }

  /// The size of a regular file; nil for anything else.
  static func size(of path: String) -> Int? {
    FileStatus(path).flatMap { $0.isFile ? $0.size : nil }
  }

  /// The file of a path; nil where there is none, or it is a folder, a pipe or a device.
  private static func look(_ path: String) throws(Failure) -> Found? {
    guard let status = FileStatus(path) else {
      let error = SystemError.last
      guard !error.isAbsence, error != .nameTooLong else { return nil }
      throw Failure(
        .inputOutput, at: Diagnostic.Location(file: path),
        "the file cannot be looked at: \(error)",
        hint: "Check that this user may read the folder.")
    }
    guard status.isFile else { return nil }
    return Found(
      path: path, size: status.size,
      changed: (status.modified.seconds, status.modified.nanoseconds))
  }

  /// Whether something is there that is a pipe, a socket or a device.
  private static func isNoFile(_ path: String) -> Bool {
    FileStatus(path)?.kind == .other
  }

  private static func matches(_ pattern: String) throws(Failure) -> [String] {
    guard let matches = Paths.matches(pattern) else {
      throw Failure(
        .inputOutput, at: Diagnostic.Location(file: pattern), "the folder cannot be read",
        hint: "Check that this user may read it.")
    }
    return matches
  }

  private func stale(_ path: String, _ age: Double, _ limit: ISODuration) -> Failure {
    Failure(
      .sourceStale, at: Diagnostic.Location(file: path),
      "the export was last changed \(Int(age / 3600)) hours ago, and may be \(limit.text) old at most",
      hint: "Check that the nightly export ran.")
  }
}
