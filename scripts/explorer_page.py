# SPDX-License-Identifier: EUPL-1.2
"""What scripts/check_explorer.py drives a browser with: pages served, the explorer read, figures compared."""
import contextlib
import decimal
import http.server
import pathlib
import re
import threading

import axe_playwright_python
import duckdb

AXE = pathlib.Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text()
NAME = "parkeervergunningen"
MONTHS = "jan feb mrt apr mei jun jul aug sep okt nov dec".split()

problems = []


def check(is_right, what):
    print(("  ok    " if is_right else "  WRONG ") + what)
    if not is_right:
        problems.append(what)


def equal(actual, expected, what):
    is_right = actual == expected
    check(is_right, what if is_right else f"{what}: {actual!r}, not {expected!r}")


# Serving


class Pages(http.server.SimpleHTTPRequestHandler):
    """The catalogues and the tests, each below a folder of its own."""

    folders: dict = {}

    def translate_path(self, path):
        first, _, rest = path.split("?")[0].split("#")[0].lstrip("/").partition("/")
        if first not in self.folders:
            return "/nonexistent"
        self.directory = str(self.folders[first])
        return super().translate_path("/" + rest)

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def served(folders):
    Pages.folders = folders
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


# The browser


def launched(playwright):
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])


class Memory:
    """The largest PSS of the renderer processes of a browser while it runs, in bytes."""

    def __init__(self, browser):
        session = browser.new_browser_cdp_session()
        self.read = lambda: [
            process["id"] for process in session.send("SystemInfo.getProcessInfo")["processInfo"]
            if process["type"] == "renderer"
        ]
        self.largest, self.stop = 0, threading.Event()

    def __enter__(self):
        processes = self.read()
        self.thread = threading.Thread(target=self.watch, args=(processes,), daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def watch(self, processes):
        while not self.stop.wait(0.05):
            for process in processes:
                with contextlib.suppress(OSError):
                    text = pathlib.Path(f"/proc/{process}/smaps_rollup").read_text()
                    size = int(re.search(r"^Pss:\s+(\d+)", text, re.M)[1]) * 1024
                    self.largest = max(self.largest, size)


def check_axe(page, what):
    page.evaluate(AXE)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = page.evaluate("t => axe.run(document, {runOnly: {type: 'tag', values: t}})", tags)
    violations = [(v["id"], v["nodes"][0]["html"][:120]) for v in found["violations"]]
    equal(violations, [], f"axe {what}")


# Reading the page


def until(page, condition):
    """Waits for a condition; Playwright's own waiting needs `eval`, which the pages forbid."""
    for _ in range(600):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"not in 30 s: {condition}")


def shown(page):
    """Waits until the answer is there."""
    page.wait_for_selector("#explorer-table table", timeout=120_000)
    until(page, "!document.querySelector('#explorer-result').hasAttribute('aria-busy')")


def opened(page, address):
    """Shows the state of an address; the table is fetched only where it is not there yet."""
    if page.url.partition("#")[0] == address.partition("#")[0]:
        page.evaluate("state => { location.hash = state; }", address.partition("#")[2])
        page.wait_for_timeout(50)
    else:
        page.goto(address)
        if page.locator("#explorer-start").is_visible():
            page.click("#explorer-start")
    shown(page)


def cells(page):
    return page.eval_on_selector_all(
        "#explorer-table tbody tr", "rows => rows.map((row) => [...row.cells].map((c) => c.textContent))"
    )


def status(page):
    return page.inner_text("#explorer-status")


def number(text):
    """A Dutch number: `1.234,50`; None for a dash."""
    return None if text == "–" else decimal.Decimal(text.replace(".", "").replace(",", "."))


def month(text):
    """`jan 2026` as `2026-01`."""
    name, year = text.split()
    return f"{year}-{MONTHS.index(name) + 1:02}"


def all_cells(page):
    """The rows of every page of the result."""
    rows = cells(page)
    while page.locator("#explorer-after").is_visible():
        if page.get_attribute("#explorer-after", "aria-disabled") == "true":
            break
        page.click("#explorer-after")
        shown(page)
        rows += cells(page)
    return rows


def table(folder):
    """The published table in DuckDB, all cells as text, empty ones as null."""
    database = duckdb.connect()
    file = folder / "datasets" / NAME / f"{NAME}.csv.gz"
    options = "all_varchar=true, header=true, delim=',', quote='\"', escape='\"'"
    database.execute(f"create table t as select * from read_csv('{file}', {options})")
    return database


AMOUNT = "bedrag::decimal(18, 2)"


def compare_groups(page, address, database, by, where, measure, key):
    """Each group's rows, result and missing cells, as the page shows them and as DuckDB finds them; no group is wrong too."""
    opened(page, address)
    is_mean = measure == "avg"
    rows = database.execute(
        f"select {by} as k, count(*), {measure}({AMOUNT}), count(*) - count(bedrag) from t"
        f" where {where} group by k"
    ).fetchall()
    expected = {
        "(leeg)" if k is None else k: (count, value, missing) for k, count, value, missing in rows
    }
    actual = {}
    for cell in all_cells(page):
        name = cell[0] if cell[0] == "(leeg)" else key(cell[0])
        actual[name] = (int(number(cell[1])), number(cell[2]), int(number(cell[3])))
    is_right = actual.keys() == expected.keys() and all(
        actual[k][0] == expected[k][0] and actual[k][2] == expected[k][2]
        and same(actual[k][1], expected[k][1], is_mean) for k in expected
    )
    is_right = is_right and bool(expected)
    wrong = [(k, actual.get(k), expected[k]) for k in expected if actual.get(k) != expected[k]]
    note = "" if is_right else f" {wrong[:2]}"
    check(is_right, f"{measure} of bedrag by {by} in {len(expected)} groups is DuckDB's{note}")


def same(actual, expected, is_mean):
    """Means show four decimals; all else is exact."""
    if actual is None or expected is None:
        return actual is None and expected is None
    return abs(float(actual) - expected) <= 0.5000001e-4 if is_mean else actual == expected


def compare_rows(page, address, database, where, order, columns):
    """The number of rows found, and the first page of them; none is wrong too, since then nothing is compared."""
    opened(page, address)
    count = database.execute(f"select count(*) from t where {where}").fetchone()[0]
    check(count > 0, f"there are rows where {where}")
    total = database.execute("select count(*) from t").fetchone()[0]
    dutch = f"{count:,} van de {total:,} rijen.".replace(",", ".")
    equal(status(page), dutch, f"rows where {where}")
    names = ", ".join(columns)
    first = database.execute(
        f"select {names} from t where {where} order by {order}, rowid limit 50").fetchall()
    actual = [[row[i] for i in columns.values()] for row in cells(page)]
    equal(actual, [[cell or "" for cell in row] for row in first], f"the first rows in the order of {order}")
