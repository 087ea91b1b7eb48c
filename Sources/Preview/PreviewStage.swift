// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel
internal import HergebruikRun
import Synchronization

/// What a preview shows at this moment; a candidate that was built anew takes the place of the one before at once.
package final class PreviewStage: Sendable {
  /// A candidate on show.
  struct Scene: Sendable {
    var files: PreviewFiles
    var desk: Desk
    /// Whether another is being built.
    var isBuilding = false
  }

  private let state: Mutex<Scene>

  /// Shows the files of a folder, and the publisher's pages about them.
  ///
  /// - Throws: `Failure` with `input-output` where the folder is missing, `self-check` where a template is damaged.
  package init(root: String, desk: DeskRecord) throws(Failure) {
    state = Mutex(Scene(files: try PreviewFiles(root: root), desk: try Desk(desk)))
  }

  var scene: Scene { state.withLock { $0 } }

  /// Says that another candidate is being built, or no longer.
  func setBuilding(_ isBuilding: Bool) {
    state.withLock { $0.isBuilding = isBuilding }
  }

  /// Shows another candidate.
  ///
  /// - Parameter root: Its folder; that which is on show where nil.
  /// - Throws: `Failure` with `input-output` where the folder is missing.
  func show(root: String?, desk: DeskRecord) throws(Failure) {
    var next = scene
    if let root { next.files = try PreviewFiles(root: root) }
    next.desk = next.desk.showing(desk)
    next.isBuilding = false
    let shown = next
    state.withLock { $0 = shown }
  }
}
