// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// The map of the house is true: docs/architecture.md says what Package.swift says.
@Suite("The map of the house")
struct HouseTests {
  private let house: House
  private let page: String

  init() throws {
    house = try House()
    page = try House.text("docs/architecture.md")
  }

  @Test("the table has each room, its folder and its arrows")
  func table() throws {
    var rooms: [String: House.Room] = [:]
    for line in page.split(separator: "\n") where line.hasPrefix("| ") {
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 4, cells[1].hasPrefix("`"), cells[0] != "room" else { continue }
      #expect(cells[2].count > 10, "\(cells[0]) does something")
      rooms[cells[0]] = House.Room(
        path: cells[1].trimmingCharacters(in: ["`"]),
        rooms: Set(cells[3].components(separatedBy: ", ")).subtracting(["–"]))
    }
    #expect(house.rooms.count > 15)
    #expect(Set(rooms.keys) == Set(house.rooms.keys))
    for (name, room) in house.rooms {
      #expect(rooms[name] == room, "docs/architecture.md says something else of \(name)")
    }
  }

  @Test("the arrows of the picture lead where those of Package.swift lead")
  func picture() throws {
    let drawn = try #require(
      page.components(separatedBy: "```mermaid").dropFirst().first?
        .components(separatedBy: "```").first)
    var arrows: [String: Set<String>] = [:]
    for line in drawn.split(separator: "\n") where line.contains("-->") {
      let sides = line.components(separatedBy: "-->").map { side in
        side.components(separatedBy: "&").map { $0.trimmingCharacters(in: .whitespaces) }
      }
      for from in sides[0] { arrows[from, default: []].formUnion(sides[1]) }
    }
    let built = house.rooms.mapValues(\.rooms)
    #expect(Set(arrows.keys).union(arrows.values.flatMap { $0 }) == Set(built.keys))
    for name in built.keys {
      #expect(
        House.reach(of: name, arrows) == House.reach(of: name, built),
        "the picture says something else of \(name)")
    }
  }

  @Test("each arrow is used: a room imports what Package.swift lets it import")
  func imports() throws {
    for (name, room) in house.rooms {
      var imported: Set<String> = []
      for path in try SwiftSource.paths(below: "Sources/" + room.path) {
        for line in try House.text(path).split(separator: "\n") {
          guard let module = line.components(separatedBy: "import Hergebruik").dropFirst().first,
            !line.hasPrefix("//")
          else { continue }
          imported.insert(module)
        }
      }
      #expect(imported == room.rooms, "the arrows of \(name)")
    }
  }

  @Test("System alone imports the C library of the system")
  func systemCalls() throws {
    var importers: Set<String> = []
    for path in try SwiftSource.paths(below: "Sources") {
      let names = ["import Glibc", "import Musl", "import CLinux"]
      let isImporter = try House.text(path).split(separator: "\n").contains { line in
        names.contains { line == $0 || line.hasSuffix(" " + $0) }
      }
      if isImporter {
        importers.insert(String(path.split(separator: "/").prefix(2).joined(separator: "/")))
      }
    }
    #expect(importers == ["Sources/System"])
  }

  @Test("files that the page names exist")
  func files() throws {
    let named = page.split { !($0.isLetter || $0.isNumber || "/.+_-".contains($0)) }
      .filter { $0.hasPrefix("Sources/") && !$0.hasSuffix("/") }
    #expect(named.count > 8)
    for path in named {
      let isThere = FileManager.default.fileExists(atPath: House.root + "/" + path)
      #expect(isThere, "docs/architecture.md names \(path)")
    }
  }
}
