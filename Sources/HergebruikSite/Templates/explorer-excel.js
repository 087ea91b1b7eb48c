// SPDX-License-Identifier: EUPL-1.2

import { numeric } from "./explorer-query.js";

/** What Excel might take for a formula when a text begins with it. Source: OWASP, CSV Injection. */
const formula = /^[=+\-@\t\r\n]/;
const needsQuotes = /[;"\r\n]/;
const rowsPerPart = 4096;

/** A text as a cell: with an apostrophe before what might be a formula, and quotes where needed. */
export function textCell(text) {
  const harmless = formula.test(text) ? "'" + text : text;
  return needsQuotes.test(harmless) ? '"' + harmless.replaceAll('"', '""') + '"' : harmless;
}

/** A published value as a cell: decimal comma, and words for true and false. */
export function valueCell(text, type, words) {
  if (numeric.has(type) && !Number.isNaN(Number(text))) return text.replace(".", ",");
  if (type === "boolean") return textCell(words[text] ?? text);
  // Excel knows a date and a time with a space between them.
  if (type === "datetime") return textCell(text.replace("T", " "));
  return textCell(text);
}

/** A file for Excel in Dutch settings: UTF-8 with a byte order mark, semicolons, CRLF. */
class ExcelFile {
  constructor(titles) {
    this.parts = [new Blob(["\uFEFF"])];
    this.lines = [];
    this.add(titles.map(textCell));
  }

  add(cells) {
    this.lines.push(cells.join(";") + "\r\n");
    if (this.lines.length === rowsPerPart) this.flush();
  }

  /** A blob lives outside the memory of the worker. */
  flush() {
    this.parts.push(new Blob([this.lines.join("")]));
    this.lines = [];
  }

  finish() {
    this.flush();
    return new Blob(this.parts, { type: "text/csv;charset=utf-8" });
  }
}

/** The rows of a table in a given order; `words` are for `true` and `false`. */
export function rowsFile(table, rows, words) {
  const cells = table.columns.map((column, index) => {
    const type = table.fields[index].type;
    const cell = (code) => valueCell(column.text(code), type, words);
    if (column.distinct > 0xffff) return cell;
    const all = Array.from({ length: column.distinct }, (_, code) => cell(code));
    return (code) => all[code];
  });
  const file = new ExcelFile(table.fields.map((field) => field.title));
  for (const row of rows) {
    file.add(table.columns.map((column, index) => cells[index](column.codes[row])));
  }
  return file.finish();
}

/** Groups with their titles: a text per key, then numbers, whose types are given. */
export function groupsFile(groups, titles, types, words) {
  const file = new ExcelFile(titles);
  for (const group of groups) {
    const cells = [...group.keys, String(group.count)];
    if (group.text !== undefined) cells.push(group.text, String(group.missing));
    file.add(cells.map((text, index) => valueCell(text, types[index], words)));
  }
  return file.finish();
}
