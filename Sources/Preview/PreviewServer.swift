// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// Shows a candidate generation in a browser on this machine, and nothing else to nobody else.
///
/// It listens on 127.0.0.1 only, and answers only requests that call it so: a page from elsewhere
/// cannot reach it under a name of its own (DNS rebinding).
package struct PreviewServer: Sendable {
  private let server: LoopbackServer
  private let stage: PreviewStage
  private let asked: UInt16

  /// Makes a server of what a stage shows; port 0 is any free one. Nothing listens yet.
  ///
  /// - Throws: `Failure` with `input-output` where the system has no descriptor left.
  package init(_ stage: PreviewStage, port: UInt16 = 0) throws(Failure) {
    try self.init(stage, port: port, limits: ServerLimits())
  }

  /// The same with other limits.
  init(_ stage: PreviewStage, port: UInt16 = 0, limits: ServerLimits) throws(Failure) {
    do throws(LoopbackServer.Fault) {
      server = try LoopbackServer(limits)
    } catch {
      throw Self.failure(port, error)
    }
    self.stage = stage
    asked = port
  }

  /// Serves until the task is cancelled or `stop` is called.
  ///
  /// `ready` gets the address to open, `http://127.0.0.1:8080/`, once it answers.
  /// - Throws: `Failure` with `input-output` where the port is taken.
  package func run(ready: @Sendable (String) -> Void) async throws(Failure) {
    let bound = BoundPort()
    let handler = PreviewHandler(stage: stage, port: bound)
    do throws(LoopbackServer.Fault) {
      try await serve(handler) { number in
        bound.set(number)
        ready("http://127.0.0.1:\(number)/")
      }
    } catch {
      throw Self.failure(asked, error)
    }
  }

  private func serve(
    _ handler: PreviewHandler, _ ready: (UInt16) -> Void
  ) async throws(LoopbackServer.Fault) {
    let result = await withTaskCancellationHandler {
      do throws(LoopbackServer.Fault) {
        try await server.run(
          port: asked, ready: ready, refusal: { handler.refusal($0) },
          handler: { handler.answer(to: $0) })
        return Result<Void, LoopbackServer.Fault>.success(())
      } catch {
        return .failure(error)
      }
    } onCancel: {
      server.stop()
    }
    try result.get()
  }

  /// Stops listening and closes every connection; `run` returns.
  package func stop() { server.stop() }

  private static func failure(_ port: UInt16, _ fault: LoopbackServer.Fault) -> Failure {
    Failure(
      .inputOutput, "the preview cannot listen on port \(port): \(fault.text)",
      hint: "Choose another with '--port', or take any free one with '--port 0'.")
  }
}
