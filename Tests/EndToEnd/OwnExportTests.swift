// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// Exports as municipal software writes them, made for this repository, through the real binary: messages and maps of
/// `Pipelines` that carry an example, and the tables of `Tests/Vectors/exports`.
@Suite("Own exports") struct OwnExportTests {
  private struct Export: Decodable {
    var options: [String: String]
    var header: [String]
    var rows: Int
    var first: [String]
    var last: [String]
  }

  private static let vectors = Repository.root + "/Tests/Vectors/exports"

  private func expectations() throws -> [String: Export] {
    try JSONDecoder().decode(
      [String: Export].self,
      from: Data(contentsOf: URL(fileURLWithPath: Self.vectors + "/expected.json")))
  }

  @Test("publishes messages and maps of which the repository has an example")
  func examples() async throws {
    let work = try Workdir(keys: ["test"], catalogue: false)
    let folder = Repository.root + "/Tests/EndToEnd/Pipelines"
    try work.write("pipelines/catalog.yaml", bytes(ofFile: folder + "/catalog.yaml"))
    let rows = [
      "stufzkn-zaken": 2, "imro-bestemmingsplan": 2, "imgeo-wegdelen": 2, "dso-verzoeken": 2,
      "haal-centraal-personen": 2,
    ]
    for name in rows.keys { try work.copy("\(folder)/\(name)", to: "pipelines/\(name)") }
    let outcome = try await work.run("run", "--date", "2026-11-23")
    #expect(outcome.code == 0, "\(outcome.errors)")
    for (name, count) in rows {
      #expect(try work.published(name).count == count + 1, "\(name)")
    }
    let cases = try work.published("stufzkn-zaken")
    #expect(cases[1][5] == "Ontvangen > In behandeling")
    #expect(
      try work.published("dso-verzoeken").dropFirst().map(\.last) == [
        "Boom kappen", "Uitrit aanleggen",
      ])
    let persons = try work.published("haal-centraal-personen")
    #expect(persons[1].dropFirst() == ["1985", "Nederlandse; Franse", "2", "1011"])
  }

  @Test("publishes tables in other encodings, between other lines and with odd ends")
  func tables() async throws {
    let work = try Workdir()
    let exports = try expectations()
    #expect(exports.count >= 6)
    for (name, export) in exports {
      var options = export.options
      let encoding = try #require(options["encoding"])
      options["encoding"] = nil
      let delimiter = options.removeValue(forKey: "delimiter") ?? ";"
      let dialect = ["delimiter: \"\(delimiter)\""] + options.map { "\($0.key): \($0.value)" }
      try work.dataset(
        name,
        csv: "path: \"\(Self.vectors)/\(name).csv\", encoding: \(encoding), "
          + "dialect: {\(dialect.joined(separator: ", "))}",
        fields: export.header.map {
          "source: \($0), name: \($0.lowercased()), privacy: none, treat: keep"
        },
        more: "publish: {order: source}")
    }
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    for (name, export) in exports {
      let found = try work.published(name)
      #expect(found.first == export.header.map { $0.lowercased() }, "\(name)")
      #expect(found.count == export.rows + 1, "\(name)")
      #expect(found.dropFirst().first == export.first && found.last == export.last, "\(name)")
    }
  }

  @Test("makes a start for each of those tables, in which no cell stands")
  func proposals() async throws {
    let work = try Workdir(catalogue: false)
    for (name, export) in try expectations() {
      let outcome = try await work.run("init", "\(Self.vectors)/\(name).csv")
      #expect(outcome.code == 0, "\(name): \(outcome.errors)")
      let text = try work.text("pipelines/\(name)/pipeline.yaml")
      for label in export.header { #expect(text.contains(label), "\(name)") }
      for cell in ["Ypeijplein", "Coöperatiestraat", "Z-0001"] {
        #expect(!text.contains(cell), "\(name)")
      }
    }
  }
}
