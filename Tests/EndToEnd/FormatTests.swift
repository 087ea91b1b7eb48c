// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikDefinition
import Testing

/// Files of every format that the program ever wrote (Tests/Formats), and what must come of them; docs/versions.md
/// promises it.
@Suite("Formats")
struct FormatTests {
  static let folder = Repository.root + "/Tests/Formats"
  static let generation = "catalog/generations/2026-11-02T010000Z"
  /// The forms of `generation.json` within format 1.
  static let forms = ["2026-11-23.json", "2026-11-28.json"]

  /// A project of which every file has format 1, signed for then.
  private func project(signed form: Int = 1) throws -> Workdir {
    let work = try Workdir(keys: ["sleutel"], catalogue: false, isSigned: false)
    for (file, name) in [
      ("catalogue/1/catalog.yaml", "catalog.yaml"),
      ("pipeline/1/bomen.yaml", "bomen/pipeline.yaml"),
      ("pipeline/1/klanten.yaml", "klanten/pipeline.yaml"),
    ] {
      try work.copy("\(Self.folder)/\(file)", to: "pipelines/\(name)")
    }
    // A signature is judged by the real day, and this one is for longer than it was given.
    let signed = try String(
      contentsOfFile: "\(Self.folder)/assessment/\(form)/klanten.yaml", encoding: .utf8)
    try work.write(
      "pipelines/klanten/assessment.yaml",
      signed.replacing(
        /validUntil: "[0-9-]+"/, with: "validUntil: \"\(Workdir.lastDay)\""))
    try work.write("pipelines/bomen/bomen.csv", "Nummer;Soort\n1;Eik\n2;Beuk\n3;Linde\n4;Es\n")
    try work.write(
      "pipelines/klanten/klanten.csv", "Nummer;Naam;Zone\nK-1;A. Test;Noord\nK-2;B. Test;Zuid\n")
    return work
  }

  /// The same with a catalogue that an earlier program published.
  private func published(_ form: String) throws -> Workdir {
    let work = try project()
    try work.copy("\(Self.folder)/published", to: Self.generation)
    try work.copy("\(Self.folder)/generation/1/\(form)", to: Self.generation + "/generation.json")
    try point(work, to: Self.generation)
    return work
  }

  /// Points `catalog/current` to a generation, as a person does to go back.
  private func point(_ work: Workdir, to generation: String) throws {
    if work.isPublished { try work.remove("catalog/current") }
    try FileManager.default.createSymbolicLink(
      atPath: work.file("catalog/current"),
      withDestinationPath: "generations/" + (generation as NSString).lastPathComponent)
  }

  private func json(_ work: Workdir, _ path: String) throws -> [String: Any] {
    try #require(try JSONSerialization.jsonObject(with: Data(work.read(path))) as? [String: Any])
  }

  // MARK: - Numbers

