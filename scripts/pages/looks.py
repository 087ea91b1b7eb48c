# SPDX-License-Identifier: EUPL-1.2
"""What is checked of one page in the browser, as people with other needs meet it."""
import contextlib
import pathlib

from playwright.sync_api import TimeoutError

from pages.budget import Budget

LOOKS = pathlib.Path(__file__).with_name("looks.js").read_text(encoding="utf-8")
DESKTOP = {"width": 1280, "height": 900}
# 1280 by 1024 at 400 %.
ZOOMED = {"width": 320, "height": 256}
# Keys of this many stops at most are pressed, so that a page that never ends does not hang the check.
MOST_STOPS = 500


@contextlib.contextmanager
def opened(browser, address, complaints, **options):
    """A page that is loaded in a context of its own, and what it cost so far.

    What the browser complains of is added to a list.
    """
    context = browser.new_context(viewport=DESKTOP, locale="nl-NL", reduced_motion="reduce", **options)
    try:
        page = context.new_page()
        budget = Budget(page)
        page.on("console", lambda message: _hear(message, complaints))
        page.on("pageerror", lambda error: complaints.append(f"a script fails: {error}"))
        page.on("requestfailed", lambda request: complaints.append(f"does not get {request.url}"))
        page.goto(address)
        complaints += settle(page)
        yield page, budget
    finally:
        context.close()


def settle(page):
    """Waits for what scripts fetch; gives the problem of a page that goes on fetching.

    A page without scripts is done once it has loaded.
    """
    try:
        if page.locator("script[src]").count() > 0:
            page.wait_for_load_state("networkidle")
    except TimeoutError:
        return ["goes on fetching for half a minute"]
    return []


def _hear(message, complaints):
    if message.type == "error":
        complaints.append(f"the browser says: {message.text}")


def check_looks(browser, address, limit=None, is_tool=False, is_full=True):
    """The problems of one page, and its bytes; the server at its address is late by budget.LATE.

    A tool (the explorer, the search) shows little without JavaScript; other pages show what they show.
    Paper and a page without JavaScript are looked at where the check is full, or where there is a script.
    """
    problems, complaints = [], []

    def add(what, found):
        problems.extend(f"{what}: {problem}" for problem in found)

    with opened(browser, address, complaints) as (page, budget):
        costs, size = budget.check(limit)
        add("budget", costs)
        page.evaluate(LOOKS)
        letters = page.evaluate("looks.letters()")
        is_full = is_full or page.locator("script[src]").count() > 0
        add("keyboard", _walk(page))
        add("keyboard", page.evaluate("looks.scrolling()"))
        add("graphics, light", page.evaluate("looks.graphics()"))
        add("reduced motion", page.evaluate("looks.motion()"))
        page.emulate_media(color_scheme="dark", reduced_motion="reduce")
        add("graphics, dark", page.evaluate("looks.graphics()"))
        add("keyboard, dark", page.evaluate("looks.focus()"))
        for scheme in ("light", "dark"):
            page.emulate_media(forced_colors="active", color_scheme=scheme)
            add(f"forced colours, {scheme}", page.evaluate("looks.forced()"))
            add(f"forced colours, {scheme}", page.evaluate("looks.graphics()"))
        page.emulate_media(forced_colors="none", color_scheme="light", media="print")
        add("print", page.evaluate("looks.print()"))
        if is_full and page.pdf(format="A4")[:5] != b"%PDF-":
            add("print", ["gives no PDF"])
        page.emulate_media(media="screen")
        page.set_viewport_size(ZOOMED)
        add("400 %", page.evaluate("looks.reflow()"))
        page.evaluate("looks.space()")
        add("400 %, spaced", page.evaluate("looks.reflow()"))
        add("400 %, spaced", page.evaluate("looks.scrolling()"))
    if is_full:
        with opened(browser, address, complaints, java_script_enabled=False) as (page, _):
            page.evaluate(LOOKS)
            add("without JavaScript", _without_script(page, 100 if is_tool else letters * 0.8))
    add("browser", sorted(set(complaints)))
    return problems, size


def _walk(page):
    """Presses Tab through the whole page, after the link to the content has been followed."""
    problems = []
    page.keyboard.press("Tab")
    is_skip = page.evaluate("document.activeElement.matches('a[href^=\"#\"]')")
    if not is_skip:
        return ["the first stop is no link to the content"]
    page.evaluate("looks.watch()")
    stops = page.evaluate("looks.stopsOf().length")
    for _ in range(min(stops + 1, MOST_STOPS)):
        page.keyboard.press("Tab")
    problems += page.evaluate("looks.walked()")
    page.evaluate("looks.stopsOf()[0].focus()")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    is_inside = "document.activeElement.closest('main') !== null || document.querySelector('main a, main button') === null"
    if not page.evaluate(is_inside):
        problems.append("the link to the content does not lead there")
    return problems


def _without_script(page, least):
    problems = []
    found = page.evaluate("looks.letters()")
    if found < least:
        problems.append(f"shows {found} letters, not {least:.0f} or more")
    for action in page.evaluate("[...document.forms].map(f => f.method + ' ' + f.action)"):
        method, _, target = action.partition(" ")
        if method != "get" or page.request.get(target).status != 200:
            problems.append(f"a form leads nowhere: {action}")
    for name in page.evaluate(
        "[...document.querySelectorAll('main :is(button, input, select, textarea)')]"
        ".filter(e => !e.form && !e.disabled && e.checkVisibility()).map(looks.name)"
    ):
        problems.append(f"{name} does nothing")
    return problems
