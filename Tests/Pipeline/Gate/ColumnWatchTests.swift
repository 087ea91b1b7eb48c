// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikGate

@Suite("Columns beside quasi-identifiers")
struct ColumnWatchTests {
  private func watch(_ cells: [String], type: String = "string") -> ColumnWatch {
    var field = PublishedField(name: "f", type: type, privacy: .none, treatment: .kind(.keep))
    field.title = nil
    var watch = ColumnWatch(field, column: 0)
    for cell in cells { see(cell, &watch) }
    return watch
  }

  private func see(_ cell: String, _ watch: inout ColumnWatch) {
    watch.see(Array(cell.utf8).span)
  }

  @Test("counts values, and those that stand alone, exactly as long as they are few")
  func exact() {
    var sample = ValueSample()
    for number in 0..<4000 { sample.see(mixed(UInt64(number))) }
    for number in 0..<1000 { sample.see(mixed(UInt64(number))) }
    #expect((sample.cells, sample.distinct, sample.alone) == (5000, 4000, 3000))
  }

  @Test("estimates many values, and says the same however they are divided over threads")
  func estimated() {
    let whole = sample(0..<300_000)
    #expect(abs(whole.distinct - 300_000) < 12_000 && abs(whole.alone - 200_000) < 12_000)
    var parts = sample(0..<100_000)
    parts.merge(sample(100_000..<100_500))
    parts.merge(sample(100_500..<300_000))
    #expect(
      (parts.cells, parts.distinct, parts.alone) == (whole.cells, whole.distinct, whole.alone))
  }

  /// Of every three values two stand alone, and the third comes twice.
  private func sample(_ numbers: Range<Int>) -> ValueSample {
    var sample = ValueSample()
    for number in numbers {
      sample.see(mixed(UInt64(number)))
      if number % 3 == 0 { sample.see(mixed(UInt64(number))) }
    }
    return sample
  }

  private func mixed(_ value: UInt64) -> UInt64 {
    var value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }

  @Test("is told apart where four of five filled cells have a value of their own, ten at least")
  func lonely() {
    func cells(_ alone: Int, _ shared: Int) -> [String] {
      (0..<alone).map { "v\($0)" } + (0..<shared).map { "s\($0 / 2)" } + ["", "", ""]
    }
    #expect(watch(cells(10, 0)).tellsRowsApart)
    #expect(!watch(cells(9, 0)).tellsRowsApart)
    #expect(watch(cells(80, 20)).tellsRowsApart)
    #expect(!watch(cells(79, 22)).tellsRowsApart)
    #expect(!watch([]).tellsRowsApart)
  }

  @Test("is free text where many cells are different texts of four words")
  func freeText() {
    let texts = (0..<12).map { "wat iemand schreef \($0)" }
    #expect(watch(texts).isFreeText)
    #expect(watch(texts + (0..<500).map { _ in "geen" }).isFreeText)
    #expect(!watch(texts, type: "integer").isFreeText)
    #expect(
      !watch((0..<60).map { "een soort van \(["boom", "struik", "heg"][$0 % 3])" }).isFreeText)
    #expect(!watch((0..<60).map { "drie woorden \($0)" }).isFreeText)
    #expect(watch(["wat iemand ooit schreef", "wat een ander schreef", "geen"]).isFreeText)
    #expect(!watch(["wat iemand ooit schreef", "geen", "geen", "-"]).isFreeText)
    #expect(watch((0..<12).map { "  wat\tiemand\nschreef  \($0) " }).isFreeText)
    #expect(!watch([]).isFreeText)
  }

  @Test("takes what threads saw together")
  func merged() {
    var one = watch((0..<6).map { "dit is de tekst \($0)" })
    #expect(!one.tellsRowsApart)
    one.merge(watch((6..<12).map { "dit is de tekst \($0)" }))
    #expect(one.tellsRowsApart && one.isFreeText)
  }
}
