// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikSite
import Testing

@testable import HergebruikPublish

/// The publisher's pages of a preview.
struct DeskPagesTests {
  private static let states: [DeskDataset.State] = [
    .added, .changed, .unchanged, .refused, .failed, .withdrawn, .kept,
  ]

  /// A dataset of each state, with all that can be told of one.
  private static func record() -> DeskRecord {
    var datasets: [DeskDataset] = []
    for state in states {
      let name = "set-\(state.rawValue)"
      var after = Sample.dataset(name, rows: 1234)
      after.description.keywords = [:]
      var dataset = DeskDataset(
        name: name, title: LocalizedText(nl: Sample.awkward), state: state, hasPages: true)
      dataset.before = state == .added ? nil : Sample.dataset(name, rows: 1200)
      dataset.after = after
      dataset.change = CatalogueChanges.Dataset(
        name: name, title: LocalizedText(nl: name), kind: state == .added ? .added : .changed,
        rowsBefore: 1200, rowsAfter: 1234, dataChanged: true,
        schema: [
          SchemaChange(
            .fieldRemoved, field: "oud", LocalizedText(nl: "oud is weg", en: "oud is gone"))
        ],
        metadata: ["keyword", "title"],
        rows: RowChanges(
          added: 40, removed: 6, changed: 2, fields: [.init(name: "nummer", changed: 2)]))
      dataset.checks = [
        GateCheck(.columns, .passed, LocalizedText(nl: "bewijs een", en: "evidence one")),
        GateCheck(.signOff, .failed, LocalizedText(nl: "bewijs twee", en: "evidence two")),
      ]
      if state == .refused {
        dataset.refusals = [
          Diagnostic(.changeGuard, "too many rows"),
          Diagnostic(.assessmentMissing, at: .init(file: "assessment.yaml"), "unsigned"),
        ]
      }
      if state == .failed {
        dataset.failure = [
          Diagnostic(
            .typeError, at: .init(file: "export.csv", line: 13, row: 12), "no number",
            hint: "Mend it:\nhergebruik <verb>")
        ]
      }
      dataset.privacy = report(name)
      datasets.append(dataset)
    }
    return DeskRecord(
      catalogue: Sample.catalogue, previousCatalogue: Sample.catalogue, files: (1, 2, 3),
      datasets: datasets, problems: [], project: "/srv/open data", date: "2026-11-25")
  }

  private static func report(_ name: String) -> PrivacyReport {
    var report = PrivacyReport(
      toolVersion: "1", dataset: name, title: name, publisher: "x", officer: nil,
      date: "2026-11-25", isAllowed: false, rows: 1234, columns: [], checks: [], refusals: [],
      definition: "", schema: "")
    var figures = AnonymityFigures()
    (figures.k, figures.classes, figures.uniqueRows, figures.suppressedRows) = (7, 89, 0, 11)
    figures.risk.prosecutor = .init(recordsAtRisk: 0.125, highest: 0.142, average: 0.07)
    report.figures = figures
    return report
  }

  @Test(arguments: Language.allCases)
  func tellAllOfEveryDatasetInBothLanguages(_ language: Language) throws {
    let pages = try DeskPages(Self.record())
    let prefix = language == .nl ? "/" : "/en/"
    for path in pages.paths where ("/" + path).hasPrefix(prefix + "_preview/") {
      let page = try #require(try pages.page("/" + path))
      #expect(page.contains("<html lang=\"\(language.rawValue)\">"))
      #expect(!page.contains("⟦"), "\(path)")
      #expect(!page.contains(" style=") && !page.contains("<script") && !page.contains("<style"))
      #expect(page.components(separatedBy: "<h1>").count == 2)
      #expect(!page.contains("</script>") && !page.contains("<b>"))
    }
    let page = try #require(try pages.page("\(prefix)_preview/set-changed/"))
    let texts =
      language == .nl
      ? ["1.200 wordt 1.234", "bewijs twee", "niet in orde", "oud is weg", "12,5 %", "nl: straat"]
      : ["1,200 becomes 1,234", "evidence two", "failed", "oud is gone", "12.5 %", "nl: straat"]
    for text in texts + ["<dd>7</dd>", "<dd>11</dd>", ">40<", ">6<"] {
      #expect(page.contains(text), "\(text)")
    }
    // The points for keywords are lost.
    #expect(page.contains(language == .nl ? "Nu wel, straks niet: keywords" : "not then: keywords"))
  }

