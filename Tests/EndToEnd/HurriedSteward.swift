// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// Somebody who answers what `init` asks without looking.
enum HurriedSteward {
  /// Answers as a steward in a hurry would: the first that a comment offers. Beside what points at a person,
  /// whatever may be about persons too is left out; nothing else is about them.
  static func answered(_ text: String) -> String {
    var comment = ""
    var lines: [String] = []
    let hasPersons = text.contains("privacy: direct, treat: drop")
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) {
      let trimmed = line.trimmingCharacters(in: .whitespaces)
      guard !trimmed.hasPrefix("#") else {
        comment += " " + trimmed.dropFirst(2)
        lines.append(line)
        continue
      }
      lines.append(
        answer(line, comment.trimmingCharacters(in: .whitespaces), hasPersons: hasPersons))
      comment = ""
    }
    return lines.joined(separator: "\n")
  }

  private static func answer(_ line: String, _ comment: String, hasPersons: Bool) -> String {
    var line = line
    func put(_ key: String, _ value: @autoclosure () -> String) {
      guard line.contains("\(key)ANSWER") else { return }
      line = line.replacingOccurrences(of: "\(key)ANSWER", with: key + value())
    }
    if line.contains("type: ANSWER"), let start = comment.range(of: "' write: ") {
      let first = comment[start.upperBound...].components(separatedBy: " or ")[0]
      line = line.replacingOccurrences(
        of: "type: ANSWER", with: first.components(separatedBy: ";")[0])
    }
    if hasPersons, line.contains("privacy: ANSWER"),
      comment.contains("may be ") || comment.contains("by its name")
    {
      line = line.replacingOccurrences(of: "privacy: ANSWER", with: "privacy: quasi")
        .replacingOccurrences(of: "treat: ANSWER", with: "treat: drop")
        .replacingOccurrences(of: "treat: keep", with: "treat: drop")
    }
    if line == "geometry: ANSWER", let start = comment.range(of: "' write: geometry: ") {
      line =
        "geometry: "
        + comment[start.upperBound...].components(separatedBy: " or geometry: ")[0]
        .components(separatedBy: "; or take")[0]
        + "\npublish: {distributions: [csv.gz, geojson.gz]}"
    }
    put("privacy: ", "none")
    put("treat: ", "keep")
    put("encoding: ", comment.components(separatedBy: "?")[0])
    put("record: ", "\"\(comment.components(separatedBy: "?")[0])\"")
    put("sheet: ", comment.components(separatedBy: "?")[0])
    // What is proposed stands before the question mark.
    for key in ["headerRows: ", "skipLines: ", "footerLines: ", "delimiter: ", "quoteChar: "] {
      put(key, comment.components(separatedBy: "?")[0])
    }
    for key in ["records: ", "table: ", "layer: ", "crs: "] {
      put(key, "\"\(comment.components(separatedBy: "?")[0])\"")
    }
    put("limit: ", "100000")
    put("theme: [", "GOVE")
    put("baseURL: ", "https://data.example.nl")
    put("uri: ", "https://identifier.overheid.nl/tooi/id/gemeente/gm9999")
    put("email: ", "opendata@example.nl")
    return line.replacingOccurrences(of: "ANSWER", with: "Voorbeeld")
  }

  /// Answers files of a project.
  static func answer(_ work: Workdir, _ files: [String]) throws {
    for file in files { try work.write(file, answered(work.text(file))) }
  }
}
