// SPDX-License-Identifier: EUPL-1.2

import HergebruikDefinition
import HergebruikExtract
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import HergebruikTreatment
import Testing

@Suite("pipeline.yaml")
struct PipelineDefinitionTests {
  static let example = """
    version: 1
    extract:
      csv:
        path: example/parkeervergunningen_*.csv
        pick: newest
        maxAge: PT36H
        encoding: windows-1252
        dialect: {delimiter: ";", quoteChar: '"', doubleQuote: true, headerRows: 1}
    missingValues: ["", "-", "n.v.t."]
    primaryKey: [vergunning_id]
    fields:
      - {source: VERGUNNINGNR, name: vergunning_id, type: string, privacy: direct, treat: pseudonymise,
         constraints: {required: true, unique: true, pattern: "PV[0-9]{8}"}}
      - {source: BSN,       type: string, format: bsn, privacy: direct, treat: drop}
      - {source: NAAM,      type: string, privacy: direct, treat: drop}
      - {source: GEB_DATUM, name: geboortejaar, type: date, format: "%d-%m-%Y", privacy: quasi,
         treat: {date: year}}
      - {source: POSTCODE,  name: postcode4, type: string, privacy: quasi, treat: {prefix: 4}}
      - {source: ZONE,      name: zone, type: string, privacy: quasi, treat: keep,
         constraints: {enum: [A, B, C, D]}}
      - {source: INGANG,    name: ingangsmaand, type: date, format: "%d-%m-%Y", privacy: quasi,
         treat: {date: month}}
      - {source: TARIEF,    name: tarief, type: number, decimalChar: ",", groupChar: ".",
         privacy: none, treat: keep,
         title: {nl: Tarief per maand, en: Monthly rate}, unit: EUR, constraints: {minimum: 0}}
    errors: {limit: 0}
    privacy:
      pseudonym: {key: parkeren-2026, release: ""}
    publish:
      order: key
    metadata:
      title: {nl: Parkeervergunningen, en: Parking permits}
      description: {nl: "Wie mag waar parkeren", en: "Who may park where"}
      theme: [TRAN]
      keyword: {nl: [parkeren, vergunning]}
      accrualPeriodicity: DAILY
      license: CC0-1.0
      temporal: {field: ingangsmaand}
    """

