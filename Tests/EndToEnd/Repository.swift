// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Where the tests find the program, the repository, and what stands beside it.
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

  /// The export of the benchmark, and its job in Python.
  static let exportMaker = root + "/bench/generate_export.py"
  static let referenceJob = root + "/bench/jobs/reference.py"

  /// Where a collection of files of others stands beside the repository, with every link followed. It only adds: each
  /// kind has a sibling of our own that runs always.
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
  static let noData: Comment = "addition: the collection of public files is not beside the project"
}
