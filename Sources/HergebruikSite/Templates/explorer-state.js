// SPDX-License-Identifier: EUPL-1.2

/** What can be done to the values of a group. */
export const measures = ["count", "sum", "mean", "min", "max"];
const single = ["has", "min", "max", "missing"];

/** What is asked for when nothing is. */
export function emptyState() {
  return {
    filters: [], by: [], unit: "month", measure: "count", of: "", sort: "", isDescending: false,
    order: "", page: 0,
  };
}

/**
 * A state as the part of an address behind `#`: `wijk.is=Noord&bedrag.min=10&by=wijk&measure=count`.
 *
 * Keys with a dot are filters (`FIELD.is`, `.has`, `.min`, `.max`, `.missing`), the others ours.
 */
export function encodeState(state) {
  const parts = new URLSearchParams();
  for (const filter of state.filters) {
    for (const value of filter.is ?? []) parts.append(`${filter.field}.is`, value);
    for (const test of single) {
      if (filter[test] !== undefined) parts.append(`${filter.field}.${test}`, filter[test]);
    }
    if (isEmpty(filter)) parts.append(`${filter.field}.any`, "");
  }
  for (const field of state.by) parts.append("by", field);
  if (state.by.length > 0) {
    parts.append("unit", state.unit);
    parts.append("measure", state.measure);
    if (state.measure !== "count") parts.append("of", state.of);
    if (state.order !== "") parts.append("order", state.order);
  }
  if (state.sort !== "") parts.append("sort", state.sort);
  if (state.isDescending) parts.append("desc", "1");
  if (state.page > 0) parts.append("page", String(state.page + 1));
  return parts.toString();
}

function isEmpty(filter) {
  return !(filter.is?.length > 0) && single.every((test) => filter[test] === undefined);
}

/**
 * The state in an address, for a table with these fields, and how many of its parts are left out
 * because they name no field or nothing that is known.
 */
export function decodeState(text, names) {
  const state = emptyState();
  let unknown = 0;
  for (const [key, value] of new URLSearchParams(text)) {
    const dot = key.lastIndexOf(".");
    const isKnown = dot < 0
      ? decodePart(state, key, value, names)
      : decodeFilter(state.filters, key.slice(0, dot), key.slice(dot + 1), value, names);
    if (!isKnown) unknown += 1;
  }
  if (state.measure !== "count" && !names.includes(state.of)) state.measure = "count";
  return { state, unknown };
}

function decodePart(state, key, value, names) {
  const isField = names.includes(value);
  if (key === "by" && isField && state.by.length < 2 && !state.by.includes(value)) {
    state.by.push(value);
  } else if ((key === "sort" || key === "of") && isField) {
    state[key] = value;
  } else if (key === "unit" && ["year", "month", "day"].includes(value)) {
    state.unit = value;
  } else if (key === "measure" && measures.includes(value)) {
    state.measure = value;
  } else if (key === "order" && ["key", "count", "value"].includes(value)) {
    state.order = value;
  } else if (key === "desc") {
    state.isDescending = value === "1";
  } else if (key === "page" && /^[1-9]\d{0,8}$/.test(value)) {
    state.page = Number(value) - 1;
  } else {
    return false;
  }
  return true;
}

function decodeFilter(filters, field, test, value, names) {
  if (!names.includes(field)) return false;
  let filter = filters.find((known) => known.field === field);
  if (filter === undefined) filters.push((filter = { field }));
  if (test === "is") {
    (filter.is ??= []).push(value);
  } else if (test === "missing") {
    if (value !== "yes" && value !== "no") return false;
    filter.missing = value;
  } else if (single.includes(test)) {
    filter[test] = value;
  } else {
    return test === "any";
  }
  return true;
}