  @Test("reads the example of the design")
  func example() throws {
    let definition = try pipeline(Self.example, name: "parkeervergunningen", license: nil)
    #expect(definition.export.extractor is CSVExtractor)
    #expect(definition.export.missingValues == ["", "-", "n.v.t."])
    #expect(definition.primaryKey == ["vergunning_id"])
    #expect(definition.export.match == .equal)
    #expect(definition.publication.order == .key)
    #expect(definition.expectations.errorLimit == .rows(0))
    #expect(definition.pseudonym?.key == "parkeren-2026")
    #expect(definition.pseudonym?.release == "")
    #expect(definition.pseudonym?.domain == "parkeervergunningen")
    #expect(definition.temporalField == "ingangsmaand")
    #expect(definition.text == Self.example)
    #expect(
      definition.description
        == DatasetDescription(
          title: LocalizedText(nl: "Parkeervergunningen", en: "Parking permits"),
          description: LocalizedText(nl: "Wie mag waar parkeren", en: "Who may park where"),
          themes: ["TRAN"], keywords: ["nl": ["parkeren", "vergunning"]],
          accrualPeriodicity: "DAILY", license: "CC0-1.0"))
    #expect(
      definition.fields.map(\.name) == [
        "vergunning_id", "BSN", "NAAM", "geboortejaar", "postcode4", "zone", "ingangsmaand",
        "tarief",
      ])
    #expect(
      definition.fields.map(\.treatment) == [
        .pseudonymise, .drop, .drop, .dateToYear, .prefix(4), .keep, .dateToMonth, .keep,
      ])
    #expect(
      definition.publishedFields.map(\.type) == [
        .string(.default), .date(format: "%d-%m-%Y"), .string(.default), .string(.default),
        .date(format: "%d-%m-%Y"), .number(NumberFormat(decimalChar: ",", groupChar: ".")),
      ])
    let tariff = try #require(definition.fields.last)
    #expect(tariff.constraints == Constraints(minimum: "0"))
    #expect(tariff.unit == "EUR")
    #expect(tariff.title == LocalizedText(nl: "Tarief per maand", en: "Monthly rate"))
    #expect(tariff.location.line == 23)
    #expect(tariff.location.field == "TARIEF")
    let first = try #require(definition.fields.first)
    #expect(
      first.constraints == Constraints(required: true, unique: true, pattern: "PV[0-9]{8}"))
  }

  @Test("reads the short forms and their defaults")
  func shortForms() throws {
    let text = fields(
      "source: soort, privacy: none, treat: keep",
      "index: 2, privacy: none, treat: drop",
      "source: X, index: 3, privacy: none, treat: drop",
      "source: X, index: 4, name: x, type: boolean, trueValues: J, falseValues: [N], "
        + "privacy: none, treat: redact",
      "source: a, privacy: none, treat: mask",
      "source: b, privacy: none, treat: {mask: {show: 2, length: 6}}",
      "source: c, privacy: none, treat: {redact: weg}",
      "source: d, type: integer, bareNumber: false, privacy: none, treat: keep, missingValues: [x]",
      "source: e, type: datetime, format: '%Y-%m-%d %H:%M', privacy: none, treat: {date: month}",
      "source: f, type: geopoint, format: array, privacy: none, treat: keep")
    let definition = try pipeline(text)
    #expect(definition.publication.order == .source)
    #expect(definition.export.missingValues == [""])
    #expect(definition.pseudonym == nil)
    #expect(definition.description.license == "CC0-1.0")
    #expect(definition.description.title == LocalizedText(nl: "T"))
    #expect(definition.description.accessRights == "PUBLIC")
    #expect(
      definition.fields.map(\.name) == [
        "soort", "column_2", "X", "x", "a", "b", "c", "d", "e", "f",
      ])
    #expect(
      definition.fields.map(\.treatment) == [
        .keep, .drop, .drop, .redact("afgeschermd"), .mask(show: 0, length: 8),
        .mask(show: 2, length: 6), .redact("weg"), .keep, .dateToMonth, .keep,
      ])
    #expect(definition.fields[0].type == .string(.default))
    #expect(
      definition.fields[3].type == .boolean(BooleanFormat(trueValues: ["J"], falseValues: ["N"])))
    #expect(definition.fields[7].type == .integer(NumberFormat(bareNumber: false)))
    #expect(definition.fields[7].missingValues == ["x"])
    #expect(definition.fields[9].type == .geopoint(.array))
  }

  @Test("reports every mistake of a file at once, in the order of their places")
  func twentyMistakes() {
    let text = """
      version: 0
      extract: {cvs: {path: a.csv}}
      primarykey: [id]
      steps: []
      fields:
        - {source: ID, treat: keep, type: strng}
        - {source: BSN, privacy: direct, treat: keep, name: bsn}
        - {source: naam, privacy: direkt, treat: hide}
        - {source: naam, privacy: none, treat: keep, decimalChar: ","}
        - {source: datum, type: date, format: "%d-%c-%Y", privacy: quasi, treat: {date: year}}
        - {source: zone, privacy: quasi, treat: {date: year}}
        - {source: Prijs per m², privacy: none, treat: keep}
        - {source: x, privacy: none, treat: pseudonymise, constraints: {minimum: 1, maxLenght: 2}}
        - {source: y, name: Y, privacy: none, treat: {prefix: four}}
      errors: {limit: 2 percent}
      errors: {limit: 120%}
      privacy: {k: {minimum: 1}}
      publish: {order: key, keep: 3}
      metadata:
        title: ""
        theme: [TRNA, TRAN]
        accrualPeriodicity: daily
        hvdCategory: mobility
        temporal: {field: zone}
      """
    #expect(
      lines(diagnostics { _ = try pipeline(text, name: "Mijn Bomen") }, hints: true)
        == PipelineGolden.twentyMistakes)
  }

  @Test(
    "refuses a field that contradicts itself, at the word that does",
    arguments: [
      ("source: a, privacy: direct, treat: mask", "mask", "direct-identifier-kept"),
      ("source: a, privacy: direct, treat: {prefix: 4}", "{", "direct-identifier-kept"),
      ("source: a, privacy: none, treat: {prefix: 0}", "0}", "wrong-type"),
      ("source: a, privacy: none, treat: {mask: {show: 8}}", "8", "invalid-value"),
      ("source: a, privacy: none, treat: {date: day}", "day", "invalid-value"),
      ("source: a, privacy: none, treat: {prefix: 4, date: year}", "{", "invalid-value"),
      ("source: a, privacy: none, treat: [keep]", "[", "wrong-type"),
      ("source: a, privacy: none, treat: keap", "keap", "invalid-value"),
      ("source: a, privacy: none", "", "missing-key"),
      ("source: a, treat: keep", "", "missing-key"),
      ("name: a, privacy: none, treat: keep", "", "missing-key"),
      ("index: 1, privacy: none, treat: keep", "", "missing-key"),
      ("index: 0, name: a, privacy: none, treat: keep", "0", "wrong-type"),
      ("source: A, privacy: none, treat: keep", "", "missing-key"),
      ("source: a, name: 1a, privacy: none, treat: keep", "1a", "invalid-value"),
      (
        "source: a, type: integer, decimalChar: ',', privacy: none, treat: keep", "','",
        "invalid-value"
      ),
      (
        "source: a, type: number, decimalChar: ';;', privacy: none, treat: keep", "';;'",
        "invalid-value"
      ),
      (
        "source: a, type: number, groupChar: '.', privacy: none, treat: keep", "'.'",
        "invalid-value"
      ),
      ("source: a, type: year, format: '%Y', privacy: none, treat: keep", "'%Y'", "invalid-value"),
      ("source: a, format: emial, privacy: none, treat: keep", "emial", "invalid-value"),
      (
        "source: a, type: boolean, trueValues: [], privacy: none, treat: keep", "[]",
        "invalid-value"
      ),
      (
        "source: a, type: boolean, trueValues: ['0'], privacy: none, treat: keep", "[",
        "invalid-value"
      ),
      ("source: a, privacy: none, treat: {date: year}", "{", "invalid-value"),
      ("source: a, privacy: none, treat: keep, constraints: {minimum: 1}", "1", "invalid-value"),
      (
        "source: a, type: year, privacy: none, treat: keep, constraints: {maxLength: 1}", "1",
        "invalid-value"
      ),
      (
        "source: a, privacy: none, treat: keep, constraints: {minLength: 3, maxLength: 1}", "3",
        "invalid-value"
      ),
      ("source: a, privacy: none, treat: keep, constraints: {enum: []}", "[]", "invalid-value"),
      ("source: a, privacy: none, treat: keep, title: {en: A}", "{", "missing-key"),
    ])
  func contradictions(field: String, word: String, code: String) throws {
    let found = diagnostics {
      _ = try pipeline(fields(field, "source: other, privacy: none, treat: keep"))
    }
    // The field's brace is in column 5 of line 6.
    var column = 5
    if !word.isEmpty {
      let start = try #require(field.firstRange(of: word)).lowerBound
      column = 6 + field.distance(from: field.startIndex, to: start)
    }
    #expect(found.map(\.code.rawValue) == [code])
    #expect(found.map(\.location.line) == [6])
    #expect(found.map(\.location.column) == [column])
    #expect(found.allSatisfy { $0.hint != nil || $0.code == .wrongType })
  }

  @Test(
    "takes date formats of known directives that make a whole date or time",
    arguments: [
      ("date", "%d-%m-%Y", true), ("date", "%Y%m%d", true), ("date", "%Y-%j", true),
      ("date", "%d/%m/%y", false), ("date", "%d %B %Y", true), ("date", "%a %d %b %Y", true),
      ("date", "%A %a %d-%m-%Y", false), ("date", "%d %m %b %Y", false),
      ("datetime", "%A %d %B %Y %H:%M", true), ("date", "default", true), ("date", "%Y-%m", false),
      ("date", "%d-%m-%Y %H:%M", false), ("date", "%d-%m-%Y-%y", false),
      ("date", "%d%d%m%Y", false),
      ("date", "%d-%m-%Y%", false), ("date", "any", false), ("date", "%j-%m-%Y", false),
      ("date", "%b %d %Y", true), ("time", "%H:%M", true), ("time", "%H:%M:%S", true),
      ("time", "%H", false), ("time", "%I:%M", false), ("time", "%H:%M:%S.%f", false),
      ("datetime", "%Y-%m-%dT%H:%M:%S.%f%z", true), ("datetime", "%Y-%m-%d %H:%M", true),
      ("datetime", "%Y-%m-%d", false), ("datetime", "%Y-%m-%d %H:%M%f", false),
    ])
  func dateFormats(type: String, format: String, isRight: Bool) {
    let found = diagnostics {
      _ = try pipeline(
        fields("source: a, type: \(type), format: '\(format)', privacy: none, treat: keep"))
    }
    #expect(found.map(\.code) == (isRight ? [] : [.invalidValue]))
  }

  @Test(
    "compares fields with each other and with the keys that name them",
    arguments: [
      (fields("source: a, privacy: none, treat: drop"), "no field is published"),
      (
        fields(
          "source: a, privacy: none, treat: keep", "source: b, name: a, privacy: none, treat: keep"),
        "two published fields have the name 'a'"
      ),
      (
        fields("source: a, privacy: none, treat: keep", "source: a, privacy: none, treat: drop"),
        "column 'a' is already named on line 6"
      ),
      (
        fields(
          "source: a, index: 1, privacy: none, treat: keep",
          "source: b, index: 1, privacy: none, treat: drop"),
        "column 1 is already named on line 6"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "primaryKey: b"),
        "'b' is not a published field"
      ),
      (
        fields(
          "source: a, privacy: none, treat: keep", "source: B, privacy: none, treat: drop",
          publish: "primaryKey: [B]"),
        "'B' is dropped, so 'primaryKey' cannot use it"
      ),
      (
        fields("source: a, privacy: none, treat: pseudonymise"),
        "'a' is pseudonymised, but no key is named"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "privacy: {pseudonym: {key: k}}"),
        "a key is named here, but no field is treated with one"
      ),
      (
        fields(
          "source: a, privacy: none, treat: pseudonymise",
          publish: "privacy: {pseudonym: {key: ../k}}"),
        "'../k' cannot be the name of a key"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "errors: {limit: -1}"),
        "'limit' must be a number of rows or a percentage"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "fieldsMatch: supersett"),
        "'supersett' is not a value of 'fieldsMatch'"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "fieldsMatch: subset"),
        "'subset' would let columns through that say nobody knows what about persons"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "fieldsMatch: partial"),
        "'partial' would let columns through that say nobody knows what about persons"
      ),
      (
        fields("source: a, privacy: none, treat: keep").replacing(
          "{title: T,", with: "{title: T, landingPage: www.example.nl,"),
        "'landingPage' must be an absolute web address"
      ),
      (
        fields("source: a, privacy: none, treat: keep").replacing(
          "{title: T,", with: "{title: T, page: [https://a.example, ftp://b.example],"),
        "'page' must be an absolute web address"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "uniqueKeys: [[a, b]]"),
        "'b' is not a field"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "uniqueKeys: [[a, a]]"),
        "'a' stands in a key twice"
      ),
      (
        fields(
          "source: a, privacy: none, treat: keep",
          publish: "foreignKeys: [{fields: [a], reference: {codes: codes/a.csv, fields: [b, c]}}]"),
        "'fields' here and in 'reference' are not equally many"
      ),
      (
        fields(
          "source: a, privacy: none, treat: keep",
          publish:
            "foreignKeys: [{fields: a, reference: {codes: codes/a.csv, resource: x, fields: b}}]"),
        "a reference has either 'resource' or 'codes'"
      ),
      (
        fields(
          "source: a, privacy: none, treat: keep",
          publish: "foreignKeys: [{fields: a, reference: {codes: /etc/passwd, fields: b}}]"),
        "'codes' must be a path from the dataset's folder"
      ),
      (
        fields(
          "source: a, privacy: none, treat: keep",
          publish: "foreignKeys: [{fields: a, reference: {resource: ../../x, fields: b}}]"),
        "'../../x' cannot be the name of a dataset"
      ),
      (
        fields(
          "source: a, privacy: quasi, treat: {prefix: 4}",
          publish: "foreignKeys: [{fields: a, reference: {resource: wijken, fields: code}}]"),
        "'a' is published with 'prefix', so it cannot refer to dataset 'wijken'"
      ),
      (
        fields(
          "source: a, privacy: none, treat: keep",
          "source: b, type: integer, privacy: none, treat: keep",
          publish: "foreignKeys: [{fields: a, reference: {resource: '', fields: b}}]"),
        "'a' and 'b' are of different types"
      ),
      (
        fields("source: a, privacy: none, treat: keep, constraints: {jsonSchema: {}}"),
        "'jsonSchema' is not in this version yet"
      ),
      (
        fields("source: a, type: number, privacy: none, treat: keep, categories: [1]"),
        "'categories' means nothing for a field of type number"
      ),
      (
        fields("source: a, privacy: none, treat: keep, categories: [x, {value: x, label: y}]"),
        "'x' stands in 'categories' twice"
      ),
      (
        fields("source: a, privacy: none, treat: keep, categoriesOrdered: true"),
        "'categoriesOrdered' means nothing without 'categories'"
      ),
      (
        fields("source: a, privacy: none, treat: keep, itemType: integer"),
        "'itemType' means nothing for a field of type string"
      ),
      (
        fields("source: a, type: list, delimiter: '', privacy: none, treat: keep"),
        "'delimiter' is empty"
      ),
      (
        fields("source: a, type: date, format: any, privacy: none, treat: keep"),
        "'any' would guess which number is the day and which the month"
      ),
      (
        fields("source: a, privacy: none, treat: keep", publish: "publish: {order: shufled}"),
        "'shufled' is not a value of 'order'"
      ),
      (
        fields(
          "source: a, privacy: none, treat: keep",
          publish: "steps: [{filter: \"a = 'x'\"}, {pivot: {}}]"),
        "'pivot' is not the first step"
      ),
    ])
  func crossChecks(text: String, expected: String) {
    #expect(diagnostics { _ = try pipeline(text) }.map(\.summary) == [expected])
  }

  @Test("sorts rows about persons where nothing is said of their order")
  func order() throws {
    let (kept, dropped) = (
      "source: a, privacy: none, treat: keep", "source: b, privacy: quasi, treat: drop"
    )
    #expect(try pipeline(fields(kept)).publication.order == .source)
    #expect(try pipeline(fields(kept, dropped)).publication.order == .source)
    for privacy in ["quasi", "sensitive"] {
      let personal = "source: c, privacy: \(privacy), treat: keep"
      #expect(try pipeline(fields(kept, personal)).publication.order == .key)
      let jsonLines = "publish: {distributions: [csv.gz, jsonl.gz]}"
      #expect(try pipeline(fields(kept, personal, publish: jsonLines)).publication.order == .key)
      for order in PipelineDefinition.RowOrder.allCases {
        let text = fields(kept, personal, publish: "publish: {order: \(order)}")
        #expect(try pipeline(text).publication.order == order)
      }
    }
  }

  @Test(
    "lets only kept and pseudonymised fields be the primary key",
    arguments: [
      ("treat: keep", true), ("treat: {prefix: 4}", false), ("treat: mask", false),
      ("treat: redact", false), ("type: date, treat: {date: year}", false),
      ("type: date, treat: {date: month}", false),
    ])
  func keyTreatments(treat: String, isRight: Bool) {
    let found = diagnostics {
      _ = try pipeline(fields("source: a, privacy: none, \(treat)", publish: "primaryKey: [a]"))
    }
    #expect(found.map(\.code) == (isRight ? [] : [.invalidValue]))
    #expect(found.allSatisfy { $0.location.line == 4 && $0.hint?.contains("keep") == true })
  }

  @Test("asks for a licence where neither the dataset nor the catalogue has one")
  func license() {
    let text = fields("source: a, privacy: none, treat: keep")
    #expect(
      diagnostics { _ = try pipeline(text, license: nil) }.map(\.summary) == [
        "'license' is missing here"
      ])
  }

  @Test("gives unknown options of the export a suggestion")
  func extractOptions() {
    let text = fields("source: a, privacy: none, treat: keep")
      .replacing("path: a.csv", with: "path: a.csv, encodign: utf-8")
    let found = diagnostics { _ = try pipeline(text) }
    #expect(
      lines(found, hints: true) == """
        2:30 unknown-key 'encodign' is not a key that belongs here
          Did you mean 'encoding'?
        """)
  }
}
