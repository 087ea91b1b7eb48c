// SPDX-License-Identifier: EUPL-1.2

import Glibc
import HergebruikExtract
import HergebruikFormat

/// Reads the XML export of the benchmark to its end, on one thread, and does nothing with it.
///
/// The fields are those of bench/pipelines-xml; nothing but extraction is in this program.
/// usage: extract-bench FILE
@main
struct ExtractBench {
  private static let paths = [
    "@nummer", "pv:houder/bg:bsn", "pv:houder/bg:naam/bg:achternaam",
    "pv:houder/bg:naam/bg:voorletters", "pv:houder/bg:geboortedatum",
    "pv:houder/bg:adres/bg:postcode", "pv:houder/bg:adres/bg:huisnummer",
    "pv:voertuig/pv:kenteken", "pv:zone", "pv:ingangsdatum", "pv:einddatum", "pv:bedrag",
    "pv:opmerking",
  ]

  static func main() throws {
    guard CommandLine.arguments.count == 2 else {
      print("usage: extract-bench FILE")
      exit(2)
    }
    let problems = ConfigProblems(file: "bench")
    let namespaces = group([
      "pv": "urn:x-gemeente:parkeren:1", "bg": "urn:x-gemeente:basisgegevens:1",
    ])
    let options = ConfigNode(
      .mapping([
        (text("path"), text(ExportFile.pattern(CommandLine.arguments[1]))),
        (text("record"), text("pv:vergunning")), (text("namespaces"), namespaces),
      ]), line: 1, column: 1)
    let columns = paths.map { SourceColumn(label: $0, source: text($0)) }
    guard var reader = ConfigReader(options, what: "'xml'", problems: problems),
      let format = ExtractorRegistry.builtIn["xml"],
      let extractor = format.init(&reader, columns: columns, problems: problems)
    else { throw Failure(problems.diagnostics) }
    let table = try extractor.open(
      ExtractContext(folder: ".", now: Double(time(nil)), scratch: "/tmp"))
    var batch = RecordBatch(capacity: 1 << 20)
    var (rows, bytes) = (0, 0)
    while try table.read(into: &batch) {
      try table.parse(&batch)
      rows += batch.rowCount
      bytes += batch.text.count
      batch.removeAll()
    }
    print("\(rows) rows, \(bytes) bytes of cells")
  }

  private static func text(_ text: String) -> ConfigNode {
    ConfigNode(.scalar(text, quoted: true), line: 1, column: 1)
  }

  private static func group(_ pairs: KeyValuePairs<String, String>) -> ConfigNode {
    ConfigNode(.mapping(pairs.map { (text($0.key), text($0.value)) }), line: 1, column: 1)
  }
}
