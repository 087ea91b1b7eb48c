// SPDX-License-Identifier: EUPL-1.2

import Dispatch
import Glibc

/// Sends requests byte for byte as written: a library would mend the bad ones.
struct Client: Sendable {
  /// What came back.
  struct Answer: Sendable {
    var status = 0
    var headers: [String: String] = [:]
    var body = ""
  }

  struct NoAnswer: Error {}

  let port: UInt16
  /// What it sends along as cookies; nothing where nil.
  var cookie: String?

  /// The same client with the cookie that a token is exchanged for.
  func entered(with token: String) async throws -> Client {
    let answer = try await get("/?token=\(token)")
    guard let cookie = answer.headers["set-cookie"] else { throw NoAnswer() }
    return Client(port: port, cookie: String(cookie.prefix { $0 != ";" }))
  }

  func get(
    _ path: String, method: String = "GET", host: String? = nil, headers: [String: String] = [:]
  ) async throws -> Answer {
    let host = host ?? "127.0.0.1:\(port)"
    var headers = headers
    if let cookie, headers["Cookie"] == nil { headers["Cookie"] = cookie }
    let more = headers.map { "\($0.key): \($0.value)\r\n" }.joined()
    let request =
      "\(method) \(path) HTTP/1.1\r\nHost: \(host)\r\nConnection: close\r\n\(more)\r\n"
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        continuation.resume(with: Result { try exchange(request) })
      }
    }
  }

  /// The number of bytes of an answer, header included; they are thrown away as they come.
  func count(_ path: String) async throws -> Int {
    let more = cookie.map { "Cookie: \($0)\r\n" } ?? ""
    let request =
      "GET \(path) HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\nConnection: close\r\n\(more)\r\n"
    return try await withCheckedThrowingContinuation { continuation in
      DispatchQueue.global().async {
        var total = 0
        continuation.resume(
          with: Result {
            try receive(request) { total += $0.count }
            return total
          })
      }
    }
  }

  private func exchange(_ request: String) throws -> Answer {
    var bytes: [UInt8] = []
    try receive(request) { bytes += $0 }
    return try parse(String(decoding: bytes, as: UTF8.self))
  }

  /// A socket that is connected; nil where that fails.
  func connected() -> Int32? {
    let file = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    guard file >= 0 else { return nil }
    var timeout = timeval(tv_sec: 120, tv_usec: 0)
    setsockopt(file, SOL_SOCKET, SO_RCVTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
    setsockopt(file, SOL_SOCKET, SO_SNDTIMEO, &timeout, socklen_t(MemoryLayout<timeval>.size))
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

  /// Sends all of some bytes; false where the server took no more.
  func send(_ file: Int32, _ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes[done...].withUnsafeBytes {
        Glibc.send(file, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// All that still comes.
  func rest(_ file: Int32) -> String {
    var bytes: [UInt8] = []
    receive(file) { bytes += $0 }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func receive(_ request: String, _ body: (ArraySlice<UInt8>) -> Void) throws {
    guard let file = connected() else { throw NoAnswer() }
    defer { close(file) }
    // What a server that refuses early does not take is no failure.
    _ = send(file, Array(request.utf8))
    receive(file, body)
  }

  private func receive(_ file: Int32, _ body: (ArraySlice<UInt8>) -> Void) {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = recv(file, &buffer, buffer.count, 0)
      guard count > 0 else { break }
      body(buffer[..<count])
    }
  }

  private func parse(_ text: String) throws -> Answer {
    let lines = text.split(separator: "\r\n", omittingEmptySubsequences: false)
    guard let end = lines.firstIndex(of: ""), let status = lines.first?.split(separator: " "),
      status.count > 1, let code = Int(status[1])
    else { throw NoAnswer() }
    var answer = Answer(status: code)
    for line in lines[1..<end] {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2 else { continue }
      answer.headers[parts[0].lowercased()] = parts[1].drop { $0 == " " }.description
    }
    answer.body = lines[(end + 1)...].joined(separator: "\r\n")
    return answer
  }
}
