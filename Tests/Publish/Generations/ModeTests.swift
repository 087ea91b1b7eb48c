// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Glibc
import HergebruikModel
import HergebruikSystem
import Testing

@testable import HergebruikPublish

struct ModeTests {
  /// In a process of its own: the umask belongs to the whole process.
  @Test(arguments: [0o000, 0o027, 0o077] as [mode_t])
  func isReadableForAllWhateverTheUmask(mask: mode_t) async throws {
    let folder = try TemporaryFolder()
    let catalog = folder.path + "/catalog"
    await #expect(processExitsWith: .success) {
      [catalog = catalog as String, mask = mask as mode_t] in
      umask(mask)
      try GenerationStore(catalog: catalog).publish([Sample.dataset("a")])
    }
    let files = FileSystem()
    let contents = try files.contents(of: catalog)
    #expect(contents.count > 10)
    for (path, status) in contents where !status.isLink {
      #expect(status.mode & 0o777 == (status.isFolder ? 0o755 : 0o644), "\(path)")
    }
  }
}
