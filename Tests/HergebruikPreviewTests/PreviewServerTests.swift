// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikModel
import Testing

@testable import HergebruikPreview

@Suite(.serialized)
struct PreviewServerTests {
  /// Runs a body against a server over a small candidate; everything is gone afterwards.
  private func withServer(
    _ body: @Sendable (Client) async throws -> Void
  ) async throws {
    let root = NSTemporaryDirectory() + "hergebruik-preview-" + UUID().uuidString
    let files = FileManager.default
    try files.createDirectory(
      atPath: root + "/site/datasets/a", withIntermediateDirectories: true)
    defer { try? files.removeItem(atPath: root) }
    for (path, text) in [
      "geheim.txt": "geheim", "site/index.html": "<h1>Catalogus</h1>", "site/catalog.ttl": "x",
      "site/catalog.rdf": "x", "site/catalog.jsonld": "x", "site/generation.json": "{}",
      "site/datasets/a/index.html": "<h1>A</h1>", "site/datasets/a/a.csv.gz": "gz",
      "site/a b.css": "x",
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
    let changes = CatalogueChanges(datasets: [
      CatalogueChanges.Dataset(
        name: "a", title: LocalizedText(nl: "<A>"), kind: .changed, rowsBefore: 3, rowsAfter: 7,
        dataChanged: true)
    ])
    let server = try PreviewServer(root: root + "/site", changes: changes)
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    let task = Task { try await server.run { continuation.yield($0) } }
    var iterator = addresses.makeAsyncIterator()
    let address = try #require(await iterator.next())
    let port = try #require(URL(string: address)?.port.flatMap(UInt16.init(exactly:)))
    try await body(Client(port: port))
    await server.stop()
    let result = await task.result
    #expect(throws: Never.self) { try result.get() }
  }

  @Test func servesFilesWithTheirMediaTypes() async throws {
    try await withServer { client in
      for (path, type) in [
        ("/", "text/html; charset=utf-8"), ("/catalog.ttl", "text/turtle; charset=utf-8"),
        ("/catalog.rdf", "application/rdf+xml"), ("/catalog.jsonld", "application/ld+json"),
        ("/generation.json", "application/json"), ("/a%20b.css", "text/css; charset=utf-8"),
        ("/datasets/a/a.csv.gz", "application/gzip"), ("/datasets/a/", "text/html; charset=utf-8"),
        ("/hier.html", "text/html; charset=utf-8"), ("/?x=1", "text/html; charset=utf-8"),
      ] {
        let answer = try await client.get(path)
        #expect(answer.status == 200, "\(path)")
        #expect(answer.headers["content-type"] == type, "\(path)")
        #expect(answer.headers["content-encoding"] == nil)
        #expect(answer.headers["x-content-type-options"] == "nosniff")
        #expect(answer.headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
        #expect(answer.headers["content-security-policy"]?.contains("unsafe") == false)
      }
      #expect(try await client.get("/").body == "<h1>Catalogus</h1>")
    }
  }

  @Test func findsNothingOutsideTheFolder() async throws {
    try await withServer { client in
      for path in [
        "/../geheim.txt", "/%2e%2e/geheim.txt", "/datasets/../../geheim.txt", "/uit.txt",
        "/..%2fgeheim.txt", "/datasets/a/..%5c..%5cgeheim.txt", "/index.html%00.ttl", "/nergens",
        "/index.html/", "//geheim.txt", "geheim.txt", "http://127.0.0.1/index.html", "/%zz",
        "/assets/", "/./index.html", "/datasets/",
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

  @Test func allowsGetAndHeadOnly() async throws {
    try await withServer { client in
      let head = try await client.get("/", method: "HEAD")
      #expect(head.status == 200)
      #expect(head.headers["content-length"] == "18")
      #expect(head.body.isEmpty)
      for method in ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"] {
        let answer = try await client.get("/", method: method)
        #expect(answer.status == 405)
        #expect(answer.headers["allow"] == "GET, HEAD")
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

  @Test func showsTheChanges() async throws {
    try await withServer { client in
      let page = try await client.get("/_preview/").body
      #expect(page.contains("&lt;A&gt;"))
      #expect(page.contains("nieuwe gegevens"))
      #expect(page.contains(">3<") && page.contains(">7<"))
      #expect(try await client.get("/_preview").headers["location"] == "/_preview/")
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
      let second = try PreviewServer(root: "/tmp", port: client.port)
      let failure = await #expect(throws: Failure.self) { try await second.run { _ in } }
      #expect(failure?.diagnostics.first?.hint?.contains("--port") == true)
    }
  }

  @Test func needsAFolder() {
    #expect(throws: Failure.self) { try PreviewServer(root: "/nergens/te/vinden") }
  }

  @Test func stopsWhenItsTaskIsCancelled() async throws {
    let server = try PreviewServer(root: "/tmp")
    let (addresses, continuation) = AsyncStream.makeStream(of: String.self)
    let task = Task { try await server.run { continuation.yield($0) } }
    var iterator = addresses.makeAsyncIterator()
    #expect(await iterator.next()?.hasPrefix("http://127.0.0.1:") == true)
    task.cancel()
    let result = await task.result
    #expect(throws: Never.self) { try result.get() }
  }
}
