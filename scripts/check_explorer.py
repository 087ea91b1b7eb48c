#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Drive the explorer and the search of a published catalogue in Chromium, as a reader does.

usage: check_explorer.py CATALOG EXPLORER_CATALOG [LARGE_CATALOG]

The modules' own tests (Tests/Browser) run first, in the same browser. Searching and first rows are those of
CATALOG. Figures that the explorer shows are compared with what DuckDB makes of the same .csv.gz: of
`parkeervergunningen` in EXPLORER_CATALOG (scripts/make_explorer.sh), and of the benchmark's table of that
name in LARGE_CATALOG (about 100 MB of CSV), with the memory of the tab and the longest task of its main thread. Memory is that
of the renderer process, which holds the page and its worker: the proportional set size (PSS) in
/proc, sampled while it works; JavaScript's own figures leave out what typed arrays hold.
"""
import csv
import gzip
import io
import pathlib
import re
import sys
import time
import unicodedata

from playwright.sync_api import sync_playwright
from snowballstemmer.dutch_porter_stemmer import DutchPorterStemmer

from explorer_filters import check_filters, check_first_rows
from explorer_page import (
    AMOUNT, NAME, Memory, cells, check, check_axe, compare_groups, compare_rows, equal, launched, month,
    opened, problems, served, shown, status, table, until,
)

ROOT = pathlib.Path(__file__).resolve().parent.parent
TESTS = ROOT / "Tests" / "Browser"
MOST_MEMORY = 500_000_000
LONGEST_TASK = 500
WATCH = """
window.longest = 0;
new PerformanceObserver((list) => {
  for (const task of list.getEntries()) window.longest = Math.max(window.longest, task.duration);
}).observe({ type: "longtask", buffered: true });
"""

# The modules by themselves


def check_modules(page, base):
    print("==> the modules' own tests")
    page.goto(f"{base}/tests/")
    for file in sorted(TESTS.glob("*.js")):
        if file.name == "expect.js":
            continue
        results = page.evaluate(
            """async (module) => {
              const results = [];
              for (const [name, test] of Object.entries((await import(module)).default)) {
                try {
                  results.push([name, true, (await test()) ?? ""]);
                } catch (error) {
                  results.push([name, false, String(error.message)]);
                }
              }
              return results;
            }""",
            f"/tests/{file.name}",
        )
        if not results:
            check(False, f"{file.name} has no test")
        for name, is_right, note in results:
            check(is_right, f"{file.stem}: {name}{': ' + note if note else ''}")


def check_stems(page, base):
    """Every word of the documentation and the texts, against Snowball's own program."""
    text = "".join(
        file.read_text() for pattern in ("docs/**/*.md", "Sources/**/*.json", "pipelines/**/*.yaml")
        for file in ROOT.glob(pattern)
    )
    plain = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    words = sorted(set(re.findall("[a-z]+", plain.lower())))
    page.goto(f"{base}/tests/")
    stems = page.evaluate(
        "async (words) => words.map((await import('/assets/search-stem.js')).stemDutch)", words
    )
    stemmer = DutchPorterStemmer()
    wrong = [word for word, stem in zip(words, stems) if stem != stemmer.stemWord(word)]
    check(len(words) > 1000 and not wrong, f"the stems of {len(words)} words are Snowball's {wrong[:5]}")


# What readers do


def check_saving(page, database, where):
    """The file for Excel: its bytes, and the same rows as DuckDB has."""
    with page.expect_download() as download:
        page.click("#explorer-save")
    data = pathlib.Path(download.value.path()).read_bytes()
    equal(data[:3], b"\xef\xbb\xbf", "the file for Excel begins with a byte order mark")
    rows = list(csv.reader(io.StringIO(data[3:].decode(), newline=""), delimiter=";"))
    check(data.endswith(b"\r\n"), "its rows end with CRLF")
    names = [name for name, *_ in database.execute("describe t").fetchall()]
    expected = [
        [saved(name, cell) for name, cell in zip(names, row)]
        for row in database.execute(f"select * from t where {where} order by rowid").fetchall()
    ]
    check(expected and rows[1:] == expected, f"its {len(rows) - 1} rows are those of DuckDB, with decimal commas")


