// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// A search through a lattice for every good node.
struct LatticeSearch {
  var lattice: Lattice
  let evaluator: NodeEvaluator
  /// Nodes that were looked into.
  private(set) var checked = 0
  private var costs: [Int: NodeEvaluator.Cost] = [:]

  init(lattice: Lattice, evaluator: NodeEvaluator) {
    (self.lattice, self.evaluator) = (lattice, evaluator)
  }

  /// Finds out of every node whether it is good.
  package mutating func run() throws(Failure) {
    for node in lattice.bottomUp() where lattice[node] == .unknown {
      if evaluator.isMonotone {
        try bisect(from: node)
      } else {
        lattice.set(node, isGood: evaluator.isGood(try cost(of: node)))
      }
    }
  }

  /// Takes a path of unknown nodes upwards, and finds the first good one by halving.
  private mutating func bisect(from node: Int) throws(Failure) {
    var path = [node]
    while let last = path.last,
      let next = lattice.above(last).first(where: { lattice[$0] == .unknown })
    {
      path.append(next)
    }
    var range = 0..<path.count
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let isGood = evaluator.isGood(try cost(of: path[middle]))
      lattice.spread(path[middle], isGood: isGood)
      range = isGood ? range.lowerBound..<middle : (middle + 1)..<range.upperBound
    }
  }

  private mutating func cost(of node: Int) throws(Failure) -> NodeEvaluator.Cost {
    if let known = costs[node] { return known }
    checked += 1
    let cost = try evaluator.cost(of: lattice.levels(of: node))
    costs[node] = cost
    return cost
  }

  /// The good nodes below which none is good.
  mutating func minimal() throws(Failure) -> [FullDomain.Node] {
    var nodes: [FullDomain.Node] = []
    for node in lattice.minimal() { nodes.append(try self.node(node)) }
    return nodes
  }

  /// The good node with the least loss.
  ///
  /// A node costs at least what it costs with no row left out, and that is known without looking into it:
  /// once the next has more than the best so far, no other can be better.
  mutating func best() throws(Failure) -> FullDomain.Node? {
    var best: FullDomain.Node?
    let bounds = lattice.good.map { ($0, evaluator.leastLoss(of: lattice.levels(of: $0))) }
    for (number, bound) in bounds.sorted(by: { ($0.1, $0.0) < ($1.1, $1.0) }) {
      // A bit more than nothing: fractions are added in two ways.
      if let best, bound > best.loss + 1e-12 { break }
      let node = try node(number)
      if best.map({ Self.isBetter(node, $0) }) ?? true { best = node }
    }
    return best
  }

  private mutating func node(_ number: Int) throws(Failure) -> FullDomain.Node {
    let cost = try cost(of: number)
    return FullDomain.Node(
      levels: lattice.levels(of: number), suppressedRows: cost.suppressed, loss: cost.loss)
  }

  private static func isBetter(_ one: FullDomain.Node, _ other: FullDomain.Node) -> Bool {
    if one.loss != other.loss { return one.loss < other.loss }
    if one.suppressedRows != other.suppressedRows {
      return one.suppressedRows < other.suppressedRows
    }
    return one.levels.lexicographicallyPrecedes(other.levels)
  }
}
