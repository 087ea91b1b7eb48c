// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikFormat
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikRun

@Suite("Project")
struct ProjectTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
  }

  private func project() throws -> Project {
    try folder.write("pipelines/catalog.yaml", exampleCatalogue)
    return try Project(directory: folder.path)
  }

  private func dataset(_ name: String, _ text: String) throws {
    try folder.write("pipelines/\(name)/pipeline.yaml", text)
  }

  private let right = fields("source: a, privacy: none, treat: keep")

  @Test("is missing where there is no pipelines/catalog.yaml")
  func missing() throws {
    #expect(
      diagnostics { _ = try Project(directory: folder.path) }.map(\.code) == [.projectMissing])
    try folder.folder("pipelines/catalog.yaml")
    #expect(
      diagnostics { _ = try Project(directory: folder.path) }.map(\.code) == [.projectMissing])
  }

  @Test("lists its datasets, and suggests one for a misspelt name")
  func datasets() throws {
    let project = try project()
    for name in ["bomen", "afval", ".git"] { try dataset(name, right) }
    try folder.write("pipelines/README.md", "x")
    #expect(try project.datasetNames() == ["afval", "bomen"])
    #expect(try project.datasetNames(asked: ["bomen", "afval", "bomen"]) == ["afval", "bomen"])
    let found = diagnostics { _ = try project.datasetNames(asked: ["bommen", "afval", "x"]) }
    #expect(found.map(\.code) == [.datasetUnknown, .datasetUnknown])
    #expect(found.first?.hint == "Did you mean 'bomen'?")
  }

  @Test("reads every file, and reports the problems of all")
  func definitions() throws {
    let project = try project()
    try dataset("bomen", right)
    try dataset("afval", right.replacing("treat: keep", with: "treat: kep"))
    try folder.folder("pipelines/leeg")
    try folder.write("pipelines/latin/pipeline.yaml", Array("version: 1\na: \"caf".utf8) + [0xE9])
    let read = try ProjectDefinitions(project)
    #expect(read.names == ["afval", "bomen", "latin", "leeg"])
    #expect(read.pipelines.map(\.name) == ["bomen"])
    #expect(read.catalogue?.keep == 7)
    #expect(
      read.diagnostics.map(\.code) == [.invalidValue, .encoding, .datasetUnknown])
    #expect(read.diagnostics.map(\.dataset) == ["afval", "latin", "leeg"])
    #expect(read.diagnostics.map(\.location.line) == [6, 2, nil])
    #expect(read.diagnostics[1].location.column == 8)
    #expect(
      read.diagnostics[0].location.file == folder.path + "/pipelines/afval/pipeline.yaml")
    #expect(read.report(on: "2026-11-24").exitCode == 2)
    let one = try ProjectDefinitions(project, asked: ["bomen"]).report(on: "2026-11-24")
    #expect(
      one.exitCode == 0 && one.diagnostics.map(\.code) == [.accessibilityStatementMissing])
  }

  @Test("does not blame a dataset for a broken catalogue")
  func brokenCatalogue() throws {
    let project = try project()
    try dataset("bomen", right)
    try folder.write("pipelines/catalog.yaml", "version: 1")
    let read = try ProjectDefinitions(project)
    #expect(read.catalogue == nil)
    #expect(read.pipelines.map(\.name) == ["bomen"])
    #expect(!read.diagnostics.isEmpty)
    #expect(read.diagnostics.allSatisfy { $0.dataset == nil })
  }

  @Test("keeps its private folder for its own user")
  func privateFolder() throws {
    let project = try project()
    for _ in 1...2 {
      try project.preparePrivateFolder()
      var status = stat()
      try #require(stat(project.privateFolder, &status) == 0)
      #expect(status.st_mode == S_IFDIR | 0o700)
      try #require(chmod(project.privateFolder, 0o755) == 0)
    }
    try #require(rmdir(project.privateFolder) == 0)
    try #require(symlink("/tmp", project.privateFolder) == 0)
    #expect(diagnostics { try project.preparePrivateFolder() }.map(\.code) == [.inputOutput])
  }

  @Test("keeps the folders inside it for their own user, and takes no link for one")
  func workspace() throws {
    let project = try project()
    _ = try Workspace(project)
    for name in ["quarantine", "work"] {
      let path = "\(project.privateFolder)/\(name)"
      try #require(chmod(path, 0o777) == 0)
      _ = try Workspace(project)
      var status = stat()
      try #require(lstat(path, &status) == 0)
      #expect(status.st_mode == S_IFDIR | 0o700, "\(name)")
      try #require(rmdir(path) == 0)
      try folder.folder("elsewhere")
      try #require(symlink(folder.path + "/elsewhere", path) == 0)
      let found = diagnostics { _ = try Workspace(project) }
      #expect(found.map(\.code) == [.inputOutput], "\(name)")
      #expect(found.first?.location.file == path)
      try #require(unlink(path) == 0)
      try folder.write(".hergebruik/\(name)", "x")
      #expect(diagnostics { _ = try Workspace(project) }.map(\.code) == [.inputOutput], "\(name)")
      try #require(unlink(path) == 0)
    }
  }

  @Test("is refused where it has no dataset at all")
  func empty() throws {
    let project = try project()
    let found = diagnostics { _ = try ProjectDefinitions(project) }
    #expect(found.map(\.code) == [.datasetUnknown])
    #expect(found.first?.hint?.contains("pipelines/NAME/pipeline.yaml") == true)
    #expect(DiagnosticCode.exitCode(for: found) == 2)
  }

  @Test("says that its lock is a link")
  func linkedLock() throws {
    let project = try project()
    try project.preparePrivateFolder()
    try #require(symlink("/tmp/x", project.privateFolder + "/lock") == 0)
    let found = diagnostics { _ = try RunLock(project) }
    #expect(found.map(\.code) == [.inputOutput])
    #expect(found.map(\.summary) == ["the lock is a symbolic link"])
  }

  @Test("lets one run at a time in, and says so with exit code 5")
  func lock() throws {
    let project = try project()
    do {
      let lock = try RunLock(project)
      let found = diagnostics { _ = try RunLock(project) }
      #expect(found.map(\.code) == [.locked])
      #expect(DiagnosticCode.exitCode(for: found) == 5)
      withExtendedLifetime(lock) {}
    }
    _ = try RunLock(project)
    var status = stat()
    try #require(stat(project.privateFolder + "/lock", &status) == 0)
    #expect(status.st_mode == S_IFREG | 0o600)
  }

  @Test("shows paths as a person would type them")
  func paths() throws {
    let project = try project()
    #expect(project.path("pipelines") == folder.path + "/pipelines")
    #expect(try Project(directory: folder.path + "/").catalog == folder.path + "/catalog")
  }
}
