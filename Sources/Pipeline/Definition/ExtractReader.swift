// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikFormat

/// Reads `extract:`: one format, and below it the options that the format itself reads.
struct ExtractReader {
  let registry: ExtractorRegistry
  let problems: ConfigProblems

  /// A format and its options, before they are read.
  struct Choice {
    let type: any Extractor.Type
    let options: ConfigReader

    /// What `path` says; nil where there is none.
    var path: String? {
      var options = options
      return options.node("path")?.text
    }

    /// Reads the options; nil where something is wrong, which is reported.
    func extractor(_ columns: [SourceColumn], _ problems: ConfigProblems) -> (any Extractor)? {
      var options = options
      let extractor = type.init(&options, columns: columns, problems: problems)
      options.finish()
      return extractor
    }
  }

  /// Finds the format; nil where something is wrong, which is reported.
  func choose(_ reader: inout ConfigReader) -> Choice? {
    let formats = registry.extractors.map { $0.name }
    guard let node = reader.node("extract") else {
      reader.missing("extract", hint: "Say what to read: extract: {csv: {path: example.csv}}.")
      return nil
    }
    guard case .mapping(let pairs) = node.value else {
      reader.wrongType(
        "extract", node, expected: "a group with one format: \(formats.joined(separator: ", "))")
      return nil
    }
    for (key, _) in pairs where !formats.contains(key.text ?? "") {
      problems.report(
        .unknownKey, at: key, "'\(key.text ?? "")' is not a format that can be read",
        hint: Suggestion.hint(for: key.text ?? "", among: formats))
    }
    guard pairs.count == 1 else {
      problems.report(
        .invalidValue, at: node, "'extract' has \(pairs.count) formats instead of one",
        hint: "Keep one of \(formats.joined(separator: ", ")).")
      return nil
    }
    guard let (key, value) = pairs.first, let name = key.text, let type = registry[name],
      let options = ConfigReader(value, what: "'\(name)'", problems: problems)
    else { return nil }
    return Choice(type: type, options: options)
  }
}
