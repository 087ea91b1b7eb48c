// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDetectors
package import HergebruikFormat

/// Reads `privacy` of `catalog.yaml`: a project's own names of columns about persons, and who may seal sign-offs.
package enum LabelsReader {
  /// The detectors that a name of a column can point at.
  static let detectors = Detector.allCases.filter { $0 != .canary && $0 != .hash }

  /// The words of the program and those of the project, and who may seal; nobody where none is asked to.
  static func read(
    _ reader: inout ConfigReader
  ) -> (lexicon: HeaderLexicon, signers: [SealSigner]) {
    guard var privacy = reader.mapping("privacy") else { return (.builtIn, []) }
    let signers = signers(&privacy)
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
    return (HeaderLexicon(adding: labels), signers)
  }

  private static func signers(_ privacy: inout ConfigReader) -> [SealSigner] {
    guard let lines = privacy.strings("signers") else { return [] }
    let signers = lines.compactMap(SealSigner.init)
    if lines.isEmpty || signers.count < lines.count {
      privacy.invalid(
        "signers", "'signers' must be a list of public keys of Ed25519",
        hint: "Copy the line of a file such as ~/.ssh/id_ed25519.pub: \"ssh-ed25519 AAAA... FG\".")
    }
    return signers
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
      lexicon = Self.read(&reader).lexicon
    }
    try problems.throwIfAny()
    return lexicon
  }
}
