// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The faults of `make mutants`: who changes the code keeps the list true.
@Suite("Mutation list")
struct MutationListTests {
  private struct List: Decodable {
    var mutations: [Mutation]
  }

  private struct Mutation: Decodable {
    var id: String
    var file: String
    var find: String
    var replace: String
    var form: String?
    var tests: String
    var what: String
  }

  private static func list() throws -> [Mutation] {
    let data = try Data(
      contentsOf: URL(fileURLWithPath: Repository.root + "/scripts/mutations.json"))
    return try JSONDecoder().decode(List.self, from: data).mutations
  }

  @Test("can still be put in, each at one place of its file")
  func applies() throws {
    let list = try Self.list()
    #expect(list.count >= 60)
    #expect(Set(list.map(\.id)).count == list.count)
    var texts: [String: String] = [:]
    for mutation in list {
      let text =
        try texts[mutation.file]
        ?? String(contentsOfFile: "\(Repository.root)/\(mutation.file)", encoding: .utf8)
      texts[mutation.file] = text
      #expect(
        text.components(separatedBy: mutation.find).count == 2,
        "\(mutation.id): what it changes should occur once in \(mutation.file): \(mutation.find)")
      #expect(mutation.find != mutation.replace && !mutation.what.isEmpty, "\(mutation.id)")
      #expect(
        ["expression", "statement", "schema"].contains(mutation.form ?? "expression"),
        "\(mutation.id)")
      #expect(mutation.form != "schema" || mutation.replace.contains("$ON"), "\(mutation.id)")
    }
  }

  @Test("names suites that there are")
  func suites() throws {
    var names: Set<String> = []
    let tests = Repository.root + "/Tests"
    let files = try #require(FileManager.default.enumerator(atPath: tests))
    for case let file as String in files where file.hasSuffix("s.swift") {
      let text = try String(contentsOfFile: "\(tests)/\(file)", encoding: .utf8)
      for match in text.matches(of: /(?:struct|class) ([A-Za-z0-9]+(?:Tests|Proofs))/) {
        names.insert(String(match.1))
      }
    }
    for mutation in try Self.list() {
      for filter in mutation.tests.split(separator: "|") {
        let suite = filter.split(separator: ".").last.map(String.init) ?? ""
        let isThere = names.contains(suite)
        #expect(isThere, "\(mutation.id): there is no suite \(filter)")
      }
    }
  }
}
