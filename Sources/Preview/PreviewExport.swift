// SPDX-License-Identifier: EUPL-1.2

import Foundation
package import HergebruikFormat
internal import HergebruikModel
package import HergebruikRun
internal import HergebruikSystem

/// Writes a preview as files, to hand to a colleague: the pages of the candidate and the publisher's, each with the
/// bar that says that nothing of it is published.
///
/// Files are 0600 and folders 0700. The data of a dataset that the gate refuses for its contents stay out: they may
/// be read on the machine where they are, and not be handed on.
package struct PreviewExport {
  private let folder: String

  /// Makes the folder, or takes an empty one.
  ///
  /// - Parameter catalog: The folder that is published, which it may not be in.
  /// - Throws: `Failure` with `usage-error` where something is in it, or where it is published; `input-output`.
  package init(to folder: String, outside catalog: String) throws(Failure) {
    self.folder = folder
    // Before it is made: nothing may be written where everybody reads.
    for place in [folder, FilePath.parent(folder)] {
      guard !Self.isInside(place, catalog) else {
        throw Failure(
          .usage, at: .init(file: folder), "this folder is in the published catalogue",
          hint: "Name a folder elsewhere: a preview is not public.")
      }
    }
    if !Paths.makeFolder(folder, mode: 0o700), SystemError.last != .exists {
      throw Self.failure("made", folder)
    }
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder), names.isEmpty
    else {
      throw Failure(
        .usage, at: .init(file: folder), "there is something in this folder already",
        hint: "Name a new folder, or empty this one.")
    }
    guard Paths.setMode(folder, 0o700) else { throw Self.failure("closed for others", folder) }
  }

  /// Whether a folder is another or below it, whatever links say; not where one of them is missing.
  private static func isInside(_ path: String, _ folder: String) -> Bool {
    guard let real = Paths.real(path), let other = Paths.real(folder) else { return false }
    return (real + "/").hasPrefix(other + "/")
  }

  /// Writes a candidate.
  ///
  /// - Returns: How many files were written.
  /// - Throws: `Failure` with `input-output`.
  package func write(_ candidate: Candidate) throws(Failure) -> Int {
    let desk = try Desk(candidate.desk)
    let hasSecrets = candidate.desk.datasets.contains(where: \.isSecret)
    var count = 0
    for path in try Self.files(candidate.folder) {
      // It tells of all datasets what is known of them.
      if hasSecrets, path == "generation.json" { continue }
      let source = "\(candidate.folder)/\(path)"
      if path.hasSuffix(".html") {
        let page =
          desk.isSecret("/" + path)
          ? try desk.withheld("/" + path) : String(decoding: try Self.read(source), as: UTF8.self)
        try write(page, of: "/" + path, to: path, desk)
      } else if !desk.isSecret("/" + path) {
        try write(Self.read(source), to: path)
      } else {
        continue
      }
      count += 1
    }
    for path in desk.paths {
      guard let page = try desk.page("/" + path) else { continue }
      try write(page, of: "/" + path, to: path + "index.html", desk)
      count += 1
    }
    for paper in try candidate.papers() {
      try write(Data(paper.bytes), to: paper.path)
      count += 1
    }
    guard let style = Desk.assets["_preview/desk.css"] else { return count }
    try write(Data(style), to: "_preview/desk.css")
    return count + 1
  }

  private func write(
    _ page: String, of address: String, to path: String, _ desk: Desk
  ) throws(Failure) {
    let page = try desk.withBar(page, path: address, isServed: false)
    try write(Data(StaticPage(page, path: path).html.utf8), to: path)
  }

  private func write(_ bytes: Data, to path: String) throws(Failure) {
    let target = "\(folder)/\(path)"
    do {
      try FileManager.default.createDirectory(
        atPath: FilePath.parent(target), withIntermediateDirectories: true,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw Self.failure("made", target)
    }
    guard
      let file = FileDescriptor(
        target, for: .writing, [.create, .exclusive, .noLink], mode: 0o600),
      file.write(bytes.bytes)
    else { throw Self.failure("written", target) }
  }

  /// The regular files below a folder, sorted; links are left out.
  private static func files(_ root: String) throws(Failure) -> [String] {
    guard let found = FileManager.default.enumerator(atPath: root) else {
      throw failure("listed", root)
    }
    var files: [String] = []
    while let path = found.nextObject() as? String {
      if FileStatus("\(root)/\(path)", followingLinks: false)?.isFile == true {
        files.append(path)
      }
    }
    return files.sorted()
  }

  /// The bytes of a file; one with data is mapped, for it may be larger than memory.
  private static func read(_ path: String) throws(Failure) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path), options: .alwaysMapped)
    } catch {
      throw failure("read", path)
    }
  }

  private static func failure(_ what: String, _ path: String) -> Failure {
    Failure(
      .inputOutput, at: .init(file: path),
      "\(path) cannot be \(what): \(SystemError.last)",
      hint: "See that the disk has room and that this user may write there.")
  }
}
