// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDisclosure
internal import HergebruikModel

/// What is done to a release lest persons be found, and what is then left.
struct Hiding: Sendable {
  var suppressed: Suppression
  var figures: AnonymityFigures
  /// What the second pass must count as well.
  var classSum: UInt64
  /// The levels of hierarchies that were chosen, by the fields' names.
  var levels: [String: Int] = [:]
  /// What classes of rows become; nil where they stay as they are.
  var parts: PartTable?
}
