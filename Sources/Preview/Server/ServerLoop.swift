// SPDX-License-Identifier: EUPL-1.2

import HergebruikSystem
internal import HergebruikValues

/// Accepts connections, reads heads and sends answers, on one thread and without waiting for any single client.
struct ServerLoop: ~Copyable {
  private let listener: Int32
  private let queue: ServerQueue
  private let limits: ServerLimits
  private let refusal: @Sendable (Answer.Status) -> Answer
  private var connections: [Int: Connection] = [:]
  private var last = 0
  /// Held open for when there is no descriptor left, to take a connection with and turn it away.
  private var spare: Int32?
  private var buffer = [UInt8](repeating: 0, count: 1 << 16)

  /// Takes over the socket that listens; `refusal` makes the answers to heads that no handler gets.
  init(
    listener: Int32, queue: ServerQueue, limits: ServerLimits,
    refusal: @escaping @Sendable (Answer.Status) -> Answer
  ) {
    (self.listener, self.queue, self.limits, self.refusal) = (listener, queue, limits, refusal)
    spare = FileAccess.open("/dev/null", for: .reading)
  }

  deinit {
    FileAccess.close(listener)
    if let spare { FileAccess.close(spare) }
    for connection in connections.values { FileAccess.close(connection.socket) }
  }

  /// Runs until the server is stopped; the number of the error where it cannot wait, else 0.
  mutating func run() -> Int32 {
    while !queue.isStopped {
      var (poll, numbers) = watched()
      guard poll.wait(milliseconds: pause()) else { return SystemError.last.number }
      let now = ContinuousClock.now
      for (number, answer) in queue.takeAnswers() { begin(answer, on: number, now) }
      for (place, number) in numbers.enumerated() where poll.isReady(place + 2) {
        proceed(number, now)
      }
      for (number, connection) in connections where connection.deadline <= now {
        expire(number, connection, now)
      }
      if poll.isReady(1) { accept(now) }
    }
    return 0
  }

  /// What is waited for: the queue, the listener, and then the connections of these numbers.
  private func watched() -> (Poll, [Int]) {
    var poll = Poll(reading: [queue.wakeDescriptor, listener])
    var numbers: [Int] = []
    for (number, connection) in connections {
      guard let event = connection.event else { continue }
      poll.add(connection.socket, for: event)
      numbers.append(number)
    }
    return (poll, numbers)
  }

  /// The milliseconds until a connection has taken too long.
  private func pause() -> Int32 {
    guard let first = connections.values.map(\.deadline).min() else { return 1000 }
    let seconds = (first - .now) / .seconds(1)
    return Int32(max(0, min(seconds, 1)) * 1000) + 1
  }
}

// MARK: - Connections come

extension ServerLoop {
  /// The most that are accepted before others are looked at again: then one that has sent its head keeps its place.
  private static let mostAtOnce = 8

  private mutating func accept(_ now: ContinuousClock.Instant) {
    for _ in 0..<Self.mostAtOnce {
      guard let socket = LoopbackSocket.accept(listener) else {
        let error = SystemError.last
        if error.isPassing { continue }
        if error.isShortage { turnAway() }
        return
      }
      if connections.count >= limits.connections, !makeRoom() {
        FileAccess.close(socket)
        return
      }
      last += 1
      connections[last] = Connection(
        socket: socket, phase: .reading(head: [], searched: 0), deadline: now + limits.headTime)
    }
  }

  /// Where no descriptor is left, somebody goes: who waited longest, or else the one who came.
  private mutating func turnAway() {
    if makeRoom() { return }
    guard let spare else {
      // Nothing can be closed but by others: looked at again in a moment, not at once.
      SystemTime.sleep(milliseconds: 50)
      self.spare = FileAccess.open("/dev/null", for: .reading)
      return
    }
    FileAccess.close(spare)
    if let socket = LoopbackSocket.accept(listener) { FileAccess.close(socket) }
    self.spare = FileAccess.open("/dev/null", for: .reading)
  }

  /// Closes the connection that is missed least: one that has its answer, else the oldest without a head or that is sent to.
  private mutating func makeRoom() -> Bool {
    let order = connections.compactMap { number, connection in
      connection.rank.map { (rank: $0, number: number) }
    }
    guard let victim = order.min(by: { ($0.rank, $0.number) < ($1.rank, $1.number) })
    else { return false }
    end(victim.number)
    return true
  }

  private mutating func end(_ number: Int) {
    if let connection = connections.removeValue(forKey: number) {
      FileAccess.close(connection.socket)
    }
  }

