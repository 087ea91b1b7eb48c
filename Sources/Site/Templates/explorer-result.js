// SPDX-License-Identifier: EUPL-1.2

import { byId, element } from "./explorer-dom.js";
import { numeric } from "./explorer-values.js";

/** A table of `columns`, `{key, title, isNumber}`, whose headers sort, and of rows of texts. */
export function resultTable(columns, lines, { caption, words, sorted, sort }) {
  const head = columns.map((column) => headerCell(column, words, sorted, sort));
  const body = lines.map((line) => element("tr", {}, ...line.map((text, i) => element(
    i === 0 ? "th" : "td",
    { scope: i === 0 ? "row" : null, class: columns[i].isNumber ? "explorer-number" : null },
    text))));
  return element(
    "table", { class: "explorer-table" }, element("caption", {}, caption),
    element("thead", {}, element("tr", {}, ...head)), element("tbody", {}, ...body));
}

function headerCell({ key, title, isNumber }, words, sorted, sort) {
  const cell = element("th", { scope: "col", class: isNumber ? "explorer-number" : null });
  if (key === null) {
    cell.append(title);
    return cell;
  }
  const isSorted = sorted.key === key;
  const direction = sorted.isDescending ? "descending" : "ascending";
  if (isSorted) cell.setAttribute("aria-sort", direction);
  const sign = element("span", { "aria-hidden": "true", class: "explorer-arrow" },
    isSorted ? (sorted.isDescending ? "↓" : "↑") : "↕");
  const button = element(
    "button", { type: "button", class: "explorer-sort", "data-key": key, title: words.text("sort") },
    title, " ", sign);
  button.addEventListener("click", () => sort(key, isSorted && !sorted.isDescending));
  cell.append(button);
  return cell;
}

/** Puts a new table in place, with the focus on the same header where it was on one. */
export function placeTable(table) {
  const focused = document.activeElement?.dataset?.key;
  byId("explorer-table").replaceChildren(table);
  if (focused === undefined) return;
  const buttons = [...table.querySelectorAll("[data-key]")];
  buttons.find((button) => button.dataset.key === focused)?.focus();
}

/** The columns and texts of rows. */
export function rowsContent(fields, lines, words) {
  const columns = fields.map((field) => ({
    key: field.name, title: titled(field),
    isNumber: numeric.has(field.type) && field.type !== "year",
  }));
  return {
    columns, lines: lines.map((line) => line.map((text, i) => words.value(text, fields[i]))),
  };
}

/** The columns and texts of groups; the keys sort by the first. */
export function groupsContent({ by, of, measure }, groups, words) {
  const columns = by.map((field, i) => ({ key: i === 0 ? "key" : null, title: field.title }));
  columns.push({ key: "count", title: words.text("rows"), isNumber: true });
  if (measure !== "count") {
    columns.push({ key: "value", title: measureTitle(measure, of, words), isNumber: true });
    columns.push({ key: null, title: words.text("without-field", { field: of.title }), isNumber: true });
  }
  const lines = groups.map((group) => {
    const texts = [...group.keys.map((key, i) => words.key(key, by[i])), words.count(group.count)];
    if (measure === "count") return texts;
    return [...texts, measured(group.text, measure, of, words), words.count(group.missing)];
  });
  return { columns, lines };
}

/** What is shown of each group: `Som van Bedrag (EUR)`. */
export function measureTitle(measure, of, words) {
  if (measure === "count") return words.text("rows");
  return words.text("measured", { measure: words.text(`measure-${measure}`), field: titled(of) });
}

/** The result of a group; a mean has up to two decimals more than what it is a mean of. */
export function measured(text, measure, of, words) {
  if (text === "") return "–";
  if (measure !== "mean") return words.value(text, of);
  return words.number(text, 0, Math.min((of.scale ?? 0) + 2, 20));
}

function titled(field) {
  return field.unit === undefined ? field.title : `${field.title} (${field.unit})`;
}
