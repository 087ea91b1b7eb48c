// SPDX-License-Identifier: EUPL-1.2

import { linkTo } from "./link.js";

const pageLength = 20;
const typingPause = 100;

const form = document.getElementById("search");
const input = form.elements.q;
const status = document.getElementById("search-status");
const list = document.getElementById("search-results");
const headline = document.getElementById("search-heading");
const more = document.getElementById("search-more");
const texts = JSON.parse(document.getElementById("search-texts").textContent);
const language = document.documentElement.lang;
const locale = language === "en" ? "en-GB" : language;
const ask = linkTo("./search-worker.js");

let loading = null;
let [length, typing, asked] = [pageLength, 0, 0];

function text(key, values) {
  return texts[key].replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
}

function number(value) {
  return new Intl.NumberFormat(locale).format(value);
}

/** Fetches what can be found at the first question only. */
function load() {
  const url = new URL(form.dataset.index, document.baseURI).href;
  loading ??= ask("load", { url, language });
  return loading;
}

async function search() {
  const question = input.value.trim();
  asked += 1;
  const turn = asked;
  if (question === "") return show("", { count: 0, datasets: [] });
  try {
    await load();
    const found = await ask("search", { question, length });
    // A later question has overtaken this one.
    if (turn === asked) show(question, found);
  } catch {
    loading = null;
    status.textContent = texts.failed;
  }
}

function show(question, { count, datasets }) {
  list.replaceChildren(...datasets.map(entry));
  headline.hidden = count === 0;
  more.hidden = datasets.length >= count;
  if (question === "") status.textContent = "";
  else if (count === 0) status.textContent = text("nothing", { question });
  else {
    const key = count === 1 ? "found-one" : "found-more";
    status.textContent = text(key, { question, count: number(count) });
  }
  if (form.dataset.here !== undefined) keep(question);
}

function entry(dataset) {
  const link = document.createElement("a");
  link.href = `${form.dataset.datasets}${dataset.name}/`;
  link.textContent = dataset.title;
  const heading = document.createElement("h3");
  heading.append(link);
  const summary = document.createElement("p");
  summary.textContent = dataset.summary;
  const marks = document.createElement("p");
  marks.className = "quiet";
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  const day = new Date(dataset.modified);
  const rows = dataset.rows ?? null;
  marks.textContent = text(rows === null ? "about-none" : rows === 1 ? "about-one" : "about-more", {
    date: Number.isNaN(day.valueOf()) ? dataset.modified : date.format(day),
    rows: rows === null ? "" : number(rows),
  });
  const item = document.createElement("li");
  item.append(heading, summary, marks);
  return item;
}

/** On the page for searching the address holds the question. */
function keep(question) {
  const address = new URL(location.href);
  if (question === "") address.searchParams.delete("q");
  else address.searchParams.set("q", question);
  history.replaceState(null, "", address);
}

function moveFocus(event) {
  const links = [...list.querySelectorAll("a")];
  const place = links.indexOf(document.activeElement);
  const to = { ArrowDown: place + 1, ArrowUp: place - 1 }[event.key];
  if (event.key === "Escape" && place >= 0) input.focus();
  else if (to === undefined || (place < 0 && event.key === "ArrowUp")) return;
  else if (to < 0) input.focus();
  else links[to]?.focus();
  event.preventDefault();
}

input.addEventListener("input", () => {
  length = pageLength;
  clearTimeout(typing);
  typing = setTimeout(search, typingPause);
});
form.addEventListener("submit", (event) => {
  if (form.dataset.here === undefined) return;
  event.preventDefault();
  search();
});
more.addEventListener("click", async () => {
  const shown = list.children.length;
  length += pageLength;
  await search();
  list.children[shown]?.querySelector("a").focus();
});
for (const part of [input, list]) part.addEventListener("keydown", moveFocus);

more.textContent = texts.more;
if (form.dataset.here !== undefined) {
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value !== "") search();
}
