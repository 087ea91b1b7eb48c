// SPDX-License-Identifier: EUPL-1.2

import { answerWith } from "./link.js";
import { SearchIndex } from "./search-index.js";

let index = null;

answerWith({
  /** Reads what can be found. */
  async load({ url, language }) {
    const response = await fetch(url);
    if (!response.ok) throw new TypeError(`HTTP ${response.status}`);
    index = new SearchIndex((await response.json()).datasets, language);
  },

  /** How many datasets fit, and some of them. */
  search({ question, length }) {
    const found = index.search(question);
    return { count: found.length, datasets: found.slice(0, length).map((i) => index.datasets[i]) };
  },
});
