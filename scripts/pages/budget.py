# SPDX-License-Identifier: EUPL-1.2
"""What a page costs: bytes, shifts of its layout, and when it first shows."""
import urllib.parse

# The bytes of a dataset's page without images, as they are served, not compressed.
MOST_BYTES = 60_000
# The server of these checks sends style sheets and scripts this many seconds late.
LATE = {".css": 0.2, ".js": 0.8}

# Noted from the start; a shift just after a person does something does not count.
_WATCH = """
globalThis.shifts = 0;
new PerformanceObserver(list => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifts += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

# Until the page has been painted, which Chromium tells later, and five seconds at most.
_PAINTED = """() => new Promise(done => {
  const end = performance.now() + 5000;
  const look = () => performance.getEntriesByName("first-contentful-paint").length > 0 || performance.now() > end
    ? requestAnimationFrame(done) : requestAnimationFrame(look);
  requestAnimationFrame(look);
})"""

_MEASURE = """() => ({
  paint: performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? null,
  shifts: globalThis.shifts,
  scripts: performance.getEntriesByType("resource").filter(e => /\\.js$/.test(new URL(e.name).pathname))
    .map(e => ({ name: new URL(e.name).pathname, end: e.responseEnd })),
  blocking: [...document.scripts].filter(s => !/json/.test(s.type) && s.type !== "module"
    && !(s.src && (s.defer || s.async))).map(s => s.src || "a script in the page"),
})"""


class Budget:
    """Notes what a page costs, from before it is opened."""

    def __init__(self, page):
        self._page, self._responses = page, []
        page.on("response", lambda response: self._responses.append(response))
        page.add_init_script(_WATCH)

    def check(self, limit):
        """The problems of the page, once it has come to rest, and its bytes without images.

        `limit` is the most bytes that it may have, None where it may have any number.
        """
        self._page.evaluate(_PAINTED)
        host = urllib.parse.urlsplit(self._page.url).netloc
        responses = list(self._responses)
        foreign = [r.url for r in responses if urllib.parse.urlsplit(r.url).netloc != host]
        counted = [r for r in responses if r.request.resource_type != "image"]
        size = sum(len(response.body()) for response in counted)
        problems = [f"asks another host: {address}" for address in foreign]
        return problems + _problems(self._page.evaluate(_MEASURE), size, limit), size


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
