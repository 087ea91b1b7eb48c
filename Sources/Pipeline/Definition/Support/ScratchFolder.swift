// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import HergebruikFormat

/// A private folder in the system's folder for temporary files (`TMPDIR`), for what must be on disk while an export is
/// read; it goes with its owner. What a killed program left of this user's is removed on the way.
package final class ScratchFolder {
  private static let prefix = "hergebruik-scratch-"

  private let folder: HeldFolder
  /// Its path.
  package var path: String { folder.path }

  /// Makes the folder, mode 0700.
  ///
  /// - Throws: `input-output` where none can be made.
  package init() throws(Failure) {
    var place = FileManager.default.temporaryDirectory.path
    while place.count > 1, place.hasSuffix("/") { place.removeLast() }
    folder = try HeldFolder(unique: "\(place)/\(Self.prefix)")
    // That old ones cannot be removed does not stop the work: what this program needs, it has.
    try? HeldFolder.sweep(place, prefix: Self.prefix)
  }

  deinit {
    // What cannot be removed now, the next one removes: a deinit has no one to tell.
    try? HeldFolder.remove(path)
  }
}
