// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikFormat
import HergebruikModel
import HergebruikTestBasics
import HergebruikTestDefinitions
import Testing

@testable import HergebruikDefinition
@testable import HergebruikTables

@Suite("Code lists")
struct CodeListReaderTests {
  private static let lookup = CodeList(
    file: "codes/a.csv", columns: .labels(from: ["pc"], to: "buurt"), unmatched: .empty)

  /// Reads a list of a dataset `d` in a folder of pipelines.
  private func read(
    _ bytes: [UInt8]?, _ list: CodeList = lookup, type: FieldType = .string(.postcode),
    others: [Field] = [], prepare: (TemporaryFolder) throws -> Void = { _ in }
  ) throws -> CodeTable {
    let folder = try TemporaryFolder()
    try folder.folder("pipelines/d/codes")
    try folder.folder("pipelines/codes")
    if let bytes { try folder.write("pipelines/d/codes/a.csv", bytes) }
    try prepare(folder)
    return try CodeListReader(
      folder: folder.path + "/pipelines/d",
      owner: (Treatment.lookup(list).name, .init(file: "pipeline.yaml", line: 7)),
      types: [type] + others.map(\.type),
      list: list
    ).read()
  }

  private func problems(
    _ text: String?, _ list: CodeList = lookup, type: FieldType = .string(.postcode),
    others: [Field] = [], prepare: (TemporaryFolder) throws -> Void = { _ in }
  ) -> [String] {
    diagnostics {
      _ = try read(text.map { Array($0.utf8) }, list, type: type, others: others, prepare: prepare)
    }
    .map { "\($0.location.line ?? 0) \($0.code.rawValue) \($0.summary)" }
  }

  @Test("reads any column order, quotes, a byte order mark, blank lines and what is repeated")
  func reads() throws {
    let text = "\u{FEFF}x;buurt;pc\r\n1;\"Noord; oost\";1234 AB\r\n\r\n2;Zuid;1234AC\r\n"
    #expect(try read(Array(text.utf8)).count == 2)
    let twice = "pc;buurt\n1234AB;Noord\n1234 ab;Noord\n"
    #expect(try read(Array(twice.utf8)).count == 1)
    var tabbed = Self.lookup
    tabbed.delimiter = "\t"
    #expect(try read(Array("pc\tbuurt\n1234AB\tNoord\n".utf8), tabbed).count == 1)
    var shared = Self.lookup
    shared.file = "../codes/b.csv"
    let table = try read(nil, shared) { folder in
      try folder.write("pipelines/codes/b.csv", "pc;buurt\n1234AB;Noord\n")
    }
    #expect(table.count == 1)
  }

