// SPDX-License-Identifier: EUPL-1.2

public import HergebruikFormat

/// Where an export comes from: the keys that every format has, such as `path`, `url` and `member`.
public struct ExportSource: Sendable {
  /// The kinds of place.
  private enum Place: Sendable {
    case files(FileSelection)
    case command(CommandOptions)
    case remote(RemoteOptions, maxAge: ISODuration?)
  }

  private let place: Place
  /// Patterns for members of archives, the outermost archive's first; empty where the export is none.
  private let members: [String]

  /// Reads the keys; problems go to the reader's collection.
  public init(_ reader: inout ConfigReader) {
    let kinds = ["path", "url", "command"].filter(reader.names.contains)
    if kinds.isEmpty {
      reader.missing("path", hint: "Write 'path: export.csv', or 'url' or 'command' in its place.")
    } else if kinds.count > 1 {
      reader.invalid(
        kinds[1], "an export has one source, not both '\(kinds[0])' and '\(kinds[1])'",
        hint: "Keep one.")
    }
    let selection = FileSelection(&reader)
    let remote = kinds.contains("url") ? RemoteOptions(&reader) : nil
    var command: CommandOptions?
    if var group = reader.mapping("command") { command = CommandOptions(&group) }
    if let kind = kinds.first, kind != "path", reader.names.contains("pick") {
      reader.invalid("pick", "'pick' is for files", hint: "Take it out.")
    }
    if let command {
      place = .command(command)
      if reader.names.contains("maxAge") {
        reader.invalid("maxAge", "what a program writes has no age", hint: "Take it out.")
      }
    } else if let remote {
      place = .remote(remote, maxAge: selection.maxAge)
    } else {
      place = .files(selection)
    }
    members = reader.strings("member") ?? []
    if members.contains("") || members.isEmpty && reader.names.contains("member") {
      reader.invalid(
        "member", "'member' is empty",
        hint: "Write the name of a file in the archive: member: \"*.csv\".")
    } else if members.count > 3 {
      reader.invalid("member", "'member' goes more than three archives deep")
    }
  }

  /// Standard input, for tests of what is not about the source.
  package init() {
    place = .files(FileSelection(path: "-"))
    members = []
  }

  /// Files of a path, for a proposal.
  ///
  /// - Parameter member: A pattern for a file in an archive; nil where the path is none.
  package init(path: String, member: String? = nil) {
    place = .files(FileSelection(path: path))
    members = member.map { [$0] } ?? []
  }

  /// What to say of the keys in the documentation; a format puts its own behind these.
  public static let options = [
    ExtractorOption(
      "path", "a path, a pattern or \"-\"",
      "The export: relative to the pipeline's folder, absolute, or with * and ?; \"-\" is standard "
        + "input. One of path, url and command is required."),
    ExtractorOption(
      "pick", "newest, all or exactly-one; default exactly-one",
      "Which files of a pattern are read. All are read in the order of their names and must have the "
        + "same columns."),
    ExtractorOption(
      "maxAge", "a duration such as PT36H or P2D; default none",
      "An export that was last changed longer ago stops the run."),
    ExtractorOption(
      "member", "a pattern, or a list for archives in archives; default none",
      "The files in a zip or tar archive that are read, such as \"*.csv\"; without it an archive is "
        + "refused."),
    ExtractorOption(
      "url", "an address with https: or sftp:, or a group",
      "An export that is fetched when the pipeline runs, never by check."),
    ExtractorOption(
      "command", "a group", "A program that writes the export to its standard output."),
  ]

  /// The files that the value of `path` means now, for who watches them; none where it means none.
  package static func files(of path: String, in folder: String) -> [String] {
    path == "-" ? [] : FileSelection(path: path).matches(in: folder)
  }

  /// The files to read; at least one.
  ///
  /// - Throws: `source-…` and `input-output`.
  public func files(_ context: ExtractContext) throws(Failure) -> ExportFiles {
    switch place {
    case .command(let command):
      return ExportFiles([command.file(context)], members: members, scratch: context.scratch)
    case .remote(let options, let maxAge):
      return ExportFiles(
        RemoteFiles(options, maxAge: maxAge, context), members: members, scratch: context.scratch)
    case .files(let selection):
      return ExportFiles(
        try selection.files(folder: context.folder, now: context.now), members: members,
        scratch: context.scratch)
    }
  }
}

/// The files of an export, one after another; used by one thread at a time.
public final class ExportFiles {
  /// Bytes of all files together, as they lie on disk; nil where it is not known.
  public let totalBytes: Int?
  /// How many of those bytes were read; may be asked on any thread.
  public let counter = ReadCounter()
  private var rest: ArraySlice<ExportFile>
  private let remote: RemoteFiles?
  private let walk: ArchiveWalk?

  /// Makes a list of files.
  package convenience init(_ files: [ExportFile]) {
    self.init(files, members: [], scratch: "")
  }

  /// Makes a list of files, or of the members of archives that patterns ask for.
  init(_ files: [ExportFile], members: [String], scratch: String) {
    rest = files[...]
    remote = nil
    walk = Self.walk(members, counter, scratch)
    let known = files.compactMap(\.size)
    totalBytes = known.count == files.count ? known.reduce(0, +) : nil
  }

  /// Makes a list of what is fetched.
  init(_ remote: RemoteFiles, members: [String], scratch: String) {
    rest = []
    self.remote = remote
    walk = Self.walk(members, counter, scratch)
    totalBytes = nil
  }

  private static func walk(
    _ members: [String], _ counter: ReadCounter, _ scratch: String
  ) -> ArchiveWalk? {
    members.isEmpty ? nil : ArchiveWalk(patterns: members, counter: counter, scratch: scratch)
  }

  /// The next file; nil behind the last.
  ///
  /// - Throws: `Failure` where it cannot be found, fetched or unpacked.
  public func next() throws(Failure) -> ExportFile? {
    guard let walk else { return try nextWhole() }
    while true {
      if let member = try walk.next() { return member }
      guard let archive = try nextWhole() else { return nil }
      try walk.open(archive)
    }
  }

  private func nextWhole() throws(Failure) -> ExportFile? {
    if let remote { return try remote.next() }
    return rest.popFirst()
  }
}
