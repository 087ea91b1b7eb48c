// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikRun
internal import HergebruikSystem

/// The problems of a run or a check for editors and code hosts.
///
/// Source: SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
struct SARIFLog {
  private let diagnostics: [Diagnostic]
  private let exitCode: Int32
  private let project: String

  /// Takes the problems of a report.
  ///
  /// - Parameter project: the project's folder as it was typed; paths in it become relative to it.
  init(_ report: RunReport, project: String) {
    (diagnostics, exitCode) = (report.diagnostics, report.exitCode)
    self.project = project.hasSuffix("/") ? project : project + "/"
  }

  /// The log as JSON with sorted keys, and a line feed at the end.
  var text: String {
    let codes = DiagnosticCode.allCases.filter { code in
      diagnostics.contains { $0.code == code }
    }
    let run: [String: JSONValue] = [
      "tool": .object([
        "driver": .object([
          "name": .string("hergebruik"), "semanticVersion": .string(Version.current),
          "rules": .array(codes.map(rule)),
        ])
      ]),
      // Columns of the project's files count characters.
      "columnKind": .string("unicodeCodePoints"),
      "invocations": .array([
        .object([
          "executionSuccessful": .boolean(exitCode < 4), "exitCode": .integer(Int(exitCode)),
        ])
      ]),
      "results": .array(
        diagnostics.map { result($0, rule: codes.firstIndex(of: $0.code) ?? 0) }),
    ]
    return JSONValue.object([
      "$schema": .string("https://json.schemastore.org/sarif-2.1.0.json"),
      "version": .string("2.1.0"), "runs": .array([.object(run)]),
    ]).document
  }

  private func rule(_ code: DiagnosticCode) -> JSONValue {
    let remedy = code.remedy.en ?? ""
    return .object([
      "id": .string(code.rawValue),
      "shortDescription": .object(["text": .string(code.title.en ?? code.rawValue)]),
      "fullDescription": .object(["text": .string(code.explanation.en ?? code.rawValue)]),
      "help": .object(["text": .string("\(remedy) See \(code.documentation).")]),
      "properties": .object([
        "documentation": .string(code.documentation), "title-nl": .string(code.title.nl),
        "explanation-nl": .string(code.explanation.nl), "remedy-nl": .string(code.remedy.nl),
      ]),
    ])
  }

  private func result(_ diagnostic: Diagnostic, rule: Int) -> JSONValue {
    let hint = diagnostic.hint.map { "\n\($0)" } ?? ""
    var members: [String: JSONValue] = [
      "ruleId": .string(diagnostic.code.rawValue), "ruleIndex": .integer(rule),
      "level": .string(diagnostic.severity.rawValue),
      "message": .object(["text": .string(diagnostic.summary + hint)]),
    ]
    if let location = location(diagnostic) { members["locations"] = .array([location]) }
    var properties: [String: JSONValue] = [:]
    properties["dataset"] = diagnostic.dataset.map(JSONValue.string)
    properties["row"] = diagnostic.location.row.map(JSONValue.integer)
    properties["field"] = diagnostic.location.field.map(JSONValue.string)
    if !properties.isEmpty { members["properties"] = .object(properties) }
    return .object(members)
  }

  private func location(_ diagnostic: Diagnostic) -> JSONValue? {
    guard let file = diagnostic.location.file, file != "-" else { return nil }
    var physical: [String: JSONValue] = ["artifactLocation": .object(["uri": .string(uri(file))])]
    if let line = diagnostic.location.line {
      var region: [String: JSONValue] = ["startLine": .integer(line)]
      // In an export a column counts bytes, which an editor does not.
      if let column = diagnostic.location.column, !diagnostic.code.isOfExport {
        region["startColumn"] = .integer(column)
      }
      physical["region"] = .object(region)
    }
    return .object(["physicalLocation": .object(physical)])
  }

  /// A reference relative to the project where the file is in it.
  private func uri(_ file: String) -> String {
    let path = file.hasPrefix(project) ? String(file.dropFirst(project.count)) : file
    return (path.hasPrefix("/") ? "file://" : "") + Self.percentEncoded(path)
  }

  /// Source: RFC 3986, section 2.3; a slash stays.
  private static func percentEncoded(_ path: String) -> String {
    path.utf8.reduce(into: "") { text, byte in
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."),
        UInt8(ascii: "_"), UInt8(ascii: "~"), UInt8(ascii: "/"):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += Hexadecimal.percentEncoded(byte)
      }
    }
  }
}
