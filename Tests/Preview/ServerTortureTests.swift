// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Synchronization
import Testing

@testable import HergebruikPreview

/// What a client can do to a server: none of it keeps another client waiting for long, or the server from ending.
///
/// What must happen at once is told from what somebody waits for by limits of minutes: a busy machine reaches none of
/// them.
@Suite(.serialized)
struct ServerTortureTests {
  private static let long = Duration.seconds(300)

  /// Limits that no client of these tests waits for.
  private var patient: ServerLimits {
    var limits = ServerLimits()
    (limits.headTime, limits.pauseTime, limits.drainTime) = (Self.long, Self.long, Self.long)
    return limits
  }

  /// Runs a body against a server, which must end within seconds of being told so, whatever is open.
  private func withServer(
    _ limits: ServerLimits, _ handler: @escaping @Sendable (RequestHead) -> Answer = { _ in hello },
    _ body: @Sendable (Client) async throws -> Void
  ) async throws {
    let server = try LoopbackServer(limits)
    let (ports, continuation) = AsyncStream.makeStream(of: UInt16.self)
    let task = Task {
      try await server.run(
        port: 0, ready: { continuation.yield($0) }, refusal: { plain($0, "\($0.rawValue)") },
        handler: handler)
    }
    var iterator = ports.makeAsyncIterator()
    let port = try #require(await iterator.next())
    let result: Result<Void, any Error>
    do {
      try await body(Client(port: port))
      result = .success(())
    } catch {
      result = .failure(error)
    }
    let start = ContinuousClock.now
    server.stop()
    let ended = await task.result
    #expect(throws: Never.self) { try ended.get() }
    #expect(ContinuousClock.now - start < Self.long)
    try result.get()
  }

