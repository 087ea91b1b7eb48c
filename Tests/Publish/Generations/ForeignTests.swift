// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikPublish

/// Old things that cannot be removed: publishing goes on.
@Suite(.enabled(if: geteuid() == 0, "rights: only root can make what is another user's"))
struct ForeignTests {
  /// In a process of its own, which lets go of root's rights; the exit code says which step was wrong.
  @Test func publishesBesideWhatRootMade() async throws {
    let folder = try TemporaryFolder()
    let catalog = folder.path + "/catalog"
    try GenerationStore(catalog: catalog, files: FileSystem(), now: { 1_795_300_000 })
      .publish([Sample.dataset("a")])
    for name in [".building-1", ".removing-x"] {
      try FileSystem().makeFolder("\(catalog)/generations/\(name)/inner")
    }
    for path in [catalog, catalog + "/generations"] {
      try #require(chown(path, 65_534, 65_534) == 0)
    }
    await #expect(processExitsWith: .success) { [catalog = catalog as String] in
      guard setgid(65_534) == 0, setuid(65_534) == 0 else { exit(1) }
      var warnings: [Diagnostic] = []
      for night in 1...3 {
        let store = GenerationStore(
          catalog: catalog, files: FileSystem(), now: { 1_795_400_000 + night })
        warnings += store.cleanUp()
        let builder = try store.begin()
        let dataset = Sample.dataset("a", rows: 3 + night)
        try builder.writeFiles(of: [dataset])
        let outcome = try builder.finish(
          catalogue: Sample.catalogue, datasets: [dataset], toolVersion: "1",
          date: "2026-11-2\(night)",
          keep: 1, &warnings)
        guard case .published = outcome else { exit(2) }
        guard try store.current?.dataset("a")?.rows == 3 + night else { exit(3) }
      }
      let isTold = warnings.allSatisfy {
        $0.severity == .warning && $0.code == .inputOutput
          && $0.hint?.hasSuffix("\nsudo chown -R nobody '\(catalog)'") == true
      }
      exit(isTold && warnings.count > 5 ? 0 : 4)
    }
  }
}
