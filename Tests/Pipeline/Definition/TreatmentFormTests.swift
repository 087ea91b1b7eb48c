// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

@testable import HergebruikDefinition

/// What each treatment says of itself, against the places that go by it.
@Suite struct TreatmentFormTests {
  @Test func eachIsWrittenInOneOrder() {
    #expect(
      TreatmentReader.names == [
        "keep", "drop", "redact", "mask", "scrub", "pseudonymise", "{redact: text}",
        "{mask: {show, length}}", "{prefix: length}", "{date: year}", "{date: month}",
        "{ageBand: {width, top, at}}", "{band: {width, minimum, maximum}}", "{round: base}",
        "{randomRound: base}", "{snap: grid}", "{square: {size, y}}",
        "{clamp: {minimum, maximum}}", "{lookup: {codes, from, with, to}}",
        "{generalise: {hierarchy, level}}",
      ])
  }

  /// A treatment has words with its measure or without, and what it is called in records can be read again.
  @Test(arguments: Treatment.Kind.allCases)
  func hasWordsAndAName(kind: Treatment.Kind) throws {
    let traits = kind.traits
    #expect(traits.alone != nil || traits.measure != nil)
    if let alone = traits.alone {
      #expect(alone.kind == kind)
      #expect(alone == .drop || (alone.words != nil) == (traits.words == nil))
    }
    let published = PublishedTreatment.kind(kind)
    let data = try JSONEncoder().encode([published])
    #expect(String(decoding: data, as: UTF8.self) == "[\"\(kind.rawValue)\"]")
    #expect(try JSONDecoder().decode([PublishedTreatment].self, from: data) == [published])
  }

  @Test func keepsWordsOfOtherVersions() throws {
    for word in ["aggregate", "mondrian", "wgs84", "upside-down"] {
      let treatment = PublishedTreatment(word: word)
      #expect(treatment.word == word)
      #expect((treatment == .unknown(word)) == (word == "upside-down"))
    }
    #expect(PublishedTreatment(word: "upside-down").words.page.nl == "upside-down")
  }

  /// What stands in for a treatment with a key needs none, and takes the same.
  @Test func standsInWithoutAKey() {
    #expect(Treatment.pseudonymise.keyless == .mask(show: 0, length: 1))
    #expect(Treatment.randomRound(base: "5").keyless == .round(base: "5"))
    #expect(Treatment.keep.keyless == nil && !Treatment.keep.needsKey)
    #expect(Treatment.pseudonymise.needsKey)
  }
}
