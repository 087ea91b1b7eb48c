// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikTreatment
internal import HergebruikValues

/// Problems of rows, of which a person sees the first few of each kind and the number of the rest.
struct ProblemTally {
  /// What makes two problems alike.
  struct Kind: Hashable {
    let code: DiagnosticCode
    let cause: Cause
  }

  /// What found a problem.
  enum Cause: Hashable {
    /// A record did not become a row; it has so many cells.
    case record(cells: Int)
    /// A step or a check; the number tells its causes apart.
    case step(kind: Int)
    /// The cell of a field, by the field's number.
    case cell(field: Int, CellProblem)
  }

  private static let shown = 5
  private var order: [Kind] = []
  private var first: [Kind: [Diagnostic]] = [:]
  private var counts: [Kind: Int] = [:]

  /// Counts the problems of the next block.
  mutating func enter(_ block: Block, at start: BlockStart, of job: Conversion.Job) {
    for record in block.malformed {
      add(.init(code: record.code, cause: .record(cells: record.cells.count))) {
        record.diagnostic(at: start, width: job.table.width)
      }
    }
    if let program = job.binding.steps {
      for problem in block.steps.problems {
        add(.init(code: problem.code, cause: .step(kind: problem.kind))) {
          program.diagnostic(
            for: problem, at: start.location(line: problem.line, number: problem.number))
        }
      }
    }
    for problem in block.result.problems {
      let cause = Cause.cell(field: problem.field, problem.problem)
      add(.init(code: problem.problem.code, cause: cause)) {
        job.plan.diagnostic(
          for: problem.problem, field: problem.field,
          at: start.location(line: problem.line, number: problem.number))
      }
    }
  }

  /// Counts a problem; words are made for the first few of a kind only.
  private mutating func add(_ kind: Kind, _ diagnostic: () -> Diagnostic) {
    let count = counts[kind, default: 0]
    if count == 0 { order.append(kind) }
    if count < Self.shown { first[kind, default: []].append(diagnostic()) }
    counts[kind] = count + 1
  }

  /// The first few of each kind, then how many more there are.
  func diagnostics(severity: Diagnostic.Severity) -> [Diagnostic] {
    groups.flatMap { $0.diagnostics(severity: severity) }
  }

  /// What was counted, by kind, in the order in which each was seen first.
  var groups: [DiagnosticGroup] {
    order.map { kind in
      let (shown, count) = (first[kind] ?? [], counts[kind] ?? 0)
      let more = count - shown.count
      let rest = shown.last.map { last in
        Diagnostic(
          kind.code, at: .init(file: last.location.file, field: last.location.field),
          "\(last.summary) (\(more) more row\(more == 1 ? "" : "s"))")
      }
      return DiagnosticGroup(
        kind.code, field: shown.first?.location.field, count: count, shown: shown,
        rest: more > 0 ? rest : nil)
    }
  }
}

extension MalformedRecord {
  /// What to tell a person about a record that did not become a row.
  ///
  /// - Parameter width: How many cells a row of the export has.
  fileprivate func diagnostic(at start: BlockStart, width: Int) -> Diagnostic {
    let place = start.location(line: line, number: number, column: column)
    switch code {
    case .blankRow:
      return Diagnostic(
        .blankRow, at: place, "the row is blank",
        hint: "Remove it, or write 'blankRows: skip' in the dialect.")
    case .strayQuote:
      return Diagnostic(
        .strayQuote, at: place, "a quote stands in the middle of a cell, so the row cannot be read",
        hint:
          "A cell with quotes in it must be quoted itself, and its quotes doubled: mend it in the source system."
      )
    case .encoding:
      return Diagnostic(
        .encoding, at: place, "a byte of the row does not decode, so the row cannot be read",
        hint:
          "Look whether 'encoding' is right for the whole export, or mend the text in the source system."
      )
    default:
      return Diagnostic(
        code, at: place, "the row has \(cells.count) cells, not \(width)",
        hint: "Look for a missing quote or a delimiter within a text on this line.")
    }
  }
}
