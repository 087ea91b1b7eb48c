// SPDX-License-Identifier: EUPL-1.2

/** A CSV file that is not what its schema says, or that is damaged. */
export class CSVError extends Error {}

const [comma, quote, lineFeed, carriageReturn] = [0x2c, 0x22, 0x0a, 0x0d];
const [atStart, inPlain, inQuotes, afterQuote] = [0, 1, 2, 3];

/**
 * Reads CSV from bytes as they come, cut anywhere, and hands on each cell as a range of bytes.
 *
 * Source: RFC 4180, section 2; LF and CRLF both end a row, and a blank line is none.
 */
export class CSVReader {
  /** `onCell(bytes, start, end)` must not keep the bytes; `onRow()` follows the last cell of a row. */
  constructor(onCell, onRow) {
    this.onCell = onCell;
    this.onRow = onRow;
    this.state = atStart;
    this.cells = 0;
    this.wasQuoted = false;
    // What came of a cell before this chunk, or before a doubled quote.
    this.held = new Uint8Array(256);
    this.heldLength = 0;
  }

  /** Takes the next bytes. */
  write(chunk) {
    const length = chunk.length;
    let at = 0;
    while (at < length) {
      if (this.state === atStart) {
        this.wasQuoted = chunk[at] === quote;
        this.state = this.wasQuoted ? inQuotes : inPlain;
        if (this.wasQuoted) at += 1;
      } else if (this.state === inPlain) {
        at = this.plain(chunk, at);
      } else if (this.state === inQuotes) {
        const end = chunk.indexOf(quote, at);
        this.hold(chunk, at, end < 0 ? length : end);
        at = end < 0 ? length : end + 1;
        if (end >= 0) this.state = afterQuote;
      } else {
        at = this.quoteSeen(chunk, at);
      }
    }
  }

  /** Ends the last row where no line end does. */
  end() {
    if (this.state === inQuotes) throw new CSVError("a quoted cell does not end");
    if (this.state !== atStart || this.cells > 0) this.endCell(this.held, 0, this.heldLength, true);
  }

  /** Reads an unquoted cell up to its separator or the end of the chunk; returns where to go on. */
  plain(chunk, from) {
    const length = chunk.length;
    let end = from;
    while (end < length && chunk[end] !== comma && chunk[end] !== lineFeed) end += 1;
    if (end === length) {
      this.hold(chunk, from, end);
      return end;
    }
    const isLast = chunk[end] === lineFeed;
    if (this.heldLength > 0) {
      this.hold(chunk, from, end);
      this.endCell(this.held, 0, this.heldLength, isLast);
    } else {
      this.endCell(chunk, from, end, isLast);
    }
    return end + 1;
  }

  /** Reads what follows a quote inside quotes: another one, a separator, or a line end. */
  quoteSeen(chunk, at) {
    const byte = chunk[at];
    if (byte === quote) {
      this.hold(chunk, at, at + 1);
      this.state = inQuotes;
    } else if (byte === comma || byte === lineFeed) {
      this.endCell(this.held, 0, this.heldLength, byte === lineFeed);
    } else if (byte !== carriageReturn) {
      throw new CSVError("text stands behind a closing quote");
    }
    return at + 1;
  }

  endCell(bytes, start, end, isLast) {
    if (isLast && !this.wasQuoted && end > start && bytes[end - 1] === carriageReturn) end -= 1;
    const isBlank = isLast && this.cells === 0 && end === start && !this.wasQuoted;
    if (!isBlank) {
      this.onCell(bytes, start, end);
      if (isLast) this.onRow();
    }
    this.cells = isLast ? 0 : this.cells + 1;
    this.state = atStart;
    this.wasQuoted = false;
    this.heldLength = 0;
  }

  hold(bytes, start, end) {
    const needed = this.heldLength + end - start;
    if (needed > this.held.length) {
      const larger = new Uint8Array(Math.max(needed, this.held.length * 2));
      larger.set(this.held.subarray(0, this.heldLength));
      this.held = larger;
    }
    this.held.set(bytes.subarray(start, end), this.heldLength);
    this.heldLength = needed;
  }
}
