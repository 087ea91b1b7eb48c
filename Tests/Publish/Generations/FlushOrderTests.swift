// SPDX-License-Identifier: EUPL-1.2

import Synchronization
import Testing

@testable import HergebruikPublish

/// In which order what was published reaches the disk: without it a power cut leaves `current` at a generation that is
/// not there.
@Suite("Order of flushing")
struct FlushOrderTests {
  private final class Steps: Sendable {
    private let all = Mutex<[String]>([])

    func add(_ step: String) { all.withLock { $0.append(step) } }
    var list: [String] { all.withLock { $0 } }
  }

  @Test("all files first, then the names of the generation, then the link")
  func order() throws {
    let folder = try TemporaryFolder()
    let steps = Steps()
    let catalog = folder.path + "/catalog"
    let store = GenerationStore(
      catalog: catalog, files: FileSystem(beforeChange: { steps.add($0) }),
      now: { 1_795_400_000 })
    try store.publish([Sample.dataset("a"), Sample.dataset("b")])
    let list = steps.list
    let flushed = list.indices.filter { list[$0].hasPrefix("flush all of ") }
    let last = try #require(flushed.last)
    #expect(flushed.count == 1)
    let journal = "symlink \(store.journal)"
    let begin = try #require(list.firstIndex(of: journal))
    #expect(last < begin)
    // Nothing is written between the flush of everything and the journal.
    #expect(
      list[(last + 1)..<begin].allSatisfy { !$0.hasPrefix("write ") && !$0.hasPrefix("link ") },
      "\(list[last..<begin])")
    let generations = store.generations
    let end = list[begin...].prefix { !$0.hasPrefix("rmdir") }
    let words = end.map { step in
      step.replacing(catalog, with: "").split(separator: " ").map { part in
        part.hasPrefix("/.current-") ? "/.current" : String(part)
      }.joined(separator: " ")
    }
    let flush = "flush " + generations.replacing(catalog, with: "")
    #expect(
      words.map { $0.hasPrefix("rename /") && !$0.hasSuffix("/.current") ? "rename candidate" : $0 }
        == [
          journal.replacing(catalog, with: ""), flush, "rename candidate", flush,
          "symlink /.current", "rename /.current", "flush",
          "unlink " + store.journal.replacing(catalog, with: ""), flush,
        ], "\(words)")
  }
}
