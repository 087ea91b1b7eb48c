// SPDX-License-Identifier: EUPL-1.2

import { writeNumber } from "./explorer-input.js";

/** The texts of the page by their keys, and values as a reader of its language expects them. */
export class Words {
  /** `texts` are by key; numbers and dates follow `language` (`nl`, `en`). */
  constructor(texts, language) {
    this.texts = texts;
    this.locale = language === "en" ? "en-GB" : language;
    this.whole = new Intl.NumberFormat(this.locale);
    this.formats = new Map();
  }

  /** A text with its `{name}`s filled in. */
  text(key, values = {}) {
    return this.texts[key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  }

  /** A title with the filters in force, which are in words, and empty for none. */
  titled(title, filters) {
    return filters === "" ? title : this.text("filtered", { title, filters });
  }

  /** A whole number. */
  count(number) {
    return this.whole.format(number);
  }

  /** A number of bytes: `33 MB`. */
  size(bytes) {
    const [value, unit] = bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
    const format = { style: "unit", unit, maximumFractionDigits: value < 10 ? 1 : 0 };
    return new Intl.NumberFormat(this.locale, format).format(value);
  }

  /** A number from its text, exactly, with `least` to `most` decimals. */
  number(text, least, most) {
    if (Number.isNaN(Number(text))) return text;
    const key = `${least} ${most}`;
    if (!this.formats.has(key)) {
      const format = { minimumFractionDigits: least, maximumFractionDigits: most };
      this.formats.set(key, new Intl.NumberFormat(this.locale, format));
    }
    return this.formats.get(key).format(text);
  }

  /** A published value of a field; `field` has its `type`, and `labels`, `scale` where it has them. */
  value(text, field) {
    if (text === "") return "";
    if (field.labels?.[text] !== undefined) return field.labels[text];
    switch (field.type) {
      case "integer":
      case "number": return this.published(text, field);
      case "boolean": return this.texts[text] ?? text;
      case "date":
      case "yearmonth":
      case "datetime": return this.date(text);
      default: return text;
    }
  }

  /** A published number, with the digits that it was published with. */
  published(text, field) {
    const written = writeNumber(text, this.locale);
    if (written !== text || /^-?\d+$/.test(text)) return written;
    return this.number(text, field.leastScale ?? 0, Math.min(field.scale ?? 20, 20));
  }

  /** The name of a group. */
  key(text, field) {
    return text === "" ? this.text("none") : this.value(text, field);
  }

  /** `2026`, `2026-11`, `2026-11-23` or `2026-11-23T10:00:00`, as words; what is no date stays. */
  date(text) {
    const parts = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d(?::\d\d)?)(.*))?)?$/.exec(text);
    if (parts === null) return text;
    const day = new Date(Date.UTC(Number(parts[1]), Number(parts[2]) - 1, Number(parts[3] ?? 1)));
    const format = { timeZone: "UTC", year: "numeric", month: "short" };
    if (parts[3] !== undefined) format.day = "numeric";
    const date = new Intl.DateTimeFormat(this.locale, format).format(day);
    return parts[4] === undefined ? date : `${date} ${parts[4]}${parts[5]}`;
  }
}