  @Test func refusesALargeHeadAtOnce() async throws {
    try await withServer(patient) { client in
      for size in [40_000, 200_000, 900_000] {
        let answer = try await client.get("/", headers: ["X": String(repeating: "a", count: size)])
        #expect(answer.status == 431)
      }
      let many = (0..<200).map { ("X\($0)", "a") }
      #expect(try await client.get("/", headers: Dictionary(many) { a, _ in a }).status == 431)
      #expect(
        try await client.get("/", headers: ["X": String(repeating: "a", count: 20_000)]).status
          == 200)
    }
  }

  @Test func readsAHeadThatComesByteByByte() async throws {
    try await withServer(ServerLimits()) { client in
      let socket = try #require(client.connected())
      defer { close(socket) }
      for byte in Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8) {
        #expect(client.send(socket, [byte]))
      }
      #expect(client.rest(socket).hasPrefix("HTTP/1.1 200 OK\r\n"))
    }
  }

  @Test func endsHeadsThatDoNotCome() async throws {
    var limits = ServerLimits()
    limits.headTime = .milliseconds(300)
    try await withServer(limits) { client in
      let (half, silent) = (try #require(client.connected()), try #require(client.connected()))
      defer {
        close(half)
        close(silent)
      }
      #expect(client.send(half, Array("GET / HTTP/1.1\r\nX: ".utf8)))
      // A byte now and then does not make it longer.
      for _ in 0..<5 {
        try await Task.sleep(for: .milliseconds(100))
        _ = client.send(half, [0x61])
      }
      #expect(client.rest(half).hasPrefix("HTTP/1.1 408 "))
      #expect(client.rest(silent).isEmpty)
    }
  }

  /// 2,000 half-sent heads: others get their answers all the while, and few connections are kept.
  @Test func boundsHalfOpenConnections() async throws {
    try await withServer(patient) { client in
      let before = openFiles()
      var sockets: [Int32] = []
      defer { for socket in sockets { close(socket) } }
      for number in 0..<2000 {
        // A program that tests has descriptors of its own to spare.
        if sockets.count >= 300 { close(sockets.removeFirst()) }
        let socket = try #require(client.connected())
        sockets.append(socket)
        _ = client.send(socket, Array("GET / HTTP/1.1\r\nX: \(number)".utf8))
        if number % 400 == 399 {
          #expect(try await client.get("/").status == 200)
        }
      }
      #expect(openFiles() - before - sockets.count <= ServerLimits().connections + 8)
    }
  }

  /// Nobody takes the answers; the memory that they hold is bounded, and others get theirs.
  @Test func boundsAnswersThatNobodyTakes() async throws {
    var limits = ServerLimits()
    (limits.pauseTime, limits.heldBytes) = (.milliseconds(700), 20 << 20)
    let large = [UInt8](repeating: 0x61, count: 6 << 20)
    try await withServer(limits, { $0.path == "/" ? hello : plain(.ok, large) }) { client in
      var sockets: [Int32] = []
      defer { for socket in sockets { close(socket) } }
      for _ in 0..<20 {
        let socket = try #require(client.connected())
        sockets.append(socket)
        #expect(client.send(socket, Array("GET /large HTTP/1.1\r\nHost: x\r\n\r\n".utf8)))
      }
      #expect(try await client.get("/").status == 200)
      // Once the others have not taken anything for too long they are gone, and there is room again.
      var status = 0
      for _ in 0..<100 where status != 200 {
        try await Task.sleep(for: .milliseconds(50))
        status = try await client.get("/large").status
      }
      #expect(status == 200)
      let texts = sockets.map { client.rest($0).prefix(12) }
      #expect(texts.contains("HTTP/1.1 503"))
      #expect(texts.allSatisfy { $0 == "HTTP/1.1 503" || $0 == "HTTP/1.1 200" })
    }
  }

  /// Answers that are never made: the server says nothing more to those who wait, and ends when it is told.
  @Test func endsWhileAnswersHang() async throws {
    var limits = ServerLimits()
    (limits.answerTime, limits.workers) = (.milliseconds(300), 2)
    limits.headTime = Self.long
    let gate = DispatchSemaphore(value: 0)
    defer { for _ in 0..<8 { gate.signal() } }
    try await withServer(
      limits,
      { _ in
        gate.wait()
        return hello
      }
    ) { client in
      var sockets: [Int32] = []
      defer { for socket in sockets { close(socket) } }
      for _ in 0..<4 {
        let socket = try #require(client.connected())
        sockets.append(socket)
        #expect(client.send(socket, Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)))
      }
      for socket in sockets { #expect(client.rest(socket).isEmpty) }
      let last = try #require(client.connected())
      sockets.append(last)
      #expect(client.send(last, Array("GET / HTTP/1.1\r\nHost: x\r\n\r\n".utf8)))
    }
  }

  /// Clients that do anything at any moment, by a seed; after each hundred an honest one gets its answer.
  @Test(arguments: [UInt64(1), 2, 3]) func outlivesClientsOfAnyKind(seed: UInt64) async throws {
    var limits = ServerLimits()
    (limits.headTime, limits.pauseTime) = (.milliseconds(200), .milliseconds(200))
    (limits.drainTime, limits.connections) = (.milliseconds(100), 16)
    let large = [UInt8](repeating: 0x61, count: 1 << 20)
    try await withServer(limits, { $0.path == "/large" ? plain(.ok, large) : hello }) { client in
      var random = SeededGenerator(seed: seed)
      var sockets: [Int32] = []
      defer { for socket in sockets { close(socket) } }
      let good = Array("GET /large HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".utf8)
      for turn in 1...600 {
        let socket = try #require(client.connected())
        sockets.append(socket)
        switch Int.random(in: 0...6, using: &random) {
        case 0: _ = client.send(socket, good)
        case 1:
          _ = client.send(
            socket, Array(good.prefix(Int.random(in: 0..<good.count, using: &random))))
        case 2:
          _ = client.send(socket, (0..<200).map { _ in UInt8.random(in: 0...255, using: &random) })
        case 3: _ = client.send(socket, good + good + good)
        case 4:
          _ = client.send(socket, good)
          shutdown(socket, Int32(SHUT_WR))
        case 5:
          // Closed with a reset.
          var abort = Glibc.linger(l_onoff: 1, l_linger: 0)
          setsockopt(
            socket, SOL_SOCKET, SO_LINGER, &abort, socklen_t(MemoryLayout<Glibc.linger>.size))
          _ = client.send(socket, good)
          close(sockets.removeLast())
        default: _ = client.send(socket, [UInt8](repeating: 0x0d, count: 40_000))
        }
        if sockets.count > 40 {
          close(sockets.remove(at: Int.random(in: 0..<sockets.count, using: &random)))
        }
        if turn % 100 == 0 { #expect(try await isAnswered(client)) }
      }
    }
  }
}

/// Whether an honest client gets its answer; on a busy machine it may itself be slower than a head may take, and asks
/// again.
private func isAnswered(_ client: Client) async throws -> Bool {
  for _ in 0..<40 {
    if let answer = try? await client.get("/"), answer.status == 200 { return true }
    try await Task.sleep(for: .milliseconds(100))
  }
  return false
}

private let hello = plain(.ok, "hello")

private func plain(_ status: Answer.Status, _ text: String) -> Answer {
  plain(status, Array(text.utf8))
}

private func plain(_ status: Answer.Status, _ bytes: [UInt8]) -> Answer {
  Answer(status: status, fields: [], length: bytes.count, body: .bytes(bytes))
}

private func openFiles() -> Int {
  (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count) ?? 0
}

/// SplitMix64. Source: Steele, Lea and Flood, OOPSLA 2014.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
    return mixed ^ (mixed >> 31)
  }
}
