// SPDX-License-Identifier: EUPL-1.2

internal import HergebruikFormat
internal import HergebruikValues

/// Numbers to multiples of a base: rounding, snapping to a grid and random rounding.
struct MultipleOf {
  /// Which of the two neighbouring multiples is taken.
  enum Rule {
    /// The nearer one; halves go away from zero.
    case nearest
    /// The one at or below.
    case down
    /// The one above with a chance of the remainder's share of the base, else the one below.
    ///
    /// The mean of many is right. Source: Statistics Netherlands and Eurostat, random rounding.
    case chance(UInt64)
  }

  let base: FixedDecimal
  /// Decimals of the base as it is written: so many has every result.
  let decimals: Int

  /// Takes a base such as `5` or `0.50`; nil where it is no number above 0.
  init?(_ text: String) {
    guard let base = FixedDecimal(text), base.units > 0 else { return nil }
    self.base = base
    decimals = text.firstIndex(of: ".").map { text.distance(from: $0, to: text.endIndex) - 1 } ?? 0
  }

  /// Whether all multiples are whole numbers.
  var isWhole: Bool { base.scale == 0 && decimals == 0 }

  /// The multiple that stands for a value; nil where it has too many digits.
  func multiple(for value: FixedDecimal, _ rule: Rule) -> FixedDecimal? {
    let scale = max(value.scale, base.scale)
    guard let x = value.rescaled(to: scale), let step = base.rescaled(to: scale) else { return nil }
    var below = x / step
    var rest = x - below * step
    if rest < 0 { (below, rest) = (below - 1, rest + step) }
    let (count, overflow) = below.addingReportingOverflow(isUp(rest, step, x, rule) ? 1 : 0)
    let (units, tooLarge) = count.multipliedReportingOverflow(by: base.units)
    guard !overflow, !tooLarge else { return nil }
    let result = FixedDecimal(units: units, scale: base.scale)
    return result.rescaled(to: max(decimals, base.scale)) == nil ? nil : result
  }

  private func isUp(_ rest: Int128, _ step: Int128, _ x: Int128, _ rule: Rule) -> Bool {
    switch rule {
    case .down: return false
    case .nearest:
      let left = step - rest
      return rest == left ? x > 0 : rest > left
    case .chance(let u):
      // u / 2^64 < rest / step, without a fraction: u · step < rest · 2^64.
      let product = UInt128(step.magnitude).multipliedFullWidth(by: UInt128(u))
      let wanted = UInt128(rest.magnitude).multipliedFullWidth(by: UInt128(1) << 64)
      return (product.high, product.low) < (wanted.high, wanted.low)
    }
  }

  /// Replaces a canonical number at the end of `out`; false where it has too many digits.
  func replace(from start: Int, in out: inout ByteBuffer, _ rule: Rule) -> Bool {
    guard let value = FixedDecimal(out.span.extracting(start...)),
      let result = multiple(for: value, rule)
    else { return false }
    out.truncate(to: start)
    result.append(to: &out, decimals: decimals)
    return true
  }
}

/// Numbers beyond a limit to that limit: top and bottom coding.
struct Clamp {
  let minimum: FixedDecimal?
  let maximum: FixedDecimal?

  /// Replaces a canonical number at the end of `out`; false where it has too many digits.
  func replace(from start: Int, in out: inout ByteBuffer) -> Bool {
    guard let value = FixedDecimal(out.span.extracting(start...)) else {
      return false
    }
    let limit: FixedDecimal
    if let minimum, value < minimum {
      limit = minimum
    } else if let maximum, maximum < value {
      limit = maximum
    } else {
      return true
    }
    out.truncate(to: start)
    limit.append(to: &out)
    return true
  }
}
