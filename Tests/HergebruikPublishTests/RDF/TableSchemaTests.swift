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
      name: "code", type: "string", format: "bsn", privacy: .direct, treatment: "pseudonymise")
    let email = PublishedField(
      name: "adres", type: "string", format: "email", privacy: .none, treatment: "keep")
    let text = TableSchema.json(fields: [bsn, email], primaryKey: []).document
    #expect(!text.contains("bsn"))
    #expect(text.contains("\"format\": \"email\""))
    #expect(!text.contains("primaryKey"))
  }

  @Test func writesEnumValuesInTheTypeOfTheField() {
    let field = PublishedField(
      name: "jaNee", type: "boolean", constraints: Constraints(enum: ["true"]), privacy: .none,
      treatment: "keep")
    #expect(TableSchema.json(fields: [field], primaryKey: []).document.contains("        true\n"))
  }
}
