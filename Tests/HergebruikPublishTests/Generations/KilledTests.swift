// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikModel
import Testing

@testable import HergebruikPublish

/// Kills a process before each change that it makes on disk, and looks at what is left.
struct KilledTests {
  /// The child publishes the second generation; `step` is the change before which it dies.
  private static func publishSecond(in catalog: String, dyingBefore step: Int) throws {
    let count = Counter()
    let files = FileSystem(beforeChange: { _ in
      if count.next() == step { kill(getpid(), SIGKILL) }
    })
    let store = GenerationStore(catalog: catalog, files: files, now: { 1_795_400_000 })
    try store.publish(
      [Sample.dataset("a", rows: 9)], carrying: ["b"], date: "2026-11-24", keep: 1)
  }

  @Test func leavesTheOldOrTheNewGenerationWhole() async throws {
    let folder = try TemporaryFolder()
    let steps = Counter()
    try Self.prepare(folder.path + "/count")
    let counting = GenerationStore(
      catalog: folder.path + "/count",
      files: FileSystem(beforeChange: { _ in _ = steps.next() }), now: { 1_795_400_000 })
    try counting.publish(
      [Sample.dataset("a", rows: 9)], carrying: ["b"], date: "2026-11-24", keep: 1)
    let total = steps.value
    #expect(total > 40)
    var seen: Set<Int> = []
    for step in 1...total {
      let catalog = "\(folder.path)/\(step)"
      try Self.prepare(catalog)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [catalog = catalog as String, step = step as Int] in
        try Self.publishSecond(in: catalog, dyingBefore: step)
      }
      seen.insert(try Self.rowsOfWholeCatalogue(catalog))
      let store = GenerationStore(catalog: catalog)
      try store.cleanUp()
      #expect(try store.files.names(in: store.generations).allSatisfy(GenerationStore.isGeneration))
      #expect(try store.files.names(in: catalog) == ["current", "generations"])
      try store.publish(
        [Sample.dataset("a", rows: 9)], carrying: ["b"], date: "2026-11-24", keep: 1)
      #expect(try Self.rowsOfWholeCatalogue(catalog) == 9)
      #expect(try store.files.names(in: store.generations).count <= 2)
    }
    #expect(seen == [3, 9])
  }

  private static func prepare(_ catalog: String) throws {
    let store = GenerationStore(
      catalog: catalog, files: FileSystem(), now: { 1_795_300_000 })
    try store.publish([Sample.dataset("a"), Sample.dataset("b")])
  }

  /// Reads every file of the published generation; returns the rows of dataset `a`.
  private static func rowsOfWholeCatalogue(_ catalog: String) throws -> Int {
    let store = GenerationStore(catalog: catalog)
    let manifest = try #require(try store.current)
    for file in manifest.files {
      let digest = try FileSystem().digest("\(store.currentLink)/\(file.path)")
      #expect(digest == (file.sha256, file.size), "\(file.path)")
    }
    return try #require(manifest.dataset("a")).rows
  }
}

/// Counts from 1, from any thread.
final class Counter: @unchecked Sendable {
  private let lock = NSLock()
  private var count = 0

  func next() -> Int {
    lock.withLock {
      count += 1
      return count
    }
  }

  var value: Int { lock.withLock { count } }
}
