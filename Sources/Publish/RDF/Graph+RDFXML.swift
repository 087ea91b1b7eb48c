// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikSystem

extension Graph {
  /// The graph as RDF/XML, UTF-8.
  ///
  /// Source: RDF 1.1 XML Syntax, https://www.w3.org/TR/rdf-syntax-grammar/
  package var rdfXML: String {
    var text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rdf:RDF"
    for prefix in RDFPrefix.allCases where prefix == .rdf || prefixes.contains(prefix) {
      text += "\n    xmlns:\(prefix.rawValue)=\"\(prefix.namespace)\""
    }
    text += ">\n"
    for (subject, triples) in subjects {
      text += Self.rdfXML(subject: subject, triples)
    }
    return text + "</rdf:RDF>\n"
  }

  /// One element per subject, named after its first type.
  private static func rdfXML(subject: String, _ triples: ArraySlice<Triple>) -> String {
    var properties = triples
    var element = "rdf:Description"
    if let first = triples.first, first.predicate == .type, case .iri(let iri) = first.object,
      let type = RDFName(iri: iri)
    {
      element = type.compact
      properties = triples.dropFirst()
    }
    var text = "  <\(element) rdf:about=\"\(escaped(subject))\">\n"
    for triple in properties {
      text += "    \(rdfXML(triple.predicate.compact, triple.object))\n"
    }
    return text + "  </\(element)>\n"
  }

  private static func rdfXML(_ property: String, _ object: RDFTerm) -> String {
    switch object {
    case .iri(let iri):
      "<\(property) rdf:resource=\"\(escaped(iri))\"/>"
    case .text(let text, let language):
      "<\(property) xml:lang=\"\(language)\">\(escaped(text))</\(property)>"
    case .value(let value, let datatype) where datatype == RDFName(.xsd, "string"):
      "<\(property)>\(escaped(value))</\(property)>"
    case .value(let value, let datatype):
      "<\(property) rdf:datatype=\"\(datatype.iri)\">\(escaped(value))</\(property)>"
    }
  }

  /// Text for element content and attributes in double quotes.
  ///
  /// A carriage return is written as a reference: a parser would make a line feed of it.
  private static func escaped(_ text: String) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": escaped += "&amp;"
      case "<": escaped += "&lt;"
      case ">": escaped += "&gt;"
      case "\"": escaped += "&quot;"
      case "\r", "\u{7F}"..."\u{9F}", "\u{2028}":
        escaped += "&#x\(Hexadecimal.digits(scalar.value, uppercase: true));"
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
