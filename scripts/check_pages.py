#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Check the pages of a catalogue: their HTML, and how people meet them in a browser.

usage: scripts/check_pages.py CATALOG_DIR [KIND…]          checks; exit 1 with every problem
       scripts/check_pages.py --list CATALOG_DIR [KIND…]   prints the paths of what would be opened

Needs Debian's chromium, and playwright in the virtual environment (scripts/need.sh). The HTML of every
page is read: one title that no other page has, one first heading, no level skipped, the language, the
Content-Security-Policy, and links that answer 200. Of each kind (pages/kinds.py) and language one page,
and every dataset's, is opened, or of the kinds that are named: with the keyboard alone, at 400 % with the spacing of WCAG 1.4.12, with forced
colours, with less movement, on paper and without JavaScript; graphics have 3:1. Then their costs are
measured: at most 60,000 bytes for a dataset, no shift of the layout, shown before any script.
"""
import concurrent.futures
import sys

from playwright.sync_api import sync_playwright

from pages.budget import LATE, MOST_BYTES
from pages.kinds import all_pages, chosen_pages
from pages.looks import check_looks
from pages.markup import check_markup
from pages.server import serve

# A page is checked by one of these; each has a browser of its own.
WORKERS = 2


# Pages that do their work by a script.
TOOLS = ("explore", "search")


def check_in_browser(server, pages):
    """The problems of pages, and their bytes by path."""
    problems, sizes = [], {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        for page in pages:
            limit = MOST_BYTES if page.kind == "dataset" else None
            # English has the same parts as Dutch: paper and no JavaScript are looked at once.
            found, sizes[page.path] = check_looks(
                browser, server + page.path, limit, is_tool=page.kind in TOOLS, is_full=page.language == "nl"
            )
            problems += [f"/{page.path}: {problem}" for problem in found]
        browser.close()
    return problems, sizes


def chosen(catalog, pages, kinds):
    """The pages that are opened, of some kinds or, where none is named, of all."""
    return [page for page in chosen_pages(catalog, pages) if not kinds or page.kind in kinds]


def check(catalog, kinds):
    """Checks all; gives the exit status."""
    pages, problems = all_pages(catalog)
    opened = chosen(catalog, pages, kinds)
    with serve(catalog, LATE) as server:
        problems += check_markup(catalog, server, pages)
        sizes = {}
        with concurrent.futures.ProcessPoolExecutor(WORKERS) as pool:
            parts = [opened[i::WORKERS] for i in range(WORKERS)]
            for found, bytes_by_path in pool.map(check_in_browser, [server] * WORKERS, parts):
                problems += found
                sizes |= bytes_by_path
    for path, size in sorted(sizes.items()):
        print(f"{size:>8} bytes  /{path}")
    for problem in problems:
        print(problem, file=sys.stderr)
    print(f"{len(pages)} pages read, {len(opened)} opened in a browser, {len(problems)} problems")
    return 1 if problems else 0


def main():
    arguments = sys.argv[1:]
    is_list = arguments[:1] == ["--list"]
    if len(arguments) <= is_list:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    catalog, *kinds = arguments[is_list:]
    if not is_list:
        return check(catalog, kinds)
    pages, _ = all_pages(catalog)
    print(*("/" + page.path for page in chosen(catalog, pages, kinds)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
