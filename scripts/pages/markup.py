# SPDX-License-Identifier: EUPL-1.2
"""What is read from the HTML itself, on every page: title, headings, language, policy, links."""
import collections
import functools
import html.parser
import http.client
import json
import pathlib
import urllib.parse

SITE = "http://site/"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self';"
    " worker-src 'self'; base-uri 'none'; form-action 'self'"
)


class _Reader(html.parser.HTMLParser):
    """Collects what the checks want from one page."""

    def __init__(self):
        super().__init__()
        self.title, self.language, self.policy = "", None, None
        self.headings, self.links, self.ids, self.inline = [], [], [], []
        self.late_policy = False
        self._in_title = False

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        if tag == "html":
            self.language = attributes.get("lang")
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "content-security-policy":
            self.policy = attributes.get("content")
        # A policy holds only for what follows it.
        if tag in ("link", "script", "style") and self.policy is None:
            self.late_policy = True
        if len(tag) == 2 and tag[0] == "h" and tag[1] in "123456":
            self.headings.append(int(tag[1]))
        for name in ("href", "src", "action"):
            if attributes.get(name) is not None:
                self.links.append((tag, attributes[name]))
        if attributes.get("id"):
            self.ids.append(attributes["id"])
        self._find_inline(tag, attributes)
        self._in_title = tag == "title" and not self.headings

    def _find_inline(self, tag, attributes):
        if tag == "style" or "style" in attributes:
            self.inline.append(f"<{tag}> with a style of its own")
        if tag == "script" and "src" not in attributes and "json" not in attributes.get("type", ""):
            self.inline.append("a script in the page")
        self.inline += [f"<{tag} {name}>" for name in attributes if name.startswith("on")]

    def handle_endtag(self, tag):
        if tag == "title":
            self._in_title = False

    def handle_data(self, data):
        if self._in_title:
            self.title += data


def check_markup(catalog, server, pages):
    """The problems in the HTML of all pages of a catalogue that is served at an address."""
    catalog = pathlib.Path(catalog)
    base = json.loads((catalog / "generation.json").read_text())["catalogue"]["baseURL"].rstrip("/")
    readers = {}
    for page in pages:
        reader = _Reader()
        file = catalog / page.path
        reader.feed((file / "index.html" if file.is_dir() else file).read_text(encoding="utf-8"))
        readers[page] = reader
    ids = {"/" + page.path: set(reader.ids) for page, reader in readers.items()}
    answers = _answers(server)
    problems = _shared_titles(readers)
    for page, reader in readers.items():
        found = _structure(page, reader) + _links(base, page, reader, ids, answers)
        problems += [f"/{page.path}: {problem}" for problem in found]
    return problems


def _shared_titles(readers):
    by_title = collections.defaultdict(list)
    for page, reader in readers.items():
        by_title[page.language, reader.title].append("/" + page.path)
    return [
        f"{', '.join(paths)}: share the title '{title}'"
        for (_, title), paths in by_title.items()
        if len(paths) > 1
    ]


def _structure(page, reader):
    problems = list(reader.inline)
    if not reader.title.strip():
        problems.append("has no title")
    if reader.headings.count(1) != 1:
        problems.append(f"has {reader.headings.count(1)} headings of level 1")
    for above, below in zip(reader.headings, reader.headings[1:]):
        if below > above + 1:
            problems.append(f"a heading of level {below} follows one of level {above}")
    # The server shows this page at any address.
    problems += [
        f"<{tag}> leads to {href}, which is somewhere else at each address"
        for tag, href in reader.links
        if page.kind == "404" and not href.startswith(("/", "#")) and ":" not in href
    ]
    if reader.language != page.language:
        problems.append(f"says that its language is {reader.language}")
    if reader.policy != POLICY:
        problems.append(f"has another Content-Security-Policy: {reader.policy}")
    elif reader.late_policy:
        problems.append("loads something above its Content-Security-Policy")
    for name, count in collections.Counter(reader.ids).items():
        if count > 1:
            problems.append(f"has the id '{name}' {count} times")
    return problems


def _links(base, page, reader, ids, answers):
    """Links that lead nowhere: no answer 200 over HTTP, or no such place on the page."""
    problems = []
    for tag, href in reader.links:
        # Addresses of this site in full (the canonical one, other languages) are followed too.
        address = href.removeprefix(base) if tag == "link" and href.startswith(base + "/") else href
        target = urllib.parse.urlsplit(urllib.parse.urljoin(SITE + page.path, address))
        if target.netloc != urllib.parse.urlsplit(SITE).netloc:
            if tag != "a" or target.scheme not in ("https", "http", "mailto", "tel"):
                problems.append(f"<{tag}> leads to {href}")
        elif not answers(target.path):
            problems.append(f"<{tag}> leads to {href}, which is not there")
        elif target.fragment and target.fragment not in ids.get(target.path, [target.fragment]):
            problems.append(f"<{tag}> leads to {href}, but the page has no such id")
    return problems


def _answers(server):
    """Whether a path answers 200; each is asked once."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(server).netloc)

    @functools.cache
    def answers(path):
        connection.request("HEAD", path)
        response = connection.getresponse()
        response.read()
        return response.status == 200

    return answers
