// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// Connections from this machine alone; none of them waits for its other end.
///
/// Source: ip(7), socket(7).
package enum LoopbackSocket {
  /// Listens on 127.0.0.1.
  ///
  /// - Parameter port: 0 for any free one.
  /// - Returns: The descriptor and its port; `nil`, with `SystemError.last`, if the port is taken.
  package static func listen(on port: UInt16) -> (descriptor: Int32, port: UInt16)? {
    let listener = socket(
      AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
    guard listener >= 0 else { return nil }
    var yes = Int32(1)
    unsafe setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = INADDR_LOOPBACK.bigEndian
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe bind(listener, $0, size) == 0 && Glibc.listen(listener, 128) == 0
          && getsockname(listener, $0, &size) == 0
      }
    }
    guard isBound else {
      let error = SystemError.last
      FileAccess.close(listener)
      SystemError.leave(error)
      return nil
    }
    return (listener, UInt16(bigEndian: address.sin_port))
  }

  /// Takes the next connection; `nil`, with `SystemError.last`, if there is none.
  package static func accept(_ listener: Int32) -> Int32? {
    let socket = Glibc.accept(listener, nil, nil)
    guard socket >= 0 else { return nil }
    _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
    _ = fcntl(socket, F_SETFL, O_NONBLOCK)
    return socket
  }

  /// Sends as many bytes as the connection takes now.
  ///
  /// - Returns: How many; below 0, with `SystemError.last`, if it takes none or went away.
  package static func send(_ bytes: RawSpan, to socket: Int32) -> Int {
    unsafe bytes.withUnsafeBytes {
      unsafe Glibc.send(socket, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
  }

  /// Takes what came, as far as there is room, and not more than so many bytes.
  ///
  /// - Returns: How many bytes; 0 at the end, and below 0, with `SystemError.last`, if nothing came or it went away.
  package static func receive(
    from socket: Int32, into room: inout [UInt8], atMost most: Int
  ) -> Int {
    unsafe room.withUnsafeMutableBytes {
      unsafe recv(socket, $0.baseAddress, min($0.count, most), 0)
    }
  }

  /// Says that nothing more is sent.
  package static func endSending(_ socket: Int32) { shutdown(socket, Int32(SHUT_WR)) }
}
