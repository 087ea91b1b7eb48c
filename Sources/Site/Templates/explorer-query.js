// SPDX-License-Identifier: EUPL-1.2

import { compareDecimals, numbers, Sums } from "./explorer-numbers.js";
import { countingSort, largest, ranks } from "./explorer-order.js";
import { dated, folded, numeric } from "./explorer-values.js";

/** More groups than this are no overview, and cost much memory. */
export const mostGroups = 50_000;

/** A table with what was worked out about its columns, once for each. */
export class Query {
  /** `table` is that of a `TableReader`. */
  constructor(table) {
    this.table = table;
    this.known = new Map();
  }

  index(name) {
    return this.table.fields.findIndex((field) => field.name === name);
  }

  type(index) {
    return this.table.fields[index].type;
  }

  numbers(index) {
    return this.once(`numbers ${index}`, () => numbers(this.table.columns[index]));
  }

  /** By code its place in the order of the values, 0 for missing; equal values share one. */
  ranks(index) {
    return this.once(`ranks ${index}`, () => this.newRanks(index));
  }

  newRanks(index) {
    const isNumeric = numeric.has(this.type(index));
    return ranks(this.table.columns[index], isNumeric ? this.numbers(index) : null);
  }

  once(key, make) {
    if (!this.known.has(key)) this.known.set(key, make());
    return this.known.get(key);
  }

  /** The numbers of the rows that pass every filter, in the order of the file. */
  filter(filters) {
    const tests = filters.map((filter) => {
      const index = this.index(filter.field);
      return { codes: this.table.columns[index].codes, passes: passing(this, index, filter) };
    });
    const rows = new Uint32Array(this.table.rows);
    let count = 0;
    for (let row = 0; row < rows.length; row += 1) {
      let passes = 1;
      for (const test of tests) passes &= test.passes[test.codes[row]];
      rows[count] = row;
      count += passes;
    }
    return rows.slice(0, count);
  }

  /** Rows in the order of a field; equal ones stay as they were, missing ones come last. */
  sort(rows, name, isDescending) {
    const index = this.index(name);
    return countingSort(rows, this.table.columns[index].codes, this.ranks(index), isDescending);
  }

  /**
   * The groups of rows that are alike in one or two fields: `{keys, count, missing, value, text}`.
   *
   * `keys` are texts; `count` is of rows; where `measure` is not `count`, `missing` is of rows
   * without the measured field, and the result is `text`, exactly, and `value`, for a chart (null
   * for what is no number, and where all is missing). Null where there are more than `mostGroups`.
   */
  group(rows, { by, unit, measure, of }) {
    const parts = by.map((name) => this.groupKeys(this.index(name), unit));
    const numbered = groupNumbers(rows, parts);
    if (numbered === null) return null;
    const { groups, first } = numbered;
    const size = first.length;
    const count = new Uint32Array(size);
    for (const group of groups) count[group] += 1;
    const measured = measure === "count" ? null : this.measure(rows, groups, size, measure, of);
    return Array.from({ length: size }, (_, group) => ({
      keys: parts.map((part) => part.text(part.codes[first[group]])),
      order: parts.map((part) => part.ids[part.codes[first[group]]]),
      count: count[group],
      ...(measured === null ? {} : measured(group, count[group])),
    }));
  }

  /** By code the number of its group, in the order of the values, and `text(code)` of its group. */
  groupKeys(index, unit) {
    const column = this.table.columns[index];
    const length = dated.has(this.type(index)) ? { year: 4, month: 7, day: 10 }[unit] : undefined;
    if (length === undefined) {
      return { codes: column.codes, ids: this.ranks(index), text: (code) => column.text(code) };
    }
    const ids = this.once(`groups ${index} ${length}`, () => cutKeys(column, length));
    return { codes: column.codes, ids, text: (code) => column.text(code).slice(0, length) };
  }

