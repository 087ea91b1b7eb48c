// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikModel

/// An axis of counts from zero, with round ticks.
struct Scale {
  /// What lies between two ticks.
  let step: Int
  /// How many steps there are.
  let steps: Int

  /// Makes an axis on which a count fits, with three to five steps where it is large enough.
  init(upTo most: Int) {
    var power = 1
    while most / power >= 50 { power *= 10 }
    let all = [1, 2, 5, 10, 20, 50].map { $0 * power }
    step = all.first { $0 * 5 >= most } ?? most
    steps = max((most + step - 1) / step, 1)
  }

  /// The count at the end.
  var most: Int { step * steps }

  /// Where a count lies, from 0 to 1.
  func part(_ count: Int) -> Double { Double(count) / Double(most) }
}

extension Texts {
  /// A number as short as an axis wants it: `1,5 mln`.
  func short(_ value: Double) -> String {
    let sizes = [(1e12, "chart-trillions"), (1e9, "chart-billions"), (1e6, "chart-millions")]
    guard value.magnitude < 1e15 else {
      let parts = "\(value)".split(separator: "e")
      guard parts.count == 2, let digits = Double(parts[0]) else { return language.decimal(value) }
      return "\(language.decimal(digits))E\(parts[1].drop { $0 == "+" })"
    }
    for (size, key) in sizes where value.magnitude >= size {
      return self(key, ["number": language.decimal(value / size, places: 3)])
    }
    return language.decimal(value, places: 6)
  }

  /// A count in at most four characters, for where there is no more room: `1,5k`.
  func shortest(_ count: Int) -> String {
    let sizes = [(1_000_000_000, "G"), (1_000_000, "M"), (1000, "k")]
    guard let (size, letter) = sizes.first(where: { count >= $0.0 }) else { return String(count) }
    let value = Double(count) / Double(size)
    return language.decimal(value, places: value < 9.95 ? 1 : 0) + letter
  }

  /// A part of all as per cent: `12,5 %`.
  func share(_ count: Int, of all: Int) -> String {
    guard all > 0 else { return "" }
    return self(
      "chart-share", ["number": language.decimal(100 * Double(count) / Double(all), places: 1)])
  }
}
