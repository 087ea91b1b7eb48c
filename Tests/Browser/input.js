// SPDX-License-Identifier: EUPL-1.2

import { fileNamePart, filtersText } from "/assets/explorer-chips.js";
import { isLimit, readLimit, writeLimit } from "/assets/explorer-input.js";
import { Words } from "/assets/explorer-words.js";
import { equal } from "./expect.js";

function read(typed, type = "number", locale = "nl") {
  return readLimit(typed, type, locale);
}

/** Numbers that can be repeated, from 0 up to `most`. */
function sequence(seed) {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

export default {
  readsNumbersAsThePageWritesThem() {
    const dutch = {
      "50.000.000": "50000000", "50000000,5": "50000000.5", "1.000": "1000", "1.234,50": "1234.50", "0,5": "0.5",
      "-7": "-7", "−7": "-7", "+7": "7", "50 000 000": "50000000", "50\u00a0000": "50000", "50\u202f000": "50000",
      "1'000": "1000", " 12 ": "12", "007": "7", "12345678901234567890,01": "12345678901234567890.01",
    };
    for (const [typed, expected] of Object.entries(dutch)) equal(read(typed), expected, typed);
    const english = { "50,000,000": "50000000", "50000000.5": "50000000.5", "1,000": "1000", "1.5": "1.5", "1.000": "1.000" };
    for (const [typed, expected] of Object.entries(english)) equal(read(typed, "number", "en-GB"), expected, typed);
  },

  refusesWhatMayBeAnotherNumber() {
    const wrong = [
      "1.5", "50 mln", "50mln", "50.00.000", "50.000,000.5", "1,000,000", "0.500", "1.0000", "50.000 000", "1e6", "€ 5",
      "", "-", ",5", "5,", "abc", "--5", "1-2", "NaN", "Infinity", "0x10", "1".repeat(61), "5 5", "1.000.00",
    ];
    for (const typed of wrong) equal(read(typed), null, typed);
    for (const typed of ["1,5", "50.000.000", "1,00", "1.5.5"]) equal(read(typed, "number", "en-GB"), null, typed);
    for (const typed of ["1,5", "2.026", "abc", "26e3"]) equal(read(typed, "year"), null, typed);
  },

  /** Every number that the page writes is read as the same number, in both languages. */
  readsWhatItWrites() {
    const random = sequence(20261128);
    for (let i = 0; i < 5000; i += 1) {
      const digits = Array.from({ length: 1 + random(20) }, (_, place) => (place === 0 ? 1 + random(9) : random(10))).join("");
      const rest = random(2) === 0 ? "" : `.${Array.from({ length: 1 + random(6) }, () => random(10)).join("")}`;
      const number = (random(3) === 0 ? "-" : "") + digits + rest;
      for (const [language, locale] of [["nl", "nl"], ["en", "en-GB"]]) {
        equal(read(writeLimit(number, "number", locale), "number", locale), number, writeLimit(number, "number", locale));
        const shown = new Words({}, language).value(number, { type: "number", scale: 20, leastScale: Math.max(rest.length - 1, 0) });
        // Decimals that are zero at the end may go.
        equal(Number(read(shown, "number", locale)), Number(number), shown);
      }
    }
  },

  readsDatesWithTheDayFirst() {
    const dates = {
      "31-12-2026": "2026-12-31", "1-2-2026": "2026-02-01", "01/02/2026": "2026-02-01", "1.2.2026": "2026-02-01",
      "2026-12-31": "2026-12-31", "2026-1-2": "2026-01-02", "12-2026": "2026-12", "2026-12": "2026-12", 2026: "2026",
      "13 mrt 2020": "2020-03-13", "13 maart 2020": "2020-03-13", "mei 2020": "2020-05", "1 sep. 2020": "2020-09-01",
      "29-2-2024": "2024-02-29", "01-01-0001": "0001-01-01", "31-12-9999": "9999-12-31",
    };
    for (const [typed, expected] of Object.entries(dates)) equal(read(typed, "date"), expected, typed);
    for (const typed of ["29-2-2026", "31-4-2026", "13-13-2026", "0-1-2026", "abc", "31-12-26", "1 foo 2026", "20261231", "12-31-2026", "", "2026-13"]) {
      equal(read(typed, "date"), null, typed);
    }
    equal(read("3 March 2026", "date", "en-GB"), "2026-03-03");
    equal(read("31-12-2026", "yearmonth"), null);
    equal(read("31-12-2026 14:30", "datetime"), "2026-12-31T14:30");
    equal(read("2026-12-31T14:30:15", "datetime"), "2026-12-31T14:30:15");
    equal(read("12-2026 14:30", "datetime"), null);
    equal(read("31-12-2026 24:30", "datetime"), null);
    equal(read("31-12-2026 14:30", "date"), null);
    equal([read("9:30", "time"), read("25:00", "time"), read("half drie", "time")], ["09:30", null, null]);
  },

  /** Every day that the tables show is read as that day. */
  readsTheDatesThatThePageWrites() {
    for (let day = 0; day < 3700; day += 1) {
      const date = new Date(Date.UTC(2019, 0, 1 + day)).toISOString().slice(0, 10);
      for (const [language, locale] of [["nl", "nl"], ["en", "en-GB"]]) {
        equal(read(new Words({}, language).date(date), "date", locale), date);
        equal(read(writeLimit(date, "date", locale), "date", locale), date);
      }
      equal(isLimit(date, "date"), true);
    }
    for (const text of ["2026", "2026-05", "2026-05-06T07:08"]) equal(read(writeLimit(text, "datetime", "nl"), "datetime"), text);
  },

  saysEveryFilterInWords() {
    const texts = {
      "filter-is": "{field}: {value}", "filter-or": " of ", "filter-many": "{count} gekozen waarden", "filter-has": "{field} bevat “{value}”",
      "filter-min": "{field} vanaf {value}", "filter-max": "{field} tot en met {value}", "filter-empty": "{field}: alleen leeg",
      "filter-filled": "{field}: alleen gevuld",
    };
    const fields = [
      { name: "l", title: "Lasten", type: "number" }, { name: "p", title: "Provincie", type: "string" },
      { name: "d", title: "Datum", type: "date" }, { name: "s", title: "Soort", type: "integer", labels: { 1: "een" } },
    ];
    const said = (...filters) => filtersText(filters, fields, new Words(texts, "nl")).replace(/\u00a0/g, " ");
    equal(said({ field: "p", is: ["Utrecht", "Zeeland"] }, { field: "l", min: "50000000", max: "1e9" }),
      "Provincie: Utrecht of Zeeland; Lasten vanaf 50.000.000; Lasten tot en met 1e9");
    equal(said({ field: "d", min: "2026-01-02", max: "2026", missing: "no" }),
      "Datum vanaf 2 jan 2026; Datum tot en met 2026; Datum: alleen gevuld");
    equal(said({ field: "p", is: [..."abcdef"], has: "x", missing: "yes" }),
      "Provincie: 6 gekozen waarden; Provincie bevat “x”; Provincie: alleen leeg");
    equal(said({ field: "s", is: ["1"] }), "Soort: een");
    equal(said({ field: "p" }), "");
  },

  namesFilesAfterFilters() {
    equal(fileNamePart("Provincie: Utrecht; Lasten vanaf 50.000.000"), "provincie-utrecht-lasten-vanaf-50000000");
    equal(fileNamePart("../..\\a/b:\u202e*?\"<>|\n"), "a-b");
    equal(fileNamePart("é".repeat(500)).length, 100);
    equal(fileNamePart(""), "");
  },
};
