// SPDX-License-Identifier: EUPL-1.2

const plainNumber = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/;

/**
 * A number's text as a whole number and its decimals: `-1.50` is `{digits: "-150", scale: 2}`;
 * null where that is no number, or one of more than 60 digits.
 */
export function decimal(text) {
  const parts = plainNumber.exec(text);
  if (parts === null || (parts[2] + (parts[3] ?? "")).length === 0) return null;
  const exponent = Number(parts[4] ?? 0);
  const fraction = parts[3] ?? "";
  const scale = Math.max(fraction.length - exponent, 0);
  const zeros = Math.max(exponent - fraction.length, 0);
  if (parts[2].length + fraction.length + zeros > 60 || scale > 60) return null;
  const sign = parts[1] === "-" ? "-" : "";
  return { digits: sign + parts[2] + fraction + "0".repeat(zeros), scale };
}

/**
 * What the numbers of a column are, by code: `value` as a double, and exactly, as whole numbers of
 * `10^-scale`: `whole`, doubles where all are safe integers, else BigInts, or null where a cell is
 * no decimal number (NaN, infinity).
 */
export function numbers(column) {
  const value = new Float64Array(column.distinct).fill(NaN);
  let [scale, leastScale, isExact] = [0, Infinity, true];
  for (let code = 1; code < column.distinct; code += 1) {
    const text = column.text(code);
    const exact = decimal(text);
    value[code] = Number(text.replace("INF", "Infinity"));
    scale = Math.max(scale, exact?.scale ?? 0);
    leastScale = Math.min(leastScale, exact?.scale ?? 0);
    isExact &&= exact !== null;
  }
  const whole = isExact ? wholeNumbers(column, scale) : null;
  return { value, scale, leastScale: Math.min(leastScale, scale), whole };
}

function wholeNumbers(column, scale) {
  const safe = new Float64Array(column.distinct);
  for (let code = 1; code < column.distinct; code += 1) {
    safe[code] = Number(padded(column.text(code), scale));
    if (!Number.isSafeInteger(safe[code])) {
      return column.texts().map((text) => BigInt(text === "" ? 0 : padded(text, scale)));
    }
  }
  return safe;
}

function padded(text, scale) {
  const number = decimal(text);
  return number.digits + "0".repeat(scale - number.scale);
}

/** A whole number of `10^-scale` as text: 150 with scale 2 is `1.50`. */
export function decimalText(whole, scale) {
  const text = whole.toString().replace("-", "").padStart(scale + 1, "0");
  const sign = whole < 0 ? "-" : "";
  return sign + text.slice(0, text.length - scale) + (scale > 0 ? "." + text.slice(-scale) : "");
}

/** Less than, equal to, or more than zero, as a number's text compares with another's, exactly. */
export function compareDecimals(left, right) {
  // Rounding to a double keeps the order, so only equal doubles need more.
  const difference = Number(left) - Number(right);
  if (difference !== 0) return difference;
  const [a, b] = [decimal(left), decimal(right)];
  if (a === null || b === null) return 0;
  const scale = Math.max(a.scale, b.scale);
  const [x, y] = [a, b].map((number) => BigInt(number.digits + "0".repeat(scale - number.scale)));
  return x < y ? -1 : x > y ? 1 : 0;
}

/** Sums per group that lose nothing: doubles while they are safe integers, BigInts beyond that. */
export class Sums {
  /** `numbers` are those of the column; see above. */
  constructor(groups, numbers) {
    this.numbers = numbers;
    this.low = new Float64Array(groups);
    // With whole numbers what was carried over; else the compensation of Neumaier's sum.
    this.high = numbers.whole === null ? new Float64Array(groups) : new Map();
    this.add = numbers.whole === null ? this.addDouble : this.addWhole;
  }

  addWhole(group, code) {
    const number = this.numbers.whole[code];
    const sum = typeof number === "bigint" ? NaN : this.low[group] + number;
    if (Number.isSafeInteger(sum)) {
      this.low[group] = sum;
    } else {
      this.high.set(group, (this.high.get(group) ?? 0n) + BigInt(number));
    }
  }

  /** Source: A. Neumaier, ZAMM 54 (1974), 39–51, algorithm IV. */
  addDouble(group, code) {
    const number = this.numbers.value[code];
    const sum = this.low[group] + number;
    const isSmaller = Math.abs(this.low[group]) < Math.abs(number);
    this.high[group] += isSmaller ? number - sum + this.low[group] : this.low[group] - sum + number;
    this.low[group] = sum;
  }

  /** The sum of a group as text, and as a double. */
  sum(group) {
    if (this.numbers.whole === null) {
      const isFinite = Number.isFinite(this.low[group]);
      const value = isFinite ? this.low[group] + this.high[group] : this.low[group];
      return { text: String(value), value };
    }
    const whole = (this.high.get(group) ?? 0n) + BigInt(this.low[group]);
    const text = decimalText(whole, this.numbers.scale);
    return { text, value: Number(text) };
  }
}
