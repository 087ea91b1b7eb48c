// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Where each row is, as `hergebruik init` proposes it, and what is then published.
@Suite("Proposed places") struct InitPlaceTests {
  /// The geometries that are published of an export once its questions are answered, as text.
  private func places(
    _ export: String, _ name: String = "a.csv", expecting words: String
  ) async throws -> [String] {
    let work = try Workdir(catalogue: false)
    try work.write(name, export)
    let outcome = try await work.run("init", name)
    #expect(outcome.code == 0, "\(outcome.errors)")
    let text = try work.text("pipelines/a/pipeline.yaml")
    #expect(text.contains(words), "\(text)")
    try HurriedSteward.answer(work, ["pipelines/catalog.yaml", "pipelines/a/pipeline.yaml"])
    let run = try await work.run("run")
    #expect(run.code == 0, "\(run.errors) \(text)")
    return try work.geometries("a")
  }

  /// The middle of RD, and a place in the south, to seven decimals.
  private static let points = [
    #"{"type":"Point","coordinates":[5.3872036,52.1551727]}"#,
    #"{"type":"Point","coordinates":[5.8475002,50.9033222]}"#,
  ]

  /// Whether places are the points, to a few metres: how RD is converted depends on what is installed.
  private func expect(
    _ found: [String], _ rows: Int = 2, _ place: SourceLocation = #_sourceLocation
  ) {
    #expect(found.count == rows, sourceLocation: place)
    for (one, two) in zip(found, Self.points) {
      let (left, right) = (Self.numbers(one), Self.numbers(two))
      #expect(
        left.count == 2 && zip(left, right).allSatisfy { abs($0 - $1) < 0.0002 }, "\(one)",
        sourceLocation: place)
    }
  }

  private static func numbers(_ text: String) -> [Double] {
    text.split { !($0.isNumber || $0 == "." || $0 == "-") }.compactMap { Double($0) }
  }

  @Test(
    "proposes pairs of numbers of which names and numbers tell the same",
    arguments: [
      ("naam;X;Y\nEen;155000;463000\nTwee;187380;323830\n", "{x: x, y: y}, crs: \"EPSG:28992\"}"),
      (
        "naam;Y-coördinaat;X-coördinaat\nEen;463000,00;155000,5\nTwee;323830,1;187380\n",
        "{x: x_coordinaat, y: y_coordinaat}, crs: \"EPSG:28992\"}"
      ),
      (
        "naam;rd_x;rd_y\nEen;155.000;463.000\nTwee;187.380;323.830\n",
        "{x: rd_x, y: rd_y}, crs: \"EPSG:28992\"}"
      ),
      (
        "naam,latitude,longitude\nEen,52.1551727,5.3872036\nTwee,50.9033222,5.8475002\n",
        "{x: longitude, y: latitude}, crs: \"EPSG:4326\"}"
      ),
      (
        "naam;lat;lon\nEen;52,1551727;5,3872036\nTwee;50,9033222;5,8475002\n",
        "{x: lon, y: lat}, crs: \"EPSG:4326\", lon: lon_wgs84, lat: lat_wgs84}"
      ),
      (
        "naam;GPS_X;GPS_Y\nEen;5,3872036;52,1551727\nTwee;5,8475002;50,9033222\n",
        "{x: gps_x, y: gps_y}, crs: \"EPSG:4326\"}"
      ),
      // Both: the same place, of which degrees need no conversion.
      (
        "naam,x,y,lon,lat\nEen,155000,463000,5.3872036,52.1551727\nTwee,187380,323830,5.8475002,50.9033222\n",
        "{x: lon, y: lat}, crs: \"EPSG:4326\", lon: lon_wgs84, lat: lat_wgs84}"
      ),
    ])
  func pairs(_ export: String, _ words: String) async throws {
    expect(try await places(export, expecting: "\ngeometry: {from: \(words)\npublish:"))
  }

  @Test("takes a nought for no place")
  func noughts() async throws {
    let found = try await places(
      "naam;x;y\nEen;155000;463000\nTwee;187380;323830\nDrie;0;0\n",
      expecting: "missingValues: [\"\", \"0\"]")
    expect(found, 3)
    #expect(found[2] == "null")
  }

  @Test(
    "asks where names and numbers do not tell the same",
    arguments: [
      // The other way round.
      ("naam;x;y\nEen;463000;155000\nTwee;323830;187380\n", "the other way round"),
      ("naam;coord1;coord2\nEen;155000;463000\nTwee;187380;323830\n", "nobody knows"),
      ("naam;lat;lon\nEen;5,3872036;52,1551727\nTwee;5,8475002;50,9033222\n", "the other way"),
      // Two places a row.
      (
        "naam;x_begin;y_begin;x_eind;y_eind\nEen;155000;463000;155001;463001\nTwee;187380;323830;187381;323831\n",
        "several pairs"
      ),
    ])
  func questions(_ export: String, _ words: String) async throws {
    let found = try await places(export, expecting: "\ngeometry: ANSWER\n")
    expect(found)
    let work = try Workdir(catalogue: false)
    try work.write("a.csv", export)
    _ = try await work.run("init", "a.csv")
    let text = try work.text("pipelines/a/pipeline.yaml").replacing("\n# ", with: " ")
    #expect(text.contains(words), "\(text)")
  }

  @Test("asks what planes and far degrees are, and sees no place where none is told of")
  func others() async throws {
    for (export, isAsked) in [
      ("naam;x;y\nEen;12;45\nTwee;13;46\n", true),
      ("naam;a;b\nEen;155000;463000\nTwee;187380;323830\n", false),
      ("naam;x;z\nEen;155000;463000\nTwee;187380;323830\n", false),
      ("naam;lengte;breedte\nEen;5,38;52,15\nTwee;5,84;50,90\n", false),
      ("naam;x;y\nEen;155000;zie dossier\nTwee;187380;323830\n", false),
    ] {
      let work = try Workdir(catalogue: false)
      try work.write("a.csv", export)
      _ = try await work.run("init", "a.csv")
      let text = try work.text("pipelines/a/pipeline.yaml")
      #expect(text.contains("\ngeometry: ANSWER") == isAsked, "\(text)")
      #expect(!text.contains("\ngeometry: {"), "\(text)")
    }
  }

  @Test(
    "proposes columns of geometries, with the system of which the coordinates tell",
    arguments: [
      (
        "naam;vlak\nEen;POINT (155000 463000)\nTwee;POINT Z (187380 323830 1)\n", "a.csv",
        "\ngeometry: {from: {wkt: vlak}, crs: \"EPSG:28992\"}\n"
      ),
      (
        "naam;wkt\nEen;SRID=4326;POINT(5.3872036 52.1551727)\nTwee;SRID=28992;POINT(187380 323830)\n"
          .replacing("SRID=4326;", with: "\"SRID=4326;").replacing(
            "52.1551727)", with: "52.1551727)\""
          )
          .replacing("SRID=28992;", with: "\"SRID=28992;").replacing("323830)", with: "323830)\""),
        "a.csv", "\ngeometry: {from: {wkt: wkt}}\n"
      ),
      (
        "naam;g\nEen;point(5.3872036 52.1551727)\nTwee;POINT(5.8475002 50.9033222)\n", "a.csv",
        "\ngeometry: {from: {wkt: g}, crs: \"EPSG:4326\"}\n"
      ),
      (
        """
        <a xmlns:gml="http://www.opengis.net/gml/3.2"><b><naam>Een</naam><plek><gml:Point \
        srsName="urn:ogc:def:crs:EPSG::28992"><gml:pos>155000 463000</gml:pos></gml:Point></plek></b>
        <b><naam>Twee</naam><plek><gml:Point srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>50.9033222 \
        5.8475002</gml:pos></gml:Point></plek></b></a>
        """, "a.xml", "\ngeometry: {from: {gml: point}}\n"
      ),
      (
        """
        <a xmlns:gml="http://www.opengis.net/gml"><b><naam>Een</naam><plek><gml:Point><gml:pos>155000 \
        463000</gml:pos></gml:Point></plek></b><b><naam>Twee</naam><plek><gml:Point><gml:coordinates>\
        187380,323830</gml:coordinates></gml:Point></plek></b></a>
        """, "a.gml", "\ngeometry: {from: {gml: point}, crs: \"EPSG:28992\"}\n"
      ),
      (
        "naam;vorm\n"
          + points.enumerated().map { "r\($0);\"\($1.replacing("\"", with: "\"\""))\"\n" }.joined(),
        "a.csv",
        "\ngeometry: {from: {geojson: vorm}}\n"
      ),
    ])
  func geometries(_ export: String, _ name: String, _ words: String) async throws {
    expect(try await places(export, name, expecting: words))
  }

  @Test("asks which system geometries far away are of, and which of two columns is the place")
  func geometryQuestions() async throws {
    for (export, words) in [
      ("naam;vlak\nEen;POINT (1 2)\nTwee;POINT (3 4)\n", "name no reference system"),
      (
        "naam;punt;vlak\nEen;POINT (155000 463000);POINT (155000 463000)\n"
          + "Twee;POINT (155000 463000);POINT (155000 463000)\n", "2 columns have geometries"
      ),
      ("naam;punt\nEen;POINT (52.1 5.3)\nTwee;POINT (51.9 5.8)\n", "latitude comes first"),
    ] {
      let work = try Workdir(catalogue: false)
      try work.write("a.csv", export)
      _ = try await work.run("init", "a.csv")
      let text = try work.text("pipelines/a/pipeline.yaml")
      #expect(text.contains("\ngeometry: ANSWER\n"), "\(text)")
      #expect(text.replacing("\n# ", with: " ").contains(words), "\(text)")
    }
  }
}

extension Workdir {
  /// The published geometries of a dataset, each as it is written.
  func geometries(_ name: String) throws -> [String] {
    let file = "catalog/current/datasets/\(name)/\(name).geojson.gz"
    let text = String(decoding: try Gunzip.bytes(read(file)), as: UTF8.self)
    let collection = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any]
    guard let features = collection?["features"] as? [[String: Any]] else { return [] }
    return try features.map { feature in
      guard let geometry = feature["geometry"] as? [String: Any] else { return "null" }
      let data = try JSONSerialization.data(withJSONObject: geometry, options: [.sortedKeys])
      return String(decoding: data, as: UTF8.self)
    }
  }
}
