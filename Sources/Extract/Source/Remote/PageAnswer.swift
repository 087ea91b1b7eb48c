// SPDX-License-Identifier: EUPL-1.2

import Foundation
internal import HergebruikFormat

/// What one page says of itself and of the others.
struct PageAnswer {
  /// What it says of the page behind it.
  enum Next: Equatable {
    /// Nothing: the place for it is not there.
    case unsaid
    /// That there is none.
    case last
    /// Its address, relative or whole.
    case address(String)
  }

  /// Records on the page; nil where nobody knows where they are.
  var count: Int?
  /// What they are, in few bits; nil where there are none.
  var digest: UInt64?
  /// Names that the protocol gives to records, in few bits.
  var names: [UInt64] = []
  /// Records on all pages, as the server says.
  var total: Int?
  var next = Next.unsaid
  /// Whether the server says that it left records out (ArcGIS).
  var isCut = false

  /// Bytes of a page at most: it is taken apart in memory.
  static let sizeLimit = 64 << 20
  /// Where totals are said, by protocols and by frameworks that many use.
  private static let totals = [
    ["numberMatched"], ["totalFeatures"], ["@odata.count"], ["odata.count"], ["d", "__count"],
    ["totalCount"], ["total_count"], ["totalResults"], ["totalItems"], ["hydra:totalItems"],
    ["totalElements"], ["page", "totalElements"],
  ].map { AnswerPath(keys: $0) }
  /// Where OData has its records and its next page. Source: OData JSON Format 4.01, 3.0 and 2.0.
  private static let lists = [["value"], ["d", "results"], ["d"]].map { AnswerPath(keys: $0) }
  private static let links = [
    ["@odata.nextLink"], ["odata.nextLink"], ["@nextLink"], ["d", "__next"],
  ]
  .map { AnswerPath(keys: $0) }

  /// Reads a page.
  ///
  /// - Throws: `format-error`, `source-failed` where the page is an error in words, or `input-output`.
  init(_ result: Download.Result, _ options: PageOptions, name: String) throws(Failure) {
    let bytes = try Self.bytes(result, name)
    let first = bytes.first { !XMLText.isSpace($0) && ![0xEF, 0xBB, 0xBF].contains($0) }
    switch (options.way, first) {
    case (.style(.wfs), UInt8(ascii: "<")): try readXML(bytes, name)
    case (.style(.link), let first) where first != 0x7B && first != 0x5B:
      // Nobody knows what a record is, but a whole page that comes twice is seen.
      digest = bytes.isEmpty ? nil : Self.hash(bytes)
    default:
      guard
        let document = try? JSONSerialization.jsonObject(with: bytes, options: .fragmentsAllowed)
      else {
        throw Failure(
          .format, at: .init(file: name), "a page of the answer is no JSON",
          hint: "'pages' is for answers in JSON, and in XML with pages: wfs; look at the address.")
      }
      try readJSON(document, options, name)
    }
    if case .style(.link) = options.way {
      next = Self.following(result.link)
      total = total ?? result.total
    }
  }

  private static func bytes(_ result: Download.Result, _ name: String) throws(Failure) -> Data {
    guard result.size <= sizeLimit else {
      throw Failure(
        .recordTooLarge, at: .init(file: name),
        "a page of the answer is larger than \(sizeLimit >> 20) MiB",
        hint: "Ask for smaller pages in the address, such as limit=1000 or count=1000.")
    }
    guard let data = FileManager.default.contents(atPath: result.path) else {
      throw FileSource.failure("read", name)
    }
    return data
  }

  // MARK: JSON

  private mutating func readJSON(
    _ document: Any, _ options: PageOptions, _ name: String
  ) throws(Failure) {
    try Self.refuseError(document, name)
    let list = try records(document, options, name)
    count = list?.count
    digest = list.flatMap { $0.isEmpty ? nil : Self.hash(of: $0) }
    switch options.total {
    case .none: break
    case .path(let path):
      total = path.value(in: document).flatMap(Self.number)
      guard total != nil else {
        throw Failure(
          .format, at: .init(file: name), "an answer has no number at '\(path.text)'",
          hint: "Correct 'total', or take it out.")
      }
    case .usual: total = usualTotal(document)
    }
    switch options.way {
    case .next(let path): next = Self.next(path.value(in: document))
    case .style(.ogc), .style(.wfs):
      next = Self.link(document)
      names = Self.names(of: list ?? [])
    case .style(.odata):
      let found = Self.links.lazy.compactMap { $0.value(in: document) }.first
      next = found.map(Self.next) ?? .last
    case .style(.arcgis):
      let flags = [["exceededTransferLimit"], ["properties", "exceededTransferLimit"]]
      isCut = flags.contains { AnswerPath(keys: $0).value(in: document) as? Bool == true }
      names = Self.names(of: list ?? [])
    case .style(.link), .number: break
    }
  }

  /// Servers that answer 200 and an error in words. Source: ArcGIS REST API; OGC 06-121r9, 8.
  private static func refuseError(_ document: Any, _ name: String) throws(Failure) {
    guard let keys = document as? [String: Any] else { return }
    let isError =
      keys["error"] is [String: Any] || keys["exceptions"] is [Any] || keys["odata.error"] != nil
    guard isError, keys["features"] == nil, keys["value"] == nil else { return }
    throw refused(name)
  }

  private static func refused(_ name: String) -> Failure {
    Failure(
      .sourceFailed, at: .init(file: name), "the server answers that the request is wrong",
      hint: "Open the address by hand to read why.")
  }

