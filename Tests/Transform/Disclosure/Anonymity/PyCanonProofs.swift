// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDisclosure
import HergebruikModel
import HergebruikTestBasics
import Testing

/// Every figure against pyCANON, computed here and now.
@Suite("pyCANON", .serialized)
struct PyCanonProofs {
  struct Case: Encodable {
    var quasi: [String]
    var sensitive: String
    var k = 1
    var l = 1
    var t: Double?
  }

  struct Answer: Decodable {
    var rows: Int
    var suppressed: Int
    var k: Int?
    var classes: Int?
    var distinct: Int?
    var entropyFloor: Int?
    var entropy: Double?
    var recursiveC: Int?
    var t: Double?
    var highest: Double?
  }

  /// Combinations of quasi-identifiers, each with a sensitive field.
  static let combinations: [([String], String)] = [
    (["geslacht"], "inkomen"),
    (["huishouden"], "beroep"),
    (["geslacht", "huishouden"], "leeftijd"),
    (["leeftijd"], "arbeid"),
    (["geslacht", "staat"], "leeftijd"),
    (["geslacht", "huishouden", "staat"], "arbeid"),
    (["opleiding", "geslacht"], "beroep"),
    (["arbeid", "huishouden"], "inkomen"),
    (["land"], "staat"),
    (["leeftijd", "geslacht"], "inkomen"),
    (["opleiding", "arbeid"], "leeftijd"),
    (["huishouden", "geslacht", "inkomen", "arbeid"], "staat"),
  ]

  private func figures(
    _ table: CodedTable, of persons: PersonTable, _ asked: Case
  ) throws -> AnonymityFigures {
    let work = try TemporaryFolder()
    let quasi = try asked.quasi.map { try table.place(of: $0, in: persons) }
    let sensitive = try table.place(of: asked.sensitive, in: persons)
    let census = try table.census(
      quasi: quasi, sensitive: [(sensitive, asked.sensitive == "leeftijd")], memory: 1 << 24,
      folder: work.path)
    let requirement = AnonymityRequirement(
      k: asked.k,
      sensitive: [0: SensitiveRequirement(distinct: asked.l, t: asked.t)])
    let plain = AnonymityRequirement(k: asked.k)
    let suppressed = try census.suppression(
      for: asked.l > 1 || asked.t != nil ? requirement : plain)
    #expect(suppressed.total == table.total)
    return try census.figures(suppressed: suppressed, safeSize: 5)
  }

  private func compare(_ cases: [Case], of persons: PersonTable) async throws {
    let table = try persons.table()
    let asks = cases.map { asked in
      var named = asked
      named.quasi = asked.quasi.map(persons.name)
      named.sensitive = persons.name(asked.sensitive)
      return named
    }
    let answers = try await Peers.ask("figures", asks, of: persons, as: Answer.self)
    #expect(answers.count == cases.count)
    for (asked, answer) in zip(cases, answers) {
      await Task.yield()
      let found = try figures(table, of: persons, asked)
      #expect(found.rows == answer.rows, "\(asked)")
      #expect(found.suppressedRows == answer.suppressed, "\(asked)")
      #expect(found.k == answer.k ?? 0, "\(asked)")
      guard answer.rows > 0 else { continue }
      #expect(found.classes == answer.classes, "\(asked)")
      let sensitive = try #require(found.sensitive.first)
      #expect(sensitive.distinct == answer.distinct, "\(asked)")
      #expect(sensitive.recursive.l == answer.distinct, "\(asked)")
      #expect(abs(sensitive.entropy - (answer.entropy ?? .nan)) < 1e-9, "\(asked)")
      // pyCANON rounds down to a whole number, and so loses what is whole already by a rounding error.
      let floor = Int(sensitive.entropy.rounded(.down))
      #expect(
        answer.entropyFloor == floor
          || sensitive.entropy == Double(floor) && answer.entropyFloor == floor - 1, "\(asked)")
      // pyCANON's c is the smallest whole one, and it has none for l = 1.
      if let c = answer.recursiveC {
        #expect(Int(sensitive.recursive.c.rounded(.down)) + 1 == c, "\(asked)")
      } else {
        #expect(sensitive.recursive.l == 1)
      }
      #expect(abs(sensitive.tCloseness - (answer.t ?? .nan)) < 1e-9, "\(asked)")
      #expect(abs(found.risk.prosecutor.highest - (answer.highest ?? .nan)) < 1e-12, "\(asked)")
    }
  }

  @Test(arguments: [1, 3, 10], PersonTable.all)
  func agreesOnWhatIsLeftBySuppression(k: Int, persons: PersonTable) async throws {
    try await compare(
      Self.combinations.map { Case(quasi: $0.0, sensitive: $0.1, k: k) }, of: persons)
  }

  @Test(arguments: PersonTable.all)
  func agreesOnSuppressionForDistinctDiversity(persons: PersonTable) async throws {
    try await compare(
      Self.combinations.map { Case(quasi: $0.0, sensitive: $0.1, k: 3, l: 3) }, of: persons)
  }

  @Test(arguments: PersonTable.all)
  func agreesOnSuppressionForCloseness(persons: PersonTable) async throws {
    try await compare(
      Self.combinations.map { Case(quasi: $0.0, sensitive: $0.1, k: 2, t: 0.2) }, of: persons)
  }
}