def saved(name, cell):
    cell = cell or ""
    if name == "bedrag":
        return cell.replace(".", ",")
    return "'" + cell if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") else cell


def check_state(page, browser, base):
    """A link shows the same to someone else, and back and forward go through what was chosen."""
    opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/")
    page.select_option("#explorer-one", "zone")
    shown(page)
    page.select_option("#explorer-measure", "sum")
    until(page, "location.hash.includes('measure=sum')")
    shown(page)
    before, address = (status(page), cells(page)), page.url
    page.go_back()
    until(page, "!location.hash.includes('measure=sum')")
    until(page, "document.querySelectorAll('#explorer-table thead th').length === 2")
    check(page.input_value("#explorer-measure") == "count", "back undoes the last choice")
    page.go_forward()
    until(page, "document.querySelectorAll('#explorer-table thead th').length === 4")
    shown(page)
    equal((status(page), cells(page)), before, "forward does it again")
    other = browser.new_context(locale="nl-NL").new_page()
    opened(other, address)
    equal((status(other), cells(other)), before, "the address shows someone else the same")
    opened(other, address + "&weg.is=1")
    check(other.is_visible("#explorer-unknown"), "a link that names no field says so")
    other.context.close()


def check_keyboard(page, base, database):
    """Filters, groups, sorts and turns pages with the keyboard only."""
    opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/")
    tab_to(page, "explorer-field")
    page.keyboard.type("Zon")
    tab_to(page, "explorer-add")
    page.keyboard.press("Enter")
    check(focused(page).endswith("-has"), "the focus goes to a filter that is added")
    page.keyboard.type("noord")
    until(page, "location.hash.includes('zone.has=noord')")
    shown(page)
    count = database.execute("select count(*) from t where lower(zone) like '%noord%'").fetchone()[0]
    check(status(page).startswith(f"{count} van de"), "a filter works by typing")
    tab_to(page, "explorer-after")
    page.keyboard.press("Enter")
    until(page, "location.hash.includes('page=2')")
    shown(page)
    check("Bladzijde 2 van" in page.inner_text("#explorer-page"), "pages turn with Enter")
    equal(focused(page), "explorer-after", "and the focus stays")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.dataset.key") == "bedrag":
            break
    page.keyboard.press("Enter")
    until(page, "location.hash.includes('sort=bedrag')")
    shown(page)
    equal(page.evaluate("document.activeElement.dataset.key"), "bedrag", "sorting keeps the focus")
    equal(page.locator("[aria-sort=ascending]").count(), 1, "the sorted column says so")
    tab_to(page, "explorer-one", "Shift+Tab")
    page.keyboard.type("Zone")
    until(page, "location.hash.includes('by=zone')")
    shown(page)
    check("Aantal groepen:" in status(page), "grouping works with the keyboard")


def focused(page):
    return page.evaluate("document.activeElement.id")


def tab_to(page, identifier, key="Tab"):
    for _ in range(80):
        if focused(page) == identifier:
            return
        page.keyboard.press(key)
    raise AssertionError(f"{identifier} is not reached with {key}")


def check_looks(browser, base):
    """axe-core on states that a page does not begin with, and narrow windows."""
    state = "#zone.is=Noord-A&zone.is=Noord-B&bedrag.min=10&by=ingangsmaand&by=zone&measure=sum&of=bedrag"
    views = [
        ("light", "none", 1280, 900), ("dark", "none", 360, 740), ("light", "active", 320, 256),
    ]
    for scheme, forced, width, height in views:
        context = browser.new_context(
            color_scheme=scheme, forced_colors=forced, viewport={"width": width, "height": height},
            locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        for part in (state, "#by=zone", "#postcode4.missing=no"):
            opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/{part}")
            check_axe(page, f"at {width} px, {scheme}, forced colours {forced}, {part[:24]}")
            check(
                page.evaluate("document.documentElement.scrollWidth <= innerWidth"),
                f"no sideways scrolling at {width} px")
        page.goto(f"{base}/catalogue/zoeken/?q=bomen")
        page.wait_for_selector("#search-results a")
        check_axe(page, f"of the search at {width} px, {scheme}, forced colours {forced}")
        context.close()


def check_without_script(browser, base):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}/catalogue/datasets/{NAME}/verkennen/")
    link = page.locator("noscript a[download]").first
    check(link.is_visible() and link.get_attribute("href").endswith(f"{NAME}.csv.gz"),
          "without JavaScript the explorer leads to the file")
    page.goto(f"{base}/catalogue/zoeken/?q=boom")
    check(page.locator("noscript a").count() >= 2, "without JavaScript searching leads to the lists")
    context.close()


