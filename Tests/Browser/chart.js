// SPDX-License-Identifier: EUPL-1.2

import { barChart, lineChart, niceTicks } from "/assets/explorer-chart.js";
import { equal } from "./expect.js";

const names = { title: "Titel", description: "Uitleg" };
const options = { isCount: true, label: String, amount: String };

function attributes(image, name, attribute) {
  return [...image.querySelectorAll(name)].map((part) => part.getAttribute(attribute));
}

export default {
  drawsBarsFromZero() {
    const bars = [["a", 10], ["b", -5], ["c", null]].map(([label, value]) => ({
      label, value, text: String(value),
    }));
    const image = barChart(bars, 400, names);
    equal(image.querySelector("title").textContent, "Titel");
    equal(image.getAttribute("role"), "img");
    const [positive, negative] = [...image.querySelectorAll("rect")].map((bar) =>
      [Number(bar.getAttribute("x")), Number(bar.getAttribute("width"))]);
    equal(Math.round(positive[1] / negative[1]), 2);
    equal(Math.round(negative[0] + negative[1]), Math.round(positive[0]));
    equal(image.querySelectorAll("rect").length, 2);
    equal(barChart([], 400, names), null);
  },

  drawsACountThatFallsToZeroWherePeriodsAreMissing() {
    const points = [[0, 5], [1, 5], [5, 5]].map(([time, value]) => ({ time, value }));
    const one = [{ name: "", points }];
    const [path] = attributes(lineChart(one, 400, names, options), "path", "d");
    equal(path.match(/[ML]/g).join(""), "MLLLL");
    const gap = lineChart(one, 400, names, { ...options, isCount: false });
    equal(attributes(gap, "path", "d")[0].match(/[ML]/g).join(""), "MLM");
  },

  tellsSeriesApartWithoutColour() {
    const points = [{ time: 0, value: 1 }, { time: 1, value: 2 }];
    const series = ["a", "b", "c", "d", "e"].map((name) => ({ name, points }));
    const drawn = lineChart(series, 400, names, options);
    equal(new Set(attributes(drawn, "path", "stroke-dasharray")).size, 5);
    equal(drawn.querySelectorAll("li").length, 5);
  },

  choosesRoundTicks() {
    equal(niceTicks(0, 7), [0, 2, 4, 6, 8]);
    equal(niceTicks(-0.3, 0.3), [-0.4, -0.2, 0, 0.2, 0.4]);
    equal(niceTicks(0, 0), [0, 0.5]);
  },
};
