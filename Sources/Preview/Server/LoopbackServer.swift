// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikSystem

/// An HTTP server for this machine alone, in which every request is bounded: see `ServerLimits`.
///
/// One thread accepts, reads heads and sends; a few make the answers. None of them is of Swift's own pool,
/// so that whatever a client does, a signal still ends the program.
struct LoopbackServer: Sendable {
  /// A call of the system that failed.
  struct Fault: Error {
    /// Its `errno`.
    let code: Int32

    /// What the system says of it.
    var text: String { SystemError.words(code) }
  }

  private let queue: ServerQueue
  private let limits: ServerLimits

  /// Makes a server; nothing listens yet.
  init(_ limits: ServerLimits = ServerLimits()) throws(Fault) {
    guard let queue = ServerQueue() else { throw Fault(code: errno) }
    self.queue = queue
    self.limits = limits
  }

  /// Serves on 127.0.0.1 until `stop`.
  ///
  /// - Parameters:
  ///   - port: The port; 0 for any free one.
  ///   - ready: Gets the port once connections come through.
  ///   - refusal: Makes the answers to requests that no handler gets.
  ///   - handler: Makes an answer, on a thread of its own.
  /// - Throws: `Fault` where the port is taken, or a thread or a descriptor cannot be had.
  func run(
    port: UInt16, ready: (UInt16) -> Void, refusal: @escaping @Sendable (Answer.Status) -> Answer,
    handler: @escaping @Sendable (RequestHead) -> Answer
  ) async throws(Fault) {
    let (listener, number) = try Self.listen(port)
    var limits = limits
    limits.connections = Self.bounded(limits.connections)
    let (queue, shared) = (queue, limits)
    // Both are known before anybody waits for them.
    defer { queue.stop(workers: shared.workers) }
    do throws(Fault) {
      for _ in 0..<shared.workers { try Self.begin("preview-answer") { queue.work(handler) } }
    } catch {
      close(listener)
      throw error
    }
    let code = await withCheckedContinuation { continuation in
      do throws(Fault) {
        try Self.begin("preview-server") {
          var loop = ServerLoop(
            listener: listener, queue: queue, limits: shared, refusal: refusal)
          continuation.resume(returning: loop.run())
        }
        ready(number)
      } catch {
        close(listener)
        continuation.resume(returning: error.code)
      }
    }
    if code != 0 { throw Fault(code: code) }
  }

  /// Ends `run`, whatever clients or handlers do.
  func stop() { queue.stop(workers: limits.workers) }

  private static func begin(
    _ name: StaticString, _ body: @escaping @Sendable () -> Void
  ) throws(Fault) {
    let code = WorkThread.start(name, body)
    if code != 0 { throw Fault(code: code) }
  }

  /// As many connections as leave descriptors for the rest of the program.
  private static func bounded(_ connections: Int) -> Int {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else {
      return connections
    }
    return min(connections, max(4, Int(min(limit.rlim_cur, 1 << 20)) / 4))
  }

  private static func listen(_ port: UInt16) throws(Fault) -> (socket: Int32, port: UInt16) {
    let listener = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard listener >= 0 else { throw Fault(code: errno) }
    var yes = Int32(1)
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(listener, $0, size) == 0 && Glibc.listen(listener, 128) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else {
      let fault = Fault(code: errno)
      close(listener)
      throw fault
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }
}
