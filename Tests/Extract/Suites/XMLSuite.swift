// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting

@testable import HergebruikExtract

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
        "references and white space, in attributes and in text",
        files: [("a.xml", Array(references.utf8))], options: xmlOptions,
        columns: paths("@a", "@b", "n", "n/@s"),
        .table(
          TableContents(
            header: ["@a", "@b", "n", "n/@s"], width: 4,
            records: [
              .init(
                [
                  "B&W <\"'> &#38; &amp; é€😀", "1 2 3  4\n\t\r5", "B&W\n<\"'> &#38; é€😀 ]]>",
                  "a&b=c&d",
                ],
                row: 1, line: 3, file: "a.xml"),
              .init(["", "", "R & D", "R & D"], row: 2, line: 6, file: "a.xml"),
            ]))),
      ExtractorCase(
        "references in conditions and in XML that is kept",
        files: [
          (
            "a.xml",
            Array("<l><r><t s='R&amp;D &lt;1&#x3e;'>1</t><t s='R&#38;#38;D'>2</t></r></l>".utf8)
          )
        ],
        options: xmlOptions,
        columns: [
          path("t[@s='R&D <1>']"), path("t[@s='R&#38;D']"), path(".", ["as": .text("xml")]),
        ],
        .table(
          TableContents(
            header: ["t[@s='R&D <1>']", "t[@s='R&#38;D']", "."], width: 3,
            records: [
              .init(
                [
                  "1", "2",
                  "<r><t s=\"R&amp;D &lt;1&gt;\">1</t><t s=\"R&amp;#38;D\">2</t></r>",
                ], row: 1, line: 1, file: "a.xml")
            ]))),
      ExtractorCase(
        "an entity that nobody declares, in an attribute",
        files: [("a.xml", Array("<l>\n<r a='&eacute;'/></l>".utf8))], options: xmlOptions,
        columns: paths("@a"), .refusal(.format, line: 2, column: 15)),
      ExtractorCase(
        "more attributes than any export has",
        files: [
          (
            "a.xml",
            Array("<l><r \((0...1000).map { "a\($0)='1'" }.joined(separator: " "))/></l>".utf8)
          )
        ], options: xmlOptions, columns: paths("@a0"),
        .refusal(.recordTooLarge, line: 1, column: nil)),
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

  private static let references =
    "<l><r a='B&amp;W &lt;&quot;&apos;&gt; &amp;#38; &#38;amp; &#233;&#x20AC;&#x1f600;' b='1\t2\n3\r\n 4&#10;&#9;&#xD;5'>"
    + "\n<n s=\"a&#38;b=c&#x26;d\">B&amp;W\n&lt;&quot;&apos;&gt; &amp;#38; &#233;&#x20AC;&#x1f600; ]]&gt;</n></r>\n"
    + "<r><n s=\"R &#0038; D\">R &#x0026; D</n></r></l>"

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
