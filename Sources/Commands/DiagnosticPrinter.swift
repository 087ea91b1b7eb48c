// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Diagnostics as text for people: the place and the problem, and the remedy below it.
struct DiagnosticPrinter {
  /// Characters in a line.
  var width: Int
  /// Whether the severity has a colour.
  var isColoured: Bool

  /// The text of a diagnostic, with a line feed at the end.
  ///
  /// The lines of a hint after its first are commands, which stay whole so that they can be copied.
  func text(_ diagnostic: Diagnostic) -> String {
    var head = place(diagnostic)
    if !head.isEmpty { head += ": " }
    let severity = diagnostic.severity.rawValue
    let lines = wrap(
      "\(severity): \(head)\(diagnostic.summary) [\(diagnostic.code.rawValue)]", indent: 2)
    var text = lines.joined(separator: "\n") + "\n"
    if isColoured {
      let rest = text.dropFirst(severity.count)
      text = colour(diagnostic.severity) + severity + "\u{1B}[0m" + rest
    }
    if let hint = diagnostic.hint {
      let parts = hint.split(separator: "\n", omittingEmptySubsequences: false)
      text += wrap("    " + (parts.first ?? ""), indent: 4).joined(separator: "\n") + "\n"
      for command in parts.dropFirst() { text += "    \(Self.visible(String(command)))\n" }
    }
    return text
  }

  /// `file:line:column`, with row and field where they are known.
  private func place(_ diagnostic: Diagnostic) -> String {
    let location = diagnostic.location
    var place = location.file ?? diagnostic.dataset ?? ""
    if location.file != nil, let line = location.line {
      place += ":\(line)" + (location.column.map { ":\($0)" } ?? "")
    }
    var details: [String] = []
    if let row = location.row { details.append("row \(row)") }
    if let path = location.path { details.append("at \(path)") }
    if let field = location.field { details.append("field \(field)") }
    if !details.isEmpty {
      place += (place.isEmpty ? "" : " ") + "(\(details.joined(separator: ", ")))"
    }
    return place
  }

  private func colour(_ severity: Diagnostic.Severity) -> String {
    switch severity {
    case .error: "\u{1B}[1;31m"
    case .warning: "\u{1B}[1;33m"
    case .note: "\u{1B}[1;36m"
    }
  }

  /// Breaks at spaces; a word that is longer than a line stays whole, so that it can be copied.
  func wrap(_ text: String, indent: Int) -> [String] {
    let text = Self.visible(text)
    let margin = String(repeating: " ", count: indent)
    var lines: [String] = []
    var line = String(text.prefix { $0 == " " })
    var isFresh = true
    for word in text.split(separator: " ") {
      if !isFresh, line.count + 1 + word.count > max(width, 20) {
        lines.append(line)
        (line, isFresh) = (margin, true)
      }
      line += (isFresh ? "" : " ") + word
      isFresh = false
    }
    return lines + [line]
  }

  /// Control characters, which could steer a terminal, shown by their number.
  static func visible(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) else {
      return text
    }
    var shown = ""
    for scalar in text.unicodeScalars {
      if scalar.properties.generalCategory == .control {
        shown += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}
