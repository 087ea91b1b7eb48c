// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDisclosure
import HergebruikModel
import HergebruikTestBasics
import Testing

/// Full-domain generalisation against every node by pandas, and against ANJANA.
@Suite("Lattice", .serialized)
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
    ["leeftijd"], ["geslacht", "leeftijd"], ["geslacht", "huishouden"], ["leeftijd", "opleiding"],
    ["huishouden", "staat"],
    ["opleiding", "arbeid", "geslacht"], ["leeftijd", "geslacht", "huishouden"],
    ["land", "geslacht"],
    ["staat", "opleiding", "beroep"], ["arbeid", "beroep", "huishouden", "geslacht"],
    ["leeftijd", "opleiding", "land", "geslacht"],
  ]

  private func domain(
    _ table: CodedTable, of persons: PersonTable, _ asked: Case
  ) throws -> FullDomain {
    let quasi = try asked.quasi.map { name in
      (try table.place(of: name, in: persons), try persons.hierarchy(of: name))
    }
    let sensitive =
      try asked.sensitive.map { [(try table.place(of: $0, in: persons), false)] } ?? []
    let rule = SensitiveRequirement(distinct: asked.l, entropy: asked.entropy, t: asked.t)
    return try FullDomain(
      table, quasi: quasi, sensitive: sensitive,
      requirement: AnonymityRequirement(
        k: asked.k, sensitive: asked.sensitive == nil ? [:] : [0: rule]),
      limit: Int((asked.limit / 100 * Double(table.total)).rounded(.down)))
  }

  private func compare(_ cases: [Case], of persons: PersonTable) async throws {
    let table = try persons.table()
    let asks = cases.map { asked in
      var named = asked
      named.quasi = asked.quasi.map(persons.name)
      named.sensitive = asked.sensitive.map(persons.name)
      return named
    }
    let answers = try await Peers.ask("lattice", asks, of: persons, as: Answer.self)
    try #require(answers.count == cases.count)
    for (asked, answer) in zip(cases, answers) {
      await Task.yield()
      let domain = try domain(table, of: persons, asked)
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
      try compareWithAnjana(answer, asked, domain, found, table, persons)
    }
  }

  /// ANJANA's node is good here too, keeps no more rows and loses no less than the best; for k alone the
  /// rows are the same.
  private func compareWithAnjana(
    _ answer: Answer, _ asked: Case, _ domain: FullDomain, _ found: FullDomain.Result,
    _ table: CodedTable, _ persons: PersonTable
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
    let work = try TemporaryFolder()
    let quasi = try asked.quasi.map { try released.place(of: $0, in: persons) }
    let figures = try released.census(quasi: quasi, memory: 1 << 24, folder: work.path)
      .figures(safeSize: 5)
    #expect(figures.k == answer.anjanaK, "\(asked)")
  }

  @Test(arguments: [(2, 0.0), (5, 2.0), (100, 1.0)], PersonTable.all)
  func findsTheNodesForK(rule: (k: Int, limit: Double), persons: PersonTable) async throws {
    try await compare(
      Self.combinations.map { Case(quasi: $0, k: rule.k, limit: rule.limit) }, of: persons)
  }

  @Test(arguments: PersonTable.all)
  func findsTheNodesForDiversity(persons: PersonTable) async throws {
    try await compare(
      Self.combinations.filter { !$0.contains("arbeid") }.flatMap { quasi in
        [(2, 0.0), (3, 3.0)].map { l, limit in
          Case(quasi: quasi, sensitive: "arbeid", k: 3, limit: limit, l: l)
        }
      }, of: persons)
  }

  @Test(arguments: PersonTable.all)
  func findsTheNodesWhereGoodnessDoesNotSpread(persons: PersonTable) async throws {
    let combinations = Self.combinations.filter { $0.count < 4 }
    try await compare(
      combinations.map { Case(quasi: $0, sensitive: "inkomen", k: 3, limit: 4, entropy: 1.5) },
      of: persons)
    try await compare(
      combinations.map { Case(quasi: $0, sensitive: "inkomen", k: 3, limit: 10, t: 0.2) },
      of: persons)
  }

  @Test(arguments: PersonTable.all)
  func looksIntoFewNodes(persons: PersonTable) throws {
    let asked = Case(
      quasi: ["geslacht", "leeftijd", "huishouden", "staat", "opleiding", "land"], k: 5, limit: 1)
    let found = try domain(try persons.table(), of: persons, asked).search()
    // The levels of each, multiplied: 2, 5, 2, 3, 4 and 3.
    #expect(found.nodes == 720)
    #expect(found.checked * 3 < found.nodes)
    #expect(found.best != nil)
  }
}
