// SPDX-License-Identifier: EUPL-1.2

package import HergebruikDetectors
package import HergebruikFormat
internal import HergebruikGeometry
package import HergebruikModel

/// `catalog.yaml`, read and checked.
package struct CatalogueDefinition: Sendable {
  /// What is said about the catalogue.
  package var record: CatalogueRecord
  /// How many generations stay on disk, the current one included.
  package var keep: Int
  /// How long private files stay.
  package var retention: Retention
  /// The words in names of columns that speak of persons, the project's own included.
  package var lexicon: HeaderLexicon
  /// Who may seal sign-offs; empty where these need no seal.
  package var signers: [SealSigner]
  /// The picture in the head of each page, relative to the folder of this file.
  package var logo: String?
  /// How long and how much datasets and runs may take.
  package var limits: RunLimits
  /// The path of the file, as a person would type it.
  package var file: String
  /// The text of the file, for workers.
  package var text: String

  /// Reads the text of a catalogue file.
  ///
  /// - Throws: `Failure` with every problem of the file, in the order of their places.
  package init(text: String, file: String) throws(Failure) {
    let problems = ConfigProblems(file: file)
    let read = CatalogueReader(problems: problems).read(text)
    try problems.throwIfAny()
    guard let (record, keep, retention, privacy, logo, limits) = read else {
      throw Failure(
        .selfCheck, at: Diagnostic.Location(file: file),
        "the file was refused without a reason", hint: "This is a fault of the program.")
    }
    self.record = record
    self.keep = keep
    self.retention = retention
    (lexicon, signers) = privacy
    self.logo = logo
    self.limits = limits
    self.text = text
    self.file = file
  }
}

extension PipelineDefinition {
  /// Lets places be where the catalogue says that its data are about, and sign-offs be sealed by whom it lists.
  package mutating func expectPlaces(in catalogue: CatalogueDefinition) {
    geometry?.areas = BoundingBox.expected(of: catalogue.record.spatial)
    signers = catalogue.signers
  }
}
