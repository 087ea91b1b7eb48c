// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// Problems of rows, of which a person sees the first few of each kind and the number of the rest.
struct ProblemTally {
  /// What makes two problems alike: the code, the field and a detail such as the constraint.
  struct Kind: Hashable {
    let code: DiagnosticCode
    let field: Int
    let detail: Int
  }

  private static let shown = 5
  private var order: [Kind] = []
  private var first: [Kind: [Diagnostic]] = [:]
  private var counts: [Kind: Int] = [:]

  /// Counts a problem; words are made for the first few of a kind only.
  mutating func add(_ kind: Kind, _ diagnostic: () -> Diagnostic) {
    let count = counts[kind, default: 0]
    if count == 0 { order.append(kind) }
    if count < Self.shown { first[kind, default: []].append(diagnostic()) }
    counts[kind] = count + 1
  }

  /// The first few of each kind, then how many more there are.
  func diagnostics(severity: Diagnostic.Severity) -> [Diagnostic] {
    findings.flatMap { $0.diagnostics(severity: severity) }
  }

  /// What was counted, by kind, in the order in which each was seen first.
  var findings: [RowFinding] {
    order.map { kind in
      let (shown, count) = (first[kind] ?? [], counts[kind] ?? 0)
      let more = count - shown.count
      let rest = shown.last.map { last in
        Diagnostic(
          kind.code, at: .init(file: last.location.file, field: last.location.field),
          "\(last.summary) (\(more) more row\(more == 1 ? "" : "s"))")
      }
      return RowFinding(
        kind.code, field: shown.first?.location.field, count: count, shown: shown,
        rest: more > 0 ? rest : nil)
    }
  }
}
