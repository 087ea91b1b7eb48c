// SPDX-License-Identifier: EUPL-1.2

import Foundation
import Testing

/// What the public learns of the quality of what is published.
@Suite("Quality")
struct QualityTests {
  private func json(_ work: Workdir, _ path: String) throws -> [String: Any] {
    try #require(
      try JSONSerialization.jsonObject(with: Data(work.read(path))) as? [String: Any])
  }

  @Test("stands beside every sample, as its schema says")
  func samples() async throws {
    let work = try SampleTests.work()
    #expect(try await work.run("run", "--jobs", "3").code == 0)
    var points: [String: Int] = [:]
    for name in SampleTests.names {
      let path = "catalog/current/datasets/\(name)/quality.json"
      try await work.checkReport(path, by: "quality.schema.json")
      let report = try json(work, path)
      let metadata = try #require(report["metadata"] as? [String: Any])
      points[name] = metadata["points"] as? Int
      let indicators = try #require(metadata["indicators"] as? [[String: Any]])
      #expect(indicators.compactMap { $0["maximum"] as? Int }.reduce(0, +) == 405)
      #expect(indicators.compactMap { $0["points"] as? Int }.reduce(0, +) == points[name])
      let page = try work.text("catalog/current/datasets/\(name)/index.html")
      #expect(page.contains("\(points[name] ?? 0) van de 405 punten"))
    }
    // It has no period.
    #expect(points["bomen"] == 380)
    #expect(points["parkeervergunningen"] == 400)
    let catalogue = try json(work, "catalog/current/quality.json")
    #expect(catalogue["points"] as? Int == points.values.reduce(0, +) / 4)
  }

  @Test("agrees with the published table, counted here")
  func fields() async throws {
    let work = try SampleTests.work()
    #expect(try await work.run("run", "bomen").code == 0)
    let table = try work.published("bomen")
    let report = try json(work, "catalog/current/datasets/bomen/quality.json")
    #expect(report["rows"] as? Int == table.count - 1)
    let fields = try #require(report["fields"] as? [[String: Any]])
    #expect(fields.compactMap { $0["name"] as? String } == table[0])
    for (column, field) in fields.enumerated() {
      let cells = table.dropFirst().map { $0[column] }
      let values = cells.filter { !$0.isEmpty }
      #expect(field["missing"] as? Int == cells.count - values.count)
      if field["distinctIsEstimate"] as? Bool == false {
        #expect(field["distinct"] as? Int == Set(values).count)
      } else {
        let distinct = Double(try #require(field["distinct"] as? Int))
        #expect(abs(distinct / Double(Set(values).count) - 1) < 0.07)
      }
      if let categories = field["categories"] as? [[String: Any]] {
        let counts = Dictionary(grouping: values, by: \.self).mapValues(\.count)
        let found = Dictionary(
          uniqueKeysWithValues: categories.compactMap { category in
            (category["value"] as? String).flatMap { value in
              (category["count"] as? Int).map { (value, $0) }
            }
          })
        #expect(found == counts)
      }
    }
    // More than are counted one by one; but a key was checked, so that their number is known.
    let key = try #require(fields.first { $0["name"] as? String == "boomnummer" })
    #expect(key["distinct"] as? Int == 600 && key["distinctIsEstimate"] as? Bool == false)
    let page = try work.text("catalog/current/datasets/bomen/kwaliteit/index.html")
    let line = try #require(
      page.split(separator: "\n").first { $0.contains("<code>boomnummer</code>") })
    #expect(line.components(separatedBy: "<td class=\"number none\">–</td>").count == 4)
    let diameter = try #require(fields.first { $0["name"] as? String == "stamdiameter" })
    let column = try #require(table[0].firstIndex(of: "stamdiameter"))
    let numbers = table.dropFirst().compactMap { Double($0[column]) }
    #expect(diameter["sum"] as? Double == numbers.reduce(0, +))
    #expect(diameter["minimum"] as? Double == numbers.min())
    #expect(diameter["maximum"] as? Double == numbers.max())
  }

  @Test(
    "counts bins and periods as they are in the published table, and keeps its first rows",
    arguments: [false, true])
  func bins(isExplorer: Bool) async throws {
    let work = try SampleTests.work(isExplorer: isExplorer)
    #expect(try await work.run("run", "--jobs", "3").code == 0)
    let manifest = try json(work, "catalog/current/generation.json")
    let datasets = try #require(manifest["datasets"] as? [[String: Any]])
    for name in SampleTests.names {
      let table = try work.published(name)
      let record = try #require(datasets.first { $0["name"] as? String == name })
      let sample = try #require((record["profile"] as? [String: Any])?["sample"] as? [[String]])
      #expect(
        sample
          == table.dropFirst().prefix(10).map {
            $0.map { cell in
              cell.count > 100 ? cell.prefix(100) + "…" : cell
            }
          })
      let report = try json(work, "catalog/current/datasets/\(name)/quality.json")
      for (column, field) in try #require(report["fields"] as? [[String: Any]]).enumerated() {
        let values = table.dropFirst().map { $0[column] }.filter { !$0.isEmpty }
        let periods = (field["periods"] as? [String: Any])?["bins"] as? [[String: Any]]
        if let bins = periods {
          expect(bins, of: values, as: { $0 as? String }, least: name == "bomen" ? nil : 5)
        }
        if let bins = field["histogram"] as? [[String: Any]] {
          expect(
            bins, of: values.compactMap(Double.init), as: { $0 as? Double },
            least: name == "bomen" ? nil : 5)
        }
        if name == "bomen", field["name"] as? String == "plantjaar" {
          #expect(try #require(periods).count > 10)
        }
      }
    }
  }

  /// Whether each bin tells how many values it has, or is one of two at least that are too small together.
  private func expect<Value: Comparable>(
    _ bins: [[String: Any]], of values: [Value], as value: (Any?) -> Value?, least: Int?
  ) {
    var away: [Int] = []
    for bin in bins {
      let (from, to) = (value(bin["from"]), value(bin["to"]))
      let count = values.count { one in
        (from.map { $0 <= one } ?? true) && (to.map { one < $0 } ?? true)
      }
      if let told = bin["count"] as? Int {
        #expect(told == count)
        if let least { #expect(told == 0 || told >= least) }
      } else {
        away.append(count)
      }
    }
    #expect(least != nil || away.isEmpty)
    #expect(away.isEmpty || away.count > 1 && away.reduce(0, +) >= least ?? 0)
  }

  @Test("lists no value about persons that is rare, and no pseudonym")
  func persons() async throws {
    let work = try Workdir(keys: ["k"])
    try work.dataset(
      "p", csv: "path: p.csv",
      fields: [
        "source: nr, privacy: direct, treat: pseudonymise",
        "source: wijk, privacy: quasi, treat: keep",
      ], more: "privacy: {pseudonym: {key: k}}")
    let rows = (0..<20).map { "n\($0),\($0 < 16 ? "Noord" : "Zuid")\n" }.joined()
    try work.write("pipelines/p/p.csv", "nr,wijk\n" + rows)
    let outcome = try await work.run("run")
    #expect(outcome.code == 0, "\(outcome.errors)")
    let fields = try #require(
      try json(work, "catalog/current/datasets/p/quality.json")["fields"] as? [[String: Any]])
    #expect(fields[0]["categories"] == nil)
    let values = (fields[1]["categories"] as? [[String: Any]])?.compactMap {
      $0["value"] as? String
    }
    #expect(values == ["Noord"])
  }
}
