// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikSystem
import Synchronization
import Testing

/// Threads that begin, and threads that cannot be had.
@Suite("Threads")
struct WorkThreadTests {
  @Test("does every piece once, whatever the number of threads", arguments: [1, 2, 7, 100])
  func crew(threads: Int) {
    let counts = Mutex([Int](repeating: 0, count: 50))
    Crew.perform(50, threads: threads) { index in counts.withLock { $0[index] += 1 } }
    #expect(counts.withLock { $0 } == [Int](repeating: 1, count: 50))
  }

  @Test("does nothing where there is nothing to do")
  func nothing() {
    let calls = Atomic(0)
    Crew.perform(0, threads: 4) { _ in calls.add(1, ordering: .relaxed) }
    #expect(calls.load(ordering: .relaxed) == 0)
    #expect(WorkThread.startSome("none", 0) { _ in calls.add(1, ordering: .relaxed) } == 0)
  }

  @Test("says that a thread cannot be had, and does not call its body")
  func refused() {
    let calls = Atomic(0)
    // More than any machine has.
    let error = WorkThread.start("much", stackSize: 1 << 46) { calls.add(1, ordering: .relaxed) }
    #expect(error == EAGAIN || error == ENOMEM || error == EINVAL, "\(error)")
    #expect(calls.load(ordering: .relaxed) == 0)
  }
}
