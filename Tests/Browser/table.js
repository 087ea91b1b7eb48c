// SPDX-License-Identifier: EUPL-1.2

import { TableReader } from "/assets/explorer-columns.js";
import { CSVError } from "/assets/explorer-csv.js";
import { ExcelFile, groupsFile, rowsFile } from "/assets/explorer-excel.js";
import { lines } from "/assets/explorer-lines.js";
import { sortGroups } from "/assets/explorer-order.js";
import { mostGroups, Query } from "/assets/explorer-query.js";
import { suggestions } from "/assets/explorer-values.js";
import { equal, fails } from "./expect.js";

function table(types, text) {
  const fields = Object.entries(types).map(([name, type]) => ({ name, type, title: name }));
  const reader = new TableReader(fields, 1);
  reader.write(new TextEncoder().encode(`${fields.map((field) => field.name).join(",")}\n${text}`));
  return reader.end();
}

const trees = {
  types: { soort: "string", dikte: "integer", hoogte: "number", geplant: "date", gezond: "boolean" },
  text: [
    "Eik,10,1.50,2020-05-01,true", "eik,2,0.10,2020-05-31,false", "Beuk,,0.20,2021-01-01,true",
    ",7,,,", "Éik,100,12.25,2019-12-31,true", '"Wilg, treur",-3,-0.05,2020-06-01,false',
  ].join("\n"),
};

function query() {
  return new Query(table(trees.types, trees.text));
}

function found(...filters) {
  return query().filter(filters);
}

