// SPDX-License-Identifier: EUPL-1.2

import { folded } from "./explorer-values.js";

/**
 * By code its place in the order of the values, 0 for missing; equal values share one.
 *
 * With `numbers` by value; else by the texts without capitals and accents, then as they are written.
 */
export function ranks(column, numbers) {
  const order = Uint32Array.from({ length: column.distinct - 1 }, (_, i) => i + 1);
  const compare = numbers === null ? textOrder(column) : numberOrder(numbers);
  order.sort(compare);
  const places = new Uint32Array(column.distinct);
  for (let i = 0, rank = 0; i < order.length; i += 1) {
    if (i === 0 || compare(order[i - 1], order[i]) !== 0) rank += 1;
    places[order[i]] = rank;
  }
  return places;
}

function numberOrder({ value, whole }) {
  const key = Array.isArray(whole) ? whole : value;
  return (a, b) => {
    if (key[a] < key[b]) return -1;
    if (key[a] > key[b]) return 1;
    return Number(key[a] !== key[a]) - Number(key[b] !== key[b]); // NaN last
  };
}

/** Compares bytes, in which texts take a fraction of the memory that strings do. */
function textOrder(column) {
  const keys = new ByteTexts(column.bytes.length, column.distinct);
  for (let code = 0; code < column.distinct; code += 1) keys.add(folded(column.text(code)));
  return (a, b) => compareBytes(keys, a, b) || compareBytes(column, a, b);
}

/** Texts one behind another, as a column has them. */
class ByteTexts {
  constructor(length, count) {
    this.bytes = new Uint8Array(length);
    this.ends = new Uint32Array(count);
    this.count = 0;
    this.encoder = new TextEncoder();
  }

  add(text) {
    const from = this.start(this.count);
    // A folded text may take more bytes than the text.
    const most = from + text.length * 3;
    if (most > this.bytes.length) {
      const larger = new Uint8Array(Math.max(most, Math.ceil(this.bytes.length * 1.25)));
      larger.set(this.bytes);
      this.bytes = larger;
    }
    this.ends[this.count] = from + this.encoder.encodeInto(text, this.bytes.subarray(from)).written;
    this.count += 1;
  }

  start(code) {
    return code === 0 ? 0 : this.ends[code - 1];
  }
}

function compareBytes({ bytes, ends }, a, b) {
  const [startA, startB] = [a === 0 ? 0 : ends[a - 1], b === 0 ? 0 : ends[b - 1]];
  const [lengthA, lengthB] = [ends[a] - startA, ends[b] - startB];
  const shared = Math.min(lengthA, lengthB);
  for (let i = 0; i < shared; i += 1) {
    const difference = bytes[startA + i] - bytes[startB + i];
    if (difference !== 0) return difference;
  }
  return lengthA - lengthB;
}

export function largest(numbers) {
  return numbers.reduce((most, number) => Math.max(most, number), 0);
}

/** Rows in the order of their ranks; equal ones stay as they were, missing ones come last. */
export function countingSort(rows, codes, ranks, isDescending) {
  const last = largest(ranks);
  const place = (row) => {
    const rank = ranks[codes[row]];
    return rank === 0 ? last : isDescending ? last - rank : rank - 1;
  };
  const starts = new Uint32Array(last + 2);
  for (const row of rows) starts[place(row) + 1] += 1;
  for (let i = 1; i < starts.length; i += 1) starts[i] += starts[i - 1];
  const sorted = new Uint32Array(rows.length);
  for (const row of rows) {
    const at = place(row);
    sorted[starts[at]] = row;
    starts[at] += 1;
  }
  return sorted;
}

/** Groups in the order of their keys, of the number of rows, or of the result; missing ones last. */
export function sortGroups(groups, order, isDescending) {
  const key = order === "key" ? (group) => group.order
    : order === "count" ? (group) => [group.count]
    : (group) => [group.value ?? group.text];
  const isMissing = (values) => values.some((value) => value === "" || Number.isNaN(value));
  const keyed = groups.map((group) => ({ group, values: key(group), tie: group.order }));
  const sign = isDescending ? -1 : 1;
  keyed.sort((a, b) =>
    (order === "key" ? byKey(a.values, b.values, sign)
      : Number(isMissing(a.values)) - Number(isMissing(b.values))
        || sign * compareLists(a.values, b.values))
    || byKey(a.tie, b.tie, 1));
  return keyed.map((entry) => entry.group);
}

/** Place 0 is that of missing values. */
function byKey(a, b, sign) {
  for (let i = 0; i < a.length; i += 1) {
    if (a[i] !== b[i]) return a[i] === 0 ? 1 : b[i] === 0 ? -1 : sign * (a[i] - b[i]);
  }
  return 0;
}

function compareLists(a, b) {
  return a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0;
}
