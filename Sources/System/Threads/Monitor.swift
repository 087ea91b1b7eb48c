// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// State that threads share: one lock, and one queue of threads that wait until the state is right for them.
///
/// Nobody touches the state but inside a closure that is given to a method, so it cannot be read without the lock.
/// Closures should only look and assign: whoever does I/O in one stops all the others.
///
/// Memory safety: the lock and the queue have addresses of their own that do not move, and go with the object.
@safe
package final class Monitor<State>: @unchecked Sendable {
  /// Which of the threads that wait look at the state again.
  package enum Waking {
    /// None: the change makes no difference to them.
    case none
    /// Any one of them; enough where all wait for the same thing.
    case one
    /// All of them.
    case all
  }

  // All under the mutex.
  private var state: State
  private var waiting = 0
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  /// Creates a monitor of a state.
  package init(_ state: State) {
    self.state = state
    unsafe pthread_mutex_init(mutex, nil)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    // A deadline must not move with the clock on the wall.
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(condition, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  /// Looks at the state or changes it.
  ///
  /// - Parameter waking: Who looks at it afterwards, of those that wait.
  /// - Throws: What `body` throws; those that wait are woken then too.
  package func withLock<Result, Failure: Error>(
    waking: Waking = .none, _ body: (inout State) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer {
      wake(waking)
      unsafe pthread_mutex_unlock(mutex)
    }
    return try body(&state)
  }

  /// Waits until `body` gives a value, and returns it.
  ///
  /// - Parameter waking: Who looks at the state afterwards, of those that still wait.
  package func wait<Result>(waking: Waking = .none, until body: (inout State) -> Result?) -> Result
  {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) {
        wake(waking)
        return result
      }
      waiting += 1
      unsafe pthread_cond_wait(condition, mutex)
      waiting -= 1
    }
  }

  /// Waits until `body` gives a value, but no longer than some milliseconds: `nil` if it gave none.
  package func wait<Result>(
    milliseconds: Int, until body: (inout State) -> Result?
  ) -> Result? {
    var deadline = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &deadline)
    let nanoseconds = deadline.tv_nsec + milliseconds % 1000 * 1_000_000
    deadline.tv_sec += milliseconds / 1000 + nanoseconds / 1_000_000_000
    deadline.tv_nsec = nanoseconds % 1_000_000_000
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    while true {
      if let result = body(&state) { return result }
      waiting += 1
      let error = unsafe pthread_cond_timedwait(condition, mutex, &deadline)
      waiting -= 1
      // A wake-up and the end of the time may come together.
      if error != 0 { return body(&state) }
    }
  }

  private func wake(_ waking: Waking) {
    guard waiting > 0 else { return }
    switch waking {
    case .none: break
    case .one: unsafe pthread_cond_signal(condition)
    case .all: unsafe pthread_cond_broadcast(condition)
    }
  }
}
