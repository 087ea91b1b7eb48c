// SPDX-License-Identifier: EUPL-1.2

import HergebruikSystem
import Synchronization
import Testing

/// State that threads share, and what is built on it.
@Suite("Monitors and channels")
struct MonitorTests {
  @Test("lets threads wait for a state, and wakes them when it is there")
  func waits() {
    let state = Monitor(0)
    let seen = Monitor<[Int]>([])
    Crew.run("test", threads: 4, meanwhile: {}) { index in
      // Each waits for the one before it.
      state.wait(waking: .all) { value -> Void? in
        guard value == index else { return nil }
        seen.withLock { $0.append(index) }
        value += 1
        return ()
      }
    }
    #expect(seen.withLock { $0 } == [0, 1, 2, 3])
  }

  @Test("a wake-up that is handed on reaches everybody who waits for the same")
  func handsOn() {
    let state = Monitor((tasks: 0, isEnded: false))
    let done = Atomic(0)
    Crew.run("test", threads: 5, meanwhile: {}) { index in
      guard index > 0 else {
        for _ in 0..<1000 { state.withLock(waking: .one) { $0.tasks += 1 } }
        return state.withLock(waking: .one) { $0.isEnded = true }
      }
      while true {
        let hasTask = state.wait(waking: .one) { state -> Bool? in
          guard state.tasks == 0 else {
            state.tasks -= 1
            return true
          }
          return state.isEnded ? false : nil
        }
        guard hasTask else { return }
        done.add(1, ordering: .relaxed)
      }
    }
    #expect(done.load(ordering: .relaxed) == 1000)
  }

  @Test("gives up waiting after the time that was allowed")
  func timesOut() {
    let state = Monitor(0)
    let started = ContinuousClock.now
    #expect(state.wait(milliseconds: 20) { $0 == 0 ? nil : $0 } == nil)
    #expect(ContinuousClock.now - started >= .milliseconds(20))
    #expect(state.wait(milliseconds: 1500) { $0 == 0 ? 7 : nil } == 7)
  }

  @Test("hands a failure of the closure on, and lets go of the lock")
  func throwing() {
    struct Wrong: Error, Equatable {}
    let state = Monitor(0)
    #expect(throws: Wrong()) {
      try state.withLock { value throws(Wrong) in
        value = 1
        throw Wrong()
      }
    }
    #expect(state.withLock { $0 } == 1)
  }

  @Test("calls back while threads work, and once more when all have ended", arguments: [1, 3])
  func meanwhile(threads: Int) {
    let ended = Atomic(0)
    var calls: [Int] = []
    Crew.run("test", threads: threads) {
      calls.append(ended.load(ordering: .sequentiallyConsistent))
    } _: { _ in
      ended.add(1, ordering: .sequentiallyConsistent)
    }
    #expect(calls.last == threads)
  }
}

/// Elements that go from one thread to another.
@Suite("Channels")
struct ChannelTests {
  private struct Wrong: Error, Equatable {}

  @Test("keeps the order and the bound", arguments: [1, 2, 5])
  func order(depth: Int) throws {
    let channel = Channel<Int, Wrong>(depth: depth)
    let put = Atomic(0)
    let most = Atomic(0)
    let error = WorkThread.start("test") {
      for number in 0..<200 {
        _ = channel.put(number)
        put.add(1, ordering: .sequentiallyConsistent)
      }
      channel.end()
    }
    try #require(error == 0)
    var taken: [Int] = []
    while let number = try channel.take() {
      taken.append(number)
      let ahead = put.load(ordering: .sequentiallyConsistent) - taken.count
      most.max(ahead, ordering: .relaxed)
    }
    #expect(taken == Array(0..<200))
    #expect(most.load(ordering: .relaxed) <= depth)
    #expect(try channel.take() == nil)
  }

  @Test("tells of a fault behind what came before it; the first one counts")
  func fault() throws {
    let channel = Channel<Int, Wrong>(depth: 2)
    #expect(channel.put(1))
    channel.end(Wrong())
    channel.end()
    channel.waitForEnd()
    #expect(try channel.take() == 1)
    #expect(throws: Wrong()) { try channel.take() }
  }

  @Test("lets go of who makes more where nobody wants it")
  func cancelled() throws {
    let channel = Channel<Int, Wrong>(depth: 1)
    let refused = Monitor(false)
    let error = WorkThread.start("test") {
      while channel.put(1) {}
      refused.withLock(waking: .all) { $0 = true }
    }
    try #require(error == 0)
    channel.cancel()
    #expect(refused.wait { $0 ? true : nil })
    #expect(!channel.put(2))
  }
}
