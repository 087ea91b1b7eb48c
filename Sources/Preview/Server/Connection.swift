// SPDX-License-Identifier: EUPL-1.2

import HergebruikSystem
internal import HergebruikValues

/// A client that is connected.
struct Connection {
  /// How far it is.
  enum Phase {
    /// Its head comes; of that so many bytes hold no end.
    case reading(head: [UInt8], searched: Int)
    /// A thread makes the answer.
    case answering
    case sending(Sending)
    /// It has the answer; it may send so many bytes more.
    case draining(left: Int)
  }

  let socket: Int32
  var phase: Phase
  /// When it has taken too long.
  var deadline: ContinuousClock.Instant

  /// What is to be waited for; `nil` for nothing: who hangs up would wake the loop without an end.
  var event: Poll.Event? {
    switch phase {
    case .reading, .draining: .reading
    case .answering: nil
    case .sending: .writing
    }
  }

  /// The memory that its answer takes, in bytes.
  var heldBytes: Int {
    if case .sending(let sending) = phase { return sending.heldBytes }
    return 0
  }

  /// Who goes first where another needs the place; `nil` for one whose answer is being made.
  var rank: Int? {
    switch phase {
    case .draining: 0
    case .reading: 1
    case .sending: 2
    case .answering: nil
    }
  }
}

/// An answer on its way.
struct Sending {
  /// What came of one turn.
  enum Progress {
    /// Something was taken, and more is left.
    case more
    /// The client takes nothing at this moment.
    case nothing
    case finished
    case failed
  }

  /// A turn of one connection takes at most so many pieces, since others wait.
  private static let mostPieces = 16

  /// The head, and the body where that is in memory.
  private let bytes: [UInt8]
  private let file: OpenFile?
  /// How much of it all the client took.
  private var sent = 0
  private let total: Int
  /// When it must be done, however it proceeds.
  let latest: ContinuousClock.Instant

  /// Begins an answer.
  init(_ answer: Answer, _ now: ContinuousClock.Instant, _ limits: ServerLimits) {
    let head = answer.head()
    switch answer.body {
    case .nothing: (bytes, file, total) = (head, nil, head.count)
    case .bytes(let body): (bytes, file, total) = (head + body, nil, head.count + body.count)
    case .file(let open): (bytes, file, total) = (head, open, head.count + answer.length)
    }
    latest = now + .seconds(60) + .seconds(total / limits.leastSpeed)
  }

  /// The memory that it takes, in bytes.
  var heldBytes: Int { bytes.count }

  /// Sends what a socket takes without waiting; a file passes through `buffer`.
  mutating func proceed(_ socket: Int32, _ buffer: inout [UInt8]) -> Progress {
    for piece in 0..<Self.mostPieces {
      guard sent < total else { return .finished }
      guard let count = send(socket, &buffer) else { return .failed }
      if count < 0 {
        let error = SystemError.last
        if error == .interrupted { continue }
        guard error == .wouldWait else { return .failed }
        return piece == 0 ? .nothing : .more
      }
      sent += count
    }
    return sent < total ? .more : .finished
  }

  /// How many bytes of the next piece were taken, below 0 with `SystemError.last`; `nil` where a file is no longer what it was.
  private func send(_ socket: Int32, _ buffer: inout [UInt8]) -> Int? {
    if sent < bytes.count {
      return unsafe LoopbackSocket.send(bytes.span.extracting(sent...).bytes, to: socket)
    }
    guard let file else { return nil }
    let most = min(buffer.count, total - sent)
    let start = sent - bytes.count
    guard let read = FileAccess.read(file.descriptor, into: &buffer, at: start), read > 0 else {
      return nil
    }
    return unsafe LoopbackSocket.send(
      buffer.span.extracting(first: min(read, most)).bytes, to: socket)
  }
}
