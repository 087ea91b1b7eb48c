# SPDX-License-Identifier: EUPL-1.2
"""Projects for tests, how they are run, and what is compared of them."""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
KEY = "demo-voorbeeldstad"
DAY = "2026-11-29"

CATALOGUE = """\
version: 1
baseURL: https://data.voorbeeldstad.nl
title: Open data
description: Gegevens van een test.
publisher:
  name: Gemeente Voorbeeldstad
  uri: https://identifier.overheid.nl/tooi/id/gemeente/gm9999
contactPoint: {name: Team Open Data, email: opendata@voorbeeldstad.nl}
license: CC0-1.0
"""


class Projects:
    """A folder with projects, their keys, and the program that runs them."""

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder = folder
        self.program = program
        self.keys = folder / "keys"
        self.keys.mkdir(mode=0o700, parents=True)
        self.run("key", "new", KEY)

    def environment(self, more: dict[str, str]) -> dict[str, str]:
        """The environment of a run; nothing of who runs the test but what is named here."""
        return {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "HERGEBRUIK_KEYS": str(self.keys),
            **more,
        }

    def start(
        self,
        *arguments: str,
        within: Path | None = None,
        more: dict[str, str] | None = None,
    ) -> subprocess.Popen[str]:
        """Starts the program."""
        return subprocess.Popen(
            [str(self.program), *arguments],
            cwd=within or self.folder,
            env=self.environment(more or {}),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def run(
        self,
        *arguments: str,
        within: Path | None = None,
        code: int = 0,
        more: dict[str, str] | None = None,
    ) -> str:
        """Runs the program, and expects its exit code; what it said on standard error."""
        process = self.start(*arguments, within=within, more=more)
        output, errors = process.communicate()
        assert process.returncode == code, (
            f"{arguments}: exit code {process.returncode}\n{output}\n{errors}"
        )
        return errors

    def samples(self, name: str) -> Path:
        """A project of the sample pipelines, signed for."""
        signed = self.folder / "signed"
        if not signed.exists():
            # Once: a signature holds the time of day.
            shutil.copytree(ROOT / "pipelines", signed / "pipelines")
            self.run(
                *("sign-off", "meldingen-openbare-ruimte", "parkeervergunningen"),
                *(
                    "subsidieregister",
                    "--role",
                    "FG (voorbeeld)",
                    "--decision",
                    "publish",
                ),
                *("--valid-until", "2027-11-01"),
                within=signed,
            )
        project = self.folder / name
        shutil.copytree(signed, project)
        return project

    def small(self, name: str, count: int, rows: int = 40) -> Path:
        """A project of small datasets, of which some refuse a row or fail."""
        project = self.folder / name
        write(project / "pipelines/catalog.yaml", CATALOGUE)
        for number in range(count):
            self.dataset(
                project,
                f"set-{number:03}",
                "path: export.csv",
                "errors: {limit: 1}" if number % 10 == 3 else "",
            )
            lines = [
                f"{row},{number * row % 97}.5,wijk {row % 7}" for row in range(rows)
            ]
            if number % 10 in (3, 7):
                lines[5] = "5,geen getal,wijk 5"
            write(
                project / f"pipelines/set-{number:03}/export.csv",
                "\n".join(["id,bedrag,wijk", *lines, ""]),
            )
        return project

    def dataset(
        self, project: Path, name: str, csv_options: str, more: str = ""
    ) -> None:
        """Adds a dataset of three columns to a project."""
        write(
            project / f"pipelines/{name}/pipeline.yaml",
            f"""\
version: 1
extract:
  csv: {{{csv_options}}}
fields:
  - {{source: id, type: integer, privacy: none, treat: keep}}
  - {{source: bedrag, type: number, privacy: none, treat: keep}}
  - {{source: wijk, type: string, privacy: none, treat: keep}}
metadata: {{title: {name}, description: Van een test., theme: [ENVI]}}
{more}
""",
        )

    def slow(self, name: str, seconds: float, rows: int = 1000) -> Path:
        """A project of two datasets, of which `traag` takes so long, and `snel` does not."""
        project = self.folder / name
        write(project / "pipelines/catalog.yaml", CATALOGUE)
        text = "id,bedrag,wijk\n" + "".join(
            f"{row},{row * 7919 % 10007}.25,wijk {row * row % 13}\n"
            for row in range(rows)
        )
        run = f"[sh, -c, 'sleep {seconds}; cat export.csv']"
        self.dataset(project, "traag", f"command: {{run: {run}}}")
        self.dataset(project, "snel", "path: export.csv")
        for dataset in ("traag", "snel"):
            write(project / f"pipelines/{dataset}/export.csv", text)
        return project


def write(path: Path, text: str) -> None:
    """Writes a file, and makes its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def published(project: Path) -> dict[str, str]:
    """The digest of every published file, by its path; empty if nothing is published."""
    current = project / "catalog/current"
    if not current.exists():
        return {}
    return digests(current.resolve(), (file for file in current.resolve().rglob("*")))


def reports(project: Path) -> dict[str, str]:
    """The digest of the last report of each kind, and of each quarantine."""
    private = project / ".hergebruik"
    files = [
        file
        for file in private.glob("runs/*/*")
        # The others have the time of day in their names.
        if not any(part.endswith("Z") or "Z-" in part for part in file.name.split("."))
    ]
    return digests(private, [*files, *private.glob("quarantine/*")])


def digests(folder: Path, files: Iterable[Path]) -> dict[str, str]:
    """The digest of each file, by its path in a folder."""
    return {
        str(file.relative_to(folder)): hashlib.sha256(file.read_bytes()).hexdigest()
        for file in files
        if file.is_file()
    }


def leftovers(project: Path) -> list[str]:
    """What a run should have removed."""
    private = project / ".hergebruik"
    return [
        str(path)
        for path in [*private.glob("attempts-*"), *private.glob("work/*")]
        if path.exists()
    ] + [str(path) for path in (project / "catalog/generations").glob(".*")]


PERSONAL = {
    "meldingen-openbare-ruimte/example/meldingen_2026.csv": (
        "utf-8-sig",
        ",",
        ("Meldingnummer", "Omschrijving", "E-mail melder", "Telefoon melder"),
    ),
    "parkeervergunningen/example/parkeervergunningen_20261101.csv": (
        "cp1252",
        ";",
        ("vergunningnummer", "bsn", "kenteken", "opmerking"),
    ),
    "subsidieregister/example/subsidieregister.csv": (
        "cp1252",
        ";",
        ("Zaaknummer", "Naam aanvrager"),
    ),
}
"""Columns of the samples that say who somebody is: the encoding, the delimiter and the names."""


def personal_values() -> set[bytes]:
    """Values of the samples that nobody but the municipality may see, long enough to be found by."""
    values: set[bytes] = set()
    for path, (encoding, delimiter, columns) in PERSONAL.items():
        text = (ROOT / "pipelines" / path).read_text(encoding=encoding)
        lines = text.splitlines(keepends=True)
        first = next(number for number, line in enumerate(lines) if columns[0] in line)
        found = 0
        for row in csv.DictReader(
            io.StringIO("".join(lines[first:])), delimiter=delimiter
        ):
            for column in columns:
                value = (row.get(column) or "").strip()
                if len(value) >= 8:
                    values.add(value.encode())
                    found += 1
        assert found > 100, f"{path}: too few values to search for"
    return values


def secrets_of(projects: Projects, configuration: Path) -> set[bytes]:
    """The secret of the cluster, and the key in the forms that a program could print it in."""
    key = (projects.keys / f"{KEY}.key").read_bytes().strip()
    settings = (configuration / "spark-defaults.conf").read_bytes()
    secret = next(
        line.split()[1]
        for line in settings.splitlines()
        if line.startswith(b"spark.authenticate.secret")
    )
    return {key, key.hex().encode(), base64.b64encode(key).rstrip(b"="), secret}


def found_in(files: Iterator[Path], values: set[bytes]) -> list[str]:
    """Which files hold one of the values; the values themselves are not told."""
    found = []
    for file in files:
        try:
            data = file.read_bytes()
        except OSError:
            # It went meanwhile.
            continue
        count = sum(value in data for value in values)
        if count:
            found.append(f"{file}: {count} values")
    return found
