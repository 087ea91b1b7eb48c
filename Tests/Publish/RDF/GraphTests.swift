// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import Testing

@testable import HergebruikPublish

struct GraphTests {
  private let title = RDFName(.dct, "title")

  private func text(_ text: String) -> Triple {
    Triple("https://x.nl/#a", title, .text(text, language: "nl"))
  }

  @Test func sortsAndRemovesDuplicates() throws {
    let graph = try Graph([text("b"), text("a"), text("b")])
    #expect(graph.triples.count == 2)
    #expect(graph.turtle.contains("dct:title \"a\"@nl, \"b\"@nl ."))
  }

  @Test func keepsTextsThatAreOnlyCanonicallyEquivalent() throws {
    let graph = try Graph([text("é"), text("e\u{301}")])
    #expect(graph.triples.count == 2)
  }

  @Test func writesTheSameForAnyOrder() throws {
    let triples = (0..<20).map { text("\($0)") }
    #expect(try Graph(triples).jsonLD == Graph(triples.reversed()).jsonLD)
    #expect(try Graph(triples).rdfXML == Graph(triples.reversed()).rdfXML)
  }

  @Test(arguments: ["\u{0}", "\u{8}", "\u{B}", "\u{1F}", "\u{FFFE}", "\u{FFFF}"])
  func refusesWhatXMLCannotCarry(character: String) throws {
    let failure = #expect(throws: Failure.self) { try Graph([text("x\(character)")]) }
    #expect(failure?.diagnostics.first?.code == .invalidValue)
    #expect(failure?.diagnostics.first?.location.field == "dct:title")
  }

  @Test func escapesTurtle() throws {
    let turtle = try Graph([text("\" \\ \n \r \t \u{7F} \u{2028} é🌳")]).turtle
    #expect(turtle.contains(#""\" \\ \n \r \t \u007F \u2028 é🌳"@nl"#))
  }

  @Test func escapesXML() throws {
    let xml = try Graph([text("<a href=\"x\">&\r\n ]]>")]).rdfXML
    #expect(xml.contains("&lt;a href=&quot;x&quot;&gt;&amp;&#xD;\n ]]&gt;</dct:title>"))
  }

  @Test func escapesIRIs() throws {
    let graph = try Graph([
      Triple("https://x.nl/a b<c>\"{}|\\^`é%zz%20", .type, .iri("https://x.nl/&amp=1"))
    ])
    let iri = "https://x.nl/a%20b%3Cc%3E%22%7B%7D%7C%5C%5E%60%C3%A9%25zz%20"
    #expect(graph.turtle.contains("<\(iri)> a <https://x.nl/&amp=1> ."))
    #expect(graph.rdfXML.contains("rdf:about=\"\(iri)\""))
    #expect(graph.rdfXML.contains("https://x.nl/&amp;amp=1"))
  }

  @Test func compactsOnlyIRIsThatNeedNoEscape() {
    #expect(RDFName(iri: "http://purl.org/dc/terms/title")?.compact == "dct:title")
    #expect(RDFName(iri: "http://purl.org/dc/terms/") == nil)
    #expect(RDFName(iri: "http://purl.org/dc/terms/a.b") == nil)
    #expect(RDFName(iri: "http://purl.org/dc/terms/1") == nil)
    #expect(RDFName(iri: "https://purl.org/dc/terms/title") == nil)
  }

  @Test func encodesComponents() {
    #expect(IRI.component("a b/c?#é") == "a%20b%2Fc%3F%23%C3%A9")
    #expect(IRI.component("x+y@z.nl", keeping: "@+") == "x+y@z.nl")
  }
}
