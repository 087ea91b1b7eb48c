// SPDX-License-Identifier: EUPL-1.2

import Testing

/// Folders of a room use one another one way, as rooms do.
///
/// A folder uses another where its code names a type that the other declares; what names a nested type by itself, and
/// members of extensions, are not seen. The files that stand in the room's own folder are a folder as well.
@Suite("Arrows between folders")
struct FolderTests {
  /// A use that may lead back.
  private struct Exception {
    var file: String
    /// The type that it names; `nil` for all that it names.
    var type: String?
    /// Why.
    var reason: String
  }

  /// May only shrink: a use that leads nowhere back has to leave the list.
  private static let exceptions = [
    Exception(
      file: "Sources/Extract/ExtractorRegistry.swift", type: nil,
      reason: "a registry: its one job is to know every format"),
    Exception(
      file: "Sources/Transform/Treatment/Plan/TreatmentStep.swift", type: "TransformWorker",
      reason: "what a treatment does stands in one file, its turn in the row loop as well (ADR 45)"),
  ]

  private let sources: [SwiftSource]
  private let rooms: [String]

  init() throws {
    sources = try SwiftSource.ofProgram.get()
    rooms = try House().rooms.values.map { "Sources/" + $0.path }.sorted()
  }

  @Test("no circle between the folders of a room")
  func noCircle() {
    #expect(sources.count > 400)
    for circle in circles(Self.exceptions) { Issue.record("\(circle)") }
  }

  @Test("each exception is still needed")
  func shrinks() {
    for index in Self.exceptions.indices {
      var fewer = Self.exceptions
      let exception = fewer.remove(at: index)
      #expect(
        !circles(fewer).isEmpty,
        "\(exception.file) leads nowhere back any more: take it off the list")
    }
  }

  /// The uses that close a circle, in words.
  private func circles(_ exceptions: [Exception]) -> [String] {
    rooms.flatMap { room in
      let files = sources.filter { $0.path.hasPrefix(room + "/") }
      let folders = Set(files.map { Self.folder($0.path) }.filter { $0.count > room.count })
      // The folders of the room, and then those within each folder, among themselves.
      return [room] + folders.sorted()
    }.flatMap { circles(within: $0, exceptions) }
  }

  private func circles(within parent: String, _ exceptions: [Exception]) -> [String] {
    let isRoom = rooms.contains(parent)
    /// The folder right below the parent; `nil` for what is elsewhere.
    func child(_ file: SwiftSource) -> String? {
      guard file.path.hasPrefix(parent + "/") else { return nil }
      let steps = file.path.dropFirst(parent.count + 1).split(separator: "/")
      return steps.count > 1 ? String(steps[0]) : isRoom ? "." : nil
    }
    var homes: [String: Set<String>] = [:]
    let files = sources.compactMap { file in child(file).map { (file, $0) } }
    for (file, folder) in files {
      for name in file.declared { homes[name, default: []].insert(folder) }
    }
    var arrows: [String: Set<String>] = [:]
    var uses: [(from: String, to: String, words: String)] = []
    for (file, folder) in files {
      let excepted = exceptions.filter { $0.file == file.path }
      if excepted.contains(where: { $0.type == nil }) { continue }
      for name in file.used.subtracting(file.own).subtracting(excepted.compactMap(\.type)) {
        guard let home = homes[name], home.count == 1, let to = home.first, to != folder else {
          continue
        }
        arrows[folder, default: []].insert(to)
        uses.append((folder, to, "\(file.path) uses \(name) of \(to)"))
      }
    }
    let reach = Dictionary(
      uniqueKeysWithValues: arrows.keys.map { ($0, House.reach(of: $0, arrows)) })
    return uses.filter { reach[$0.to]?.contains($0.from) == true }.map(\.words).sorted()
  }

  private static func folder(_ path: String) -> String {
    path.split(separator: "/").dropLast().joined(separator: "/")
  }
}
