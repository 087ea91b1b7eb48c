#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Run the code samples of the developers' pages as they stand there.

usage: scripts/check_samples.py CATALOG_DIR

Each sample is taken from the page's HTML (`<pre><code>` below a third heading), with the catalogue's
address replaced by one over loopback, and run in an empty folder; DuckDB's reads the file that the
sample for curl left. The rows that each counts must be as many as generation.json says. Needs curl,
R (r-base-core), and duckdb in the virtual environment.
"""
import csv
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

import duckdb

from pages.server import serve

PAGES = ("ontwikkelaars", "en/developers")
WANTED = {"curl", "python", "r", "duckdb"}
SECONDS = 60


class _Samples(html.parser.HTMLParser):
    """The code below each third heading, by the heading's id."""

    def __init__(self):
        super().__init__()
        self.code, self._heading, self._is_code = {}, None, False

    def handle_starttag(self, tag, attrs):
        if tag == "h3":
            self._heading = dict(attrs).get("id")
        self._is_code = self._is_code or (tag == "pre" and self._heading is not None)

    def handle_endtag(self, tag):
        if tag == "pre":
            self._is_code, self._heading = False, None

    def handle_data(self, data):
        if self._is_code:
            self.code[self._heading] = self.code.get(self._heading, "") + data


def rows_of(name, code, folder):
    """Runs a sample in a folder and gives the rows that it counts; curl's are counted here.

    Raises CalledProcessError, TimeoutExpired, ValueError or duckdb.Error where it does not do so.
    """
    if name == "duckdb":
        connection = duckdb.connect()
        connection.execute("SET file_search_path = ?", [str(folder)])
        return connection.execute(code).fetchall()[0][0]
    command = {"curl": ["bash", "-euc", code], "python": [sys.executable, "-c", code], "r": ["Rscript", "-e", code]}
    printed = subprocess.run(
        command[name], cwd=folder, timeout=SECONDS, check=True, capture_output=True, text=True
    ).stdout
    if name == "curl":
        (file,) = folder.glob("*.csv")
        with open(file, encoding="utf-8", newline="") as lines:
            return sum(1 for _ in csv.DictReader(lines))
    # Python prints the number, R puts "[1]" before it.
    return int(re.fullmatch(r"(?:\[1\] )?(\d+)", printed.strip()).group(1))


def check_page(catalog, path, address, manifest):
    """The problems of the samples on one page; prints what each sample counted."""
    base = manifest["catalogue"]["baseURL"].rstrip("/")
    rows = {dataset["name"]: dataset["rows"] for dataset in manifest["datasets"]}
    reader = _Samples()
    reader.feed((catalog / path / "index.html").read_text(encoding="utf-8"))
    problems = [f"/{path}/: has no sample for {name}" for name in sorted(WANTED - set(reader.code))]
    with tempfile.TemporaryDirectory() as folder:
        # In the order of the page: DuckDB's sample reads the file that curl's fetched.
        for name, code in reader.code.items():
            dataset = re.search(r"([a-z0-9-]+)\.csv\.gz", code)
            wanted = rows.get(dataset.group(1)) if dataset else None
            try:
                counted = rows_of(name, code.replace(base, address.rstrip("/")), pathlib.Path(folder))
            except (subprocess.SubprocessError, ValueError, AttributeError, KeyError, duckdb.Error) as error:
                told = getattr(error, "stderr", None) or error
                problems.append(f"/{path}/: the sample for {name} fails: {told}")
                continue
            print(f"/{path}/: {name} counts {counted} rows")
            if counted != wanted:
                problems.append(f"/{path}/: the sample for {name} counts {counted} rows, not {wanted}")
    return problems


def main():
    if len(sys.argv) != 2:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    catalog = pathlib.Path(sys.argv[1])
    manifest = json.loads((catalog / "generation.json").read_text(encoding="utf-8"))
    with serve(catalog) as address:
        problems = [problem for path in PAGES for problem in check_page(catalog, path, address, manifest)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
