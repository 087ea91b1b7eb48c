// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikPreview
internal import HergebruikSystem

/// One line for each time that a preview was built again.
struct RebuildPrinter {
  /// Characters in a line, where words allow it.
  static let width = 80

  /// `12:03:04 bomen: changed, 600 → 601 rows (0.4 s)`.
  static func line(_ rebuild: PreviewSession.Rebuild, at time: String = now()) -> String {
    let duration = "(\((rebuild.seconds * 10).rounded() / 10) s)"
    let shown = rebuild.desk.datasets.filter(\.isBuilt)
    let changed = rebuild.changed.map { names in shown.filter { names.contains($0.name) } } ?? shown
    let text: String
    if rebuild.desk.isOld {
      text = "could not be built; the last good preview stays"
    } else if changed.count == 1, let dataset = changed.first {
      text = "\(DiagnosticPrinter.visible(dataset.name)): \(verdict(dataset))"
    } else {
      let counts = [
        DeskDataset.State.added, .changed, .unchanged, .refused, .failed,
      ].compactMap { state in
        let count = changed.count { $0.state == state }
        return count == 0 ? nil : "\(count) \(word(state))"
      }
      text = "\(changed.count) datasets: " + (counts.isEmpty ? "-" : counts.joined(separator: ", "))
    }
    let lines = DiagnosticPrinter(width: width, isColoured: false)
      .wrap("\(time) \(text) \(duration)", indent: 9)
    return lines.joined(separator: "\n") + "\n"
  }

  private static func verdict(_ dataset: DeskDataset) -> String {
    let codes = dataset.refusals.map(\.code.rawValue).reduce(into: [String]()) { codes, code in
      if !codes.contains(code) { codes.append(code) }
    }
    switch dataset.state {
    case .refused: return "a run would refuse it: \(codes.joined(separator: ", "))"
    case .failed: return "failed; its last good version stays"
    case .unchanged: return "unchanged"
    case .added, .changed, .kept, .withdrawn:
      let (before, after) = (dataset.before?.rows, dataset.after?.rows ?? 0)
      let rows = before.flatMap { $0 == after ? nil : "\($0) → \(after) rows" } ?? "\(after) rows"
      return "\(word(dataset.state)), \(rows); a run would publish it"
    }
  }

  private static func word(_ state: DeskDataset.State) -> String {
    state == .added ? "new" : state.rawValue
  }

  /// The time of day, `12:03:04`.
  static func now() -> String {
    CivilTime(local: SystemTime.now).clock
  }
}