  private func records(
    _ document: Any, _ options: PageOptions, _ name: String
  ) throws(Failure) -> [Any]? {
    switch options.way {
    case .style(.ogc), .style(.wfs), .style(.arcgis):
      return try list(AnswerPath(keys: ["features"]), document, name)
    case .style(.odata):
      for path in Self.lists {
        if let list = path.value(in: document) as? [Any] { return list }
      }
      throw Self.noList("value", name, hint: "Is it an OData service, and does it answer in JSON?")
    case .number, .next, .style(.link):
      if let path = options.records {
        // One object may be a record; only where records are counted they must be a list.
        if case .number = options.way { return try list(path, document, name) }
        return path.value(in: document) as? [Any]
      }
      return document as? [Any]
    }
  }

  private func list(
    _ path: AnswerPath, _ document: Any, _ name: String
  ) throws(Failure) -> [Any] {
    if let list = path.value(in: document) as? [Any] { return list }
    throw Self.noList(path.text, name, hint: "Correct 'pages', or the address.")
  }

  private static func noList(_ path: String, _ name: String, hint: String) -> Failure {
    Failure(
      .pagesIncomplete, at: .init(file: name), "a page of the answer has no list '\(path)'",
      hint: hint)
  }

  private func usualTotal(_ document: Any) -> Int? {
    for path in Self.totals {
      if let total = path.value(in: document).flatMap(Self.number) { return total }
    }
    // Django's and others': a total where it stands beside the address of the next page.
    guard let keys = document as? [String: Any], keys["next"] != nil else { return nil }
    return keys["count"].flatMap(Self.number)
  }

  /// A whole number, also one that is written as a text; nil for `unknown` and the like.
  private static func number(_ value: Any) -> Int? {
    if let text = value as? String { return Int(text).flatMap { $0 < 0 ? nil : $0 } }
    guard !(value is Bool), let number = value as? NSNumber else { return nil }
    return Int(exactly: number.doubleValue).flatMap { $0 < 0 ? nil : $0 }
  }

  private static func next(_ value: Any?) -> Next {
    switch value {
    case nil: .unsaid
    case let text as String where !text.isEmpty: .address(text)
    default: .last
    }
  }

  /// The link with `rel=next`. Source: OGC 17-069r4, 7.15.6.
  private static func link(_ document: Any) -> Next {
    guard let links = (document as? [String: Any])?["links"] as? [Any] else { return .unsaid }
    let found = links.compactMap { $0 as? [String: Any] }.first { $0["rel"] as? String == "next" }
    return found.map { next($0["href"]) } ?? .last
  }

  /// The `id` of features, and ArcGIS's `OBJECTID`.
  private static func names(of list: [Any]) -> [UInt64] {
    list.compactMap { record in
      guard let keys = record as? [String: Any] else { return nil }
      let attributes = keys["attributes"] as? [String: Any]
      guard let name = keys["id"] ?? attributes?["OBJECTID"] ?? attributes?["objectid"],
        !(name is NSNull)
      else { return nil }
      return hash("\(name)".utf8)
    }
  }

  // MARK: XML

  /// Reads what the root of a WFS's answer says. Source: OGC 09-025r2, 7.7.4 and 11.3.
  private mutating func readXML(_ bytes: Data, _ name: String) throws(Failure) {
    let collection = FeatureCollection(file: name)
    try SAXParser.parse(MemorySource(Array(bytes)), collection)
    guard collection.isCollection else { throw Self.refused(name) }
    (count, total, names) = (collection.count, collection.total, collection.names)
    next = collection.next.map { .address($0) } ?? .unsaid
    digest = collection.count == 0 ? nil : Self.hash(bytes)
  }

  /// What an answer says of how many there are, and of nothing else.
  ///
  /// - Throws: `source-failed` where it is an error in words.
  static func announced(
    _ result: Download.Result, isXML: Bool, name: String
  ) throws(Failure) -> Int? {
    let bytes = try bytes(result, name)
    if isXML {
      let collection = FeatureCollection(file: name)
      try SAXParser.parse(MemorySource(Array(bytes)), collection)
      guard collection.isCollection else { throw refused(name) }
      return collection.total
    }
    guard let document = try? JSONSerialization.jsonObject(with: bytes) else { return nil }
    try refuseError(document, name)
    return (document as? [String: Any])?["count"].flatMap(number)
  }

  // MARK: Headers

  /// The target of the link with `rel=next`. Source: RFC 8288, section 3.
  static func following(_ header: String?) -> Next {
    guard let header else { return .unsaid }
    var rest = header[...]
    while let open = rest.firstIndex(of: "<"), let close = rest[open...].firstIndex(of: ">") {
      let target = rest[rest.index(after: open)..<close]
      rest = rest[rest.index(after: close)...]
      // The parameters end at a comma that is in no quotes.
      var isQuoted = false
      let end = rest.firstIndex {
        if $0 == "\"" { isQuoted.toggle() }
        return $0 == "," && !isQuoted
      }
      let parameters = rest[..<(end ?? rest.endIndex)]
      rest = end.map { rest[rest.index(after: $0)...] } ?? ""
      let isNext = parameters.split(separator: ";").contains { parameter in
        let parts = parameter.split(separator: "=", maxSplits: 1).map {
          $0.filter { $0 != " " || parameter.contains("\"") }
        }
        guard parts.count == 2, parts[0].filter({ $0 != " " }).lowercased() == "rel" else {
          return false
        }
        return parts[1].split { $0 == "\"" || $0 == " " }.contains { $0.lowercased() == "next" }
      }
      if isNext, !target.isEmpty { return .address(String(target)) }
    }
    return .last
  }

  // MARK: Hashes

  /// FNV-1a, 64 bits: no secret, and nobody gains by two that are the same.
  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 {
    bytes.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }

  private static func hash(of list: [Any]) -> UInt64? {
    (try? JSONSerialization.data(withJSONObject: list, options: .sortedKeys)).map(hash)
  }
}
