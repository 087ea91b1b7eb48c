// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikDetectors

@Suite("Documentation")
struct DocumentationTests {
  private static let root = #filePath.split(separator: "/").dropLast(4).joined(separator: "/")

  private func page(_ name: String) throws -> String {
    let path = "/\(Self.root)/docs/\(name)"
    return try TextFile.read(path, shown: path)
  }

  /// The sections of a page by their heading.
  private func sections(_ page: String, level: String) -> [String: String] {
    var sections: [String: String] = [:]
    var heading = ""
    for line in page.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix(level + " ") {
        heading = String(line.dropFirst(level.count + 1))
      } else if line.hasPrefix("## ") {
        heading = ""
      } else {
        sections[heading, default: ""] += line + "\n"
      }
    }
    return sections
  }

  @Test("explains every diagnostic, with its exit code, an example and a remedy, and no other")
  func errors() throws {
    let found = sections(try page("errors.md"), level: "###")
    let expected = DiagnosticCode.allCases.map { "`\($0.rawValue)` (exit code \($0.exitCode))" }
    #expect(Set(found.keys).subtracting([""]) == Set(expected))
    for heading in expected {
      let lines = (found[heading] ?? "").split(separator: "\n")
      #expect(lines.contains { !$0.hasPrefix("-") && $0.count > 20 }, "\(heading): meaning")
      #expect(lines.contains { $0.hasPrefix("- Example: `") }, "\(heading): example")
      #expect(lines.contains { $0.hasPrefix("- Remedy: ") && $0.count > 20 }, "\(heading): remedy")
    }
  }

  @Test("has every diagnostic in Dutch and English, as the program says it")
  func words() throws {
    let found = sections(try page("errors.md"), level: "###")
    for code in DiagnosticCode.allCases {
      let heading = "`\(code.rawValue)` (exit code \(code.exitCode))"
      let texts = [code.title, code.explanation, code.remedy].flatMap { [$0.nl, $0.en ?? ""] }
      #expect(texts.allSatisfy { $0 != code.rawValue && $0.count > 3 }, "\(code): words")
      let dutch =
        "- Nederlands: **\(code.title.nl).** \(code.explanation.nl) \(code.remedy.nl)"
      #expect(
        (found[heading] ?? "").split(separator: "\n").contains { $0 == dutch }, "\(code): \(dutch)")
    }
    let anchors = Set(
      found.keys.map { heading in
        heading.lowercased().filter { $0.isLetter || $0.isNumber || $0 == "-" || $0 == " " }
          .replacing(" ", with: "-")
      })
    for code in DiagnosticCode.allCases {
      #expect(anchors.contains(String(code.documentation.drop { $0 != "#" }.dropFirst())))
    }
  }

  /// Below each heading, a file with an unknown key in the group that the heading is about.
  ///
  /// The hint for an unknown key lists all keys that the reader of the group asked for.
  private static let groups: [(heading: String, text: String)] = {
    let unknown = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: 1"
    let field = "source: a, privacy: none, treat: keep"
    return [
      ("pipeline.yaml", fields(field, publish: unknown)),
      ("command", fields(field, extract: "csv: {command: {run: a, \(unknown)}}")),
      ("url", fields(field, extract: "csv: {url: {address: 'https://a/b', \(unknown)}}")),
      (
        "pages",
        fields(
          field, extract: "csv: {url: {address: 'https://a/b', pages: {next: a, \(unknown)}}}")
      ),
      ("fields", fields("\(field), \(unknown)")),
      ("ageBand", treated("ageBand: {\(unknown)}")),
      ("band", treated("band: {\(unknown)}")),
      ("square", treated("square: {\(unknown)}")),
      ("clamp", treated("clamp: {\(unknown)}")),
      ("lookup", treated("lookup: {\(unknown)}")),
      ("generalise", treated("generalise: {\(unknown)}")),
      ("rows", fields(field, publish: "checks: [{rows: {\(unknown)}}]")),
      ("sum", fields(field, publish: "checks: [{sum: {\(unknown)}}]")),
      ("sequence", fields(field, publish: "checks: [{sequence: {\(unknown)}}]")),
      ("fresh", fields(field, publish: "checks: [{fresh: {\(unknown)}}]")),
      ("control", fields(field, publish: "checks: [{control: {\(unknown)}}]")),
      ("change", fields(field, publish: "checks: [{change: {\(unknown)}}]")),
      ("aggregate", fields(field, publish: "aggregate: {\(unknown)}")),
      ("measures", fields(field, publish: "aggregate: {measures: [{\(unknown)}]}")),
      ("dominance", fields(field, publish: "aggregate: {dominance: [{\(unknown)}]}")),
      ("derive", fields(field, publish: "steps: [{derive: {\(unknown)}}]")),
      ("split", fields(field, publish: "steps: [{split: {\(unknown)}}]")),
      ("combine", fields(field, publish: "steps: [{combine: {\(unknown)}}]")),
      ("steps: lookup", fields(field, publish: "steps: [{lookup: {\(unknown)}}]")),
      ("pivot", fields(field, publish: "steps: [{pivot: {\(unknown)}}]")),
      ("unpivot", fields(field, publish: "steps: [{unpivot: {\(unknown)}}]")),
      ("checks", fields(field, publish: "checks: [{\(unknown)}]")),
      ("constraints", fields("\(field), constraints: {\(unknown)}")),
      ("categories", fields("\(field), categories: [{\(unknown)}]")),
      ("foreignKeys", fields(field, publish: "foreignKeys: [{\(unknown)}]")),
      ("reference", fields(field, publish: "foreignKeys: [{reference: {\(unknown)}}]")),
      ("errors", fields(field, publish: "errors: {\(unknown)}")),
      ("accepted remarks", fields(field, publish: "accept: [{\(unknown)}]")),
      ("privacy", fields(field, publish: "privacy: {\(unknown)}")),
      ("k", fields(field, publish: "privacy: {k: {\(unknown)}}")),
      ("l", fields(field, publish: "privacy: {k: {minimum: 2}, l: {\(unknown)}}")),
      ("t", fields(field, publish: "privacy: {k: {minimum: 2}, t: {\(unknown)}}")),
      ("pseudonym", fields(field, publish: "privacy: {pseudonym: {\(unknown)}}")),
      ("publish", fields(field, publish: "publish: {\(unknown)}")),
      ("geometry", fields(field, publish: "geometry: {\(unknown)}")),
      ("from", fields(field, publish: "geometry: {from: {\(unknown)}}")),
      ("metadata", fields(field).replacing("{title: T,", with: "{\(unknown), title: T,")),
      (
        "describe",
        "version: 1\ndescribe: {\(unknown)}\nmetadata: {title: T, description: D, theme: [ENVI]}"
      ),
      (
        "temporal",
        fields(field).replacing("{title: T,", with: "{temporal: {\(unknown)}, title: T,")
      ),
    ]
  }()

  private static func treated(_ group: String) -> String {
    fields("source: a, privacy: none, treat: {\(group)}")
  }

  private static let catalogueGroups: [(heading: String, text: String)] = {
    let unknown = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: 1"
    let text = exampleCatalogue
    return [
      ("catalog.yaml", text + "\n\(unknown)"),
      ("publisher", text.replacing("publisher: {", with: "publisher: {\(unknown), ")),
      ("contactPoint", text.replacing("contactPoint: {", with: "contactPoint: {\(unknown), ")),
      ("site", text.replacing("site: {", with: "site: {\(unknown), ")),
      ("retention", text + "\nretention: {\(unknown)}"),
      ("limits", text + "\nlimits: {\(unknown)}"),
      ("accessibility", text.replacing("site: {", with: "site: {accessibility: {\(unknown)}, ")),
      ("catalog.yaml: privacy", text + "\nprivacy: {\(unknown)}"),
      ("labels", text + "\nprivacy: {labels: {\(unknown)}}"),
    ]
  }()

  /// The keys that a hint such as "Valid are a, b." lists.
  private func keys(_ diagnostics: [Diagnostic]) throws -> Set<String> {
    let found = try #require(diagnostics.first { $0.summary.contains("qqqq") })
    let hint = try #require(found.hint)
    try #require(hint.hasPrefix("Valid are "), "\(hint)")
    // Of very many the first are named, and then "…".
    let names = hint.dropFirst(10).dropLast().split(separator: ", ").map(String.init)
    return Set(names)
  }

  /// The words in the first column of the table of keys.
  private func documented(_ section: String) -> Set<String> {
    var isKeys = false
    var words: Set<String> = []
    for line in section.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("| key |") { isKeys = true }
      if line.isEmpty { isKeys = false }
      guard isKeys, line.hasPrefix("| `") else { continue }
      words.insert(String(line.dropFirst(3).prefix { $0 != "`" }))
    }
    return words
  }

  @Test("has exactly the keys that the program reads, group by group")
  func keys() throws {
    let found = sections(try page("pipeline-file.md"), level: "##")
    for (heading, text) in Self.groups {
      let read = try keys(diagnostics { _ = try pipeline(text) })
      let told = documented(found[heading] ?? "")
      // A hint names thirty at most.
      #expect(read.count < 30 || told.count >= 30, "\(heading)")
      #expect(read.count < 30 ? told == read : Set(told.sorted().prefix(30)) == read, "\(heading)")
    }
    for (heading, text) in Self.catalogueGroups {
      let read = try keys(
        diagnostics { _ = try CatalogueDefinition(text: text, file: "catalog.yaml") })
      #expect(documented(found[heading] ?? "") == read, "\(heading)")
    }
  }

  @Test("has every option of every format, and an example that is right")
  func formats() throws {
    let found = sections(try page("pipeline-file.md"), level: "##")
    let common = Set(ExportSource.options.map(\.key))
    #expect(documented(found["extract"] ?? "") == common)
    for extractor in ExtractorRegistry.builtIn.extractors {
      let section = found["extract: \(extractor.name)"] ?? ""
      #expect(
        documented(section) == Set(extractor.options.map(\.key)).subtracting(common),
        "\(extractor.name)")
    }
    let page = try page("pipeline-file.md")
    let blocks = page.components(between: "```yaml\n", and: "```")
    try #require(blocks.count == 2)
    let definition = try pipeline(blocks[0], name: "bomen")
    #expect(definition.publishedFields.map(\.name) == ["boom_id", "soort", "plantjaar"])
    #expect(
      try CatalogueDefinition(text: blocks[1], file: "catalog.yaml").record.baseURL
        == "https://data.voorbeeldstad.nl")
  }

  @Test("has a row for every detector, with its class")
  func detectors() throws {
    let rows = try page("detectors.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
    for detector in Detector.allCases {
      let row = try #require(
        rows.first { $0.hasPrefix("| `\(detector.name)` |") }, "\(detector.name)")
      #expect(row.contains("| \(detector.suggests.rawValue) |"), "\(detector.name)")
    }
    #expect(rows.count == Detector.allCases.count)
  }

  @Test("has a row for every step, and the keys of both forms of replace")
  func steps() throws {
    let found = sections(try page("pipeline-file.md"), level: "##")
    let section = found["steps"] ?? ""
    for name in StepsReader.names {
      #expect(section.contains("| `\(name)` |") && section.contains("- {\(name): "), "\(name)")
    }
    let unknown = "qqqqqqqqqqqqqqqqqqqqqqqqqqqqqq: 1"
    let field = "source: a, privacy: none, treat: keep"
    var read: Set<String> = []
    for form in ["values: {a: b}", "codes: c, from: f, to: t"] {
      let text = fields(field, publish: "steps: [{replace: {\(form), \(unknown)}}]")
      read.formUnion(try keys(diagnostics { _ = try pipeline(text) }))
    }
    #expect(documented(found["replace"] ?? "") == read.subtracting(["unmatched"]))
  }

  @Test("has a row for every change of the schema, with its verdict")
  func schemaChanges() throws {
    let rows = try page("changes.md").split(separator: "\n").filter { $0.hasPrefix("| `") }
    for kind in SchemaChange.Kind.allCases {
      let row = try #require(rows.first { $0.hasPrefix("| `\(kind.rawValue)` |") }, "\(kind)")
      #expect(row.contains(" | \(kind.verdict.rawValue) | "), "\(kind)")
    }
    #expect(rows.count == SchemaChange.Kind.allCases.count)
  }

  @Test("names every type, string format and treatment")
  func fieldWords() throws {
    let section = try #require(sections(try page("pipeline-file.md"), level: "##")["fields"])
    let treatments = ["keep", "drop", "redact", "mask", "pseudonymise"]
    for word in FieldType.names + StringFormat.allCases.map(\.rawValue) + treatments
      + PrivacyClass.allCases.map(\.rawValue)
    {
      #expect(section.contains("`\(word)`"), "\(word)")
    }
    // Treatments with measures stand in their table, and each has its part of the page about them.
    let parts = sections(try page("treatments.md"), level: "##")
    for name in TreatmentReader.names {
      let word = name.drop { $0 == "{" }.prefix { $0 != ":" }
      #expect(section.contains("| `\(word)` |") || section.contains("`{\(word): "), "\(word)")
      let part = try #require(parts[String(word)], "\(word)")
      #expect(part.contains("| before | after |"), "\(word)")
      #expect(part.contains("What remains: "), "\(word)")
    }
  }
}

extension String {
  /// The texts between two marks.
  fileprivate func components(between start: String, and end: String) -> [String] {
    var found: [String] = []
    var rest = self[...]
    while let from = rest.firstRange(of: start) {
      rest = rest[from.upperBound...]
      guard let to = rest.firstRange(of: end) else { break }
      found.append(String(rest[..<to.lowerBound]))
      rest = rest[to.upperBound...]
    }
    return found
  }
}
