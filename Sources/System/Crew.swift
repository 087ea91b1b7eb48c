// SPDX-License-Identifier: EUPL-1.2

internal import Glibc
internal import Synchronization

/// Threads that share a number of pieces of work, the calling one among them.
///
/// In the place of `DispatchQueue.concurrentPerform`, which waits for ever where no thread can be had.
package enum Crew {
  /// Calls `body` once for each index, on so many threads at most, and waits for all of them.
  ///
  /// Threads that cannot be had leave their work to the others.
  package static func perform(
    _ count: Int, threads: Int, _ body: @escaping @Sendable (_ index: Int) -> Void
  ) {
    let pull = Pull(count)
    for _ in 1..<max(1, min(count, threads)) {
      pull.enter()
      guard WorkThread.start("crew", { pull.work(body) }) == 0 else {
        pull.leave()
        break
      }
    }
    pull.enter()
    pull.work(body)
    pull.wait()
  }

  /// How many processors there are.
  package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// Whose turn it is, and who is still at work.
private final class Pull: @unchecked Sendable {
  private let next = Atomic(0)
  private let count: Int
  // Under `lock`.
  private var running = 0
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let done = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init(_ count: Int) {
    self.count = count
    pthread_mutex_init(lock, nil)
    pthread_cond_init(done, nil)
  }

  deinit {
    pthread_cond_destroy(done)
    pthread_mutex_destroy(lock)
    done.deallocate()
    lock.deallocate()
  }

  func enter() { change(by: 1) }

  func leave() { change(by: -1) }

  func work(_ body: (Int) -> Void) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { break }
      body(index)
    }
    leave()
  }

  func wait() {
    pthread_mutex_lock(lock)
    while running > 0 { pthread_cond_wait(done, lock) }
    pthread_mutex_unlock(lock)
  }

  private func change(by difference: Int) {
    pthread_mutex_lock(lock)
    running += difference
    pthread_cond_broadcast(done)
    pthread_mutex_unlock(lock)
  }
}
