// SPDX-License-Identifier: EUPL-1.2

import Testing

@testable import HergebruikExtract

/// Numbers of formats and servers at the ends.
@Suite("Extreme formats")
struct ExtremeFormatTests {
  @Test(arguments: [
    "Sun, 06 Nov -2147483648 08:49:37 GMT", "Sun, 06 Nov 2147483647 08:49:37 GMT",
    "Sun, 2147483647 Nov 1994 08:49:37 GMT", "Sun, 06 Nov 1994 2147483647:49:37 GMT", "", "GMT",
  ])
  func datesOfServers(_ text: String) {
    #expect(Download.date(text) == nil)
    #expect(Download.date("Sun, 06 Nov 1994 08:49:37 GMT") == 784_111_777)
  }

  @Test func numbersOfSheetsAndDatabases() {
    for exponent in -324...308 {
      for digits in ["1", "-9.999999999999999", "4.940656458412465"] {
        guard let number = Double("\(digits)e\(exponent)"), number.isFinite else { continue }
        let text = PlainNumber.text(number)
        #expect(Double(text) == number && !text.contains("e"))
      }
    }
    for serial in [0, 0.999_999_999_999, 59.999_999_999, 2_958_465.999_999_999_9, -0.0, 1e308] {
      for kind in [NumberKind.date, .time, .dateTime, .elapsed, .number] {
        for system in [DateSystem.from1900, .from1899, .from1904] {
          _ = SerialDate.iso(serial, kind, system)
        }
      }
    }
  }
}
