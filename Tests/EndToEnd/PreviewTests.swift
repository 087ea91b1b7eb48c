// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import Testing

/// The preview as a person starts and stops it.
@Suite("Preview")
struct PreviewTests {
  @Test(
    "serves the candidate on loopback, and leaves nothing behind", arguments: [SIGINT, SIGTERM])
  func serves(signal: Int32) async throws {
    let work = try SampleTests.work()
    try #require(try await work.run("run", "--date", "2026-11-23").code == 0)
    let (tree, generations) = (try work.tree(), try work.generations())
    let export = "pipelines/bomen/example/bomen.csv"
    try work.write(
      export,
      work.text(export)
        + "VBS-900001;Quercus robur;Zomereik;1990;6 - 9 m;20;152128,14;464249,50;Centrum;Gemeente;N\n"
    )
    let (preview, client) = try await Self.start(work)

    let home = try await client.get("/")
    #expect(home.status == 200)
    #expect(home.body.contains("Open data van Voorbeeldstad"))
    let page = try await client.get("/datasets/bomen/")
    #expect(page.status == 200)
    #expect(page.body.contains("Gemeentelijke bomen"))
    #expect(page.body.contains("Voorbeeld, niet gepubliceerd"))
    #expect(page.body.contains("600 wordt 601 rijen"))
    let changes = try await client.get("/_preview/")
    #expect(changes.status == 200)
    let row = try #require(
      changes.body.split(separator: "\n").first { $0.contains("_preview/bomen/") })
    for text in [
      ">Gemeentelijke bomen<", ">Gewijzigd<", ">Nieuwe rijen: 1<", ">600<", ">601<",
    ] {
      #expect(row.contains(text), "\(row)")
    }
    let desk = try await client.get("/_preview/bomen/")
    for text in [
      "Geen controle houdt de publicatie tegen", "hergebruik run bomen\n", "600 wordt 601",
    ] {
      #expect(desk.body.contains(text), "\(text)")
    }
    for path in ["/", "/datasets/bomen/bomen.csv.gz", "/_preview/status"] {
      let stranger = try await LoopbackClient(port: client.port).get(path)
      #expect(stranger.status == 403, "\(path)")
      #expect(!stranger.body.contains("Voorbeeldstad"))
    }
    let other = try await client.get("/", host: "evil.example")
    #expect(other.status == 403)
    #expect(!other.body.contains("Voorbeeldstad"))
    #expect(try folders(work).count == 1)

