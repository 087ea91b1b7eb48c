// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Geometries, features and collections of features in JSON.
///
/// Whether rings are closed and lie well is not looked at; `geometry:` does that.
/// Source: RFC 7946, 3.
package enum GeoJSONCell {
  static func isValid(_ text: Span<UInt8>) -> Bool {
    JSONCursor.isWhole(text, UInt8(ascii: "{")) && isObject(JSONCursor(text), Kind.any)
  }

  /// What may stand at a place.
  private enum Kind {
    case any, geometry, feature
  }

  private static func isObject(
    _ object: JSONCursor, _ kind: Kind, depth: Int = 0
  ) -> Bool {
    guard depth < 20, var type = member("type", of: object), let word = type.string() else {
      return false
    }
    let name = object.text.extracting(word)
    func isNamed(_ text: StaticString) -> Bool { equals(name, text) }
    if isNamed("Feature") { return kind != .geometry && isFeature(object, depth) }
    if isNamed("FeatureCollection") {
      return kind == .any
        && hasItems("features", of: object) { isObject($0, .feature, depth: depth + 1) }
    }
    guard kind != .feature else { return false }
    if isNamed("GeometryCollection") {
      return hasItems("geometries", of: object) { isObject($0, .geometry, depth: depth + 1) }
    }
    guard var coordinates = member("coordinates", of: object) else { return false }
    if isNamed("Point") { return isPosition(&coordinates) }
    if isNamed("MultiPoint") { return isLine(&coordinates, least: 0) }
    if isNamed("LineString") { return isLine(&coordinates, least: 2) }
    if isNamed("MultiLineString") { return coordinates.forEachItem { isLine(&$0, least: 2) } }
    if isNamed("Polygon") { return isPolygon(&coordinates) }
    return isNamed("MultiPolygon") && coordinates.forEachItem(isPolygon)
  }

  private static func isFeature(_ object: JSONCursor, _ depth: Int) -> Bool {
    guard var geometry = member("geometry", of: object),
      var properties = member("properties", of: object)
    else { return false }
    let (first, second) = (geometry.next, properties.next)
    return (first == UInt8(ascii: "n") || isObject(geometry, .geometry, depth: depth + 1))
      && (second == UInt8(ascii: "n") || second == UInt8(ascii: "{"))
  }

  private static func hasItems(
    _ key: StaticString, of object: JSONCursor, _ isRight: (JSONCursor) -> Bool
  ) -> Bool {
    guard var items = member(key, of: object) else { return false }
    return items.forEachItem { item in isRight(item) && item.skip() }
  }

  private static func isPosition(_ cursor: inout JSONCursor) -> Bool {
    var count = 0
    let isRight = cursor.forEachItem { item in
      count += 1
      return item.number()
    }
    return isRight && count >= 2
  }

  private static func isLine(_ cursor: inout JSONCursor, least: Int) -> Bool {
    var count = 0
    let isRight = cursor.forEachItem { position in
      count += 1
      return isPosition(&position)
    }
    return isRight && count >= least
  }

  private static func isPolygon(_ cursor: inout JSONCursor) -> Bool {
    cursor.forEachItem { isLine(&$0, least: 4) }
  }

  /// A cursor at the value of a member of an object that is known to be right; nil where it has none.
  @_lifetime(copy object)
  package static func member(_ key: StaticString, of object: JSONCursor) -> JSONCursor? {
    var cursor = object
    var found: Int?
    _ = cursor.forEachMember { cursor, name in
      if equals(cursor.text.extracting(name), key) { found = cursor.at }
      return cursor.skip()
    }
    guard let found else { return nil }
    return JSONCursor(object.text, at: found)
  }

  /// Whether bytes are a word.
  package static func equals(_ bytes: Span<UInt8>, _ text: StaticString) -> Bool {
    bytes.elementsEqual(text)
  }
}
