// SPDX-License-Identifier: EUPL-1.2

import Foundation

extension SchemaCase {
  /// All cases: each type with right and wrong cells, each constraint, keys, headers and rows; and the files of a
  /// folder, unless it is nil.
  static func all(edge: String?) throws -> [SchemaCase] {
    let own = texts + numbers + times + json + constraints + missing + keys + headers + rows
    guard let edge else { return own }
    return try own + edgeFiles(edge)
  }

  private static var texts: [SchemaCase] {
    cells("string", #""type": "string""#, ["a", "é", "1", " a "])
      + cells(
        "email", #""type": "string", "format": "email""#,
        ["a@b.nl", "a.b+c@sub.example.org", "a@b", "@b.nl", "a b@c.nl", "a"])
      + cells(
        "uri", #""type": "string", "format": "uri""#,
        ["https://a.nl/b?c=d#e", "urn:isbn:12", "a.nl", "a", "/a/b"])
      + cells(
        "uuid", #""type": "string", "format": "uuid""#,
        [
          "95ecc380-afe9-11e4-9b6c-751b66dd541e", "95ecc380",
          "zzecc380-afe9-11e4-9b6c-751b66dd541e",
        ])
      + cells(
        "binary", #""type": "string", "format": "binary""#, ["dGVzdA==", "dGVzdDE=", "a", "dGVzdA"])
      + cells("any", #""type": "any""#, ["a", "1", "[1]", ""])
      + cells(
        "boolean", #""type": "boolean""#,
        ["true", "True", "TRUE", "1", "false", "False", "FALSE", "0", "yes", "tRUE", " true"])
      + cells(
        "boolean-words", #""type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"]"#,
        ["ja", "nee", "Ja", "true", ""])
  }

  private static var numbers: [SchemaCase] {
    cells(
      "integer", #""type": "integer""#,
      ["1", "-1", "+7", "007", " 5 ", "1.0", "1e3", "x", "1,000", "", "9999999999999999999999"])
      + cells(
        "integer-bare", #""type": "integer", "bareNumber": false"#,
        ["€ 12", "12 EUR", "95%", "-5", "12", "x"])
      + cells(
        "number", #""type": "number""#,
        [
          "1", "1.5", "-1.5", "+1.5", ".5", "5.", "1e3", "1E-3", "NaN", "INF", "-INF", "x", "1,5",
          " 2 ",
        ])
      + cells(
        "number-comma", #""type": "number", "decimalChar": ",", "groupChar": ".""#,
        ["1,5", "1.000,5", "1.000.000", "1.5", "10.00,5", "1,5,5", "x"])
      + cells(
        "number-bare", #""type": "number", "bareNumber": false"#,
        ["€ 12.50", "12.5 EUR", "95%", "x"])
      + cells("year", #""type": "year""#, ["2026", "0001", "99", "20260", "x", "-2026", "2026.0"])
      + cells(
        "yearmonth", #""type": "yearmonth""#,
        ["2026-01", "2026-12", "2026-13", "2026-00", "2026", "2026-1", "x"])
      + cells(
        "geopoint", #""type": "geopoint""#,
        ["4.9, 52.4", "4.9,52.4", "-180,90", "181,0", "0,91", "4.9", "4.9,52.4,1", "x,y"])
      + cells(
        "geopoint-array", #""type": "geopoint", "format": "array""#,
        ["[4.9, 52.4]", "[181, 0]", "4.9,52.4", "[4.9]", "[]"])
      + cells(
        "geopoint-object", #""type": "geopoint", "format": "object""#,
        [
          #"{"lon": 4.9, "lat": 52.4}"#, #"{"lat": 52.4, "lon": 4.9}"#, #"{"lon": 4.9}"#,
          #"{"lon": 181, "lat": 0}"#, #"{"lon": 4.9, "lat": 52.4, "z": 1}"#, "4.9,52.4",
        ])
  }

  private static var times: [SchemaCase] {
    cells(
      "date", #""type": "date""#,
      [
        "2026-01-31", "2024-02-29", "2026-02-29", "2026-13-01", "31-01-2026", "2026-1-1", "x",
        "20260131",
      ])
      + cells(
        "date-dutch", #""type": "date", "format": "%d-%m-%Y""#,
        ["31-01-2026", "1-1-2026", "32-01-2026", "2026-01-31"])
      + cells(
        "date-short", #""type": "date", "format": "%d/%m/%y""#,
        ["31/01/26", "31/01/68", "31/01/2026"])
      + cells(
        "time", #""type": "time""#,
        ["12:30:00", "00:00:00", "24:00:00", "25:00:00", "12:30", "12:30:00Z", "12:30:00.5", "x"])
      + cells("time-short", #""type": "time", "format": "%H:%M""#, ["12:30", "9:05", "12:60", "x"])
      + cells(
        "datetime", #""type": "datetime""#,
        [
          "2026-01-31T12:30:00", "2026-01-31T12:30:00Z", "2026-01-31T12:30:00+01:00",
          "2026-01-31 12:30:00", "2026-01-31", "2026-02-30T12:30:00", "2026-01-31T12:30:00.25", "x",
        ])
      + cells(
        "datetime-dutch", #""type": "datetime", "format": "%d-%m-%Y %H:%M""#,
        ["31-01-2026 12:30", "31-01-2026", "31-01-2026 25:30"])
      + cells(
        "duration", #""type": "duration""#,
        ["P1Y2M3DT4H5M6S", "PT36H", "P1D", "-P1D", "P1W", "P", "PT", "1D", "P1.5D", "x", "PT0.5S"])
  }

  private static var json: [SchemaCase] {
    cells(
      "object", #""type": "object""#,
      [
        #"{"a": 1}"#, "{}", #"{"a": {"b": [1, null, true]}}"#, "[]", "1", "x", #"{"a": }"#,
        #"{"a": 1"#,
        #"{"a": 01}"#, #" {"a": "\u00e9\n"} "#,
      ])
      + cells(
        "array", #""type": "array""#,
        ["[]", "[1, 2]", #"["a", {"b": 1}]"#, "{}", "1", "[1,]", "[1", "x"])
      + cells(
        "array-length", #""type": "array", "constraints": {"minLength": 1, "maxLength": 2}"#,
        ["[]", "[1]", "[1, [2, 3]]", "[1, 2, 3]"])
      + cells(
        "object-length", #""type": "object", "constraints": {"minLength": 1, "maxLength": 1}"#,
        ["{}", #"{"a": 1}"#, #"{"a": {"b": 1, "c": 2}}"#, #"{"a": 1, "b": 2}"#])
      + cells("list", #""type": "list""#, ["a,b", "a", "1,2,3", "a,,b"])
      + cells(
        "list-integer", #""type": "list", "itemType": "integer""#,
        ["1,2,3", "1", "1,x", "1,,2", "1, 2"])
      + cells(
        "list-date", #""type": "list", "itemType": "date", "delimiter": ";""#,
        ["2026-01-01;2026-01-02", "2026-01-01", "2026-01-01,2026-01-02", "2026-01-01;x"])
      + cells(
        "list-length", #""type": "list", "constraints": {"minLength": 2, "maxLength": 3}"#,
        ["a", "a,b", "a,b,c", "a,b,c,d"])
      + cells(
        "geojson", #""type": "geojson""#,
        [
          #"{"type": "Point", "coordinates": [4.9, 52.4]}"#,
          #"{"type": "Polygon", "coordinates": [[[0, 0], [0, 1], [1, 1], [0, 0]]]}"#,
          #"{"type": "Feature", "geometry": null, "properties": {}}"#,
          #"{"type": "FeatureCollection", "features": []}"#,
          #"{"type": "Point", "coordinates": [4.9]}"#, #"{"type": "Point"}"#,
          #"{"type": "Square"}"#, "{}",
          "[]", "x",
        ])
  }

  private static var constraints: [SchemaCase] {
    func limits(_ type: String, _ constraints: String) -> String {
      #""type": "\#(type)", "constraints": {\#(constraints)}"#
    }
    return cells("required", limits("string", #""required": true"#), ["a", ""])
      + cells("minLength", limits("string", #""minLength": 2"#), ["a", "éé", "abc", ""])
      + cells("maxLength", limits("string", #""maxLength": 2"#), ["a", "éé", "abc"])
      + cells(
        "pattern", limits("string", #""pattern": "[A-Z]{2}[0-9]+""#),
        ["AB1", "xAB1", "AB", "AB12x"])
      + cells("enum", limits("string", #""enum": ["A", "B"]"#), ["A", "C", "a", ""])
      + cells(
        "enum-integer", limits("integer", #""enum": ["1", "20"]"#),
        ["1", "20", "+1", "01", "2", "x"])
      + cells(
        "enum-number", limits("number", #""enum": ["1", "2.5"]"#), ["1", "1.0", "2.5", "2.50", "3"])
      + cells("enum-boolean", limits("boolean", #""enum": ["true"]"#), ["true", "1", "false"])
      + cells(
        "enum-date", limits("date", #""enum": ["2026-01-31"]"#), ["2026-01-31", "2026-01-30"])
      + cells("minimum", limits("integer", #""minimum": 10"#), ["9", "10", "11", "x"])
      + cells(
        "maximum", limits("number", #""maximum": 10.5"#), ["10.4", "10.5", "10.6", "NaN", "INF"])
      + cells("exclusiveMinimum", limits("integer", #""exclusiveMinimum": 10"#), ["9", "10", "11"])
      + cells(
        "exclusiveMaximum", limits("number", #""exclusiveMaximum": 10.5"#),
        ["10.4", "10.5", "10.50", "11"])
      + cells(
        "date-minimum", limits("date", #""minimum": "2026-01-31""#), ["2026-01-30", "2026-01-31"])
      + cells(
        "date-exclusive",
        limits("date", #""exclusiveMinimum": "2026-01-31", "exclusiveMaximum": "2026-03-01""#),
        ["2026-01-31", "2026-02-01", "2026-03-01"])
      + cells("time-maximum", limits("time", #""maximum": "12:00:00""#), ["12:00:00", "12:00:01"])
      + cells(
        "datetime-minimum", limits("datetime", #""minimum": "2026-01-31T12:00:00""#),
        ["2026-01-31T12:00:00", "2026-01-31T11:59:59"])
      + cells(
        "datetime-zone", limits("datetime", #""minimum": "2026-01-31T12:00:00Z""#),
        ["2026-01-31T12:30:00+01:00", "2026-01-31T13:00:00+01:00", "2026-01-31T11:00:00-02:00"])
      + cells(
        "year-minimum", limits("year", #""minimum": "2026", "exclusiveMaximum": "2030""#),
        ["2025", "2026", "2030"])
      + cells(
        "yearmonth-maximum", limits("yearmonth", #""maximum": "2026-06""#), ["2026-06", "2026-07"])
      + cells(
        "duration-minimum", limits("duration", #""minimum": "PT36H""#), ["P2D", "P1D", "PT36H"])
      + cells("minimum-string", limits("string", #""minimum": 1"#), ["1"])
      + cells("minLength-integer", limits("integer", #""minLength": 1"#), ["1"])
      + cells("pattern-integer", limits("integer", #""pattern": "[0-9]""#), ["1"])
      + cells(
        "categories", #""type": "string", "categories": ["a", "b"], "categoriesOrdered": true"#,
        ["a", "c"])
      + cells(
        "categories-labels",
        #""type": "integer", "categories": [{"value": 1, "label": "laag"}, {"value": 2, "label": "hoog"}]"#,
        ["1", "3"])
  }

  private static var missing: [SchemaCase] {
    func table(_ name: String, _ schema: String, _ cell: String) -> SchemaCase {
      SchemaCase(
        name,
        #"{\#(schema) "fields": [{"name": "id", "type": "any"}, {"name": "x", "type": "integer", "constraints": {"required": true}}, {"name": "y", "type": "integer", "missingValues": [{"value": "-9", "label": "geweigerd"}, {"value": "?", "label": "weet niet"}]}]}"#,
        "id,x,y\n1,\(cell)\n")
    }
    let dash = #""missingValues": ["", "-"],"#
    let labels = #""missingValues": [{"value": "-", "label": "onbekend"}],"#
    return [
      table("missing/table", dash, "-,1"), table("missing/table-empty", dash, ",1"),
      table("missing/none", "", "-,1"), table("missing/labels", labels, "-,1"),
      table("missing/field", "", "1,?"), table("missing/field-empty", "", "1,"),
      table("missing/field-other", dash, "1,-"),
      table(
        "missing/labels-only",
        #""missingValues": [{"value": "", "label": "leeg"}, {"value": "-", "label": "onbekend"}],"#,
        ",-9"),
    ]
  }
}
