// SPDX-License-Identifier: EUPL-1.2

/** Fails where two values differ; they are compared as text, NaN and BigInt included. */
export function equal(actual, expected, about = "") {
  const [a, b] = [shown(actual), shown(expected)];
  if (a !== b) throw new Error(`${about} is ${a}, not ${b}`);
}

/** Fails where nothing fails, or something of another kind. */
export function fails(kind, action) {
  try {
    action();
  } catch (error) {
    if (error instanceof kind) return;
    throw error;
  }
  throw new Error(`no ${kind.name}`);
}

function shown(value) {
  return JSON.stringify(value, (key, part) => {
    if (typeof part === "bigint") return `${part}n`;
    if (Number.isNaN(part)) return "NaN";
    return ArrayBuffer.isView(part) ? [...part] : part;
  });
}
