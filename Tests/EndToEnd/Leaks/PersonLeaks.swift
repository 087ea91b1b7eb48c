// SPDX-License-Identifier: EUPL-1.2

/// What names of columns say of persons beside each other, under a class that says nothing.
enum PersonLeaks {
  private static let none = "privacy: none, treat: keep"
  private static let quasi = "privacy: quasi, treat: keep"
  private static let age: LeakCase.Cells = { "\(18 + $0 * 7 % 70)" }
  private static let code: LeakCase.Cells = { ["a1", "b2", "c3"][$0 % 3] }

  private static let labels = [
    "ZIEKTE", "HANDICAP", "UITKERING", "SCHULDEN", "HERKOMST", "INKOMEN", "NATIONALITEIT",
    "BURGERLIJKE_STAAT", "WMO_INDICATIE", "JEUGDZORG", "SCHULDHULP", "LEERPLICHT_VERZUIM",
    "DELICT", "PARTICIPATIEWET", "VERSLAVING", "BIJSTAND", "GEZONDHEID", "ASIELSTATUS",
    "ETNICITEIT", "MEDICATIE", "SLACHTOFFER", "ONDERTOEZICHTSTELLING", "KWIJTSCHELDING",
  ]

  /// A column beside age and postcode, which are `quasi` or `none`.
  static let sensitive = LeakTests.Kind(
    name: "names of columns that are sensitive of persons", code: "personal-data",
    leaks: labels.enumerated().flatMap { number, label in
      let columns = [("LEEFTIJD", age), ("PC6", Cells.postcode), (label, code)]
      return [
        LeakCase(
          "q-\(number)", columns, fields: ["LEEFTIJD": "type: integer, \(quasi)", "PC6": quasi]),
        LeakCase("r-\(number)", columns),
      ]
    } + [
      LeakCase(
        "q-bedrag",
        [("LEEFTIJD", age), ("PC6", Cells.postcode), ("INKOMEN", { "\(20_000 + $0 * 317)" })],
        fields: [
          "LEEFTIJD": "type: integer, \(quasi)", "PC6": quasi, "INKOMEN": "type: integer, \(none)",
        ]),
      LeakCase(
        "q-ja-nee",
        [("LEEFTIJD", age), ("PC6", Cells.postcode), ("HANDICAP", { ["ja", "nee"][$0 % 2] })],
        fields: [
          "LEEFTIJD": "type: integer, \(quasi)", "PC6": quasi,
          "HANDICAP": "type: boolean, trueValues: [ja], falseValues: [nee], \(none)",
        ]),
      LeakCase(
        "q-bsn-weg", [("BSN", Cells.bsn), ("zone", Cells.zone)],
        fields: ["BSN": "privacy: none, treat: drop"]),
    ])

  /// Places of persons: by who is named beside them, by their own names, and in codes.
  static let places = LeakTests.Kind(
    name: "places of persons", code: "personal-data",
    leaks: ["MELDER", "AANVRAGER", "BEWONER", "CLIENT"].flatMap { role in
      [
        LeakCase(
          "h-punt-\(role.lowercased())",
          [(role, Cells.opaque), ("LAT", Cells.latitude), ("LON", Cells.longitude)],
          fields: ["LAT": "type: number, \(none)", "LON": "type: number, \(none)"]),
        LeakCase(
          "h-pc-\(role.lowercased())", [(role, Cells.opaque), ("POSTCODE", Cells.postcode)]),
      ]
    } + [
      LeakCase(
        "h-woonadres", [("WOONADRES", { "Dorpsstraat \($0 + 1)" }), ("zone", Cells.zone)]),
      LeakCase("h-woonpostcode", [("WOON_POSTCODE", Cells.postcode), ("zone", Cells.zone)]),
      LeakCase(
        "h-thuis", [("THUIS_LAT", Cells.latitude), ("THUIS_LON", Cells.longitude)],
        fields: ["THUIS_LAT": "type: number, \(none)", "THUIS_LON": "type: number, \(none)"]),
      code("h-buurt") { "BU0363\(1000 + $0 % 9)" },
      code("h-perceel") { "ASD04-F-\(6543 + $0)" },
      code("h-perceel-naam") { "Amsterdam F \(6543 + $0)" },
      code("h-perceel-aan") { "ASD04F\(6543 + $0)" },
      code("h-geohash") { row in
        "u173z" + ["m", "q", "w", "x"][row % 4] + ["b", "c", "f", "g"][row / 4 % 4] + "\(row % 10)"
      },
      code("h-plus") { "9F46W8\(plus[$0 % 10])R+2\(plus[$0 / 10])" },
      code("h-plus-kort") { "W8\(plus[$0 % 10])R+2\(plus[$0 / 10]) Amsterdam" },
    ])

  private static let plus = ["2", "3", "4", "5", "6", "7", "8", "9", "C", "F"]

  private static func code(_ name: String, _ cells: @escaping LeakCase.Cells) -> LeakCase {
    LeakCase(
      name, [("kol", cells), ("groep", Cells.zone)],
      fields: ["groep": "privacy: sensitive, treat: keep"])
  }
}
