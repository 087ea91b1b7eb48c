// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import Glibc
internal import HergebruikModel

/// The private folders of one run, below `.hergebruik/`, mode 0700.
///
/// The nightly run has `quarantine/` and `work/`; a preview has everything in `preview-PID/`, which
/// goes with it. Previews of processes that are gone are removed on the way.
struct Workspace: Sendable, Codable {
  private let root: String
  private let isPreview: Bool

  init(_ project: Project, preview process: Int32? = nil) throws(Failure) {
    try project.preparePrivateFolder()
    isPreview = process != nil
    downloads = project.privateFolder + "/downloads"
    root = project.privateFolder + (process.map { "/preview-\($0)" } ?? "")
    for folder in [root, root + "/quarantine", scratch, downloads] {
      try PrivateFolder.prepare(folder)
    }
    try Self.removeOrphans(in: project.privateFolder)
  }

  /// Where a candidate for a preview is built; each has a number of its own, from 1.
  func candidate(_ number: Int) -> String { "\(root)/site-\(number)" }

  /// Where runs of hashes go.
  var scratch: String { root + "/work" }

  /// Where what does not fit in memory goes for one dataset.
  func scratch(of dataset: String) -> String { "\(scratch)/\(dataset)" }

  /// Where what was fetched stays, so that it is fetched again only when it changed.
  let downloads: String

  /// Where the reports of a day go.
  func reports(_ date: String) throws(Failure) -> String {
    for folder in ["\(root)/runs", "\(root)/runs/\(date)"] { try PrivateFolder.prepare(folder) }
    return "\(root)/runs/\(date)"
  }

  /// Where a dataset's refused rows go.
  func quarantine(_ dataset: String) -> String { "\(root)/quarantine/\(dataset).csv" }

  /// Removes the folder of a preview; never that of the nightly run.
  func remove() throws(Failure) {
    guard isPreview else { return }
    try Self.removeTree(root)
  }

  private static func removeOrphans(in folder: String) throws(Failure) {
    let names: [String]
    do {
      names = try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw Failure(
        .inputOutput, at: .init(file: folder), "the private folder cannot be read: \(error)")
    }
    for name in names where name.hasPrefix("preview-") {
      guard let process = Int32(name.dropFirst(8)), kill(process, 0) != 0, errno == ESRCH else {
        continue
      }
      try removeTree("\(folder)/\(name)")
    }
  }

  /// Removes a candidate whose place another took.
  func remove(candidate number: Int) throws(Failure) {
    try Self.removeTree(candidate(number))
  }

  private static func removeTree(_ path: String) throws(Failure) {
    do {
      try FileManager.default.removeItem(atPath: path)
    } catch {
      throw Failure(
        .inputOutput, at: .init(file: path), "the folder of a preview cannot be removed: \(error)",
        hint: "Remove it by hand; nothing that is published is in it.")
    }
  }
}
