// SPDX-License-Identifier: EUPL-1.2

import { sortGroups } from "./explorer-order.js";

const mostLines = 5;

/**
 * The points of the lines that are largest by the measure as a whole, `keys` of those lines, largest
 * first, and how many lines there are.
 *
 * `time` is the place of the time among the keys of a group; of groups without a time there is no point.
 */
export function lines(groups, { time, measure }) {
  const [dated, all] = [groups.filter((group) => group.keys[time] !== ""), new Map()];
  for (const group of dated) {
    const key = group.keys[1 - time] ?? "";
    if (!all.has(key)) all.set(key, []);
    all.get(key).push(group);
  }
  const sized = [...all].map(([key, own]) => ({ key, size: size(own, measure), place: own[0].order[1 - time] ?? 0 }));
  sized.sort((a, b) => (a.size === b.size ? a.place - b.place : a.size < b.size ? 1 : -1));
  const keys = sized.slice(0, mostLines).map(({ key }) => key);
  const points = dated.filter((group) => keys.includes(group.keys[1 - time] ?? ""));
  return { points: sortGroups(points, "key", false), keys, lines: all.size };
}

/** The measure of a whole line, from those of its groups; lowest where there is none. */
function size(groups, measure) {
  if (measure === "count") return groups.reduce((sum, { count }) => sum + count, 0);
  const present = groups.filter(({ value }) => value !== null && Number.isFinite(value));
  if (present.length === 0) return -Infinity;
  const values = present.map(({ value }) => value);
  if (measure === "max") return values.reduce((most, value) => Math.max(most, value));
  if (measure === "min") return values.reduce((least, value) => Math.min(least, value));
  if (measure === "sum") return values.reduce((sum, value) => sum + value);
  const rows = present.map(({ count, missing }) => count - missing);
  const total = values.reduce((sum, value, i) => sum + value * rows[i], 0);
  return total / rows.reduce((sum, count) => sum + count);
}
