// SPDX-License-Identifier: EUPL-1.2

import { element } from "./explorer-dom.js";
import { dated, numeric } from "./explorer-values.js";

const inputTypes = { date: "date", datetime: "date", yearmonth: "month", time: "time" };

/**
 * The controls of a filter, in a fieldset named after its field.
 *
 * `change(isTyping)` is called after `filter` changed, `remove()` when it is to go.
 */
export function filterControls(field, filter, index, words, { change, remove }) {
  const make = { field, filter, words, change, id: `explorer-filter-${index}` };
  const parts = [];
  if (numeric.has(field.type) || field.type in inputTypes) {
    parts.push(limit(make, "min", "from"), limit(make, "max", "to"));
  } else if (field.type !== "boolean" && field.labels === undefined) {
    parts.push(contains(make));
  }
  if (isPicked(field)) parts.push(choices(make));
  if (field.missing > 0) parts.push(missing(make));
  const title = element("span", { class: "explorer-filter-name" }, field.title);
  const unit = field.unit === undefined ? [] : [` (${field.unit})`];
  const button = element(
    "button", { type: "button", class: "explorer-quiet" }, words.text("remove"),
    element("span", { class: "hidden" }, ` ${field.title}`));
  button.addEventListener("click", remove);
  const legend = element("legend", {}, title, ...unit);
  return element("fieldset", { class: "explorer-filter" }, legend, ...parts, button);
}

function isPicked(field) {
  if (field.values === undefined) return false;
  return !numeric.has(field.type) && !dated.has(field.type) && field.type !== "time";
}

/** A smallest or largest value; numbers may be typed with a decimal comma where the browser takes it. */
function limit({ field, filter, words, change, id }, test, word) {
  const isYear = field.type === "year";
  const input = element("input", {
    id: `${id}-${test}`,
    type: numeric.has(field.type) ? "number" : inputTypes[field.type],
    step: field.type === "number" ? "any" : field.type === "time" ? "1" : null,
    placeholder: field.type === "yearmonth" ? words.text("month-form") : null,
    autocomplete: "off",
    min: isYear ? "0" : null,
  });
  input.value = filter[test] ?? "";
  follow(input, filter, test, change);
  return labelled(input, words.text(word));
}

function contains({ filter, words, change, id }) {
  const input = element("input", { id: `${id}-has`, type: "search", autocomplete: "off" });
  input.value = filter.has ?? "";
  follow(input, filter, "has", change);
  return labelled(input, words.text("contains"));
}

function follow(input, filter, test, change) {
  const take = (isTyping) => {
    const value = input.value === "" ? undefined : input.value;
    if (filter[test] === value && isTyping) return;
    filter[test] = value;
    change(isTyping);
  };
  input.addEventListener("input", () => take(true));
  input.addEventListener("change", () => take(false));
}

/** Boxes to tick; those that are ticked already come first. */
function choices({ field, filter, words, change, id }) {
  const isTicked = (value) => filter.is?.includes(value) ?? false;
  const values = field.values.toSorted((a, b) => Number(isTicked(b)) - Number(isTicked(a)));
  const boxes = values.map((value, i) => {
    const box = element("input", { type: "checkbox", id: `${id}-is-${i}`, value });
    box.checked = isTicked(value);
    box.addEventListener("change", () => {
      filter.is = boxes.map((entry) => entry.box).filter((entry) => entry.checked)
        .map((entry) => entry.value);
      if (filter.is.length === 0) filter.is = undefined;
      change(false);
    });
    const label = element("label", { for: `${id}-is-${i}` }, words.value(value, field));
    return { box, row: element("div", { class: "explorer-choice" }, box, label) };
  });
  return element(
    "div", { class: "explorer-choices", role: "group", "aria-label": words.text("one-of") },
    ...boxes.map((entry) => entry.row));
}

function missing({ field, filter, words, change, id }) {
  const options = [
    ["", words.text("missing-any")],
    ["no", words.text("missing-no")],
    ["yes", words.text("missing-yes", { count: words.count(field.missing) })],
  ];
  const select = element("select", { id: `${id}-missing` },
    ...options.map(([value, text]) => element("option", { value }, text)));
  select.value = filter.missing ?? "";
  select.addEventListener("change", () => {
    filter.missing = select.value === "" ? undefined : select.value;
    change(false);
  });
  return labelled(select, words.text("missing"));
}

function labelled(control, text) {
  const label = element("label", { for: control.id }, text);
  return element("div", { class: "explorer-control" }, label, control);
}
