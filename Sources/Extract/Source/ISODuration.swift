// SPDX-License-Identifier: EUPL-1.2

/// A duration of a fixed length. Source: ISO 8601-1, section 5.5.2, without years and months.
package struct ISODuration: Sendable, Equatable {
  /// As it was written.
  let text: String
  /// Its length.
  package let seconds: Double

  /// Reads `PnW`, or `PnDTnHnMnS` of which parts may be left out; whole numbers only.
  package init?(_ text: String) {
    guard text.hasPrefix("P"), text.last != "T", text.utf8.count <= 40 else { return nil }
    var total = 0
    var parts = 0
    var digits = ""
    var units: [(Character, Int)] = [("W", 604_800), ("D", 86_400)]
    for character in text.dropFirst() {
      if character.isASCII, character.isNumber {
        digits.append(character)
      } else if character == "T", digits.isEmpty, units.last?.0 != "S" {
        units = [("H", 3600), ("M", 60), ("S", 1)]
      } else {
        guard let unit = units.firstIndex(where: { $0.0 == character }), let count = Int(digits),
          count <= 1_000_000
        else { return nil }
        total += count * units[unit].1
        parts += 1
        digits = ""
        units.removeFirst(unit + 1)
        if units.isEmpty { units = [("-", 0)] }
      }
    }
    guard parts > 0, digits.isEmpty else { return nil }
    self.text = text
    seconds = Double(total)
  }
}
