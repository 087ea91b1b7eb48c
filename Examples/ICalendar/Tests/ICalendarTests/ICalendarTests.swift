// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikCommands
import HergebruikFormat
import HergebruikTesting
import ICalendar
import Testing

@Suite struct ICalendarTests {
  private static let columns = ["uid", "SUMMARY"].map {
    SourceColumn(label: $0, source: .text($0))
  }
  private static let options = ConfigNode.group(["path": .text("a.ics")])

  private static func sample(_ lines: [String]) -> [(name: String, bytes: [UInt8])] {
    [("a.ics", Array((lines.joined(separator: "\r\n") + "\r\n").utf8))]
  }

  private static let suite = ExtractorSuite(
    ICalendarExtractor.self,
    cases: [
      ExtractorCase(
        "folds, escapes, parameters and nested components",
        files: sample([
          "BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "SUMMARY;X=\"a:b\":een\\, twee\\n", " drie",
          "BEGIN:VALARM", "SUMMARY:niet deze", "END:VALARM", "END:VEVENT", "BEGIN:VTODO", "UID:9",
          "END:VTODO", "begin:vevent", "uid:2", "end:vevent", "END:VCALENDAR",
        ]), options: options, columns: columns,
        .table(
          TableContents(
            header: ["uid", "SUMMARY"], width: 2,
            records: [
              .init(["1", "een, twee\ndrie"], row: 1, line: 2, file: "a.ics"),
              .init(["2", ""], row: 2, line: 13, file: "a.ics"),
            ]))),
      ExtractorCase(
        "truncated", files: sample(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1"]), options: options,
        columns: columns, .refusal(.format, line: 3, column: nil)),
      ExtractorCase(
        "no calendar", files: sample(["<html>:"]), options: options, columns: columns,
        .refusal(.format, line: 1, column: nil)),
      ExtractorCase(
        "no such property",
        files: sample(["BEGIN:VCALENDAR", "BEGIN:VEVENT", "UID:1", "END:VEVENT", "END:VCALENDAR"]),
        options: options, columns: columns, .refusal(.missingLabel, line: nil, column: nil)),
    ],
    large: .init(options: options, columns: columns) { rows, folder in
      var text = "BEGIN:VCALENDAR\n"
      for row in 0..<rows {
        text += "BEGIN:VEVENT\nUID:\(row)\nSUMMARY:vergadering \(row)\nEND:VEVENT\n"
      }
      try folder.write(Array((text + "END:VCALENDAR\n").utf8), to: "a.ics")
    })

  @Test func conforms() throws {
    try ExtractorConformance.check(Self.suite)
  }

  @Test func publishesTheSample() async throws {
    let folder = try TemporaryFolder()
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let pipelines = package.appending(path: "project/pipelines")
    try FileManager.default.copyItem(at: pipelines, to: URL(filePath: folder.path + "/pipelines"))
    // A signature is given today, whatever day the run is called after.
    let nextMonth = Date.now.addingTimeInterval(30 * 86_400)
    let signed = CommandLineTool.run(
      [
        "sign-off", "agenda", "--project", folder.path, "--role", "FG", "--decision", "publish",
        "--valid-until", nextMonth.formatted(.iso8601.year().month().day()),
      ], adding: ICalendarExtractor.self)
    #expect(signed == 0)
    let code = CommandLineTool.run(
      ["run", "--project", folder.path, "--quiet", "--date", "2026-01-31"],
      adding: ICalendarExtractor.self)
    #expect(code == 0)
    let published = folder.path + "/catalog/current/datasets/agenda/agenda.csv.gz"
    #expect(
      try rows(ofCSV: published) == [
        [
          "2026-0001",
          "Raadsvergadering, begroting; moties en amendementen die bij elkaar meer dan een regel nemen",
          "2026-01-08T19:30:00", "Raadzaal",
        ],
        ["2026-0002", "Commissie Ruimte", "2026-01-15T20:00:00", ""],
      ])
  }
}
