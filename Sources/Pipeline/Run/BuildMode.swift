// SPDX-License-Identifier: EUPL-1.2

/// What differs between the builds of a catalogue: that of the nightly run, and that of a preview.
struct BuildMode {
  /// What workers do with a dataset.
  var kind: DatasetTask.Kind
  /// Where the generation is built; `nil` if beside those that are published.
  var folder: String?
  /// What was built before: datasets that fail now are as they were in it. `nil` if nothing was.
  var earlier: Candidate?
  /// The datasets that are built again where there is an earlier candidate; `nil` if all are.
  var changed: Set<String>?

  /// Every dataset anew; what fails stays as it is published.
  static let nightly = BuildMode(kind: .run)

  /// For a publisher's eyes.
  static func preview(
    in folder: String, after earlier: Candidate?, changed: Set<String>?
  ) -> BuildMode {
    BuildMode(kind: .preview, folder: folder, earlier: earlier, changed: changed)
  }

  /// A dataset that need not be built again, and where its files are; `nil` if it must be.
  func unchanged(_ name: String) -> (built: BuiltDataset, folder: String)? {
    guard let earlier, let changed, !changed.contains(name), let built = earlier.built[name],
      built.failure.isEmpty
    else { return nil }
    return (built, earlier.folder)
  }

  /// A dataset as it was before, for when it fails now; `nil` if it was not there.
  func before(_ name: String) -> (built: BuiltDataset, folder: String)? {
    guard let earlier, let built = earlier.built[name] else { return nil }
    return (built, earlier.folder)
  }
}
