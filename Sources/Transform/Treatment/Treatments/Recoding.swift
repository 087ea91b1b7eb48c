// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikTables
internal import HergebruikValues

/// A treatment that calculates or looks up; a program has its index in the plan.
///
/// No case holds an object: copying one costs no counting of references.
enum Recoding {
  case ageBand(AgeBands)
  case band(NumberBands)
  case multiple(MultipleOf, MultipleOf.Rule)
  case clamp(Clamp)
  case codes(CodeIndex, refusesUnmatched: Bool)

  /// How a recoding ended.
  enum Outcome {
    case done
    /// The list does not have the value: nothing is left of the cell.
    case unmatched
    case refused(CellProblem)
  }

  /// Replaces a canonical value at the end of `out`.
  func replace(from start: Int, in out: inout ByteBuffer) -> Outcome {
    switch self {
    case .ageBand(let bands):
      return bands.replace(from: start, in: &out) ? .done : .refused(.treatment(.birth))
    case .band(let bands): return Self.outcome(bands.replace(from: start, in: &out))
    case .multiple(let multiple, let rule):
      return Self.outcome(multiple.replace(from: start, in: &out, rule))
    case .clamp(let clamp): return Self.outcome(clamp.replace(from: start, in: &out))
    case .codes(let index, let refuses):
      let found = index.value(of: out.span[start...])
      out.truncate(to: start)
      guard let found else { return refuses ? .refused(.treatment(.unmatched)) : .unmatched }
      out.append(found)
      return .done
    }
  }

  private static func outcome(_ isDone: Bool) -> Outcome {
    isDone ? .done : .refused(.treatment(.digits))
  }
}
