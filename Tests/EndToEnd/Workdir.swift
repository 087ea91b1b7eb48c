// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikDefinition
import HergebruikModel
import HergebruikRun
import Testing

/// A fresh folder of a test's own with a project and a folder of keys beside it; removed at the end.
final class Workdir: Sendable {
  /// The folder itself.
  let path: String
  /// The project, in which the program runs.
  var project: String { path + "/project" }
  /// Where `HERGEBRUIK_KEYS` points.
  var keys: String { path + "/keys" }
  /// Whether an FG signs for every dataset before each run.
  private let isSigned: Bool
  /// Whether the FG allows what cannot be compared with the release before.
  private let allowsUncompared: Bool

  /// Makes the folders, and keys of the bytes 00 01 … 1f, mode 0600.
  init(
    keys names: [String] = [], catalogue: Bool = true, isSigned: Bool = true,
    allowsUncompared: Bool = true
  ) throws {
    self.isSigned = isSigned
    self.allowsUncompared = allowsUncompared
    var template = Array("/tmp/hergebruik-e2e-XXXXXX".utf8CString)
    try #require(mkdtemp(&template) != nil)
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    for folder in [project, keys, path + "/home"] { try #require(mkdir(folder, 0o700) == 0) }
    for name in names { try writeKey(name) }
    if catalogue { try write("pipelines/catalog.yaml", Self.catalogue) }
  }

  deinit {
    // What cannot be removed stays for the system to clear: a deinit has no one to tell.
    try? FileManager.default.removeItem(atPath: path)
  }

  static let catalogue = """
    version: 1
    baseURL: https://data.voorbeeldstad.nl
    title: Open data
    description: Gegevens van een test.
    publisher:
      name: Gemeente Voorbeeldstad
      uri: https://identifier.overheid.nl/tooi/id/gemeente/gm9999
    contactPoint: {name: Team Open Data, email: opendata@voorbeeldstad.nl}
    license: CC0-1.0

    """
}

// MARK: - Files

extension Workdir {
  /// The path of something in the project.
  func file(_ name: String) -> String { "\(project)/\(name)" }

  func write(_ name: String, _ bytes: [UInt8]) throws {
    let target = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: target)
  }

  func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

  func writeKey(_ name: String, mode: mode_t = 0o600) throws {
    let target = "\(keys)/\(name).key"
    try Data((0..<32).map(UInt8.init)).write(to: URL(fileURLWithPath: target))
    try #require(chmod(target, mode) == 0)
  }

  func read(_ name: String) throws -> [UInt8] { try bytes(ofFile: file(name)) }

  func text(_ name: String) throws -> String { String(decoding: try read(name), as: UTF8.self) }

  /// Whether a file is there and has a text in it.
  func has(_ text: String, in name: String) throws -> Bool {
    try exists(name) && self.text(name).contains(text)
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: file(name)) }

  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: file(name)) }

  func mode(_ name: String) throws -> mode_t {
    var status = stat()
    try #require(lstat(file(name), &status) == 0)
    return status.st_mode & 0o7777
  }

  /// Sets when a file was last changed.
  func age(_ name: String, seconds: Int) throws {
    let then = time(nil) - seconds
    var times = [timeval(tv_sec: then, tv_usec: 0), timeval(tv_sec: then, tv_usec: 0)]
    try #require(utimes(file(name), &times) == 0)
  }

  /// Copies a folder of the repository into the project.
  func copy(_ source: String, to name: String) throws {
    let target = URL(fileURLWithPath: file(name))
    if FileManager.default.fileExists(atPath: target.path) {
      try FileManager.default.removeItem(at: target)
    }
    // copyItem would also give the copy its owner, which only root may.
    guard let paths = try? FileManager.default.subpathsOfDirectory(atPath: source), !paths.isEmpty
    else { return try write(name, bytes(ofFile: source)) }
    for path in paths {
      var isFolder: ObjCBool = false
      _ = FileManager.default.fileExists(atPath: "\(source)/\(path)", isDirectory: &isFolder)
      if !isFolder.boolValue {
        try write("\(name)/\(path)", bytes(ofFile: "\(source)/\(path)"))
      }
    }
  }

  /// A dataset's pipeline file, of what stands under `extract: csv:` and the fields.
  func dataset(_ name: String, csv: String, fields: [String], more: String = "") throws {
    try dataset(name, extract: "csv: {\(csv)}", fields: fields, more: more)
  }

  /// A dataset's pipeline file, of what stands under `extract:` and the fields.
  func dataset(_ name: String, extract: String, fields: [String], more: String = "") throws {
    try write(
      "pipelines/\(name)/pipeline.yaml",
      """
      version: 1
      extract:
        \(extract)
      fields:
      \(fields.map { "  - {\($0)}" }.joined(separator: "\n"))
      metadata: {title: \(name), description: Van een test., theme: [ENVI]}
      \(more)

      """)
  }

  /// The published table of a dataset, header first.
  func published(_ name: String) throws -> [[String]] {
    try CSVText.records(of: Gunzip.bytes(read("catalog/current/datasets/\(name)/\(name).csv.gz")))
  }

  /// Whether anything is published at all.
  var isPublished: Bool { exists("catalog/current") }

  /// The names of the generations.
  func generations() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: file("catalog/generations")).sorted()
  }

  /// Every file, folder and link below a folder, with its mode and content; paths are relative.
  func tree(_ name: String = "catalog/current") throws -> [String: Entry] {
    var root = file(name)
    if let target = try? FileManager.default.destinationOfSymbolicLink(atPath: root) {
      root = "\((root as NSString).deletingLastPathComponent)/\(target)"
    }
    var found: [String: Entry] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: root) {
      var status = stat()
      try #require(lstat("\(root)/\(path)", &status) == 0)
      let isFile = status.st_mode & S_IFMT == S_IFREG
      found[path] = Entry(
        mode: status.st_mode, content: isFile ? try bytes(ofFile: "\(root)/\(path)") : [])
    }
    return found
  }

  /// Something in a folder.
  struct Entry: Equatable, Sendable {
    var mode: mode_t
    var content: [UInt8]
  }
}

