// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikPublish

/// The official shapes and two independent parsers, over a catalogue with every awkward character.
///
/// Runs where `PYTHON` names an interpreter with pyshacl and rdflib, and `DCAT_SHAPES` a folder with the shapes and a
/// `run_all.sh` that applies them; `make check` does the same with a published catalogue.
/// `HERGEBRUIK_SAMPLE` names a folder where the sample is to stay, to be looked at.
struct CheckCatalogueTests {
  private static let project = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  private static var shapes: String {
    ProcessInfo.processInfo.environment["DCAT_SHAPES"] ?? ""
  }

  private static var canRun: Bool {
    ProcessInfo.processInfo.environment["PYTHON"] != nil
      && FileManager.default.fileExists(atPath: shapes + "/run_all.sh")
  }

  private func datasets() -> [DatasetRecord] {
    var awkward = Sample.dataset(
      "meldingen", rows: 12_345, title: LocalizedText(nl: Sample.awkward, en: Sample.awkward))
    awkward.description.description = LocalizedText(nl: Sample.awkward)
    awkward.description.keywords = [
      "nl": [Sample.awkward, "é", "e\u{301}"], "en": ["a\rb", "a\nb"],
    ]
    awkward.description.landingPage = "https://www.voorbeeldstad.nl/meldingen?taal=nl&vorm=lang#a"
    awkward.description.pages = [
      "https://www.voorbeeldstad.nl/(uitleg)", "http://voorbeeldstad.nl",
    ]
    awkward.fields += (0..<40).map {
      PublishedField(
        name: "een_heel_lange_naam_van_een_veld_\($0)", type: "datetime", privacy: .none,
        treatment: .kind(.keep))
    }
    return [
      Sample.dataset(
        "parkeervergunningen", rows: 740, title: LocalizedText(nl: "Parkeervergunningen")),
      Sample.dataset(
        "bomen", rows: 12, title: LocalizedText(nl: "Gemeentelijke bomen"),
        fields: Sample.plainFields), awkward,
    ]
  }

  @Test func publishesASampleToLookAt() throws {
    let folder = try TemporaryFolder()
    let catalog = ProcessInfo.processInfo.environment["HERGEBRUIK_SAMPLE"] ?? folder.path
    let outcome = try GenerationStore(catalog: catalog).publish(datasets())
    #expect(outcome != .unchanged || catalog != folder.path)
  }

  @Test(.enabled(if: canRun, "tool: PYTHON or DCAT_SHAPES is not set"))
  func conformsToDCATInThreeEqualSerialisations() throws {
    let folder = try TemporaryFolder()
    let store = GenerationStore(catalog: folder.path)
    try store.publish(datasets())
    let (status, output) = try check(folder.path)
    #expect(status == 0, "\(output.suffix(4000))")
    #expect(output.contains("4 files conform"))
  }

  @Test(.enabled(if: canRun, "tool: PYTHON or DCAT_SHAPES is not set"))
  func findsADifferenceBetweenSerialisations() throws {
    let folder = try TemporaryFolder()
    let store = GenerationStore(catalog: folder.path)
    try store.publish(datasets())
    let path = store.currentLink + "/catalog.rdf"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("stad</dct:title>", with: "Stad</dct:title>")
      .write(toFile: path, atomically: true, encoding: .utf8)
    let (status, output) = try check(folder.path)
    #expect(status == 1)
    #expect(output.contains("differ"))
  }

  private func check(_ catalog: String) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = Self.project.appending(path: "scripts/check_catalogue.sh")
    process.arguments = [catalog]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["DCAT_SHAPES": Self.shapes]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return (process.terminationStatus, output)
  }
}
