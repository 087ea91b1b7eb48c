// SPDX-License-Identifier: EUPL-1.2

import Foundation

/// Where the tests find the program, the repository and the shared data.
enum Repository {
  /// The root of the repository.
  static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().path

  /// The folder with the built products: that of this test bundle.
  static let products: String = {
    let bundle = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
    return ((bundle ?? "") as NSString).deletingLastPathComponent
  }()

  /// The real binary.
  static let program = products + "/hergebruik"

  /// `../shared` beside the repository, with every link followed.
  static let shared = URL(fileURLWithPath: root).deletingLastPathComponent()
    .appendingPathComponent("shared").resolvingSymlinksInPath().path

  static let hasData = FileManager.default.fileExists(atPath: shared + "/data/real")
  static let hasTools = FileManager.default.fileExists(
    atPath: shared + "/tools/generate_export.py")
}
