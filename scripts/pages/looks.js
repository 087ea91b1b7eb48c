// SPDX-License-Identifier: EUPL-1.2
// What the checks ask of a page in the browser. Each function gives a list of problems.

globalThis.looks = (() => {
  const black = [0, 0, 0, 1], white = [255, 255, 255, 1];
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 1;
  const pen = canvas.getContext("2d", { willReadFrequently: true });

  /** Red, green, blue (0–255) and opacity (0–1) of a CSS colour. */
  function colour(text) {
    const match = /^rgba?\(([\d.]+), ([\d.]+), ([\d.]+)(?:, ([\d.]+))?\)$/.exec(text);
    if (match) return [+match[1], +match[2], +match[3], match[4] === undefined ? 1 : +match[4]];
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = text;
    pen.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = pen.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  }

  function over(top, below, opacity = 1) {
    const a = top[3] * opacity;
    return [0, 1, 2].map(i => top[i] * a + below[i] * (1 - a)).concat(1);
  }

  function light([r, g, b]) {
    const [x, y, z] = [r, g, b].map(v => v / 255).map(v => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  }

  /** Source: WCAG 2.2, contrast ratio. */
  function contrast(one, other) {
    const [high, low] = [light(one), light(other)].sort((a, b) => b - a);
    return (high + 0.05) / (low + 0.05);
  }

  /** What is painted behind an element: its own background and those of what it is in. */
  function background(element) {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = colour(getComputedStyle(at).backgroundColor);
      layers.push(layer);
      if (layer[3] === 1) break;
    }
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    return layers.reverse().reduce((below, layer) => over(layer, below), dark ? black : white);
  }

  function name(element) {
    const label = (element.getAttribute("aria-label") || element.textContent || "").trim().replace(/\s+/g, " ");
    const kind = element.getAttribute("class");
    return `<${element.localName}${kind ? ` class="${kind}"` : ""}> "${label.slice(0, 30)}"`;
  }

  /** Not shown at all, or there for screen readers only. */
  function isHidden(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return true;
    for (let at = element; at; at = at.parentElement) {
      if (getComputedStyle(at).clipPath === "inset(50%)" || at.matches(".skip:not(:focus)")) return true;
    }
    return false;
  }

  function texts(root = document.body) {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const parent = walker.currentNode.parentElement;
      if (walker.currentNode.data.trim() && !parent.closest("script, style, template, option")
          && !isHidden(parent)) found.push(walker.currentNode);
    }
    return found;
  }

  const stopsOf = () => [...document.querySelectorAll(
    "a[href], area[href], button, input, select, textarea, summary, [tabindex], audio[controls], video[controls]"
  )].filter(e => e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true })
    && !e.closest("[inert]") && !isPassedOver(e));

  /** Of radio buttons Tab reaches the one that is chosen, or the first. */
  function isPassedOver(element) {
    if (element.type !== "radio") return false;
    const group = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(element.name)}"]`)];
    return (group.find(e => e.checked) ?? group[0]) !== element;
  }

  /** Whether the focus of an element can be seen: an outline of 2 px or more, with 3:1 to what is behind it. */
  function focusProblems(element) {
    const style = getComputedStyle(element);
    const problems = [];
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) {
      problems.push("has the focus without an outline");
    } else if (style.outlineStyle !== "auto") {
      const inside = parseFloat(style.outlineOffset) < 0;
      const behind = background(inside ? element : element.parentElement);
      const ratio = contrast(over(colour(style.outlineColor), behind), behind);
      if (ratio < 3) problems.push(`has a focus outline of ${ratio.toFixed(1)}:1`);
    }
    const box = element.getBoundingClientRect();
    const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth
      && box.width > 0 && box.height > 0;
    if (!isSeen) problems.push("has the focus outside what is in view");
    return problems.map(p => `${name(element)} ${p}`);
  }

  return { colour, over, contrast, background, name, isHidden, texts, stopsOf, focusProblems };
})();

/** Notes every element that the Tab key leaves, in order, and how its focus looked. */
looks.watch = () => {
  looks.left = [];
  looks.noted = [];
  document.addEventListener("keydown", event => {
    const element = document.activeElement;
    if (event.key !== "Tab" || !element || element === document.body) return;
    looks.left.push(element);
    looks.noted.push(...looks.focusProblems(element));
  }, true);
};

/** After as many Tabs as there are stops, and one more: all stops in the order of the page. */
looks.walked = () => {
  const stops = looks.stopsOf();
  // Chromium stops at regions that scroll of its own accord too; other browsers do not.
  const left = looks.left.filter(e => stops.includes(e));
  const problems = [...new Set(looks.noted)];
  for (const stop of stops) if (!left.includes(stop)) problems.push(`${looks.name(stop)} is not reached by Tab`);
  const reached = stops.filter(e => left.includes(e));
  const wrong = left.findIndex((e, i) => e !== reached[i]);
  if (wrong >= 0 && wrong < reached.length) problems.push(`${looks.name(left[wrong])} is out of the page's order`);
  const twice = looks.left.find((e, i) => looks.left[i + 1] === e);
  if (twice) problems.push(`${looks.name(twice)} keeps the focus`);
  return problems;
};

