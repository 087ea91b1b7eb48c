// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

/// The files that a candidate is made of, as they were at a moment: sizes, times and numbers, not contents.
///
/// Times have nanoseconds, and a file that is replaced has another number, so that what was written anew differs
/// also where its size and its time of change do not.
package struct ProjectState: Equatable, Sendable {
  /// What changed from one moment to another.
  package enum Change: Equatable, Sendable {
    /// These datasets alone.
    case datasets(Set<String>)
    /// Something that any dataset may use: the catalogue's file, shared code lists, what is published.
    case everything
  }

  /// What stat(2) says of a file.
  struct Stamp: Equatable, Sendable {
    let size: Int
    let inode: UInt
    let modified: FileStatus.Moment
    let changed: FileStatus.Moment

    init(_ status: FileStatus) {
      (size, inode) = (status.size, status.inode)
      (modified, changed) = (status.modified, status.changed)
    }
  }

  /// The files of each dataset, and its exports, by path.
  var datasets: [String: [String: Stamp]] = [:]
  /// All others, by path.
  var shared: [String: Stamp] = [:]

  /// How many files there are.
  package var fileCount: Int { datasets.values.reduce(shared.count) { $0 + $1.count } }

  /// What differs from an earlier state; nil where nothing does.
  package func change(since earlier: ProjectState) -> Change? {
    guard self != earlier else { return nil }
    guard shared == earlier.shared else { return .everything }
    let names = Set(datasets.keys).union(earlier.datasets.keys)
    return .datasets(names.filter { datasets[$0] != earlier.datasets[$0] })
  }
}
