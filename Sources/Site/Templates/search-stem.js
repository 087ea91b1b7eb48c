// SPDX-License-Identifier: EUPL-1.2

const marks = /\p{Mn}/gu;
const vowel = /[aeiouy]/;
const regions = /^([^aeiouy]*[aeiouy]+[^aeiouy])(?:([^aeiouy]*[aeiouy]+[^aeiouy]))?/;

/** Words that say nothing about what someone looks for. */
const stopWords = {
  nl: new Set("aan alle als bij dat de deze die dit door een en er het hoe ik in is met naar niet of om onder op over per te tot uit van voor waar wat welke wie zijn".split(" ")),
  en: new Set("a all an and are as at by for from how in is it of on or per that the this to under what where which who with".split(" ")),
};

/** The words of a text in small letters without accents: `Café's` are `cafe` and `s`. */
export function words(text) {
  return text.normalize("NFD").replace(marks, "").toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** The words of a question, without those that say nothing where there are others. */
export function questionWords(text, language) {
  const all = words(text);
  const telling = all.filter((word) => !stopWords[language].has(word));
  return telling.length > 0 ? telling : all;
}

/** What the forms of a word have in common: `bomen` and `boom` are both `bom`. */
export function stem(word, language) {
  return language === "en" ? stemEnglish(word) : stemDutch(word);
}

/**
 * A Dutch word without its endings.
 *
 * Source: M.F. Porter, the Dutch stemming algorithm of Snowball (since version 3 `dutch_porter`),
 * https://snowballstem.org/algorithms/dutch_porter/stemmer.html; accents are gone before.
 */
export function stemDutch(word) {
  const marked = markConsonants(word);
  const [, one, two] = regions.exec(marked) ?? [];
  const end = marked.length;
  const first = one === undefined ? end : Math.max(one.length, 3);
  const second = two === undefined ? end : one.length + two.length;
  let text = plural(marked, first);
  const shorter = withoutE(text, first);
  const lostE = shorter !== text && text.endsWith("e");
  text = withoutHeid(shorter, first, second);
  text = derivation(text, first, second, lostE);
  return oneVowel(text).replaceAll("I", "i").replaceAll("Y", "y");
}

/** Writes a `y` that is a consonant, and an `i` between vowels, as a capital. */
function markConsonants(word) {
  let marked = "";
  for (let i = 0; i < word.length; i += 1) {
    const isAfterVowel = i > 0 && vowel.test(marked[i - 1]);
    const isConsonant = word[i] === "y" ? i === 0 || isAfterVowel
      : word[i] === "i" && isAfterVowel && vowel.test(word[i + 1] ?? "");
    marked += isConsonant ? word[i].toUpperCase() : word[i];
  }
  return marked;
}

/** Whether an ending of a length begins in a region that begins at an index. */
function isIn(text, length, region) {
  return text.length - length >= region;
}

function isConsonantBefore(text, length) {
  const letter = text[text.length - length - 1];
  return letter !== undefined && !vowel.test(letter);
}

function undoubled(text) {
  return /(?:dd|kk|tt)$/.test(text) ? text.slice(0, -1) : text;
}

/** Step 1: -heden, -en, -ene, -s, -se. */
function plural(text, first) {
  const ending = /(?:heden|ene|en|se|s)$/.exec(text)?.[0];
  if (ending === undefined || !isIn(text, ending.length, first)) return text;
  const rest = text.slice(0, -ending.length);
  if (ending === "heden") return rest + "heid";
  if (ending.startsWith("e")) return withoutEn(text, ending.length, first);
  return isConsonantBefore(text, ending.length) && !rest.endsWith("j") ? rest : text;
}

function withoutEn(text, length, first) {
  const rest = text.slice(0, -length);
  const isValid = isConsonantBefore(text, length) && !rest.endsWith("gem");
  return isIn(text, length, first) && isValid ? undoubled(rest) : text;
}

/** Step 2: -e. */
function withoutE(text, first) {
  const isValid = text.endsWith("e") && isIn(text, 1, first) && isConsonantBefore(text, 1);
  return isValid ? undoubled(text.slice(0, -1)) : text;
}

/** Step 3a: -heid, and an -en before it. */
function withoutHeid(text, first, second) {
  if (!text.endsWith("heid") || !isIn(text, 4, second) || text.endsWith("cheid")) return text;
  const rest = text.slice(0, -4);
  return rest.endsWith("en") ? withoutEn(rest, 2, first) : rest;
}

/** Step 3b: -end, -ing, -ig, -lijk, -baar, -bar. */
function derivation(text, first, second, lostE) {
  const ending = /(?:end|ing|ig|lijk|baar|bar)$/.exec(text)?.[0];
  if (ending === undefined || !isIn(text, ending.length, second)) return text;
  const rest = text.slice(0, -ending.length);
  switch (ending) {
    case "end":
    case "ing": return withoutIg(rest, second) ?? undoubled(rest);
    case "ig": return rest.endsWith("e") ? text : rest;
    case "lijk": return withoutE(rest, first);
    case "bar": return lostE ? rest : text;
    default: return rest;
  }
}

function withoutIg(text, second) {
  const isValid = text.endsWith("ig") && isIn(text, 2, second) && !text.endsWith("eig");
  return isValid ? text.slice(0, -2) : null;
}

/** Step 4: of a double vowel between consonants one is left. */
function oneVowel(text) {
  return text.replace(/([^aeiouy])(aa|ee|oo|uu)([^aeiouyI])$/, (all, before, pair, after) =>
    before + pair[0] + after);
}

/**
 * An English word without the ending of its plural.
 *
 * Source: D. Harman, "How effective is suffixing?", JASIS 42 (1991), the S stemmer.
 */
export function stemEnglish(word) {
  if (word.length < 4) return word;
  if (/[^ea]ies$/.test(word)) return word.slice(0, -3) + "y";
  if (/[^aeo]es$/.test(word)) return word.slice(0, -1);
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word;
}
