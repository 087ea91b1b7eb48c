// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikGeometry
internal import HergebruikModel

/// Reads `geometry:`: where rows have coordinates, and what is made of them.
///
/// Fails closed: what a geometry shows is at least as exact as the fields that it is made from, so
/// those must be published as they are, or say nothing about persons.
struct GeometryReader {
  let problems: ConfigProblems

  /// Reads the group; nil where it is absent or wrong, which is reported.
  func read(
    _ reader: inout ConfigReader, _ drafts: [FieldDraft], distributions: [DistributionFormat]
  ) -> GeometryRequest? {
    guard var group = reader.mapping("geometry") else {
      if reader.node("geometry") == nil, distributions.contains(.geoJSON) {
        problems.report(
          .missingKey, at: reader.place("publish"),
          "geojson.gz needs a 'geometry', which says where the coordinates are",
          hint: "Write geometry: {from: {x: …, y: …}}, or {wkt: …}, {gml: …} or {geojson: …}.")
      }
      return nil
    }
    let source = source(&group, drafts)
    let crs = group.node("crs") == nil ? Self.standard(for: source) : group.string("crs")
    let columns = columns(&group, source, drafts)
    group.finish()
    guard let source, let crs else { return nil }
    checkUse(source, columns, group, drafts, distributions)
    let place = problems.location(group.place("crs"))
    return GeometryRequest(
      source: source, crs: crs, columns: columns,
      writesGeometry: distributions.contains(.geoJSON), location: place)
  }

  /// The reference system of coordinates that name none.
  private static func standard(for source: GeometryRequest.Source?) -> String {
    // RFC 7946, 4: GeoJSON has no other.
    if case .geojson = source { "EPSG:4326" } else { "EPSG:28992" }
  }

  // MARK: Where the coordinates are

  private func source(
    _ group: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> GeometryRequest.Source? {
    let hint = "Write from: {x: NAME, y: NAME}, {wkt: NAME}, {gml: NAME} or {geojson: NAME}."
    guard group.node("from") != nil else {
      group.missing("from", hint: hint)
      return nil
    }
    guard var from = group.mapping("from") else { return nil }
    let x = field("x", &from, drafts, types: ["number", "integer"])
    let y = field("y", &from, drafts, types: ["number", "integer"])
    let wkt = field("wkt", &from, drafts, types: ["string", "any"])
    let gml = field("gml", &from, drafts, types: ["string", "any"])
    let geojson = field(
      "geojson", &from, drafts, types: ["geojson", "object", "string", "any"])
    from.finish()
    let known = Set(from.names).intersection(["x", "y", "wkt", "gml", "geojson"])
    guard [["x", "y"], ["wkt"], ["gml"], ["geojson"]].contains(known) else {
      group.invalid(
        "from", "'from' names x and y, or wkt, or gml, or geojson, and no more", hint: hint)
      return nil
    }
    if let x, let y {
      guard x != y else {
        group.invalid("from", "x and y are the same field", hint: "Name two fields.")
        return nil
      }
      return .point(x: x, y: y)
    }
    return wkt.map { .wkt($0) } ?? gml.map { .gml($0) } ?? geojson.map { .geojson($0) }
  }

  /// The index of a field that is named; nil where the key is absent or the field cannot be used.
  private func field(
    _ key: String, _ from: inout ConfigReader, _ drafts: [FieldDraft], types: [String]
  ) -> Int? {
    guard let name = from.string(key) else { return nil }
    let matches = drafts.indices.filter { drafts[$0].name == name }
    guard let index = matches.first(where: { !drafts[$0].isDropped }) ?? matches.first else {
      // A field that could not be read may be the one.
      if drafts.allSatisfy({ $0.name != nil }), !drafts.isEmpty {
        from.invalid(
          key, "'\(name)' is not the name of a field",
          hint: Suggestion.hint(for: name, among: drafts.compactMap(\.name)))
      }
      return nil
    }
    let draft = drafts[index]
    guard checkPrivacy(draft, key, from) else { return nil }
    if let type = draft.type, !types.contains(type.name) {
      from.invalid(
        key, "\(draft.label) is of type \(type.name), which is not read as \(key)",
        hint: "It must be of type \(types.joined(separator: " or ")).")
      return nil
    }
    return index
  }

  /// A geometry shows a field as exactly as it is in the export.
  private func checkPrivacy(_ draft: FieldDraft, _ key: String, _ from: ConfigReader) -> Bool {
    guard let privacy = draft.privacy, let treatment = draft.treatment else { return false }
    if privacy != .direct, treatment == .keep { return true }
    if privacy == .none, treatment == .drop { return true }
    let place = from.place(key)
    if privacy == .direct {
      problems.report(
        .directIdentifierKept, at: place,
        "\(draft.label) points at a person by itself, and 'geometry' would publish it",
        hint: "Take it out of 'geometry'.")
    } else if privacy == .none {
      problems.report(
        .invalidValue, at: place,
        "\(draft.label) is treated with '\(treatment.name)', and 'geometry' would publish it whole",
        hint: "Write treat: keep, or treat: drop to publish only what 'geometry' makes of it.")
    } else {
      problems.report(
        .geometryUncovers, at: place,
        "\(draft.label) is about persons and treated with '\(treatment.name)', and 'geometry' would "
          + "publish it whole",
        hint: "Take 'geometry' out. Only where the exact place of each row may be public, write "
          + "treat: keep.")
    }
    return false
  }

  // MARK: What is made of them

  /// The names of the added fields: for x and y always, for other geometries where they are asked.
  private func columns(
    _ group: inout ConfigReader, _ source: GeometryRequest.Source?, _ drafts: [FieldDraft]
  ) -> GeometryRequest.Columns? {
    var isPoint = false
    if case .point = source { isPoint = true }
    let isAsked = group.node("lon") != nil || group.node("lat") != nil
    guard let lon = name("lon", &group, drafts), let lat = name("lat", &group, drafts),
      isPoint || isAsked
    else { return nil }
    guard lon != lat else {
      group.invalid("lat", "'lon' and 'lat' have the same name", hint: "Give each its own.")
      return nil
    }
    return .init(lon: lon, lat: lat)
  }

  private func name(
    _ key: String, _ group: inout ConfigReader, _ drafts: [FieldDraft]
  ) -> String? {
    guard let name = group.node(key) == nil ? key : group.string(key) else { return nil }
    guard group.isFieldName(name, key: key) else { return nil }
    if drafts.contains(where: { !$0.isDropped && $0.name == name }) {
      group.invalid(
        key, "a published field is called '\(name)' already",
        hint: "Write \(key): with another name in 'geometry'.")
      return nil
    }
    return name
  }

  /// A geometry that is seen nowhere is a mistake.
  private func checkUse(
    _ source: GeometryRequest.Source, _ columns: GeometryRequest.Columns?, _ group: ConfigReader,
    _ drafts: [FieldDraft], _ distributions: [DistributionFormat]
  ) {
    guard columns == nil, !distributions.contains(.geoJSON), problems.diagnostics.isEmpty,
      source.fields.allSatisfy({ drafts[$0].isDropped })
    else { return }
    group.invalid(
      "from", "nothing is published of this geometry",
      hint: "Add geojson.gz to publish: {distributions: […]}, or write 'lon' and 'lat'.")
  }
}
