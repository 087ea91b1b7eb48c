// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import HergebruikTreatment
import Testing

/// Formats of numbers and days.
extension PipelineDefinitionTests {
  @Test("takes a point between the digits of a whole number, which has no decimals")
  func groupedInteger() throws {
    let right = fields("source: a, type: integer, groupChar: '.', privacy: none, treat: keep")
    #expect(try pipeline(right).fields.map(\.type) == [.integer(NumberFormat(groupChar: "."))])
  }

  @Test(
    "tells how to write a date format that has no directives",
    arguments: [
      ("date", "dd-mm-jjjj", "Write dd-mm-jjjj as %d-%m-%Y."),
      ("date", "yyyy-mm-dd", "Write yyyy-mm-dd as %Y-%m-%d."),
      ("date", "D/M/JJ", "Write D/M/JJ as %d/%m/%y."),
      ("date", "DDMMYYYY", "Write DDMMYYYY as %d%m%Y."),
      ("date", "d mmmm jjjj", "Write d mmmm jjjj as %d %B %Y."),
      ("date", "ddd d-mmm-jjjj", "Write ddd d-mmm-jjjj as %a %d-%b-%Y."),
      ("time", "uu:mm", "Write uu:mm as %H:%M."),
      ("datetime", "dd-mm-jjjj hh:mm:ss", "Write dd-mm-jjjj hh:mm:ss as %d-%m-%Y %H:%M:%S."),
      ("date", "any", "Write the pattern of the export, such as %d-%m-%Y."),
    ])
  func letteredFormats(type: String, format: String, hint: String) {
    let found = diagnostics {
      _ = try pipeline(
        fields("source: a, type: \(type), format: '\(format)', privacy: none, treat: keep"))
    }
    #expect(found.map(\.code) == [.invalidValue])
    #expect(found.map(\.hint) == [hint])
  }
}
