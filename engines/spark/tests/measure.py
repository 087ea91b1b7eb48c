# SPDX-License-Identifier: EUPL-1.2
"""What a cluster on loopback costs, for docs/explanation/scale.md: seconds of wall and of processor.

usage: measure.py --program PATH --cgroup FOLDER [--export CSV] [--rounds N]
  --cgroup  the control group that this runs in: workers end with parents that wait for none, and are counted so
  --export  an export of bench/generate_export.py, for one large dataset
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from cluster_test import Test
from support import ROOT, published


def cpu(group: Path) -> float:
    """Seconds of processor that a control group took, of version 1 or 2."""
    old = group / "cpuacct.usage"
    if old.exists():
        return int(old.read_text()) / 1e9
    return int((group / "cpu.stat").read_text().split()[1]) / 1e6


def measured(test: Test, group: Path, run: Callable[[], object]) -> tuple[float, float]:
    """Seconds of wall and of processor of something, until the last executor has ended."""
    before, began = cpu(group), time.monotonic()
    run()
    wall = time.monotonic() - began
    deadline = time.monotonic() + 20
    while test.cluster.executors() and time.monotonic() < deadline:
        time.sleep(0.1)
    return wall, cpu(group) - before


def large(test: Test, name: str, export: Path) -> Path:
    """A project of the benchmark's one large dataset, signed for."""
    project = test.projects.folder / name
    shutil.copytree(ROOT / "bench/pipelines", project / "pipelines")
    pipeline = project / "pipelines/parkeervergunningen/pipeline.yaml"
    os.link(export, pipeline.parent / "export.csv")
    if not (test.projects.keys / "bench.key").exists():
        test.projects.run("key", "new", "bench")
    allowed = ("source-order", "without-k", "uncompared", "unique-fields", "free-text")
    test.projects.run(
        *("sign-off", "parkeervergunningen", "--role", "FG", "--decision", "publish"),
        *("--valid-until", "2027-11-01"),
        *(
            word
            for name in allowed
            for word in (f"--allow-{name}", "--reason", f"{name}=Een test.")
        ),
        within=project,
    )
    return project


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--cgroup", type=Path, required=True)
    parser.add_argument("--export", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--counts", type=int, nargs="+", default=[1, 100, 400])
    arguments = parser.parse_args()
    os.umask(0o077)
    with tempfile.TemporaryDirectory(prefix="hergebruik-measure-") as folder:
        test = Test(Path(folder), arguments.program.resolve())
        jobs: list[tuple[str, int, Callable[[str], Path]]] = []
        for count in arguments.counts:

            def make_small(name: str, count: int = count) -> Path:
                return test.projects.small(name, count)

            # Of ten datasets one fails.
            jobs.append((f"{count} small datasets", min(1, count // 10), make_small))
        if arguments.export:
            export = arguments.export.resolve()
            size = export.stat().st_size >> 20
            jobs.append(
                (f"one of {size} MiB", 0, lambda name: large(test, name, export))
            )
        with test.cluster:
            print("| job | where | wall s | CPU s |\n|---|---|---|---|")
            for number, (words, code, make) in enumerate(jobs):
                same: dict[str, str] = {}
                for where in ("local", "cluster"):
                    figures = []
                    for turn in range(arguments.rounds):
                        project = make(f"m{number}-{where}-{turn}")

                        def run(
                            project: Path = project,
                            code: int = code,
                            where: str = where,
                        ) -> None:
                            if where == "local":
                                test.locally(project, code=code)
                            else:
                                test.on_spark(project, code=code)

                        figures.append(measured(test, arguments.cgroup, run))
                        bytes_of_run = published(project)
                        same = same or bytes_of_run
                        assert bytes_of_run == same, f"{words}: other bytes ({where})"
                        shutil.rmtree(project)
                    wall, cpu = (
                        statistics.median(values)
                        for values in zip(*figures, strict=True)
                    )
                    print(f"| {words} | {where} | {wall:.1f} | {cpu:.1f} |", flush=True)


if __name__ == "__main__":
    main()