/// The paths in which two trees differ.
func differences(_ one: [String: Workdir.Entry], _ other: [String: Workdir.Entry]) -> [String] {
  Set(one.keys).union(other.keys).filter { one[$0] != other[$0] }.sorted()
}

/// All bytes of a file.
func bytes(ofFile path: String) throws -> [UInt8] {
  try Array(Data(contentsOf: URL(fileURLWithPath: path)))
}

// MARK: - The program

extension Workdir {
  /// What the program sees of the environment.
  var environment: [String: String] {
    [
      "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
      "HOME": path + "/home", "HERGEBRUIK_KEYS": keys,
    ]
  }

  /// Starts the real binary in the project.
  func start(
    _ arguments: [String], environment more: [String: String] = [:], input: [UInt8]? = nil,
    directory: String? = nil
  ) throws -> RunningProgram {
    if isSigned, arguments.first == "run" { try signOff() }
    return try RunningProgram(
      .init(
        executable: Repository.program, arguments: arguments,
        environment: environment.merging(more) { $1 }, directory: directory ?? project,
        input: input))
  }

  /// Runs the real binary in the project to its end.
  func run(
    _ arguments: String..., environment more: [String: String] = [:], input: [UInt8]? = nil,
    directory: String? = nil
  ) async throws -> Outcome {
    try await run(arguments, environment: more, input: input, directory: directory)
  }

  /// Runs the real binary in the project to its end.
  func run(
    _ arguments: [String], environment more: [String: String] = [:], input: [UInt8]? = nil,
    directory: String? = nil
  ) async throws -> Outcome {
    try await Turns.shared.take {
      try await self.start(arguments, environment: more, input: input, directory: directory)
        .finish()
    }
  }

  /// The last day of signatures that tests give: a signature is judged by the real day, which no test may outlive.
  static let lastDay = "\((Int(AmsterdamDate.today().prefix(4)) ?? 0) + 2)-12-31"

  /// Runs the real binary in the project to its end; nobody signs before.
  func runUnsigned(_ arguments: String...) async throws -> Outcome {
    try await runUnsigned(arguments)
  }

  /// Runs the real binary in the project to its end; nobody signs before.
  func runUnsigned(_ arguments: [String]) async throws -> Outcome {
    try await Turns.shared.take {
      try await RunningProgram(
        .init(
          executable: Repository.program, arguments: arguments, environment: self.environment,
          directory: self.project, input: nil)
      ).finish()
    }
  }

  /// Signs for every dataset of which the pipeline file can be read, having seen what the last report says is possible;
  /// what cannot be read is another test's matter.
  ///
  /// - Parameter forbidden: What is not allowed besides.
  func signOff(without forbidden: [Assessment.Exception]? = nil) throws {
    let forbidden = forbidden ?? (allowsUncompared ? [] : [.uncompared])
    guard let project = try? Project(directory: project), let names = try? project.datasetNames()
    else { return }
    for name in names {
      guard let pipeline = try? project.pipeline(name, defaultLicense: "CC0-1.0"),
        pipeline.hasPersons
      else { continue }
      _ = try SignOff(of: pipeline).sign(
        SignOff.Request(
          role: "FG", isPublished: true, date: AmsterdamDate.today(), validUntil: Self.lastDay,
          exceptions: Dictionary(
            uniqueKeysWithValues: Assessment.Exception.allCases.compactMap { exception in
              forbidden.contains(exception) ? nil : (exception, "Een test.")
            }),
          seen: LastReport.read(project: self.project, dataset: name)?.report.possible
            .map { .init(field: $0.place, detector: $0.detector) } ?? []))
    }
  }

  /// Runs another program to its end, in the project.
  func run(tool: String, _ arguments: [String], input: [UInt8]? = nil) async throws -> Outcome {
    try await Turns.shared.take {
      try await RunningProgram(
        .init(
          executable: tool, arguments: arguments,
          environment: ProcessInfo.processInfo.environment.merging(self.environment) { $1 },
          directory: self.project, input: input)
      ).finish()
    }
  }
}

extension Workdir {
  /// Checks a report against its schema in `docs`; that for the FG where none is named.
  func checkReport(
    _ name: String, by schema: String = "privacy-report.schema.json"
  ) async throws {
    let python = Repository.python
    try #require(FileManager.default.fileExists(atPath: python), "tool: make test installs it")
    let checked = try await run(
      tool: python,
      [
        "-c",
        "import json, sys, jsonschema; jsonschema.validate(*(json.load(open(f)) for f in sys.argv[1:]))",
        file(name), Repository.root + "/docs/\(schema)",
      ])
    #expect(checked.code == 0, "\(checked.errors)")
  }
}

/// Lets a few programs run at the same time, not one for each test.
actor Turns {
  static let shared = Turns()

  private var free = 3
  private var waiting: [CheckedContinuation<Void, Never>] = []

  func take<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
    if free > 0 {
      free -= 1
    } else {
      await withCheckedContinuation { waiting.append($0) }
    }
    defer {
      if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
    return try await body()
  }
}
