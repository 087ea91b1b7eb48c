// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem
internal import Logging

extension RunLog {
  /// A worker is over.
  func end(worker: Int32, _ end: ProcessEnd) {
    switch end {
    case .exit(let code):
      tell(
        code == 0 ? .info : .warning, "worker ended",
        ["worker": Self.number(worker), "exitCode": Self.number(code)])
    case .signal(let signal):
      tell(
        .warning, "worker ended", ["worker": Self.number(worker), "signal": Self.number(signal)])
    }
  }
}
