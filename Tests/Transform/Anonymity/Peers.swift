// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDisclosure
import Testing

/// pyCANON and ANJANA, in the virtual environment that `make test` makes.
enum Peers {
  /// The table that the anonymisation field tests on, outside the project.
  static let folder = projectRoot.appending(path: "../shared/data/adult").standardizedFileURL.path
  static let isThere = FileManager.default.fileExists(atPath: folder + "/adult.csv")

  /// Asks `peers.py` about cases; its answers in the same order. Takes long, and holds up no thread.
  static func ask<Case: Encodable, Answer: Decodable>(
    _ mode: String, _ cases: [Case], as answer: Answer.Type
  ) async throws -> [Answer] {
    let work = try TemporaryDirectory()
    let (input, output) = (work.path + "/cases.json", work.path + "/result.json")
    try JSONEncoder().encode(cases).write(to: URL(filePath: input))
    let python = projectRoot.appending(path: ".venv/bin/python")
    try #require(
      FileManager.default.fileExists(atPath: python.path),
      "pyCANON and ANJANA are missing: run 'make test', which installs them in .venv")
    let process = Process()
    process.executableURL = python
    process.arguments = [
      projectRoot.appending(path: "Tests/Transform/Peers/peers.py").path, folder,
      mode, input, output,
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

  /// The table.
  static func adult() throws -> CodedTable {
    let text = try String(contentsOfFile: folder + "/adult.csv", encoding: .utf8)
    return try #require(CodedTable(csv: text, delimiter: ";"))
  }
}

/// A folder that goes with the last reference to it.
final class TemporaryDirectory {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.path + "/hergebruik-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }
}
