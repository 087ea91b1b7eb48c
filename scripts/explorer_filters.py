# SPDX-License-Identifier: EUPL-1.2
"""What a reader types in filters, and whether the explorer shows what is in force: see check_explorer.py."""
from explorer_page import AMOUNT, NAME, cells, check, check_axe, equal, opened, shown, status, until


def check_filters(page, browser, base, database):
    check_typed_numbers(page, base, database)
    check_english(browser, base, database)
    check_typed_dates(page, base)
    check_chips(page, base, database)
    check_addresses(page, base)
    check_picker(page, base)
    check_lines(page, base)
    check_filter_looks(browser, base)


def add_filter(page, name):
    page.select_option("#explorer-field", name)
    page.click("#explorer-add")
    return page.evaluate("document.activeElement.id").rsplit("-", 1)[0]


def typed(page, selector, text):
    """Types a text and leaves the box, then waits for the answer."""
    page.fill(selector, text)
    page.press(selector, "Tab")
    page.wait_for_timeout(50)
    shown(page)


def chips(page):
    return [chip.split(": ", 1)[1].rstrip("×") for chip in page.locator("#explorer-chips button").all_text_contents()]


def count(database, where):
    return database.execute(f"select count(*) from t where {where}").fetchone()[0]


def check_typed_numbers(page, base, database):
    opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/#")
    place = "#" + add_filter(page, "bedrag")
    for text, least, understood in (
        ("100,5", "100.5", "vanaf 100,5."), ("1.000", "1000", "vanaf 1.000."), ("0250", "250", "vanaf 250."),
    ):
        typed(page, f"{place}-min", text)
        rows = count(database, f"{AMOUNT} >= {least}")
        check(status(page).startswith(f"{rows} van de"), f"'{text}' is {least}")
        check(page.inner_text(f"{place}-min-note").endswith(understood), f"and the page says '{understood}'")
        check(f"bedrag.min={least}" in page.url, "the address has it as it is published")
    for text in ("1.5", "50 mln", "abc", "50.00"):
        typed(page, f"{place}-min", text)
        check(status(page).startswith("500 van de 500"), f"'{text}' filters nothing")
        check("telt niet mee" in page.inner_text(f"{place}-min-note"), "and that is said")
        equal(page.get_attribute(f"{place}-min", "aria-invalid"), "true", "to who cannot see it too")
        check(not page.is_visible("#explorer-chips-part"), "no filter is shown as in force")
    typed(page, f"{place}-min", "")
    equal(page.inner_text(f"{place}-min-note"), "", "an empty box says nothing")


def check_english(browser, base, database):
    page = browser.new_context(locale="nl-NL").new_page()
    opened(page, f"{base}/catalogue/en/datasets/{NAME}/explore/#bedrag.min=1000.5")
    box = "[id^=explorer-filter-][id$=-min]"
    equal(page.input_value(box), "1,000.5", "an English page writes numbers in English, whatever the browser")
    typed(page, box, "100.5")
    rows = count(database, f"{AMOUNT} >= 100.5")
    check(status(page).startswith(f"{rows} of"), "and reads them so")
    page.context.close()


def check_typed_dates(page, base):
    opened(page, f"{base}/catalogue/datasets/subsidieregister/verkennen/#")
    place = "#" + add_filter(page, "besluitdatum")
    for text in ("1-5-2021", "01-05-2021", "2021-05-01", "1 mei 2021"):
        typed(page, f"{place}-min", text)
        check("besluitdatum.min=2021-05-01" in page.url, f"'{text}' is the first of May")
        check("vanaf 1 mei 2021" in page.inner_text(f"{place}-min-note"), "and that is said")
    typed(page, f"{place}-min", "31-4-2021")
    check("telt niet mee" in page.inner_text(f"{place}-min-note"), "the 31st of April is refused")


