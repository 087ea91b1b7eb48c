// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Looks into one node of a lattice: which rows fail there, and what the node costs.
struct NodeEvaluator {
  /// What a node costs.
  struct Cost {
    var suppressed: Int
    var loss: Double
  }

  let isMonotone: Bool
  private let requirement: AnonymityRequirement
  private let limit: Int
  private let weights: [Int]
  private let total: Int
  private let sensitive: [SensitiveColumn]
  /// For each quasi-identifier and level the code of each distinct row.
  private let codes: [[[UInt32]]]
  private let hierarchies: [CodedHierarchy]
  /// For each row of the table its distinct row.
  private let distinctRows: [UInt32]

  init(
    _ table: CodedTable, quasi: [Int], _ hierarchies: [CodedHierarchy],
    sensitive: [(column: Int, isNumeric: Bool)], _ requirement: AnonymityRequirement, limit: Int
  ) {
    (self.requirement, self.limit, isMonotone) = (requirement, limit, requirement.isMonotone)
    let used = quasi + sensitive.map(\.column)
    distinctRows =
      Partition(used.map { table.columns[$0].codes }, weights: table.weights).classes
    let small = table.collapsed(to: used)
    weights = small.weights
    total = small.total
    self.sensitive = sensitive.enumerated().map { position, field in
      SensitiveColumn(small.columns[quasi.count + position], isNumeric: field.isNumeric)
    }
    codes = quasi.indices.map { field in
      hierarchies[field].levels.map { level in
        small.columns[field].codes.map { level.codes[Int($0)] }
      }
    }
    self.hierarchies = hierarchies
  }

  /// Whether so many rows may be left out, and something stays.
  func isGood(_ cost: Cost) -> Bool { cost.suppressed <= limit && cost.suppressed < total }

  func cost(of levels: [Int]) throws(Failure) -> Cost {
    let partition = partition(levels)
    let isDropped = try dropped(partition)
    let suppressed = zip(partition.sizes, isDropped).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
    let loss = loss(of: levels, suppressed: suppressed) { row in
      isDropped[Int(partition.classes[row])]
    }
    return Cost(suppressed: suppressed, loss: loss)
  }

  /// The loss where no row is left out: what a node costs at least.
  func leastLoss(of levels: [Int]) -> Double { loss(of: levels, suppressed: 0) { _ in false } }

  /// The mean over all cells of (values that it cannot be told from) / (values of the domain − 1), which is
  /// 1 for a cell that is left out.
  ///
  /// Whole numbers are added up, so that nodes that cost the same have the same figure.
  /// Source: Iyengar, "Transforming Data to Satisfy Privacy Constraints", KDD 2002, section 3.1.
  private func loss(of levels: [Int], suppressed: Int, _ isDropped: (Int) -> Bool) -> Double {
    var loss = 0.0
    for (field, number) in levels.enumerated() {
      let (level, codes) = (hierarchies[field].levels[number], codes[field][number])
      var others = 0
      for row in weights.indices where !isDropped(row) {
        others += level.others[Int(codes[row])] * weights[row]
      }
      loss += Double(suppressed) + Double(others) / Double(max(hierarchies[field].domain - 1, 1))
    }
    return levels.isEmpty || total == 0 ? 0 : loss / Double(total * levels.count)
  }

  /// For each row of the table whether it is left out.
  func droppedRows(of levels: [Int]) throws(Failure) -> [Bool] {
    let partition = partition(levels)
    let isDropped = try dropped(partition)
    return distinctRows.map { isDropped[Int(partition.classes[Int($0)])] }
  }

  /// The classes of a node: the code of each quasi-identifier at its level, the rows, and whether they are
  /// left out.
  func classes(
    of levels: [Int]
  ) throws(Failure) -> [(codes: [UInt32], size: Int, isDropped: Bool)] {
    let partition = partition(levels)
    let isDropped = try dropped(partition)
    return partition.sizes.indices.map { index in
      let row = partition.representatives[index]
      return (
        levels.indices.map { codes[$0][levels[$0]][row] }, partition.sizes[index], isDropped[index]
      )
    }
  }

  private func partition(_ levels: [Int]) -> Partition {
    Partition(levels.enumerated().map { codes[$0.offset][$0.element] }, weights: weights)
  }

  /// For each class whether it fails.
  private func dropped(_ partition: Partition) throws(Failure) -> [Bool] {
    var dropped = partition.sizes.map { $0 < requirement.k }
    guard !requirement.sensitive.isEmpty else { return dropped }
    let list = ClassList(partition, sensitive, weights: weights)
    for failing in try list.failing(requirement, checkRoom: { _ in }).classes {
      dropped[failing] = true
    }
    return dropped
  }
}
