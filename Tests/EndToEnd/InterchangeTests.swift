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

  private static let keys = """
    {
    "fields": [
      {"name": "Nr", "type": "integer"}, {"name": "Hoofd", "type": "integer"},
      {"name": "Straat", "type": "string"},
      {"name": "Soort", "type": "string", "categories": [{"value": "a", "label": "Aanvraag"}, {"value": "b", "label": "Bezwaar"}]},
      {"name": "Dagen", "type": "list", "delimiter": "|", "itemType": "date"}
    ],
    "fieldsMatch": "equal",
    "primaryKey": ["Nr"],
    "uniqueKeys": [["Straat", "Hoofd"]],
    "foreignKeys": [
      {"fields": "Hoofd", "reference": {"resource": "", "fields": "Nr"}},
      {"fields": ["Straat"], "reference": {"resource": "straten", "fields": ["Naam"]}}
    ]
    }
    """

  /// A project with the dataset `bomen` of a schema with keys, and the dataset to which it refers.
  private func keyed(
    _ rows: [String], schema: String = keys, straat: String = "keep", more: String = ""
  ) throws -> Workdir {
    let work = try project(
      schema: schema,
      fields: [
        "source: Nr, name: nr, privacy: none, treat: keep",
        "source: Hoofd, name: hoofd, privacy: none, treat: keep",
        "source: Straat, name: straat, privacy: none, treat: \(straat)",
        "source: Soort, name: soort, privacy: none, treat: keep",
        "source: Dagen, name: dagen, privacy: none, treat: keep",
      ], export: (["Nr,Hoofd,Straat,Soort,Dagen"] + rows).map { $0 + "\n" }.joined(), more: more)
    try work.dataset(
      "straten", csv: "path: a.csv",
      fields: ["source: Naam, name: straatnaam, privacy: none, treat: keep"])
    try work.write("pipelines/straten/a.csv", "Naam\nDam\nRokin\n")
    return work
  }

  @Test("reads keys, categories and lists of a Table Schema, in the names of the pipeline")
  func keys() async throws {
    let work = try keyed(["1,,Dam,a,2026-01-31|2026-02-28", "2,1,Rokin,b,"])
    #expect(try await work.run("check").lacksOnlyAStatement)
    let outcome = try await work.run("run", "--date", "2026-11-25")
    // Datasets are published in the order of their names, and this one refers to the other.
    #expect(outcome.unwrappedErrors.contains("dataset 'straten' is not published"))
    let second = try await work.run("run", "--date", "2026-11-25")
    #expect((second.code, second.errors) == (0, ""))
    let schema = try #require(
      try JSONSerialization.jsonObject(
        with: Data(work.read("catalog/current/datasets/bomen/schema.json"))) as? [String: Any])
    #expect(schema["primaryKey"] as? [String] == ["nr"])
    #expect(schema["uniqueKeys"] as? [[String]] == [["straat", "hoofd"]])
    let foreign = try #require(schema["foreignKeys"] as? [[String: Any]])
    let references = foreign.compactMap { $0["reference"] as? [String: Any] }
    #expect(references.map { $0["resource"] as? String } == [nil, "straten"])
    #expect(references.map { $0["fields"] as? [String] } == [["nr"], ["straatnaam"]])
    #expect(try work.text("catalog/current/datasets/bomen/schema.json").contains("Bezwaar"))
    for (row, words) in [
      ("3,1,Dam,c,", "[constraint-error]"), ("3,1,Dam,a,31-01-2026", "[type-error]"),
      ("3,1,Rokin,a,", "Straat + Hoofd of row 3 is the same as that of row 2"),
      ("3,1,Nergens,a,", "Straat of row 3 does not stand in straatnaam of dataset 'straten'"),
      ("3,9,Dam,a,", "Hoofd of row 3 does not stand in nr of the table itself"),
    ] {
      try work.write(
        "pipelines/bomen/export.csv",
        "Nr,Hoofd,Straat,Soort,Dagen\n1,,Dam,a,\n2,1,Rokin,b,\n\(row)\n")
      let refused = try await work.run("run", "bomen", "--date", "2026-11-25")
      #expect(refused.code == 1)
      #expect(refused.unwrappedErrors.contains(words), "\(words): \(refused.errors)")
    }
  }

  @Test("keeps keys of dropped columns, and takes a reference that the pipeline file gives itself")
  func droppedKeys() async throws {
    let codes = """
      foreignKeys: [{fields: [straat], reference: {codes: codes/straten.csv, fields: [pad]}}]
      """
    let work = try keyed(
      ["1,,Dam,a,", "2,1,Rokin,b,"],
      schema: Self.keys.replacing("\"straten\"", with: "\"ver_weg\"")
        .replacing("[\"Nr\"]", with: "[\"Nr\", \"Straat\"]"), straat: "drop", more: codes)
    try work.write("pipelines/bomen/codes/straten.csv", "pad\nDam\nRokin\n")
    let outcome = try await work.run("run", "bomen", "--date", "2026-11-25")
    #expect((outcome.code, outcome.errors) == (0, ""))
    let schema = try work.text("catalog/current/datasets/bomen/schema.json")
    #expect(!schema.contains("uniqueKeys") && !schema.contains("primaryKey"))
    for (row, words) in [
      ("2,,Rokin,a,", "Nr + Straat of row 3 is the same as that of row 2"),
      ("3,1,Rokin,a,", "Straat + Hoofd of row 3 is the same as that of row 2"),
      ("3,1,,a,", "(row 3, field Straat)"), ("3,1,Weg,a,", "of codes/straten.csv"),
    ] {
      try work.write(
        "pipelines/bomen/export.csv",
        "Nr,Hoofd,Straat,Soort,Dagen\n1,,Dam,a,\n2,1,Rokin,b,\n\(row)\n")
      let refused = try await work.run("run", "bomen", "--date", "2026-11-25")
      #expect(refused.code == 1)
      #expect(refused.unwrappedErrors.contains(words), "\(words): \(refused.errors)")
    }
  }

  @Test(
    "refuses keys of a schema that mean nothing here, with what to do",
    arguments: [
      (
        "\"straten\"", "\"weg\"", "",
        "schema.json:13:39: the schema refers to 'weg', and there is no dataset of that name"
      ),
      (
        "\"straten\"", "\"weg\"", "",
        "foreignKeys: [{fields: [straat], reference: {codes: codes/weg.csv, fields: […]}}]"
      ),
      (
        "[\"Straat\", \"Hoofd\"]", "[\"Straat\", \"Kop\"]", "",
        "'Kop' is in 'uniqueKeys' of the schema"
      ),
      ("\"Nr\"}}", "\"Nr\", \"package\": \"x\"}}", "", "'package' is not a key that belongs here"),
      ("\"equal\"", "\"subset\"", "", "write there fieldsMatch: equal"),
      ("\"equal\"", "\"gelijk\"", "", "this is not a value of 'fieldsMatch'"),
      ("\"equal\"", "\"exact\"", "fieldsMatch: equal", "the schema says fieldsMatch exact"),
      ("\"list\"", "\"list\", \"constraints\": {\"uniek\": true}", "", "'uniek' is not a key"),
      (
        "\"type\": \"string\"},", "\"type\": \"string\"}, {\"type\": \"any\"},", "", "has no 'name'"
      ),
    ])
  func refusedKeys(old: String, new: String, more: String, words: String) async throws {
    let work = try keyed([], schema: Self.keys.replacing(old, with: new), more: more)
    let outcome = try await work.run("check", "bomen")
    #expect(outcome.code == 2)
    let errors = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(errors.contains(words), "\(words): \(outcome.errors)")
  }

  @Test("says which properties of a schema do nothing, and goes on")
  func unknownProperties() async throws {
    let schema = Self.schema.replacing("\"primaryKey\"", with: "\"primarykey\"")
      .replacing("\"decimalChar\": \",\"", with: "\"decimalChar\": \",\", \"trueValues\": [\"x\"]")
      .replacing("\"geplant\",", with: "\"geplant\", \"steward\": \"x\",")
    let work = try project(schema: schema)
    let outcome = try await work.run("check")
    #expect(outcome.code == 0)
    for words in [
      "'primarykey' is no property of Table Schema, so it is passed over",
      "Did you mean 'primaryKey'?",
      "'trueValues' means nothing for a field of type number, so it is passed over",
      "'steward' is no property of Table Schema", "Nothing has to be done",
    ] {
      #expect(outcome.unwrappedErrors.contains(words), "\(words): \(outcome.errors)")
    }
  }

  @Test("keeps the order of a schema that asks for it, and allows a stricter pipeline")
  func match() async throws {
    let exact = Self.keys.replacing("\"equal\"", with: "[\"exact\"]")
    let work = try keyed(["1,,Dam,a,"], schema: exact)
    #expect(try await work.run("check", "bomen").code == 0)
    try work.write(
      "pipelines/bomen/schema.json",
      exact.replacing(
        "{\"name\": \"Nr\", \"type\": \"integer\"}, {\"name\": \"Hoofd\", \"type\": \"integer\"}",
        with:
          "{\"name\": \"Hoofd\", \"type\": \"integer\"}, {\"name\": \"Nr\", \"type\": \"integer\"}")
    )
    let moved = try await work.run("check", "bomen").unwrappedErrors
    #expect(moved.contains("'Nr' stands here where the schema has 'Hoofd'"), "\(moved)")
    let partial = try keyed(
      ["1,,Dam,a,"], schema: Self.keys.replacing("\"equal\"", with: "\"partial\""),
      more: "fieldsMatch: superset")
    #expect(try await partial.run("check", "bomen").code == 0)
    let more = try keyed(
      ["1,,Dam,a,"],
      schema: Self.keys.replacing(
        ",\n  {\"name\": \"Dagen\", \"type\": \"list\", \"delimiter\": \"|\", \"itemType\": \"date\"}",
        with: ""))
    let unlisted = try await more.run("check", "bomen").unwrappedErrors
    #expect(unlisted.contains("'Dagen' is not in the schema, which says fieldsMatch equal"))
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
    #expect(try await work.run("check").lacksOnlyAStatement)
    try work.write(
      "pipelines/bomen/schema.json", Self.schema.replacing("[\"\", \"-\"]", with: "[\"\"]"))
    let check = try await work.run("check")
    #expect(check.errors.contains("[assessment-outdated]"), "\(check.errors)")
  }

  @Test(
    "publishes Data Packages and CSV on the Web that frictionless and csvw read",
    .enabled(
      if: Repository.hasModules(["frictionless", "csvw", "jsonlines"]),
      "tool: make test installs them"))
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
      [Repository.root + "/Tests/EndToEnd/Programs/interchange.py"]
        + names.map { work.file("catalog/current/datasets/\($0)") })
    #expect(read.code == 0, "\(read.errors)")
    #expect(read.output.contains("soorten {'soorten': 2, 'soorten-jsonl': 2}"), "\(read.output)")
    let page = try work.text("catalog/current/datasets/soorten/index.html")
    #expect(page.contains("soorten/datapackage.json\""))
    #expect(page.contains("soorten/soorten.csv-metadata.json\""))
  }
}
