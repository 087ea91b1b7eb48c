// SPDX-License-Identifier: EUPL-1.2

import { period, periodText } from "/assets/explorer-chart.js";
import { TableReader } from "/assets/explorer-columns.js";
import { compareDecimals, decimal, decimalText, numbers, Sums } from "/assets/explorer-numbers.js";
import { decodeState, emptyState, encodeState } from "/assets/explorer-state.js";
import { equal } from "./expect.js";

function sum(texts) {
  const reader = new TableReader([{ name: "a", type: "number" }], 1);
  reader.write(new TextEncoder().encode(`a\n${texts.join("\n")}\n`));
  const { columns: [column], rows } = reader.end();
  const sums = new Sums(1, numbers(column));
  for (let row = 0; row < rows; row += 1) sums.add(0, column.codes[row]);
  return sums.sum(0).text;
}

export default {
  takesNumbersApart() {
    equal(decimal("-1.50"), { digits: "-150", scale: 2 });
    equal(decimal("12e3"), { digits: "12000", scale: 0 });
    equal(decimal("1.5E-3"), { digits: "15", scale: 4 });
    equal(decimal(".5"), { digits: "5", scale: 1 });
    for (const text of ["", "-", ".", "NaN", "INF", "1e99", "0x10", "1,5"]) equal(decimal(text), null);
    equal(decimalText(-5n, 2), "-0.05");
    equal(decimalText(150, 0), "150");
  },

  addsUpWithoutLoss() {
    equal(sum(Array(1000).fill("0.10")), "100.00");
    equal(sum(["0.1", "0.02", "-0.12"]), "0.00");
    // Beyond 2^53, in the cells and in the sum.
    equal(sum(["9007199254740993", "9007199254740993"]), "18014398509481986");
    equal(sum(Array(5).fill("9007199254740991")), "45035996273704955");
    equal(sum(["123456789012345678.91", "0.01"]), "123456789012345678.92");
    equal(sum(["9007199254740991", "-9007199254740991", "5"]), "5");
  },

  addsUpWhatIsNoDecimalNumberAsWellAsItCan() {
    equal(sum(["1e100", "1", "-1e100"]), "1");
    equal(sum(["NaN", "1"]), "NaN");
    equal(sum(["-INF", "1"]), "-Infinity");
  },

  comparesExactly() {
    const sign = (a, b) => Math.sign(compareDecimals(a, b));
    equal(sign("9007199254740993", "9007199254740992"), 1);
    equal(sign("0.1", "0.10"), 0);
    equal(sign("-2", "1.5"), -1);
    equal(sign("1.0000000000000000001", "1"), 1);
  },

  keepsAStateInAnAddress() {
    const fields = [
      { name: "wijk", type: "string" }, { name: "bedrag", type: "number" },
      { name: "a.b", type: "string" }, { name: "page", type: "string" },
    ];
    const state = {
      ...emptyState(),
      filters: [
        { field: "wijk", is: ["Noord & Zuid", "a=b,c"] }, { field: "bedrag", min: "1", missing: "no" },
        { field: "a.b", has: "100%" }, { field: "page" },
      ],
      by: ["wijk", "a.b"], unit: "year", measure: "sum", of: "bedrag", order: "value",
      isDescending: true, page: 3,
    };
    equal(decodeState(encodeState(state), fields).state, state);
    equal(decodeState(encodeState(emptyState()), fields), { state: emptyState(), unknown: [] });
    const odd = decodeState("weg.is=1&by=weg&measure=boem&page=-1&wijk.oops=1&x=1", fields);
    equal(odd.unknown.length, 6);
    equal(odd.state.by, []);
  },

  /** What no control could show is not in force either, and is told. */
  leavesOutOfAnAddressWhatIsNoFilter() {
    const fields = [
      { name: "datum", type: "date" }, { name: "bedrag", type: "number" }, { name: "jaar", type: "year" },
      { name: "wijk", type: "string" }, { name: "soort", type: "string", labels: { 1: "een" } },
      { name: "ja", type: "boolean" }, { name: "om", type: "time" }, { name: "op", type: "datetime" },
    ];
    const parts = [
      "datum.min=abc", "datum.min=", "datum.max=2026-02-30", "datum.min=31-12-2026", "datum.has=2026",
      "bedrag.min=1.000,5", "bedrag.max=abc", "bedrag.is=x", "bedrag.has=1", "jaar.min=1.5", "wijk.min=a",
      "wijk.has=", "wijk.is=", "soort.has=1", "ja.has=t", "ja.missing=maybe", "om.min=25:00", "om.max=1:00",
      "op.min=2026-01-01T25:00", "measure=sum", "by=wijk&measure=sum&of=wijk", "by=wijk&measure=max",
    ];
    for (const part of parts) {
      const { state, unknown } = decodeState(part, fields);
      equal([state.filters, state.measure, unknown.length], [[], "count", 1], part);
    }
    equal(decodeState("wijk.has=a&wijk.has=b", fields).unknown, ["wijk.has=b"]);
    const known = [
      "datum.min=2026", "datum.max=2026-02", "datum.min=2024-02-29", "bedrag.min=1e3", "bedrag.is=1.50",
      "jaar.max=2026", "om.min=09:30", "op.max=2026-01-01T10:00:00", "soort.is=1", "ja.is=true", "datum.missing=yes",
    ];
    for (const part of known) equal(decodeState(part, fields).unknown, [], part);
  },

  countsPeriods() {
    for (const text of ["1999", "2026-01", "2025-12", "2024-02-29"]) {
      equal(periodText(period(text), text), text);
    }
    equal(period("2026-01") - period("2025-12"), 1);
    equal(period("2024-03-01") - period("2024-02-28"), 2);
  },
};
