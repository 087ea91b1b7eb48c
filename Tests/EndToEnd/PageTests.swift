// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Exports in pages, from a real https server on loopback that has 25 records: all of them, or nothing.
@Suite("Exports in pages", .serialized)
struct PageTests {
  /// A service of the test's server, how its pages are read, and where a record has its value.
  struct Service: Sendable, CustomTestStringConvertible {
    var path: String
    var pages: String
    var records: String
    var value: String
    var format = "json"
    /// What a message has where it is refused; nil where all 25 records are published.
    var message: String?

    var testDescription: String { "\(path) by \(pages)" }

    /// An answer of `features`, `value` or whatever list.
    init(
      _ path: String, _ pages: String, _ records: String = "features",
      _ value: String = "properties.a", refused message: String? = nil
    ) {
      (self.path, self.pages, self.records, self.value, self.message) = (
        path, pages, records, value, message
      )
    }

    /// An answer in GML.
    init(gml path: String, refused message: String? = nil) {
      self.init(path, "wfs", "*:member/*:b", "*:a", refused: message)
      format = "xml"
    }
  }

  static let whole: [Service] = [
    Service("ogc?f=json", "ogc"), Service("ogc?f=json&limit=25", "ogc"),
    Service("ogc/nototal", "ogc"), Service("ogc/relative", "ogc"), Service("ogc/query", "ogc"),
    Service("ogc", "{next: \"links[rel='next'].href\"}"),
    Service("ogc", "{next: \"links[?(@.rel=='next')].href\"}"),
    Service("ogc", "{next: \"links[1].href\"}"), Service("ogc/nolinks?limit=25", "{by: ogc}"),
    Service(gml: "wfs?request=GetFeature"), Service(gml: "wfs?count=10&STARTINDEX=0"),
    Service(gml: "wfs?count=100"), Service(gml: "wfs/next?count=5"),
    Service(gml: "wfs/unknown?count=10"),
    Service("wfs?outputFormat=json&count=7", "wfs"),
    Service("arcgis?f=json", "arcgis", "features", "attributes.a"),
    Service("arcgis?where=1%3D1&f=geojson&resultRecordCount=4", "arcgis"),
    Service("odata/Bomen", "odata", "value", "a"), Service("odata/v2", "odata", "d.results", "a"),
    Service("odata/Bomen", "{next: '[\"@odata.nextLink\"]'}", "value", "a"),
    Service("link", "link", ".", "a"), Service("link/nototal", "link", ".", "a"),
    Service("link?limit=25", "link", ".", "a"), Service("link/none?limit=25", "link", ".", "a"),
    Service("own", "{next: next}", "results", "a"),
    Service("own?limit=100", "{next: nxt}", "results", "a"),
    Service("own", "{next: next, total: meta.all, records: results}", "results", "a"),
    Service("own/nototal?limit=30", "{next: nxt, optional: true}", "results", "a"),
    Service("own/nototal?limit=30", "{next: next}", "results", "a"),
  ]

