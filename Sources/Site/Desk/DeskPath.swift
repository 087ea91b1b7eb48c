// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

/// Where a page of a preview is: its language, its dataset, and the way back to the web root.
struct DeskPath {
  let language: Language
  /// The dataset that it is about; nil where it is about all.
  let dataset: String?
  /// Whether it is the publisher's own page and not one of the candidate.
  let isDesk: Bool
  /// `../../`, empty at the root.
  let root: String

  /// Reads the path of a page, `/en/datasets/bomen/fields/`, decoded.
  init(_ path: String) {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).dropFirst()
    root = String(repeating: "../", count: max(parts.count - 1, 0))
    language = parts.first == "en" ? .en : .nl
    if language == .en { parts = parts.dropFirst() }
    isDesk = parts.first == "_preview"
    let holdsName = (isDesk || parts.first == "datasets") && parts.count > 2
    dataset = holdsName ? parts.dropFirst().first.map(String.init) : nil
  }

  /// The path of a page of the publisher's, from the web root: `en/_preview/bomen/`.
  static func desk(_ dataset: String?, _ language: Language) -> String {
    (language == .en ? "en/" : "") + "_preview/" + (dataset.map { "\($0)/" } ?? "")
  }

  /// The path of a dataset's page in the candidate, from the web root.
  static func page(_ dataset: String?, _ language: Language) -> String {
    (language == .en ? "en/" : "") + (dataset.map { "datasets/\($0)/" } ?? "")
  }
}
