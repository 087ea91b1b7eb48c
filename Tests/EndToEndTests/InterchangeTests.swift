// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What other programs make of what is published, and what is made of their schemas.
@Suite("Interchange")
struct InterchangeTests {
  private static let schema = """
    {
    \t"$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
    \t"fields": [
    \t\t{"name": "id", "type": "integer", "format": "default", "rdfType": "https://schema.org/identifier",
    \t\t "constraints": {"required": true, "minimum": 1}},
    \t\t{"name": "SOORT", "title": "Boom \\ud83c\\udf33", "constraints": {"enum": ["eik", "es"]}},
    \t\t{"name": "geplant", "type": "date", "format": "%d-%m-%Y"},
    \t\t{"name": "hoogte", "type": "number", "decimalChar": ",", "groupChar": "."},
    \t\t{"name": "eigen", "type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"]}
    \t],
    \t"primaryKey": "id",
    \t"missingValues": ["", "-"]
    }
    """

  private static let fields = [
    "source: id, privacy: none, treat: keep",
    "source: SOORT, name: soort, privacy: none, treat: keep",
    "source: geplant, privacy: none, treat: keep", "source: hoogte, privacy: none, treat: keep",
    "source: eigen, privacy: none, treat: keep",
  ]

  private static let export = """
    id,SOORT,geplant,hoogte,eigen
    1,eik,01-02-2020,"1.012,5",ja
    2,es,-,"3,25",nee

    """

