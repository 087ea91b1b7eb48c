// SPDX-License-Identifier: EUPL-1.2

import { writeNumber } from "./explorer-input.js";
import { byId, element } from "./explorer-dom.js";
import { dated, numeric } from "./explorer-values.js";

/** More values of one field than this are counted in a title, not named. */
const mostNamed = 5;

/** A limit in words: `50.000.000`, `31 dec 2025`. */
export function limitText(text, field, words) {
  if (dated.has(field.type)) return words.date(text);
  return numeric.has(field.type) && field.type !== "year" ? writeNumber(text, words.locale) : text;
}

/** The tests of a filter one by one: `{test, value, text}`, in words with the title of its field. */
function tests(filter, field, words) {
  const named = (test, value, values) => (
    { test, value, text: words.text(`filter-${test}`, { field: field.title, ...values }) });
  const all = (filter.is ?? []).map((value) => named("is", value, { value: words.value(value, field) }));
  if (filter.has !== undefined) all.push(named("has", filter.has, { value: filter.has }));
  for (const test of ["min", "max"]) {
    const value = filter[test];
    if (value !== undefined) all.push(named(test, value, { value: limitText(value, field, words) }));
  }
  if (filter.missing !== undefined) {
    const kind = { test: "missing", value: filter.missing };
    all.push({ ...kind, text: words.text(`filter-${filter.missing === "yes" ? "empty" : "filled"}`, { field: field.title }) });
  }
  return all;
}

/** All filters in words, for a title: `Provincie: Utrecht of Zeeland; Lasten vanaf 50.000.000`. */
export function filtersText(filters, fields, words) {
  return filters.flatMap((filter) => {
    const field = fields.find((each) => each.name === filter.field);
    const others = tests({ ...filter, is: undefined }, field, words).map((each) => each.text);
    const values = (filter.is ?? []).map((value) => words.value(value, field));
    if (values.length === 0) return others;
    const value = values.length > mostNamed
      ? words.text("filter-many", { count: words.count(values.length) }) : values.join(words.text("filter-or"));
    return [words.text("filter-is", { field: field.title, value }), ...others];
  }).join("; ");
}

/** Shows every filter in force as a button that takes it away: `drop(field, test, value)`. */
export function showChips(filters, fields, words, drop) {
  const buttons = filters.flatMap((filter) => {
    const field = fields.find((each) => each.name === filter.field);
    return tests(filter, field, words).map(({ test, value, text }) => {
      const button = element("button", { type: "button", class: "explorer-chip" },
        element("span", { class: "hidden" }, `${words.text("remove")}: `), text,
        element("span", { "aria-hidden": "true", class: "explorer-cross" }, "×"));
      button.addEventListener("click", () => drop(filter.field, test, value));
      return button;
    });
  });
  const focused = [...byId("explorer-chips").querySelectorAll("button")].indexOf(document.activeElement);
  byId("explorer-chips").replaceChildren(...buttons.map((button) => element("li", {}, button)));
  byId("explorer-chips-part").hidden = buttons.length === 0;
  if (focused >= 0) (buttons[Math.min(focused, buttons.length - 1)] ?? byId("explorer-result-title")).focus();
}

/** Filters as a part of a file's name, a hundred characters at most. */
export function fileNamePart(text) {
  const plain = text.replace(/(\d)[.,](?=\d{3})/g, "$1").replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "").toLowerCase();
  return [...plain].slice(0, 100).join("").replace(/-+$/, "");
}
