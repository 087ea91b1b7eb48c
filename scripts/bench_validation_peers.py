#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Validate the benchmark's export with another program, and count what it finds.

usage: scripts/bench_validation_peers.py duckdb|frictionless EXPORT     prints counts as JSON
       scripts/bench_validation_peers.py compare COUNTS OURS            fails where ours differ
       scripts/bench_validation_peers.py speed RESULTS.tsv EXPORT NAME…  prints MB a second

The checks are those of bench/pipelines-validation without its steps and checks of rows: types, required,
patterns, lengths, limits, the primary key, the unique key and the foreign key. OURS is what
`hergebruik validate --json` printed.
"""
import json
import os
import statistics
import sys
import tempfile

ZONES = "bench/pipelines-validation/parkeervergunningen/codes/zones.csv"
KEY = ["bsn", "kenteken", "ingangsdatum", "bedrag"]
DAY = "%d-%m-%Y"
# name, type, constraints
FIELDS = [
    ("vergunningnummer", "string", {"required": True, "pattern": "PV-[0-9]{8}"}),
    ("bsn", "string", {"required": True}),
    ("achternaam", "string", {"required": True, "maxLength": 40}),
    ("voorletters", "string", {"required": True, "maxLength": 20}),
    ("geboortedatum", "date", {"required": True, "minimum": "1900-01-01", "maximum": "2026-01-01"}),
    ("postcode", "string", {"required": True, "pattern": "[1-9][0-9]{3}[A-Z]{2}"}),
    ("huisnummer", "string", {"required": True, "maxLength": 5}),
    ("kenteken", "string", {"required": True, "minLength": 8, "maxLength": 8}),
    ("zone", "string", {"required": True}),
    ("ingangsdatum", "date", {"required": True, "minimum": "2012-01-01"}),
    ("einddatum", "date", {"minimum": "2012-01-01"}),
    ("bedrag", "number", {"required": True, "minimum": 0, "maximum": 1000}),
    ("opmerking", "string", {"maxLength": 200}),
]


def duckdb_counts(path):
    import duckdb

    db = duckdb.connect()
    db.execute("SET threads TO 2")
    columns = ", ".join(f"'{name}': 'VARCHAR'" for name, _, _ in FIELDS)
    db.execute(
        f"CREATE VIEW export AS SELECT * FROM read_csv(?, delim=';', quote='\"', escape='\"', header=true, "
        f"columns={{{columns}}}, nullstr='', max_line_size=1000000)".replace("?", f"'{path}'"))
    types, limits = [], []
    for name, kind, rules in FIELDS:
        value = name
        if kind == "date":
            value = f"try_strptime({name}, '{DAY}')::DATE"
        elif kind == "number":
            value = f"try_cast(replace({name}, ',', '.') AS DECIMAL(18, 2))"
        if kind != "string":
            types.append(f"count(*) FILTER ({name} IS NOT NULL AND {value} IS NULL)")
        if name == "bsn":  # our type of it: nine digits that satisfy the test of eleven
            digits = [f"(ascii(substr(bsn, {i + 1}, 1)) - 48) * {9 - i if i < 8 else -1}" for i in range(9)]
            types.append(
                "count(*) FILTER (bsn IS NOT NULL AND (NOT regexp_full_match(bsn, '[0-9]{9}') "
                f"OR ({' + '.join(digits)}) % 11 <> 0))")
        tests = []
        for rule, limit in rules.items():
            literal = f"DATE '{limit}'" if kind == "date" else str(limit)
            if rule == "required":
                tests.append(f"{name} IS NULL")
            elif rule == "pattern":
                tests.append(f"NOT regexp_full_match({name}, '{limit}')")
            elif rule == "minLength":
                tests.append(f"length({name}) < {limit}")
            elif rule == "maxLength":
                tests.append(f"length({name}) > {limit}")
            else:
                tests.append(f"{value} {'<' if rule == 'minimum' else '>'} {literal}")
        limits += [f"count(*) FILTER ({test})" for test in tests]
    row = db.execute(f"SELECT {', '.join(types + limits)} FROM export").fetchone()

    def repeats(*key):
        there = " AND ".join(f"{name} IS NOT NULL" for name in key)
        return int(db.execute(
            f"SELECT coalesce(sum(n - 1), 0) FROM (SELECT count(*) AS n FROM export WHERE {there} "
            f"GROUP BY {', '.join(key)} HAVING n > 1)").fetchone()[0])

    foreign = db.execute(
        f"SELECT count(*) FROM export WHERE zone IS NOT NULL AND zone NOT IN "
        f"(SELECT zone FROM read_csv('{ZONES}', delim=';', header=true, columns={{'zone': 'VARCHAR'}}))"
    ).fetchone()[0]
    return {
        "type-error": sum(row[:len(types)]), "constraint-error": sum(row[len(types):]),
        "primary-key": repeats("vergunningnummer"), "unique-error": repeats(*KEY),
        "foreign-key": foreign,
    }


def frictionless_counts(path):
    from frictionless import Package

    def descriptor(name, kind, rules):
        field = {"name": name, "type": kind, "constraints": rules}
        if kind == "date":
            field["format"] = DAY
        elif kind == "number":
            field["decimalChar"] = ","
        return field

    schema = {
        "fields": [descriptor(*field) for field in FIELDS], "primaryKey": ["vergunningnummer"],
        "foreignKeys": [{"fields": ["zone"], "reference": {"resource": "zones", "fields": ["zone"]}}],
    }
    # Limits of a date are written as its cells are.
    for field in schema["fields"]:
        for rule in ("minimum", "maximum"):
            limit = field["constraints"].get(rule)
            if field["type"] == "date" and limit:
                field["constraints"] = {**field["constraints"], rule: "-".join(limit.split("-")[::-1])}
    with tempfile.TemporaryDirectory(dir=".bench") as folder:
        # Frictionless reads no paths outside its folder, and knows a format by its ending.
        for name, target in [("export", path), ("zones", ZONES)]:
            os.link(target, f"{folder}/{name}.csv")
        package = Package(
            {"resources": [
                {"name": "export", "path": "export.csv", "schema": schema,
                 "dialect": {"csv": {"delimiter": ";"}}},
                {"name": "zones", "path": "zones.csv", "schema": {"fields": [
                    {"name": "zone", "type": "string"}]}, "dialect": {"csv": {"delimiter": ";"}}},
            ]}, basepath=folder)
        report = package.validate(limit_errors=10 ** 9)
    counts = {}
    for task in report.tasks:
        for error in task.errors:
            counts[error.type] = counts.get(error.type, 0) + 1
    return counts


def our_counts(path):
    with open(path, encoding="utf-8") as text:
        report = json.load(text)
    counts = {}
    for task in report["datasets"][0]["validation"]["tasks"]:
        for kind in task["stats"]["counts"]:
            counts[kind["type"]] = counts.get(kind["type"], 0) + kind["count"]
    return counts


def compare(peer, ours):
    with open(peer, encoding="utf-8") as text:
        counts = {name: count for name, count in json.load(text).items() if count}
    found = our_counts(ours)
    if counts != found:
        sys.exit(f"other errors were counted: {counts}, and by us {found}")
    print(f"    the same errors: {counts}")


def speed(results, export, names):
    size = os.path.getsize(export) / 1e6
    runs = {}
    with open(results, encoding="utf-8") as lines:
        for line in lines:
            name, wall, user, system, _ = line.rstrip("\n").split("\t")
            runs.setdefault(name, []).append((float(wall), float(user) + float(system)))
    print("\nMB of the export a second: by the wall, and by CPU seconds on 2 cores")
    for name in names:
        wall, cpu = (statistics.median(column) for column in zip(*runs[name]))
        print(f"  {name:14}{size / wall:8.0f}{2 * size / cpu:8.0f}")


def main():
    what, *rest = sys.argv[1:]
    if what == "compare":
        compare(*rest)
    elif what == "speed":
        speed(rest[0], rest[1], rest[2:])
    else:
        print(json.dumps({"duckdb": duckdb_counts, "frictionless": frictionless_counts}[what](rest[0])))


main()
