// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat

/// Names of months and of days of the week, in Dutch and English, whole and shortened.
package enum CalendarName {
  /// The names of each month, from 1 for January.
  static let months = table([
    ["januari", "january", "jan"], ["februari", "february", "febr", "feb"],
    ["maart", "march", "mrt", "mar"], ["april", "apr"], ["mei", "may"], ["juni", "june", "jun"],
    ["juli", "july", "jul"], ["augustus", "august", "aug"],
    ["september", "sept", "sep"], ["oktober", "october", "okt", "oct"],
    ["november", "nov"], ["december", "dec"],
  ])

  /// The names of each day of the week, from 1 for Monday.
  static let weekdays = table([
    ["maandag", "monday", "maa", "mon", "ma"], ["dinsdag", "tuesday", "tues", "tue", "din", "di"],
    ["woensdag", "wednesday", "woe", "wed", "wo"],
    ["donderdag", "thursday", "thurs", "thur", "thu", "don", "do"],
    ["vrijdag", "friday", "vri", "fri", "vr"], ["zaterdag", "saturday", "zat", "sat", "za"],
    ["zondag", "sunday", "zon", "sun", "zo"],
  ])

  /// A name in small letters, and what it stands for.
  package typealias Entry = (name: [UInt8], number: Int)

  /// The names, the longest first: a name that begins as a longer one is tried after it.
  private static func table(_ names: [[String]]) -> [Entry] {
    names.enumerated().flatMap { index, names in
      names.map { (name: Array($0.utf8), number: index + 1) }
    }.sorted { $0.name.count > $1.name.count }
  }

  /// Takes the longest name that stands at a place, in any case, with the full stop behind a shortened one; 0 where
  /// none stands there.
  ///
  /// - Parameter next: What the layout has behind it: a full stop that is the layout's own is left to it.
  package static func take(
    _ names: [Entry], _ text: Span<UInt8>, _ i: inout Int, before next: UInt8
  ) -> Int {
    for (name, number) in names where i + name.count <= text.count {
      guard name.indices.allSatisfy({ text[i + $0] | 0x20 == name[$0] }) else { continue }
      i += name.count
      let stop = UInt8(ascii: ".")
      let ownStops = next == stop ? 2 : 1
      if i + ownStops <= text.count, text[i..<(i + ownStops)].allSatisfy({ $0 == stop }) { i += 1 }
      return number
    }
    return 0
  }
}
