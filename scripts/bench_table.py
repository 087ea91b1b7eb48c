#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Print a benchmark's medians and whether its targets are met.

usage: scripts/bench_table.py RESULTS.tsv TARGET…

RESULTS.tsv has a line per run: name, wall, user and system seconds, peak memory in kilobytes, and
perhaps the bytes of the output. A target is "NAME wall|cpu|size OTHER RATIO", for NAME's median to be
at most RATIO of OTHER's, or "NAME peak MEGABYTES".
"""
import statistics
import sys

COLUMNS = {"wall": 0, "cpu": 1, "peak": 2, "size": 3}
WORDS = {"wall": "wall", "cpu": "CPU", "size": "output"}


def judge(target, medians):
    name, what, *rest = target.split()
    value = medians[name][COLUMNS[what]]
    if what == "peak":
        return value <= float(rest[0]), f"{name}: peak memory at most {rest[0]} MB", f"{value:.1f}"
    other, limit = rest
    ratio = value / medians[other][COLUMNS[what]]
    return ratio <= float(limit), f"{name}: {WORDS[what]} at most {limit} of {other}'s", f"{ratio:.3f}"


def main():
    runs = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            name, wall, user, system, peak, *size = line.rstrip("\n").split("\t")
            runs.setdefault(name, []).append(
                (float(wall), float(user) + float(system), int(peak) * 1024 / 1e6,
                 int(size[0]) / 1e6 if size else float("nan")))
    medians = {n: [statistics.median(column) for column in zip(*r)] for n, r in runs.items()}
    print(f"\n{'':14}{'wall s':>9}{'CPU s':>9}{'peak MB':>9}{'output MB':>11}")
    for name, (wall, cpu, peak, size) in medians.items():
        shown = "" if size != size else f"{size:11.2f}"
        print(f"{name:14}{wall:9.2f}{cpu:9.2f}{peak:9.1f}{shown}")
    print(f"\nmedians of {min(map(len, runs.values()))} runs. Targets:")
    for target in sys.argv[2:]:
        met, text, found = judge(target, medians)
        print(f"  {'met    ' if met else 'NOT MET'}  {text} ({found})")


main()
