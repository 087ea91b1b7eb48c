# SPDX-License-Identifier: EUPL-1.2
"""What a page costs: bytes, shifts of its layout, and when it first shows."""
import urllib.parse

from pages.looks import DESKTOP, settle

# The bytes of a dataset's page without images, as they are served, not compressed.
MOST_BYTES = 60_000
# The server of this check sends style sheets and scripts this many seconds late.
LATE = {".css": 0.2, ".js": 0.8}

# Noted from the start; a shift just after a person does something does not count.
_WATCH = """
globalThis.shifts = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

_MEASURE = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  shifts: globalThis.shifts,
  scripts: performance.getEntriesByType("resource").filter(e => /\\.js$/.test(new URL(e.name).pathname))
    .map(e => ({ name: new URL(e.name).pathname, end: e.responseEnd })),
  blocking: [...document.scripts].filter(s => !/json/.test(s.type) && s.type !== "module"
    && !(s.src && (s.defer || s.async))).map(s => s.src || "a script in the page"),
})"""


def check_budget(browser, address, limit=None):
    """The problems of one page, and its bytes; `address` is on a server that is late by LATE."""
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL")
    problems, sizes = [], {}

    def count(response):
        if urllib.parse.urlsplit(response.url).netloc != urllib.parse.urlsplit(address).netloc:
            problems.append(f"asks another host: {response.url}")
        if response.request.resource_type != "image":
            sizes[response.url] = len(response.body())

    page = context.new_page()
    responses = []
    page.on("response", lambda response: responses.append(response))
    page.add_init_script(_WATCH)
    page.goto(address)
    problems += settle(page)
    # Two frames, so that what loads last has been laid out.
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for response in responses:
        count(response)
    found = page.evaluate(_MEASURE)
    context.close()
    return problems + _problems(found, sum(sizes.values()), limit), sum(sizes.values())


def _problems(found, size, limit):
    problems = [f"{script} holds up the page" for script in found["blocking"]]
    if limit is not None and size > limit:
        problems.append(f"is {size} bytes without images; {limit} at most")
    if found["shifts"] > 0:
        problems.append(f"shifts by {found['shifts']:.4f} while it loads")
    if found["paint"] is None:
        problems.append("does not show")
    for script in found["scripts"]:
        if found["paint"] is not None and found["paint"] > script["end"]:
            problems.append(f"shows after {script['name']} only")
    return problems
