// SPDX-License-Identifier: EUPL-1.2

import { element, shape } from "./explorer-dom.js";

const characterWidth = 7.6;
const rowHeight = 30;
const dashes = ["", "9 6", "1 6", "14 6 1 6", "5 9"];

/**
 * Bars from the top down, one for each `{label, value, text}`; null where there is nothing to show.
 *
 * Sizes are in pixels, so that the text stays readable in a narrow window.
 */
export function barChart(bars, width, names) {
  const shown = bars.filter((bar) => bar.value !== null && Number.isFinite(bar.value));
  if (shown.length === 0) return null;
  const longest = (key) => Math.max(...shown.map((bar) => bar[key].length)) * characterWidth;
  const labelWidth = Math.min(longest("label") + 8, width * 0.4);
  const room = Math.max(width - labelWidth - longest("text") - 16, 40);
  const [least, most] = [
    Math.min(0, ...shown.map((bar) => bar.value)), Math.max(0, ...shown.map((bar) => bar.value)),
  ];
  const scale = (value) => labelWidth + ((value - least) / (most - least || 1)) * room;
  const rows = shown.map((bar, i) => barRow(bar, i * rowHeight, labelWidth, scale));
  const zero = scale(0);
  const height = shown.length * rowHeight;
  return picture(width, height, names, [
    ...rows.flat(),
    shape("line", { class: "explorer-axis", x1: zero, x2: zero, y1: 0, y2: height }),
  ]);
}

function barRow(bar, top, labelWidth, scale) {
  const [from, to] = [scale(Math.min(0, bar.value)), scale(Math.max(0, bar.value))];
  const middle = top + rowHeight / 2;
  const room = Math.max(Math.floor((labelWidth - 8) / characterWidth), 3);
  return [
    shape("text", { x: labelWidth - 8, y: middle, class: "explorer-end" }, shortened(bar.label, room)),
    shape("rect", { class: "explorer-bar", x: from, y: top + 4, width: to - from, height: rowHeight - 8 }),
    shape("text", { x: to + 6, y: middle }, bar.text),
  ];
}

function shortened(text, length) {
  const characters = [...text];
  return characters.length <= length ? text : characters.slice(0, length - 1).join("") + "…";
}

/**
 * Lines over time, one for each series of `{name, points: [{time, value}]}`; five at most.
 *
 * `time` counts periods. Where a period is missing the line breaks, or falls to zero where `isCount`.
 * `names` are a title and a description; `label(time)` and `amount(value)` make texts of the axes.
 */
export function lineChart(series, width, names, { isCount, label, amount }) {
  const points = series.flatMap((one) => one.points);
  if (points.length < 2) return null;
  const height = 280;
  const times = extent(points.map((point) => point.time));
  const ticks = niceTicks(...extent([0, ...points.map((point) => point.value)]));
  const left = Math.max(...ticks.map((tick) => amount(tick).length)) * characterWidth + 10;
  const x = (time) => left + ((time - times[0]) / (times[1] - times[0] || 1)) * (width - left - 16);
  const y = (value) => height - 32
    - ((value - ticks[0]) / (ticks.at(-1) - ticks[0] || 1)) * (height - 48);
  const chart = picture(width, height, names, [
    ...ticks.flatMap((tick) => amountTick(tick, left, width, y, amount)),
    ...timeTicks(times, width - left, label).map((time) => timeTick(label(time), x(time), width, height)),
    ...series.map((one, i) => shape("path", {
      class: `explorer-line explorer-series-${i + 1}`, d: path(one.points, x, y, isCount),
      "stroke-dasharray": dashes[i] || null,
    })),
  ]);
  return series.length < 2 ? chart : element("div", {}, legend(series), chart);
}

function amountTick(tick, left, width, y, amount) {
  return [
    shape("line", { class: "explorer-grid", x1: left, x2: width, y1: y(tick), y2: y(tick) }),
    shape("text", { x: left - 8, y: y(tick), class: "explorer-end" }, amount(tick)),
  ];
}

/** The text of a time below its place, moved where it would stick out. */
function timeTick(text, at, width, height) {
  const half = (text.length * characterWidth) / 2;
  const x = Math.min(Math.max(at, half), width - half);
  return shape("text", { x, y: height - 10, class: "explorer-middle" }, text);
}

function path(points, x, y, isCount) {
  let text = "";
  let before = null;
  const add = (kind, time, value) => {
    text += `${kind}${x(time).toFixed(1)} ${y(value).toFixed(1)}`;
  };
  for (const { time, value } of points) {
    const isGap = before !== null && time > before + 1;
    if (isGap && isCount) {
      add("L", before + 1, 0);
      add("L", time - 1, 0);
    }
    add(before === null || (isGap && !isCount) ? "M" : "L", time, value);
    // A point by itself would not show.
    if (before === null || isGap) text += "h.01";
    before = time;
  }
  return text;
}

function legend(series) {
  return element("ul", { class: "explorer-legend" }, ...series.map((one, i) => {
    const line = shape("line", {
      class: `explorer-line explorer-series-${i + 1}`, x1: 0, x2: 32, y1: 6, y2: 6,
      "stroke-dasharray": dashes[i] || null,
    });
    const swatch = shape("svg", { width: 32, height: 12, "aria-hidden": "true" }, line);
    return element("li", {}, swatch, ` ${one.name}`);
  }));
}

function picture(width, height, { title, description }, children) {
  return shape(
    "svg",
    {
      viewBox: `0 0 ${width} ${height}`, width, height, role: "img", class: "explorer-picture",
      "aria-labelledby": "explorer-chart-title explorer-chart-text",
    },
    shape("title", { id: "explorer-chart-title" }, title),
    shape("desc", { id: "explorer-chart-text" }, description), ...children);
}

function extent(values) {
  return values.reduce(
    ([least, most], value) => [Math.min(least, value), Math.max(most, value)], [Infinity, -Infinity]);
}

/** Four to seven round numbers that enclose a range. */
export function niceTicks(least, most) {
  const rough = (most - least || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(most / step), first + 1);
  // Multiplied, not added up, and rounded: 0.1 + 0.2 is not 0.3.
  const tick = (i) => Number(((first + i) * step).toPrecision(12));
  return Array.from({ length: last - first + 1 }, (_, i) => tick(i));
}

function timeTicks([first, last], width, label) {
  const room = Math.max(Math.floor(width / (label(last).length * characterWidth + 24)), 1);
  const step = Math.max(Math.ceil((last - first) / room), 1);
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({ length: count }, (_, i) => first + i * step);
}

/** The number of a period, and back: years, months or days from the year 0 or 1970. */
export function period(text) {
  if (text.length <= 5) return Number(text);
  if (text.length === 7) return Number(text.slice(0, 4)) * 12 + Number(text.slice(5)) - 1;
  return Date.parse(text) / 86_400_000;
}

/** The text of a period of the same length as another one. */
export function periodText(number, like) {
  if (like.length <= 5) return String(number);
  if (like.length === 10) return new Date(number * 86_400_000).toISOString().slice(0, 10);
  const year = String(Math.floor(number / 12)).padStart(4, "0");
  return `${year}-${String((number % 12) + 1).padStart(2, "0")}`;
}