  /// A head that does not come is told so where it began; all else just ends.
  private mutating func expire(
    _ number: Int, _ connection: Connection, _ now: ContinuousClock.Instant
  ) {
    if case .reading(let head, _) = connection.phase, !head.isEmpty {
      begin(refusal(.requestTimeout), on: number, now)
    } else {
      end(number)
    }
  }
}

// MARK: - Requests and answers

extension ServerLoop {
  private mutating func proceed(_ number: Int, _ now: ContinuousClock.Instant) {
    guard var connection = connections[number] else { return }
    switch connection.phase {
    case .reading(var head, let searched):
      // The connection lets go of its bytes while they grow.
      connection.phase = .answering
      connections[number] = connection
      read(&head, searched, number, now)
    case .answering: break
    case .sending(let sending): send(sending, number, now)
    case .draining(let left): drain(number, left)
    }
  }

  private mutating func read(
    _ head: inout [UInt8], _ searched: Int, _ number: Int, _ now: ContinuousClock.Instant
  ) {
    guard let connection = connections[number] else { return }
    let room = min(limits.head + 1 - head.count, buffer.count)
    let count = receive(connection.socket, atMost: room)
    if count < 0, Self.isNothingYet {
      connections[number]?.phase = .reading(head: head, searched: searched)
      return
    }
    guard count > 0 else { return end(number) }
    head += buffer[..<count]
    // The end may have begun in what was searched.
    if let end = Self.endOfHead(head, from: max(0, searched - 3)) {
      ask(head[..<end], number, now)
    } else if head.count > limits.head {
      begin(refusal(.fieldsTooLarge), on: number, now)
    } else {
      connections[number]?.phase = .reading(head: head, searched: head.count)
    }
  }

  /// Takes what came into the buffer; how many bytes.
  private mutating func receive(_ socket: Int32, atMost room: Int) -> Int {
    LoopbackSocket.receive(from: socket, into: &buffer, atMost: room)
  }

  /// Whether the last call gave nothing only because nothing came.
  private static var isNothingYet: Bool {
    [.wouldWait, .interrupted].contains(SystemError.last)
  }

  private static func endOfHead(_ bytes: [UInt8], from start: Int) -> Int? {
    guard bytes.count >= 4, start <= bytes.count - 4 else { return nil }
    return (start...(bytes.count - 4)).first { at in
      bytes[at] == 0x0d && bytes[at + 1] == 0x0a && bytes[at + 2] == 0x0d && bytes[at + 3] == 0x0a
    }
  }

  private mutating func ask(
    _ bytes: ArraySlice<UInt8>, _ number: Int, _ now: ContinuousClock.Instant
  ) {
    do throws(RequestHead.Problem) {
      let head = try RequestHead(bytes)
      connections[number]?.phase = .answering
      connections[number]?.deadline = now + limits.answerTime
      if !queue.ask(number, head) { begin(refusal(.unavailable), on: number, now) }
    } catch .malformed {
      begin(refusal(.badRequest), on: number, now)
    } catch .tooManyFields {
      begin(refusal(.fieldsTooLarge), on: number, now)
    } catch {
      begin(refusal(.versionNotSupported), on: number, now)
    }
  }

  private mutating func begin(
    _ answer: Answer, on number: Int, _ now: ContinuousClock.Instant
  ) {
    guard connections[number] != nil else { return }
    let held = connections.values.reduce(0) { $0 + $1.heldBytes }
    var sending = Sending(answer, now, limits)
    if held + sending.heldBytes > limits.heldBytes {
      sending = Sending(refusal(.unavailable), now, limits)
    }
    connections[number]?.deadline = now + limits.pauseTime
    send(sending, number, now)
  }

  private mutating func send(_ sending: Sending, _ number: Int, _ now: ContinuousClock.Instant) {
    guard let connection = connections[number] else { return }
    var sending = sending
    let progress = sending.proceed(connection.socket, &buffer)
    connections[number]?.phase = .sending(sending)
    switch progress {
    case .more: connections[number]?.deadline = min(now + limits.pauseTime, sending.latest)
    case .nothing: break
    case .finished:
      LoopbackSocket.endSending(connection.socket)
      connections[number]?.phase = .draining(left: limits.drainBytes)
      connections[number]?.deadline = now + limits.drainTime
    case .failed: end(number)
    }
  }

  /// Takes what a client still sends: closing at once would reset the connection before it has read its answer.
  private mutating func drain(_ number: Int, _ left: Int) {
    guard let connection = connections[number] else { return }
    let count = receive(connection.socket, atMost: buffer.count)
    if count < 0, Self.isNothingYet { return }
    guard count > 0, count <= left else { return end(number) }
    connections[number]?.phase = .draining(left: left - count)
  }
}
