// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikModel
internal import HergebruikValues

/// The words for bands, made once: a value is turned into the position of its band.
struct BandLabels: Sendable {
  /// The labels, in order; the plan's arena owns them.
  private let labels: Kept<Kept<UInt8>>

  init(_ labels: Kept<Kept<UInt8>>) { self.labels = labels }

  /// Replaces what `out` holds from `start` on by a label.
  func put(_ position: Int, from start: Int, in out: inout ByteBuffer) {
    out.truncate(to: start)
    out.append(labels[position].span)
  }
}

/// The age at a fixed day, in bands of years.
struct AgeBands {
  private let labels: BandLabels
  private let band: AgeBand
  private let date: (year: Int, monthAndDay: Int)

  /// Takes bands whose date and measures were found right.
  init(_ band: AgeBand, _ arena: ByteArena) {
    self.band = band
    labels = BandLabels(arena.keepList(Self.words(for: band)))
    date = Self.day(band.date.utf8.span)
  }

  /// The bands' names, in order: `0-9` … `80-89`, `90+`.
  static func words(for band: AgeBand) -> [String] {
    stride(from: 0, to: band.top, by: band.width).map { first in
      band.width == 1 ? "\(first)" : "\(first)-\(first + band.width - 1)"
    } + ["\(band.top)+"]
  }

  /// Year, and month and day as one number, of a text that begins with `YYYY-MM-DD`.
  private static func day(_ text: Span<UInt8>) -> (year: Int, monthAndDay: Int) {
    func number(_ range: Range<Int>) -> Int {
      range.reduce(0) { $0 * 10 + Int(text[$1] &- 0x30) }
    }
    return (number(0..<4), number(5..<7) * 100 + number(8..<10))
  }

  /// The age on the date of somebody born on a day; negative where that was later.
  ///
  /// Who was born on 29 February becomes a year older on 1 March where there is no such day.
  private func age(bornOn birth: (year: Int, monthAndDay: Int)) -> Int {
    date.year - birth.year - (date.monthAndDay < birth.monthAndDay ? 1 : 0)
  }

  /// Replaces an ISO date at the end of `out`; false where it is later than the date of the bands, or no whole day.
  func replace(from start: Int, in out: inout ByteBuffer) -> Bool {
    guard out.count - start >= 10 else { return false }
    let age = age(bornOn: Self.day(out.span.extracting(start...)))
    guard age >= 0 else { return false }
    labels.put(min(age, band.top) / band.width, from: start, in: &out)
    return true
  }
}

/// Numbers in bands of one width between two limits, and a band beyond each.
struct NumberBands {
  private let labels: BandLabels
  private let measure: Measure

  /// The measures of bands as numbers.
  struct Measure {
    let width: FixedDecimal
    let minimum: FixedDecimal
    let maximum: FixedDecimal
    /// How many bands there are between the limits.
    let count: Int

    /// The most bands: more say nearly what the number says.
    static let most = 1000

    /// Nil where they are no numbers, or the bands do not go into the space between the limits.
    init?(_ band: NumberBand) {
      guard let width = FixedDecimal(band.width), let minimum = FixedDecimal(band.minimum),
        let maximum = FixedDecimal(band.maximum), width.units > 0, minimum < maximum
      else { return nil }
      let scale = max(width.scale, minimum.scale, maximum.scale)
      guard let step = width.rescaled(to: scale), let low = minimum.rescaled(to: scale),
        let high = maximum.rescaled(to: scale)
      else { return nil }
      let (bands, rest) = (high - low).quotientAndRemainder(dividingBy: step)
      guard rest == 0, bands <= Int128(Self.most) else { return nil }
      (self.width, self.minimum, self.maximum) = (width, minimum, maximum)
      count = Int(bands)
    }

    /// Where a band begins; the last one's end for `count`.
    func edge(_ position: Int) -> FixedDecimal {
      let scale = max(width.scale, minimum.scale)
      let step = width.rescaled(to: scale) ?? 0
      let low = minimum.rescaled(to: scale) ?? 0
      return FixedDecimal(units: low + step * Int128(position), scale: scale)
    }

    /// The band of a value: 0 below the minimum, `count + 1` from the maximum on; nil where the value
    /// has too many digits.
    func position(of value: FixedDecimal) -> Int? {
      if value < minimum { return 0 }
      if !(value < maximum) { return count + 1 }
      let scale = max(value.scale, width.scale, minimum.scale)
      guard let x = value.rescaled(to: scale), let low = minimum.rescaled(to: scale),
        let step = width.rescaled(to: scale)
      else { return nil }
      return 1 + Int((x - low) / step)
    }
  }

  init(_ measure: Measure, isInteger: Bool, _ arena: ByteArena) {
    self.measure = measure
    labels = BandLabels(arena.keepList(Self.words(for: measure, isInteger: isInteger)))
  }

  /// The bands' names, in order: `<0`, `0-9`, `10-19`, `20+` for whole numbers, `<0`, `0-<10`,
  /// `10-<20`, `20+` for others, and where a bound is negative: `-10--1` would be hard to read.
  static func words(for measure: Measure, isInteger: Bool) -> [String] {
    let isPlain = isInteger && measure.minimum.units >= 0
    let decimals = max(measure.width.scale, measure.minimum.scale)
    let bands = (0..<measure.count).map { position in
      let first = measure.edge(position)
      let next = measure.edge(position + 1)
      guard isPlain else {
        return "\(first.text(decimals: decimals))-<\(next.text(decimals: decimals))"
      }
      let last = FixedDecimal(units: next.units - 1, scale: 0)
      return first == last ? first.text() : "\(first.text())-\(last.text())"
    }
    return ["<\(measure.minimum.text(decimals: decimals))"] + bands
      + ["\(measure.maximum.text(decimals: decimals))+"]
  }

  /// Replaces a canonical number at the end of `out`; false where it has too many digits.
  func replace(from start: Int, in out: inout ByteBuffer) -> Bool {
    guard let value = FixedDecimal(out.span.extracting(start...)),
      let position = measure.position(of: value)
    else { return false }
    labels.put(position, from: start, in: &out)
    return true
  }
}
