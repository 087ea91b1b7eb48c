// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikPublish

struct TableSchemaTests {
  @Test func writesFieldsConstraintsAndKey() {
    let schema = TableSchema.json(fields: [Sample.personalFields[2]], primaryKey: ["nummer"])
    #expect(
      schema.document == """
        {
          "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
          "fields": [
            {
              "constraints": {
                "maximum": 99.50,
                "minimum": 0
              },
              "description": "Per maand.",
              "name": "tarief",
              "title": "Tarief",
              "type": "number",
              "unit": "EUR"
            }
          ],
          "missingValues": [
            ""
          ],
          "primaryKey": [
            "nummer"
          ]
        }

        """)
  }

  @Test func leavesOutFormatsThatTableSchemaDoesNotKnow() {
    let bsn = PublishedField(
      name: "code", type: "string", format: "bsn", privacy: .direct, treatment: .kind(.pseudonymise)
    )
    let email = PublishedField(
      name: "adres", type: "string", format: "email", privacy: .none, treatment: .kind(.keep))
    let text = TableSchema.json(fields: [bsn, email], primaryKey: []).document
    #expect(!text.contains("bsn"))
    #expect(text.contains("\"format\": \"email\""))
    #expect(!text.contains("primaryKey"))
  }

  @Test func writesListsCategoriesLimitsAndKeys() throws {
    let list = PublishedField(
      name: "a", type: "list", list: ListFormat(item: .integer, delimiter: ";"),
      constraints: Constraints(exclusiveMinimum: "1", exclusiveMaximum: "2", maxLength: 3),
      privacy: .none, treatment: .kind(.keep))
    let level = PublishedField(
      name: "b", type: "integer",
      categories: Categories(
        items: [.init(value: "1", label: "laag"), .init(value: "2")], isOrdered: true),
      privacy: .none, treatment: .kind(.keep))
    let plain = PublishedField(
      name: "c", type: "string", categories: Categories(items: [.init(value: "x")]), privacy: .none,
      treatment: .kind(.keep))
    let text = TableSchema.json(
      fields: [list, level, plain], primaryKey: [],
      keys: TableKeys(
        unique: [["a", "b"]],
        foreign: [
          .init(fields: ["a"], resource: "", referenced: ["b"]),
          .init(fields: ["b"], resource: "straten", referenced: ["code"]),
        ])
    ).document.filter { !$0.isWhitespace }
    for part in [
      #""delimiter":";","itemType":"integer""#,
      #""exclusiveMaximum":"2","exclusiveMinimum":"1","maxLength":3"#,
      #""categories":[{"label":"laag","value":1},{"label":"2","value":2}],"categoriesOrdered":true"#,
      #""categories":["x"]"#, #""uniqueKeys":[["a","b"]]"#,
      #""foreignKeys":[{"fields":["a"],"reference":{"fields":["b"]}},{"fields":["b"],"reference":{"fields":["code"],"resource":"straten"}}]"#,
    ] {
      #expect(text.contains(part), "\(part): \(text)")
    }
  }

  @Test func writesEnumValuesInTheTypeOfTheField() {
    let field = PublishedField(
      name: "jaNee", type: "boolean", constraints: Constraints(enum: ["true"]), privacy: .none,
      treatment: .kind(.keep))
    #expect(TableSchema.json(fields: [field], primaryKey: []).document.contains("        true\n"))
  }
}
