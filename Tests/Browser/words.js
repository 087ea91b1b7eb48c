// SPDX-License-Identifier: EUPL-1.2

import { Words } from "/assets/explorer-words.js";
import { equal } from "./expect.js";

const texts = { none: "(leeg)", true: "ja", false: "nee", found: "{count} van {total}, {odd}" };

function value(text, field, language = "nl") {
  // Spaces that do not break are written as spaces here.
  return new Words(texts, language).value(text, field).replace(/\s/g, " ");
}

export default {
  writesNumbersExactly() {
    const amount = { type: "number", scale: 2, leastScale: 2 };
    equal(value("1234.50", amount), "1.234,50");
    equal(value("1234.50", amount, "en"), "1,234.50");
    equal(value("123456789012345678.91", amount), "123.456.789.012.345.678,91");
    equal(value("-9007199254740993", { type: "integer", scale: 0, leastScale: 0 }), "-9.007.199.254.740.993");
    equal(value("1.5", { type: "number", scale: 3, leastScale: 1 }), "1,5");
    equal(value("NaN", amount), "NaN");
    equal(value("2026", { type: "year" }), "2026");
  },

  writesDatesAndWords() {
    equal(value("2026-03-01", { type: "date" }), "1 mrt 2026");
    equal(value("2026-03-01", { type: "date" }, "en"), "1 Mar 2026");
    equal(value("2026-03", { type: "yearmonth" }), "mrt 2026");
    equal(value("2026-03-01T06:07:00", { type: "datetime" }), "1 mrt 2026 06:07:00");
    equal(value("gisteren", { type: "date" }), "gisteren");
    equal(value("true", { type: "boolean" }), "ja");
    equal(value("1", { type: "integer", labels: { 1: "een" } }), "een");
    equal(value("", { type: "date" }), "");
    equal(new Words(texts, "nl").key("", { type: "string" }), "(leeg)");
  },

  fillsTexts() {
    equal(new Words(texts, "nl").text("found", { count: 1, total: "2" }), "1 van 2, {odd}");
  },
};
