// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikPublish
@testable import HergebruikSite

/// The site and the desk say nothing that is not so.
struct HonestyTests {
  private func accessibility(_ statement: AccessibilityStatement?) throws -> (
    nl: String, en: String
  ) {
    var catalogue = Sample.catalogue
    catalogue.accessibility = statement
    let files = try Site(
      catalogue: catalogue, datasets: [Sample.dataset("arm")], design: SiteDesign()
    ).files()
    func page(_ path: String) throws -> String {
      String(decoding: try #require(files[path]), as: UTF8.self)
    }
    return try (page("toegankelijkheid/index.html"), page("en/accessibility/index.html"))
  }

  @Test func saysThatThereIsNoStatement() throws {
    let pages = try accessibility(nil)
    #expect(pages.nl.contains("Er is nog geen toegankelijkheidsverklaring."))
    #expect(pages.en.contains("There is no accessibility statement yet."))
    for page in [pages.nl, pages.en] {
      for claim in ["WCAG", "twee weken", "two weeks", "axe", "getest", "tested", "(C)"] {
        #expect(!page.contains(claim), "\(claim)")
      }
    }
  }

  @Test(arguments: AccessibilityStatement.Status.allCases)
  func saysWhatWasStated(_ status: AccessibilityStatement.Status) throws {
    let pages = try accessibility(
      AccessibilityStatement(
        status: status, date: "2026-11-01",
        url: "https://www.toegankelijkheidsverklaring.nl/register/1",
        reports: ["https://voorbeeldstad.nl/onderzoek.pdf"],
        deviations: [
          .init(
            criterion: "1.4.3", description: LocalizedText(nl: "Het <logo> is bleek.", en: "Pale."),
            reason: LocalizedText(nl: "Oud."), measure: LocalizedText(nl: "Een nieuw."),
            planned: "2027-03-01")
        ], signedBy: ("A. de Vries", "gemeentesecretaris"),
        contact: .init(name: "Webteam", email: "web@voorbeeldstad.nl")))
    for text in [
      ">\(status.rawValue): ".replacing(">", with: "<p>"), "1.4.3: Het &lt;logo&gt; is bleek.",
      "Oorzaak: Oud.",
      "Maatregel: Een nieuw.", "Gepland: 1 maart 2027", "A. de Vries, gemeentesecretaris",
      "1 november 2026",
      "href=\"https://www.toegankelijkheidsverklaring.nl/register/1\"", "web@voorbeeldstad.nl",
      "href=\"https://voorbeeldstad.nl/onderzoek.pdf\"", Sample.catalogue.baseURL,
    ] {
      #expect(pages.nl.contains(text), "\(text)")
    }
    #expect(pages.en.contains("1.4.3: Pale."))
    #expect(!pages.nl.contains("nog geen toegankelijkheidsverklaring"))
  }

  @Test(arguments: [
    ("74000000.04", "number", "74.000.000,04", "74,000,000.04"), ("50.7", "number", "50,7", "50.7"),
    ("128.495", "number", "128,495", "128.495"), ("-1234", "integer", "-1.234", "-1,234"),
    ("123456789012345678.91", "number", "123.456.789.012.345.678,91", "123,456,789,012,345,678.91"),
    ("1.50", "number", "1,50", "1.50"), ("1e9", "number", "1e9", "1e9"),
    ("NaN", "number", "NaN", "NaN"),
    ("-", "number", "-", "-"), ("1.2.3", "number", "1.2.3", "1.2.3"),
    ("2026", "year", "2026", "2026"),
    ("2020-03-13T10:00:00", "datetime", "13 mrt 2020 10:00:00", "13 Mar 2020 10:00:00"),
    ("2020-09-01", "date", "1 sep 2020", "1 Sept 2020"),
    ("2020-03", "yearmonth", "mrt 2020", "Mar 2020"),
    ("2020-13-01", "date", "2020-13-01", "2020-13-01"), ("true", "boolean", "ja", "yes"),
    ("1234.5", "string", "1234.5", "1234.5"), ("", "number", "", ""),
  ])
  func writesAValueAsTheExplorerDoes(
    _ value: String, _ type: String, _ dutch: String, _ english: String
  ) throws {
    var field = try #require(Sample.plainFields.first)
    (field.type, field.categories) = (type, nil)
    #expect(ShownValue.text(value, of: field, try Texts(.nl)) == dutch)
    #expect(ShownValue.text(value, of: field, try Texts(.en)) == english)
  }

  private func desk(_ state: DeskDataset.State) -> DeskDataset {
    var dataset = DeskDataset(
      name: "a", title: LocalizedText(nl: "A"), state: state, hasPages: true)
    (dataset.before, dataset.after) = (Sample.dataset("a"), Sample.dataset("a"))
    dataset.change = CatalogueChanges.Dataset(
      name: "a", title: LocalizedText(nl: "A"), kind: .unchanged, rowsBefore: 3, rowsAfter: 3)
    return dataset
  }

  private func record(_ dataset: DeskDataset) -> DeskRecord {
    DeskRecord(
      catalogue: Sample.catalogue, previousCatalogue: Sample.catalogue, files: (0, 0, 0),
      datasets: [dataset], problems: [], project: nil, date: nil)
  }

  /// What failed keeps its published pages in the candidate, which then differ in nothing.
  @Test(arguments: [
    (DeskDataset.State.failed, "failed     a: what is published stays"),
    (.refused, "refused    a: what is published stays"), (.unchanged, "unchanged  a: 3 rows"),
  ])
  func neverCallsUnchangedWhatFailed(_ state: DeskDataset.State, _ line: String) throws {
    let record = record(desk(state))
    #expect(record.lines == [line])
    let page = try #require(try DeskPages(record).page("/_preview/a/"))
    #expect(page.contains("Er verandert niets") == (state == .unchanged))
    let bar = try DeskPages(record).bar(on: "/", isServed: true)
    #expect(bar.contains("Er verandert niets") == (state == .unchanged))
  }

  /// What is signed for with these commands is not refused again for what they left out.
  @Test func showsEveryFlagThatASignOffNeeds() throws {
    var dataset = desk(.refused)
    dataset.signOffFlags = ["--allow-source-order", "--allow-without-k"]
    let sign =
      "hergebruik sign-off a --role FG --decision publish --valid-until DAY --allow-source-order "
      + "--reason source-order= --allow-without-k --reason without-k="
    dataset.checks = [
      GateCheck(.anonymity, .failed, LocalizedText(nl: "geen k")),
      GateCheck(.signOff, .failed, LocalizedText(nl: "niet getekend")),
    ]
    #expect(record(dataset).commands(for: dataset) == [sign, "hergebruik run a"])
    // It was signed for without the flag.
    dataset.checks = [GateCheck(.anonymity, .failed, LocalizedText(nl: "geen k"))]
    #expect(record(dataset).commands(for: dataset) == [sign, "hergebruik run a"])
    // Nobody looked at k; that is no "in order".
    dataset.state = .changed
    dataset.checks = [GateCheck(.anonymity, .allowed, LocalizedText(nl: "geen k"))]
    #expect(record(dataset).commands(for: dataset) == ["hergebruik run a"])
    let page = try #require(try DeskPages(record(dataset)).page("/_preview/a/"))
    #expect(page.contains(">toegestaan door ondertekening<"))
    #expect(!page.contains(">in orde<"))
  }
}
