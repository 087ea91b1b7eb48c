// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import HergebruikTestBasics
import Synchronization
import Testing

@testable import HergebruikDefinition

/// Private folders of many programs side by side, each of which sweeps what others left behind.
@Suite("Held folders")
struct HeldFolderTests {
  /// Makes, holds and leaves folders on threads side by side while each of them sweeps.
  private func race(_ make: @escaping @Sendable (Int, Int) throws -> HeldFolder, in root: String) {
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: 6) { worker in
      for round in 0..<150 {
        do {
          let folder = try make(worker, round)
          try HeldFolder.sweep(root, prefix: "held-")
          guard FileManager.default.fileExists(atPath: folder.path) else {
            failures.withLock { $0.append("\(folder.path) was swept while it was held") }
            continue
          }
          try HeldFolder.remove(folder.path)
        } catch {
          failures.withLock { $0.append("\(error)") }
        }
      }
    }
    let found = failures.withLock { $0 }
    #expect(found.isEmpty, "\(found.count): \(found.first ?? "")")
  }

  @Test("a folder with a name of its own is never swept by another before it is held")
  func unique() throws {
    let folder = try TemporaryFolder()
    let root = folder.path
    race({ _, _ in try HeldFolder(unique: "\(root)/held-") }, in: root)
  }

  @Test("nor does a folder with a fixed name fail because another removed it")
  func named() throws {
    let folder = try TemporaryFolder()
    let root = folder.path
    race({ worker, _ in try HeldFolder("\(root)/held-\(worker)") }, in: root)
  }
}
