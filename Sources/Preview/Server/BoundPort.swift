// SPDX-License-Identifier: EUPL-1.2

import Synchronization

/// The port that the server got; 0 until it listens.
final class BoundPort: Sendable {
  private let number = Atomic<UInt16>(0)

  func set(_ port: UInt16) { number.store(port, ordering: .releasing) }

  /// The port.
  var value: UInt16 { number.load(ordering: .acquiring) }

  /// Whether a Host header calls this server by an address of this machine.
  ///
  /// Source: RFC 9110, section 7.2.
  func isNamed(by host: String?) -> Bool {
    let port = number.load(ordering: .acquiring)
    guard port != 0, let host = host?.lowercased() else { return false }
    return host == "127.0.0.1:\(port)" || host == "localhost:\(port)"
      || port == 80 && (host == "127.0.0.1" || host == "localhost")
  }
}
