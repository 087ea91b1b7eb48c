// SPDX-License-Identifier: EUPL-1.2

import { byId, setOptions } from "./explorer-dom.js";
import { filterControls, typingPause } from "./explorer-filters.js";
import { dated } from "./explorer-values.js";
import { fits, isEmpty, measures } from "./explorer-state.js";

/** The controls of filters and groups, which follow a state and change it. */
export class Controls {
  /**
   * `changed(isTyping)` is called after a change of `this.state`; `suggest(name, text)` promises
   * values of a field.
   */
  constructor(fields, words, changed, suggest) {
    Object.assign(this, { fields, words, changed, suggest, state: null, typing: 0 });
    this.choices = fields.map((field) => [field.name, field.title]);
    setOptions(byId("explorer-field"), this.choices, fields[0]?.name);
    byId("explorer-add").addEventListener("click", () => this.addFilter());
    byId("explorer-form").addEventListener("submit", (event) => event.preventDefault());
    for (const id of ["one", "two", "unit", "measure", "of"]) {
      byId(`explorer-${id}`).addEventListener("change", () => this.readGroups());
    }
  }

  field(name) {
    return this.fields.find((field) => field.name === name);
  }

  /** Shows what a state says. */
  show(state) {
    clearTimeout(this.typing);
    this.state = state;
    this.showFilters();
    this.showGroups();
  }

  addFilter() {
    const name = byId("explorer-field").value;
    let place = this.state.filters.findIndex((filter) => filter.field === name);
    if (place < 0) {
      place = this.state.filters.push({ field: name }) - 1;
      this.showFilters();
      this.changed(false);
    }
    byId("explorer-filters").children[place].querySelector("input, select, button").focus();
  }

  showFilters() {
    const controls = this.state.filters.map((filter) => {
      const index = this.fields.findIndex((field) => field.name === filter.field);
      return filterControls(this.fields[index], filter, index, this.words, {
        change: (isTyping) => this.filterChanged(isTyping),
        remove: () => this.removeFilter(filter),
        suggest: this.suggest,
      });
    });
    byId("explorer-filters").replaceChildren(...controls);
  }

  /** While someone types, waits for a pause. */
  filterChanged(isTyping) {
    clearTimeout(this.typing);
    if (isTyping) this.typing = setTimeout(() => this.changed(true), typingPause);
    else this.changed(false);
  }

  removeFilter(filter) {
    this.state.filters = this.state.filters.filter((each) => each !== filter);
    this.showFilters();
    byId("explorer-field").focus();
    this.changed(false);
  }

  /** Takes one test of a filter away, and the filter with its last. */
  drop(name, test, value) {
    const filter = this.state.filters.find((each) => each.field === name);
    if (filter === undefined) return;
    const rest = test === "is" ? filter.is?.filter((each) => each !== value) : undefined;
    filter[test] = rest?.length > 0 ? rest : undefined;
    if (isEmpty(filter)) this.state.filters = this.state.filters.filter((each) => each !== filter);
    this.showFilters();
    this.changed(false);
  }

  showGroups() {
    const { by, measure, of, unit } = this.state;
    const none = ["", this.words.text("by-none")];
    setOptions(byId("explorer-one"), [none, ...this.choices], by[0] ?? "");
    const others = this.choices.filter(([name]) => name !== by[0]);
    setOptions(byId("explorer-two"), [none, ...others], by[1] ?? "");
    const named = (kind, keys) => keys.map((key) => [key, this.words.text(`${kind}-${key}`)]);
    const usable = measures.filter((each) =>
      each === "count" || this.fields.some((field) => fits(field, each)));
    setOptions(byId("explorer-measure"), named("measure", usable), measure);
    const measured = this.fields.filter((field) => fits(field, measure));
    setOptions(byId("explorer-of"), measured.map((field) => [field.name, field.title]), of);
    setOptions(byId("explorer-unit"), named("unit", ["year", "month", "day"]), unit);
    byId("explorer-two").disabled = by.length === 0;
    byId("explorer-measure").disabled = by.length === 0;
    byId("explorer-of-part").hidden = measure === "count" || by.length === 0;
    byId("explorer-unit-part").hidden = !by.some((name) => dated.has(this.field(name).type));
  }

  readGroups() {
    const state = this.state;
    const [one, two] = [byId("explorer-one").value, byId("explorer-two").value];
    state.by = [...new Set(one === "" ? [] : [one, two])].filter((name) => name !== "");
    state.unit = byId("explorer-unit").value;
    state.measure = one === "" ? "count" : byId("explorer-measure").value;
    state.of = byId("explorer-of").value;
    if (state.of === "" || !fits(this.field(state.of), state.measure)) {
      state.of = this.fields.find((field) => fits(field, state.measure))?.name ?? "";
    }
    Object.assign(state, { order: "", sort: "", isDescending: false });
    this.showGroups();
    this.changed(false);
  }
}
