// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// A thread that is had, or known not to be.
public enum WorkThread {
  private final class Work {
    let body: @Sendable () -> Void
    init(_ body: @escaping @Sendable () -> Void) { self.body = body }
  }

  /// Starts a thread that is waited for by nobody.
  ///
  /// - Returns: 0, or the number of the error that stopped it: `body` is not called then.
  ///
  /// Source: pthread_create(3).
  public static func start(_ name: StaticString, _ body: @escaping @Sendable () -> Void) -> Int32 {
    let work = Unmanaged.passRetained(Work(body))
    var thread = pthread_t()
    let error = pthread_create(
      &thread, nil,
      { argument in
        guard let argument else { return nil }
        Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().body()
        return nil
      }, work.toOpaque())
    guard error == 0 else {
      work.release()
      return error
    }
    pthread_detach(thread)
    return 0
  }
}
