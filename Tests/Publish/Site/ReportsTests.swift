// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikSite

/// The two reports, in both languages, with much and with little in them.
struct ReportsTests {
  /// A page, split into its two articles.
  private struct Report {
    let name: String
    let html: String
    let dutch: String
    let english: String

    init(_ name: String, _ html: String) throws {
      (self.name, self.html) = (name, html)
      let start = try #require(html.range(of: "<article id=\"report-nl\" lang=\"nl\">"))
      let middle = try #require(html.range(of: "<article id=\"report-en\" lang=\"en\">"))
      dutch = String(html[start.lowerBound..<middle.lowerBound])
      english = String(html[middle.lowerBound...])
    }
  }

  private func reports() throws -> [Report] {
    var unsigned = SampleReports.richPrivacy
    unsigned.pseudonyms = .init(fields: ["nr"], key: nil, release: "2026-11")
    unsigned.signOff?.decision = "refuse"
    unsigned.signOff?.exceptions = []
    var all: [Report] = []
    for (name, report) in [
      ("poor", SampleReports.poorPrivacy), ("rich", SampleReports.richPrivacy),
      ("unsigned", unsigned),
    ] {
      all.append(try Report("privacy, \(name)", PrivacyReportPage.html(report)))
    }
    for method in ["none", "suppress", "generalise", "mondrian"] {
      var report = SampleReports.richPrivacy
      report.asked?.method = method
      all.append(try Report("privacy, \(method)", PrivacyReportPage.html(report)))
    }
    for (name, report) in [
      ("poor", SampleReports.poorValidation), ("rich", SampleReports.richValidation),
      ("accepted", SampleReports.accepted),
    ] {
      all.append(try Report("validation, \(name)", ValidationReportPage.html(report)))
    }
    return all
  }

  @Test func noTextIsMissingInAnyReport() throws {
    for report in try reports() {
      #expect(!report.html.contains("⟦"), "\(report.name)")
      #expect(!report.html.contains("{{"), "\(report.name)")
    }
  }

  @Test func eachArticleHasTheTextsOfItsLanguageOnly() throws {
    let reports = try reports()
    let catalogue = try Texts.catalogue.get()
    // Texts of other parts may be words that a dataset has in its name.
    let parts = ["report-", "detector-", "type-"]
    for (key, text) in catalogue where parts.contains(where: key.hasPrefix) {
      guard let dutch = text["nl"], let english = text["en"], dutch != english else { continue }
      for report in reports {
        #expect(!report.english.contains(">\(dutch)<"), "\(report.name): \(key)")
        #expect(!report.dutch.contains(">\(english)<"), "\(report.name): \(key)")
      }
    }
  }

  @Test func theArticlesHaveTheSameParts() throws {
    for report in try reports() {
      let tags = [report.dutch, report.english].map { article in
        article.matches(of: /<(section|table|tr|td|dt|dd|li|figure|code)\b/).map { String($0.1) }
      }
      #expect(tags[0] == tags[1], "\(report.name)")
    }
  }

