#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""See that programs which read catalogues lose nothing of one; what is not installed is said to be skipped.

usage: scripts/check_consumers.py CATALOG_DIR

ckanext-dcat (PyPI: ckanext-dcat 2.4 with ckan 2.11): as many datasets and files as there are, each with identifier, title,
dates, publisher, contact and licence, the same from Turtle, RDF/XML and JSON-LD.
"""
import json
import pathlib
import sys

PROFILES = ["euro_dcat_ap_3"]
FORMS = {"catalog.ttl": "turtle", "catalog.rdf": "xml", "catalog.jsonld": "json-ld"}


def ckan(site):
    """The datasets as CKAN would make them, by form of the catalogue."""
    from ckanext.dcat.processors import RDFParser

    read = {}
    for name, form in FORMS.items():
        parser = RDFParser(profiles=PROFILES)
        parser.parse((site / name).read_text(encoding="utf-8"), _format=form)
        read[name] = {value(dataset, "uri"): dataset for dataset in parser.datasets()}
    return read


def value(dataset, key):
    """A value of CKAN's, whether of its own or an extra."""
    return dataset.get(key) or next((extra["value"] for extra in dataset.get("extras", []) if extra["key"] == key), None)


def compare(site, read):
    """What was lost."""
    records = json.loads((site / "generation.json").read_text(encoding="utf-8"))["datasets"]
    lost = []
    turtle = read["catalog.ttl"]
    if len(turtle) != len(records):
        lost.append(f"{len(turtle)} of {len(records)} datasets")
    for name, datasets in read.items():
        if canonical(datasets) != canonical(turtle):
            lost.append(f"{name} gives something else than catalog.ttl")
    base = json.loads((site / "generation.json").read_text(encoding="utf-8"))["catalogue"]["baseURL"]
    for record in records:
        uri = record.get("uri") or f"{base}/datasets/{record['name']}/#dataset"
        dataset = turtle.get(uri)
        if dataset is None:
            lost.append(f"{uri} is not there")
            continue
        for key in ["title", "notes", "identifier", "issued", "modified", "publisher_name", "contact_name", "access_rights", "theme"]:
            if not value(dataset, key):
                lost.append(f"{record['name']}: {key}")
        for key, own in [("temporal_start", record.get("temporal")), ("version_notes", record.get("withdrawal"))]:
            if own and not value(dataset, key):
                lost.append(f"{record['name']}: {key}")
        external = record["description"].get("external", {}).get("files", [])
        files = [file for file in dataset.get("resources", []) if not file.get("name", "").startswith(("Voorbeeld van", "Sample of"))]
        if len(files) != len(record["distributions"]) + len(external):
            lost.append(f"{record['name']}: {len(files)} of {len(record['distributions'])} files")
        for file in files:
            missing = [key for key in ["name", "url", "license"] if not file.get(key)]
            if record["distributions"]:
                missing += [key for key in ["hash", "size", "mimetype", "format"] if not file.get(key)]
            lost += [f"{record['name']}: {key} of {file.get('name')}" for key in missing]
    return lost


def canonical(datasets):
    """The datasets in an order that does not follow that of statements."""
    def ordered(item):
        if isinstance(item, dict):
            return {key: ordered(item[key]) for key in sorted(item)}
        if isinstance(item, list):
            return sorted((ordered(part) for part in item), key=lambda part: json.dumps(part, sort_keys=True, default=str))
        if isinstance(item, str) and item.startswith("["):
            try:
                return ordered(json.loads(item))
            except ValueError:
                return item
        return item
    return json.dumps(ordered(datasets), sort_keys=True, default=str)


def main():
    site = pathlib.Path(sys.argv[1])
    try:
        read = ckan(site)
    except ImportError as error:
        print(f"SKIPPED: ckanext-dcat ({error})")
        return 0
    lost = compare(site, read)
    for what in lost:
        print(f"ckanext-dcat loses {what}", file=sys.stderr)
    if not lost:
        print(f"ckanext-dcat: {len(read['catalog.ttl'])} datasets, nothing lost")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