  measure(rows, groups, size, measure, name) {
    const index = this.index(name);
    const codes = this.table.columns[index].codes;
    const missing = new Uint32Array(size);
    const isExtreme = measure === "min" || measure === "max";
    const result = isExtreme
      ? new Extremes(size, this, index, measure === "max")
      : new Sums(size, this.numbers(index));
    for (let i = 0; i < rows.length; i += 1) {
      const code = codes[rows[i]];
      if (code === 0) missing[groups[i]] += 1;
      else result.add(groups[i], code);
    }
    return (group, count) => {
      const present = count - missing[group];
      if (present === 0) return { missing: missing[group], text: "", value: null };
      if (isExtreme) return { missing: missing[group], ...result.extreme(group) };
      const sum = result.sum(group);
      if (measure === "sum") return { missing: missing[group], ...sum };
      return { missing: missing[group], text: String(sum.value / present), value: sum.value / present };
    };
  }
}

/** The smallest or the largest value per group. */
class Extremes {
  constructor(groups, query, index, isLargest) {
    this.column = query.table.columns[index];
    this.values = numeric.has(query.type(index)) ? query.numbers(index).value : null;
    this.ranks = query.ranks(index);
    this.isLargest = isLargest;
    this.codes = new Uint32Array(groups);
  }

  add(group, code) {
    const [best, rank] = [this.ranks[this.codes[group]], this.ranks[code]];
    if (best === 0 || (this.isLargest ? rank > best : rank < best)) this.codes[group] = code;
  }

  extreme(group) {
    const code = this.codes[group];
    return { text: this.column.text(code), value: this.values === null ? null : this.values[code] };
  }
}

/** By code 1 where a value passes the filter, else 0. */
function passing(query, index, filter) {
  const column = query.table.columns[index];
  const passes = new Uint8Array(column.distinct).fill(1);
  if (filter.missing !== "yes") passes[0] = filter.missing === undefined && !hasTest(filter) ? 1 : 0;
  const test = valueTest(query.type(index), filter);
  for (let code = 1; code < passes.length; code += 1) {
    passes[code] = filter.missing !== "yes" && test(column.text(code)) ? 1 : 0;
  }
  return passes;
}

function hasTest(filter) {
  return filter.has !== undefined || filter.is?.length > 0
    || filter.min !== undefined || filter.max !== undefined;
}

function valueTest(type, { has, is, min, max }) {
  const tests = [];
  if (has !== undefined) {
    const part = folded(has);
    tests.push((text) => folded(text).includes(part));
  }
  if (is?.length > 0) {
    const wanted = new Set(is);
    const isWanted = (text) => wanted.has(text);
    // 1 and 1.00 are the same number.
    const isSame = (text) => is.some((value) => compareDecimals(text, value) === 0);
    tests.push(numeric.has(type) ? isSame : isWanted);
  }
  const compare = numeric.has(type) ? compareDecimals : comparePrefixes;
  if (min !== undefined) tests.push((text) => compare(text, min) >= 0);
  if (max !== undefined) tests.push((text) => compare(text, max) <= 0);
  return (text) => tests.every((test) => test(text));
}

/** Compares as far as the limit goes: all of a day lies within a limit that is a day. */
function comparePrefixes(text, limit) {
  const part = text.slice(0, limit.length);
  return part < limit ? -1 : part > limit ? 1 : 0;
}

/** By code the place of the first `length` characters of a date among all of them. */
function cutKeys(column, length) {
  const cut = column.texts().map((text) => text.slice(0, length));
  const texts = [...new Set(["", ...cut])].sort();
  const places = new Map(texts.map((text, place) => [text, place]));
  return Uint32Array.from(cut, (text) => places.get(text));
}

/** Per row the number of its group, and per group its first row; null where there are too many. */
function groupNumbers(rows, parts) {
  const [one, two] = parts;
  const width = two === undefined ? 1 : largest(two.ids) + 1;
  const numbers = new Map();
  const first = [];
  const groups = new Uint32Array(rows.length);
  for (let i = 0; i < rows.length; i += 1) {
    const row = rows[i];
    const key = one.ids[one.codes[row]] * width + (two === undefined ? 0 : two.ids[two.codes[row]]);
    let group = numbers.get(key);
    if (group === undefined) {
      group = first.length;
      if (group === mostGroups) return null;
      numbers.set(key, group);
      first.push(row);
    }
    groups[i] = group;
  }
  return { groups, first };
}
