# SPDX-License-Identifier: EUPL-1.2
"""Awkward CSV files, one trait each, and exports as municipal software writes them; read again by Python's csv."""

import csv
import io

HEAD = "nr,soort,plek\n"

# What RFC 4180 allows, however odd it looks: Python's csv says what is in it.
GOOD = {
    "plain-lf": HEAD + "1,eik,dam\n2,es,kade\n",
    "plain-crlf": "nr,soort,plek\r\n1,eik,dam\r\n2,es,kade\r\n",
    "no-last-line-end": HEAD + "1,eik,dam",
    "comma-in-quotes": HEAD + '1,"eik, zomer",dam\n',
    "line-end-in-quotes": HEAD + '1,"eik\nzomer",dam\n2,es,kade\n',
    "crlf-in-quotes": 'nr,soort,plek\r\n1,"eik\r\nzomer",dam\r\n',
    "doubled-quotes": HEAD + '1,"de ""dikke"" eik",dam\n',
    "only-a-doubled-quote": HEAD + '1,"""",dam\n',
    "quotes-around-all": '"nr","soort","plek"\n"1","eik","dam"\n',
    "empty-cells": HEAD + "1,,dam\n2,es,\n,,\n3,iep,gracht\n",
    "empty-in-quotes": HEAD + '1,"",dam\n',
    "spaces-stay": HEAD + "1, eik ,dam \n",
    "space-in-quotes": HEAD + '1," ",dam\n',
    "other-delimiters-are-text": HEAD + "1,a;b\tc|d,dam\n",
    "letters-with-marks": HEAD + "1,Élancé iepenlaan,Fryslân\n2,木,𝄞\n",
    "byte-order-mark": "\ufeff" + HEAD + "1,eik,dam\n",
    "apostrophe-is-text": HEAD + "1,'s-Gravenhaagse linde,dam\n",
    "long-cell": HEAD + "1," + "lang " * 2000 + ",dam\n",
    "one-column": "nr\n1\n2\n",
    "one-column-quoted": 'nr\n"1"\n"2"\n',
}

# What has no one meaning: the code, and where it is (a line and column, or a line and row).
BAD = {
    "fewer-cells": (HEAD + "1,eik\n", "missing-cell", ":2 (row 1)"),
    "more-cells": (HEAD + "1,eik,dam,geheim\n", "extra-cell", ":2 (row 1)"),
    "no-content": ("", "source-empty", ""),
    "other-header": ("nr,naam,plek\n1,geheim,dam\n", "missing-label", ""),
    "quote-stays-open": (HEAD + '1,"geheim,dam\n', "unclosed-quote", ":2:3"),
    "quote-within-quotes": (HEAD + '1,"een "geheim" woord",dam\n', "stray-quote", ":2:8"),
    "quote-in-bare-cell": (HEAD + '1,een "geheim",dam\n', "stray-quote", ":2:7"),
}


def records(text, delimiter=","):
    return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if row]


def table(rows, delimiter=";", end="\r\n"):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def permits():
    made = [["Zaaknummer", "Straat", "Bedrag", "Aanvragen", "Datum"]]
    for i in range(120):
        street = ["Coöperatiestraat", "Ypeijplein", "Laan van 's-Graveland", 'Hof "De Eik"', "Kade; zuid"][i % 5]
        made.append([f"Z-{i:04}", street, f"{i * 37 % 900},{i % 100:02}", str(i * 7 % 23), f"{1 + i % 28:02}-{1 + i % 12:02}-2026"])
    return made


def exports():
    """For each file: its bytes, its dialect as options of the pipeline file, and the text in which Python finds the table."""
    rows = permits()
    plain = table(rows)
    trailing = table([rows[0]] + [row + [""] for row in rows[1:]], ",", "\n")
    preamble = "Uitdraai;14-11-2026\r\n\r\nFilter;alles\r\n"
    footer = "\r\nTotaal;;120\r\nEinde van de lijst\r\n"
    lines = [[a, f"regel een\nregel {i};\ttwee", *rest] for i, (a, _, *rest) in enumerate(rows)]
    lines[0] = rows[0]
    return {
        "windows-1252": (plain.encode("cp1252"), {"encoding": "windows-1252"}, plain),
        "utf-8-with-mark": (("\ufeff" + plain).encode(), {"encoding": "utf-8"}, plain),
        "utf-16": (plain.encode("utf-16"), {"encoding": "utf-16"}, plain),
        "preamble-and-footer": (
            (preamble + plain + footer).encode(), {"encoding": "utf-8", "skipLines": 3, "footerLines": 3}, plain),
        "trailing-delimiter": (
            trailing.encode(), {"encoding": "utf-8", "delimiter": ",", "trailingDelimiter": "true"}, table(rows, ",", "\n")),
        "lines-in-cells": (table(lines).encode(), {"encoding": "utf-8"}, table(lines)),
    }


def expected(options, text):
    found = records(text, options.get("delimiter", ";"))
    header, rows = found[0], found[1:]
    sums = {"Aanvragen": sum(int(row[header.index("Aanvragen")]) for row in rows)}
    return {
        "options": {key: str(value) for key, value in options.items()}, "header": header, "rows": len(rows),
        "first": rows[0], "last": rows[-1], "sums": sums,
    }
