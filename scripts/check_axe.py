#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks pages with axe-core (WCAG 2.2, A and AA) in a light window and on a dark telephone.

usage: check_axe.py FOLDER URL…    FOLDER gets a picture of each page in each view; exit code 1 where anything is wrong

A page must also have no script error, load nothing from another host, not scroll sideways at 320 pixels (WCAG 1.4.10), and
show its heading without JavaScript.
"""

import pathlib
import sys
from urllib.parse import urlsplit

import axe_playwright_python
from playwright.sync_api import sync_playwright

RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}}
VIEWS = {
    "light": {"color_scheme": "light", "viewport": {"width": 1280, "height": 900}},
    "dark": {"color_scheme": "dark", "viewport": {"width": 360, "height": 740}},
}


class Visit:
    """One page in one view, and what is wrong with it."""

    def __init__(self, browser, url, **view):
        self.url, self.problems = url, []
        self.context = browser.new_context(locale="nl-NL", **view)
        self.page = self.context.new_page()
        self.page.on("pageerror", lambda error: self.problems.append(f"script error: {error}"))
        self.page.on("request", self._request)
        self.page.goto(url, wait_until="networkidle")

    def _request(self, request):
        host = urlsplit(request.url).netloc
        if host and host != urlsplit(self.url).netloc:
            self.problems.append(f"loads {request.url}")

    def axe(self, script):
        self.page.evaluate(script)
        found = self.page.evaluate("rules => axe.run(document, rules)", RULES)
        for rule in found["violations"]:
            where = ", ".join(" ".join(map(str, node["target"])) for node in rule["nodes"][:3])
            self.problems.append(f"{rule['id']} ({rule['impact']}), {len(rule['nodes'])} times: {where}")
        if not found["passes"]:
            self.problems.append("axe found nothing to check")

    def narrow(self):
        self.page.set_viewport_size({"width": 320, "height": 700})
        if self.page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
            self.problems.append("scrolls sideways at 320 px")

    def heading(self):
        heading = self.page.query_selector("h1")
        if heading is None or not heading.inner_text().strip():
            self.problems.append("shows no heading without JavaScript")

    def close(self):
        self.context.close()
        return self.problems


def check(browser, script, folder, url):
    name = urlsplit(url).path.strip("/").replace("/", "-") or "index"
    problems = []
    for view, options in VIEWS.items():
        visit = Visit(browser, url, **options)
        visit.page.screenshot(path=folder / f"{name}-{view}.png", full_page=True)
        visit.axe(script)
        visit.narrow()
        problems += [f"{view}: {problem}" for problem in visit.close()]
    plain = Visit(browser, url, java_script_enabled=False)
    plain.heading()
    return problems + plain.close()


def main():
    folder, urls = pathlib.Path(sys.argv[1]), sys.argv[2:]
    folder.mkdir(parents=True, exist_ok=True)
    script = pathlib.Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
    count = 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for url in urls:
            problems = check(browser, script, folder, url)
            count += len(problems)
            print(f"{url}: {'; '.join(problems) or 'right'}", flush=True)
        browser.close()
    print(f"axe-core: {len(urls)} pages, {count} problems")
    return 1 if count or not urls else 0


if __name__ == "__main__":
    sys.exit(main())
