// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSystem

/// Shows a candidate generation in a browser on this machine, and nothing else to nobody else.
///
/// It listens on 127.0.0.1 only, and answers only requests that call it so: a page from elsewhere
/// cannot reach it under a name of its own (DNS rebinding). Every user of this machine reaches 127.0.0.1: only who
/// has the token of the address, which `run` tells, gets anything.
package struct PreviewServer: Sendable {
  /// Where it is.
  package struct Address: Sendable {
    let port: UInt16
    let token: String

    /// The address of a path, with the token that opens it: `_preview/`.
    package func opening(_ path: String = "") -> String {
      "http://127.0.0.1:\(port)/\(path)?token=\(token)"
    }
  }

  private let server: LoopbackServer
  private let stage: PreviewStage
  private let asked: UInt16
  private let pass: PreviewPass
  private let showsRefusedRows: Bool

  /// Makes a server of what a stage shows; port 0 is any free one. Nothing listens yet.
  ///
  /// - Parameter showsRefusedRows: Whether rows are shown of datasets that the gate refuses for what points at one
  ///   person.
  /// - Throws: `Failure` with `input-output` where the system has no descriptor or random bytes left.
  package init(
    _ stage: PreviewStage, port: UInt16 = 0, showsRefusedRows: Bool = false
  ) throws(Failure) {
    try self.init(stage, port: port, showsRefusedRows: showsRefusedRows, limits: ServerLimits())
  }

  /// The same with other limits.
  init(
    _ stage: PreviewStage, port: UInt16 = 0, showsRefusedRows: Bool = false, limits: ServerLimits
  ) throws(Failure) {
    pass = try PreviewPass()
    self.showsRefusedRows = showsRefusedRows
    do throws(SystemError) {
      server = try LoopbackServer(limits)
    } catch {
      throw Self.failure(port, error)
    }
    self.stage = stage
    asked = port
  }

  /// Serves until the task is cancelled or `stop` is called.
  ///
  /// `ready` gets the address to open once it answers.
  /// - Throws: `Failure` with `input-output` where the port is taken.
  package func run(ready: @Sendable (Address) -> Void) async throws(Failure) {
    let bound = BoundPort()
    let handler = PreviewHandler(
      stage: stage, port: bound, pass: pass, showsRefusedRows: showsRefusedRows)
    do throws(SystemError) {
      try await serve(handler) { number in
        bound.set(number)
        ready(Address(port: number, token: pass.token))
      }
    } catch {
      throw Self.failure(asked, error)
    }
  }

  private func serve(
    _ handler: PreviewHandler, _ ready: (UInt16) -> Void
  ) async throws(SystemError) {
    let result = await withTaskCancellationHandler {
      do throws(SystemError) {
        try await server.run(
          port: asked, ready: ready, refusal: { handler.refusal($0) },
          handler: { handler.answer(to: $0) })
        return Result<Void, SystemError>.success(())
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

  private static func failure(_ port: UInt16, _ error: SystemError) -> Failure {
    Failure(
      .inputOutput, "the preview cannot listen on port \(port): \(error)",
      hint: "Choose another with '--port', or take any free one with '--port 0'.")
  }
}
