// SPDX-License-Identifier: EUPL-1.2

import HergebruikSystem

/// An HTTP server for this machine alone, in which every request is bounded: see `ServerLimits`.
///
/// One thread accepts, reads heads and sends; a few make the answers. None of them is of Swift's own pool,
/// so that whatever a client does, a signal still ends the program.
struct LoopbackServer: Sendable {
  private let queue: ServerQueue
  private let limits: ServerLimits

  /// Makes a server; nothing listens yet.
  init(_ limits: ServerLimits = ServerLimits()) throws(SystemError) {
    guard let queue = ServerQueue() else { throw .last }
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
  /// - Throws: `SystemError` where the port is taken, or a thread or a descriptor cannot be had.
  func run(
    port: UInt16, ready: (UInt16) -> Void, refusal: @escaping @Sendable (Answer.Status) -> Answer,
    handler: @escaping @Sendable (RequestHead) -> Answer
  ) async throws(SystemError) {
    let (listener, number) = try Self.listen(port)
    var limits = limits
    limits.connections = Self.bounded(limits.connections)
    let (queue, shared) = (queue, limits)
    // Both are known before anybody waits for them.
    defer { queue.stop(workers: shared.workers) }
    do throws(SystemError) {
      for _ in 0..<shared.workers { try Self.begin("preview-answer") { queue.work(handler) } }
    } catch {
      FileAccess.close(listener)
      throw error
    }
    let code = await withCheckedContinuation { continuation in
      do throws(SystemError) {
        try Self.begin("preview-server") {
          var loop = ServerLoop(
            listener: listener, queue: queue, limits: shared, refusal: refusal)
          continuation.resume(returning: loop.run())
        }
        ready(number)
      } catch {
        FileAccess.close(listener)
        continuation.resume(returning: error.number)
      }
    }
    if code != 0 { throw SystemError(code) }
  }

  /// Ends `run`, whatever clients or handlers do.
  func stop() { queue.stop(workers: limits.workers) }

  private static func begin(
    _ name: StaticString, _ body: @escaping @Sendable () -> Void
  ) throws(SystemError) {
    let code = WorkThread.start(name, body)
    if code != 0 { throw SystemError(code) }
  }

  /// As many connections as leave descriptors for the rest of the program.
  private static func bounded(_ connections: Int) -> Int {
    guard let limit = ThisProcess.openFileLimit else { return connections }
    return min(connections, max(4, min(limit, 1 << 20) / 4))
  }

  private static func listen(_ port: UInt16) throws(SystemError) -> (socket: Int32, port: UInt16) {
    guard let found = LoopbackSocket.listen(on: port) else {
      throw .last
    }
    return (found.descriptor, found.port)
  }
}
