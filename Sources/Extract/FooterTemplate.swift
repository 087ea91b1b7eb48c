// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat

/// What the last line of an export looks like, such as `TOTAAL;{rows};{bedrag}` or `EOF {rows}`.
///
/// A name in braces stands for what is said there, `{}` for anything; neither reaches over a delimiter.
/// Quotes around cells and empty cells at the end do not count.
package struct FooterTemplate: Hashable, Sendable {
  /// The word that stands for the number of rows.
  package static let rows = "rows"

  /// What the line says, in order: `rows`, or the published name of a field that is added up.
  package var names: [String] { parts.compactMap(\.name) }

  /// What stands before the first brace.
  private let start: String
  /// Each pair of braces with what stands behind it.
  private var parts: [Part] = []
  private let delimiter: String

  private struct Part: Hashable {
    /// Nil where anything may stand.
    var name: String?
    var text: String
  }

  /// Reads a template.
  init(_ text: String, delimiter: String) throws(OptionProblem) {
    self.delimiter = delimiter
    var text = text[...]
    while !delimiter.isEmpty, text.hasSuffix(delimiter) { text = text.dropLast(delimiter.count) }
    start = String(text.prefix { $0 != "{" })
    var rest = text.dropFirst(start.count)
    while !rest.isEmpty {
      guard let end = rest.firstIndex(of: "}") else {
        throw OptionProblem(
          summary: "a brace opens in 'footer' and does not close", hint: "Write TOTAAL;{rows}.")
      }
      let name = rest[rest.index(after: rest.startIndex)..<end]
      let behind = rest[rest.index(after: end)...].prefix { $0 != "{" }
      rest = behind.endIndex == rest.endIndex ? "" : rest[behind.endIndex...]
      parts.append(Part(name: name.isEmpty ? nil : String(name), text: String(behind)))
      if behind.isEmpty, !rest.isEmpty {
        throw OptionProblem(
          summary: "two braces in 'footer' stand side by side",
          hint: "Write what stands between them: {rows};{bedrag}.")
      }
    }
    if let twice = Dictionary(grouping: names, by: \.self).first(where: { $1.count > 1 })?.key {
      throw OptionProblem(
        summary: "'\(twice)' stands in 'footer' twice",
        hint: "Write {} for what need not be looked at.")
    }
    // A row could look like a line of delimiters alone, and would be taken for the last line.
    let fixed = ([start] + parts.map(\.text)).joined().replacing(delimiter, with: "")
    guard fixed.contains(where: { !$0.isWhitespace }) else {
      throw OptionProblem(
        summary: "'footer' has no word by which the last line is known",
        hint: "Write what stands there in every export: TOTAAL;{rows}.")
    }
  }

  /// What a line says, by name; nil where it is another line.
  func match(_ cells: [String]) -> [String: String]? {
    let filled = cells.prefix((cells.lastIndex { !$0.isEmpty } ?? -1) + 1)
    let line = filled.joined(separator: delimiter)
    guard line.hasPrefix(start) else { return nil }
    var rest = line.dropFirst(start.count)
    var values: [String: String] = [:]
    for (index, part) in parts.enumerated() {
      let value: Substring
      if index == parts.count - 1 {
        guard rest.hasSuffix(part.text) else { return nil }
        value = rest.dropLast(part.text.count)
        rest = ""
      } else {
        guard let next = rest.firstRange(of: part.text) else { return nil }
        value = rest[..<next.lowerBound]
        rest = rest[next.upperBound...]
      }
      guard !value.contains(delimiter) else { return nil }
      if let name = part.name { values[name] = String(value) }
    }
    return rest.isEmpty ? values : nil
  }
}

/// A format of which the last line may say something of the rows.
protocol FooterExtractor: Extractor {
  /// What that line looks like; `nil` if the pipeline file says nothing of it.
  var footer: FooterTemplate? { get }
}

extension Extractor {
  /// What the last line of the export says of its rows; `nil` if it says nothing, as in most formats.
  package var footerTemplate: FooterTemplate? { (self as? any FooterExtractor)?.footer }
}
