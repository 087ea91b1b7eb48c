// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// What is about rows and headers, not about cells.
extension SchemaCase {
  private static let pair =
    #""fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "string"}]"#

  static var keys: [SchemaCase] {
    let unique =
      #"{"fields": [{"name": "a", "type": "integer", "constraints": {"unique": true}}, {"name": "b", "type": "any"}]}"#
    let key = #"{\#(pair), "primaryKey": ["a"]}"#
    let both = #"{\#(pair), "primaryKey": ["a", "b"]}"#
    let unlike = #"{\#(pair), "uniqueKeys": [["a", "b"]]}"#
    let selfKey =
      #"{\#(pair), "foreignKeys": [{"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}]}"#
    let strings =
      #"{"fields": [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}], "foreignKeys": [{"fields": ["b"], "reference": {"resource": "", "fields": ["a"]}}]}"#
    return [
      SchemaCase("unique/right", unique, "a,b\n1,x\n2,x\n"),
      SchemaCase("unique/twice", unique, "a,b\n1,x\n2,x\n1,x\n"),
      SchemaCase("unique/thrice", unique, "a,b\n1,x\n2,x\n1,x\n1,y\n"),
      SchemaCase("unique/missing", unique, "a,b\n,x\n,x\n1,x\n"),
      SchemaCase("key/right", key, "a,b\n1,x\n2,x\n"),
      SchemaCase("key/twice", key, "a,b\n1,x\n1,y\n2,y\n"),
      SchemaCase("key/missing", key, "a,b\n1,x\n,y\n"),
      SchemaCase("key-of-two/right", both, "a,b\n1,x\n1,y\n2,x\n"),
      SchemaCase("key-of-two/twice", both, "a,b\n1,x\n1,y\n1,x\n"),
      SchemaCase("key-of-two/half-missing", both, "a,b\n1,x\n1,\n2,x\n"),
      SchemaCase("uniqueKeys/right", unlike, "a,b\n1,x\n1,y\n"),
      SchemaCase("uniqueKeys/twice", unlike, "a,b\n1,x\n1,y\n1,x\n"),
      SchemaCase("foreign-self/right", strings, "a,b\n1,\n2,1\n3,2\n"),
      SchemaCase("foreign-self/later", strings, "a,b\n1,2\n2,\n"),
      SchemaCase("foreign-self/wrong", strings, "a,b\n1,\n2,9\n3,1\n"),
      SchemaCase("foreign-self/other-type", selfKey, "a,b\n1,\n2,1\n"),
    ] + foreign
  }

  private static var foreign: [SchemaCase] {
    func refers(_ name: String, _ csv: String, _ other: String) -> SchemaCase {
      var refers = SchemaCase(
        name,
        #"{\#(pair), "foreignKeys": [{"fields": ["a"], "reference": {"resource": "other", "fields": ["id"]}}]}"#,
        csv)
      refers.tables.append(
        Table(
          name: "other",
          schema:
            #"{"fields": [{"name": "id", "type": "integer"}, {"name": "t", "type": "string"}]}"#,
          csv: Array(other.utf8)))
      return refers
    }
    func refersTwo(_ name: String, _ csv: String) -> SchemaCase {
      var refers = SchemaCase(
        name,
        #"{\#(pair), "foreignKeys": [{"fields": ["a", "b"], "reference": {"resource": "other", "fields": ["id", "t"]}}]}"#,
        csv)
      refers.tables.append(
        Table(
          name: "other",
          schema:
            #"{"fields": [{"name": "id", "type": "integer"}, {"name": "t", "type": "string"}]}"#,
          csv: Array("id,t\n1,x\n1,y\n2,x\n".utf8)))
      return refers
    }
    let list = "id,t\n1,een\n2,twee\n"
    return [
      refers("foreign/right", "a,b\n1,x\n2,x\n1,y\n", list),
      refers("foreign/wrong", "a,b\n1,x\n3,x\n4,y\n", list),
      refers("foreign/missing", "a,b\n1,x\n,x\n", list),
      refers("foreign/canonical", "a,b\n+1,x\n 2,x\n", list),
      refersTwo("foreign-two/right", "a,b\n1,x\n1,y\n"),
      refersTwo("foreign-two/wrong", "a,b\n1,x\n2,y\n3,x\n"),
      refersTwo("foreign-two/half-missing", "a,b\n1,x\n1,\n"),
      refersTwo("foreign-two/missing", "a,b\n1,x\n,\n2,x\n"),
    ]
  }

