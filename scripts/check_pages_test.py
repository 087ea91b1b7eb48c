#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Show that each check of scripts/check_pages.py can fail: pages that are broken in every way.

usage: scripts/check_pages_test.py CATALOG_DIR

A copy of the catalogue is broken (never the catalogue itself), and each break must be found; exit 1
with those that were not.
"""
import pathlib
import shutil
import sys
import tempfile

from playwright.sync_api import sync_playwright

from pages.budget import LATE, MOST_BYTES
from pages.kinds import all_pages
from pages.looks import check_looks
from pages.markup import check_markup
from pages.server import serve

STYLE = """
.b-outline:focus-visible { outline: none; }
.b-faint:focus-visible { outline-color: #eee; }
.b-night:focus-visible { outline-color: #222; }
.b-away { position: absolute; left: -500px; }
.b-scroll { overflow: auto; width: 5rem; white-space: nowrap; }
.b-cut { overflow: hidden; height: 1rem; width: 4rem; }
.b-wide { width: 500px; }
.b-over { margin-top: -2rem; }
.b-pale { fill: #ddd; }
.b-dim { fill: #222; }
.b-edge { border: 0; background: transparent; }
.b-move { transition: color 1s; }
.b-spin { animation: b-spin 1s infinite; }
@keyframes b-spin { from { opacity: 0.9; } }
html:has(.skip[hidden]) { scroll-behavior: smooth !important; }
@media (forced-colors: active) {
  .b-forced { forced-color-adjust: none; color: #777; background: #777; }
  nav a[aria-current] { border-bottom-color: transparent !important; outline: none !important; }
  nav a { border: 0 !important; }
}
@media print { .tabs { display: block !important; } h1 { display: none; } }
"""

BODY = """
<p><a class="b-outline" href="#inhoud">geen rand</a> <a class="b-faint" href="#inhoud">bleke rand</a>
<a class="b-night" href="#inhoud">donkere rand</a> <a class="b-away" href="#inhoud">buiten beeld</a>
<a tabindex="5" href="#inhoud">voorop</a></p>
<div class="b-scroll">een regel die niet past en die dus moet schuiven</div>
<div class="b-cut">een tekst die niet in het vakje past</div>
<div class="b-wide">breed</div>
<p>onder</p><p class="b-over">boven op een andere tekst</p>
<svg width="90" height="20" role="img" aria-label="flauw"><rect class="b-pale" width="9" height="9"/>
<rect class="b-dim" width="9" height="9"/><text class="b-pale" x="20" y="15">bleek</text></svg>
<p class="b-move">gaat</p><p class="b-spin">draait</p><p class="b-forced">onzichtbaar</p>
<form method="get" action="nergens/"><input class="b-edge" aria-label="vak"></form>
<button class="b-loose" type="button">los</button>
<p id="b-late"></p><p id="b-late"></p>
<a class="b-trap" href="#inhoud">val</a> <a href="#inhoud">na de val</a>
"""

SCRIPT = """
addEventListener("DOMContentLoaded", () => {
  document.querySelector(".b-trap").addEventListener("keydown", event => event.preventDefault());
  document.querySelector("#b-late").textContent = "pas later ".repeat(600);
  setTimeout(() => document.querySelector("main").prepend(document.createElement("h1"), "komt later ".repeat(90)), 50);
  console.error("klacht");
});
"""

# What must be found on the dataset's page: the words of each problem.
LOOKS = (
    '"geen rand" has the focus without an outline',
    'keyboard: <a class="b-faint"> "bleke rand" has a focus outline',
    'keyboard, dark: <a class="b-night"> "donkere rand" has a focus outline',
    '"buiten beeld" has the focus outside',
    "is out of the page's order",
    '"val" keeps the focus',
    '"na de val" is not reached by Tab',
    'class="b-scroll"> "een regel die niet past en die" scrolls and cannot be focused',
    'class="b-cut"> "een tekst die niet in het vakj" cuts off its text',
    "400 %: scrolls sideways",
    '"boven op een andere tekst" overlap',
    "graphics, light: <rect",
    "graphics, dark: <rect",
    "in a graphic has",
    "has an edge of",
    '"gaat" has a transition',
    '"draait" is animated',
    "scrolls smoothly",
    '"onzichtbaar" has 1.0:1',
    "looks like what is not current",
    "is printed",
    "does not print its heading",
    "a form leads nowhere",
    '"los" does nothing',
    "letters, not",
    "the browser says: klacht",
    "the first stop is no link",
    f"{MOST_BYTES} at most",
    "holds up the page",
    "shows after",
    "shifts by",
)
MARKUP = (
    "share the title",
    "headings of level 1",
    "a heading of level 4 follows one of level 2",
    "says that its language is fr",
    "another Content-Security-Policy",
    "<p> with a style of its own",
    "<p onclick>",
    "a script in the page",
    "has the id 'b-late' 2 times",
    "nergens/, which is not there",
    "#nergens, but the page has no such id",
    "<img> leads to https://example.org/",
    "somewhere else at each address",
    "of no known kind",
    "no page of the kind 'recent' in nl",
)


def change(file, *changes):
    text = file.read_text(encoding="utf-8")
    for old, new in changes:
        if old not in text:
            raise SystemExit(f"{file}: no '{old}' to break; see scripts/check_pages_test.py")
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def break_copy(copy, dataset):
    """Breaks the page of a dataset for the browser, and other pages for what is read from the HTML."""
    with open(copy / "assets" / "site.css", "a", encoding="utf-8") as style:
        style.write(STYLE + "/*" + " " * MOST_BYTES + "*/")
    (copy / "assets" / "broken.js").write_text(SCRIPT, encoding="utf-8")
    script = '<script src="../../assets/broken.js"></script></head>'
    change(copy / dataset.path / "index.html", ("</head>", script), ("</main>", BODY + "</main>"))
    wrong = '<p style="x" onclick="y"><a href="#nergens">x</a><img src="https://example.org/x" alt=""></p><script>z</script>'
    change(
        copy / "over" / "index.html",
        ('lang="nl"', 'lang="fr"'),
        ("img-src 'self'", "img-src *"),
        ("<title>Over deze site", "<title>Toegankelijkheid"),
        ("</h1>", "</h1><h1>Nog een</h1><h2>Twee</h2><h4>Vier</h4>" + wrong),
        ('class="skip"', 'class="skip" hidden'),
    )
    change(copy / "404.html", ('href="/datasets/"', 'href="datasets/"'))
    shutil.move(copy / "recent", copy / "onbekend")


def main():
    if len(sys.argv) != 2:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        copy = pathlib.Path(folder, "catalog")
        shutil.copytree(pathlib.Path(sys.argv[1]).resolve(), copy)
        dataset = next(page for page in all_pages(copy)[0] if page.kind == "dataset")
        break_copy(copy, dataset)
        pages, markup = all_pages(copy)
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        with serve(copy, LATE) as server:
            markup += check_markup(copy, server, pages)
            looks, _ = check_looks(browser, server + dataset.path, MOST_BYTES)
            looks += check_looks(browser, server + "over/")[0]
        browser.close()
    wanted = (LOOKS, looks), (MARKUP, markup)
    missed = [w for words, found in wanted for w in words if not any(w in problem for problem in found)]
    for words in missed:
        print(f"not found on a broken page: {words}", file=sys.stderr)
    print(f"{sum(len(words) for words, _ in wanted)} breaks, {len(missed)} not found")
    if missed:
        print(*looks, *markup, sep="\n", file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
