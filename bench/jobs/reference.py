#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The job of the benchmark in plain Python: what every other output of it is compared with, byte for byte.

usage: reference.py EXPORT.csv OUTPUT.csv.gz [ENCODING]

The permit's number, house number, number plate, zone and remark stay; the BSN becomes a pseudonym; surname and initials
go; the date of birth becomes its year, the postcode its four digits; days become ISO 8601, the amount gets a decimal point.
Rows stay in their order.
"""

import csv
import gzip
import io
import sys

from pseudonym import pseudonym

COLUMNS = ["vergunningnummer", "bsn_pseudoniem", "geboortejaar", "postcode4", "huisnummer", "kenteken", "zone", "ingangsdatum",
           "einddatum", "bedrag", "opmerking"]


def day(text):
    return "-".join(reversed(text.split("-")))


def published(row):
    return [
        row["vergunningnummer"], pseudonym(row["bsn"]), row["geboortedatum"][-4:], row["postcode"][:4], row["huisnummer"],
        row["kenteken"], row["zone"], day(row["ingangsdatum"]), day(row["einddatum"]), row["bedrag"].replace(",", "."),
        row["opmerking"],
    ]


def main():
    export, output, encoding = (sys.argv[1:] + ["utf-8"])[:3]
    with open(export, newline="", encoding=encoding) as source, gzip.GzipFile(output, "wb", 6, mtime=0) as packed:
        target = io.TextIOWrapper(packed, encoding="utf-8", newline="")
        table = csv.writer(target, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(map(published, csv.DictReader(source, delimiter=";")))
        target.flush()


main()
