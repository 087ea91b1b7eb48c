// SPDX-License-Identifier: EUPL-1.2

internal import Foundation
internal import HergebruikDefinition
package import HergebruikFormat
internal import HergebruikModel
internal import HergebruikSite
internal import HergebruikSystem

extension Candidate {
  /// What an FG needs to decide without a shell, of each dataset about persons: the report, which holds no cell, and a form.
  ///
  /// - Returns: Files by their paths below the folder of the preview.
  /// - Throws: `Failure` where a definition cannot be read any more.
  package func papers() throws(Failure) -> [(path: String, bytes: [UInt8])] {
    var papers: [(path: String, bytes: [UInt8])] = []
    for (name, dataset) in built.sorted(by: { $0.key < $1.key }) {
      guard let report = dataset.privacy, let pipeline = pipelines[name] else { continue }
      let page = Array(try PrivacyReportPage.html(report).utf8)
      let form = try SignOffForm.text(
        of: pipeline, report: SHA256Hasher.digest(of: page).hexadecimal,
        seen: report.possible.map { .init(field: $0.place, detector: $0.detector) })
      papers += [
        ("_preview/\(name)/report.html", page), ("_preview/\(name)/form.yaml", Array(form.utf8)),
      ]
    }
    return papers
  }
}
