// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikDefinition
internal import HergebruikDetectors
internal import HergebruikExtract
internal import HergebruikGeometry
internal import HergebruikModel

// Where each row is.
extension PipelineProposal {
  /// What names and numbers tell of places; a column that points at persons is none.
  static func places(
    _ labels: [ExportColumn], _ profile: ExportProfile, _ findings: [[Finding]],
    _ lexicon: HeaderLexicon, known: ExtractProposal.Geometry?
  ) -> PlaceProposal? {
    let columns = labels.indices.map { index in
      PlaceProposal.Column(
        name: labels[index].name, label: CoordinateLabel(labels[index].word),
        geometry: profile.geometries[index], coordinate: profile.coordinates[index],
        isOpen: !PrivacyGuess(findings[index], lexicon.meaning(of: labels[index].word)).isDirect)
    }
    return PlaceProposal(columns, known: known)
  }

  /// Whether a column has geometries that are the place of each row.
  func isGeometry(_ index: Int) -> Bool {
    places?.ways.contains { $0.columns == [index] } == true
  }

  /// The type of a column that is a coordinate; nil for one that is none.
  ///
  /// - Parameter missing: What stands for "no value" in it beside a nought.
  func coordinateKeys(_ index: Int, missing: [String]) -> [String]? {
    guard let places, let writing = places.writings[index] else { return nil }
    var keys = ["type: number"]
    switch writing {
    case .point: break
    case .comma: keys.append("decimalChar: \(YAMLWriter.quoted(","))")
    case .grouped:
      keys += [
        "decimalChar: \(YAMLWriter.quoted(","))", "groupChar: \(YAMLWriter.quoted("."))",
      ]
    }
    if places.hasNoughts.contains(index) {
      let words = (["", "0"] + missing).map(YAMLWriter.quoted).joined(separator: ", ")
      keys.append("missingValues: [\(words)]")
    }
    return keys
  }

  /// `geometry` and `publish`, with why.
  ///
  /// - Parameter answer: What a person said; nil where nobody said anything.
  func placeText(answered answer: String?) -> String {
    guard let places, answer != PlaceProposal.noPlace else { return "" }
    let publish = "publish: {distributions: [csv.gz, geojson.gz]}\n"
    let known = places.ways.map(\.text)
    if let answer, known.contains(answer) {
      return YAMLWriter.comment("Where each row is; answered.") + "geometry: \(answer)\n" + publish
    }
    var reason = "Where each row is. \(places.reason)"
    if !places.hasNoughts.isEmpty { reason += "; 0 is no place, and is taken for a missing value" }
    guard places.isQuestion else {
      return YAMLWriter.comment(reason + ". It is published as a map layer too.")
        + "geometry: \(known[0])\n" + publish
    }
    return YAMLWriter.comment(
      reason + ". In place of 'geometry: \(Question.mark)' write: "
        + known.map { "geometry: \($0)" }.joined(separator: " or ")
        + "; or take the line out. With '\(publish.dropLast())' it is a map layer too.")
      + "geometry: \(Question.mark)\n"
  }
}

extension PlaceProposal {
  /// The answer that a row has no place that is to be published.
  static let noPlace = "none"
}
