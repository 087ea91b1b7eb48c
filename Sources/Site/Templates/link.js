// SPDX-License-Identifier: EUPL-1.2

/**
 * A worker, started at the first question, as a function: `ask(what, request)` promises the answer.
 *
 * What it tells in between goes to `progress`; a refusal is `{kind, message}`.
 */
export function linkTo(module, progress = () => {}) {
  const waiting = new Map();
  let worker = null;
  let last = 0;
  const start = () => {
    worker = new Worker(new URL(module, import.meta.url), { type: "module" });
    worker.onmessage = ({ data }) => {
      if (data.progress !== undefined) return progress(data.progress);
      const { resolve, reject } = waiting.get(data.id);
      waiting.delete(data.id);
      if (data.error === undefined) resolve(data.answer);
      else reject(data.error);
    };
    worker.onerror = () => {
      for (const { reject } of waiting.values()) reject({ kind: "unknown", message: "" });
      waiting.clear();
    };
  };
  return (what, request = {}) => new Promise((resolve, reject) => {
    if (worker === null) start();
    last += 1;
    waiting.set(last, { resolve, reject });
    worker.postMessage({ id: last, ask: what, ...request });
  });
}

/** In a worker: answers questions by the functions of `answers`, `kindOf(error)` naming what failed. */
export function answerWith(answers, kindOf = () => "unknown") {
  self.onmessage = async ({ data: { id, ask, ...request } }) => {
    try {
      self.postMessage({ id, answer: await answers[ask](request) });
    } catch (error) {
      self.postMessage({ id, error: { kind: kindOf(error), message: String(error.message) } });
    }
  };
}
