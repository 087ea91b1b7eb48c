// SPDX-License-Identifier: EUPL-1.2

/** The types whose values lie on a line, by how they are compared. */
export const numeric = new Set(["integer", "number", "year"]);
export const dated = new Set(["date", "datetime", "yearmonth"]);

const marks = /\p{Mn}/gu;

/** A text without capitals and accents: `Café` is `cafe`. */
export function folded(text) {
  return text.normalize("NFD").replace(marks, "").toLowerCase();
}

/**
 * Twenty texts that hold a typed text at most, those that begin with it first; and `exact`, the one
 * that is meant: written so, or the only one so but for capitals and accents; else null.
 */
export function suggestions(texts, typed, labels = {}) {
  const part = folded(typed);
  const [first, others, same] = [[], [], []];
  let exact = null;
  for (const text of texts) {
    const shown = labels[text] ?? text;
    if (shown === typed) exact ??= text;
    const plain = folded(shown);
    if (plain === part) same.push(text);
    if (plain.startsWith(part)) first.push(text);
    else if (others.length < 20 && plain.includes(part)) others.push(text);
  }
  const order = (a, b) => (folded(labels[a] ?? a) < folded(labels[b] ?? b) ? -1 : 1);
  const values = [...first.sort(order), ...others.sort(order)].slice(0, 20);
  return { values, exact: exact ?? (same.length === 1 ? same[0] : null) };
}