export default {
  keepsEveryTextThroughEveryWidthOfItsCode() {
    const texts = Array.from({ length: 70_000 }, (_, i) => `t${(i * 7919) % 66_000}`);
    const { columns, rows } = table({ a: "string" }, texts.join("\n"));
    equal(rows, 70_000);
    equal(columns[0].distinct, 66_001);
    equal(columns[0].codes.BYTES_PER_ELEMENT, 4);
    texts.forEach((text, i) => {
      if (columns[0].text(columns[0].codes[i]) !== text) throw new Error(`row ${i}`);
    });
    const few = table({ a: "string" }, texts.map((_, i) => i % 300).join("\n")).columns[0];
    equal(few.codes.BYTES_PER_ELEMENT, 2);
    equal(few.text(few.codes[69_999]), String(69_999 % 300));
  },

  refusesATableThatIsNotAsDescribed() {
    fails(CSVError, () => table({ a: "string", b: "string" }, "1,2\n3\n"));
    fails(CSVError, () => table({ a: "string" }, "1\n2,3\n"));
    fails(CSVError, () => new TableReader([{ name: "a", type: "string" }], 1).end());
    const other = new TableReader([{ name: "a", type: "string" }], 1);
    fails(CSVError, () => other.write(new TextEncoder().encode("b\n1\n")));
  },

  keepsAMarkThatIsPartOfACell() {
    const { columns } = table({ a: "string" }, "x\n\uFEFFy\n");
    equal(columns[0].text(columns[0].codes[1]), "\uFEFFy");
  },

  filters() {
    equal(found(), [0, 1, 2, 3, 4, 5]);
    equal(found({ field: "soort" }), [0, 1, 2, 3, 4, 5]);
    equal(found({ field: "soort", has: "EIK" }), [0, 1, 4]);
    equal(found({ field: "soort", is: ["Eik", "Beuk"] }), [0, 2]);
    equal(found({ field: "dikte", min: "2", max: "10" }), [0, 1, 3]);
    equal(found({ field: "hoogte", min: "0.1" }), [0, 1, 2, 4]);
    equal(found({ field: "geplant", min: "2020-05-31" }), [1, 2, 5]);
    equal(found({ field: "geplant", max: "2020-05" }), [0, 1, 4]);
    equal(found({ field: "dikte", missing: "yes" }), [2]);
    equal(found({ field: "dikte", missing: "no", max: "7" }), [1, 3, 5]);
    equal(found({ field: "hoogte", is: ["1.5", "-5e-2"] }), [0, 5]);
    equal(found({ field: "gezond", is: ["true"] }, { field: "dikte", missing: "no" }), [0, 4]);
  },

  sortsWithMissingOnesLast() {
    const sorted = (name, isDescending) => {
      const asked = query();
      return asked.sort(asked.filter([]), name, isDescending);
    };
    equal(sorted("dikte", false), [5, 1, 3, 0, 4, 2]);
    equal(sorted("dikte", true), [4, 0, 3, 1, 5, 2]);
    equal(sorted("soort", false), [2, 0, 1, 4, 5, 3]);
    equal(sorted("geplant", true), [2, 5, 1, 0, 4, 3]);
  },

  groups() {
    const asked = query();
    const rows = asked.filter([]);
    const grouped = (wish) => sortGroups(asked.group(rows, wish), "key", false)
      .map((group) => [...group.keys, group.count, group.text, group.missing]);
    equal(grouped({ by: ["geplant"], unit: "month", measure: "sum", of: "hoogte" }), [
      ["2019-12", 1, "12.25", 0], ["2020-05", 2, "1.60", 0], ["2020-06", 1, "-0.05", 0],
      ["2021-01", 1, "0.20", 0], ["", 1, "", 1],
    ]);
    equal(grouped({ by: ["gezond", "geplant"], unit: "year", measure: "max", of: "dikte" }), [
      ["false", "2020", 2, "2", 0], ["true", "2019", 1, "100", 0], ["true", "2020", 1, "10", 0],
      ["true", "2021", 1, "", 1], ["", "", 1, "7", 0],
    ]);
    equal(grouped({ by: ["gezond"], measure: "min", of: "geplant" }).map((group) => group[2]),
      ["2020-05-31", "2019-12-31", ""]);
    equal(grouped({ by: ["gezond"], measure: "mean", of: "dikte" }).map((group) => group[2]),
      ["-0.5", "55", "7"]);
    equal(asked.group(rows, { by: ["gezond"], measure: "count" }).map((group) => group.count), [3, 2, 1]);
  },

  groupsEqualNumbersHoweverTheyAreWritten() {
    const asked = new Query(table({ a: "number" }, "1\n1.0\n1.00\n2\n"));
    const groups = asked.group(asked.filter([]), { by: ["a"], measure: "count" });
    equal(groups.map((group) => group.count), [3, 1]);
  },

  doesNotMakeTooManyGroups() {
    const texts = Array.from({ length: mostGroups + 1 }, (_, i) => i).join("\n");
    const asked = new Query(table({ a: "integer" }, texts));
    equal(asked.group(asked.filter([]), { by: ["a"], measure: "count" }), null);
    const rows = asked.filter([{ field: "a", max: String(mostGroups - 1) }]);
    equal(asked.group(rows, { by: ["a"], measure: "count" }).length, mostGroups);
  },

  sortsGroupsByTheirResult() {
    const asked = query();
    const groups = asked.group(asked.filter([]), { by: ["soort"], measure: "sum", of: "dikte" });
    const keys = (order, isDescending) =>
      sortGroups(groups, order, isDescending).map((group) => group.keys[0]);
    equal(keys("value", true), ["Éik", "Eik", "", "eik", "Wilg, treur", "Beuk"]);
    equal(keys("value", false), ["Wilg, treur", "eik", "", "Eik", "Éik", "Beuk"]);
    equal(keys("key", true), ["Wilg, treur", "Éik", "eik", "Eik", "Beuk", ""]);
  },

  /** Of seven towns with as many rows the largest is the last by alphabet; the order of the groups is nothing to it. */
  drawsTheLinesThatAreLargestByTheMeasure() {
    const towns = ["A", "B", "C", "D", "E", "F", "Utrecht"];
    const values = { A: 3, B: 7, C: 1, D: 9, E: 5, F: 2, Utrecht: 1000 };
    const text = ["2020", "2021", "2022"].flatMap((year) => towns.map((town) => `${year},${town},${values[town]}`));
    text.push("2020,,", ",A,5000", "2023,C,");
    const asked = new Query(table({ jaar: "year", plaats: "string", aantal: "integer" }, text.join("\n")));
    const drawn = (by, measure) => {
      const groups = asked.group(asked.filter([]), { by, unit: "year", measure, of: "aantal" });
      return lines(sortGroups(groups, "count", true), { time: by.indexOf("jaar"), measure });
    };
    for (const by of [["jaar", "plaats"], ["plaats", "jaar"]]) {
      for (const measure of ["sum", "mean", "min", "max"]) {
        const { keys, lines: all, points } = drawn(by, measure);
        equal(keys, ["Utrecht", "D", "B", "E", "A"], `${by} ${measure}`);
        equal(all, 8);
        const own = points.filter((group) => group.keys.includes("Utrecht"));
        equal(own.map((group) => group.keys[by.indexOf("jaar")]), ["2020", "2021", "2022"]);
      }
      equal(drawn(by, "count").keys, ["C", "A", "B", "D", "E"]);
    }
    equal(drawn(["jaar"], "sum").keys, [""]);
  },

  suggestsValues() {
    const texts = ["Utrechtse Heuvelrug", "Zeist", "Utrecht", "Nieuw-Utrecht", "Sudwest", "Súdwest"];
    equal(suggestions(texts, "utrecht"), { values: ["Utrecht", "Utrechtse Heuvelrug", "Nieuw-Utrecht"], exact: "Utrecht" });
    equal(suggestions(texts, "sudwest").exact, null);
    equal(suggestions(texts, "Súdwest").exact, "Súdwest");
    equal(suggestions(texts, "utr").exact, null);
    equal(suggestions(["1", "2"], "TWEE", { 1: "een", 2: "twee" }), { values: ["2"], exact: "2" });
    equal(suggestions(Array.from({ length: 99 }, (_, i) => `x${i}`), "").values.length, 20);
  },

  async guardsTextsThatExcelWouldRun() {
    const cases = [
      ["=1+1", "string", "'=1+1"], ["+1", "string", "'+1"], ["-1", "string", "'-1"],
      ["@a", "string", "'@a"], ["\tx", "any", "'\tx"], ["\r=1", "string", '"\'\r=1"'],
      ['=HYPERLINK("x";"y")', "string", '"\'=HYPERLINK(""x"";""y"")"'], ["a;b", "string", '"a;b"'],
      ["a=b", "string", "a=b"], ["-12.50", "number", "-12,50"], ["1e-5", "number", "1e-5"],
      ["-5", "integer", "-5"], ["=1", "number", "'=1"], ["-1+1", "number", "'-1+1"],
      ["NaN", "number", "NaN"], ["true", "boolean", "ja"], ["-", "boolean", "'-"],
      ["2026-01-02T03:04:05", "datetime", "2026-01-02 03:04:05"], ["", "string", ""],
    ];
    for (const [text, type, expected] of cases) {
      const file = new ExcelFile(["=a"], { true: "ja", false: "nee" });
      file.addText(text, type);
      file.endRow();
      // Reading as text takes the byte order mark away.
      equal(await file.finish().text(), `'=a\r\n${expected}\r\n`, text);
    }
  },

  async savesMoreThanOnePiece() {
    const file = new ExcelFile(["a", "b"], { true: "ja", false: "nee" });
    for (let i = 0; i < 300_000; i += 1) {
      file.addText(`é${i}`, "string");
      file.addText(String(i), "integer");
      file.endRow();
    }
    const rows = (await file.finish().text()).split("\r\n");
    equal(rows.length, 300_002);
    rows.slice(1, -1).forEach((row, i) => {
      if (row !== `é${i};${i}`) throw new Error(`row ${i} is ${row}`);
    });
  },

  async savesRowsAndGroups() {
    const asked = query();
    const rows = asked.sort(asked.filter([{ field: "soort", has: "wilg" }]), "dikte", false);
    const file = rowsFile(asked.table, rows, { true: "ja", false: "nee" });
    const bytes = new Uint8Array(await file.arrayBuffer());
    equal(bytes.slice(0, 3), [0xef, 0xbb, 0xbf]);
    equal(new TextDecoder().decode(bytes),
      "soort;dikte;hoogte;geplant;gezond\r\nWilg, treur;-3;-0,05;2020-06-01;nee\r\n");
    const groups = asked.group(asked.filter([]), { by: ["gezond"], measure: "sum", of: "hoogte" });
    const saved = groupsFile(
      sortGroups(groups, "key", false), ["gezond", "rijen", "som", "zonder"],
      ["boolean", "integer", "number", "integer"], { true: "ja", false: "nee" });
    equal(await saved.text(), "gezond;rijen;som;zonder\r\nnee;2;0,05;0\r\nja;3;13,95;0\r\n;1;;1\r\n");
  },
};
