# SPDX-License-Identifier: EUPL-1.2
"""Reads published datasets as other programs do: frictionless the Data Package, csvw the CSV on the Web metadata.

usage: interchange.py FOLDER...   ends with 1 and says why where something is not valid
"""
import gzip
import json
import pathlib
import sys
import tempfile

from csvw import CSVW
from frictionless import Package, validate

for folder in map(pathlib.Path, sys.argv[1:]):
    descriptor = folder / "datapackage.json"
    report = validate(str(descriptor))
    if not report.valid:
        sys.exit(f"{descriptor}: {report.flatten(['taskNumber', 'type', 'message'])}")
    package = Package(str(descriptor))
    files = {path.name for path in folder.iterdir() if path.suffix == ".gz"}
    if {resource.path for resource in package.resources} != files:
        sys.exit(f"{descriptor}: not every file is a resource")
    rows = {resource.name: len(resource.read_rows()) for resource in package.resources if resource.tabular}
    for metadata in folder.glob("*.csv-metadata.json"):
        # The library, and the standard, know no compression: the table is unpacked beside a copy.
        described = json.loads(metadata.read_text())
        name = metadata.name.removesuffix("-metadata.json")
        if described["url"] != f"{name}.gz":
            sys.exit(f"{metadata}: {described['url']}")
        with tempfile.TemporaryDirectory() as work:
            copy = pathlib.Path(work, metadata.name)
            copy.write_text(json.dumps(described | {"url": name}))
            pathlib.Path(work, name).write_bytes(gzip.decompress((folder / f"{name}.gz").read_bytes()))
            table = CSVW(str(copy), validate=True)
            if not table.is_valid:
                sys.exit(f"{metadata}: {[str(warning.message) for warning in table.warnings]}")
            if len(list(table.tables[0])) != rows[folder.name]:
                sys.exit(f"{metadata}: another number of rows than the Data Package")
    print(folder.name, rows)