/** Regions that scroll can be focused, or hold what can. */
looks.scrolling = () => [...document.querySelectorAll("body *")].filter(e => {
  const overflow = getComputedStyle(e).overflowX + getComputedStyle(e).overflowY;
  return /auto|scroll/.test(overflow) && (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1)
    && !e.matches("textarea") && e.tabIndex < 0 && !e.querySelector("a[href], button, input, select");
}).map(e => `${looks.name(e)} scrolls and cannot be focused`);

/** The focus of every stop, without walking (for a second colour scheme). */
looks.focus = () => looks.stopsOf().flatMap(e => {
  e.focus({ focusVisible: true });
  return document.activeElement === e ? looks.focusProblems(e) : [`${looks.name(e)} takes no focus`];
});

/** WCAG 1.4.12, as a style sheet of the checks' own. */
looks.space = () => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }`);
  document.adoptedStyleSheets = [sheet];
};

/** Whether something around an element keeps what is too wide to itself. */
looks.clipped = e => {
  for (let p = e.parentElement; p && p !== document.body; p = p.parentElement) {
    if (getComputedStyle(p).overflowX !== "visible") return true;
  }
  return false;
};

/** Sideways scrolling, text that is cut off, and text upon text. */
looks.reflow = () => {
  const problems = [];
  const page = document.documentElement;
  if (page.scrollWidth > page.clientWidth) {
    const wide = [...document.querySelectorAll("body *")].findLast(e => !looks.isHidden(e)
      && !looks.clipped(e)
      && (e.getBoundingClientRect().right > page.clientWidth + 1 || e.scrollWidth > page.clientWidth + 1));
    problems.push(`scrolls sideways${wide ? `, because of ${looks.name(wide)}` : ""}`);
  }
  const boxes = [];
  for (const text of looks.texts()) {
    const parent = text.parentElement;
    if (parent.closest("svg")) continue;
    problems.push(...cut(parent));
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      const top = box.top + scrollY, bottom = box.bottom + scrollY;
      if (box.width > 1) boxes.push({ text, top, bottom, left: box.left, right: box.right });
    }
  }
  return [...new Set(problems.concat(overlaps(boxes)))];

  function cut(element) {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at);
      const across = /hidden|clip/.test(style.overflowX) && at.scrollWidth > at.clientWidth + 1;
      const down = /hidden|clip/.test(style.overflowY) && at.scrollHeight > at.clientHeight + 1;
      if (across || down) return [`${looks.name(at)} cuts off its text`];
      if (/auto|scroll/.test(style.overflowX)) return [];
      const isBlock = !/inline|contents/.test(style.display);
      if (isBlock && at.clientWidth > 0 && at.scrollWidth > at.clientWidth + 1 && at === element) {
        return [`${looks.name(at)} is ${at.scrollWidth - at.clientWidth} px too narrow for its text`];
      }
    }
    return [];
  }

  function overlaps(boxes) {
    const found = [];
    boxes.sort((a, b) => a.top - b.top);
    boxes.forEach((a, i) => {
      for (let j = i + 1; j < boxes.length && boxes[j].top < a.bottom - 4; j++) {
        const b = boxes[j];
        if (a.text === b.text || Math.min(a.right, b.right) - Math.max(a.left, b.left) < 3) continue;
        if (a.text.parentElement.closest(".scroll") || b.text.parentElement.closest(".scroll")) continue;
        found.push(`${looks.name(a.text.parentElement)} and ${looks.name(b.text.parentElement)} overlap`);
      }
    });
    return found.slice(0, 3);
  }
};

/** Shapes of graphics and the edges of fields: 3:1; text in graphics: 4.5:1. */
looks.graphics = () => {
  const problems = [];
  const shapes = "svg :is(rect, circle, ellipse, path, line, polyline, polygon)";
  for (const shape of document.querySelectorAll(shapes)) {
    // Lines of a grid, and what lies under what matters, are decoration.
    if (shape.closest("defs, .chart-grid, .chart-area, .chart-ground") || looks.isHidden(shape)) continue;
    const best = Math.max(...paints(shape));
    if (best < 3) problems.push(`${looks.name(shape)} of ${looks.name(shape.closest("svg"))} has ${best.toFixed(1)}:1`);
  }
  for (const text of document.querySelectorAll("svg text")) {
    if (!text.textContent.trim() || looks.isHidden(text)) continue;
    const [ratio] = paints(text, under(text));
    if (ratio < 4.5) problems.push(`${looks.name(text)} in a graphic has ${ratio.toFixed(1)}:1`);
  }
  for (const field of document.querySelectorAll("input, select, textarea")) {
    if (looks.isHidden(field) || /checkbox|radio|range|hidden/.test(field.type)) continue;
    const style = getComputedStyle(field), behind = looks.background(field.parentElement);
    const inside = looks.contrast(looks.background(field), behind);
    const edge = parseFloat(style.borderBottomWidth) > 0
      ? looks.contrast(looks.over(looks.colour(style.borderBottomColor), behind), behind) : 1;
    if (Math.max(inside, edge) < 3) problems.push(`${looks.name(field)} has an edge of ${edge.toFixed(1)}:1`);
  }
  return [...new Set(problems)];

  /** The colour of the last filled shape that a text stands in; of the page where there is none. */
  function under(text) {
    const box = text.getBoundingClientRect();
    const x = box.left + box.width / 2, y = box.top + box.height / 2;
    const page = looks.background(text.closest("svg"));
    const isUnder = shape => {
      const area = shape.getBoundingClientRect();
      return text.compareDocumentPosition(shape) & Node.DOCUMENT_POSITION_PRECEDING && !looks.isHidden(shape)
        && area.left <= x && x <= area.right && area.top <= y && y <= area.bottom
        && getComputedStyle(shape).fill !== "none";
    };
    const shape = [...text.closest("svg").querySelectorAll("rect, circle, ellipse, path, polygon")].findLast(isUnder);
    return shape ? looks.over(looks.colour(getComputedStyle(shape).fill), page, getComputedStyle(shape).fillOpacity) : page;
  }

  function paints(shape, behind = looks.background(shape.closest("svg"))) {
    const style = getComputedStyle(shape);
    const ratio = (paint, opacity) => paint === "none" ? 1
      : looks.contrast(looks.over(looks.colour(paint), behind, style.opacity * opacity), behind);
    const stroke = parseFloat(style.strokeWidth) > 0 ? ratio(style.stroke, style.strokeOpacity) : 1;
    return [ratio(style.fill, style.fillOpacity), stroke];
  }
};

/** With the colours of the system: text is there, and what is current differs from what is not. */
looks.forced = () => {
  const problems = [];
  for (const text of looks.texts()) {
    const parent = text.parentElement;
    if (parent.closest("svg")) continue;
    const behind = looks.background(parent);
    const ratio = looks.contrast(looks.over(looks.colour(getComputedStyle(parent).color), behind), behind);
    if (ratio < 4.5) problems.push(`${looks.name(parent)} has ${ratio.toFixed(1)}:1`);
  }
  for (const current of document.querySelectorAll("nav a[aria-current]:not([aria-current=false])")) {
    const other = [...current.closest("nav").querySelectorAll("a:not([aria-current]):not([lang])")][0];
    if (!other || current.closest(".crumbs")) continue;
    const [a, b] = [current, other].map(e => getComputedStyle(e));
    const kept = ["outlineStyle", "outlineWidth", "fontWeight", "textDecorationLine", "borderBottomStyle",
      "borderBottomWidth", "borderBottomColor", "backgroundColor"];
    if (kept.every(key => a[key] === b[key])) problems.push(`${looks.name(current)} looks like what is not current`);
  }
  return [...new Set(problems)];
};

/** Movement that is left when people ask for less. */
looks.motion = () => {
  const longest = times => Math.max(...times.split(",").map(t => (t.includes("ms") ? parseFloat(t) / 1000 : parseFloat(t))));
  const problems = [];
  for (const element of document.querySelectorAll("*")) {
    const style = getComputedStyle(element);
    if (longest(style.transitionDuration) > 0.01) problems.push(`${looks.name(element)} has a transition`);
    if (style.animationName !== "none" && longest(style.animationDuration) > 0.01) {
      problems.push(`${looks.name(element)} is animated`);
    }
  }
  if (getComputedStyle(document.documentElement).scrollBehavior === "smooth") problems.push("scrolls smoothly");
  if (document.getAnimations().some(a => a.playState === "running")) problems.push("something moves");
  return problems.slice(0, 5);
};

/** On paper: no navigation, no controls, and the text is there. */
looks.print = () => {
  const shown = e => e.checkVisibility({ visibilityProperty: true });
  const problems = [...document.querySelectorAll("header nav, .tabs, .skip, form, .pager, .facets")]
    .filter(shown).map(e => `${looks.name(e)} is printed`);
  if (!shown(document.querySelector("h1"))) problems.push("does not print its heading");
  return problems;
};

/** How many letters of text there are in the page's main part, for people who see it. */
looks.letters = () => looks.texts(document.querySelector("main")).reduce((sum, t) => sum + t.data.trim().length, 0);
