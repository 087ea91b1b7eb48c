// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

/// A way in which a record may change, and the kinds of changes that are found.
struct SchemaCase: Sendable, CustomTestStringConvertible {
  var name: String
  var kinds: [SchemaChange.Kind]
  var before: @Sendable (inout DatasetRecord) -> Void = { _ in }
  var change: @Sendable (inout DatasetRecord) -> Void

  var testDescription: String { name }
}

@Suite("Changes of the schema")
struct SchemaComparisonTests {
  private static func field(_ name: String, _ constraints: Constraints? = nil) -> PublishedField {
    PublishedField(
      name: name, type: "string", constraints: constraints, privacy: .none, treatment: .kind(.keep))
  }

  private static func record() -> DatasetRecord {
    DatasetRecord(
      name: "a",
      description: DatasetDescription(
        title: LocalizedText(nl: "A"), description: LocalizedText(nl: "A"), themes: ["ENVI"],
        license: "CC0-1.0"),
      fields: [field("a"), field("b"), field("c")], primaryKey: ["a"], rows: 1,
      distributions: [file("a.csv.gz")], issued: "2026-11-01", modified: "2026-11-01")
  }

  private static func file(_ name: String) -> DistributionRecord {
    DistributionRecord(
      fileName: name, format: "CSV", mediaType: "text/csv", byteSize: 1, uncompressedSize: 1,
      sha256: "")
  }

  /// A change of the constraints of field `b`.
  private static func limits(
    _ name: String, _ kinds: [SchemaChange.Kind], _ old: Constraints, _ new: Constraints
  ) -> SchemaCase {
    SchemaCase(
      name: name, kinds: kinds, before: { $0.fields[1].constraints = old },
      change: { $0.fields[1].constraints = new })
  }

