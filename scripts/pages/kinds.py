# SPDX-License-Identifier: EUPL-1.2
"""Which pages a catalogue has, by kind and language."""
import dataclasses
import fnmatch
import pathlib

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


def chosen_pages(pages):
    """The first page of each kind and language, and every dataset's overview in Dutch."""
    chosen, seen = [], set()
    for page in pages:
        every = page.kind == "dataset" and page.language == "nl"
        if every or (page.kind, page.language) not in seen:
            chosen.append(page)
        seen.add((page.kind, page.language))
    # Of the pages about personal data one with personal data and one without: they differ most.
    return chosen + [p for p in pages if p.kind == "personal data" and p.language == "nl" and p not in chosen][:1]


def _page(path):
    for kind, dutch, english, _ in KINDS:
        for language, pattern in (("nl", dutch), ("en", english)):
            if pattern is not None and _fits(path, pattern):
                return Page(kind, language, path)
    return None


def _fits(path, pattern):
    steps, wanted = path.split("/"), pattern.split("/")
    return len(steps) == len(wanted) and all(map(fnmatch.fnmatchcase, steps, wanted))