  static let refused: [Service] = [
    Service(
      "own", "{next: nxt}", "results", "a", refused: "there are 25 records, and its pages have 10"),
    Service(
      "own/nototal", "{next: _links.next.href}", "results", "a", refused: "has '_links.next.href'"),
    Service("own", "{next: next, total: meta.none}", "results", "a", refused: "'meta.none'"),
    Service("own", "{next: next, limit: 2}", "results", "a", refused: "more than 2 pages"),
    Service(
      "own", "{parameter: page, records: result}", "results", "a", refused: "no list 'result'"),
    Service("own", "{parameter: page, records: results}", "results", "a", refused: "same records"),
    Service("ogc/first", "ogc", refused: "there are 25 records, and its pages have 10"),
    Service("ogc/nolinks", "ogc", refused: "there are 25 records, and its pages have 10"),
    Service("ogc/empty", "ogc", refused: "there are 25 records, and its pages have 0"),
    Service("ogc/short", "ogc", refused: "there are 25 records, and its pages have 13"),
    Service("ogc/more", "ogc", refused: "there are 12 records, and its pages have 25"),
    Service("ogc/stuck", "ogc", refused: "same records"),
    Service("ogc/overlap", "ogc", refused: "earlier page"),
    Service("ogc/loop", "ogc", refused: "go round"),
    Service("ogc/moves", "ogc", refused: "[source-changed]"),
    Service("ogc/elsewhere", "ogc", refused: "another server"),
    Service("own", "ogc", refused: "no list 'features'"),
    Service(gml: "wfs/stuck?count=10", refused: "earlier page"),
    Service(gml: "wfs/exception", refused: "is wrong"),
    Service(gml: "wfs/unknowncut?count=10", refused: "there are 25 records, and its pages have 15"),
    Service("wfs/stuck?outputFormat=json", "wfs", refused: "same records"),
    Service("arcgis/stuck?f=json", "arcgis", "features", "attributes.a", refused: "same records"),
    Service("arcgis/error?f=json", "arcgis", "features", "attributes.a", refused: "is wrong"),
    Service(
      "arcgis/empty?f=json", "arcgis", "features", "attributes.a", refused: "its pages have 0"),
    Service("link/none", "link", ".", "a", refused: "its pages have 10"),
    Service("link/first", "link", ".", "a", refused: "its pages have 10"),
  ]

  private func run(_ work: Workdir, _ server: HTTPSServer, _ service: Service) async throws
    -> Outcome
  {
    let address = "https://127.0.0.1:\(server.port)/p/\(service.path)"
    let key = service.format == "xml" ? "record" : "records"
    try work.dataset(
      "a",
      extract:
        "\(service.format): {url: {address: \"\(address)\", authority: \"\(server.certificate)\", "
        + "pages: \(service.pages)}, \(key): \"\(service.records)\"}",
      fields: ["source: \"\(service.value)\", name: a, privacy: none, treat: keep"])
    return try await work.run("run")
  }

  @Test("gives all of them")
  func all() async throws {
    try await withHTTPSServer { work, server in
      for service in Self.whole {
        let outcome = try await run(work, server, service)
        #expect(outcome.code == 0, "\(service): \(outcome.errors)")
        guard outcome.code == 0 else { continue }
        let rows = try work.published("a").dropFirst().map { $0.first ?? "" }
        #expect(rows == (0..<25).map(String.init), "\(service)")
        try work.remove("catalog")
      }
    }
  }

  @Test("publishes nothing where pages are missing or come twice")
  func parts() async throws {
    try await withHTTPSServer { work, server in
      for service in Self.refused {
        let outcome = try await run(work, server, service)
        #expect(outcome.code == 1, "\(service): \(outcome.errors)")
        // Lines of a message are broken where the terminal's are.
        let errors = outcome.errors.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        #expect(errors.contains(try #require(service.message)), "\(service): \(errors)")
        #expect(!work.isPublished, "\(service)")
      }
    }
  }

  @Test("refuses paths that it cannot follow, before anything is fetched")
  func paths() async throws {
    let work = try Workdir()
    for pages in [
      "{next: \"links[*].href\"}", "{next: \"links[@rel='next'].href\"}",
      "{next: \"links[rel=next].href\"}",
      "{next: \"@odata.nextLink\"}", "{next: \"links[\"}", "{next: \"a..b\"}",
      "{next: next, parameter: page}",
      "{parameter: page}", "{by: ogc, records: features}", "{by: soap}", "soap", "{total: none}",
      "{next: next, first: 2}",
      "{next: next, limit: 0}",
    ] {
      try work.dataset(
        "a",
        extract:
          "json: {url: {address: \"https://127.0.0.1:9/x\", pages: \(pages)}, records: results}",
        fields: ["source: a, privacy: none, treat: keep"])
      let outcome = try await work.run("check")
      #expect(outcome.code == 2, "\(pages): \(outcome.code) \(outcome.errors)")
    }
  }
}
