// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// A try at a task by a worker that others may follow, or that was followed by others: all that it writes goes into a
/// folder of its own, and somebody chooses one of them afterwards.
///
/// In the folder: `datasets/NAME` with the files of the dataset, `private` with reports and quarantine, and `scratch`.
struct Attempt {
  let folder: String
  let dataset: String

  /// The places of a task, with this folder for whatever it writes. What was fetched stays with the project.
  func places(_ places: DatasetTask.Places) -> DatasetTask.Places {
    var places = places
    if !places.target.isEmpty { places.target = target }
    places.workspace = places.workspace.moved(to: privateFolder)
    places.scratch = folder + "/scratch"
    return places
  }

  /// Makes the folders; that of the attempt may not be there, and that around it must: it goes when a run is over, and
  /// a late attempt with it.
  ///
  /// - Throws: `input-output`.
  func prepare() throws(Failure) {
    guard Paths.makeFolder(folder, mode: 0o700) else {
      throw SystemCall.failure("the folder of an attempt cannot be made", path: folder)
    }
    for path in [folder + "/datasets", target, privateFolder, privateFolder + "/quarantine"] {
      try PrivateFolder.prepare(path)
    }
  }

  /// Makes this the one that counts: its quarantine and its reports go to their places.
  ///
  /// - Throws: `input-output`.
  func take(into workspace: Workspace, date: String) throws(Failure) {
    let (refused, place) = (
      "\(privateFolder)/quarantine/\(dataset).csv", workspace.quarantine(dataset)
    )
    if FileStatus(refused) == nil {
      try Quarantine.remove(place)
    } else if !Paths.rename(refused, to: place) {
      throw SystemCall.failure("the quarantine cannot be moved", path: place)
    }
    for name in [dataset, "\(dataset).validation"] {
      let forms = ["json", "html"].compactMap { ending in
        FileManager.default.contents(
          atPath: "\(privateFolder)/runs/\(date)/\(name).\(ending)"
        ).map { (ending: ending, bytes: Array($0)) }
      }
      guard !forms.isEmpty else { continue }
      try ReportFile.write(forms, to: try workspace.reports(date), as: name)
    }
  }

  private var target: String { "\(folder)/datasets/\(dataset)" }
  private var privateFolder: String { folder + "/private" }
}
