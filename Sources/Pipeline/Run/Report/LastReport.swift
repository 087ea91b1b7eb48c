// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
package import HergebruikModel
internal import HergebruikSystem

/// The last report for the FG that a run wrote of a dataset.
package enum LastReport {
  /// Reads it, with the SHA-256 of its bytes in hexadecimal digits; `nil` if there is none, or if it cannot be read.
  ///
  /// - Parameter project: The folder that holds `pipelines`.
  package static func read(project: String, dataset: String) -> (
    report: PrivacyReport, digest: String
  )? {
    let folder = "\(project)/.hergebruik/runs"
    let days = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    let paths = days.map { "\(folder)/\($0)/\(dataset).json" }
    let written = paths.compactMap { path in
      FileStatus(path, followingLinks: false).flatMap { $0.isFile ? ($0.modified, path) : nil }
    }
    guard
      let path = written.max(by: {
        ($0.0.seconds, $0.0.nanoseconds) < ($1.0.seconds, $1.0.nanoseconds)
      })?.1,
      let data = try? Data(contentsOf: URL(fileURLWithPath: path))
    else { return nil }
    guard let report = try? JSONDecoder().decode(PrivacyReport.self, from: data) else { return nil }
    return (report, SHA256Hasher.digest(of: Array(data)).hexadecimal)
  }
}
