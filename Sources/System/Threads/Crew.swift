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

  /// Calls `body` on so many threads at once, or as many of them as can be had, and waits for all of them.
  ///
  /// Where no thread can be had, the calling one does the work of the first before it begins to wait.
  ///
  /// - Parameters:
  ///   - name: What the system calls the threads, 15 bytes at most.
  ///   - meanwhile: Called on the calling thread, ten times a second and once when all have ended.
  ///   - body: The work of one thread, which pulls what it does from what all share.
  package static func run(
    _ name: StaticString, threads: Int, meanwhile: () -> Void,
    _ body: @escaping @Sendable (_ index: Int) -> Void
  ) {
    let running = Monitor(threads)
    let begun = WorkThread.startSome(name, threads) { index in
      body(index)
      running.withLock(waking: .all) { $0 -= 1 }
    }
    running.withLock { $0 -= threads - begun }
    var isRunning = true
    while isRunning {
      isRunning = running.wait(milliseconds: 100) { $0 == 0 ? false : nil } ?? true
      meanwhile()
    }
  }

  /// How many processors there are.
  package static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// Whose turn it is, and who is still at work.
private final class Pull: Sendable {
  private let next = Atomic(0)
  private let count: Int
  private let running = Monitor(0)

  init(_ count: Int) { self.count = count }

  func enter() { running.withLock { $0 += 1 } }

  func leave() { running.withLock(waking: .all) { $0 -= 1 } }

  func work(_ body: (Int) -> Void) {
    while true {
      let index = next.add(1, ordering: .relaxed).oldValue
      guard index < count else { break }
      body(index)
    }
    leave()
  }

  func wait() { running.wait { $0 == 0 ? () : nil } }
}
