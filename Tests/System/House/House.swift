// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The rooms of the house, as `Package.swift` has them.
struct House {
  /// A room, by what its arrows point at.
  struct Room: Equatable {
    /// Its folder below `Sources`.
    var path: String
    /// The rooms that it may import.
    var rooms: Set<String>
  }

  /// The root of the repository.
  static let root = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The rooms by their short names; the program is the last of them.
  let rooms: [String: Room]

  /// Reads the manifest.
  init() throws {
    let manifest = try Self.text("Package.swift")
    let start = try #require(manifest.range(of: "targets: [")).upperBound
    let end = try #require(manifest.range(of: "swiftLanguageModes")).lowerBound
    var found: [String: (path: String, named: [String])] = [:]
    for part in manifest[start..<end].components(separatedBy: "room(").dropFirst() {
      let code = Self.arguments(part)
      let names = Self.quoted(code.components(separatedBy: "resources:")[0])
      let path = try #require(names.first)
      found[try #require(path.split(separator: "/").last.map(String.init))] = (
        path, Array(names.dropFirst())
      )
    }
    var rooms = found.mapValues { room in
      Room(path: room.path, rooms: Set(room.named.filter { found[$0] != nil }))
    }
    rooms["hergebruik"] = Room(path: "hergebruik", rooms: ["Commands"])
    self.rooms = rooms
    #expect(
      manifest.contains(#"name: "hergebruik", dependencies: ["HergebruikCommands"]"#),
      "the program has other arrows now: say so here")
  }

  /// The text of a file of the repository.
  static func text(_ path: String) throws -> String {
    try String(contentsOfFile: root + "/" + path, encoding: .utf8)
  }

  /// What a room may import, and what that may import, and so on.
  static func reach(of name: String, _ arrows: [String: Set<String>]) -> Set<String> {
    var seen: Set<String> = []
    var waiting = Array(arrows[name] ?? [])
    while let next = waiting.popLast() {
      if seen.insert(next).inserted { waiting += arrows[next] ?? [] }
    }
    return seen
  }

  /// What stands up to the parenthesis that closes.
  private static func arguments(_ text: String) -> String {
    var depth = 1
    return String(
      text.prefix {
        depth += $0 == "(" ? 1 : $0 == ")" ? -1 : 0
        return depth > 0
      })
  }

  private static func quoted(_ text: String) -> [String] {
    text.components(separatedBy: "\"").enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
  }
}
