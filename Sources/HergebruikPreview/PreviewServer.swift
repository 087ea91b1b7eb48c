// SPDX-License-Identifier: EUPL-1.2

import FlyingFox
import FlyingSocks
import Foundation
public import HergebruikModel
import Synchronization

/// Shows a candidate generation in a browser on this machine, and nothing else to nobody else.
///
/// It listens on 127.0.0.1 only, and answers only requests that call it so: a page from elsewhere
/// cannot reach it under a name of its own (DNS rebinding).
public struct PreviewServer: Sendable {
  private let server: HTTPServer
  private let port: BoundPort
  private let asked: UInt16
  private let stopped = StopFlag()

  /// Makes a server of what a stage shows; port 0 is any free one. Nothing listens yet.
  ///
  /// - Throws: `Failure` with `input-output` where no address can be made.
  public init(_ stage: PreviewStage, port: UInt16 = 0) throws(Failure) {
    let bound = BoundPort()
    let handler = PreviewHandler(stage: stage, port: bound)
    do {
      let address = try sockaddr_in.inet(ip4: "127.0.0.1", port: port)
      server = HTTPServer(
        config: HTTPServer.Configuration(address: address, logger: DisabledLogger.disabled),
        handler: handler)
    } catch {
      throw Self.failure(port, error)
    }
    self.port = bound
    asked = port
  }

  /// Serves until the task is cancelled or `stop` is called.
  ///
  /// `ready` gets the address to open, `http://127.0.0.1:8080/`, once it answers.
  /// - Throws: `Failure` with `input-output` where the port is taken.
  public func run(ready: @escaping @Sendable (String) -> Void) async throws(Failure) {
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await server.run() }
        group.addTask {
          try await server.waitUntilListening()
          guard case .ip4(_, port: let number) = await server.listeningAddress else { return }
          port.set(number)
          ready("http://127.0.0.1:\(number)/")
        }
        do {
          while try await group.next() != nil {}
        } catch {
          group.cancelAll()
          throw error
        }
      }
    } catch {
      // A server that was stopped ends with an error of its own, that its socket is closed.
      if Task.isCancelled || stopped.isRaised { return }
      throw Self.failure(asked, error)
    }
  }

  /// Stops listening and closes every connection; `run` returns.
  public func stop() async {
    stopped.raise()
    await server.stop()
  }

  private static func failure(_ port: UInt16, _ error: any Error) -> Failure {
    Failure(
      .inputOutput, "the preview cannot listen on port \(port): \(error.localizedDescription)",
      hint: "Choose another with '--port', or take any free one with '--port 0'.")
  }
}

/// Whether somebody asked a server to stop.
private final class StopFlag: Sendable {
  private let flag = Atomic(false)

  var isRaised: Bool { flag.load(ordering: .acquiring) }

  func raise() {
    flag.store(true, ordering: .releasing)
  }
}
