#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Print the benchmark's medians, their ratios to pigz and whether the targets are met.

usage: scripts/bench_table.py RESULTS.tsv NAME=BYTES…

RESULTS.tsv has a line per run: name, wall, user and system seconds, peak memory in kilobytes.
"""
import statistics
import sys


def main():
    runs = {}
    with open(sys.argv[1], encoding="utf-8") as lines:
        for line in lines:
            name, wall, user, system, peak = line.rstrip("\n").split("\t")
            runs.setdefault(name, []).append(
                (float(wall), float(user) + float(system), int(peak) * 1024 / 1e6))
    sizes = {name: int(size) for name, size in (a.split("=") for a in sys.argv[2:])}
    medians = {n: [statistics.median(column) for column in zip(*r)] for n, r in runs.items()}
    base = medians["pigz"]
    print(f"\n{'':12}{'wall s':>9}{'ratio':>8}{'CPU s':>9}{'ratio':>8}{'peak MB':>9}"
          f"{'output MB':>11}{'ratio':>8}")
    for name, (wall, cpu, peak) in medians.items():
        print(f"{name:12}{wall:9.2f}{wall / base[0]:8.2f}{cpu:9.2f}{cpu / base[1]:8.2f}{peak:9.1f}"
              f"{sizes[name] / 1e6:11.2f}{sizes[name] / sizes['pigz']:8.3f}")
    wall, _, peak = medians["hergebruik"]
    targets = [("wall at most 0.75 of pigz's", wall / base[0] <= 0.75),
               ("peak memory at most 64 MB", peak <= 64),
               ("output at least 4 % smaller than pigz's",
                sizes["hergebruik"] <= 0.96 * sizes["pigz"])]
    print(f"\nmedians of {len(runs['pigz'])} runs; ratios are to pigz. Targets (on 1 GB):")
    for text, met in targets:
        print(f"  {'met    ' if met else 'NOT MET'}  {text}")


main()
