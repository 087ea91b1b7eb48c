// SPDX-License-Identifier: EUPL-1.2

import Glibc
import Testing

/// The site as runs of the program leave it.
@Suite("Site")
struct SiteTests {
  private let work: Workdir

  init() throws {
    work = try Workdir()
    try work.dataset(
      "bomen", csv: "path: export.csv", fields: ["source: soort, privacy: none, treat: keep"])
    let file = "pipelines/bomen/pipeline.yaml"
    try work.write(
      file,
      work.text(file).replacing("theme: [ENVI]", with: "theme: [ENVI], accrualPeriodicity: DAILY"))
    try work.write("pipelines/bomen/export.csv", "soort\neik\nlinde\n")
  }

  private func run(on day: String, code: Int32 = 0) async throws -> Outcome {
    let outcome = try await work.run("run", "--date", day)
    #expect(outcome.code == code, "\(day): \(outcome.errors)")
    return outcome
  }

  private func page(_ path: String = "datasets/bomen/index.html") throws -> String {
    try work.text("catalog/current/" + path)
  }

  @Test("says that data are behind schedule once they are, and no longer")
  func overdue() async throws {
    _ = try await run(on: "2026-11-01")
    try work.write("pipelines/bomen/export.csv", "")
    _ = try await run(on: "2026-11-02", code: 1)
    #expect(try !page().contains("lopen achter"))
    #expect(try work.generations().count == 1)
    _ = try await run(on: "2026-11-03", code: 1)
    #expect(try page().contains("lopen achter") && page().contains("1 november 2026"))
    #expect(try page("en/datasets/bomen/index.html").contains("behind schedule"))
    let late = try work.generations().count
    #expect(late == 2)
    _ = try await run(on: "2026-11-04", code: 1)
    #expect(try work.generations().count == late)
    try work.write("pipelines/bomen/export.csv", "soort\neik\nlinde\n")
    _ = try await run(on: "2026-11-05")
    #expect(try !page().contains("lopen achter"))
    #expect(try page().contains("<dd>1 november 2026</dd>"))
  }

  @Test("takes templates, texts and a logo from the project, and refuses what does not fit")
  func ownDesign() async throws {
    try work.write("pipelines/site/contact.mustache", "<p>Balie: {{name}}</p>\n")
    try work.write("pipelines/site/texts.json", #"{"download-title": {"nl": "Ophalen"}}"#)
    _ = try await run(on: "2026-11-01")
    #expect(try page().contains("<p>Balie: "))
    #expect(try page().contains(">Ophalen</h2>"))

    try work.write("pipelines/site/contact.mustache", "{{#open}}")
    let broken = try await run(on: "2026-11-02", code: 2)
    #expect(broken.errors.contains("[template-error]"))
    #expect(broken.errors.contains("contact.mustache"))
    #expect(try page().contains("<p>Balie: "))

    try work.remove("pipelines/site/contact.mustache")
    try work.write("pipelines/site/contactt.mustache", "")
    let misspelt = try await run(on: "2026-11-02", code: 2)
    #expect(misspelt.errors.contains("contact.mustache"))
  }

  @Test("writes only the pages that changed")
  func onlyChangedPages() async throws {
    _ = try await run(on: "2026-11-01")
    let same = ["over/index.html", "assets/site.css", "en/accessibility/index.html"]
    let before = try (same + ["datasets/bomen/index.html"]).map(inode)
    try work.write("pipelines/bomen/export.csv", "soort\neik\nlinde\nes\n")
    _ = try await run(on: "2026-11-02")
    #expect(try same.map(inode) == Array(before.dropLast()))
    #expect(try inode("datasets/bomen/index.html") != before.last)
  }

  /// The number of a file on its disk: the same for two names of one file.
  private func inode(_ path: String) throws -> ino_t {
    var status = stat()
    try #require(stat(work.file("catalog/current/" + path), &status) == 0)
    return status.st_ino
  }
}