    preview.signal(signal)
    let outcome = try await preview.finish()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(try folders(work).isEmpty)
    #expect(try work.generations() == generations)
    #expect(try differences(tree, work.tree()).isEmpty)
  }

  /// Heads that never end, of the size that once took minutes, and an answer that nobody takes. It takes seconds now;
  /// a busy machine may take more.
  @Test("ends by every signal while requests hang", arguments: [SIGINT, SIGTERM, SIGHUP])
  func endsWhileRequestsHang(signal: Int32) async throws {
    let work = try SampleTests.work()
    let (preview, client) = try await Self.start(work, ["bomen"])
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    for size in [30, 30_000, 400_000, 400_000, 400_000] {
      let socket = try #require(client.connected())
      sockets.append(socket)
      let head = "GET / HTTP/1.1\r\nX: " + String(repeating: "a", count: size)
      _ = send(socket, head, head.utf8.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
    }
    let start = ContinuousClock.now
    #expect(try await client.get("/").status == 200)
    #expect(ContinuousClock.now - start < .seconds(90))
    preview.signal(signal)
    let outcome = try await preview.finish()
    #expect(outcome.code == 0, "\(outcome.errors)")
    #expect(ContinuousClock.now - start < .seconds(120))
    #expect(try folders(work).isEmpty)
  }

  @Test("stays up where descriptors run out")
  func outlivesMissingDescriptors() async throws {
    let work = try SampleTests.work()
    let (preview, client) = try await Self.start(work, ["bomen"], descriptors: 40)
    var sockets: [Int32] = []
    defer { for socket in sockets { close(socket) } }
    for _ in 0..<200 { sockets.append(try #require(client.connected())) }
    var status = 0
    for _ in 0..<100 where status != 200 {
      status = (try? await client.get("/").status) ?? 0
    }
    #expect(status == 200)
    preview.signal(SIGINT)
    let outcome = try await preview.finish()
    #expect(outcome.code == 0, "\(outcome.errors)")
  }

  @Test("stays up while a run publishes, and a run cleans up after a killed one")
  func killed() async throws {
    let work = try SampleTests.work()
    let (preview, client) = try await Self.start(work, ["bomen"])
    #expect(try await client.get("/_preview/bomen/").body.contains(">Nieuw<"))
    #expect(try await work.run("run").code == 0)
    #expect(try folders(work).count == 1)
    // What is published now is what it compares with.
    while !(try await client.get("/_preview/bomen/").body.contains(">Ongewijzigd<")) {
      try await Task.sleep(for: .milliseconds(20))
    }
    preview.signal(SIGKILL)
    #expect(try await preview.finish().code == -SIGKILL)
    #expect(try await work.run("run").code == 0)
    #expect(try folders(work).isEmpty)
  }

  @Test("shows rows that point at a person to who asks for them by name only")
  func hidesRefusedRows() async throws {
    let night = try NightProject()
    try night.calm(["eik", "bsn 111222333 gebeld"])
    try night.work.signOff()
    let path = "/datasets/rustig/rustig.csv.gz"
    for isAsked in [false, true] {
      let (preview, client) = try await Self.start(
        night.work, isAsked ? ["--show-refused-rows"] : [])
      #expect(try await client.get(path).status == (isAsked ? 200 : 403))
      #expect(try await client.get("/datasets/nacht/nacht.csv.gz").status == 200)
      let page = try await client.get("/datasets/rustig/")
      #expect(page.status == 200)
      #expect(page.body.contains("De rijen van deze dataset staan hier niet") == !isAsked)
      let desk = try await client.get("/_preview/rustig/")
      #expect(desk.body.contains("personal-data"))
      preview.signal(SIGINT)
      #expect(try await preview.finish().code == 0)
    }
    let copy = try await night.work.run("preview", "--export", "uit", "--show-refused-rows")
    #expect(copy.code == 2 && !night.work.exists("uit"))
  }

  @Test("ends where its port is taken, and leaves nothing behind")
  func portTaken() async throws {
    let work = try SampleTests.work()
    let (first, client) = try await Self.start(work, ["bomen"])
    let second = try await work.run("preview", "bomen", "--port", "\(client.port)")
    #expect(second.code != 0)
    #expect(second.errors.contains("--port 0"))
    #expect(try folders(work).count == 1)
    first.signal(SIGINT)
    #expect(try await first.finish().code == 0)
  }

  /// Starts a preview, and waits until it answers.
  ///
  /// - Parameter descriptors: How many files it may have open; as many as this program where nil.
  static func start(
    _ work: Workdir, _ arguments: [String] = [], descriptors: Int? = nil
  ) async throws -> (RunningProgram, LoopbackClient) {
    let arguments = ["preview"] + arguments + ["--port", "0"]
    let preview =
      if let descriptors {
        try RunningProgram(
          .init(
            executable: "sh",
            arguments: ["-c", "ulimit -n \(descriptors); exec \"$0\" \"$@\"", Repository.program]
              + arguments,
            environment: work.environment, directory: work.project))
      } else {
        try work.start(arguments)
      }
    try await preview.wait { preview.outputSoFar.contains("Ctrl-C") }
    let address = try #require(
      preview.outputSoFar.firstMatch(
        of: #/Open http://127\.0\.0\.1:([0-9]+)(/\?token=[A-Za-z0-9_-]{22}) /#))
    let stranger = LoopbackClient(port: try #require(UInt16(address.output.1)))
    return (preview, try await stranger.entered(by: String(address.output.2)))
  }

  private func folders(_ work: Workdir) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: work.file(".hergebruik"))
      .filter { $0.hasPrefix("preview-") }
  }
}

/// Asks a server on this machine for a page.
struct LoopbackClient: Sendable {
  struct NoAnswer: Error {}

  let port: UInt16
  /// What it sends along as cookies; nothing where nil.
  var cookie: String?

  /// The same client with the cookie that a path with a token is exchanged for.
  func entered(by path: String) async throws -> LoopbackClient {
    let head = try await answer(to: path, host: nil).prefix { $0 != "<" }
    guard let cookie = head.firstMatch(of: #/Set-Cookie: ([^;]+); /#) else { throw NoAnswer() }
    return LoopbackClient(port: port, cookie: String(cookie.output.1))
  }

  func get(_ path: String, host: String? = nil) async throws -> (status: Int, body: String) {
    let answer = try await answer(to: path, host: host)
    let head = answer.prefix { $0 != "\r\n" }.split(separator: " ")
    guard head.count > 1, let status = Int(head[1]) else { throw NoAnswer() }
    return (status, answer.components(separatedBy: "\r\n\r\n").dropFirst().joined())
  }

  private func answer(to path: String, host: String?) async throws -> String {
    let more = cookie.map { "Cookie: \($0)\r\n" } ?? ""
    let request =
      "GET \(path) HTTP/1.1\r\nHost: \(host ?? "127.0.0.1:\(port)")\r\nConnection: close\r\n\(more)\r\n"
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try exchange(request) })
      }
    }
  }

  /// A socket that is connected; nil where that fails.
  func connected() -> Int32? {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard file >= 0 else { return nil }
    var timeout = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    let connected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(file, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard connected == 0 else {
      close(file)
      return nil
    }
    return file
  }

  private func exchange(_ request: String) throws -> String {
    guard let file = connected() else { throw NoAnswer() }
    defer { close(file) }
    guard send(file, request, request.utf8.count, Int32(MSG_NOSIGNAL)) > 0
    else { throw NoAnswer() }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(file, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
