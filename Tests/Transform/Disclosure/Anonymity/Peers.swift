// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDisclosure
import HergebruikTestBasics
import Testing

/// A table that is known to the tests under the names of the columns of `Tests/Vectors/persons`.
struct PersonTable: Sendable, CustomTestStringConvertible {
  var testDescription: String
  var folder: String
  /// The file with the rows, and what a hierarchy's file is called but for its column.
  var file: String
  var hierarchy: String
  /// What a column is called in the file; the same where it is not here.
  var names: [String: String] = [:]

  /// The invented persons that stand in the repository.
  static let persons = PersonTable(
    testDescription: "persons", folder: vectorsFolder.appending(path: "persons").path,
    file: "persons.csv", hierarchy: "hierarchy_")

  /// The census of 1994 that the anonymisation field tests on, which only adds: where it is beside the project.
  private static let adult = PersonTable(
    testDescription: "adult",
    folder: projectRoot.appending(path: "../shared/data/adult").standardizedFileURL.path,
    file: "adult.csv", hierarchy: "adult_hierarchy_",
    names: [
      "geslacht": "sex", "leeftijd": "age", "huishouden": "race", "staat": "marital-status",
      "opleiding": "education", "land": "native-country", "arbeid": "workclass",
      "beroep": "occupation", "inkomen": "salary-class",
    ])

  /// All that are here.
  static let all =
    [persons] + (FileManager.default.fileExists(atPath: adult.folder + "/adult.csv") ? [adult] : [])

  func name(_ column: String) -> String { names[column] ?? column }

  /// The rows.
  func table() throws -> CodedTable {
    let text = try String(contentsOfFile: "\(folder)/\(file)", encoding: .utf8)
    return try #require(CodedTable(csv: text, delimiter: ";"))
  }

  /// The hierarchy of a column.
  func hierarchy(of column: String) throws -> Hierarchy {
    let path = "\(folder)/\(hierarchy)\(name(column)).csv"
    return try Hierarchy(csv: String(contentsOfFile: path, encoding: .utf8), file: path)
  }
}

extension CodedTable {
  /// The place of a column of a table of persons.
  func place(of column: String, in persons: PersonTable) throws -> Int {
    try #require(index(of: persons.name(column)), "\(column)")
  }
}

/// pyCANON and ANJANA, in the virtual environment that `make test` makes.
enum Peers {
  /// Asks `peers.py` about cases; its answers in the same order. Takes long, and holds up no thread.
  static func ask<Case: Encodable, Answer: Decodable>(
    _ mode: String, _ cases: [Case], of persons: PersonTable, as answer: Answer.Type
  ) async throws -> [Answer] {
    let work = try TemporaryFolder()
    let (input, output) = (work.path + "/cases.json", work.path + "/result.json")
    try JSONEncoder().encode(cases).write(to: URL(filePath: input))
    let python = projectRoot.appending(path: ".venv/bin/python")
    try #require(
      FileManager.default.fileExists(atPath: python.path),
      "pyCANON and ANJANA are missing: run 'make test', which installs them in .venv")
    let process = Process()
    process.executableURL = python
    process.arguments = [
      projectRoot.appending(path: "Tests/Transform/Disclosure/Peers/peers.py").path,
      "\(persons.folder)/\(persons.file)", "\(persons.folder)/\(persons.hierarchy)", mode, input,
      output,
    ]
    process.standardOutput = FileHandle.nullDevice
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    try #require(status == 0, "peers.py failed; what it said is above")
    return try JSONDecoder().decode(
      [Answer].self, from: Data(contentsOf: URL(filePath: output)))
  }
}
