// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDetectors
package import HergebruikFormat

/// Reads `privacy: {labels: …}` of `catalog.yaml`: a project's own names of columns about persons.
package enum LabelsReader {
  /// The detectors that a name of a column can point at.
  static let detectors = Detector.allCases.filter { $0 != .canary && $0 != .hash }

  /// The words of the program and those of the project.
  static func lexicon(_ reader: inout ConfigReader) -> HeaderLexicon {
    guard var privacy = reader.mapping("privacy") else { return .builtIn }
    var labels: [Detector: [String]] = [:]
    if var group = privacy.mapping("labels") {
      for detector in detectors {
        guard let names = group.strings(detector.name) else { continue }
        if names.contains(where: { LabelTokens($0).words.isEmpty }) {
          group.invalid(
            detector.name, "'\(detector.name)' has a name without letters",
            hint: "Write the names of columns as they stand in exports, such as PERSNR.")
        }
        labels[detector] = names
      }
      group.finish()
    }
    privacy.finish()
    return HeaderLexicon(adding: labels)
  }

  /// The same of a whole `catalog.yaml`, of which nothing else has to be right yet.
  ///
  /// - Throws: `Failure` where the file is no YAML, or these names are wrong.
  package static func lexicon(text: String, file: String) throws(Failure) -> HeaderLexicon {
    let problems = ConfigProblems(file: file)
    var lexicon = HeaderLexicon.builtIn
    if let root = YAMLDocument.parse(text, problems: problems),
      var reader = ConfigReader(root, what: "the file", problems: problems)
    {
      lexicon = Self.lexicon(&reader)
    }
    try problems.throwIfAny()
    return lexicon
  }
}
