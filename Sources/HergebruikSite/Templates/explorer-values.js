// SPDX-License-Identifier: EUPL-1.2

/** The types whose values lie on a line, by how they are compared. */
export const numeric = new Set(["integer", "number", "year"]);
export const dated = new Set(["date", "datetime", "yearmonth"]);

const marks = /\p{Mn}/gu;

/** A text without capitals and accents: `Café` is `cafe`. */
export function folded(text) {
  return text.normalize("NFD").replace(marks, "").toLowerCase();
}
