// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What other packages can name is what docs/extractors.md lists, and what the documentation of the product explains.
@Suite("The public surface")
struct PublicSurfaceTests {
  /// Rooms with types for others, and the products that have them.
  private static let rooms = ["Format", "Extract", "Commands"]
  private static let catalogue = "Sources/Format/HergebruikFormat.docc/"

  @Test("the types of each module are those of the list in docs/extractors.md", arguments: rooms)
  func list(_ room: String) throws {
    let page = try House.text("docs/extractors.md")
    let part = try #require(
      page.components(separatedBy: "### The types").dropFirst().first?
        .components(separatedBy: "\n### ").first)
    let module = try #require(
      part.components(separatedBy: "`Hergebruik\(room)`: ").dropFirst().first?
        .components(separatedBy: "`Hergebruik").first)
    let rows = module.split(separator: "\n").filter { $0.hasPrefix("| `") }
    // A module without a table names its types in the sentence.
    let cells = rows.isEmpty ? [module] : rows.map { String($0.split(separator: "|")[0]) }
    let listed = cells.flatMap {
      $0.components(separatedBy: "`").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
    }
    let found = try types(of: room)
    #expect(!found.isEmpty && Set(listed).count == listed.count)
    #expect(
      Set(listed) == found,
      """
      A type is public that the list does not have, or the other way round: \
      \(Set(listed).symmetricDifference(found).sorted())
      """)
  }

  @Test("no other room has a type for other packages; the kit for tests is one")
  func others() throws {
    for name in try House().rooms.keys where !Self.rooms.contains(name) && name != "Testing" {
      #expect(try types(of: name).isEmpty, "\(name) is no product: say 'package'")
    }
  }

  @Test("the front page of the documentation has each type of HergebruikFormat once")
  func topics() throws {
    let page = try House.text(Self.catalogue + "HergebruikFormat.md")
    let topics = try #require(page.components(separatedBy: "## Topics").dropFirst().first)
    let named = topics.components(separatedBy: "\n").filter { $0.hasPrefix("- ``") }
      .map { $0.dropFirst(4).prefix { $0 != "`" } }.map(String.init)
    #expect(named.sorted() == (try types(of: "Format")).sorted())
  }

  @Test("the code of the article stands in the example, which is compiled")
  func article() throws {
    let example = try SwiftSource.paths(below: "Examples/ICalendar").map { try House.text($0) }
      .map { Self.plain($0) }
    let blocks = try House.text(Self.catalogue + "WritingAnExtractor.md")
      .components(separatedBy: "```swift\n").dropFirst()
      .map { $0.components(separatedBy: "```")[0] }
    #expect(blocks.count > 4)
    for block in blocks {
      #expect(
        example.contains { $0.contains(Self.plain(block)) }, "no file of the example has\n\(block)")
    }
  }

  /// A text without what stands before and behind its lines, and without empty lines.
  private static func plain(_ text: String) -> String {
    text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  /// The public types of a room that stand in no other type; public functions as well.
  private func types(of room: String) throws -> Set<String> {
    let kinds = ["struct", "enum", "class", "protocol", "actor", "typealias", "func"]
    var found: Set<String> = []
    let path = try #require(House().rooms[room]).path
    for file in try SwiftSource.paths(below: "Sources/" + path) {
      let code = SwiftTokens(Data(try House.text(file).utf8)).tokens.map(\.text)
      var depth = 0
      for (index, word) in code.enumerated() {
        depth += word == "{" ? 1 : word == "}" ? -1 : 0
        guard depth == 0, word == "public" || word == "open" else { continue }
        let rest = code[(index + 1)...].drop { ["final", "indirect"].contains($0) }
        if let kind = rest.first, kinds.contains(kind), let name = rest.dropFirst().first {
          found.insert(name)
        }
      }
    }
    return found
  }
}
