// SPDX-License-Identifier: EUPL-1.2

package import HergebruikFormat
internal import HergebruikSystem

/// A set of statements in one order, so that equal graphs give equal bytes.
package struct Graph: Sendable {
  /// Sorted by subject, predicate and object, as UTF-8; `rdf:type` first; each once.
  package let triples: [Triple]

  /// Sorts statements and removes what occurs twice.
  ///
  /// XML 1.0 cannot carry most control characters, U+FFFE and U+FFFF, not even escaped. As Turtle,
  /// JSON-LD and RDF/XML must be the same graph, a text with one of them is refused here.
  ///
  /// - Throws: `Failure` with `invalid-value`; `location.field` is the property.
  package init(_ triples: [Triple]) throws(Failure) {
    let keyed = triples.map { (key: Self.sortKey($0), triple: $0) }
      .sorted { Self.precedes($0.key, $1.key) }
    var result: [Triple] = []
    var last: [String] = []
    for (key, triple) in keyed
    where !(key.count == last.count && zip(key, last).allSatisfy { $0.utf8.elementsEqual($1.utf8) })
    {
      try Self.check(triple)
      result.append(triple)
      last = key
    }
    self.triples = result
  }

  /// The statements of each subject, in order.
  var subjects: [(iri: String, triples: ArraySlice<Triple>)] {
    triples.chunks { $0.subject == $1.subject }
      .map { (triples[$0.lowerBound].subject, triples[$0]) }
  }

  /// The vocabularies that occur in types, properties and datatypes.
  var prefixes: [RDFPrefix] {
    var used: Set<RDFPrefix> = []
    for triple in triples {
      used.insert(triple.predicate.prefix)
      switch triple.object {
      case .iri(let iri): if let name = RDFName(iri: iri) { used.insert(name.prefix) }
      case .value(_, let datatype): used.insert(datatype.prefix)
      case .text: break
      }
    }
    return RDFPrefix.allCases.filter(used.contains)
  }

  private static func sortKey(_ triple: Triple) -> [String] {
    let predicate = triple.predicate == .type ? "" : triple.predicate.compact
    return [triple.subject, predicate] + triple.object.sortKey
  }

  private static func precedes(_ a: [String], _ b: [String]) -> Bool {
    for (left, right) in zip(a, b) where !left.utf8.elementsEqual(right.utf8) {
      return left.utf8.lexicographicallyPrecedes(right.utf8)
    }
    return a.count < b.count
  }

  private static func check(_ triple: Triple) throws(Failure) {
    let text: String
    switch triple.object {
    case .iri: return
    case .text(let value, _), .value(let value, _): text = value
    }
    guard let bad = text.unicodeScalars.first(where: { !isXMLCharacter($0) }) else { return }
    let code = Hexadecimal.codePoint(bad)
    throw Failure(
      .invalidValue, at: Diagnostic.Location(field: triple.predicate.compact),
      "a text in the metadata (\(triple.predicate.compact)) holds the character \(code), "
        + "which XML cannot carry",
      hint: "Remove the invisible character from the text in the pipeline file.")
  }

  /// Source: XML 1.0, production 2, Char.
  private static func isXMLCharacter(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}

extension Array {
  /// The ranges of neighbours that belong together.
  func chunks(_ together: (Element, Element) -> Bool) -> [Range<Int>] {
    var ranges: [Range<Int>] = []
    var start = 0
    for index in indices where index + 1 == count || !together(self[index], self[index + 1]) {
      ranges.append(start..<index + 1)
      start = index + 1
    }
    return ranges
  }
}
