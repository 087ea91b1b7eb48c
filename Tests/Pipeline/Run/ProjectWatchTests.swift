// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikRun
import Testing

/// What a preview notices, and which datasets it concerns.
struct ProjectWatchTests {
  /// A project of datasets `a`, whose exports lie elsewhere, and `b`.
  private final class Folder: Sendable {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "hergebruik-watch-" + UUID().uuidString
      try write("pipelines/catalog.yaml", "version: 1\n")
      try write(
        "pipelines/a/pipeline.yaml",
        "extract: {csv: {path: ../../uit/a_*.csv, pick: newest}}\n"
          + "privacy: {pseudonym: {key: sleutel}}\n")
      try write("pipelines/b/pipeline.yaml", "extract: {csv: {path: export.csv}}\n")
      try write("pipelines/b/export.csv", "x\n1\n")
      try write("pipelines/codes/lijst.csv", "x\n")
      try write("uit/a_1.csv", "x\n1\n")
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func write(_ name: String, _ text: String) throws {
      let target = URL(fileURLWithPath: "\(path)/\(name)")
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: target)
    }

    func watch(_ datasets: [String] = []) throws -> ProjectWatch {
      try ProjectWatch(
        RunOptions(
          project: path, datasets: datasets, date: "2026-11-25", jobs: 1, memory: 1 << 24,
          environment: ["HERGEBRUIK_KEYS": path + "/keys"]))
    }
  }

  @Test func seesNothingWhereNothingChanges() throws {
    let folder = try Folder()
    var watch = try folder.watch()
    let first = watch.look()
    #expect(first.fileCount == 6)
    #expect(watch.look().change(since: first) == nil)
  }

  @Test(arguments: [
    ("pipelines/a/pipeline.yaml", ["a"]), ("uit/a_1.csv", ["a"]), ("uit/a_2.csv", ["a"]),
    ("keys/sleutel.key", ["a"]), ("pipelines/a/codes/eigen.csv", ["a"]),
    ("pipelines/b/export.csv", ["b"]), ("pipelines/b/assessment.yaml", ["b"]),
    ("pipelines/c/pipeline.yaml", ["c"]),
  ])
  func tellsWhichDatasetAChangeConcerns(_ file: String, _ names: [String]) throws {
    let folder = try Folder()
    var watch = try folder.watch()
    let first = watch.look()
    try folder.write(file, "x\n2\n")
    #expect(watch.look().change(since: first) == .datasets(Set(names)))
  }

  @Test(arguments: [
    "pipelines/catalog.yaml", "pipelines/codes/lijst.csv", "pipelines/site/site.css",
    "pipelines/site/outline.geojson",
  ])
  func tellsThatAChangeConcernsAll(_ file: String) throws {
    let folder = try Folder()
    var watch = try folder.watch()
    let first = watch.look()
    try folder.write(file, "x\n2\n")
    #expect(watch.look().change(since: first) == .everything)
  }

  @Test func seesThatSomethingWasPublished() throws {
    let folder = try Folder()
    var watch = try folder.watch()
    let first = watch.look()
    try folder.write("catalog/generations/een/x", "x")
    try #require(symlink("generations/een", folder.path + "/catalog/current") == 0)
    #expect(watch.look().change(since: first) == .everything)
  }

  @Test func seesAFileOfTheSameSizeAndTimeThatReplacedAnother() throws {
    let folder = try Folder()
    let file = folder.path + "/uit/a_1.csv"
    var watch = try folder.watch()
    let first = watch.look()
    var old = stat()
    try #require(stat(file, &old) == 0)
    try folder.write("uit/nieuw", "x\n9\n")
    var times = [old.st_atim, old.st_mtim]
    try #require(utimensat(AT_FDCWD, folder.path + "/uit/nieuw", &times, 0) == 0)
    try #require(rename(folder.path + "/uit/nieuw", file) == 0)
    #expect(watch.look().change(since: first) == .datasets(["a"]))
  }

  @Test func seesThatAPipelineNamesAnotherExport() throws {
    let folder = try Folder()
    var watch = try folder.watch()
    try folder.write("pipelines/a/pipeline.yaml", "extract: {csv: {path: ../../uit/b.csv}}\n")
    let second = watch.look()
    try folder.write("uit/a_1.csv", "x\n3\n")
    #expect(watch.look().change(since: second) == nil)
    try folder.write("uit/b.csv", "x\n")
    #expect(watch.look().change(since: second) == .datasets(["a"]))
  }

  @Test func seesALogoThatStandsElsewhere() throws {
    let folder = try Folder()
    try folder.write("huisstijl/logo.svg", "<svg/>")
    try folder.write("pipelines/catalog.yaml", "version: 1\nsite: {logo: ../huisstijl/logo.svg}\n")
    var watch = try folder.watch()
    let first = watch.look()
    #expect(watch.look().change(since: first) == nil)
    try folder.write("huisstijl/logo.svg", "<svg><g/></svg>")
    let second = watch.look()
    #expect(second.change(since: first) == .everything)
    // One with the path from the root, which is not there yet.
    try folder.write(
      "pipelines/catalog.yaml", "version: 1\nsite: {logo: \(folder.path)/nieuw.png}\n")
    let third = watch.look()
    try folder.write("nieuw.png", "x")
    #expect(watch.look().change(since: third) == .everything)
  }

  @Test func seesControlFilesAndListsBehindALinkToAFolder() throws {
    let folder = try Folder()
    try folder.write("uit/controle_1.csv", "rijen\n1\n")
    try folder.write("lijsten/soort.csv", "a\n")
    try #require(symlink(folder.path + "/lijsten", folder.path + "/pipelines/b/codes") == 0)
    try folder.write(
      "pipelines/b/pipeline.yaml",
      "extract: {csv: {path: export.csv}}\n"
        + "fields: [{source: x, treat: {lookup: {codes: codes/soort.csv}}}]\n"
        + "checks: [{control: {csv: {path: ../../uit/controle_*.csv}}}]\n")
    var watch = try folder.watch()
    for file in ["uit/controle_1.csv", "uit/controle_2.csv", "lijsten/soort.csv"] {
      let before = watch.look()
      try folder.write(file, "rijen\n22\n")
      #expect(watch.look().change(since: before) == .datasets(["b"]), "\(file)")
    }
  }

  @Test func seesThePipelineOfADatasetThatASchemaRefersTo() throws {
    let folder = try Folder()
    try folder.write(
      "pipelines/b/schema.json",
      #"{"foreignKeys": [{"fields": ["x"], "reference": {"resource": "a", "fields": ["y"]}}]}"#)
    var watch = try folder.watch(["b"])
    let first = watch.look()
    try folder.write("pipelines/a/pipeline.yaml", "extract: {csv: {path: ander.csv}}\n")
    #expect(watch.look().change(since: first) == .datasets(["b"]))
  }

  @Test func looksAtNoOtherDatasetsThanWereAskedFor() throws {
    let folder = try Folder()
    var watch = try folder.watch(["b"])
    let first = watch.look()
    try folder.write("uit/a_1.csv", "x\n2\n")
    try folder.write("pipelines/b/.export.csv.swp", "x")
    try folder.write("pipelines/b/export.csv~", "x")
    #expect(watch.look().change(since: first) == nil)
  }
}
