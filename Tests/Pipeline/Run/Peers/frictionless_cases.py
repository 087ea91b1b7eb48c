# SPDX-License-Identifier: EUPL-1.2
"""What frictionless-py says of tables: cases.json in, a list of [error, row, field] for each case out.

Rows count from 1 without the header; errors of the schema itself are all called "schema".
usage: frictionless_cases.py CASES RESULT
"""

import json
import sys

from frictionless import FrictionlessException, Package

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"


def verdict(case):
    resources = [
        {
            "name": table["name"],
            "type": "table",
            "path": table["path"],
            "encoding": case.get("encoding", "utf-8"),
            "dialect": {"csv": {"delimiter": case.get("delimiter", ",")}},
            "schema": table["schema"],
        }
        for table in case["tables"]
    ]
    try:
        package = Package.from_descriptor(
            {"$schema": PROFILE, "name": "case", "resources": resources}, basepath=case["folder"]
        )
        report = package.validate(limit_errors=10000)
    except FrictionlessException:
        return [["schema", None, None]]
    if report.errors:
        return [["schema", None, None]]
    task = report.tasks[0]
    found = []
    for error in task.errors:
        descriptor = error.to_descriptor()
        kind = descriptor["type"]
        if "schema" in kind or "field-error" in kind or "package" in kind:
            kind = "schema"
        row = descriptor.get("rowNumber")
        found.append([kind, row - 1 if row else None, descriptor.get("fieldName") or None])
    return found


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        cases = json.load(file)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump([verdict(case) for case in cases], file)


main()
