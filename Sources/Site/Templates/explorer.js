// SPDX-License-Identifier: EUPL-1.2

import { fileNamePart, filtersText, showChips } from "./explorer-chips.js";
import { Controls } from "./explorer-controls.js";
import { byId, element } from "./explorer-dom.js";
import { figureParts } from "./explorer-figure.js";
import { groupsContent, placeTable, resultTable, rowsContent } from "./explorer-result.js";
import { decodeState, emptyState, encodeState } from "./explorer-state.js";
import { dated, numeric } from "./explorer-values.js";
import { Words } from "./explorer-words.js";
import { linkTo } from "./link.js";

const pageLength = 50;
/** A larger file, in bytes, is only fetched when the reader asks for it. */
const largestUnasked = 20e6;

const data = JSON.parse(byId("explorer-data").textContent);
const words = new Words(
  JSON.parse(byId("explorer-texts").textContent), document.documentElement.lang);
const fields = data.fields;
const names = fields.map((field) => field.name);
const ask = linkTo("./explorer-worker.js", showProgress);

let state = emptyState();
/** What is on the page: the state that was asked for, and the answer to it. */
let view = null;
let controls = null;
let [isAsking, isWanted] = [false, false];

// Loading

function offer() {
  if (!("DecompressionStream" in window)) return fail({ kind: "browser" });
  if (data.size <= largestUnasked) return load();
  byId("explorer-offer").hidden = false;
  byId("explorer-start").addEventListener("click", load, { once: true });
}

async function load() {
  byId("explorer-offer").hidden = true;
  byId("explorer-loading").hidden = false;
  byId("explorer-loading-status").textContent = words.text("loading");
  try {
    const loaded = await ask("load", {
      url: new URL(data.file, document.baseURI).href, rows: data.rows, size: data.size,
      fields: fields.map(({ name, type, title }) => ({ name, type, title })),
    });
    loaded.columns.forEach((facts, i) => Object.assign(fields[i], facts));
    byId("explorer-loading").hidden = true;
    byId("explorer-loading-status").textContent = "";
    byId("explorer-panel").hidden = false;
    begin();
  } catch (error) {
    fail(error);
  }
}

function showProgress({ bytes, size, rows }) {
  const progress = byId("explorer-progress");
  progress.value = size > 0 ? Math.min(bytes / size, 1) : 0;
  byId("explorer-progress-text").textContent = words.text("progress", {
    percent: words.count(Math.round(progress.value * 100)), rows: words.count(rows),
  });
}

function fail({ kind, message }) {
  byId("explorer-loading").hidden = true;
  byId("explorer-error").hidden = false;
  byId("explorer-error-text").textContent = words.text(`error-${kind ?? "unknown"}`);
  byId("explorer-loading-status").textContent = "";
  say("");
  if (message) console.error(message);
}

function say(text) {
  byId("explorer-status").textContent = text;
}

// The state and the address

function begin() {
  const suggest = (name, text) =>
    ask("suggest", { name, text, labels: fields.find((field) => field.name === name).labels });
  controls = new Controls(fields, words, (isTyping) => changed({ isReplacing: isTyping }), suggest);
  byId("explorer-save").addEventListener("click", save);
  byId("explorer-reset").addEventListener("click", () => {
    state = emptyState();
    controls.show(state);
    changed();
  });
  byId("explorer-before").addEventListener("click", () => turn(-1));
  byId("explorer-after").addEventListener("click", () => turn(1));
  window.addEventListener("popstate", restore);
  let width = 0;
  new ResizeObserver(([entry]) => {
    if (Math.abs(entry.contentRect.width - width) < 1) return;
    width = entry.contentRect.width;
    if (view !== null) showFigure();
  }).observe(byId("explorer-result"));
  restore();
}

function restore() {
  const decoded = decodeState(location.hash.slice(1), fields);
  state = decoded.state;
  byId("explorer-unknown").hidden = decoded.unknown.length === 0;
  byId("explorer-left-out").textContent = decoded.unknown.map((part) => part.slice(0, 80)).join(", ");
  controls.show(state);
  refresh();
}

/** Keeps the state in the address, as a new step for back and forward or in place of the last. */
function changed({ isReplacing = false, isSamePage = false } = {}) {
  if (!isSamePage) state.page = 0;
  const text = encodeState(state);
  const here = location.pathname + location.search;
  const address = text === "" ? here : `${here}#${text}`;
  if (isReplacing) history.replaceState(null, "", address);
  else if (here + location.hash !== address) history.pushState(null, "", address);
  refresh();
}

function turn(step) {
  const pages = Math.ceil(view.answer.length / pageLength);
  const page = Math.min(Math.max(view.answer.page + step, 0), pages - 1);
  if (page === view.answer.page) return;
  state.page = page;
  changed({ isReplacing: true, isSamePage: true });
}