  @Test func headingsGoDownByOneAndIdentifiersAreUnique() throws {
    for report in try reports() {
      let levels = report.html.matches(of: /<h([1-6])\s/).compactMap { Int($0.1) }
      #expect(levels.count { $0 == 1 } == 1 && levels.first == 1, "\(report.name)")
      #expect(zip(levels, levels.dropFirst()).allSatisfy { $1 <= $0 + 1 }, "\(report.name)")
      let names = report.html.matches(of: /\sid="([^"]+)"/).map { String($0.1) }
      #expect(Set(names).count == names.count, "\(report.name)")
      let named = report.html.matches(of: /aria-labelledby="([^"]+)"|href="#([^"]+)"/)
        .flatMap { ($0.1 ?? $0.2 ?? "").split(separator: " ").map(String.init) }
      #expect(Set(named).isSubset(of: names) && named.count >= 2, "\(report.name)")
    }
  }

  @Test func aTextInAnotherLanguageSaysSo() throws {
    let report = try Report("rich", PrivacyReportPage.html(SampleReports.richPrivacy))
    for note in ["Openbaarheid van bestuur.", "FG van Voorbeeldstad"] {
      #expect(report.dutch.contains("<dd>\(note)</dd>"), "\(note)")
      #expect(report.english.contains("<dd lang=\"nl\">\(note)</dd>"), "\(note)")
    }
    #expect(report.english.contains("<dd>not filled in</dd>"))
    #expect(report.english.contains("<span lang=\"nl\">Een algemeen nummer.</span>"))
    #expect(report.english.contains("<td lang=\"nl\">6 velden bekeken.</td>"))
    #expect(report.english.contains(": <span>Reports of residents</span></h2>"))
    let untitled = try Report("poor", PrivacyReportPage.html(SampleReports.poorPrivacy))
    #expect(untitled.english.contains(": <span lang=\"nl\">Meldingen</span></h2>"))
    let validation = try Report("rich", ValidationReportPage.html(SampleReports.richValidation))
    #expect(validation.dutch.contains("<span lang=\"en\">the export is old. Look why.</span>"))
  }

  @Test func writesNumbersAsTheLanguageDoes() throws {
    let privacy = try Report("rich", PrivacyReportPage.html(SampleReports.richPrivacy))
    for text in [
      "23 november 2026", "ongeveer 12.001", "33,3\u{A0}%", "12,5\u{A0}%", "2,457",
      "wijk: 1 van 3; verlies 0,432 op een schaal", "t = 0,2 (soort)", "l = 2,5 (entropie) (soort)",
      "l = 3 met c = 1,5 (recursief)", "ten hoogste 2,5% van de rijen", "3 van 12.345",
      "1.234, deze stappen samen", ">5.678<", ">1042<",
      "5 januari 2026", "metadata: naam van een bestand", "afgerond op vijftallen",
    ] {
      #expect(privacy.dutch.contains(text), "\(text)")
    }
    for text in [
      "23 November 2026", "about 12,001", "33.3%", "12.5%", "2.457",
      "wijk: 1 of 3; a loss of 0.432 on a scale", "t = 0.2 (soort)", "l = 2.5 (entropy) (soort)",
      "l = 3 with c = 1.5 (recursive)", "2.5% of the rows at most", "3 of 12,345",
      "1,234, these steps together", ">5,678<", ">1042<",
      "5 January 2026", "metadata: name of a file", "rounded to fives",
    ] {
      #expect(privacy.english.contains(text), "\(text)")
    }
    let validation = try Report("rich", ValidationReportPage.html(SampleReports.richValidation))
    #expect(validation.dutch.contains("12.345 rijen, 6 kolommen, 1,2 MB"))
    #expect(validation.english.contains("12,345 rows, 6 columns, 1.2 MB"))
    #expect(validation.dutch.contains("1.200 keer: rij 1.000, regel 1.001; "))
    #expect(validation.english.contains("row 1,004, line 1,005; and 1,195 more."))
    #expect(validation.english.contains("1 time: row 7, line 8."))
    #expect(validation.english.contains("Where: export/meldingen.csv, column dag"))
  }

  @Test func tellsInBothLanguagesWhyItRefused() throws {
    let report = try Report("rich", PrivacyReportPage.html(SampleReports.richPrivacy))
    for (article, language) in [(report.dutch, Language.nl), (report.english, .en)] {
      let code = DiagnosticCode.assessmentExpired
      #expect(article.contains("<strong>\(code.title.text(in: language))</strong>"))
      #expect(article.contains("lang=\"en\">the sign-off ended on 2026-11-01.</span>"))
    }
  }

  @Test func escapesEveryText() throws {
    var report = SampleReports.richPrivacy
    (report.title, report.englishTitle) = (Sample.awkward, Sample.awkward)
    (report.publisher, report.officer) = (Sample.awkward, Sample.awkward)
    report.refusals = [Sample.awkward]
    report.findings[0].accepted = Sample.awkward
    report.signOff?.notes["remark"] = Sample.awkward
    report.columns[0].source = Sample.awkward
    let title = LocalizedText(nl: Sample.awkward, en: Sample.awkward)
    for page in [
      try PrivacyReportPage.html(report),
      try ValidationReportPage.html(SampleReports.validation(titled: title)),
    ] {
      #expect(!page.contains("<b>") && !page.contains("<!-- -->") && !page.contains("</script>"))
      #expect(page.contains("{{y}}"))
    }
  }
}
