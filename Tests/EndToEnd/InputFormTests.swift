// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The forms in which an export can come.
@Suite("Input forms")
struct InputFormTests {
  private func work(_ csv: String) throws -> Workdir {
    let work = try Workdir()
    try work.dataset("a", csv: csv, fields: ["source: x, privacy: none, treat: keep"])
    return work
  }

  private func expect(
    _ work: Workdir, publishes rows: [String], input: [UInt8]? = nil
  ) async throws {
    let outcome = try await work.run("run", input: input)
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try work.published("a") == (["x"] + rows).map { [$0] })
  }

  @Test("reads standard input")
  func standardInput() async throws {
    let work = try work("path: \"-\"")
    try await expect(work, publishes: ["één"], input: Array("x\néén\n".utf8))
  }

  @Test("refuses standard input without a byte")
  func emptyInput() async throws {
    let outcome = try await work("path: \"-\"").run("run")
    #expect(outcome.code == 1)
    #expect(outcome.errors.contains("[source-empty]"))
  }

  @Test("reads gzip, from a file whatever its name and from standard input")
  func gzip() async throws {
    let work = try work("path: export.csv")
    let packed = try await work.run(tool: "gzip", ["-c"], input: Array("x\n1\n2\n".utf8))
    #expect(Array(packed.outputBytes.prefix(2)) == [0x1F, 0x8B])
    try work.write("pipelines/a/export.csv", packed.outputBytes)
    try await expect(work, publishes: ["1", "2"])
    try work.dataset(
      "a", csv: "path: \"-\"", fields: ["source: x, privacy: none, treat: keep"])
    try await expect(work, publishes: ["1", "2"], input: packed.outputBytes)
  }

  @Test(
    "reads UTF-16 in both orders", arguments: [String.Encoding.utf16LittleEndian, .utf16BigEndian])
  func utf16(_ encoding: String.Encoding) async throws {
    let work = try work("path: export.csv, encoding: utf-16")
    let text = try #require("\u{FEFF}x\r\nCafé 😀\r\n".data(using: encoding))
    try work.write("pipelines/a/export.csv", Array(text))
    try await expect(work, publishes: ["Café 😀"])
  }

  @Test("picks the newest, all or exactly one of several files")
  func pick() async throws {
    let work = try work("path: \"in/*.csv\", pick: newest")
    for (name, age) in [("a", 300), ("b", 100), ("c", 200)] {
      try work.write("pipelines/a/in/\(name).csv", "x\n\(name)\n")
      try work.age("pipelines/a/in/\(name).csv", seconds: age)
    }
    try work.write("pipelines/a/in/d.txt", "y\nd\n")
    try await expect(work, publishes: ["b"])
    let fields = ["source: x, privacy: none, treat: keep"]
    try work.dataset("a", csv: "path: \"in/*.csv\", pick: all", fields: fields)
    try await expect(work, publishes: ["a", "b", "c"])

    try work.dataset("a", csv: "path: \"in/*.csv\", pick: exactly-one", fields: fields)
    let many = try await work.run("run")
    #expect(many.code == 1)
    #expect(many.unwrappedErrors.contains("3 files match 'in/*.csv'"))
    for name in ["a", "b"] { try work.remove("pipelines/a/in/\(name).csv") }
    try await expect(work, publishes: ["c"])
    try work.remove("pipelines/a/in/c.csv")
    let none = try await work.run("run")
    #expect(none.code == 1)
    #expect(none.errors.contains("[source-missing]"))
    #expect(try work.published("a") == [["x"], ["c"]])
  }

  @Test("refuses files whose headers differ, and names the line of the right file")
  func severalFiles() async throws {
    let work = try work("path: \"in/*.csv\", pick: all")
    try work.write("pipelines/a/in/1.csv", "x\n1\n")
    try work.write("pipelines/a/in/2.csv", "z\n2\n")
    let different = try await work.run("run")
    #expect(different.code != 0)
    #expect(different.errors.contains("[incorrect-label]"))
    #expect(different.errors.contains("in/2.csv"))
    try work.write("pipelines/a/in/2.csv", "x\n2\n3,4\n")
    let ragged = try await work.run("run")
    #expect(ragged.code == 1)
    #expect(ragged.unwrappedErrors.contains("pipelines/a/in/2.csv:3 (row 3)"))
    #expect(!work.isPublished)
  }
}
