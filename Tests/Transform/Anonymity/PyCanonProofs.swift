// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTransform
import Testing

/// Every figure against pyCANON, computed here and now; skipped where `../shared` is absent.
@Suite("pyCANON", .serialized, .enabled(if: Peers.isThere, "../shared/data/adult is not here"))
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
    (["sex"], "salary-class"),
    (["race"], "occupation"),
    (["sex", "race"], "age"),
    (["age"], "workclass"),
    (["sex", "marital-status"], "age"),
    (["sex", "race", "marital-status"], "workclass"),
    (["education", "sex"], "occupation"),
    (["workclass", "race"], "salary-class"),
    (["native-country"], "marital-status"),
    (["age", "sex"], "salary-class"),
    (["education", "workclass"], "age"),
    (["race", "sex", "salary-class", "workclass"], "marital-status"),
  ]

  private func figures(_ table: CodedTable, _ asked: Case) throws -> AnonymityFigures {
    let work = try TemporaryDirectory()
    let quasi = try asked.quasi.map { try #require(table.index(of: $0)) }
    let sensitive = try #require(table.index(of: asked.sensitive))
    let census = try table.census(
      quasi: quasi, sensitive: [(sensitive, asked.sensitive == "age")], memory: 1 << 24,
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

  private func compare(_ cases: [Case]) async throws {
    let table = try Peers.adult()
    let answers = try await Peers.ask("figures", cases, as: Answer.self)
    #expect(answers.count == cases.count)
    for (asked, answer) in zip(cases, answers) {
      await Task.yield()
      let found = try figures(table, asked)
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

  @Test(arguments: [1, 3, 10])
  func agreesOnWhatIsLeftBySuppression(k: Int) async throws {
    try await compare(Self.combinations.map { Case(quasi: $0.0, sensitive: $0.1, k: k) })
  }

  @Test(arguments: [3])
  func agreesOnSuppressionForDistinctDiversity(l: Int) async throws {
    try await compare(Self.combinations.map { Case(quasi: $0.0, sensitive: $0.1, k: 3, l: l) })
  }

  @Test(arguments: [0.2])
  func agreesOnSuppressionForCloseness(t: Double) async throws {
    try await compare(Self.combinations.map { Case(quasi: $0.0, sensitive: $0.1, k: 2, t: t) })
  }
}
