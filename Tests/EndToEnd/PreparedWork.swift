// SPDX-License-Identifier: EUPL-1.2

import Synchronization
import Testing

/// Lets the cases of a suite begin where another run ended: that run is done once, and each case has a copy of what it left.
///
/// The folders go with the suite.
struct PreparedWork: SuiteTrait, TestScoping {
  @TaskLocal private static var shelf: Shelf?

  func provideScope(
    for test: Test, testCase: Test.Case?, performing function: @Sendable () async throws -> Void
  ) async throws {
    try await Self.$shelf.withValue(Shelf()) { try await function() }
  }

  /// A copy of a folder, and what the program said there.
  ///
  /// - Parameters:
  ///   - name: Tells folders of a suite apart.
  ///   - prepare: Makes the folder, where none has this name yet.
  static func copy(
    _ name: String, _ prepare: @escaping @Sendable () async throws -> (Workdir, Outcome)
  ) async throws -> (work: Workdir, outcome: Outcome) {
    let shelf = try #require(shelf, "the suite needs the trait .preparedWork")
    let (work, outcome) = try await shelf.prepared(name, prepare).value
    return (try await work.copy(), outcome)
  }

  /// What was prepared.
  private final class Shelf: Sendable {
    private let tasks = Mutex<[String: Task<(Workdir, Outcome), any Error>]>([:])

    func prepared(
      _ name: String, _ prepare: @escaping @Sendable () async throws -> (Workdir, Outcome)
    ) -> Task<(Workdir, Outcome), any Error> {
      tasks.withLock { tasks in
        if let task = tasks[name] { return task }
        let task = Task(operation: prepare)
        tasks[name] = task
        return task
      }
    }
  }
}

extension Trait where Self == PreparedWork {
  /// Gives the cases of a suite `PreparedWork.copy`.
  static var preparedWork: Self { Self() }
}

extension Workdir {
  /// Another folder with the same in it: modes and times too.
  func copy() async throws -> Workdir {
    let other = try Workdir(catalogue: false)
    let copied = try await run(tool: "cp", ["-a", "\(path)/.", other.path])
    try #require(copied.code == 0, "\(copied.errors)")
    return other
  }
}
