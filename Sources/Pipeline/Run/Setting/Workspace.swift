// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat

/// The private folders of one run, below `.hergebruik/`, mode 0700.
///
/// The nightly run has `quarantine/` and `work/`; a preview has everything in `preview-PID/`, which
/// goes with it. Previews that nobody holds any more are removed on the way.
struct Workspace: Sendable, Codable {
  private let root: String
  /// Holds the folder of a preview, so that nobody takes it for left behind; nil for the nightly run, and in workers,
  /// whose parent holds it.
  private var held: HeldFolder? = nil

  private enum CodingKeys: CodingKey {
    case root, downloads
  }

  init(_ project: Project, preview process: Int32? = nil) throws(Failure) {
    try project.preparePrivateFolder()
    downloads = project.privateFolder + "/downloads"
    if let process { held = try HeldFolder(project.privateFolder + "/preview-\(process)") }
    root = held?.path ?? project.privateFolder
    for folder in [root + "/quarantine", scratch, downloads] { try PrivateFolder.prepare(folder) }
    if held == nil { try sweepWork(of: try project.datasetNames()) }
    for prefix in ["preview-", "attempts-"] {
      try HeldFolder.sweep(project.privateFolder, prefix: prefix)
    }
  }

  /// The same with another folder for reports, quarantine and work; what was fetched stays where it is.
  func moved(to root: String) -> Workspace { Workspace(root: root, downloads: downloads) }

  private init(root: String, downloads: String) {
    (self.root, self.downloads) = (root, downloads)
  }

  /// Removes what a killed run left of datasets that are gone; those that are there remove it when they are read again.
  private func sweepWork(of datasets: [String]) throws(Failure) {
    let known = Set(datasets)
    for name in try SystemCall.names(in: scratch) where !known.contains(name) {
      try HeldFolder.remove("\(scratch)/\(name)")
    }
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
    guard let held else { return }
    try HeldFolder.remove(held.path)
  }

  /// Removes a candidate whose place another took.
  func remove(candidate number: Int) throws(Failure) {
    try HeldFolder.remove(candidate(number))
  }
}
