// SPDX-License-Identifier: EUPL-1.2

import HergebruikFormat
import HergebruikTesting
import Testing

@testable import HergebruikExtract

@Suite struct FuzzTests {
  private enum Outcome: Equatable {
    case table(TableContents)
    case refusal(DiagnosticCode?, Diagnostic.Location?)
  }

  private func outcome(_ bytes: [UInt8], _ options: CSVOptions, block: Int) throws -> Outcome {
    let export = ExportFile(name: "x.csv") { MemorySource(bytes) }
    do {
      let sizes = BlockSizes(block: block)
      return .table(try TableContents(of: CSVTable(ExportFiles([export]), options, sizes: sizes)))
    } catch let failure as Failure {
      let diagnostic = failure.diagnostics.first
      var location = diagnostic?.location
      location?.row = nil
      return .refusal(diagnostic?.code, location)
    }
  }

  private func randomDialect(_ random: inout Sequence64) -> CSVDialect {
    var dialect = CSVDialect()
    dialect.doubleQuote = Int.random(in: 0...3, using: &random) > 0
    if Int.random(in: 0...3, using: &random) == 0 { dialect.escape = UInt8(ascii: "\\") }
    if Int.random(in: 0...3, using: &random) == 0 { dialect.comment = Array("##".utf8) }
    if Int.random(in: 0...7, using: &random) == 0 { dialect.quote = nil }
    dialect.footerLines = max(0, Int.random(in: -4...2, using: &random))
    if dialect.footerLines == 0, Int.random(in: 0...3, using: &random) == 0 {
      dialect.footer = try? FooterTemplate("xx{}", delimiter: ",")
    }
    dialect.skipLines = max(0, Int.random(in: -4...2, using: &random))
    dialect.headerRows = Int.random(in: 0...2, using: &random)
    dialect.blankRowsAreErrors = Bool.random(using: &random)
    dialect.trailingDelimiter = Bool.random(using: &random)
    return dialect
  }

  /// Whatever the bytes are: an outcome, the same one at every block size.
  @Test(arguments: ["utf-8", "windows-1252", "utf-16le"])
  func theOutcomeDoesNotDependOnTheBlockSize(_ encoding: String) throws {
    var random = Sequence64(state: 2111)
    let alphabet = Array("\",,,,\n\n\r#\\xxxxxxé".utf8) + [0x00, 0xE9, 0x81]
    var tables = 0
    for round in 0..<1500 {
      let options = CSVOptions(dialect: randomDialect(&random), encoding: encoding)
      // Most rounds without the bytes that nothing survives.
      let letters = alphabet.prefix(round % 4 == 0 ? alphabet.count : 14)
      var bytes: [UInt8] = []
      for _ in 0..<Int.random(in: 0...60, using: &random) {
        bytes.append(letters[Int.random(in: letters.indices, using: &random)])
        if encoding == "utf-16le", Int.random(in: 0...200, using: &random) > 0 { bytes.append(0) }
      }
      let whole = try outcome(bytes, options, block: 1 << 16)
      for block in [1, 3, 8, 17] {
        #expect(try outcome(bytes, options, block: block) == whole, "\(bytes), \(options)")
      }
      if case .table = whole { tables += 1 }
    }
    #expect(tables > 150)
  }
}
