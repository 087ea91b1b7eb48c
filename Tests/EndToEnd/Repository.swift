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

  /// The Python of `make test`.
  static let python = root + "/.venv/bin/python"

  /// Whether that Python has these modules.
  static func hasModules(_ names: [String]) -> Bool {
    let folder = root + "/.venv/lib"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.allSatisfy { name in
      versions.contains {
        FileManager.default.fileExists(atPath: "\(folder)/\($0)/site-packages/\(name)")
      }
    }
  }

  static let hasData = FileManager.default.fileExists(atPath: shared + "/data/real")
  static let hasTools = FileManager.default.fileExists(
    atPath: shared + "/tools/generate_export.py")
}
