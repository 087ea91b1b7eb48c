// SPDX-License-Identifier: EUPL-1.2

/// All combinations of levels, one for each field, with what is known of each.
///
/// A node's number is mixed-radix: the last field's level counts by ones.
struct Lattice {
  /// What is known of a node.
  enum Tag: UInt8 { case unknown, good, bad }

  /// Levels of each field.
  let heights: [Int]
  private let strides: [Int]
  private var tags: [Tag]

  /// The most nodes that are searched.
  static let limit = 1 << 22

  /// Makes a lattice with nothing known; nil where it has too many nodes.
  init?(heights: [Int]) {
    var (strides, count) = ([Int](repeating: 1, count: heights.count), 1)
    for field in heights.indices.reversed() {
      strides[field] = count
      count *= heights[field]
      guard count <= Self.limit else { return nil }
    }
    (self.heights, self.strides) = (heights, strides)
    tags = Array(repeating: .unknown, count: count)
  }

  /// How many nodes there are.
  var count: Int { tags.count }

  /// The levels of a node.
  func levels(of node: Int) -> [Int] {
    heights.indices.map { node / strides[$0] % heights[$0] }
  }

  /// The number of a node.
  func number(of levels: [Int]) -> Int {
    zip(levels, strides).reduce(0) { $0 + $1.0 * $1.1 }
  }

  /// All nodes from the bottom up: by the sum of their levels, then by number.
  func bottomUp() -> [Int] {
    let sums = tags.indices.map { levels(of: $0).reduce(0, +) }
    return tags.indices.sorted { (sums[$0], $0) < (sums[$1], $1) }
  }

  subscript(node: Int) -> Tag { tags[node] }

  /// Says what a node is, of itself only.
  mutating func set(_ node: Int, isGood: Bool) { tags[node] = isGood ? .good : .bad }

  /// Says what a node is, where that holds for all above a good one and all below a bad one.
  mutating func spread(_ node: Int, isGood: Bool) {
    var open = [node]
    while let next = open.popLast() {
      guard tags[next] == .unknown else { continue }
      tags[next] = isGood ? .good : .bad
      open += isGood ? above(next) : below(next)
    }
  }

  /// The nodes one level higher in one field.
  func above(_ node: Int) -> [Int] {
    heights.indices.filter { node / strides[$0] % heights[$0] + 1 < heights[$0] }
      .map { node + strides[$0] }
  }

  /// The nodes one level lower in one field.
  func below(_ node: Int) -> [Int] {
    heights.indices.filter { node / strides[$0] % heights[$0] > 0 }.map { node - strides[$0] }
  }

  /// The good nodes.
  var good: [Int] { tags.indices.filter { tags[$0] == .good } }

  /// The good nodes below which no node is good, where goodness spreads upwards or not.
  func minimal() -> [Int] {
    // Whether any node strictly below is good: known once all lower numbers are, for below is less.
    var hasGoodBelow = [Bool](repeating: false, count: tags.count)
    for node in tags.indices {
      hasGoodBelow[node] = below(node).contains { tags[$0] == .good || hasGoodBelow[$0] }
    }
    return tags.indices.filter { tags[$0] == .good && !hasGoodBelow[$0] }
  }
}
