// SPDX-License-Identifier: EUPL-1.2

package import HergebruikExtract
package import HergebruikFormat

extension PipelineDefinition {
  /// Reads the text of a pipeline file.
  ///
  /// `defaultLicense` is the catalogue's; nil where the file must state its own.
  /// - Throws: `Failure` with every problem of the file, in the order of their places.
  package init(
    text: String, name: String, folder: String, file: String, defaultLicense: String?,
    registry: ExtractorRegistry = .builtIn
  ) throws(Failure) {
    let problems = ConfigProblems(file: file)
    let reader = PipelineReader(
      name: name, folder: folder, text: text, defaultLicense: defaultLicense, registry: registry,
      problems: problems)
    let definition = reader.read()
    try problems.throwIfAny()
    guard let definition else {
      throw Failure(
        .selfCheck, at: Diagnostic.Location(file: file),
        "the file was refused without a reason",
        hint: "This is a fault of the program, or of the reader of its 'extract' options.")
    }
    self = definition
  }
}
