// SPDX-License-Identifier: EUPL-1.2

public import HergebruikModel
public import HergebruikPipeline

/// Serves a candidate on loopback. This first form says that it cannot yet.
public struct PreviewServer: Sendable {
  private let options: RunOptions
  private let port: UInt16

  /// Makes a server; port 0 takes a free one.
  public init(options: RunOptions, port: UInt16) {
    self.options = options
    self.port = port
  }

  /// Builds the candidate and serves it until it is interrupted.
  ///
  /// - Throws: `Failure`.
  public func run() async throws(Failure) {
    throw Failure(
      .notInThisVersion, "preview of \(options.project) on port \(port) is not in this version yet",
      hint: "Use 'hergebruik check' to read the files.")
  }
}
