// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel

extension Graph {
  /// The graph as JSON-LD, UTF-8: prefixes in the context, one node object per subject.
  ///
  /// Source: JSON-LD 1.1, https://www.w3.org/TR/json-ld11/
  package var jsonLD: String {
    let context = prefixes.map { ($0.rawValue, JSONValue.string($0.namespace)) }
    let nodes = subjects.map { subject, triples in
      JSONValue.object(Self.jsonLD(triples).merging(["@id": .string(subject)]) { $1 })
    }
    return JSONValue.object([
      "@context": .object(Dictionary(uniqueKeysWithValues: context)),
      "@graph": .array(nodes),
    ]).document
  }

  private static func jsonLD(_ triples: ArraySlice<Triple>) -> [String: JSONValue] {
    var members: [String: JSONValue] = [:]
    for range in Array(triples).chunks({ $0.predicate == $1.predicate }) {
      let group = triples[range.offset(by: triples.startIndex)]
      let predicate = group[group.startIndex].predicate
      let values = group.map { predicate == .type ? type($0.object) : jsonLD($0.object) }
      members[predicate == .type ? "@type" : predicate.compact] =
        values.count == 1 ? values[0] : .array(values)
    }
    return members
  }

  private static func type(_ object: RDFTerm) -> JSONValue {
    guard case .iri(let iri) = object else { return jsonLD(object) }
    return .string(RDFName(iri: iri)?.compact ?? iri)
  }

  private static func jsonLD(_ object: RDFTerm) -> JSONValue {
    switch object {
    case .iri(let iri): .object(["@id": .string(iri)])
    case .text(let text, let language):
      .object(["@language": .string(language), "@value": .string(text)])
    case .value(let value, let datatype) where datatype == RDFName(.xsd, "string"):
      .string(value)
    case .value(let value, let datatype):
      .object(["@type": .string(datatype.compact), "@value": .string(value)])
    }
  }
}
