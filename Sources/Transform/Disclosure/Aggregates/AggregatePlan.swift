// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
package import HergebruikModel

/// An aggregate, bound to the columns of the treated rows.
package final class AggregatePlan: Sendable {
  package let request: Aggregate
  /// The published fields of the table of cells.
  package let fields: [PublishedField]
  /// The columns of `by`, then that of the contributor where there is one.
  let keyColumns: [Int]
  /// Whether the categories of each field of `by` are in the order of numbers.
  let isNumeric: [Bool]
  /// The columns that are summed, each once.
  let sumColumns: [Int]
  private let sumFields: [String]

  /// Binds a request to the fields of the treated rows, all of which must be there.
  package init(_ request: Aggregate, rows: [PublishedField]) throws(Failure) {
    func column(_ name: String) throws(Failure) -> Int {
      guard let index = rows.firstIndex(where: { $0.name == name }) else {
        throw Failure(.selfCheck, "'\(name)' is not a field of the rows to be counted")
      }
      return index
    }
    self.request = request
    var keys: [Int] = []
    for name in request.by { keys.append(try column(name)) }
    isNumeric = keys.map { ["integer", "number", "year"].contains(rows[$0].type) }
    if let contributor = request.contributor { keys.append(try column(contributor)) }
    keyColumns = keys
    var (columns, names): ([Int], [String]) = ([], [])
    for name in request.measures.compactMap(\.kind.field) where !names.contains(name) {
      columns.append(try column(name))
      names.append(name)
    }
    (sumColumns, sumFields) = (columns, names)
    fields = Self.published(request, rows: rows)
  }

  /// The position of a measure's field among the sums; nil for counts.
  package func sum(of measure: Aggregate.Measure) -> Int? {
    measure.kind.field.flatMap { sumFields.firstIndex(of: $0) }
  }

  /// How many of the largest contributors the rules look at.
  var depth: Int { request.dominance.map(\.depth).max() ?? 0 }

  /// How many of the largest rows are kept of each cell; none where contributors are told apart.
  var rankedRows: Int { request.contributor == nil ? depth : 0 }

  /// About how many bytes an entry takes besides its key.
  var entrySize: Int {
    40 + sumColumns.count * (MemoryLayout<CellTable.Tally>.stride + 32 * rankedRows)
  }

  var tooMany: Failure {
    Failure(
      .memoryExceeded,
      "there are more cells\(request.contributor == nil ? "" : " and contributors") than fit in the memory that the run may take",
      hint: "Give it more: --memory 2G, or count by fewer or coarser fields.")
  }

  package func tooLarge(_ field: Int) -> Failure {
    Failure(
      .constraintError, at: .init(field: sumFields[field]),
      "'\(sumFields[field])' cannot be added up exactly: a value is no number, or the sum has too many digits",
      hint: "Correct it in the source system, or leave the sum out.")
  }

  // MARK: What is published

  /// The fields of the table: those of `by`, then the measures.
  package static func published(_ request: Aggregate, rows: [PublishedField]) -> [PublishedField] {
    request.by.compactMap { name in
      guard var field = rows.first(where: { $0.name == name }) else { return nil }
      field.constraints?.unique = false
      if request.totals.contains(name) { field.becomeText() }
      return field
    }
      + request.measures.map { measure in
        PublishedField(
          name: measure.name, type: measure.kind.type(rows), title: measure.title,
          description: measure.description, unit: measure.unit ?? measure.kind.unit(rows),
          privacy: .none, treatment: .aggregate, treatmentInWords: request.words(for: measure))
      }
  }
}

extension Aggregate.Measure.Kind {
  fileprivate func type(_ rows: [PublishedField]) -> String {
    switch self {
    case .rows, .contributors: "integer"
    case .sum(let field): rows.first { $0.name == field }?.type ?? "number"
    case .mean: "number"
    }
  }

  fileprivate func unit(_ rows: [PublishedField]) -> String? {
    field.flatMap { field in rows.first { $0.name == field }?.unit }
  }
}

extension Aggregate {
  /// What a measure is and what was done to it, for the page and the provenance.
  fileprivate func words(for measure: Measure) -> LocalizedText {
    var words =
      switch measure.kind {
      case .rows: [AggregateWords.rows]
      case .contributors: [AggregateWords.contributors]
      case .sum(let field): [AggregateWords.sum(of: field)]
      case .mean(let field, _): [AggregateWords.mean(of: field)]
      }
    if measure.kind.field == nil {
      switch rounding {
      case .nearest(let base): words.append(AggregateWords.rounded(to: base))
      case .farmStatistics: words.append(AggregateWords.roundedAsFarmStatistics)
      case nil: break
      }
    }
    return .joined(words + [AggregateWords.hidden(below: minimum)])
  }
}
