// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Keys that refer to a list, to the table itself and to another dataset, from a pipeline file to `schema.json`.
@Suite("Foreign keys")
struct ForeignKeyTests {
  private static let fields = [
    "source: nr, type: integer, privacy: none, treat: keep",
    "source: hoofd, type: integer, privacy: none, treat: keep",
    "source: straat, privacy: none, treat: keep",
    "source: postcode, format: postcode, privacy: none, treat: {prefix: 4}",
  ]
  private static let keys = """
    primaryKey: [nr]
    uniqueKeys: [[straat, hoofd]]
    foreignKeys:
      - {fields: hoofd, reference: {resource: '', fields: nr}}
      - {fields: straat, reference: {resource: straten, fields: straat}}
      - {fields: postcode, reference: {codes: codes/postcodes.csv, fields: pc}}
    """

  private func work(_ rows: [String], keys: String = keys) throws -> Workdir {
    let work = try Workdir()
    try work.dataset(
      "zaken", csv: "path: a.csv, dialect: {delimiter: ';'}", fields: Self.fields, more: keys)
    try work.write(
      "pipelines/zaken/a.csv", (["nr;hoofd;straat;postcode"] + rows).map { $0 + "\n" }.joined())
    try work.write("pipelines/zaken/codes/postcodes.csv", "pc\n1234AB\n1234AC\n")
    try work.dataset(
      "straten", csv: "path: a.csv", fields: ["source: straat, privacy: none, treat: keep"])
    try work.write("pipelines/straten/a.csv", "straat\nDam\nRokin\n")
    return work
  }

  private func words(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  @Test(
    "publishes rows that all refer to something, and says so in schema.json where that is public")
  func right() async throws {
    let work = try work(["1;;Dam;1234 ab", "2;1;Rokin;1234AC", "3;;Dam;"])
    #expect(try await work.run("check").code == 0)
    let first = try await work.run("run", "zaken")
    #expect(first.code == 1)
    #expect(words(first.errors).contains("dataset 'straten' is not published"), "\(first.errors)")
    #expect(!work.isPublished)
    #expect(try await work.run("run", "straten").code == 0)
    let second = try await work.run("run", "zaken")
    #expect(second.code == 0, "\(second.errors)")
    let schema = try #require(
      try JSONSerialization.jsonObject(
        with: Data(work.read("catalog/current/datasets/zaken/schema.json"))) as? [String: Any])
    #expect(schema["uniqueKeys"] as? [[String]] == [["straat", "hoofd"]])
    let foreign = try #require(schema["foreignKeys"] as? [[String: Any]])
    #expect(foreign.map { $0["fields"] as? [String] } == [["hoofd"], ["straat"]])
    let references = foreign.compactMap { $0["reference"] as? [String: Any] }
    #expect(references.map { $0["resource"] as? String } == [nil, "straten"])
  }

  @Test("stops at every key that stands nowhere, with rows and numbers and without a value")
  func wrong() async throws {
    let rows = (1...8).map { "\($0);77;Nergenspad\($0);9999ZZ" }
    let work = try work(rows + ["9;;Dam;1234AB"])
    #expect(try await work.run("run", "straten").code == 0)
    let outcome = try await work.run("run", "zaken", "--quiet")
    let errors = words(outcome.errors)
    #expect(outcome.code == 1)
    for text in [
      "hoofd of row 1 does not stand in nr of the table itself",
      "straat of row 5 does not stand in straat of dataset 'straten'",
      "postcode of 3 more rows does not stand in pc of codes/postcodes.csv", "[foreign-key]",
    ] {
      #expect(errors.contains(text), "\(text): \(errors)")
    }
    for value in ["Nergenspad", "9999ZZ", "77"] { #expect(!errors.contains(value), "\(value)") }
    #expect(!work.exists("catalog/current/datasets/zaken"))
  }

  @Test("stops at values that occur twice together")
  func twice() async throws {
    let work = try work(
      ["1;;Dam;", "2;1;Dam;", "3;1;Dam;", "4;;Dam;"], keys: "uniqueKeys: [[straat, hoofd]]")
    let outcome = try await work.run("run", "zaken")
    #expect(outcome.code == 1)
    #expect(
      words(outcome.errors).contains("straat + hoofd of row 3 is the same as that of row 2"),
      "\(outcome.errors)")
  }

  @Test("refuses at check what cannot be compared")
  func check() async throws {
    func errors(_ reference: String) async throws -> String {
      let work = try work(
        ["1;;Dam;"], keys: "foreignKeys: [{fields: straat, reference: {\(reference)}}]")
      try work.dataset(
        "straten", csv: "path: a.csv",
        fields: [
          "source: straat, privacy: none, treat: {prefix: 2}",
          "source: nr, type: integer, privacy: none, treat: keep",
        ])
      let outcome = try await work.run("check")
      #expect(outcome.code == 2)
      return words(outcome.errors)
    }
    #expect(
      try await errors("resource: straten, fields: straat").contains(
        "'straat' of dataset 'straten' is published with 'prefix', so nothing can refer to it"))
    #expect(try await errors("resource: straten, fields: nr").contains("are of different types"))
    #expect(
      try await errors("resource: straten, fields: naam").contains("publishes no field 'naam'"))
    #expect(try await errors("resource: weg, fields: a").contains("there is no dataset 'weg'"))
    #expect(
      try await errors("codes: codes/postcodes.csv, fields: code").contains("no column 'code'"))
    #expect(
      try await errors("codes: codes/none.csv, fields: pc").contains(
        "the list of 'foreignKeys' is not there"))
    #expect(
      try await errors("codes: ../../../a.csv, fields: pc").contains("is not there"))
  }
}
