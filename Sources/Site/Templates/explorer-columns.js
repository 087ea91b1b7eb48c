// SPDX-License-Identifier: EUPL-1.2

import { CSVError, CSVReader } from "./explorer-csv.js";

// A cell may begin with what would be a byte order mark at the start of a file.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * The cells of a field: each different text once, and per row the number (code) of its text.
 *
 * Code 0 is the empty text: a missing value. Codes take one, two or four bytes a row, as needed.
 */
export class Column {
  constructor(capacity) {
    this.length = 0;
    this.codes = new Uint8Array(Math.max(capacity, 16));
    this.distinct = 0;
    this.bytes = new Uint8Array(1024);
    this.ends = new Uint32Array(64);
    this.slots = new Uint32Array(256);
    this.code(this.bytes, 0, 0);
  }

  /** Appends the cell in a range of bytes. */
  append(bytes, start, end) {
    if (this.length === this.codes.length) this.widen(this.codes.constructor, this.length * 2);
    // First the code, which may put wider codes in place.
    const code = this.code(bytes, start, end);
    this.codes[this.length] = code;
    this.length += 1;
  }

  /** The text of a code. */
  text(code) {
    return decoder.decode(this.bytes.subarray(this.start(code), this.ends[code]));
  }

  /** Where the text of a code begins in `bytes`; it ends at `ends[code]`. */
  start(code) {
    return code === 0 ? 0 : this.ends[code - 1];
  }

  /** The texts of all codes, in the order of the codes. */
  texts() {
    return Array.from({ length: this.distinct }, (_, code) => this.text(code));
  }

  /** Gives back what only appending needed. */
  finish() {
    this.codes = this.codes.slice(0, this.length);
    this.ends = this.ends.slice(0, this.distinct);
    this.bytes = this.bytes.slice(0, this.ends[this.distinct - 1]);
    this.slots = null;
  }

  /** The code of a text, a new one where it is new. */
  code(bytes, start, end) {
    const mask = this.slots.length - 1;
    let slot = hash(bytes, start, end) & mask;
    for (let found = this.slots[slot]; found !== 0; found = this.slots[slot]) {
      if (this.isText(found - 1, bytes, start, end)) return found - 1;
      slot = (slot + 1) & mask;
    }
    return this.add(bytes, start, end, slot);
  }

  isText(code, bytes, start, end) {
    const from = this.start(code);
    if (this.ends[code] - from !== end - start) return false;
    for (let i = start, own = from; i < end; i += 1, own += 1) {
      if (this.bytes[own] !== bytes[i]) return false;
    }
    return true;
  }

  add(bytes, start, end, slot) {
    const code = this.distinct;
    const from = this.start(code);
    const to = from + end - start;
    if (to > this.bytes.length) this.bytes = grown(this.bytes, Math.max(to, this.bytes.length * 1.5));
    if (code === this.ends.length) this.ends = grown(this.ends, code * 2);
    for (let i = start, own = from; i < end; i += 1, own += 1) this.bytes[own] = bytes[i];
    this.ends[code] = to;
    this.distinct += 1;
    this.slots[slot] = this.distinct;
    if (this.distinct * 2 > this.slots.length) this.rehash();
    if (code === 0x100) this.widen(Uint16Array, this.codes.length);
    if (code === 0x10000) this.widen(Uint32Array, this.codes.length);
    return code;
  }

  rehash() {
    this.slots = new Uint32Array(this.slots.length * 2);
    const mask = this.slots.length - 1;
    for (let code = 0, from = 0; code < this.distinct; from = this.ends[code], code += 1) {
      let slot = hash(this.bytes, from, this.ends[code]) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = code + 1;
    }
  }

  widen(Kind, capacity) {
    const wider = new Kind(capacity);
    wider.set(this.codes.subarray(0, this.length));
    this.codes = wider;
  }
}

function grown(array, length) {
  const larger = new array.constructor(Math.ceil(length));
  larger.set(array);
  return larger;
}

/** FNV-1a of 32 bits, its upper bits mixed into the lower. */
function hash(bytes, start, end) {
  let value = 0x811c9dc5;
  for (let i = start; i < end; i += 1) value = Math.imul(value ^ bytes[i], 0x01000193);
  return value ^ (value >>> 15);
}

/** Makes columns of the bytes of a CSV file whose header names the fields. */
export class TableReader {
  /** `fields` is a list of `{name, type}`; `expectedRows` is a guess that saves copying. */
  constructor(fields, expectedRows) {
    this.fields = fields;
    this.columns = fields.map(() => new Column(expectedRows));
    this.header = [];
    this.rows = -1;
    this.cell = 0;
    this.reader = new CSVReader(
      (bytes, start, end) => this.take(bytes, start, end),
      () => this.endRow(),
    );
  }

  /** Takes the next bytes. */
  write(chunk) {
    this.reader.write(chunk);
  }

  /** The table: `{fields, columns, rows}`. */
  end() {
    this.reader.end();
    if (this.rows < 0) throw new CSVError("the file is empty");
    for (const column of this.columns) column.finish();
    return { fields: this.fields, columns: this.columns, rows: this.rows };
  }

  take(bytes, start, end) {
    if (this.rows < 0) {
      this.header.push(new TextDecoder().decode(bytes.subarray(start, end)));
    } else if (this.cell < this.columns.length) {
      this.columns[this.cell].append(bytes, start, end);
    }
    this.cell += 1;
  }

  endRow() {
    if (this.cell !== this.fields.length) {
      throw new CSVError(`row ${this.rows + 1} has ${this.cell} cells, not ${this.fields.length}`);
    }
    if (this.rows < 0 && this.fields.some((field, i) => field.name !== this.header[i])) {
      throw new CSVError("the header names other fields than the page");
    }
    this.rows += 1;
    this.cell = 0;
  }
}
