// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// Removes private files that are too old, and what killed programs left beside the pipelines.
///
/// It never stops a run: what cannot be removed is told, with the command that mends it.
struct Housekeeping {
  let project: Project
  let retention: Retention

  /// Sweeps, and says in warnings what could not be removed.
  func sweep() -> [Diagnostic] {
    var failures: [Failure] = []
    attempt(&failures) { () throws(Failure) in
      try removeOld(in: "\(project.privateFolder)/runs", days: retention.reportDays)
    }
    attempt(&failures) { () throws(Failure) in
      try removeOld(in: "\(project.privateFolder)/downloads", days: retention.downloadDays)
    }
    attempt(&failures) { () throws(Failure) in
      for name in try SystemCall.names(in: project.pipelines) {
        for file in ["assessment.yaml", "decisions.yaml"] {
          try WholeFile.sweep("\(project.pipelines)/\(name)/\(file)")
        }
      }
    }
    return failures.flatMap(\.diagnostics).map { found in
      var told = found.asWarning
      told.summary = "what is too old cannot be removed: \(found.summary)"
      told.hint =
        "It stays, and nothing else does. Where another user made it, give it to this one:\n"
        + SystemUser.takeOver([project.privateFolder, project.pipelines])
      return told
    }
  }

  private func attempt(
    _ failures: inout [Failure], _ body: () throws(Failure) -> Void
  ) {
    do throws(Failure) {
      try body()
    } catch {
      failures.append(error)
    }
  }

  /// Removes what was changed too long ago; what cannot be removed does not keep the rest.
  private func removeOld(in folder: String, days: Int) throws(Failure) {
    guard FileStatus(folder) != nil else { return }
    let limit = SystemTime.now - days * 86_400
    var first: Failure?
    for name in try SystemCall.names(in: folder) {
      let path = "\(folder)/\(name)"
      guard let status = FileStatus(path, followingLinks: false),
        status.modified.seconds < limit
      else { continue }
      do throws(Failure) {
        try HeldFolder.remove(path)
      } catch {
        first = first ?? error
      }
    }
    if let first { throw first }
  }
}