  static let cases: [SchemaCase] = [
    SchemaCase(name: "nothing", kinds: []) { _ in },
    SchemaCase(name: "rows only", kinds: []) { $0.rows = 9 },
    SchemaCase(name: "a field at the end", kinds: [.fieldAppended]) {
      $0.fields.append(field("d"))
    },
    SchemaCase(name: "a field between", kinds: [.fieldInserted]) {
      $0.fields.insert(field("d"), at: 1)
    },
    SchemaCase(name: "a field gone", kinds: [.fieldRemoved]) { $0.fields.remove(at: 1) },
    SchemaCase(name: "another name", kinds: [.fieldRenamed]) { $0.fields[1].name = "d" },
    SchemaCase(name: "another name and type", kinds: [.fieldRemoved, .fieldInserted]) {
      ($0.fields[1].name, $0.fields[1].type) = ("d", "integer")
    },
    SchemaCase(name: "a key under another name", kinds: [.fieldRenamed]) {
      ($0.fields[0].name, $0.primaryKey) = ("d", ["d"])
    },
    SchemaCase(name: "another order", kinds: [.fieldsReordered]) { $0.fields.swapAt(1, 2) },
    SchemaCase(name: "another type", kinds: [.typeChanged]) { $0.fields[1].type = "integer" },
    SchemaCase(name: "another format", kinds: [.formatChanged]) { $0.fields[1].format = "uri" },
    SchemaCase(name: "a unit told", kinds: [.unitAdded]) { $0.fields[1].unit = "m" },
    SchemaCase(
      name: "another unit", kinds: [.unitChanged], before: { $0.fields[1].unit = "m" },
      change: { $0.fields[1].unit = "cm" }),
    SchemaCase(
      name: "a unit gone", kinds: [.unitChanged], before: { $0.fields[1].unit = "m" },
      change: { $0.fields[1].unit = nil }),
    SchemaCase(name: "another treatment", kinds: [.treatmentChanged]) {
      $0.fields[1].treatment = .kind(.redact)
    },
    SchemaCase(
      name: "another measure", kinds: [.treatmentChanged],
      before: { $0.fields[1].treatmentInWords = LocalizedText(nl: "afgerond op vijftallen") },
      change: { $0.fields[1].treatmentInWords = LocalizedText(nl: "afgerond op tientallen") }),
    SchemaCase(
      name: "another key of pseudonyms", kinds: [.pseudonymsChanged],
      before: { $0.pseudonyms = "01234567" }, change: { $0.pseudonyms = "01234567 2027" }),
    SchemaCase(name: "pseudonyms not known before", kinds: []) { $0.pseudonyms = "01234567" },
    SchemaCase(name: "other words", kinds: [.textChanged]) {
      $0.fields[1].title = LocalizedText(nl: "B")
    },
    SchemaCase(
      name: "a key", kinds: [.primaryKeyAdded], before: { $0.primaryKey = [] },
      change: { $0.primaryKey = ["a"] }),
    SchemaCase(name: "another key", kinds: [.primaryKeyChanged]) { $0.primaryKey = ["b"] },
    SchemaCase(name: "no key", kinds: [.primaryKeyChanged]) { $0.primaryKey = [] },
    SchemaCase(name: "a file", kinds: [.distributionAdded]) {
      $0.distributions.append(file("a.jsonl.gz"))
    },
    SchemaCase(
      name: "a file gone", kinds: [.distributionRemoved],
      before: { $0.distributions.append(file("a.jsonl.gz")) },
      change: { $0.distributions.removeLast() }),
    SchemaCase(
      name: "a lower version", kinds: [.versionLowered], before: { $0.description.version = 2 },
      change: { $0.description.version = nil }),
    SchemaCase(name: "version 1 told", kinds: []) { $0.description.version = 1 },
    limits("required", [.constraintTightened], .init(), .init(required: true)),
    limits("no longer required", [.constraintLoosened], .init(required: true), .init()),
    limits("unique", [.constraintTightened], .init(), .init(unique: true)),
    limits("no longer unique", [.constraintLoosened], .init(unique: true), .init()),
    limits("a pattern", [.constraintTightened], .init(), .init(pattern: "a")),
    limits("another pattern", [.constraintLoosened], .init(pattern: "a"), .init(pattern: "b")),
    limits("no pattern", [.constraintLoosened], .init(pattern: "a"), .init()),
    limits("shorter", [.constraintTightened], .init(maxLength: 9), .init(maxLength: 8)),
    limits("longer", [.constraintLoosened], .init(maxLength: 9), .init(maxLength: 10)),
    limits("any length", [.constraintLoosened], .init(maxLength: 9), .init()),
    limits("at least longer", [.constraintTightened], .init(minLength: 2), .init(minLength: 3)),
    limits("at least shorter", [.limitLoosened], .init(minLength: 2), .init(minLength: 1)),
    limits("a lower minimum", [.limitLoosened], .init(minimum: "10"), .init(minimum: "9")),
    limits("a higher minimum", [.constraintTightened], .init(minimum: "9"), .init(minimum: "10")),
    limits(
      "a later maximum", [.limitLoosened], .init(maximum: "2026-01-01"),
      .init(maximum: "2027-01-01")),
    limits("no maximum", [.limitLoosened], .init(maximum: "9"), .init()),
    limits("a list", [.constraintTightened], .init(), .init(enum: ["x"])),
    limits("no list", [.constraintLoosened], .init(enum: ["x"]), .init()),
    limits("more values", [.enumWidened], .init(enum: ["x"]), .init(enum: ["y", "x"])),
    limits("fewer values", [.enumNarrowed], .init(enum: ["x", "y"]), .init(enum: ["x"])),
    limits("other values", [.enumReplaced], .init(enum: ["x", "y"]), .init(enum: ["x", "z"])),
  ]

  @Test("are found, each of its kind", arguments: cases)
  func kinds(_ one: SchemaCase) throws {
    var older = Self.record()
    one.before(&older)
    var newer = older
    one.change(&newer)
    let changes = SchemaComparison.changes(from: older, to: newer)
    #expect(changes.map(\.kind) == one.kinds)
    for change in changes {
      #expect(change.verdict == change.kind.verdict)
      #expect(change.words.en?.isEmpty == false)
    }
  }

  @Test("have a case for each kind")
  func complete() {
    let found = Set(Self.cases.flatMap(\.kinds))
    #expect(found == Set(SchemaChange.Kind.allCases))
  }

  @Test("never tell a permitted value")
  func values() {
    var older = Self.record()
    older.fields[1].constraints = Constraints(enum: ["geheim"])
    var newer = older
    newer.fields[1].constraints = Constraints(enum: ["verborgen"])
    for change in SchemaComparison.changes(from: older, to: newer) {
      #expect(!change.words.nl.contains("geheim"))
      #expect(!change.words.nl.contains("verborgen"))
    }
  }
}
