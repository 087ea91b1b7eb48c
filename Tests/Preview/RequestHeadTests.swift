// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikPreview

struct RequestHeadTests {
  private static func head(_ text: String) throws(RequestHead.Problem) -> RequestHead {
    try RequestHead(Array(text.utf8)[...])
  }

  @Test func readsWhatBrowsersSend() throws {
    let head = try Self.head(
      "GET /a%20b/?q=1&r=/x HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nX-Empty:\r\nSec-Fetch-Site:\t none \t"
    )
    #expect(head.method == "GET")
    #expect(head.path == "/a%20b/")
    #expect(head["host"] == "127.0.0.1:8080")
    #expect(head["x-empty"]?.isEmpty == true)
    #expect(head["sec-fetch-site"] == "none")
    #expect(head["origin"] == nil)
  }

  /// What comes twice equals nothing that is allowed.
  @Test func joinsWhatComesTwice() throws {
    let head = try Self.head("GET / HTTP/1.1\r\nHost: localhost:1\r\nhost: localhost:1")
    #expect(head["host"] == "localhost:1, localhost:1")
  }

  @Test(arguments: [
    "", "GET", "GET /", "GET  / HTTP/1.1", "GET / HTTP/1.1 ", " GET / HTTP/1.1",
    "GET /\u{e9} HTTP/1.1",
    "G(T / HTTP/1.1", "GET / HTTQ/1.1", "GET /\u{0} HTTP/1.1", "GET / HTTP/1.1\r\nA",
    "GET / HTTP/1.1\r\n: x",
    "GET / HTTP/1.1\r\nA : x", "GET / HTTP/1.1\r\n A: x", "GET / HTTP/1.1\r\nA: x\r\n more",
    "GET / HTTP/1.1\nHost: x", "GET / HTTP/1.1\r\nA: x\ry", "GET / HTTP/1.1\r\nA: x\u{0}",
    "GET\t/\tHTTP/1.1",
  ])
  func refusesWhatIsNoHead(_ text: String) {
    #expect(throws: RequestHead.Problem.malformed) { try Self.head(text) }
  }

  @Test func refusesOtherVersionsAndManyFields() throws {
    #expect(throws: RequestHead.Problem.version) { try Self.head("PRI * HTTP/2.0") }
    #expect(throws: RequestHead.Problem.version) { try Self.head("GET / HTTP/1.11") }
    let field = "\r\nA: b"
    _ = try Self.head("GET / HTTP/1.0" + String(repeating: field, count: RequestHead.mostFields))
    #expect(throws: RequestHead.Problem.tooManyFields) {
      try Self.head("GET / HTTP/1.0" + String(repeating: field, count: RequestHead.mostFields + 1))
    }
  }

  /// No bytes end the program, and the time is that of reading them once.
  @Test func readsAnyBytes() {
    var random = SeededGenerator(seed: 20_261_128)
    let good = Array("GET /datasets/a/ HTTP/1.1\r\nHost: 127.0.0.1:8080\r\nOrigin: null".utf8)
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 0...8, using: &random) {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0...2, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.insert(UInt8.random(in: 0...255, using: &random), at: place)
        default: if bytes.count > 1 { bytes.remove(at: place) }
        }
      }
      guard let head = try? RequestHead(bytes[...]) else { continue }
      #expect(!head.path.utf8.contains { $0 <= 0x20 || $0 >= 0x7f })
      #expect(!(head["host"] ?? "").utf8.contains(0x0a))
    }
  }
}
