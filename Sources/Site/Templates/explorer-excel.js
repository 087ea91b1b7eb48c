// SPDX-License-Identifier: EUPL-1.2

import { numeric } from "./explorer-values.js";

const [tab, lineFeed, carriageReturn, quote, apostrophe] = [0x09, 0x0a, 0x0d, 0x22, 0x27];
const [plus, comma, minus, point, semicolon, equals, at] = [0x2b, 0x2c, 0x2d, 0x2e, 0x3b, 0x3d, 0x40];
/** What Excel may take for a formula when a text begins with it. Source: OWASP, CSV Injection. */
const dangerous = new Set([equals, plus, minus, at, tab, carriageReturn, lineFeed]);
const pieceLength = 1 << 20;
const decoder = new TextDecoder();

/**
 * A CSV file for Excel in Dutch settings: UTF-8 with a byte order mark, semicolons, CRLF, decimal commas.
 *
 * A text that Excel may take for a formula gets an apostrophe; `words` are for `true` and `false`.
 * Bytes go in and out, piece by piece: blobs lie outside the memory of the page.
 */
export class ExcelFile {
  constructor(titles, words) {
    this.encoder = new TextEncoder();
    this.words = { true: this.encoder.encode(words.true), false: this.encoder.encode(words.false) };
    this.piece = new Uint8Array(pieceLength);
    this.length = 0;
    this.blobs = [];
    this.isRowStart = true;
    this.put(this.encoder.encode("\uFEFF"), 0, 3);
    for (const title of titles) this.addText(title, "string");
    this.endRow();
  }

  /** Adds a cell of a field's type from its published bytes. */
  add(bytes, start, end, type) {
    if (!this.isRowStart) this.putByte(semicolon);
    this.isRowStart = false;
    if (numeric.has(type) && isNumber(bytes, start, end)) {
      this.put(bytes, start, end, point, comma);
    } else if (type === "boolean" && this.words[decoder.decode(bytes.subarray(start, end))]) {
      const word = this.words[decoder.decode(bytes.subarray(start, end))];
      this.put(word, 0, word.length);
    } else if (type === "datetime") {
      // Excel knows a date and a time with a space between them.
      this.put(bytes, start, end, 0x54, 0x20);
    } else {
      this.putText(bytes, start, end);
    }
  }

  addText(text, type) {
    const bytes = this.encoder.encode(text);
    this.add(bytes, 0, bytes.length, type);
  }

  endRow() {
    this.putByte(carriageReturn);
    this.putByte(lineFeed);
    this.isRowStart = true;
  }

  /** The file. */
  finish() {
    this.flush();
    return new Blob(this.blobs, { type: "text/csv;charset=utf-8" });
  }

  putText(bytes, start, end) {
    const isDangerous = start < end && dangerous.has(bytes[start]);
    const isQuoted = needsQuotes(bytes, start, end);
    if (isQuoted) this.putByte(quote);
    if (isDangerous) this.putByte(apostrophe);
    if (!isQuoted) return this.put(bytes, start, end);
    for (let i = start; i < end; i += 1) {
      if (bytes[i] === quote) this.putByte(quote);
      this.putByte(bytes[i]);
    }
    this.putByte(quote);
  }

  put(bytes, start, end, from = -1, to = -1) {
    for (let i = start; i < end; i += 1) this.putByte(bytes[i] === from ? to : bytes[i]);
  }

  putByte(byte) {
    if (this.length === pieceLength) this.flush();
    this.piece[this.length] = byte;
    this.length += 1;
  }

  flush() {
    this.blobs.push(new Blob([this.piece.subarray(0, this.length)]));
    this.length = 0;
  }
}

function isNumber(bytes, start, end) {
  if (start === end) return false;
  if (bytes[start] > 0x2f && bytes[end - 1] < 0x3a) {
    let i = start;
    while (i < end && ((bytes[i] > 0x2f && bytes[i] < 0x3a) || bytes[i] === point)) i += 1;
    if (i === end) return true;
  }
  return Number.isFinite(Number(decoder.decode(bytes.subarray(start, end))));
}

function needsQuotes(bytes, start, end) {
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i];
    if (byte === semicolon || byte === quote || byte === lineFeed || byte === carriageReturn) return true;
  }
  return false;
}

/** The rows of a table in a given order. */
export function rowsFile(table, rows, words) {
  const file = new ExcelFile(table.fields.map((field) => field.title), words);
  const types = table.fields.map((field) => field.type);
  for (const row of rows) {
    table.columns.forEach((column, index) => {
      const code = column.codes[row];
      file.add(column.bytes, column.start(code), column.ends[code], types[index]);
    });
    file.endRow();
  }
  return file.finish();
}

/** Groups with their titles: a text per key, then numbers, whose types are given. */
export function groupsFile(groups, titles, types, words) {
  const file = new ExcelFile(titles, words);
  for (const group of groups) {
    const cells = [...group.keys, String(group.count)];
    if (group.text !== undefined) cells.push(group.text, String(group.missing));
    cells.forEach((text, index) => file.addText(text, types[index]));
    file.endRow();
  }
  return file.finish();
}