// Asking and showing

/** Asks for what the state says; while an answer is on its way only the newest wish is kept. */
async function refresh() {
  isWanted = true;
  if (isAsking) return;
  isAsking = true;
  byId("explorer-result").setAttribute("aria-busy", "true");
  try {
    while (isWanted) {
      isWanted = false;
      const asked = question();
      view = { asked, answer: await ask("ask", { state: asked }) };
    }
    show();
  } catch (error) {
    fail(error);
  }
  isAsking = false;
  byId("explorer-result").removeAttribute("aria-busy");
}

/** The state with where its time is, and the order that groups have where none is chosen: by time or size. */
function question() {
  const by = state.by.map((name) => fields[names.indexOf(name)]);
  const time = by.findIndex(({ type }) => dated.has(type) || type === "year");
  const asked = structuredClone({ ...state, time });
  if (by.length === 0 || state.order !== "") return asked;
  const isLine = time === 0 || numeric.has(by[0].type);
  const order = isLine ? "key" : state.measure === "count" ? "count" : "value";
  return { ...asked, order, isDescending: !isLine };
}

function grouping({ by, of, measure, time, filters }) {
  const field = (name) => fields[names.indexOf(name)];
  return { by: by.map(field), of: field(of), measure, time, filters: filtersText(filters, fields, words) };
}

function show() {
  const { asked, answer } = view;
  const found = { count: words.count(answer.matched), total: words.count(answer.total) };
  const parts = [words.text("found", found)];
  if (answer.tooMany) parts.push(words.text("too-many"));
  else if (asked.by.length > 0) parts.push(words.text("groups-found", { count: words.count(answer.length) }));
  if (answer.isRounded) parts.push(words.text("rounded"));
  say(parts.join(" "));
  byId("explorer-save").disabled = answer.tooMany === true;
  showChips(asked.filters, fields, words, (name, test, value) => controls.drop(name, test, value));
  showTable();
  showPages();
  showFigure();
}

function showTable() {
  const { asked, answer } = view;
  const isGrouped = asked.by.length > 0;
  const content = isGrouped
    ? groupsContent(grouping(asked), answer.groups ?? [], words)
    : rowsContent(fields, answer.lines, words);
  placeTable(resultTable(content.columns, content.lines, {
    words,
    caption: words.titled(
      words.text(isGrouped ? "caption-groups" : "caption-rows"), filtersText(asked.filters, fields, words)),
    sorted: { key: isGrouped ? asked.order : asked.sort, isDescending: asked.isDescending },
    sort(key, isDescending) {
      state[isGrouped ? "order" : "sort"] = key;
      state.isDescending = isDescending;
      changed();
    },
  }));
}

function showPages() {
  const { page = 0, length = 0 } = view.answer;
  const pages = Math.max(Math.ceil(length / pageLength), 1);
  byId("explorer-pages").hidden = pages === 1;
  byId("explorer-page").textContent = words.text("page", {
    page: words.count(page + 1), pages: words.count(pages),
  });
  byId("explorer-before").setAttribute("aria-disabled", String(page === 0));
  byId("explorer-after").setAttribute("aria-disabled", String(page === pages - 1));
}

function showFigure() {
  const { asked, answer } = view;
  const width = Math.max(Math.floor(byId("explorer-result").clientWidth), 240);
  const parts = asked.by.length === 0 || answer.tooMany
    ? null : figureParts(answer, grouping(asked), width, words);
  byId("explorer-chart").hidden = parts === null;
  byId("explorer-chart").replaceChildren(...(parts ?? []));
}

// Saving

async function save() {
  const button = byId("explorer-save");
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  say(words.text("saving"));
  try {
    const blob = await ask("save", {
      state: view.asked, ...savedColumns(),
      words: { true: words.text("true"), false: words.text("false") },
    });
    const link = element("a", { href: URL.createObjectURL(blob), download: savedName(view.asked.filters) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
    say(words.text("saved", { size: words.size(blob.size) }));
  } catch (error) {
    fail(error);
  }
  button.removeAttribute("aria-disabled");
}

/** The name of a saved file says what was filtered. */
function savedName(filters) {
  const part = fileNamePart(filtersText(filters, fields, words));
  return words.text("file", { name: data.name, filters: part === "" ? "" : `-${part}` });
}

/** The titles and types of the columns of saved groups; a part of a date is a text. */
function savedColumns() {
  const { by, of, measure } = grouping(view.asked);
  if (by.length === 0) return {};
  const { columns } = groupsContent({ by, of, measure }, [], words);
  const keys = by.map((field) => (dated.has(field.type) ? "string" : field.type));
  const value = measure === "mean" ? "number" : of?.type;
  return { titles: columns.map((column) => column.title), types: [...keys, "integer", value, "integer"] };
}

offer();
