// SPDX-License-Identifier: EUPL-1.2

import HergebruikModel
import Testing

@testable import HergebruikValues

/// What most cells are read by says the same as what all others are read by.
@Suite("The short way through")
struct ShortWayTests {
  private func withBytes<Result>(
    _ text: String, _ body: (Span<UInt8>) -> Result
  ) -> Result {
    body(text.utf8.span)
  }

  @Test(
    "reads the days that the layout reads",
    arguments: ["%d-%m-%Y", "%Y-%m-%d", "%m/%d/%Y", "%Y%m%d", "%d.%m.%y", "%d-%m-%Y %H:%M"])
  func days(format: String) throws {
    let arena = ByteArena()
    let layout = try #require(
      DateLayout(DateFormat(format, pivotYear: 1930), kind: .date, arena: arena))
    var read = 0
    for year in ["0000", "0001", "1900", "2000", "2023", "2024", "9999", "24", "202a"] {
      for month in ["00", "01", "2", "02", "04", "12", "13", "-1"] {
        for day in ["00", "1", "01", "28", "29", "30", "31", "32", "3 ", "\u{663}"] {
          for tail in ["", " 10:30", "x"] {
            let cell =
              format.replacing("%Y", with: year).replacing("%y", with: year)
              .replacing("%m", with: month).replacing("%d", with: day)
              .replacing(" %H:%M", with: "") + tail
            let (short, long) = withBytes(cell) { (layout.day($0), layout.parse($0)?.calendarDay) }
            #expect(short == long, "\(cell)")
            if short != nil { read += 1 }
          }
        }
      }
    }
    #expect(read > 20)
  }

  @Test(
    "reads decimals as the long one does, which zeroes before them lead to",
    arguments: [
      "0", "-0", "0.0", "7", "-7.50", "1.", "12.340", "100", "-0.001", "99999999999999999",
      "9999999999.9999999", "123456789012345678", "0.10000000000000000",
    ])
  func decimals(text: String) throws {
    let isNegative = text.hasPrefix("-")
    let longer =
      (isNegative ? "-" : "") + String(repeating: "0", count: 20) + text.drop { $0 == "-" }
    let short = try #require(FixedDecimal(text))
    #expect(short == FixedDecimal(longer))
  }

  @Test(
    "takes no decimal that is none", arguments: ["", "-", ".", ".5", "-.5", "1.2.3", "1a", "+1"])
  func noDecimals(text: String) {
    #expect(FixedDecimal(text) == nil)
  }

  @Test("finds the one byte that is not ASCII, wherever it is")
  func ascii() {
    for count in 0..<40 {
      var bytes = [UInt8](repeating: 0x7F, count: count)
      #expect(bytes.withUnsafeBufferPointer { UTF8Text.isASCII($0.span) })
      for place in 0..<count {
        bytes[place] = 0x80
        #expect(!bytes.withUnsafeBufferPointer { UTF8Text.isASCII($0.span) }, "\(count) \(place)")
        bytes[place] = 0x7F
      }
    }
  }
}