  @Test("every number that the program writes or reads has its files here")
  func numbers() async throws {
    let work = try project()
    let signed = try await work.run(
      "sign-off", "klanten", "--role", "FG", "--decision", "publish", "--valid-until",
      Workdir.lastDay, "--allow-source-order", "--reason", "source-order=Een test.")
    #expect(signed.code == 0, "\(signed.errors)")
    #expect(try await work.run("run", "--date", "2026-11-01").code == 0)
    var numbers = [
      "pipeline": FileFormat.pipeline, "catalogue": FileFormat.catalogue,
      "assessment": FileFormat.assessment, "decisions": FileFormat.decisions,
    ]
    for (name, path) in [
      ("generation", "catalog/current/generation.json"),
      ("quality", "catalog/current/quality.json"),
      ("changes", "catalog/current/datasets/bomen/changes.json"),
      ("privacy-report", ".hergebruik/runs/2026-11-01/klanten.json"),
      ("validation-report", ".hergebruik/runs/2026-11-01/bomen.validation.json"),
    ] {
      numbers[name] = try #require(json(work, path)["version"] as? Int, "\(path)")
    }
    #expect(
      try json(work, "catalog/current/datasets/bomen/quality.json")["version"] as? Int
        == numbers["quality"])
    for name in ["assessment", "decisions"] {
      let text = try work.text("pipelines/klanten/\(name).yaml")
      #expect(text.contains("\nversion: \(numbers[name] ?? 0)\n"), "\(name)")
    }
    let manager = FileManager.default
    let forms = try manager.contentsOfDirectory(atPath: Self.folder + "/generation/1").sorted()
    #expect(forms == Self.forms)
    for (name, number) in numbers {
      let found = try manager.contentsOfDirectory(atPath: "\(Self.folder)/\(name)").sorted()
      #expect(found == (1...number).map(String.init), "\(name)")
      for folder in found {
        let files = try manager.contentsOfDirectory(atPath: "\(Self.folder)/\(name)/\(folder)")
        #expect(!files.isEmpty, "\(name)/\(folder)")
      }
    }
  }

  // MARK: - Earlier files

  @Test("goes on from what an earlier program published", arguments: forms)
  func goesOn(form: String) async throws {
    let work = try published(form)
    let night = try await work.run("run", "--date", "2026-11-04")
    #expect(night.code == 0, "\(night.errors)")
    let datasets = try #require(
      json(work, "catalog/current/generation.json")["datasets"] as? [[String: Any]])
    #expect(datasets.map { $0["issued"] as? String } == ["2026-11-01", "2026-11-01"])
    // The sign-off of then holds, and the pseudonyms are those of then.
    for name in ["bomen/bomen", "klanten/klanten"] {
      let path = "datasets/\(name).csv.gz"
      #expect(
        try work.read("catalog/current/\(path)")
          == bytes(ofFile: "\(Self.folder)/published/\(path)"))
    }
    if form != Self.forms[0] {
      // An upgrade is no change of the data.
      #expect(datasets.map { $0["modified"] as? String } == ["2026-11-02", "2026-11-01"])
      #expect(work.exists("catalog/current/datasets/bomen/versions/2026-11-01/bomen.csv.gz"))
      let releases = try #require(
        json(work, "catalog/current/datasets/bomen/changes.json")["releases"] as? [[String: Any]])
      #expect(releases.suffix(2).map { $0["date"] as? String } == ["2026-11-02", "2026-11-01"])
    }
    // Back to the earlier generation, and on again.
    try point(work, to: Self.generation)
    #expect(try await work.run("run", "--date", "2026-11-05").code == 0)
  }

  @Test("carries over what cannot be built tonight", arguments: forms)
  func carriesOver(form: String) async throws {
    let work = try published(form)
    try work.write("pipelines/bomen/bomen.csv", "Nummer\n1\n")
    try work.write("pipelines/klanten/klanten.csv", "Nummer;Naam;Zone\nK-1;A. Test;Noord\n")
    let night = try await work.run("run", "--date", "2026-11-04", "--accept-change")
    #expect(night.code == 1, "\(night.errors)")
    let path = "datasets/bomen/bomen.csv.gz"
    #expect(
      try work.read("catalog/current/\(path)") == bytes(ofFile: "\(Self.folder)/published/\(path)"))
    #expect(try work.text("catalog/current/datasets/bomen/index.html").contains("Bomen"))
    #expect(try work.published("klanten").count == 2)
  }

  @Test("compares with what an earlier program published", arguments: forms)
  func compares(form: String) async throws {
    let work = try published(form)
    try work.write("pipelines/bomen/bomen.csv", "Nummer;Soort\n1;Eik\n2;Beuk\n3;Iep\n4;Es\n5;Den\n")
    let difference = try await work.run("diff", "bomen")
    #expect(difference.code == 0, "\(difference.errors)")
    #expect(difference.output.contains("4 → 5 rows"), "\(difference.output)")
    #expect(difference.output.contains("rows added      1"), "\(difference.output)")
    #expect(difference.output.contains("rows changed    1"), "\(difference.output)")
  }

  @Test(
    "a sign-off of format 1 is bound to the whole definition, one of format 2 to what concerns persons"
  )
  func bound() async throws {
    for (form, code) in [(1, 3), (2, 0)] as [(Int, Int32)] {
      let work = try project(signed: form)
      let file = "pipelines/klanten/pipeline.yaml"
      try work.write(file, try work.text(file) + "errors: {limit: 1}\n")
      let night = try await work.run("run", "klanten", "--date", "2026-11-05")
      #expect(night.code == code, "\(form): \(night.errors)")
      #expect(night.errors.contains("[assessment-outdated]") == (code == 3), "\(night.errors)")
    }
  }

  @Test(
    "a sign-off of an earlier program holds, and not for another definition", arguments: [1, 2])
  func signOff(form: Int) async throws {
    let work = try project(signed: form)
    #expect(try await work.run("run", "klanten", "--date", "2026-11-04").code == 0)
    let file = "pipelines/klanten/pipeline.yaml"
    try work.write(
      file,
      try work.text(file).replacing(
        "privacy: direct, treat: drop", with: "privacy: none, treat: drop"))
    let night = try await work.run("run", "klanten", "--date", "2026-11-05")
    #expect(night.code == 3 && night.errors.contains("[assessment-outdated]"), "\(night.errors)")
    #expect(night.errors.contains("Naam was direct, drop and is none, drop"), "\(night.errors)")
  }

  @Test("decisions of an earlier program hold")
  func decisions() async throws {
    let work = try project()
    let file = "pipelines/bomen/decisions.yaml"
    try work.copy("\(Self.folder)/decisions/1/published.yaml", to: file)
    #expect(try await work.run("run", "bomen", "--date", "2026-11-04").code == 0)
    #expect(try work.text("catalog/current/generation.json").contains("\"issued\":\"2026-11-01\""))
    let pipeline = try work.text("pipelines/bomen/pipeline.yaml")
    try work.write(
      "pipelines/bomen/pipeline.yaml", pipeline.replacing("  version: 2\n", with: "  version: 1\n"))
    let lower = try await work.run("run", "bomen", "--date", "2026-11-05")
    #expect(lower.code == 1 && lower.errors.contains("[schema-breaking]"), "\(lower.errors)")
    try work.copy("\(Self.folder)/decisions/1/withdrawn.yaml", to: file)
    let night = try await work.run("run", "bomen", "--date", "2026-11-06")
    #expect(night.output.contains("bomen: withdrawn"), "\(night.output)\(night.errors)")
    #expect(!work.exists("catalog/current/datasets/bomen/bomen.csv.gz"))
    #expect(try work.text("catalog/current/datasets/bomen/index.html").contains("Een test."))
  }

  @Test(
    "reports of every format are as their schema says",
    arguments: [
      ("quality/1/bomen-without-number.json", "quality"),
      ("privacy-report/1/klanten.json", "privacy-report"),
      ("validation-report/1/bomen.json", "validation-report"),
    ])
  func schemas(file: String, schema: String) async throws {
    let work = try Workdir()
    try work.copy("\(Self.folder)/\(file)", to: "report.json")
    try await work.checkReport("report.json", by: "\(schema).schema.json")
  }
}