  @Test func showTheCommandsThatPublish() throws {
    let record = Self.record()
    let tail = "--project '/srv/open data'"
    let sign = "--role FG --decision publish --valid-until DAY \(tail)"
    for (state, commands) in [
      (
        DeskDataset.State.refused,
        [
          "hergebruik sign-off set-refused \(sign)",
          "hergebruik run set-refused --accept-change \(tail) --date 2026-11-25",
        ]
      ), (.unchanged, []), (.kept, []),
    ] {
      let dataset = try #require(record["set-\(state.rawValue)"])
      #expect(record.commands(for: dataset) == commands)
    }
    let quoted = try #require(try DeskPages(record).page("/_preview/set-refused/"))
    #expect(quoted.contains("--project &#39;/srv/open data&#39;"))
    #expect(record.command?.hasPrefix("hergebruik run set-added set-changed") == true)
    var plain = record
    (plain.project, plain.date) = ("it's", nil)
    let dataset = try #require(plain["set-changed"])
    #expect(
      plain.commands(for: dataset).last == "hergebruik run set-changed --project 'it'\\''s'")
  }

  @Test(arguments: [false, true])
  func saySinceWhenDataAreWithdrawnAndHowThatIsUndone(_ isLifted: Bool) throws {
    var record = Self.record()
    let index = try #require(record.datasets.firstIndex { $0.state == .withdrawn })
    var withdrawal = DatasetRecord.Withdrawal(
      date: "2026-11-02", reason: LocalizedText(nl: "Er stond een fout in."))
    withdrawal.isLifted = isLifted ? true : nil
    record.datasets[index].before = record.datasets[index].before?.withdrawn(withdrawal)
    record.datasets[index].checks = nil
    let dataset = record.datasets[index]
    let (undo, run) = (
      "hergebruik withdraw set-withdrawn --undo --project '/srv/open data'",
      "hergebruik run set-withdrawn --project '/srv/open data' --date 2026-11-25"
    )
    #expect(record.undo(dataset) == (isLifted ? nil : undo))
    #expect(record.commands(for: dataset) == (isLifted ? [run] : [undo, run]))
    #expect(record.command?.contains("set-withdrawn") == false)
    let pages = try DeskPages(record)
    for (prefix, since) in [
      ("/", "Ingetrokken op 2 november 2026."), ("/en/", "Withdrawn on 2 November 2026."),
    ] {
      let page = try #require(try pages.page("\(prefix)_preview/set-withdrawn/"))
      let list = try #require(try pages.page("\(prefix)_preview/"))
      #expect(page.contains(since) && list.contains(since))
      #expect(page.contains("Er stond een fout in."))
      for shown in [page, list] {
        #expect(shown.contains("withdraw set-withdrawn --undo") != isLifted)
        #expect(!shown.contains("⟦"))
      }
      #expect(!page.contains("DAY"))
    }
  }

  @Test func findsTheDatasetOfAPage() throws {
    let pages = try DeskPages(Self.record())
    for (path, isOfDataset) in [
      ("/datasets/set-added/", true), ("/datasets/set-added/velden/", true),
      ("/en/datasets/set-added/fields/", true), ("/datasets/", false), ("/", false),
      ("/datasets/geen/", false), ("/en/", false), ("/over/", false),
    ] {
      let bar = try pages.bar(on: path, isServed: false)
      #expect(bar.contains("_preview/set-added/") == isOfDataset, "\(path)")
      #expect(!bar.contains("⟦") && !bar.contains("data-status"))
    }
    #expect(try pages.page("/_preview/geen/") == nil)
    #expect(try pages.page("/_preview/set-added") == nil)
    #expect(try pages.page("/_preview/../_preview/") == nil)
  }

  @Test func knowsWhatMustNotBeHandedOn() throws {
    var record = Self.record()
    #expect(record.datasets.allSatisfy { !$0.isSecret })
    record.datasets[1].checks?.append(GateCheck(.output, .failed, LocalizedText(nl: "x")))
    let pages = try DeskPages(record)
    for path in ["/datasets/set-changed/set-changed.csv.gz", "/en/datasets/set-changed/index.html"]
    {
      #expect(pages.isSecret(path))
    }
    for path in ["/datasets/set-added/x.csv.gz", "/_preview/set-changed/index.html", "/index.html"]
    {
      #expect(!pages.isSecret(path))
    }
    record.datasets[0].privacy?.signOff = .init(
      role: "FG", decision: "refuse", date: "2026-11-01", validUntil: "2027-11-01", exceptions: [],
      notes: [:])
    #expect(record.datasets[0].isSecret)
  }
}
