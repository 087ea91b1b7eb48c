// SPDX-License-Identifier: EUPL-1.2

import Foundation
import HergebruikFormat
import HergebruikModel
import HergebruikPublish

/// Builds the site of a large catalogue by itself: site-bench CATALOG DATASETS.
///
/// CATALOG is a published catalogue; its datasets are repeated under other names. Three runs: all is new, nothing
/// changed, and one dataset changed.
@main
enum SiteBench {
  static func main() throws {
    let source = CommandLine.arguments[1] + "/current"
    let count = Int(CommandLine.arguments[2]) ?? 5000
    let manifest = try JSONDecoder().decode(
      GenerationManifest.self,
      from: Data(contentsOf: URL(fileURLWithPath: source + "/generation.json")))
    let folder = FileManager.default.temporaryDirectory.appending(path: "site-bench-\(getpid())")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    var datasets = (0..<count).map { number in
      let pattern = manifest.datasets[number % manifest.datasets.count]
      var dataset = pattern
      dataset.name = "\(pattern.name)-\(number)"
      dataset.description.title.nl += " \(number)"
      return dataset
    }
    let store = GenerationStore(catalog: folder.path)
    for (what, date) in [("new", "2026-11-01"), ("unchanged", "2026-11-02"), ("one", "2026-11-03")]
    {
      let builder = try store.begin()
      for (number, dataset) in datasets.enumerated() {
        let original = manifest.datasets[number % manifest.datasets.count].name
        let target = try builder.folder(of: dataset.name)
        for file in dataset.distributions {
          try FileManager.default.copyItem(
            atPath: "\(source)/datasets/\(original)/\(file.fileName)",
            toPath: "\(target)/\(file.fileName)")
        }
      }
      if what == "one" { datasets[count / 2].description.title.nl += ", nieuw" }
      let start = ContinuousClock.now
      let processor = clock()
      let staged = try builder.stage(
        catalogue: manifest.catalogue, datasets: datasets, toolVersion: "bench", date: date)
      let seconds = (ContinuousClock.now - start) / .seconds(1)
      let used = Double(clock() - processor) / Double(CLOCKS_PER_SEC)
      let pages = staged.manifest.files.count { $0.path.hasSuffix(".html") }
      var warnings: [Diagnostic] = []
      _ = try staged.publish(keep: 2, &warnings)
      var usage = rusage()
      getrusage(0, &usage)
      print(
        "\(what): \(pages) pages in \(Int(seconds)) s of wall and \(Int(used)) s of processors,",
        "\(Int(Double(pages) / seconds)) pages/s, peak \(usage.ru_maxrss / 1024) MB")
    }
  }
}