  static var headers: [SchemaCase] {
    func match(_ word: String, _ name: String, _ header: String) -> SchemaCase {
      let width = header.split(separator: ",", omittingEmptySubsequences: false).count
      let row = (0..<width).map { String($0 + 1) }.joined(separator: ",")
      let schema = word.isEmpty ? "{\(three)}" : #"{"fieldsMatch": "\#(word)", \#(three)}"#
      return SchemaCase("\(word.isEmpty ? "header" : word)/\(name)", schema, "\(header)\n\(row)\n")
    }
    let shapes = [
      ("right", "a,b,c"), ("moved", "b,a,c"), ("fewer", "a,b"), ("more", "a,b,c,d"),
      ("renamed", "a,b,d"), ("twice", "a,b,b"), ("blank", "a,,c"), ("fewer-and-more", "a,b,d"),
    ]
    return ["", "exact", "equal", "subset", "superset", "partial"].flatMap { word in
      shapes.map { match(word, $0.0, $0.1) }
    }
  }

  private static let three =
    #""fields": [{"name": "a", "type": "integer"}, {"name": "b", "type": "any"}, {"name": "c", "type": "any"}]"#

  static var rows: [SchemaCase] {
    let schema = "{\(three)}"
    let needed = schema.replacing(
      #""c", "type": "any""#, with: #""c", "type": "any", "constraints": {"required": true}"#)
    return [
      SchemaCase("rows/short", schema, "a,b,c\n1,2\n1,2,3\n"),
      SchemaCase("rows/long", schema, "a,b,c\n1,2,3,4\n1,2,3\n"),
      SchemaCase("rows/blank", schema, "a,b,c\n1,2,3\n\n1,2,3\n"),
      SchemaCase("rows/only-delimiters", schema, "a,b,c\n1,2,3\n,,\n1,2,3\n"),
      SchemaCase("rows/blank-at-end", schema, "a,b,c\n1,2,3\n\n"),
      SchemaCase("rows/twice", schema, "a,b,c\n1,2,3\n1,2,3\n"),
      SchemaCase("rows/none", schema, "a,b,c\n"),
      SchemaCase("rows/two-errors", schema, "a,b,c\nx,2,3\n1,2,3\ny,2,3\n"),
      SchemaCase("rows/required", needed, "a,b,c\n1,2,\n1,2,3\n"),
      SchemaCase("rows/type-and-required", needed, "a,b,c\nx,2,\n1,2,3\n"),
      SchemaCase("rows/quoted-lines", schema, "a,b,c\n1,\"2\n2\",3\nx,2,3\n"),
      SchemaCase(
        "superset/required-absent",
        needed.replacing("{\"fields\"", with: "{\"fieldsMatch\": \"superset\", \"fields\""),
        "a,b\n1,2\n"),
    ]
  }

  /// The files that frictionless-py tests itself with; names of repeated and blank columns get a number.
  static func edgeFiles(_ folder: String) throws -> [SchemaCase] {
    try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".csv") }
      .sorted()
      .map { file in
        let bytes = try Array(Data(contentsOf: URL(filePath: "\(folder)/\(file)")))
        let isLatin = file == "table-with-accents.csv"
        let text =
          isLatin
          ? String(decoding: bytes.map { $0 == 0xE9 ? 0x65 : $0 }, as: UTF8.self)
          : String(decoding: bytes, as: UTF8.self)
        let delimiter: Character = isLatin ? ";" : ","
        var seen: [String: Int] = [:]
        var line = text.prefix { !$0.isNewline }
        if line.first == "\u{FEFF}" { line = line.dropFirst() }
        let names = line.split(separator: delimiter, omittingEmptySubsequences: false).map {
          label in
          let name = label.filter { $0 != "\"" }
          seen[name, default: 0] += 1
          let number = seen[name] ?? 0
          return (name.isEmpty ? "blank" : isLatin && name == "Annee" ? "Année" : name)
            + (number > 1 ? String(number) : "")
        }
        let fields: [[String: String]] = names.map { ["name": $0, "type": "string"] }
        let schema = try JSONSerialization.data(withJSONObject: ["fields": fields])
        var found = SchemaCase("edge/\(file)", String(decoding: schema, as: UTF8.self), csv: bytes)
        found.delimiter = String(delimiter)
        found.encoding = isLatin ? "windows-1252" : "utf-8"
        return found
      }
  }
}
