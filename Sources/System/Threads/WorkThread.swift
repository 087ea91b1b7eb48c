// SPDX-License-Identifier: EUPL-1.2

internal import CLinux
internal import Glibc

/// The only place where threads of our own begin.
///
/// Foundation's `Thread` hides that one could not be had, and Dispatch waits until one can: whoever then waits for its
/// work waits for ever. Here that is an answer.
package enum WorkThread {
  /// What the thread takes over; freed by it.
  private final class Work {
    let name: StaticString
    let body: @Sendable () -> Void

    init(_ name: StaticString, _ body: @escaping @Sendable () -> Void) {
      (self.name, self.body) = (name, body)
    }

    func run() {
      // For who looks at the process from outside. Source: prctl(2), PR_SET_NAME.
      unsafe hergebruik_name_thread(name.utf8Start)
      body()
    }
  }

  /// Starts a thread that is waited for by nobody.
  ///
  /// - Parameters:
  ///   - name: What the system calls it, 15 bytes at most.
  ///   - stackSize: In bytes; as the system has it where nil.
  /// - Returns: 0, or the number of the error that stopped it: `body` is not called then.
  ///
  /// Source: pthread_create(3).
  package static func start(
    _ name: StaticString, stackSize: Int? = nil, _ body: @escaping @Sendable () -> Void
  ) -> Int32 {
    var attributes = pthread_attr_t()
    var error = unsafe pthread_attr_init(&attributes)
    guard error == 0 else { return error }
    defer { unsafe pthread_attr_destroy(&attributes) }
    unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
    if let stackSize {
      error = unsafe pthread_attr_setstacksize(&attributes, stackSize)
      guard error == 0 else { return error }
    }
    let work = unsafe Unmanaged.passRetained(Work(name, body))
    var thread = pthread_t()
    error = unsafe pthread_create(
      &thread, &attributes,
      { argument in
        guard let argument = unsafe argument else { return nil }
        unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
        return nil
      }, unsafe work.toOpaque())
    guard error == 0 else {
      unsafe work.release()
      return error
    }
    return 0
  }

  /// Starts a thread for each of some pieces of work, as many as can be had.
  ///
  /// Where none can, the calling thread does the first piece itself, before this returns: work that is pulled is then
  /// done all the same.
  ///
  /// - Returns: How many were begun, from the first on: never none, unless `count` is 0.
  package static func startSome(
    _ name: StaticString, _ count: Int, _ body: @escaping @Sendable (_ index: Int) -> Void
  ) -> Int {
    for index in 0..<count where start(name, { body(index) }) != 0 {
      guard index == 0 else { return index }
      body(0)
      return 1
    }
    return count
  }
}
