// SPDX-License-Identifier: EUPL-1.2

import { limitText } from "./explorer-chips.js";
import { element } from "./explorer-dom.js";
import { hasLimits, readLimit, writeLimit } from "./explorer-input.js";
import { picker } from "./explorer-picker.js";
import { dated } from "./explorer-values.js";

/** While someone types, a pause in milliseconds before something is said or done about it. */
export const typingPause = 300;

/**
 * The controls of a filter, in a fieldset named after its field.
 *
 * `change(isTyping)` is called after `filter` changed, `remove()` when it is to go;
 * `suggest(name, text)` promises values of a field.
 */
export function filterControls(field, filter, index, words, { change, remove, suggest }) {
  const make = { field, filter, words, change, suggest, id: `explorer-filter-${index}` };
  const parts = [];
  if (hasLimits(field.type)) {
    parts.push(limit(make, "min", "from"), limit(make, "max", "to"));
  } else if (field.type !== "boolean" && field.labels === undefined) {
    parts.push(contains(make));
  }
  if (!hasLimits(field.type)) parts.push(field.values === undefined ? picker(make) : choices(make));
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

/**
 * A smallest or largest value, typed as the language of the page writes it.
 *
 * What was understood stands below it; what was not is no filter, and that is said.
 */
function limit({ field, filter, words, change, id }, test, word) {
  const note = element("p", { id: `${id}-${test}-note`, class: "explorer-understood", role: "status" });
  const input = element("input", {
    id: `${id}-${test}`, type: "text", inputmode: inputMode(field.type), autocomplete: "off",
    spellcheck: "false", "aria-describedby": note.id,
  });
  input.value = filter[test] === undefined ? "" : writeLimit(filter[test], field.type, words.locale);
  const say = () => {
    const isWrong = input.value.trim() !== "" && filter[test] === undefined;
    input.setAttribute("aria-invalid", String(isWrong));
    note.classList.toggle("explorer-wrong", isWrong);
    const kind = dated.has(field.type) || field.type === "time" || field.type === "year" ? field.type : "number";
    note.textContent = isWrong ? words.text(`wrong-${kind}`)
      : filter[test] === undefined ? ""
      : words.text(`understood-${test}`, { value: limitText(filter[test], field, words) });
  };
  const read = (typed) => (typed.trim() === "" ? undefined : readLimit(typed, field.type, words.locale) ?? undefined);
  follow(input, filter, test, change, { read, say });
  say();
  return element("div", { class: "explorer-control" },
    element("label", { for: input.id }, words.text(word)), input, note);
}

function inputMode(type) {
  return type === "number" || type === "integer" ? "decimal" : type === "year" ? "numeric" : null;
}

function contains({ filter, words, change, id }) {
  const input = element("input", { id: `${id}-has`, type: "search", autocomplete: "off" });
  input.value = filter.has ?? "";
  follow(input, filter, "has", change);
  return labelled(input, words.text("contains"));
}

/** Keeps a test of a filter what `read` makes of the typed text; `say()` tells of it, in a pause. */
function follow(input, filter, test, change, { read = (typed) => typed || undefined, say = () => {} } = {}) {
  let pause = 0;
  const take = (isTyping) => {
    const value = read(input.value);
    const isSame = filter[test] === value;
    filter[test] = value;
    clearTimeout(pause);
    if (isTyping) pause = setTimeout(say, typingPause);
    else say();
    if (!isSame || !isTyping) change(isTyping);
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
