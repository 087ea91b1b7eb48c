// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Full-domain generalisation: every value of a field becomes coarser to the same level, and what still
/// fails is left out, up to a limit.
///
/// Goes through all nodes of the lattice, not along one greedy path as ANJANA does. Where a requirement is
/// monotone (k, distinct l), a good node makes all above it good: the search is then Flash's.
/// Source: Kohlmayer and others, "Flash: Efficient, Stable and Optimal K-Anonymity", PASSAT 2012; Samarati,
/// "Protecting Respondents' Identities in Microdata Release", IEEE TKDE 13(6), 2001.
package struct FullDomain {
  /// A combination of levels and what it costs.
  package struct Node: Hashable, Sendable {
    /// The level of each quasi-identifier, 0 for the values themselves.
    package var levels: [Int]
    /// Rows that are left out.
    package var suppressedRows: Int
    /// Iyengar's loss, from 0 (nothing changed) to 1 (nothing left).
    package var loss: Double
  }

  /// What a search found.
  package struct Result: Sendable {
    /// The nodes that satisfy the requirement while none below them does, by their levels.
    package var minimal: [Node]
    /// The node with the least loss of all that satisfy it; nil where none does.
    ///
    /// Of several the one with the fewest suppressed rows, then the one whose levels come first.
    package var best: Node?
    /// Nodes in the lattice.
    package var nodes: Int
    /// Nodes that were looked into.
    package var checked: Int
  }

  private let table: CodedTable
  private let quasi: [Int]
  private let hierarchies: [CodedHierarchy]
  private let evaluator: NodeEvaluator

  /// Prepares a table.
  ///
  /// - Parameters:
  ///   - quasi: the quasi-identifiers' columns with their hierarchies; nil for what stays as it is.
  ///   - sensitive: the sensitive fields' columns, in the order of the requirement.
  ///   - limit: the most rows that may be left out.
  /// - Throws: `code-list` where a hierarchy lacks a value.
  package init(
    _ table: CodedTable, quasi: [(column: Int, hierarchy: Hierarchy?)],
    sensitive: [(column: Int, isNumeric: Bool)] = [], requirement: AnonymityRequirement, limit: Int
  ) throws(Failure) {
    self.table = table
    self.quasi = quasi.map(\.column)
    var hierarchies: [CodedHierarchy] = []
    for field in quasi {
      let column = table.columns[field.column]
      hierarchies.append(try field.hierarchy?.coded(column) ?? CodedHierarchy(fixed: column))
    }
    self.hierarchies = hierarchies
    evaluator = NodeEvaluator(
      table, quasi: self.quasi, hierarchies, sensitive: sensitive, requirement, limit: limit)
  }

  /// What a combination of levels costs; nil where it leaves out too many rows.
  package func node(_ levels: [Int]) throws(Failure) -> Node? {
    let cost = try evaluator.cost(of: levels)
    guard evaluator.isGood(cost) else { return nil }
    return Node(levels: levels, suppressedRows: cost.suppressed, loss: cost.loss)
  }

  /// Finds all minimal nodes and the best one.
  ///
  /// - Throws: `invalid-value` where the lattice has more than four million nodes.
  package func search() throws(Failure) -> Result {
    guard let lattice = Lattice(heights: hierarchies.map(\.levels.count)) else {
      throw Failure(
        .invalidValue, "there are more than \(Lattice.limit) combinations of levels",
        hint: "Use fewer quasi-identifiers, or hierarchies with fewer levels.")
    }
    var search = LatticeSearch(lattice: lattice, evaluator: evaluator)
    try search.run()
    return Result(
      minimal: try search.minimal(), best: try search.best(), nodes: lattice.count,
      checked: search.checked)
  }

  /// What a run leaves out at a node, and the sum of the keys of all its rows, as
  /// `BatchClasses.sum` has it.
  ///
  /// Classes are named by what is published: `ClassKey` of the quasi-identifiers in their order.
  package func suppression(
    _ levels: [Int]
  ) throws(Failure) -> (suppressed: Suppression, classSum: UInt64) {
    var (suppressed, sum) = (Suppression(total: table.total), UInt64(0))
    var dropped: [ClassKey] = []
    for found in try evaluator.classes(of: levels) {
      let key = ClassKey(
        levels.indices.lazy.map { field in
          hierarchies[field].levels[levels[field]].values[Int(found.codes[field])]
        })
      sum &+= key.high &* UInt64(found.size)
      guard found.isDropped else { continue }
      dropped.append(key)
      suppressed.rows += found.size
    }
    var classes = ClassSet(capacity: dropped.count, isComplement: false)
    for key in dropped { classes.list(key) }
    suppressed.classes = classes
    return (suppressed, sum)
  }

  /// The table as a node releases it: coarser, and without the rows that still fail.
  package func release(_ levels: [Int]) throws(Failure) -> CodedTable {
    let dropped = try evaluator.droppedRows(of: levels)
    var released = table
    for (position, column) in quasi.enumerated() {
      let level = hierarchies[position].levels[levels[position]]
      released = released.replacing(
        column, codes: table.columns[column].codes.map { level.codes[Int($0)] },
        values: level.values)
    }
    return released.filtered { !dropped[$0] }
  }
}