def check_chips(page, base, database):
    state = "#zone.is=Noord-A&zone.is=Noord-B&bedrag.min=10&eindmaand.missing=no&by=ingangsmaand&measure=sum&of=bedrag"
    opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/{state}")
    titles = dict(page.eval_on_selector_all(
        "#explorer-field option", "all => all.map((one) => [one.value, one.textContent])"))
    expected = [
        f"{titles['zone']}: Noord-A", f"{titles['zone']}: Noord-B", f"{titles['bedrag']} vanaf 10",
        f"{titles['eindmaand']}: alleen gevuld",
    ]
    equal(chips(page), expected, "every filter of a link stands above the result")
    said = f"(filter: {titles['zone']}: Noord-A of Noord-B; {titles['bedrag']} vanaf 10; {titles['eindmaand']}: alleen gevuld)"
    check(said in page.inner_text("#explorer-chart figcaption"), "and in the title of the chart")
    check(said in page.text_content("#explorer-chart title"), "and of its picture")
    check(said in page.inner_text("#explorer-table caption"), "and of the table")
    with page.expect_download() as download:
        page.click("#explorer-save")
    name = download.value.suggested_filename
    check("noord-a" in name and "vanaf-10" in name and name.endswith(".csv"), f"and in the saved file's name: {name[:60]}")
    page.locator("#explorer-chips button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_timeout(50)
    shown(page)
    equal(chips(page), expected[1:], "a filter goes with the keyboard")
    check("Noord-B" in page.evaluate("document.activeElement.textContent"), "the focus goes to the next one")
    check("Noord-A" not in page.url, "and out of the address")
    while page.is_visible("#explorer-chips-part"):
        page.locator("#explorer-chips button").first.click()
        page.wait_for_timeout(50)
        shown(page)
    check(status(page).startswith("500 van de 500"), "without any all rows are there")
    equal(page.locator("#explorer-filters fieldset").count(), 0, "and the controls follow")
    equal(page.evaluate("document.activeElement.id"), "explorer-result-title", "the focus is not lost")


def check_addresses(page, base):
    for part in ("ingangsmaand.min=abc", "bedrag.min=1.000,5", "bedrag.has=5", "zone.is=", "measure=sum"):
        opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/#{part}")
        check(status(page).startswith("500 van de 500"), f"{part} filters nothing")
        check(part in page.inner_text("#explorer-unknown"), "and the page says which part it left out")
    opened(page, f"{base}/catalogue/datasets/{NAME}/verkennen/#zone.has=noord")
    check(not page.is_visible("#explorer-unknown"), "a part that fits is not complained about")


def check_picker(page, base):
    """A field of 600 values: an exact choice, though there are no boxes for all."""
    opened(page, f"{base}/catalogue/datasets/bomen/verkennen/#boomnummer.is=VBS-100001")
    check(status(page).startswith("1 van de 600"), "an exact value of a field with many comes by the address")
    check(page.locator("#explorer-filters input[type=checkbox]").count() == 1, "and its box is ticked")
    box = "[id^=explorer-filter-][id$=-pick]"
    page.fill(box, "vbs-100004")
    page.press(box, "Enter")
    until(page, "location.hash.includes('VBS-100004')")
    shown(page)
    check(status(page).startswith("2 van de 600"), "another is added by typing")
    page.fill(box, "VBS-10000")
    until(page, "document.querySelectorAll('datalist option').length > 1")
    page.press(box, "Enter")
    until(page, "document.querySelector('[id$=-pick-note]').textContent !== ''")
    check("komt niet voor" in page.inner_text("[id$=-pick-note]"), "a part of a value is refused")
    page.locator("#explorer-filters input[type=checkbox]").first.click()
    page.wait_for_timeout(50)
    shown(page)
    check(status(page).startswith("1 van de 600"), "unticking takes it away")


def check_lines(page, base):
    """Whatever the order of the groups, lines go over time, and are the largest by the measure."""
    legends = []
    for by in ("by=plantjaar&by=soort_nederlands", "by=soort_nederlands&by=plantjaar"):
        opened(page, f"{base}/catalogue/datasets/bomen/verkennen/#{by}&measure=sum&of=stamdiameter")
        legends.append(page.locator("#explorer-chart .explorer-legend li").all_inner_texts())
    opened(page, f"{base}/catalogue/datasets/bomen/verkennen/#by=soort_nederlands&measure=sum&of=stamdiameter&plantjaar.missing=no")
    largest = [row[0] for row in cells(page)[:5]]
    equal([legend and [name.strip() for name in legend] for legend in legends], [largest] * 2,
          "lines are the five largest by the measure, in either order of the groups")


def check_filter_looks(browser, base):
    """axe-core on filters in force and on what was not understood, in narrow and dark windows."""
    for scheme, width in (("light", 1280), ("dark", 320)):
        context = browser.new_context(
            color_scheme=scheme, viewport={"width": width, "height": 700}, locale="nl-NL", reduced_motion="reduce")
        page = context.new_page()
        opened(page, f"{base}/catalogue/datasets/bomen/verkennen/#boomnummer.is=VBS-100001&stamdiameter.max=50&x.y=1")
        typed(page, "[id^=explorer-filter-][id$=-min]", "1,5,3")
        check_axe(page, f"of filters at {width} px, {scheme}")
        check(page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"no sideways scrolling at {width} px")
        context.close()


def check_first_rows(page, root):
    """The first rows on the page of a dataset are written as the explorer writes them, in both languages."""
    for name in ("bomen", "meldingen-openbare-ruimte", "parkeervergunningen", "subsidieregister"):
        for overview, explore in (("", "verkennen/"), ("en/", "explore/")):
            page.goto(f"{root}/{overview}datasets/{name}/")
            first = page.eval_on_selector_all(
                ".sample tbody tr",
                "rows => rows.map((row) => [...row.cells].map((c) => c.querySelector('.hidden') ? '' : c.textContent))")
            opened(page, f"{root}/{overview}datasets/{name}/{explore}")
            check(len(first) > 0, f"{overview}{name} has first rows")
            equal(first, cells(page)[:len(first)], f"and those of {overview}{name} are as in the explorer")