  @Test("says at which line a list is wrong, and never what stands there")
  func located() {
    let text = """
      pc;buurt
      1234AB;Noord
      1234AB;Geheim
      1234AC
      ;Zuid
      Geheim;Zuid
      1234AD;Zuid;Geheim
      """
    #expect(
      problems(text) == [
        "4 code-list the row has 1 cells, not 2",
        "7 code-list the row has 3 cells, not 2",
        "3 code-list the value in 'pc' stands on an earlier line too, with another 'buurt'",
        "5 code-list the value in 'pc' is not of the type of the field",
        "6 code-list the value in 'pc' is not of the type of the field",
      ])
    #expect(problems(";Zuid\n", Self.level(1), type: .any) == ["1 code-list column 1 is empty"])
    let many = "pc;buurt\n" + String(repeating: "x;y\n", count: 30)
    #expect(problems(many).last == "0 code-list 25 more rows of the list are wrong")
    #expect(problems(many).count == 6)
  }

  @Test("reads two keys, each as the type of its field")
  func twoKeys() throws {
    var list = Self.lookup
    list.columns = .labels(from: ["pc", "nr"], to: "buurt")
    list.with = ["HUISNR"]
    let number = Field(
      source: "HUISNR", name: "huisnr", type: .integer(NumberFormat()), privacy: .quasi,
      treatment: .drop)
    let text = "nr;pc;buurt\n12;1234 AB;Noord\n012;1234AB;Noord\n13;1234AB;Zuid\n"
    #expect(try read(Array(text.utf8), list, others: [number]).count == 2)
    #expect(
      problems(
        "pc;nr;buurt\n1234AB;12;x\n1234AB;12;y\n1234AB;a;x\n1234AB;;x\n", list, others: [number])
        == [
          "3 code-list the value in 'pc' and 'nr' stands on an earlier line too, with another 'buurt'",
          "4 code-list the value in 'pc' and 'nr' is not of the type of the field",
          "5 code-list the value in 'pc' and 'nr' is not of the type of the field",
        ])
    #expect(
      problems("pc;buurt\n1234AB;x\n", list, others: [number])
        == ["1 code-list the list has no column 'nr'"])
  }

  private static func level(_ level: Int) -> CodeList {
    CodeList(file: "codes/a.csv", columns: .level(level), unmatched: .error)
  }

  @Test("refuses a list without what is asked for")
  func incomplete() {
    #expect(problems("pc;wijk\n1234AB;x\n") == ["1 code-list the list has no column 'buurt'"])
    #expect(
      problems("pc;pc;buurt\n1;2;3\n") == ["1 code-list the list has more than one column 'pc'"])
    #expect(problems("pc,buurt\n1234AB,x\n") == ["1 code-list the list has no column 'pc'"])
    #expect(problems("pc;buurt\n") == ["0 code-list the list has no entries"])
    #expect(
      problems("a;b;c\n", Self.level(3), type: .any)
        == ["0 code-list the hierarchy has no level 3: it has 3 columns"])
    #expect(problems("").first?.contains("source-empty") == true)
    #expect(problems("pc;buurt\n\"1234AB;x\n").first?.contains("unclosed-quote") == true)
    let latin = diagnostics { _ = try read(Array("pc;buurt\n1234AB;Caf".utf8) + [0xE9, 0x0A]) }
    #expect(latin.map(\.code) == [.encoding])
    #expect(latin.first?.location.line == 2)
  }

  @Test("opens nothing outside the two folders for lists, whatever a link says")
  func places() {
    #expect(problems(nil) == ["7 code-list the list of 'lookup' is not there"])
    let outside = "7 code-list the list is outside the dataset's folder and outside pipelines/codes"
    let list = "pc;buurt\n1234AB;Noord\n"
    var above = Self.lookup
    above.file = "../../secret.csv"
    #expect(problems(nil, above) { try $0.write("secret.csv", list) } == [outside])
    var other = Self.lookup
    other.file = "../e/a.csv"
    #expect(problems(nil, other) { try $0.write("pipelines/e/a.csv", list) } == [outside])
    let linked = problems(nil) { folder in
      try folder.write("secret.csv", list)
      try #require(
        symlink(folder.path + "/secret.csv", folder.path + "/pipelines/d/codes/a.csv") == 0)
    }
    #expect(linked == [outside])
    let isFolder = problems(nil) { try $0.folder("pipelines/d/codes/a.csv") }
    #expect(isFolder == ["0 code-list the list is no file of at most 400 MiB"])
  }

  @Test("shares a folder for lists among datasets without taking it for one")
  func sharedFolder() throws {
    let folder = try TemporaryFolder()
    try folder.write("pipelines/catalog.yaml", exampleCatalogue)
    try folder.folder("pipelines/bomen")
    try folder.write("pipelines/codes/a.csv", "a;b\n")
    let project = try Project(directory: folder.path)
    #expect(try project.datasetNames() == ["bomen"])
    try folder.write("pipelines/codes/pipeline.yaml", "version: 1\n")
    #expect(try project.datasetNames() == ["bomen", "codes"])
  }
}
