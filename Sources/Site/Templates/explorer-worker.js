// SPDX-License-Identifier: EUPL-1.2

import { CSVError } from "./explorer-csv.js";
import { TableReader } from "./explorer-columns.js";
import { groupsFile, rowsFile } from "./explorer-excel.js";
import { lines } from "./explorer-lines.js";
import { sortGroups } from "./explorer-order.js";
import { Query } from "./explorer-query.js";
import { suggestions } from "./explorer-values.js";
import { answerWith } from "./link.js";

/** A field with more different values than this is searched, not picked from. */
const mostChoices = 40;
const pageLength = 50;
const mostBars = 20;

let query = null;
let last = { key: "", rows: null, groups: null };

const answers = {
  /** Reads the file; tells how far it is about ten times a second. */
  async load({ url, fields, rows, size }) {
    const response = await fetch(url);
    if (!response.ok || response.body === null) throw new TypeError(`HTTP ${response.status}`);
    const reader = new TableReader(fields, rows);
    let [bytes, told] = [0, 0];
    const stream = (await unpacked(response.body, (count) => { bytes += count; })).getReader();
    for (let part = await stream.read(); !part.done; part = await stream.read()) {
      reader.write(part.value);
      if (performance.now() - told < 100) continue;
      told = performance.now();
      self.postMessage({ progress: { bytes, size, rows: Math.max(reader.rows, 0) } });
    }
    query = new Query(reader.end());
    return { rows: query.table.rows, columns: query.table.columns.map(about) };
  },

  /** Filters, then sorts or groups; answers the figures and a page of the result. */
  ask({ state }) {
    const result = results(state);
    const answer = { matched: result.rows.length, total: query.table.rows };
    if (state.by.length === 0) {
      const page = clamp(state.page, result.rows.length);
      const shown = result.rows.subarray(page * pageLength, (page + 1) * pageLength);
      return { ...answer, page, length: result.rows.length, lines: Array.from(shown, line) };
    }
    if (result.groups === null) return { ...answer, tooMany: true };
    const page = clamp(state.page, result.groups.length);
    return {
      ...answer, page, length: result.groups.length,
      groups: result.groups.slice(page * pageLength, (page + 1) * pageLength),
      ...(state.time >= 0 ? lines(result.groups, state) : { points: result.groups.slice(0, mostBars) }),
      isRounded: isRounded(state),
    };
  },

  /** Values of a field for a text that somebody types; `labels` are what the page shows of them. */
  suggest({ name, text, labels }) {
    return suggestions(query.table.columns[query.index(name)].texts().slice(1), text, labels);
  },

  /** The whole result as a file for Excel. */
  save({ state, titles, types, words }) {
    const result = results(state);
    return state.by.length === 0
      ? rowsFile(query.table, result.rows, words)
      : groupsFile(result.groups, titles, types, words);
  },
};

/** The unpacked bytes; some servers have a browser unpack the file, which then comes as it is. */
async function unpacked(body, count) {
  const packed = body.getReader();
  const first = await packed.read();
  const take = (part, controller) => {
    if (part.done) return controller.close();
    count(part.value.length);
    controller.enqueue(part.value);
  };
  const all = new ReadableStream({
    start: (controller) => take(first, controller),
    pull: async (controller) => take(await packed.read(), controller),
  });
  const isGzip = first.value?.[0] === 0x1f;
  return isGzip ? all.pipeThrough(new DecompressionStream("gzip")) : all;
}

/** What the page has to know of a column to offer filters and to write its numbers. */
function about(column, index) {
  const missing = query.table.columns[index].codes.reduce((sum, code) => sum + (code === 0), 0);
  const facts = { missing, distinct: column.distinct - 1 };
  if (facts.distinct <= mostChoices) {
    const ranks = query.ranks(index);
    const codes = column.texts().map((_, code) => code).slice(1);
    facts.values = codes.sort((a, b) => ranks[a] - ranks[b]).map((code) => column.text(code));
  }
  if (query.type(index) === "integer" || query.type(index) === "number") {
    const { scale, leastScale } = query.numbers(index);
    Object.assign(facts, { scale, leastScale });
  }
  return facts;
}

/** The rows, and the groups, of a state; kept for the next page of the same. */
function results(state) {
  const key = JSON.stringify({ ...state, page: 0 });
  if (last.key === key) return last;
  last = { key: "", rows: null, groups: null };
  let rows = query.filter(state.filters);
  let groups = null;
  if (state.by.length > 0) {
    groups = query.group(rows, state);
    if (groups !== null) groups = sortGroups(groups, state.order, state.isDescending);
  } else if (state.sort !== "") {
    rows = query.sort(rows, state.sort, state.isDescending);
  }
  last = { key, rows, groups };
  return last;
}

function isRounded(state) {
  return (state.measure === "sum" || state.measure === "mean")
    && query.numbers(query.index(state.of)).whole === null;
}

function line(row) {
  return query.table.columns.map((column) => column.text(column.codes[row]));
}

function clamp(page, length) {
  return Math.max(0, Math.min(page, Math.ceil(length / pageLength) - 1));
}

answerWith(answers, (error) => {
  if (error instanceof CSVError) return "damaged";
  if (error instanceof RangeError) return "memory";
  return error instanceof TypeError ? "network" : "unknown";
});
