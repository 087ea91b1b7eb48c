// SPDX-License-Identifier: EUPL-1.2

package import HergebruikModel
internal import HergebruikValues

/// Decides which cells of a table stay empty.
///
/// Primary: cells with fewer contributors than the minimum, or that one or two of them dominate. Secondary:
/// where totals are published, the corners of a hypercube around each such cell. If the cell were larger by
/// some amount and its corners alternately smaller and larger by the same, every total would be the same:
/// that is the proof that nobody can calculate the cell. A corner may be a total itself, which moves with
/// its cell. Source: Giessing and Repsilber, "Tools and Strategies to Protect Multiple Tables with the GHQUAR
/// Cell Suppression Engine", Inference Control in Statistical Databases, LNCS 2316, 2002.
package struct CellSuppression {
  /// A chosen hypercube: the cell, and the category of the opposite corner in each field with totals.
  struct Proof {
    var cell: Int
    var opposite: [Int]
  }

  private let request: Aggregate
  /// For each field of `by` its number of categories, which is the code of a total.
  private let counts: [Int]
  /// The fields with totals: only along these can one calculate.
  private let fields: [Int]
  private var places: [[Int]: Int] = [:]
  package private(set) var cells: [Cell]
  /// Why each primary cell cannot be calculated.
  private(set) var proofs: [Proof] = []
  /// How many primary cells may be calculated after all: no hypercube around them was found in as many steps as the
  /// search may take.
  package private(set) var unprotected = 0

  /// The steps that the searches for all cells together may take, so that a table with many totals ends. Searches are
  /// complete in tables of three fields of ten categories each.
  private static let steps = 4_000_000
  /// The fewest steps that a search may take, before it is content with what it found.
  private static let fewestSteps = 500
  /// The steps that a search may take as long as it found nothing.
  private static let mostSteps = 200_000

  /// Decides for all cells.
  package init(_ list: CellList, _ request: Aggregate) {
    self.request = request
    counts = list.categories.map(\.count)
    fields = request.by.indices.filter { request.totals.contains(request.by[$0]) }
    cells = list.cells
    for index in cells.indices {
      if !fields.isEmpty { places[cells[index].codes] = index }
      let isDominated = cells[index].sums.contains { $0.shortage.units > 0 }
      if cells[index].fewest < request.minimum || isDominated { cells[index].state = .primary }
    }
    guard !fields.isEmpty else { return }
    let primary = cells.indices.filter { cells[$0].state == .primary }
    let steps = max(Self.fewestSteps, Self.steps / max(primary.count, 1))
    // Small cells first: what is emptied for them often serves the larger ones too.
    for index in primary.sorted(by: { (cells[$0].rows, $0) < (cells[$1].rows, $1) }) {
      protect(index, steps: steps)
    }
  }

  // MARK: Hypercubes

  private mutating func protect(_ index: Int, steps: Int) {
    var search = Search(corners: [Corner(index: index, isRaised: true)], steps: steps)
    extend(&search, with: [], cost: 0)
    guard let best = search.best else {
      unprotected += 1
      return
    }
    for corner in best.corners where cells[corner.index].state == .open {
      cells[corner.index].state = .secondary
    }
    proofs.append(Proof(cell: index, opposite: best.opposite))
  }

  /// A corner, and whether it is larger where the cell is larger.
  private struct Corner {
    var index: Int
    var isRaised: Bool
  }

  private struct Search {
    var corners: [Corner]
    var best: (corners: [Corner], opposite: [Int], cost: Int)?
    /// The steps that it may take once it found something.
    let steps: Int
    var taken = 0

    init(corners: [Corner], steps: Int) {
      (self.corners, self.steps) = (corners, steps)
    }

    /// Whether it goes no further: a hypercube protects also where there may be a cheaper one.
    var isOver: Bool { taken >= (best == nil ? max(steps, CellSuppression.mostSteps) : steps) }
  }

  /// Chooses the opposite category of the next field, for all corners so far.
  private func extend(_ search: inout Search, with opposite: [Int], cost: Int) {
    search.taken += 1
    if let best = search.best, cost >= best.cost { return }
    guard opposite.count < fields.count else {
      if protects(search.corners) { search.best = (search.corners, opposite, cost) }
      return
    }
    let field = fields[opposite.count]
    let corners = search.corners
    let own = cells[corners[0].index].codes[field]
    for category in 0...counts[field] where category != own {
      if search.isOver { break }
      guard let added = mirrored(corners, field, category) else { continue }
      let more = added.reduce(0) {
        $0 + (cells[$1.index].state == .open ? cells[$1.index].rows + 1 : 0)
      }
      search.corners = corners + added
      extend(&search, with: opposite + [category], cost: cost + more)
    }
    search.corners = corners
  }

  /// The corners with another category in one field; nil where one of them is no cell.
  private func mirrored(_ corners: [Corner], _ field: Int, _ category: Int) -> [Corner]? {
    var added: [Corner] = []
    for corner in corners {
      var codes = cells[corner.index].codes
      // A total moves with its cells, a cell against its neighbours.
      let moves = codes[field] == counts[field] || category == counts[field]
      codes[field] = category
      guard let index = places[codes] else { return nil }
      added.append(Corner(index: index, isRaised: corner.isRaised == moves))
    }
    return added
  }

  /// Whether the first corner can be far enough from its true value, all others moving along.
  private func protects(_ corners: [Corner]) -> Bool {
    let cell = cells[corners[0].index]
    let falling = corners.filter { !$0.isRaised }
    let up = falling.map { cells[$0.index].contributors }.min() ?? .max
    let down = corners.filter(\.isRaised).map { cells[$0.index].contributors }.min() ?? 0
    guard up >= request.minimum || up + down >= request.minimum else { return false }
    for (field, sum) in cell.sums.enumerated() where sum.shortage.units > 0 {
      for corner in falling where cells[corner.index].sums[field].magnitude < sum.shortage {
        return false
      }
    }
    return true
  }
}
