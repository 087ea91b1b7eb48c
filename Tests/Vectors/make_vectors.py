# SPDX-License-Identifier: EUPL-1.2
"""Makes every file of Tests/Vectors, with Python's standard library alone. See README.md beside it.

usage: make_vectors.py [--check]    --check writes nothing; exit code 1 where a file is not what this makes
"""

import json
import pathlib
import sys

sys.dont_write_bytecode = True

import anonymity  # noqa: E402
import csv_files  # noqa: E402
import identifiers  # noqa: E402
import persons  # noqa: E402
import pseudonyms  # noqa: E402
import rules  # noqa: E402

FOLDER = pathlib.Path(__file__).parent
PERSONS = 2000


def as_json(value):
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def everything():
    made = {
        "privacy.json": as_json(pseudonyms.make() | identifiers.make() | rules.make()),
        "small.csv": "".join(",".join(row) + "\n" for row in anonymity.SMALL).encode(),
        "small.json": as_json(anonymity.small()),
    }
    for name, text in persons.files(PERSONS).items():
        made[f"persons/{name}"] = text.encode()
    made["persons/figures.json"] = as_json(anonymity.persons(persons.COLUMNS, persons.rows(PERSONS)))

    cases = {}
    for name, text in csv_files.GOOD.items():
        made[f"csv/{name}.csv"] = text.encode()
        cases[name] = {"records": csv_files.records(text.removeprefix("\ufeff"))}
    for name, (text, code, place) in csv_files.BAD.items():
        made[f"csv/{name}.csv"] = text.encode()
        cases[name] = {"code": code, "place": place}
    made["csv.json"] = as_json(cases)

    expected = {}
    for name, (data, options, text) in csv_files.exports().items():
        made[f"exports/{name}.csv"] = data
        expected[name] = csv_files.expected(options, text)
    made["exports/expected.json"] = as_json(expected)
    return made


def main():
    made = everything()
    if sys.argv[1:] == ["--check"]:
        here = {str(p.relative_to(FOLDER)) for p in FOLDER.rglob("*") if p.is_file() and p.suffix in (".csv", ".json")}
        wrong = sorted(here ^ made.keys()) + [
            name for name, data in made.items() if name in here and (FOLDER / name).read_bytes() != data]
        for name in wrong:
            print(f"{name} is not what make_vectors.py makes: run python3 Tests/Vectors/make_vectors.py", file=sys.stderr)
        return 1 if wrong else 0
    for name, data in made.items():
        (FOLDER / name).parent.mkdir(exist_ok=True)
        (FOLDER / name).write_bytes(data)
    return 0


if __name__ == "__main__":
    sys.exit(main())
