// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikSystem

/// What a purge took away, by numbers.
struct PurgeCounts {
  var generations = 0
  var reports = 0
  var others = 0

  /// Whether an earlier command had begun, of which nobody counted what it took.
  var isRest = false

  /// For people and for `decisions.yaml`.
  var words: String {
    let counted = "\(generations) generations, \(reports) reports, \(others) other private files"
    return isRest ? "at least \(counted)" : counted
  }
}

/// What runs left of datasets below `.hergebruik`, and may hold values of them.
struct PrivateRemains {
  private let project: Project

  init(_ project: Project) { self.project = project }

  /// Removes all of it.
  ///
  /// Downloads go whole: their names tell no dataset, and they are fetched again.
  /// - Throws: `input-output` where something cannot be removed, or a preview holds a copy.
  func remove(of datasets: [String], _ counts: inout PurgeCounts) throws(Failure) {
    let root = project.privateFolder
    for day in try names(in: "\(root)/runs") {
      counts.reports += try remove(of: datasets, in: "\(root)/runs/\(day)")
    }
    for folder in ["quarantine", "init", "work"] {
      counts.others += try remove(of: datasets, in: "\(root)/\(folder)")
    }
    for name in try names(in: "\(root)/downloads") {
      try HeldFolder.remove("\(root)/downloads/\(name)")
      counts.others += 1
    }
    if FileStatus("\(root)/spark.log", followingLinks: false) != nil {
      try HeldFolder.remove("\(root)/spark.log")
      counts.others += 1
    }
    guard FileStatus(root) != nil else { return }
    for prefix in ["preview-", "attempts-"] {
      try HeldFolder.sweep(root, prefix: prefix)
      guard let held = try names(in: root).first(where: { $0.hasPrefix(prefix) }) else { continue }
      throw Failure(
        .inputOutput, at: .init(file: "\(root)/\(held)"),
        "a preview that is open, or another program, holds a copy",
        hint: "End it, and give this command again.")
    }
  }

  /// Removes `NAME` and `NAME.…` from a folder; how many.
  private func remove(of datasets: [String], in folder: String) throws(Failure) -> Int {
    var count = 0
    for name in try names(in: folder) {
      // Of a file that is being written the name begins with a dot.
      let bare = name.drop { $0 == "." }
      guard datasets.contains(where: { bare == $0 || bare.hasPrefix($0 + ".") }) else { continue }
      try HeldFolder.remove("\(folder)/\(name)")
      count += 1
    }
    return count
  }

  /// All names in a folder, hidden ones too; none where there is no folder.
  private func names(in folder: String) throws(Failure) -> [String] {
    guard FileStatus(folder)?.isFolder == true else { return [] }
    guard let names = Paths.names(in: folder) else {
      throw SystemCall.failure("the folder cannot be read", path: folder)
    }
    return names.filter { $0 != "." && $0 != ".." }
  }
}
