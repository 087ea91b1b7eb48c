// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The benchmark's job against an independent program in Python.
@Suite("Reference") struct ReferenceProofs {
  private static let rows = 20_000
  private static let name = "parkeervergunningen"

  private func work(_ encoding: String) async throws -> Workdir {
    let work = try Workdir(keys: ["bench"], catalogue: false)
    try work.copy(Repository.root + "/bench/pipelines", to: "pipelines")
    let made = try await work.run(
      tool: "python3",
      [
        Repository.exportMaker, "--rows", "\(Self.rows)", "--encoding",
        encoding, "--out", work.file("pipelines/\(Self.name)/export.csv"),
      ])
    try #require(made.code == 0, "\(made.errors)")
    return work
  }

  private func reference(_ work: Workdir, _ encoding: String) async throws -> [UInt8] {
    let made = try await work.run(
      tool: "python3",
      [
        Repository.referenceJob,
        work.file("pipelines/\(Self.name)/export.csv"), work.path + "/reference.csv.gz", encoding,
      ])
    try #require(made.code == 0, "\(made.errors)")
    return try Gunzip.bytes(bytes(ofFile: work.path + "/reference.csv.gz"))
  }

  @Test("gives the same bytes from both encodings and with any number of workers")
  func sameBytes() async throws {
    var packed: [UInt8]?
    for encoding in ["utf-8", "cp1252"] {
      let work = try await work(encoding)
      let expected = try await reference(work, encoding)
      #expect(expected.count { $0 == UInt8(ascii: "\n") } > Self.rows)
      let file = "pipelines/\(Self.name)/pipeline.yaml"
      let pipeline = try work.text(file)
      try #require(pipeline.contains("encoding: utf-8"))
      if encoding == "cp1252" {
        try work.write(
          file,
          pipeline.replacingOccurrences(of: "encoding: utf-8", with: "encoding: windows-1252"))
      }
      for jobs in ["1", "2", "5"] {
        if work.isPublished { try work.remove("catalog") }
        let outcome = try await work.run("run", "--jobs", jobs)
        #expect(outcome.code == 0, "\(outcome.errors)")
        let found = try work.read("catalog/current/datasets/\(Self.name)/\(Self.name).csv.gz")
        if let packed {
          #expect(found == packed, "\(encoding), \(jobs) workers")
        } else {
          packed = found
        }
        #expect(try Gunzip.bytes(found) == expected, "\(encoding), \(jobs) workers")
      }
    }
    #expect(try await fromXML() == packed)
  }

  /// What is published of the XML of the same rows.
  private func fromXML() async throws -> [UInt8] {
    let work = try Workdir(keys: ["bench"], catalogue: false)
    try work.copy(Repository.root + "/bench/pipelines-xml", to: "pipelines")
    let made = try await work.run(
      tool: "python3",
      [
        Repository.exportMaker, "--rows", "\(Self.rows)", "--format",
        "xml",
        "--out", work.file("pipelines/\(Self.name)/export.xml"),
      ])
    try #require(made.code == 0, "\(made.errors)")
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try work.read("catalog/current/datasets/\(Self.name)/\(Self.name).csv.gz")
  }
}
