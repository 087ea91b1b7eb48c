// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikPreview

@Suite(.serialized)
struct PreviewServerTests {
  /// Runs a body against a server over a small candidate; everything is gone afterwards.
  private func withServer(
    _ body: @Sendable (Client) async throws -> Void
  ) async throws {
    try await withServer { client, _ in try await body(client) }
  }

  /// The same, where the body changes what is shown.
  private func withServer(
    showsRefusedRows: Bool = false, desk: DeskRecord = DeskSample.record,
    _ body: @Sendable (Client, PreviewStage) async throws -> Void
  ) async throws {
    let root = NSTemporaryDirectory() + "hergebruik-preview-" + UUID().uuidString
    let files = FileManager.default
    for folder in ["datasets/a", "en/datasets/a/fields"] {
      try files.createDirectory(
        atPath: "\(root)/site/\(folder)", withIntermediateDirectories: true)
    }
    defer { try? files.removeItem(atPath: root) }
    for (path, text) in [
      "geheim.txt": "geheim", "site/index.html": "<h1>Catalogus</h1>", "site/catalog.ttl": "x",
      "site/catalog.rdf": "x", "site/catalog.jsonld": "x", "site/generation.json": "{}",
      "site/datasets/a/index.html": "<h1>A</h1>", "site/datasets/a/a.csv.gz": "gz",
      "site/a b.css": "x", "site/a.js": "x", "site/logo.png": "x",
      "site/feed.atom": "x",
      "site/en/datasets/a/fields/index.html": "<body><p>Fields</p></body>",
    ] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(root)/\(path)"))
    }
    try files.createSymbolicLink(
      atPath: root + "/site/uit.txt", withDestinationPath: "../geheim.txt")
    try files.createSymbolicLink(
      atPath: root + "/site/hier.html", withDestinationPath: "index.html")
    // 300 MB that take no room on the disk.
    try #require(files.createFile(atPath: root + "/site/groot.csv.gz", contents: nil))
    try #require(truncate(root + "/site/groot.csv.gz", 300_000_000) == 0)
    let stage = try PreviewStage(root: root + "/site", desk: desk)
    let server = try PreviewServer(stage, showsRefusedRows: showsRefusedRows)
    let (addresses, continuation) = AsyncStream.makeStream(of: PreviewServer.Address.self)
    let task = Task { try await server.run { continuation.yield($0) } }
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    #expect(
      address.opening("_preview/")
        == "http://127.0.0.1:\(address.port)/_preview/?token=\(address.token)")
    try await body(Client(port: address.port).entered(with: address.token), stage)
    server.stop()
    let result = await task.result
    #expect(throws: Never.self) { try result.get() }
  }

  @Test func servesFilesWithTheirMediaTypes() async throws {
    try await withServer { client in
      for (path, type) in [
        ("/", "text/html; charset=utf-8"), ("/catalog.ttl", "text/turtle; charset=utf-8"),
        ("/catalog.rdf", "application/rdf+xml"), ("/catalog.jsonld", "application/ld+json"),
        ("/generation.json", "application/json"), ("/a%20b.css", "text/css; charset=utf-8"),
        ("/a.js", "text/javascript; charset=utf-8"), ("/logo.png", "image/png"),
        ("/feed.atom", "application/atom+xml"),
        ("/_preview/", "text/html; charset=utf-8"), ("/_preview/a/", "text/html; charset=utf-8"),
        ("/en/_preview/a/", "text/html; charset=utf-8"),
        ("/_preview/desk.css", "text/css; charset=utf-8"),
        ("/_preview/desk.js", "text/javascript; charset=utf-8"),
        ("/_preview/status", "application/json"),
        ("/datasets/a/a.csv.gz", "application/gzip"), ("/datasets/a/", "text/html; charset=utf-8"),
        ("/hier.html", "text/html; charset=utf-8"), ("/?x=1", "text/html; charset=utf-8"),
      ] {
        let answer = try await client.get(path)
        #expect(answer.status == 200, "\(path)")
        #expect(answer.headers["content-type"] == type, "\(path)")
        #expect(answer.headers["content-encoding"] == nil)
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
        let policy = answer.headers["content-security-policy"] ?? ""
        for part in [
          "script-src 'self'", "connect-src 'self'", "frame-ancestors 'none'", "base-uri 'none'",
        ] {
          #expect(policy.contains(part), "\(path)")
        }
        #expect(!policy.contains("unsafe") && !policy.contains("*") && !policy.contains("http"))
      }
      #expect(try await client.get("/").body.hasPrefix("<h1>Catalogus</h1>"))
    }
  }

  @Test func findsNothingOutsideTheFolder() async throws {
    try await withServer { client in
      for path in [
        "/../geheim.txt", "/%2e%2e/geheim.txt", "/datasets/../../geheim.txt", "/uit.txt",
        "/..%2fgeheim.txt", "/datasets/a/..%5c..%5cgeheim.txt", "/index.html%00.ttl", "/nergens",
        "/index.html/", "//geheim.txt", "geheim.txt", "http://127.0.0.1/index.html", "/%zz",
        "/assets/", "/./index.html", "/datasets/", "/_preview/../../geheim.txt",
        "/_preview/%2e%2e/%2e%2e/geheim.txt", "/_preview/uit.txt", "/_preview/nergens/",
        "/_preview/a/index.html", "/_preview//a/", "/_preview/../index.html", "/en/_preview/..%2f/",
        "/%5fpreview/status", "/fr/_preview/",
      ] {
        let answer = try await client.get(path)
        #expect(answer.status == 404, "\(path)")
        #expect(!answer.body.contains("geheim"), "\(path)")
      }
    }
  }

  @Test func answersOnlyToItsOwnName() async throws {
    try await withServer { client in
      #expect(try await client.get("/", host: "localhost:\(client.port)").status == 200)
      for host in [
        "127.0.0.1", "evil.example:\(client.port)", "localhost:1", "localhost.evil.example",
        "127.0.0.1:\(client.port).evil.example", "", "[::1]:\(client.port)",
      ] {
        let answer = try await client.get("/", host: host)
        #expect(answer.status == 403, "\(host)")
        #expect(!answer.body.contains("Catalogus"))
      }
    }
  }

  @Test func letsOnlyItsOwnerIn() async throws {
    try await withServer { client in
      let cookie = try #require(client.cookie)
      #expect(cookie.hasPrefix("hergebruik-\(client.port)="))
      let secret = String(cookie.split(separator: "=")[1])
      #expect(secret.count == 22)
      let name = "hergebruik-\(client.port)"
      for headers in [
        ["Cookie": ""], ["Cookie": "\(name)="], ["Cookie": "\(name)=\(secret.dropLast())"],
        ["Cookie": "\(name)=\(secret)0"], ["Cookie": "\(name)=\(secret.dropLast())!"],
        ["Cookie": "hergebruik-1=\(secret)"], ["Cookie": "x\(name)=\(secret)"],
        ["Cookie": secret], ["Authorization": secret, "Cookie": "a=b"],
      ] {
        for path in [
          "/", "/_preview/", "/_preview/status", "/_preview/desk.css", "/datasets/a/a.csv.gz",
          "/datasets/a", "/nergens", "/?token=", "/?token=\(secret)", "/?TOKEN=\(secret)",
        ] {
          let answer = try await client.get(path, headers: headers)
          #expect(answer.status == 403, "\(path) \(headers)")
          #expect(answer.headers["set-cookie"] == nil)
          #expect(answer.body.contains("alleen voor wie het gestart heeft"))
          #expect(answer.body.contains("only for the person who started it"))
          #expect(!answer.body.contains("Catalogus") && !answer.body.contains("⟦"))
        }
      }
      let among = ["Cookie": "a=b; \(cookie); c=d"]
      #expect(try await client.get("/", headers: among).status == 200)
    }
  }

  @Test func exchangesTheTokenForACookie() async throws {
    let server = try PreviewServer(PreviewStage(root: "/tmp", desk: DeskSample.record))
    let (addresses, continuation) = AsyncStream.makeStream(of: PreviewServer.Address.self)
    let task = Task { try await server.run { continuation.yield($0) } }
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    let client = Client(port: address.port)
    for (path, location) in [
      ("/", "/"), ("/_preview/", "/_preview/"), ("//evil.example/", "/evil.example/"),
    ] {
      let answer = try await client.get("\(path)?a=b&token=\(address.token)")
      #expect(answer.status == 303)
      #expect(answer.headers["location"] == location)
      let cookie = try #require(answer.headers["set-cookie"])
      #expect(cookie.hasSuffix("; Path=/; HttpOnly; SameSite=Strict"))
      #expect(!cookie.contains(address.token) && !answer.body.contains(address.token))
    }
    let other = try PreviewPass()
    #expect(other.token.count == 22 && other.token != address.token)
    #expect(try await client.get("/?token=\(other.token)").status == 403)
    server.stop()
    try await task.value
  }

  /// The gate found something that points at one person.
  @Test(arguments: [DiagnosticCode.personalData, .identifierFound, .directIdentifierKept])
  func hidesRowsThatPointAtAPerson(code: DiagnosticCode) async throws {
    var desk = DeskSample.record
    desk.datasets[0].refusals = [Diagnostic(code, "found")]
    let paths = [
      "/datasets/a/a.csv.gz", "/datasets//a/a.csv.gz", "//datasets/a//a.csv.gz",
      "/datasets/%61/a.csv.gz",
    ]
    try await withServer(desk: desk) { client, _ in
      for path in paths {
        let answer = try await client.get(path)
        #expect(answer.status == 403, "\(path)")
        #expect(answer.body.contains("wijst") && answer.body.contains("--show-refused-rows"))
      }
      for path in ["/datasets/a/", "/datasets/a/index.html", "/en/datasets/a/fields/"] {
        let page = try await client.get(path)
        #expect(page.status == 200)
        #expect(page.body.contains("--show-refused-rows"))
        #expect(!page.body.contains("<h1>A</h1>") && !page.body.contains("<p>Fields</p>"))
      }
      #expect(try await client.get("/_preview/a/").status == 200)
      #expect(try await client.get("/catalog.ttl").status == 200)
    }
    try await withServer(showsRefusedRows: true, desk: desk) { client, _ in
      for path in paths {
        let answer = try await client.get(path)
        #expect(answer.body == "gz", "\(path)")
      }
      let page = try await client.get("/datasets/a/")
      #expect(page.body.contains("<h1>A</h1>"))
    }
  }

  @Test func allowsGetAndHeadOnly() async throws {
    try await withServer { client in
      let head = try await client.get("/", method: "HEAD")
      #expect(head.status == 200)
      let whole = try await client.get("/").body
      #expect(head.headers["content-length"] == "\(whole.utf8.count)")
      #expect(head.body.isEmpty)
      for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        for path in ["/", "/_preview/", "/_preview/a/", "/_preview/status"] {
          let answer = try await client.get(path, method: method)
          #expect(answer.status == 405)
          #expect(answer.headers["allow"] == "GET, HEAD")
        }
      }
    }
  }

  @Test func sendsFoldersToTheirSlash() async throws {
    try await withServer { client in
      let answer = try await client.get("/datasets/a")
      #expect(answer.status == 301)
      #expect(answer.headers["location"] == "/datasets/a/")
      #expect(try await client.get("//datasets/a").headers["location"] == "/datasets/a/")
    }
  }

  @Test func showsTheDesk() async throws {
    try await withServer { client in
      let page = try await client.get("/_preview/").body
      #expect(page.contains("&lt;A&gt;"))
      #expect(page.contains(">Geweigerd<"))
      #expect(page.contains(">3<") && page.contains(">7<"))
      let dataset = try await client.get("/en/_preview/a/").body
      #expect(dataset.contains("hergebruik run a"))
      #expect(dataset.contains("<html lang=\"en\">"))
      for path in ["/_preview", "/_preview/a", "/en/_preview/a", "/en/_preview"] {
        let answer = try await client.get(path)
        #expect(answer.status == 301, "\(path)")
        #expect(answer.headers["location"] == path + "/")
      }
    }
  }

  @Test func putsABarOnEveryPageAndOnNothingElse() async throws {
    try await withServer { client in
      for (path, root, words) in [
        ("/", "", "Overzicht"), ("/datasets/a/", "../../", "Wat er verandert"),
        ("/en/datasets/a/fields/", "../../../../", "What changes"),
        ("/datasets/a/index.html", "../../", "Wat er verandert"),
        ("/_preview/a/", "../../", "Wat er verandert"),
      ] {
        let page = try await client.get(path).body
        #expect(page.components(separatedBy: "<aside class=\"desk-bar").count == 2, "\(path)")
        #expect(page.contains("data-status=\"\(root)_preview/status\""), "\(path)")
        #expect(page.contains("href=\"\(root)_preview/desk.css\""), "\(path)")
        #expect(page.contains(words), "\(path)")
      }
      // Where a page has a body, the bar is its last part.
      let page = try await client.get("/en/datasets/a/fields/").body
      #expect(page.contains("<p>Fields</p><link") && page.hasSuffix("</body>"))
      #expect(page.contains("href=\"../../../../en/_preview/a/\""))
      for path in ["/catalog.ttl", "/generation.json", "/datasets/a/a.csv.gz", "/a.js"] {
        #expect(try await client.get(path).body.count < 4, "\(path)")
      }
    }
  }

  @Test func tellsWhenSomethingElseIsShown() async throws {
    try await withServer { client, stage in
      #expect(try await client.get("/_preview/status").body.contains("\"revision\": 1"))
      stage.setBuilding(true)
      #expect(try await client.get("/_preview/status").body.contains("\"isBuilding\": true"))
      var next = DeskSample.record
      (next.revision, next.isOld) = (2, true)
      next.problems = [Diagnostic(.yamlSyntax, "the file is <broken>")]
      try stage.show(root: nil, desk: next)
      let state = try await client.get("/_preview/status").body
      #expect(state.contains("\"revision\": 2") && state.contains("\"isBuilding\": false"))
      #expect(try await client.get("/").body.contains("De laatste wijziging kon niet"))
      #expect(try await client.get("/_preview/").body.contains("the file is &lt;broken&gt;"))
    }
  }

  @Test func refusesOtherSites() async throws {
    try await withServer { client in
      let own = "http://127.0.0.1:\(client.port)"
      for (headers, status) in [
        (["Origin": "http://evil.example"], 403), (["Origin": "null"], 403),
        (["Origin": "http://127.0.0.1:1"], 403), (["Sec-Fetch-Site": "cross-site"], 403),
        (["Sec-Fetch-Site": "same-site"], 403),
        (["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors"], 403),
        (["Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"], 403),
        (
          [
            "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate",
            "Sec-Fetch-Dest": "iframe",
          ], 403
        ),
        (["Origin": own], 200), (["Sec-Fetch-Site": "same-origin", "Origin": own], 200),
        (["Sec-Fetch-Site": "none"], 200),
      ] {
        for path in ["/_preview/status", "/", "/datasets/a/a.csv.gz", "/_preview/a/"] {
          let answer = try await client.get(path, headers: headers)
          #expect(answer.status == status, "\(path) \(headers)")
        }
      }
      // A link on another page may lead a person here.
      let link = [
        "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document",
      ]
      #expect(try await client.get("/", headers: link).status == 200)
      #expect(try await client.get("/_preview/status", headers: link).status == 403)
    }
  }

  @Test func streamsFilesThatAreLargerThanItsMemory() async throws {
    try await withServer { client in
      let before = try Self.peakMemory()
      #expect(try await client.count("/groot.csv.gz") > 300_000_000)
      #expect(try Self.peakMemory() - before < 100_000)
    }
  }

  /// The most memory that this process had so far, in kB.
  private static func peakMemory() throws -> Int {
    let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = try #require(status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") })
    return try #require(Int(line.split(separator: " ").dropLast().last ?? ""))
  }

  @Test func listensOnLoopbackOnly() async throws {
    try await withServer { client in
      let table = try String(contentsOfFile: "/proc/net/tcp", encoding: .utf8)
      let hex = String(client.port, radix: 16, uppercase: true)
      let port = ":" + String(repeating: "0", count: 4 - hex.count) + hex
      var listening: [String] = []
      for line in table.split(separator: "\n") {
        let columns = line.split(separator: " ").map(String.init)
        if columns.count > 3, columns[3] == "0A", columns[1].hasSuffix(port) {
          listening.append(columns[1])
        }
      }
      #expect(listening == ["0100007F" + port])
    }
  }

  @Test func saysThatAPortIsTaken() async throws {
    try await withServer { client in
      let second = try PreviewServer(
        PreviewStage(root: "/tmp", desk: DeskSample.record), port: client.port)
      let failure = await #expect(throws: Failure.self) { try await second.run { _ in } }
      #expect(failure?.diagnostics.first?.hint?.contains("--port") == true)
    }
  }

  @Test func needsAFolder() {
    #expect(throws: Failure.self) {
      try PreviewStage(root: "/nergens/te/vinden", desk: DeskSample.record)
    }
  }

  @Test func stopsWhenItsTaskIsCancelled() async throws {
    let server = try PreviewServer(PreviewStage(root: "/tmp", desk: DeskSample.record))
    let (addresses, continuation) = AsyncStream.makeStream(of: PreviewServer.Address.self)
    let task = Task { try await server.run { continuation.yield($0) } }
    var iterator = addresses.makeAsyncIterator()
    #expect(await iterator.next()?.opening().hasPrefix("http://127.0.0.1:") == true)
    task.cancel()
    let result = await task.result
    #expect(throws: Never.self) { try result.get() }
  }
}
