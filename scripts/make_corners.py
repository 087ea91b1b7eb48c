#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Write a project whose pages are the corners of the site: what the samples do not show.

usage: scripts/make_corners.py FOLDER           writes FOLDER/pipelines
       scripts/make_corners.py --later FOLDER   changes exports, for a second run

So many datasets that lists have a second page, one that says as little as is allowed and in Dutch
only, one whose names are long, one with an earlier version after the second run, one to withdraw
(weg), one whose export is wrong in the second run, so that it is behind schedule (elke-dag), one that nobody may have
(dicht), one that is elsewhere (elders), and one of which all is said that can be said (vol). All data are invented.
"""
import pathlib
import sys

MANY = 26
LONG = "Arbeidsongeschiktheidsverzekeringsmaatschappijenregistratie"

CATALOG = """\
version: 1
baseURL: https://data.voorbeeldstad.nl
title: {nl: Open data van Voorbeeldstad, en: Open data of Voorbeeldstad}
description: Een catalogus om pagina's mee te controleren.
publisher:
  name: Gemeente Voorbeeldstad
  uri: https://identifier.overheid.nl/tooi/id/gemeente/gm9999
  type: LocalAuthority
contactPoint: {name: Team Open Data, email: opendata@voorbeeldstad.nl}
dataProtectionOfficer: {name: FG, email: fg@voorbeeldstad.nl}
license: CC0-1.0
language: [NLD]
"""

ELSEWHERE = """\
version: 1
describe:
  files: [{url: "https://www.example.nl/bomen", format: CSV, title: {nl: De bomen, en: The trees}}]
  services: [{url: "https://www.example.nl/wfs", description: "https://www.example.nl/wfs?request=GetCapabilities"}]
metadata: {title: Elders, description: Staat ergens anders., theme: GOVE}
"""

FULL = """\
title: Vol, description: Er is veel van te zeggen., theme: GOVE, rights: {nl: Noem de bron., en: Name the source.},
identifier: "urn:uuid:0f0e0d0c-0b0a-0908-0706-050403020100", otherIdentifier: [A-1], issued: "2019-05-01",
contactPoint: {name: Team Groen, email: groen@example.nl}, creator: {name: Bureau Inwinning, uri: "https://www.example.nl/bureau"},
attribution: {name: Waterschap, uri: "https://www.example.nl/waterschap", role: custodian}, spatial: [gm9999, NLD],
temporal: {start: "2020"}, language: [NLD, FRY], spatialResolution: 10, temporalResolution: P1D,
provenance: {nl: Ingewonnen met drones., en: Gathered with drones.}, conformsTo: {url: "https://www.example.nl/imgeo", title: IMGeo},
source: [dicht, "https://www.example.nl/bron"], relation: {url: elders, role: related}, isReferencedBy: "https://www.example.nl/rapport",
sample: "https://www.example.nl/voorbeeld", applicableLegislation: "https://www.example.nl/wet", versionNotes: Meer bomen.,
status: DEVELOP, availability: STABLE, type: [GEOSPATIAL], replaces: [weg], version: 2
"""


def pipeline(fields, metadata):
    """A pipeline file for example/rows.csv with fields and metadata as YAML flow mappings."""
    listed = "".join(f"  - {field}\n" for field in fields)
    return (
        "version: 1\nextract:\n  csv: {path: example/rows.csv, encoding: utf-8, dialect: {delimiter: \",\"}}\n"
        f"fields:\n{listed}metadata: {metadata}\n"
    )


def datasets():
    """Names of datasets with their pipeline files and exports."""
    plain = ["{source: naam, privacy: none, treat: keep}"]
    for number in range(1, MANY + 1):
        metadata = "{title: Lijst %02d, description: Een van vele., theme: GOVE}" % number
        yield f"lijst-{number:02}", pipeline(plain, metadata), "naam\na\nb\n"
    yield "kaal", pipeline(plain, "{title: Kaal, description: Kaal., theme: GOVE}"), "naam\na\n"
    overdue = "{title: Elke dag, description: Blijft achter., theme: GOVE, accrualPeriodicity: DAILY}"
    yield "elke-dag", pipeline(plain, overdue), "naam\na\n"
    kept = "{title: Met versies, description: Bewaart wat was., theme: GOVE}\npublish: {versions: 2}"
    yield "versies", pipeline(plain, kept), "naam\na\n"
    yield "weg", pipeline(plain, "{title: Weg, description: Wordt ingetrokken., theme: GOVE}"), "naam\na\n"
    closed = "{title: Dicht, description: Is voor niemand., theme: GOVE, accessRights: NON_PUBLIC, rights: Woo artikel 5.1.}"
    yield "dicht", pipeline(plain, closed), "naam\na\n"
    yield "elders", ELSEWHERE, ""
    yield "vol", pipeline(plain, "{%s}" % FULL.replace("\n", " ")), "naam\na\n"
    fields = [
        "{source: %s_%d, name: %s_%d, privacy: none, treat: keep, title: %s, description: %s}"
        % (LONG, n, LONG.lower()[:50], n, LONG, " ".join([LONG] * 3))
        for n in range(1, 13)
    ]
    titles = "{title: %s, description: %s, theme: [GOVE, SOCI], keyword: [%s]}" % (LONG, " ".join([LONG] * 4), LONG.lower())
    header = ",".join(f"{LONG}_{n}" for n in range(1, 13))
    yield "een-lange-naam", pipeline(fields, titles), header + "\n" + ",".join([LONG] * 12) + "\n"


def write(pipelines):
    """Writes the catalogue file and every dataset."""
    pipelines.mkdir(parents=True)
    (pipelines / "catalog.yaml").write_text(CATALOG, encoding="utf-8")
    for name, text, export in datasets():
        (pipelines / name / "example").mkdir(parents=True)
        (pipelines / name / "pipeline.yaml").write_text(text, encoding="utf-8")
        (pipelines / name / "example" / "rows.csv").write_text(export, encoding="utf-8")


def write_later(pipelines):
    """Changes what the second run reads."""
    for name, export in (("elke-dag", "anders\nx\n"), ("versies", "naam\na\nb\n")):
        (pipelines / name / "example" / "rows.csv").write_text(export, encoding="utf-8")


def main():
    is_later = sys.argv[1:2] == ["--later"]
    if len(sys.argv) != 2 + is_later:
        print(__doc__.split("\n\n")[1], file=sys.stderr)
        return 2
    (write_later if is_later else write)(pathlib.Path(sys.argv[-1], "pipelines"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