def check_failure(page, base):
    """A file that cannot be fetched is said."""
    page.route("**/*.csv.gz", lambda route: route.abort())
    page.goto(f"{base}/catalogue/datasets/{NAME}/verkennen/")
    page.wait_for_selector("#explorer-error:not([hidden])")
    check("niet gelukt" in page.inner_text("#explorer-error"), "a failed fetch is said")
    page.unroute("**/*.csv.gz")


def check_unpacked(page, base, folder):
    """A server may say `Content-Encoding: gzip`; then the browser has unpacked the file."""
    packed = (folder / "datasets" / NAME / f"{NAME}.csv.gz").read_bytes()
    page.route("**/*.csv.gz", lambda route: route.fulfill(body=gzip.decompress(packed)))
    page.goto("about:blank")
    opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/")
    check("500 van de 500" in status(page), "a file that the browser unpacked is read too")
    page.route("**/*.csv.gz", lambda route: route.fulfill(body=packed[:-100]))
    page.goto("about:blank")
    page.goto(f"{base}/catalogue/datasets/{NAME}/verkennen/")
    page.wait_for_selector("#explorer-error:not([hidden])")
    check(not page.is_visible("#explorer-panel"), "of half a file nothing is shown")
    page.unroute("**/*.csv.gz")


def check_search(page, root):
    requests = []
    page.on("request", lambda request: requests.append(request.url))
    page.goto(f"{root}/zoeken/")
    check(not any(url.endswith("search.json") for url in requests), "nothing is fetched before someone types")
    for question in ("boom", "bomen", "bome", "boomen", "BOMEN"):
        check("bomen" in found(page, question)[0].lower(), f"'{question}' finds the trees first")
    for question in ("parkeervergunningen", "parkeervergunning", "parkeervergunigen", "vergunning"):
        equal(found(page, question)[:1], ["Parkeervergunningen"], f"'{question}' finds the permits")
    equal(found(page, "qqqqqqqqq"), [], "nonsense finds nothing")
    check("Niets gevonden" in page.inner_text("#search-status"), "and that is said")
    found(page, "boom")
    check(page.url.endswith("?q=boom"), "the address holds the question")
    page.focus("#search-input")
    page.keyboard.press("ArrowDown")
    check(page.evaluate("document.activeElement.tagName") == "A", "the arrow goes to the results")
    page.keyboard.press("Enter")
    page.wait_for_url("**/datasets/bomen/")
    page.goto(f"{root}/zoeken/?q=boom")
    page.wait_for_selector("#search-results a")
    check(page.inner_text("#search-status").startswith("1 dataset gevonden"), "a link to a question answers it")


def found(page, question):
    page.fill("#search-input", "")
    until(page, "document.querySelector('#search-status').textContent === ''")
    page.fill("#search-input", question)
    until(page, "document.querySelector('#search-status').textContent !== ''")
    return page.locator("#search-results a").all_inner_texts()


# The large table


def check_large(playwright, base, folder):
    database = table(folder)
    browser = launched(playwright)
    page = browser.new_context(locale="nl-NL", accept_downloads=True).new_page()
    page.add_init_script(WATCH)
    address = f"{base}/large/datasets/{NAME}/verkennen/"
    page.goto(address)
    with Memory(browser) as memory:
        start = time.monotonic()
        page.click("#explorer-start")
        shown(page)
        print(f"  opened in {time.monotonic() - start:.1f} s")
        large_queries(page, address, database)
        longest = page.evaluate("window.longest")
    # That what is watched shows: a task that is long indeed.
    page.evaluate("setTimeout(() => { const start = performance.now(); while (performance.now() - start < 120); })")
    until(page, "window.longest >= 100")
    print(f"  the tab takes at most {memory.largest / 1e6:.0f} MB (PSS of the renderer)")
    check(0 < memory.largest < MOST_MEMORY, f"less than {MOST_MEMORY / 1e6:.0f} MB")
    print(f"  the longest task of the main thread takes {longest:.0f} ms")
    check(longest < LONGEST_TASK, f"less than {LONGEST_TASK} ms")
    browser.close()


