// SPDX-License-Identifier: EUPL-1.2

import { hasLimits, isLimit } from "./explorer-input.js";
import { dated, numeric } from "./explorer-values.js";

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

/** Whether a filter lets everything through. */
export function isEmpty(filter) {
  return !(filter.is?.length > 0) && single.every((test) => filter[test] === undefined);
}

/**
 * The state in an address, for a table with these fields, and the parts that are left out
 * (`datum.min=abc`) because they name no field or nothing that is known.
 */
export function decodeState(text, fields) {
  const state = emptyState();
  const unknown = [];
  for (const [key, value] of new URLSearchParams(text)) {
    const dot = key.lastIndexOf(".");
    const isKnown = dot < 0
      ? decodePart(state, key, value, fields)
      : decodeFilter(state.filters, key.slice(0, dot), key.slice(dot + 1), value, fields);
    if (!isKnown) unknown.push(`${key}=${value}`);
  }
  const of = fields.find((field) => field.name === state.of);
  if (state.measure !== "count" && (state.by.length === 0 || !fits(of, state.measure))) {
    unknown.push(`measure=${state.measure}`);
    state.measure = "count";
  }
  return { state, unknown };
}

/** Whether a measure can be taken of a field, undefined for none. */
export function fits(field, measure) {
  const isNumber = field?.type === "integer" || field?.type === "number";
  return isNumber || ((measure === "min" || measure === "max") && dated.has(field?.type));
}

function decodePart(state, key, value, fields) {
  const isField = fields.some((field) => field.name === value);
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

function decodeFilter(filters, name, test, value, fields) {
  const field = fields.find((each) => each.name === name);
  if (field === undefined || !isTest(field, test, value)) return false;
  let filter = filters.find((known) => known.field === name);
  if (filter === undefined) filters.push((filter = { field: name }));
  if (test === "any") return true;
  if (test === "is") {
    if (!filter.is?.includes(value)) (filter.is ??= []).push(value);
    return true;
  }
  // Of two limits only one could be in force, and shown.
  if (filter[test] !== undefined) return false;
  filter[test] = value;
  return true;
}

/** Whether a field can be tested so, against this value. */
function isTest(field, test, value) {
  switch (test) {
    case "any": return true;
    case "missing": return value === "yes" || value === "no";
    case "min":
    case "max": return hasLimits(field.type) && isLimit(value, field.type);
    case "is": return numeric.has(field.type) ? isLimit(value, field.type) : value !== "";
    case "has": return !hasLimits(field.type) && field.type !== "boolean" && field.labels === undefined && value !== "";
    default: return false;
  }
}
