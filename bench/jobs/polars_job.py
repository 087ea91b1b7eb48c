#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The job of the benchmark with Polars, streaming, on two threads; Polars has no HMAC, so that Python makes the pseudonyms.

usage: polars_job.py EXPORT.csv OUTPUT.csv.gz
"""

import os
import sys

os.environ["POLARS_MAX_THREADS"] = "2"

import polars as pl  # noqa: E402

from pseudonym import pseudonym  # noqa: E402


def pseudonyms(column):
    return pl.Series(map(pseudonym, column), dtype=pl.String)


export, output = sys.argv[1:3]
pl.scan_csv(export, separator=";", infer_schema=False).select(
    pl.col("vergunningnummer"),
    pl.col("bsn").map_batches(pseudonyms, return_dtype=pl.String, is_elementwise=True).alias("bsn_pseudoniem"),
    pl.col("geboortedatum").str.tail(4).alias("geboortejaar"),
    pl.col("postcode").str.head(4).alias("postcode4"),
    pl.col("huisnummer", "kenteken", "zone"),
    pl.col("ingangsdatum", "einddatum").str.to_date("%d-%m-%Y", strict=False),
    pl.col("bedrag").str.replace(",", ".", literal=True),
    pl.col("opmerking"),
).sink_csv(output, compression="gzip", compression_level=6)