def large_queries(page, address, database):
    """Without loading the page again, so that memory is that of one long visit. The values are some of bench/generate_export.py."""
    compare_groups(page, f"{address}#by=zone&measure=sum&of=bedrag", database, "zone", "true", "sum", str)
    compare_groups(
        page, f"{address}#zone.is=West+2&bedrag.min=10.5&bedrag.max=400&by=ingangsdatum&unit=month&measure=mean&of=bedrag",
        database, "ingangsdatum[:7]", f"zone = 'West 2' and {AMOUNT} between 10.5 and 400", "avg", month)
    compare_groups(
        page, f"{address}#opmerking.has=B%C3%81LIE&by=geboortejaar&measure=max&of=bedrag", database,
        "geboortejaar", "strip_accents(lower(opmerking)) like '%balie%'", "max", str)
    columns = {"vergunningnummer": 0, "zone": 6, "kenteken": 5}
    compare_rows(
        page, f"{address}#ingangsdatum.min=2015-01-01&ingangsdatum.max=2015-12-31&einddatum.missing=yes&sort=kenteken",
        database, "ingangsdatum between '2015-01-01' and '2015-12-31' and einddatum is null",
        "kenteken", columns)
    compare_rows(page, f"{address}#sort=vergunningnummer&desc=1", database, "true", "vergunningnummer desc", columns)
    opened(page, f"{address}#zone.is=Oost-A&bedrag.max=100")
    check_saving(page, database, f"zone = 'Oost-A' and {AMOUNT} <= 100")


def main():
    samples, catalogue = (pathlib.Path(path).resolve() for path in sys.argv[1:3])
    large = pathlib.Path(sys.argv[3]).resolve() if len(sys.argv) > 3 else None
    folders = {"samples": samples, "catalogue": catalogue, "tests": TESTS, "assets": samples / "assets"}
    if large is not None:
        folders["large"] = large
    with served(folders) as base, sync_playwright() as playwright:
        browser = launched(playwright)
        page = browser.new_context(locale="nl-NL", accept_downloads=True).new_page()
        page.on("pageerror", lambda error: check(False, f"script error: {error}"))
        check_modules(page, base)
        check_stems(page, base)
        print("==> the explorer on a small table")
        check_small(page, browser, base, catalogue)
        for root in (f"{base}/samples", f"{base}/catalogue"):
            print(f"==> the catalogue in /{root.rpartition('/')[2]}")
            check_first_rows(page, root)
            check_search(page, root)
        browser.close()
        if large is None:
            print("SKIPPED: the table of 100 MB")
        else:
            print("==> the explorer on 100 MB")
            check_large(playwright, base, large)
    print(f"explorer and search: {len(problems)} problems")
    return 1 if problems else 0


def check_small(page, browser, base, catalogue):
    database = table(catalogue)
    address = f"{base}/catalogue/datasets/{NAME}/verkennen/"
    for measure, name in (("sum", "sum"), ("avg", "mean"), ("min", "min"), ("max", "max")):
        compare_groups(
            page, f"{address}#by=postcode4&measure={name}&of=bedrag", database, "postcode4", "true", measure, str)
    compare_groups(
        page, f"{address}#eindmaand.missing=no&by=ingangsmaand&measure=sum&of=bedrag", database, "ingangsmaand",
        "eindmaand is not null", "sum", month)
    opened(page, f"{address}#ingangsmaand.min=2022-01&ingangsmaand.max=2023-06")
    check_saving(page, database, "ingangsmaand between '2022-01' and '2023-06'")
    check_state(page, browser, base)
    check_filters(page, browser, base, database)
    check_keyboard(page, base, database)
    check_looks(browser, base)
    check_without_script(browser, base)
    check_failure(page, base)
    check_unpacked(page, base, catalogue)


if __name__ == "__main__":
    sys.exit(main())
