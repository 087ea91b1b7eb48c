// SPDX-License-Identifier: EUPL-1.2

import { questionWords, stem, words } from "./search-stem.js";

/** How much a match in a part of a dataset's description counts. */
const parts = [
  { weight: 8, texts: (dataset) => [dataset.title] },
  { weight: 4, texts: (dataset) => [...dataset.keywords, ...dataset.themes] },
  { weight: 2, texts: (dataset) => [dataset.summary] },
  { weight: 1, texts: (dataset) => [dataset.name, ...dataset.fields] },
];
/** How much the ways to match a word count. */
const [asPrefix, asPart, asMistake] = [0.8, 0.5, 0.4];
const shortestPart = 4;

/** Datasets by the stems of the words that describe them. */
export class SearchIndex {
  constructor(datasets, language) {
    Object.assign(this, { datasets, language, vocabulary: [], stems: new Map() });
    const known = new Map();
    datasets.forEach((dataset, number) => {
      for (const { weight, texts } of parts) {
        for (const text of texts(dataset)) {
          for (const word of words(text)) this.add(word, number, weight, known);
        }
      }
    });
  }

  add(word, number, weight, known) {
    let postings = known.get(word);
    if (postings === undefined) {
      const root = stem(word, this.language);
      if (!this.stems.has(root)) this.stems.set(root, new Map());
      postings = this.stems.get(root);
      known.set(word, postings);
      this.vocabulary.push({ word, root, wordLetters: letters(word), rootLetters: letters(root) });
    }
    // The parts come with the heaviest first.
    if (!postings.has(number)) postings.set(number, weight);
  }

  /** The numbers of the datasets that fit, best first; where none fits all words, those that fit most. */
  search(question) {
    const asked = questionWords(question, this.language);
    const found = new Map();
    for (const word of asked) {
      for (const [number, score] of this.scores(word)) {
        const match = found.get(number) ?? { number, fits: 0, score: 0 };
        match.fits += 1;
        match.score += score;
        found.set(number, match);
      }
    }
    const matches = [...found.values()];
    const all = matches.filter((match) => match.fits === asked.length);
    return (all.length > 0 ? all : matches)
      .sort((a, b) => b.fits - a.fits || b.score - a.score || a.number - b.number)
      .map((match) => match.number);
  }

  /** By dataset how well one word fits. */
  scores(word) {
    const best = new Map();
    for (const [root, quality] of this.candidates(word)) {
      const postings = this.stems.get(root);
      const rarity = Math.log(1 + this.datasets.length / postings.size);
      for (const [number, weight] of postings) {
        const score = quality * weight * rarity;
        if (score > (best.get(number) ?? 0)) best.set(number, score);
      }
    }
    return best;
  }

  /** The stems that a word may stand for, by how good a match they are. */
  candidates(word) {
    const root = stem(word, this.language);
    const found = new Map();
    const add = (stemmed, quality) => {
      if (quality > (found.get(stemmed) ?? 0)) found.set(stemmed, quality);
    };
    if (this.stems.has(root)) add(root, 1);
    for (const entry of this.vocabulary) {
      if (entry.word.startsWith(word)) add(entry.root, asPrefix);
      else if (root.length >= shortestPart && entry.word.includes(root)) add(entry.root, asPart);
    }
    const isKnown = [...found.values()].some((quality) => quality >= asPrefix);
    if (!isKnown) this.addMistakes(word, root, add);
    return found;
  }

  /** A word may be mistaken as it is written, or in its stem: a singular for a plural, with a mistake. */
  addMistakes(word, root, add) {
    const most = word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
    if (most === 0) return;
    const [wordLetters, rootLetters] = [letters(word), letters(root)];
    for (const entry of this.vocabulary) {
      const mistakes = Math.min(
        mistaken(word, wordLetters, entry.word, entry.wordLetters, most),
        mistaken(root, rootLetters, entry.root, entry.rootLetters, most));
      if (mistakes <= most) add(entry.root, asMistake / Math.max(mistakes, 1));
    }
  }
}

/** The distance of two words, found only where their lengths and letters allow a small one. */
function mistaken(left, leftLetters, right, rightLetters, most) {
  if (Math.abs(left.length - right.length) > most) return most + 1;
  // A mistake makes at most two letters differ.
  return bits(leftLetters ^ rightLetters) > 2 * most ? most + 1 : distance(left, right, most);
}

/** A bit for each letter that a word has. */
function letters(word) {
  let set = 0;
  for (let i = 0; i < word.length; i += 1) set |= 1 << (word.charCodeAt(i) & 31);
  return set;
}

function bits(set) {
  let count = 0;
  for (let rest = set; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/**
 * How many letters must be added, left out, replaced or swapped with their neighbour; more than
 * `most` where it is more than that.
 *
 * Source: optimal string alignment; L. Boytsov, ACM JEA 16 (2011), section 2.
 */
export function distance(left, right, most) {
  let [before, last, row] = [[], [], Array.from({ length: right.length + 1 }, (_, i) => i)];
  for (let i = 1; i <= left.length; i += 1) {
    [before, last, row] = [last, row, [i]];
    let least = i;
    for (let j = 1; j <= right.length; j += 1) {
      const isSame = left[i - 1] === right[j - 1];
      row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) {
        row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      least = Math.min(least, row[j]);
    }
    if (least > most) return most + 1;
  }
  return row[right.length];
}
