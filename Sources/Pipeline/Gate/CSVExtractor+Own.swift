// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel

extension CSVExtractor {
  /// A table that this program wrote.
  ///
  /// - Throws: `Failure` where it cannot be opened.
  static func own(_ path: String, scratch: String) throws(Failure) -> any SourceTable {
    let problems = ConfigProblems(file: path)
    let options = ConfigNode(
      .mapping([
        (ExtractProposal.plain("path"), ExtractProposal.text(ExportFile.pattern(path)))
      ]), line: 1, column: 1)
    guard var reader = ConfigReader(options, what: "'csv'", problems: problems),
      let extractor = CSVExtractor(&reader, columns: [], problems: problems)
    else { throw Failure(.selfCheck, at: .init(file: path), "a table of ours cannot be opened") }
    return try extractor.open(ExtractContext(folder: "", now: 0, scratch: scratch))
  }
}
