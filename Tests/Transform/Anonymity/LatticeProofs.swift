// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTransform
import Testing

/// Full-domain generalisation against every node by pandas, and against ANJANA.
@Suite("Lattice", .serialized, .enabled(if: Peers.isThere, "../shared/data/adult is not here"))
struct LatticeProofs {
  struct Case: Encodable {
    var quasi: [String]
    var sensitive: String?
    var k = 2
    /// Per cent.
    var limit = 0.0
    var l: Int?
    var entropy: Double?
    var t: Double?
  }

  struct Node: Decodable {
    var levels: [Int]
    var suppressed: Int
    var loss: Double
  }

  struct Answer: Decodable {
    var nodes: Int
    var minimal: [Node]
    var best: Node?
    var anjana: [Int]?
    var anjanaRows: Int?
    var anjanaK: Int?
  }

  static let combinations = [
    ["age"], ["sex", "age"], ["sex", "race"], ["age", "education"], ["race", "marital-status"],
    ["education", "workclass", "sex"], ["age", "sex", "race"], ["native-country", "sex"],
    ["marital-status", "education", "occupation"], ["workclass", "occupation", "race", "sex"],
    ["age", "education", "native-country", "sex"],
  ]

  private func domain(_ table: CodedTable, _ asked: Case) throws -> FullDomain {
    let quasi = try asked.quasi.map { name in
      let path = "\(Peers.folder)/adult_hierarchy_\(name).csv"
      let text = try String(contentsOfFile: path, encoding: .utf8)
      return (try #require(table.index(of: name)), try Hierarchy(csv: text, file: path))
    }
    let sensitive = try asked.sensitive.map { [(try #require(table.index(of: $0)), false)] } ?? []
    let rule = SensitiveRequirement(distinct: asked.l, entropy: asked.entropy, t: asked.t)
    return try FullDomain(
      table, quasi: quasi, sensitive: sensitive,
      requirement: AnonymityRequirement(
        k: asked.k, sensitive: asked.sensitive == nil ? [:] : [0: rule]),
      limit: Int((asked.limit / 100 * Double(table.total)).rounded(.down)))
  }

  private func compare(_ cases: [Case]) async throws {
    let table = try Peers.adult()
    for (asked, answer) in zip(cases, try await Peers.ask("lattice", cases, as: Answer.self)) {
      await Task.yield()
      let domain = try domain(table, asked)
      let found = try domain.search()
      #expect(found.nodes == answer.nodes, "\(asked)")
      #expect(found.minimal.map(\.levels) == answer.minimal.map(\.levels), "\(asked)")
      #expect(
        found.minimal.map(\.suppressedRows) == answer.minimal.map(\.suppressed), "\(asked)")
      for (node, expected) in zip(found.minimal, answer.minimal) {
        #expect(abs(node.loss - expected.loss) < 1e-9, "\(asked)")
      }
      #expect(found.best?.levels == answer.best?.levels, "\(asked)")
      #expect(abs((found.best?.loss ?? 2) - (answer.best?.loss ?? 2)) < 1e-9, "\(asked)")
      try compareWithAnjana(answer, asked, domain, found, table)
    }
  }

  /// ANJANA's node is good here too, keeps no more rows and loses no less than the best; for k alone the
  /// rows are the same.
  private func compareWithAnjana(
    _ answer: Answer, _ asked: Case, _ domain: FullDomain, _ found: FullDomain.Result,
    _ table: CodedTable
  ) throws {
    // ANJANA's entropy diversity asks for distinct diversity too, which is another requirement.
    guard let levels = answer.anjana, let rows = answer.anjanaRows, asked.entropy == nil else {
      return
    }
    let node = try #require(try domain.node(levels), "\(asked)")
    #expect(table.total - node.suppressedRows >= rows, "\(asked)")
    #expect(
      found.minimal.contains { zip($0.levels, levels).allSatisfy { $0.0 <= $0.1 } }, "\(asked)")
    let best = try #require(found.best)
    #expect(best.loss <= node.loss, "\(asked)")
    guard asked.l == nil, asked.t == nil, asked.entropy == nil else { return }
    let released = try domain.release(levels)
    #expect(released.total == rows, "\(asked)")
    let work = try TemporaryDirectory()
    let quasi = try asked.quasi.map { try #require(released.index(of: $0)) }
    let figures = try released.census(quasi: quasi, memory: 1 << 24, folder: work.path)
      .figures(safeSize: 5)
    #expect(figures.k == answer.anjanaK, "\(asked)")
  }

  @Test(arguments: [(2, 0.0), (5, 2.0), (100, 1.0)])
  func findsTheNodesForK(k: Int, limit: Double) async throws {
    try await compare(Self.combinations.map { Case(quasi: $0, k: k, limit: limit) })
  }

  @Test func findsTheNodesForDiversity() async throws {
    try await compare(
      Self.combinations.filter { !$0.contains("workclass") }.flatMap { quasi in
        [(2, 0.0), (3, 3.0)].map { l, limit in
          Case(quasi: quasi, sensitive: "workclass", k: 3, limit: limit, l: l)
        }
      })
  }

  @Test func findsTheNodesWhereGoodnessDoesNotSpread() async throws {
    let combinations = Self.combinations.filter { $0.count < 4 }
    try await compare(
      combinations.map {
        Case(quasi: $0, sensitive: "salary-class", k: 3, limit: 4, entropy: 1.5)
      })
    try await compare(
      combinations.map { Case(quasi: $0, sensitive: "salary-class", k: 3, limit: 10, t: 0.2) })
  }

  @Test func looksIntoFewNodes() throws {
    let table = try Peers.adult()
    let asked = Case(
      quasi: ["sex", "age", "race", "marital-status", "education", "native-country"], k: 5,
      limit: 1)
    let found = try domain(table, asked).search()
    #expect(found.nodes == 720)
    #expect(found.checked * 3 < found.nodes)
    #expect(found.best != nil)
  }
}
