// SPDX-License-Identifier: EUPL-1.2

import { decimal } from "./explorer-numbers.js";
import { dated, numeric } from "./explorer-values.js";

/** Whether the values of a type lie between limits. */
export function hasLimits(type) {
  return numeric.has(type) || dated.has(type) || type === "time";
}

/**
 * A limit as a reader of `locale` types it, in the form of the published file; null where it is not
 * understood. On a Dutch page `50.000.000` is `50000000`, `1,5` is `1.5`, and `1.5` is nothing.
 */
export function readLimit(typed, type, locale) {
  const text = typed.trim();
  if (type === "year") return /^-?\d{1,6}$/.test(text) ? String(Number(text)).padStart(4, "0") : null;
  if (numeric.has(type)) return readNumber(text, locale);
  return type === "time" ? readTime(text) : readDate(text, type, locale);
}

/** Whether a text is a limit in the form of the published file, as an address has it. */
export function isLimit(text, type) {
  if (type === "year") return /^-?\d{1,6}$/.test(text);
  if (numeric.has(type)) return decimal(text) !== null;
  if (type === "time") return readTime(text) === text;
  return /^\d{4}(-|$)/.test(text) && readDate(text, type, "en") === text;
}

/** A limit as a reader would type it: what `readLimit` makes the same text of. */
export function writeLimit(text, type, locale) {
  if (type === "year" || type === "time") return text;
  if (numeric.has(type)) return writeNumber(text, locale);
  const [date, time] = text.split("T");
  const day = date.split("-").reverse().join("-");
  return time === undefined ? day : `${day} ${time}`;
}

/** What stands between thousands and before decimals. */
function separators(locale) {
  const parts = new Intl.NumberFormat(locale).formatToParts(1234567.8);
  const part = (type) => parts.find((each) => each.type === type)?.value ?? "";
  return { group: part("group"), point: part("decimal") };
}

/** Groups are of three digits, with one and the same mark between them; a zero begins none. */
function readNumber(text, locale) {
  const { group, point } = separators(locale);
  const whole = `[1-9]\\d{0,2}(?<mark>[${group}\\s'’])\\d{3}(?:\\k<mark>\\d{3})*|\\d+`;
  const form = new RegExp(`^(?<sign>[-+−]?)\\s?(?<whole>${whole})(?:[${point}](?<rest>\\d+))?$`);
  const parts = form.exec(text)?.groups;
  if (parts === undefined) return null;
  const digits = parts.whole.replace(/\D/g, "").replace(/^0+(?=\d)/, "");
  const sign = parts.sign === "" || parts.sign === "+" ? "" : "-";
  const number = sign + digits + (parts.rest === undefined ? "" : `.${parts.rest}`);
  return decimal(number) === null ? null : number;
}

/** A number's text with the marks of a language, and all of its digits. */
export function writeNumber(text, locale) {
  const parts = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (parts === null) return text;
  const { group, point } = separators(locale);
  const whole = parts[2].replace(/\B(?=(?:\d{3})+$)/g, group);
  return parts[1] + whole + (parts[3] === undefined ? "" : point + parts[3]);
}

/**
 * A year, a month, a day, or a day with a time: `2026`, `11-2026`, `28-11-2026`, `28 nov 2026`, or
 * as ISO 8601 has them. Days come before months.
 */
function readDate(text, type, locale) {
  const timed = type === "datetime" ? /^(.+?)(?:[tT]|\s+)(\d{1,2}:\d\d(?::\d\d)?)$/.exec(text) : null;
  const parts = dateParts(timed?.[1] ?? text, locale);
  if (parts === null) return null;
  const [year, month, day] = parts;
  if (month !== undefined && (month < 1 || month > 12)) return null;
  // The calendar repeats after 400 years.
  const days = new Date(Date.UTC(Number(year) + 400, month ?? 1, 0)).getUTCDate();
  if (day !== undefined && (day < 1 || day > days || type === "yearmonth")) return null;
  const padded = [month, day].filter((part) => part !== undefined)
    .map((part) => String(Number(part)).padStart(2, "0"));
  const date = [year, ...padded].join("-");
  if (timed === null) return date;
  const time = readTime(timed[2]);
  return time === null || day === undefined ? null : `${date}T${time}`;
}

/** The year, the month and the day that a text names, undefined for those that it does not name. */
function dateParts(text, locale) {
  const standard = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(text);
  if (standard !== null) return standard.slice(1);
  const dutch = /^(?:(\d{1,2})([-/. ]))?(\d{1,2})[-/. ](\d{4})$/.exec(text);
  if (dutch !== null) return [dutch[4], dutch[3], dutch[1]];
  const named = /^(?:(\d{1,2})\s+)?(\p{L}+)\.?\s+(\d{4})$/u.exec(text);
  if (named === null) return null;
  const month = monthNames(locale).get(named[2].toLowerCase());
  return month === undefined ? null : [named[3], month, named[1]];
}

function monthNames(locale) {
  const names = new Map();
  for (let month = 1; month <= 12; month += 1) {
    for (const length of ["long", "short"]) {
      // With a day, as the tables of the explorer have them.
      const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", day: "numeric", month: length });
      const part = format.formatToParts(Date.UTC(2026, month - 1, 1)).find(({ type }) => type === "month");
      names.set(part.value.replace(".", "").toLowerCase(), month);
    }
  }
  return names;
}

function readTime(text) {
  const parts = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text);
  if (parts === null || Number(parts[1]) > 23 || Number(parts[2]) > 59 || Number(parts[3] ?? 0) > 59) return null;
  return text.padStart(parts[3] === undefined ? 5 : 8, "0");
}
