// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikFormat
import HergebruikModel
import Testing

@testable import HergebruikPublish

struct FullDiskTests {
  /// A limit on the size of files stands for a full disk: writes fail in the middle.
  @Test func keepsTheOldGenerationAndSaysWhatFailed() async throws {
    let folder = try TemporaryFolder()
    let catalog = folder.path
    try GenerationStore(catalog: catalog).publish([Sample.dataset("a")])
    await #expect(processExitsWith: .success) { [catalog = catalog as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 2000, rlim_max: 2000)
      setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
      let store = GenerationStore(catalog: catalog)
      do {
        try store.publish([Sample.dataset("a", rows: 9)], date: "2026-11-24")
        exit(1)
      } catch let failure as Failure {
        let diagnostic = failure.diagnostics[0]
        let isTold =
          diagnostic.code == .inputOutput && diagnostic.location.file?.isEmpty == false
          && diagnostic.summary.contains("File too large")
        exit(isTold && failure.diagnostics.count == 1 ? 0 : 2)
      }
    }
    let store = GenerationStore(catalog: catalog)
    #expect(try store.current?.dataset("a")?.rows == 3)
    #expect(try store.files.names(in: store.generations).count == 1)
  }
}
