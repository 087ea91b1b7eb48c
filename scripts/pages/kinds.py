# SPDX-License-Identifier: EUPL-1.2
"""Which pages a catalogue has, by kind and language."""
import dataclasses
import fnmatch
import pathlib
import re

# Where there are so many datasets or fewer, each is looked at.
FEW = 8

# A kind, its addresses in Dutch and in English ("*" is one step), and whether every catalogue has it.
# The first pattern that fits counts, and a page that fits none is a problem.
KINDS = (
    ("home", "", "en/", True),
    ("list", "datasets/", "en/datasets/", True),
    ("list page", "*/pagina/*/", "en/*/page/*/", False),
    ("list page", "*/*/pagina/*/", "en/*/*/page/*/", False),
    ("recent", "recent/", "en/recent/", True),
    ("themes", "themas/", "en/themes/", True),
    ("theme", "themas/*/", "en/themes/*/", True),
    ("format", "formaten/*/", "en/formats/*/", True),
    ("search", "zoeken/", "en/search/", False),
    ("developers", "ontwikkelaars/", "en/developers/", True),
    ("about", "over/", "en/about/", True),
    ("accessibility", "toegankelijkheid/", "en/accessibility/", True),
    ("404", "404.html", None, True),
    ("dataset", "datasets/*/", "en/datasets/*/", True),
    ("fields", "datasets/*/velden/", "en/datasets/*/fields/", True),
    ("quality", "datasets/*/kwaliteit/", "en/datasets/*/quality/", True),
    ("changes", "datasets/*/wijzigingen/", "en/datasets/*/changes/", True),
    ("personal data", "datasets/*/persoonsgegevens/", "en/datasets/*/personal-data/", True),
    ("explore", "datasets/*/verkennen/", "en/datasets/*/explore/", False),
)


@dataclasses.dataclass(frozen=True)
class Page:
    """A page of a catalogue; `path` is below the web root, "" for the first page."""

    kind: str
    language: str
    path: str


def all_pages(catalog):
    """Every page of a catalogue, by path, and the problems: an unknown kind, a kind that is missing."""
    pages, problems = [], []
    for file in sorted(pathlib.Path(catalog).resolve().rglob("*.html")):
        relative = file.relative_to(pathlib.Path(catalog).resolve()).as_posix()
        path = relative.removesuffix("index.html")
        page = _page(path)
        if page is None:
            problems.append(f"/{path}: a page of no known kind (scripts/pages/kinds.py)")
        else:
            pages.append(page)
    present = {(page.kind, page.language) for page in pages}
    for kind, dutch, english, required in KINDS:
        for language, pattern in (("nl", dutch), ("en", english)):
            if required and pattern is not None and (kind, language) not in present:
                problems.append(f"no page of the kind '{kind}' in {language}: /{pattern}")
    return pages, problems


def chosen_pages(catalog, pages):
    """The first page of each kind and language, of datasets the first of each shape in Dutch.

    Where there are few datasets, the overview of each.
    """
    chosen, seen = [], set()
    datasets = [page for page in pages if page.kind == "dataset" and page.language == "nl"]
    for page in pages:
        view = (page.kind, page.language, _shape(catalog, page))
        if view not in seen or (page in datasets and len(datasets) <= FEW):
            chosen.append(page)
        seen.add(view)
    return chosen


def _shape(catalog, page):
    """The parts of a dataset's page in Dutch, by their classes and ids; of other pages nothing."""
    if page.language != "nl" or not page.path.startswith("datasets/") or page.kind.startswith("list"):
        return None
    text = (pathlib.Path(catalog) / page.path / "index.html").read_text(encoding="utf-8")
    names = re.findall(r' (?:class|id)="([^"]*)"', text.partition("<main")[2].partition("</main>")[0])
    return frozenset(name for name in names if not re.search(r"\d", name))


def _page(path):
    for kind, dutch, english, _ in KINDS:
        for language, pattern in (("nl", dutch), ("en", english)):
            if pattern is not None and _fits(path, pattern):
                return Page(kind, language, path)
    return None


def _fits(path, pattern):
    steps, wanted = path.split("/"), pattern.split("/")
    return len(steps) == len(wanted) and all(map(fnmatch.fnmatchcase, steps, wanted))
