// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// What the short texts beside a shapefile say.
enum ShapefileWords {
  /// The number of the reference system that a `.prj` describes; nil where it is none of those that are known.
  ///
  /// Names alone could be those of another plane, so what makes the system what it is must be there too.
  /// Source: EPSG registry, 28992, 4326 and 4258; ESRI's and OGC's well-known text of coordinate systems.
  static func system(of projection: String) -> Int? {
    let text = projection.lowercased().filter { !$0.isWhitespace && $0 != "_" }
    let isPlane = text.contains("projcs[") || text.contains("projcrs[")
    if isPlane {
      let isRD =
        text.contains("\"rdnew\"") || text.contains("\"amersfoort/rdnew")
        || text.contains("\"rijksdriehoekstelselnew\"")
      let has = { (word: String, number: String) in
        text.contains("\"\(word)\",\(number)]") || text.contains("\"\(word)\",\(number).")
          || text.contains("\"\(word)\",\(number),")
      }
      let isPlaced = has("falseeasting", "155000") && has("falsenorthing", "463000")
      return isRD && isPlaced ? 28992 : nil
    }
    guard text.hasPrefix("geogcs[") || text.hasPrefix("geogcrs["),
      text.contains("degree"), text.contains("\"greenwich\",0")
    else { return nil }
    if text.contains("\"gcswgs1984\"") || text.contains("\"wgs84\""),
      text.contains("\"dwgs1984\"") || text.contains("\"wgs1984\"")
        || text.contains("\"worldgeodeticsystem1984")
    {
      return 4326
    }
    if text.contains("\"gcsetrs1989\"") || text.contains("\"etrs89\""),
      text.contains("\"detrs1989\"") || text.contains("europeanterrestrialreferencesystem1989")
    {
      return 4258
    }
    return nil
  }

  /// The character set that a `.cpg` names; nil where it is none that is read.
  static func encoding(of codePage: String) -> SourceEncoding? {
    let word = codePage.lowercased().filter { $0.isLetter || $0.isNumber }
    if let known = encodings[word] { return known }
    // "ANSI 1252", "OEM 850", "cp1252".
    for prefix in ["ansi", "oem", "cp", "windows", "ldid"] where word.hasPrefix(prefix) {
      return encodings[String(word.dropFirst(prefix.count))]
    }
    return nil
  }

  private static let encodings: [String: SourceEncoding] = [
    "utf8": .utf8, "65001": .utf8, "1252": .windows1252, "iso88591": .latin1, "88591": .latin1,
    "28591": .latin1, "latin1": .latin1, "iso885915": .latin9, "885915": .latin9,
    "28605": .latin9, "850": .cp850, "437": .cp437,
  ]
}
