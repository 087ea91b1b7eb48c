// SPDX-License-Identifier: EUPL-1.2

import { barChart, lineChart, period, periodText } from "./explorer-chart.js";
import { element } from "./explorer-dom.js";
import { measured, measureTitle } from "./explorer-result.js";

/**
 * The parts of a figure of groups, a caption and an image; null where there is nothing to draw.
 *
 * `grouping` is `{by, of, measure, time, filters}`: `time` is the place in `by` of what the axis has,
 * -1 for none, which makes bars; `filters` are in words.
 */
export function figureParts(answer, grouping, width, words) {
  const what = measureTitle(grouping.measure, grouping.of, words);
  const by = grouping.by.map((field) => field.title).join(", ");
  const title = words.titled(words.text("chart", { what, by }), grouping.filters);
  const made = grouping.time >= 0
    ? timeFigure(answer, grouping, width, words, title)
    : barFigure(answer, grouping, width, words, title);
  if (made.image === null) return null;
  const caption = made.rest === "" ? title : `${title} ${made.rest}`;
  return [element("figcaption", {}, caption), made.image];
}

function amountOf(group, measure) {
  return measure === "count" ? group.count : group.value;
}

function barFigure(answer, { by, of, measure }, width, words, title) {
  const bars = answer.points.map((group) => ({
    label: group.keys.map((key, i) => words.key(key, by[i])).join(", "),
    value: amountOf(group, measure),
    text: measure === "count" ? words.count(group.count) : measured(group.text, measure, of, words),
  }));
  const image = barChart(bars, width, { title, description: words.text("chart-bars") });
  const counts = { shown: words.count(bars.length), total: words.count(answer.length) };
  return { image, rest: answer.length > bars.length ? words.text("chart-part", counts) : "" };
}

function timeFigure(answer, { by, measure, time }, width, words, title) {
  const series = timeSeries(answer, by, measure, time, words);
  const like = answer.points[0]?.keys[time] ?? "";
  const field = { type: like.length > 5 ? "date" : "year" };
  const image = lineChart(series, width, { title, description: words.text("chart-line") }, {
    isCount: measure === "count",
    label: (time) => words.key(periodText(time, like), field),
    amount: (amount) => words.number(String(amount), 0, 12),
  });
  const counts = { shown: words.count(series.length), total: words.count(answer.lines) };
  return { image, rest: answer.lines > series.length ? words.text("chart-series", counts) : "" };
}

/** A line for each key that is no time, in the order of the answer. */
function timeSeries({ points, keys }, by, measure, time, words) {
  const series = new Map(keys.map((key) => [
    key, { name: by.length > 1 ? words.key(key, by[1 - time]) : "", points: [] },
  ]));
  for (const point of points) {
    const value = amountOf(point, measure);
    if (value === null || !Number.isFinite(value)) continue;
    series.get(point.keys[1 - time] ?? "").points.push({ time: period(point.keys[time]), value });
  }
  return [...series.values()].filter((one) => one.points.length > 0);
}
