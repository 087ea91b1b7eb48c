// SPDX-License-Identifier: EUPL-1.2

import HergebruikExtract
import HergebruikModel
import HergebruikTesting

extension ExtractorSuite {
  /// XML.
  static let xml = ExtractorSuite(
    XMLExtractor.self,
    cases: [
      ExtractorCase(
        "values straight into rows, in two files and with an ancestor's",
        files: [
          (
            "a.xml",
            Array(
              "<?xml version=\"1.0\"?>\n<l nr=\"7\"><kop>A &amp; B</kop>\n<r id='1'><n> Jan\n sen </n><x/></r>\n<r><n>é</n></r></l>"
                .utf8)
          ),
          ("b.xml", Array("<l><kop><![CDATA[<C>]]></kop><r id=\"3\"/></l>".utf8)),
        ],
        options: xmlOptions, columns: paths("@id", "n", "../kop", "../@nr"),
        .table(
          TableContents(
            header: ["@id", "n", "../kop", "../@nr"], width: 4,
            records: [
              .init(["1", "Jan\n sen", "A & B", "7"], row: 1, line: 3, file: "a.xml"),
              .init(["", "é", "A & B", "7"], row: 2, line: 5, file: "a.xml"),
              .init(["3", "", "<C>", ""], row: 3, line: 1, file: "b.xml"),
            ]))),
      ExtractorCase(
        "several values, conditions and a count",
        files: [("a.xml", Array("<l><r><t s='a'>1</t><t s='b'>2</t><t s='a'>3</t></r></l>".utf8))],
        options: xmlOptions,
        columns: [
          path("t", ["join": .text(";")]), path("t[@s='b']"), path("t", ["count": .plain("true")]),
          path("t[3]"), path(".", ["as": .text("xml")]),
        ],
        .table(
          TableContents(
            header: ["t", "t[@s='b']", "t", "t[3]", "."], width: 5,
            records: [
              .init(
                [
                  "1;2;3", "2", "3", "3",
                  "<r><t s=\"a\">1</t><t s=\"b\">2</t><t s=\"a\">3</t></r>",
                ], row: 1, line: 1, file: "a.xml")
            ]))),
      ExtractorCase(
        "truncated behind a good record",
        files: [("a.xml", Array("<l>\n<r><n>1</n></r>\n<r><n>2".utf8))], options: xmlOptions,
        columns: paths("n"), .refusal(.format, line: 3, column: 8)),
      ExtractorCase(
        "a document type", files: [("a.xml", Array("<!DOCTYPE l [<!ENTITY a 'b'>]><l/>".utf8))],
        options: xmlOptions, columns: paths("n"), .refusal(.format, line: 1, column: 13)),
      ExtractorCase(
        "two values where one is wanted",
        files: [("a.xml", Array("<l>\n<r><n/><n/></r></l>".utf8))],
        options: xmlOptions, columns: paths("n"), .refusal(.format, line: 2, column: nil)),
      ExtractorCase(
        "no record", files: [("a.xml", Array("<l><s/></l>".utf8))], options: xmlOptions,
        columns: paths("n"), .refusal(.sourceEmpty, line: nil, column: nil)),
      ExtractorCase(
        "a path that nothing has", files: [("a.xml", Array("<l><r><n/></r></l>".utf8))],
        options: xmlOptions, columns: paths("n", "m"),
        .refusal(.missingLabel, line: nil, column: nil)),
    ],
    large: Large(
      options: .group(["path": .text("large.xml"), "record": .text("r")]),
      columns: paths("n", "@id")
    ) { rows, folder in
      var text = "<l>\n"
      for row in 0..<rows { text += "<r id=\"\(row)\"><n>naam \(row)</n></r>\n" }
      try folder.write(Array((text + "</l>").utf8), to: "large.xml")
    })

  private static let xmlOptions = ConfigNode.group([
    "path": .text("*.xml"), "pick": .text("all"), "record": .text("/l/r"),
  ])

  /// Fields whose source is a path alone.
  static func paths(_ paths: String...) -> [SourceColumn] {
    paths.map { SourceColumn(label: $0, source: .text($0)) }
  }

  /// A field whose source is a path and more keys.
  static func path(_ path: String, _ keys: KeyValuePairs<String, ConfigNode> = [:]) -> SourceColumn
  {
    var pairs: [(key: ConfigNode, value: ConfigNode)] = [(.plain("path"), .text(path))]
    pairs += keys.map { (.plain($0.key), $0.value) }
    return SourceColumn(label: path, source: ConfigNode(.mapping(pairs), line: 1, column: 1))
  }
}
