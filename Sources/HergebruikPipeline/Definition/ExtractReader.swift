// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikExtract
internal import HergebruikModel

/// Reads `extract:`: one format, and below it the options that the format itself reads.
struct ExtractReader {
  let registry: ExtractorRegistry
  let problems: ConfigProblems

  /// Reads the extractor; nil where something is wrong, which is reported.
  func read(_ reader: inout ConfigReader) -> (any Extractor)? {
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
      var options = ConfigReader(value, what: "'\(name)'", problems: problems)
    else { return nil }
    let extractor = type.init(&options, problems: problems)
    options.finish()
    return extractor
  }
}
