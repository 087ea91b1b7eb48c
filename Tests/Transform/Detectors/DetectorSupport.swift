// SPDX-License-Identifier: EUPL-1.2

import HergebruikTestBasics

@testable import HergebruikDetectors
@testable import HergebruikValues

/// The detectors whose form a cell has.
func kinds(_ cell: String) -> Set<Detector> {
  var cell = cell
  return Set(cell.withUTF8 { Detector.matching($0) }.detectors)
}

/// What was counted in a column.
func evidence(_ cells: some Sequence<String>) -> ColumnEvidence {
  var scanner = CellScanner()
  var evidence = ColumnEvidence()
  for cell in cells { _ = scanner.scan(text: cell, into: &evidence) }
  return evidence
}

/// What a column is, as `detector confidence`, the surest first.
func findings(_ cells: some Sequence<String>, label: String = "") -> [String] {
  evidence(cells).findings(HeaderLexicon.builtIn.meaning(of: label)).map {
    "\($0.detector.name) \($0.confidence.name)"
  }
}

/// What is found in one text.
func found(_ text: String) -> TextHits {
  var scanner = TextScanner(sink: NoSink())
  var text = text
  return text.withUTF8 { scanner.scan($0) }
}

/// Citizen service numbers that pass the test, as many as asked for.
func serviceNumbers(_ count: Int, seed: UInt64 = 1) -> [String] {
  var random = SplitMix(state: seed)
  var numbers: [String] = []
  while numbers.count < count {
    let number = Int.random(in: 100_000_000...999_999_999, using: &random)
    if IdentifierCell.passesElevenTest(number) { numbers.append(String(number)) }
  }
  return numbers
}
