// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikRun
@testable import HergebruikTreatment

/// Our verdicts against those of frictionless-py, computed here and now.
@Suite("frictionless", .enabled(if: Frictionless.isThere, "tool: make test installs frictionless"))
struct FrictionlessTests {
  @Test func agreesOnEveryCaseButThoseThatAreListed() async throws {
    let cases = try SchemaCase.all(edge: Frictionless.edge)
    #expect(cases.count >= 150)
    #expect(Set(cases.map(\.name)).count == cases.count)
    let work = try TemporaryFolder()
    let project = try OurProject(work, cases)
    let theirs = try await Frictionless.ask(cases, in: project.folder)
    let listed = try Self.listed()
    for name in listed.subtracting(cases.map(\.name))
    where Frictionless.edge != nil || !name.hasPrefix("edge/") {
      Issue.record("\(name) is no case")
    }
    for (number, (asked, found)) in zip(cases, theirs).enumerated() {
      let ours = SchemaError.comparable(project.errors(of: asked, number: number))
      let same = ours == SchemaError.comparable(found)
      if same == listed.contains(asked.name) {
        let words = "\(asked.name): frictionless \(found), here \(ours)"
        Issue.record(same ? "is listed, and agrees: \(words)" : "differs: \(words)")
      }
    }
  }

  /// The names of cases in the first column of the table of differences.
  private static func listed() throws -> Set<String> {
    let page = try TextFile.read(
      "\(Frictionless.root)/docs/table-schema.md", shown: "table-schema.md")
    var names: Set<String> = []
    for line in page.split(separator: "\n") where line.hasPrefix("| `") {
      let cell = line.dropFirst(2).prefix { $0 != "|" }
      for (index, part) in cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      where index % 2 == 1 && part.contains("/") {
        names.insert(String(part))
      }
    }
    return names
  }
}

/// frictionless-py, in the virtual environment that `make test` makes.
enum Frictionless {
  static let root = projectRoot.path
  /// The files that frictionless-py tests itself with, as an addition; `nil` if they are not beside the project.
  static let edge: String? = {
    let folder = root + "/../shared/data/edge/frictionless"
    return FileManager.default.fileExists(atPath: folder) ? folder : nil
  }()
  private static let python = root + "/.venv/bin/python"

  static var isThere: Bool {
    let packages = root + "/.venv/lib"
    return (try? FileManager.default.contentsOfDirectory(atPath: packages))?.contains {
      FileManager.default.fileExists(atPath: "\(packages)/\($0)/site-packages/frictionless")
    } ?? false
  }

  /// What it says of all cases, in one process; takes seconds, and holds up no thread.
  static func ask(_ cases: [SchemaCase], in folder: String) async throws -> [[SchemaError]] {
    let asked: [[String: Any]] = try cases.enumerated().map { number, asked in
      [
        "folder": "\(folder)/\(OurProject.dataset(number))", "encoding": asked.encoding,
        "delimiter": asked.delimiter,
        "tables": try asked.tables.map { table in
          [
            "name": table.name, "path": "\(table.name).csv",
            "schema": try SchemaCase.object(table.schema),
          ]
        },
      ]
    }
    let (input, output) = (folder + "/../cases.json", folder + "/../result.json")
    try JSONSerialization.data(withJSONObject: asked).write(to: URL(filePath: input))
    let process = Process()
    process.executableURL = URL(filePath: python)
    process.arguments = [
      root + "/Tests/Pipeline/Run/Peers/frictionless_cases.py", input, output,
    ]
    let status = try await withCheckedThrowingContinuation { continuation in
      process.terminationHandler = { continuation.resume(returning: $0.terminationStatus) }
      do { try process.run() } catch { continuation.resume(throwing: error) }
    }
    try #require(status == 0, "frictionless_cases.py failed; what it said is above")
    let answers =
      try JSONSerialization.jsonObject(with: Data(contentsOf: URL(filePath: output)))
      as? [[[Any]]] ?? []
    try #require(answers.count == cases.count)
    return answers.map { errors in
      errors.map {
        SchemaError(code: $0[0] as? String ?? "", row: $0[1] as? Int, field: $0[2] as? String)
      }
    }
  }
}

