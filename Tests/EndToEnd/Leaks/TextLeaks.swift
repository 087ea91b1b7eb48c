// SPDX-License-Identifier: EUPL-1.2

/// What is written beside the table.
enum TextLeaks {
  private static let mail = "piet.jansen@ziggo.nl"
  private static let phone = "06-12345678"

  private static func zone(
    _ name: String, field: String = "", metadata: String = "", more: String = ""
  ) -> LeakCase {
    LeakCase(
      name, [("zone", Cells.zone), ("aantal", Cells.number)],
      fields: ["zone": "privacy: none, treat: keep\(field.isEmpty ? "" : ", " + field)"],
      more: more, metadata: metadata)
  }

  private static let values = [
    ("mail", mail), ("telefoon", phone), ("bsn", "bsn \(Cells.bsn(3))"),
    ("iban", "NL91ABNA0417164300"), ("dhr", "dhr. Pietersen"),
  ]

  /// Texts of a field and of the metadata, for each kind of value.
  static let metadata = LeakTests.Kind(
    name: "texts of the metadata", code: "personal-data",
    leaks: values.flatMap { name, value in
      [
        zone("m-uitleg-\(name)", field: "description: \"Vraag het \(value) eens\""),
        zone("m-titel-\(name)", field: "title: \"Zone van \(value)\""),
        zone(
          "m-etiket-\(name)",
          field:
            "categories: [{value: zone 0, label: \"\(value)\"}, {value: zone 1}, {value: zone 2}]"
        ),
        zone(
          "m-patroon-\(name)", field: "constraints: {pattern: \"zone [0-9]|\(value)\"}"),
        zone("m-trefwoord-\(name)", metadata: "keyword: {nl: [\"\(value)\"]}"),
        zone("m-eenheid-\(name)", field: "unit: \"\(value)\""),
      ]
    } + [
      zone("m-pagina", metadata: "page: [\"https://x.nl/persoon/?mail=\(mail)\"]"),
      zone("m-landing", metadata: "landingPage: \"https://x.nl/?mail=\(mail)\""),
      zone("m-pagina-bsn", metadata: "page: [\"https://x.nl/bsn/\(Cells.bsn(3))\"]"),
    ])

  /// A value of a dropped column in a text of the metadata.
  static let identifiers = LeakTests.Kind(
    name: "values of dropped columns in the metadata", code: "identifier-found",
    leaks: [
      ("titel", "", "Zone van QZ70001"), ("uitleg", "Vraag het QZ70014 eens", ""),
    ].map { name, description, title in
      LeakCase(
        "mi-\(name)", [("ref", { "QZ\(70_001 + $0 * 13)" }), ("zone", Cells.zone)],
        fields: [
          "ref": "privacy: direct, treat: drop",
          "zone":
            "privacy: none, treat: keep, title: \"\(title.isEmpty ? "Zone" : title)\", description: \"\(description.isEmpty ? "Een zone" : description)\"",
        ])
    })
}
