// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

extension Graph {
  /// The graph as Turtle, UTF-8.
  ///
  /// Source: RDF 1.1 Turtle, https://www.w3.org/TR/turtle/
  package var turtle: String {
    var text = ""
    for prefix in prefixes {
      text += "@prefix \(prefix.rawValue): <\(prefix.namespace)> .\n"
    }
    for (subject, triples) in subjects {
      text += "\n\(Self.turtle(iri: subject))"
      let groups = Array(triples).chunks { $0.predicate == $1.predicate }
      for (index, group) in groups.enumerated() {
        let statements = triples[group.offset(by: triples.startIndex)]
        text += index == 0 ? " " : " ;\n  "
        text += Self.turtle(predicate: statements[statements.startIndex].predicate) + " "
        text += statements.map { Self.turtle(object: $0.object) }.joined(separator: ", ")
      }
      text += " .\n"
    }
    return text
  }

  private static func turtle(predicate: RDFName) -> String {
    predicate == .type ? "a" : predicate.compact
  }

  private static func turtle(iri: String) -> String {
    RDFName(iri: iri)?.compact ?? "<\(iri)>"
  }

  private static func turtle(object: RDFTerm) -> String {
    switch object {
    case .iri(let iri): turtle(iri: iri)
    case .text(let text, let language): "\(quoted(text))@\(language)"
    case .value(let value, let datatype) where datatype == RDFName(.xsd, "string"): quoted(value)
    case .value(let value, let datatype): "\(quoted(value))^^\(datatype.compact)"
    }
  }

  /// Source: Turtle, production 22, STRING_LITERAL_QUOTE.
  private static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\r": quoted += "\\r"
      case "\t": quoted += "\\t"
      case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}":
        quoted += Hexadecimal.escape(scalar, uppercase: true)
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

extension Range<Int> {
  /// The range in a slice that starts elsewhere.
  func offset(by start: Int) -> Range<Int> { lowerBound + start..<upperBound + start }
}
