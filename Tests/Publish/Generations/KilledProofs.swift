// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikModel
import Synchronization
import Testing

@testable import HergebruikPublish

/// Kills a process before each change that it makes on disk, and looks at what is left.
struct KilledProofs {
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
      files: FileSystem(beforeChange: { _ = steps.next($0) }), now: { 1_795_400_000 })
    try counting.publish(
      [Sample.dataset("a", rows: 9)], carrying: ["b"], date: "2026-11-24", keep: 1)
    let total = steps.value
    #expect(total > 40)
    var seen: Set<Int> = []
    // While a candidate is built nothing published is touched: every fourth step will do there. From
    // the journal on, each step counts.
    let journal = try #require(steps.first(containing: ".publishing"))
    #expect(journal > 20 && journal + 8 < total)
    for step in (1...total) where step >= journal - 1 || step.isMultiple(of: 4) {
      let catalog = "\(folder.path)/\(step)"
      try Self.prepare(catalog)
      await #expect(processExitsWith: .signal(SIGKILL)) {
        [catalog = catalog as String, step = step as Int] in
        try Self.publishSecond(in: catalog, dyingBefore: step)
      }
      seen.insert(try Self.rowsOfWholeCatalogue(catalog))
      let store = GenerationStore(catalog: catalog)
      #expect(store.cleanUp().isEmpty)
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

/// Counts steps from 1, from any thread.
final class Counter: Sendable {
  private let steps = Mutex<[String]>([])

  func next(_ step: String = "") -> Int {
    steps.withLock {
      $0.append(step)
      return $0.count
    }
  }

  var value: Int { steps.withLock { $0.count } }

  /// The number of the first step whose words contain a text.
  func first(containing text: String) -> Int? {
    steps.withLock { $0.firstIndex { $0.contains(text) } }.map { $0 + 1 }
  }
}