/// The cases as datasets of a project, each with its schema as it is.
struct OurProject {
  let folder: String
  private let work: TemporaryFolder

  static func dataset(_ number: Int) -> String { "case-\(number)" }

  init(_ work: TemporaryFolder, _ cases: [SchemaCase]) throws {
    self.work = work
    folder = work.path + "/pipelines"
    try work.write("pipelines/catalog.yaml", exampleCatalogue)
    for (number, asked) in cases.enumerated() {
      for table in asked.tables {
        try work.write("pipelines/\(Self.dataset(number))/\(table.name).csv", table.csv)
      }
      let name = Self.dataset(number)
      try work.write("pipelines/\(name)/schema.json", asked.tables[0].schema)
      try work.write(
        "pipelines/\(name)/pipeline.yaml", try Self.pipeline(asked, asked.tables[0]))
    }
  }

  /// What we say of a case.
  func errors(of asked: SchemaCase, number: Int) -> [SchemaError] {
    let found = diagnostics(of: Self.dataset(number))
    return found.compactMap { diagnostic in
      if diagnostic.code.exitCode == 2 { return SchemaError(code: "schema") }
      // Remarks are about what is valid and seldom meant: it has nothing like them.
      if diagnostic.code.remarkSeverity != nil { return nil }
      if [.sourceEmpty, .errorLimit].contains(diagnostic.code), found.count > 1 { return nil }
      return SchemaError(
        code: diagnostic.code.rawValue, row: diagnostic.location.row,
        field: diagnostic.location.field)
    }
  }

  private func diagnostics(of name: String) -> [Diagnostic] {
    do throws(Failure) {
      let project = try Project(directory: work.path)
      let definition = try project.pipeline(name, defaultLicense: "CC0-1.0")
      let problems = TransformPlan.problems(in: definition.table)
      guard problems.isEmpty else { return problems }
      let options = RunOptions(project: work.path, date: "2026-11-01", jobs: 1, memory: 1 << 24)
      let run = DatasetRun(
        options: options, project: project, workspace: try Workspace(project))
      let output = work.path + "/output"
      try PrivateFolder.prepare(output)
      return try run.convert(definition, into: output, ValidationRecord()).conversion.warnings
    } catch {
      return error.diagnostics
    }
  }

  /// What a schema does not say: the class and treatment of each field, and where other tables stand.
  private static func pipeline(_ asked: SchemaCase, _ table: SchemaCase.Table) throws -> String {
    let schema = try SchemaCase.object(table.schema)
    let fields = schema["fields"] as? [[String: Any]] ?? []
    var pipeline: [String: Any] = [
      "version": 1, "schema": "schema.json", "errors": ["limit": "100%"],
      "extract": [
        "csv": [
          "path": "table.csv", "encoding": asked.encoding,
          "dialect": ["delimiter": asked.delimiter, "blankRows": "error"],
        ]
      ],
      "metadata": ["title": "T", "description": "D", "theme": ["ENVI"]],
      "fields": fields.enumerated().map { number, field in
        [
          "source": field["name"] ?? "", "name": "f\(number)", "privacy": "none", "treat": "keep",
        ]
      },
    ]
    // The default of the specification; ours is 'equal'.
    if schema["fieldsMatch"] == nil { pipeline["fieldsMatch"] = "exact" }
    let keys = schema["foreignKeys"] as? [[String: Any]] ?? []
    let elsewhere = keys.compactMap { key -> [String: Any]? in
      let reference = key["reference"] as? [String: Any] ?? [:]
      guard let other = reference["resource"] as? String, !other.isEmpty else { return nil }
      let names = (key["fields"] as? [String] ?? []).map { label in
        "f\(fields.firstIndex { $0["name"] as? String == label } ?? 0)"
      }
      return [
        "fields": names,
        "reference": [
          "codes": "\(other).csv", "delimiter": ",", "fields": reference["fields"] ?? [],
        ],
      ]
    }
    if !elsewhere.isEmpty { pipeline["foreignKeys"] = elsewhere }
    let text = try JSONSerialization.data(
      withJSONObject: pipeline, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: text, as: UTF8.self)
  }
}
