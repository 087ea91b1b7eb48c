// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
import HergebruikSystem

extension GenerationStore {
  /// A failure of `current`, with the way back to the newest generation that is whole.
  ///
  /// The link is never to be removed: without it a catalogue with generations is refused, for an empty one would lose
  /// the datasets that cannot be built tonight, earlier versions and the log of changes.
  func withRemedy(_ failure: Failure) -> Failure {
    var told = failure
    do throws(Failure) {
      let hint = try remedy()
      for index in told.diagnostics.indices { told.diagnostics[index].hint = hint }
    } catch {
      told.diagnostics += error.diagnostics
    }
    return told
  }

  private func remedy() throws(Failure) -> String {
    let newest = try newestWhole()
    if try isNewer(than: newest) {
      let back = newest.map {
        " To go back to \($0), the newest that this program reads, and lose what was published since:\n"
          + "ln -sfn 'generations/\($0)' '\(currentLink)'"
      }
      return "A newer version of the program made it: run that version, or a newer one."
        + (back ?? " There is no whole generation of this version in \(generations) to go back to.")
    }
    guard let name = newest else {
      return "There is no whole generation in \(generations) to point it to: put \(catalog) back "
        + "from a backup. Only where there is none, move \(generations) away, and all is published anew."
    }
    var lines = ["The newest whole generation is \(name). Point the link to it, then run again:"]
    // In a folder 'ln -sfn' would make its link inside.
    if let status = try files.status(currentLink), status.isFolder {
      lines.append("mv '\(currentLink)' '\(currentLink).old'")
    }
    lines.append("ln -sfn 'generations/\(name)' '\(currentLink)'")
    return lines.joined(separator: "\n")
  }

  /// The newest generation that has a right manifest, and all its files with their sizes.
  private func newestWhole() throws(Failure) -> String? {
    guard try files.status(generations)?.isFolder == true else { return nil }
    for name in try files.names(in: generations).filter(Self.isGeneration).reversed() {
      if try isWhole(name) { return name }
    }
    return nil
  }

  /// Whether a newer program made a generation after the one of this name, or any where that is `nil`.
  private func isNewer(than name: String?) throws(Failure) -> Bool {
    guard try files.status(generations)?.isFolder == true else { return false }
    for other in try files.names(in: generations).filter(Self.isGeneration).reversed() {
      if other == name { return false }
      guard let bytes = try files.read("\(generations)/\(other)/generation.json") else { continue }
      if GenerationManifest.newer(bytes) != nil { return true }
    }
    return false
  }

  private func isWhole(_ name: String) throws(Failure) -> Bool {
    let entries: [GenerationManifest.File]
    do throws(Failure) {
      entries = try manifest(of: name).files
    } catch {
      // That it cannot be read is the answer.
      return false
    }
    for entry in entries {
      let status = try files.status("\(generations)/\(name)/\(entry.path)")
      guard let status, status.isFile, status.size == entry.size else { return false }
    }
    return true
  }
}
