#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The job of the benchmark with DuckDB on two threads. It has no HMAC: SHA-256 of a fixed text and the BSN takes its place.

usage: duckdb_job.py EXPORT.csv OUTPUT.csv.gz
"""

import sys

import duckdb

JOB = """
COPY (
  SELECT
    vergunningnummer,
    left(sha256(repeat('0123456789abcdef', 2) || bsn), 16) AS bsn_pseudoniem,
    right(geboortedatum, 4) AS geboortejaar,
    left(postcode, 4) AS postcode4,
    huisnummer, kenteken, zone,
    strftime(strptime(ingangsdatum, '%d-%m-%Y'), '%Y-%m-%d') AS ingangsdatum,
    strftime(try_strptime(einddatum, '%d-%m-%Y'), '%Y-%m-%d') AS einddatum,
    replace(bedrag, ',', '.') AS bedrag,
    opmerking
  FROM read_csv(?, delim = ';', header = true, all_varchar = true, quote = '"', escape = '"')
) TO '{}' (FORMAT csv, HEADER, COMPRESSION gzip)
"""

export, output = sys.argv[1:3]
base = duckdb.connect()
base.execute("SET threads = 2")
base.execute(JOB.format(output.replace("'", "''")), [export])