  /// A project with the dataset `bomen`, its schema and its export.
  private func project(
    schema: String = schema, fields: [String] = fields, export: String = export, more: String = ""
  ) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "bomen", csv: "path: export.csv", fields: fields, more: "schema: schema.json\n\(more)")
    try work.write("pipelines/bomen/schema.json", schema)
    try work.write("pipelines/bomen/export.csv", export)
    return work
  }

  @Test("reads a Table Schema of Frictionless as it is")
  func schema() async throws {
    let work = try project()
    let outcome = try await work.run("run", "--date", "2026-11-25")
    #expect((outcome.code, outcome.errors) == (0, ""))
    #expect(
      try work.published("bomen") == [
        ["id", "soort", "geplant", "hoogte", "eigen"],
        ["1", "eik", "2020-02-01", "1012.5", "true"], ["2", "es", "", "3.25", "false"],
      ])
    let published = try work.text("catalog/current/datasets/bomen/schema.json")
    #expect(published.contains("\"Boom \u{1F333}\"") && published.contains("\"primaryKey\""))
    try work.write("pipelines/bomen/export.csv", Self.export + "2,den,1-1-20,x,nee\n")
    let refused = try await work.run("run", "--date", "2026-11-25").unwrappedErrors
    for words in ["field SOORT", "field geplant", "field hoogte"] {
      #expect(refused.contains("(row 3, \(words))"), "\(refused)")
    }
    try work.write("pipelines/bomen/export.csv", Self.export + "2,es,-,,nee\n")
    #expect(try await work.run("run", "--date", "2026-11-25").errors.contains("[primary-key]"))
  }

  @Test("keeps a key of one field that is dropped unique")
  func droppedKey() async throws {
    let fields = ["source: id, privacy: none, treat: drop"] + Self.fields.dropFirst()
    let work = try project(fields: fields, export: Self.export + "2,es,-,,nee\n")
    #expect(try await work.run("run").errors.contains("[unique-error]"))
    try work.write("pipelines/bomen/export.csv", Self.export)
    #expect(try await work.run("run").code == 0)
    #expect(!(try work.text("catalog/current/datasets/bomen/schema.json").contains("primaryKey")))
  }

  @Test("says where pipeline and schema contradict each other, and agrees where they do not")
  func contradiction() async throws {
    let agreeing =
      [
        "source: id, type: integer, privacy: none, treat: keep, constraints: {minimum: 1, maximum: 9}"
      ]
      + Self.fields.dropFirst()
    #expect(try await project(fields: agreeing, more: "primaryKey: id").run("check").code == 0)
    let other =
      ["source: id, privacy: none, treat: keep, constraints: {minimum: 2}"]
      + Self.fields.dropFirst()
    let outcome = try await project(fields: other, more: "missingValues: [x]").run("check")
    let text = outcome.unwrappedErrors
    #expect(outcome.code == 2)
    #expect(
      text.contains(
        "pipeline.yaml:5:69: 'minimum' of 'id' is not what the schema says in "
          + "pipelines/bomen/schema.json:5 [invalid-value]"), "\(text)")
    #expect(text.contains("'missingValues' of 'the table' is not"), "\(text)")
  }

  @Test(
    "refuses what it cannot do with a schema, at its place",
    arguments: [
      ("\"number\"", "\"wiskunde\"", "schema.json:8:30: 'wiskunde' is not a value of 'type'"),
      ("\"hoogte\"", "\"lengte\"", "'lengte' is in the schema, and not among 'fields'"),
      ("\"fields\"", "\"velden\"", "is no Table Schema: the list 'fields' is missing"),
      ("\"primaryKey\"", "}", "schema.json:"),
    ])
  func refused(old: String, new: String, words: String) async throws {
    let work = try project(schema: Self.schema.replacing(old, with: new))
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    #expect(outcome.unwrappedErrors.contains(words), "\(outcome.errors)")
  }

  @Test(
    "looks for a schema in the folder of the dataset only", arguments: ["weg.json", "../s.json"])
  func place(name: String) async throws {
    let work = try Workdir()
    try work.dataset(
      "bomen", csv: "path: export.csv", fields: Self.fields, more: "schema: \(name)")
    try work.write("pipelines/s.json", Self.schema)
    let outcome = try await work.run("check")
    #expect(outcome.code == 2)
    #expect(outcome.unwrappedErrors.contains("the schema '\(name)' is "), "\(outcome.errors)")
  }

  @Test("asks for a new sign-off where the schema changed")
  func signed() async throws {
    let fields = ["source: id, privacy: quasi, treat: keep"] + Self.fields.dropFirst()
    let work = try project(fields: fields)
    try work.signOff()
    #expect(try await work.run("check").errors.isEmpty)
    try work.write(
      "pipelines/bomen/schema.json", Self.schema.replacing("[\"\", \"-\"]", with: "[\"\"]"))
    let check = try await work.run("check")
    #expect(check.errors.contains("[assessment-outdated]"), "\(check.errors)")
  }

  @Test(
    "publishes Data Packages and CSV on the Web that frictionless and csvw read",
    .enabled(
      if: Repository.hasModules(["frictionless", "csvw", "jsonlines"]), "make test installs them"))
  func published() async throws {
    let work = try SampleTests.work()
    try work.dataset(
      "soorten", csv: "path: export.csv",
      fields: [
        "source: i, type: integer, privacy: none, treat: keep, title: Nummer, constraints: {minimum: -5}",
        "source: n, type: number, privacy: none, treat: keep, constraints: {maximum: 9.5}",
        "source: b, type: boolean, privacy: none, treat: keep",
        "source: d, type: date, privacy: none, treat: keep, constraints: {minimum: 2020-01-01}",
        "source: t, type: time, privacy: none, treat: keep",
        "source: m, type: datetime, privacy: none, treat: keep",
        "source: j, type: year, privacy: none, treat: keep",
        "source: p, type: duration, privacy: none, treat: keep",
        "source: s, privacy: none, treat: keep, constraints: {minLength: 2, pattern: 'a.*'}",
        "source: x, type: number, privacy: none, treat: keep",
        "source: y, type: number, privacy: none, treat: keep",
      ],
      more: """
        primaryKey: [i, d]
        geometry: {from: {x: x, y: y}}
        publish: {distributions: [csv.gz, jsonl.gz, geojson.gz]}
        """)
    try work.write(
      "pipelines/soorten/export.csv",
      #"""
      i,n,b,d,t,m,j,p,s,x,y
      -5,9.5,true,2020-01-01,12:30:00,2020-01-01T12:30:00,2020,P1Y2M,"a,""b""",155000,463000
      7,,,2021-12-31,,,,,,,

      """#)
    let outcome = try await work.run("run", "--date", "2026-11-25")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let names = SampleTests.names + ["soorten"]
    let read = try await work.run(
      tool: Repository.python,
      [Repository.root + "/Tests/EndToEndTests/Programs/interchange.py"]
        + names.map { work.file("catalog/current/datasets/\($0)") })
    #expect(read.code == 0, "\(read.errors)")
    #expect(read.output.contains("soorten {'soorten': 2, 'soorten-jsonl': 2}"), "\(read.output)")
    let page = try work.text("catalog/current/datasets/soorten/index.html")
    #expect(page.contains("href=\"datapackage.json\""))
    #expect(page.contains("href=\"soorten.csv-metadata.json\""))
  }
}
