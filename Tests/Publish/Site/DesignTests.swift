// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikSite

struct DesignTests {
  private func page(_ design: SiteDesign, _ path: String) throws -> String {
    let site = try Site(
      catalogue: Sample.catalogue, datasets: [Sample.dataset("bomen")], design: design)
    return String(decoding: try #require(try site.files()[path]), as: UTF8.self)
  }

  private func problem(_ file: String, _ text: String) -> Diagnostic? {
    do {
      let design = SiteDesign(files: [file: Array(text.utf8)])
      _ = try Site(catalogue: Sample.catalogue, datasets: [], design: design).files()
      return nil
    } catch {
      return (error as? Failure)?.diagnostics.first
    }
  }

  @Test(arguments: [
    "#154273", "#ffff00", "#ffffff", "#000000", "#808080", "#e17000", "#39870c", "#ff00ff",
    "#777c00",
  ])
  func everyAccentGivesEnoughContrast(accent: String) throws {
    let css = String(decoding: try SiteDesign().stylesheet(accent: accent), as: UTF8.self)
    #expect(css.contains("--accent: \(accent);"))
    #expect(ContrastCheck(css).problems.isEmpty)
  }

  @Test func refusesColoursThatDifferTooLittle() throws {
    let css = String(decoding: try SiteDesign().stylesheet(accent: nil), as: UTF8.self)
    let grey = css.replacing("--ink-quiet: #4a5767", with: "--ink-quiet: #9aa5b1")
    let found = try #require(problem("site.css", grey))
    #expect(found.code == .template)
    #expect(
      found.summary == "--ink-quiet on --page has a contrast of 2.5 in light mode, not 4.5")
    let dark = css.replacing("--ink-quiet: #aeb9c5", with: "--ink-quiet: #4a5767")
    #expect(try #require(problem("site.css", dark)).summary.contains("in dark mode"))
    #expect(
      try #require(problem("site.css", "body {}")).summary
        == "the token --ink has no colour in light mode")
  }

  @Test func knowsContrast() throws {
    let grey = try #require(Colour("#767676"))
    #expect((grey.contrast(with: .white) * 100).rounded() == 454)
    #expect(Colour.black.contrast(with: .white) == 21)
    #expect(Colour("#15427") == nil && Colour("#15427g") == nil && Colour("154273a") == nil)
  }

  @Test func aTemplateOfOnesOwnStandsInForTheProgrammes() throws {
    let design = SiteDesign(files: [
      "contact.mustache": Array("<p>Bel {{name}}</p>".utf8),
      "texts.json": Array(#"{"download-title": {"nl": "Ophalen"}}"#.utf8),
    ])
    let page = try page(design, "datasets/bomen/index.html")
    #expect(page.contains("<p>Bel Team Open Data</p>"))
    #expect(page.contains(">Ophalen</h2>"))
    #expect(try self.page(design, "en/datasets/bomen/index.html").contains(">Download</h2>"))
  }

  @Test func aTemplateOfOnesOwnEscapesToo() throws {
    var catalogue = Sample.catalogue
    catalogue.contactPoint.name = "<b>"
    let design = SiteDesign(files: ["contact.mustache": Array("{{name}}".utf8)])
    let files = try Site(catalogue: catalogue, datasets: [], design: design).files()
    let page = String(decoding: try #require(files["index.html"]), as: UTF8.self)
    #expect(page.contains("&lt;b&gt;") && !page.contains("<b>"))
  }

  @Test func saysWhatIsWrongWithATemplate() {
    #expect(problem("dataset.mustache", "{{#open}}")?.location.file == "dataset.mustache")
    #expect(problem("texts.json", "[]")?.code == .template)
    #expect(
      problem("texts.json", #"{"no-such": {"nl": "x"}}"#)?.summary
        == "there is no text with the key 'no-such'")
    // The site has texts of its own that begin in the same way.
    for (key, isRefused) in [
      ("report-decided-by", true), ("desk-publish", true), ("report-title", false),
    ] {
      let found = problem("texts.json", "{\"\(key)\": {\"nl\": \"x\"}}")
      #expect(found?.summary.contains("keep the program's words") == (isRefused ? true : nil))
    }
  }

  @Test func showsALogo() throws {
    let design = SiteDesign(logo: .init(name: "logo.svg", bytes: Array("<svg/>".utf8)))
    #expect(try page(design, "en/index.html").contains("<img src=\"../assets/logo.svg\" alt=\"\""))
    #expect(try page(design, "assets/logo.svg") == "<svg/>")
  }
}
