// SPDX-License-Identifier: EUPL-1.2

import { CSVError, CSVReader } from "/assets/explorer-csv.js";
import { equal, fails } from "./expect.js";

const cases = [
  ["a,b\n1,2\n", [["a", "b"], ["1", "2"]]],
  ["a,b\n1,2", [["a", "b"], ["1", "2"]]],
  ["a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]],
  [",\n,\n", [["", ""], ["", ""]]],
  ['"a","b"\n', [["a", "b"]]],
  ['"say ""yes""",2\n', [['say "yes"', "2"]]],
  ['"""",""""""\n', [['"', '""']]],
  ['"one\ntwo\r\nthree","x,y"\n', [["one\ntwo\r\nthree", "x,y"]]],
  ['""\n""\n', [[""], [""]]],
  ["a\n\n\r\nb\n", [["a"], ["b"]]],
  ['a,"b"\r\nc,d', [["a", "b"], ["c", "d"]]],
  ['a,"b"', [["a", "b"]]],
  ["a,", [["a", ""]]],
  ["é€😀,ü\n", [["é€😀", "ü"]]],
  ['a"b,c""d\n', [['a"b', 'c""d']]],
  [`${"x".repeat(1000)},"${"y".repeat(1000)}"\n`, [["x".repeat(1000), "y".repeat(1000)]]],
  ["", []],
];

function rows(chunks) {
  const [all, row] = [[], []];
  const decoder = new TextDecoder();
  const reader = new CSVReader(
    (bytes, start, end) => row.push(decoder.decode(bytes.subarray(start, end))),
    () => all.push(row.splice(0)));
  for (const chunk of chunks) reader.write(chunk);
  reader.end();
  return all;
}

function cut(bytes, size) {
  const chunks = [];
  for (let at = 0; at < bytes.length; at += size) chunks.push(bytes.slice(at, at + size));
  return chunks;
}

export default {
  readsTheSameHoweverItIsCut() {
    for (const [text, expected] of cases) {
      const bytes = new TextEncoder().encode(text);
      for (const size of [1, 2, 3, 5, 7, 64, 1 << 16]) {
        equal(rows(cut(bytes, size)), expected, `${JSON.stringify(text)} in pieces of ${size}`);
      }
      for (let at = 0; at <= Math.min(bytes.length, 64); at += 1) {
        equal(rows([bytes.slice(0, at), bytes.slice(at)]), expected, `cut at ${at}`);
      }
    }
  },

  refusesWhatIsNoCSV() {
    for (const text of ['"a', '"a"b\n', 'x,"a" \n']) {
      const bytes = new TextEncoder().encode(text);
      fails(CSVError, () => rows([bytes]));
      fails(CSVError, () => rows(cut(bytes, 1)));
    }
  },
};
