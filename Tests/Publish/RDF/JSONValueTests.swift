// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikModel
import Testing

struct JSONValueTests {
  @Test func sortsKeysByUTF8() {
    let value = JSONValue.object(["b": .integer(1), "a": .array([]), "é": .object([:])])
    #expect(value.document == "{\n  \"a\": [],\n  \"b\": 1,\n  \"é\": {}\n}\n")
  }

  @Test func readsBackScalarsOfEveryPlane() throws {
    let codes = Array(0...0xFFFF) + Array(stride(from: 0x10000, through: 0x10FFFF, by: 0xFFF))
    let scalars = codes.compactMap { Unicode.Scalar(UInt32($0)) }
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    for document in [JSONValue.string(text).document, JSONValue.string(text).scriptText] {
      let read = try JSONDecoder().decode(String.self, from: Data(document.utf8))
      #expect(read.unicodeScalars.elementsEqual(scalars))
    }
  }

  @Test func scriptTextCannotEndItsElement() {
    let text = JSONValue.string("</script><!--\u{2028}&").scriptText
    #expect(text == #""\u003c/script\u003e\u003c!--\u2028\u0026""#)
  }

  @Test(arguments: ["0", "-0", "12", "-12.50", "0.0"])
  func acceptsNumbers(text: String) { #expect(JSONValue.number(text) == .decimal(text)) }

  @Test(arguments: ["", "-", "01", ".5", "5.", "1e3", "1,5", "+1", "1.2.3", "NaN", "٣"])
  func refusesWhatJSONHasNoNumberFor(text: String) { #expect(JSONValue.number(text) == nil) }
}
