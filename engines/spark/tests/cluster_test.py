# SPDX-License-Identifier: EUPL-1.2
"""A real cluster against this machine alone: the same bytes, also where something goes wrong.

usage: cluster_test.py --program PATH [--quick] [--keep] [NAME ...]
  --quick   the samples only
  NAME      only the tests whose names hold this
"""

from __future__ import annotations

import argparse
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

from cluster import Cluster, processes
from support import (
    DAY,
    ROOT,
    Projects,
    found_in,
    leftovers,
    personal_values,
    published,
    reports,
    secrets_of,
)


class Test:
    """The cluster, projects, and what all tests check."""

    def __init__(self, folder: Path, program: Path) -> None:
        self.folder = folder
        self.projects = Projects(folder / "projects", program)
        self.cluster = Cluster(
            folder / "cluster",
            settings="spark.speculation true\n"
            "spark.speculation.interval 200ms\n"
            "spark.speculation.task.duration.threshold 15s\n"
            "spark.eventLog.compress false\n",
        )

    def arguments(self, *more: str) -> list[str]:
        """Of a run on the cluster."""
        return [
            *(
                "run",
                "--date",
                DAY,
                "--engine",
                "spark",
                "--master",
                self.cluster.master,
            ),
            *more,
        ]

    @property
    def spark(self) -> dict[str, str]:
        """What a run on the cluster needs of the environment."""
        environment = self.cluster.environment
        for name in ("PATH", "HOME"):
            environment.pop(name, None)
        return environment

    def on_spark(self, project: Path, *more: str, code: int = 0) -> str:
        """Runs a project on the cluster."""
        return self.projects.run(
            *self.arguments(*more), within=project, code=code, more=self.spark
        )

    def locally(self, project: Path, code: int = 0) -> str:
        """Runs a project on this machine."""
        return self.projects.run("run", "--date", DAY, within=project, code=code)

    def begin(self, project: Path) -> subprocess.Popen[str]:
        """Begins a run on the cluster."""
        return self.projects.start(*self.arguments(), within=project, more=self.spark)

    def whole(self, project: Path) -> None:
        """Checks that a catalogue is what its manifest says."""
        subprocess.run(
            [sys.executable, "scripts/verify_generation.py", project / "catalog"],
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )

    def same(self, one: Path, other: Path) -> None:
        """Checks that two projects published the same bytes and wrote the same reports."""
        for kind in (published, reports):
            first, second = kind(one), kind(other)
            assert first, f"{one}: nothing there"
            differing = sorted(
                name
                for name in first.keys() | second.keys()
                if first.get(name) != second.get(name)
            )
            assert not differing, f"{one} and {other} differ in {differing[:20]}"
        self.whole(other)
        assert not leftovers(other), leftovers(other)

    def attempts(self, project: Path, dataset: str) -> set[str]:
        """The attempts at a dataset that are there now."""
        return {
            path.name for path in project.glob(f".hergebruik/attempts-*/{dataset}.*")
        }

    def when_begun(
        self, project: Path, dataset: str, run: subprocess.Popen[str]
    ) -> None:
        """Waits until an executor works at a dataset."""
        wait(lambda: bool(self.attempts(project, dataset)), 90, run)
        # It reads its export by now.
        time.sleep(1)


def wait(
    is_so: Callable[[], bool], seconds: float, run: subprocess.Popen[str] | None = None
) -> None:
    """Waits until something is so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if run is not None and run.poll() is not None:
            raise AssertionError(f"the run ended too early: {run.communicate()}")
        assert time.monotonic() < deadline, "what was waited for did not come"
        time.sleep(0.05)


class Watch(threading.Thread):
    """Looks, while runs are under way, at what Spark writes and at what processes show."""

    def __init__(self, test: Test, values: set[bytes], secrets: set[bytes]) -> None:
        super().__init__(daemon=True)
        self._test = test
        self._values = values
        self._secrets = secrets
        self._seen: dict[Path, tuple[int, int]] = {}
        self._over = threading.Event()
        self.found: list[str] = []
        self.files = 0
        self.workers = 0

    def run(self) -> None:
        while not self._over.wait(0.2):
            self._look_at_files()
            self._look_at_processes()

    def stop(self) -> None:
        self._over.set()
        self.join()

    def _look_at_files(self) -> None:
        cluster = self._test.cluster
        for folder in (cluster.local, cluster.work, cluster.folder / "tmp"):
            for path in folder.rglob("*"):
                try:
                    status = path.stat()
                except OSError:
                    continue
                state = (status.st_size, status.st_mtime_ns)
                if not path.is_file() or self._seen.get(path) == state:
                    continue
                self._seen[path] = state
                self.files += 1
                self.found += found_in(iter([path]), self._values | self._secrets)

    def _look_at_processes(self) -> None:
        for number, command in processes():
            if any(secret in command.encode() for secret in self._secrets):
                self.found.append(f"the command line of process {number}")
            if " worker --parent " not in command:
                continue
            try:
                environment = Path(f"/proc/{number}/environ").read_bytes()
            except OSError:
                continue
            self.workers += 1
            if any(secret in environment for secret in self._secrets):
                self.found.append(f"the environment of worker {number}")


# MARK: Tests


def test_samples(test: Test) -> None:
    """The samples, and a search for what nobody may see."""
    values = personal_values()
    secrets = secrets_of(test.projects, test.cluster.configuration)
    local, spark = (
        test.projects.samples("samples-local"),
        test.projects.samples("samples"),
    )
    test.locally(local)
    watch = Watch(test, values, secrets)
    watch.start()
    began = time.monotonic()
    test.on_spark(spark)
    print(f"    the samples took {time.monotonic() - began:.1f} s on the cluster")
    watch.stop()
    test.same(local, spark)
    assert published(spark) and watch.files > 10 and watch.workers > 0
    assert not watch.found, watch.found[:20]
    # That the search can find something at all.
    assert found_in((spark / "pipelines").rglob("*.csv"), values)
    written = [
        *(path for path in test.cluster.folder.rglob("*") if path.is_file()),
        spark / ".hergebruik/spark.log",
    ]
    assert any(path.parent.parent == test.cluster.events for path in written)
    hidden = test.cluster.configuration / "spark-defaults.conf"
    found = found_in(iter(written), values)
    found += found_in((path for path in written if path != hidden), secrets)
    assert not found, found[:20]
    print(f"    {len(values)} personal values in none of {len(written)} files")


def test_unchanged(test: Test) -> None:
    """The samples once more: nothing changed, and nothing is published."""
    local, spark = test.projects.samples("again-local"), test.projects.samples("again")
    for _ in range(2):
        test.locally(local)
        test.on_spark(spark)
        assert len(list((spark / "catalog/generations").iterdir())) == 1
    test.same(local, spark)


def test_refusals(test: Test) -> None:
    """A cluster that is not told to keep secrets gets no task."""
    project = test.projects.slow("refused", 0)
    original = test.cluster.configuration / "spark-defaults.conf"
    for name, change, words in (
        ("open", None, "others may read"),
        ("plain", ("spark.authenticate true", ""), "spark.authenticate true"),
        ("spill", ("spark.io.encryption.enabled true", ""), "spark.io.encryption"),
        (
            "wire",
            ("crypto.enabled true", "crypto.enabled false"),
            "spark.network.crypto",
        ),
    ):
        folder = test.folder / f"conf-{name}"
        folder.mkdir(mode=0o700)
        file = folder / "spark-defaults.conf"
        file.touch(mode=0o600)
        file.write_text(original.read_text().replace(*(change or ("", ""))))
        if change is None:
            file.chmod(0o644)
        errors = test.projects.run(
            *test.arguments(),
            within=project,
            code=4,
            more={**test.spark, "SPARK_CONF_DIR": str(folder)},
        )
        told = " ".join(errors.split())
        assert "[engine-failed]" in told and words in told, errors
        assert not published(project)
        shutil.rmtree(folder)


def test_small(test: Test) -> None:
    """300 small datasets, of which some refuse a row and some fail."""
    local = test.projects.small("small-local", 300)
    spark = test.projects.small("small", 300)
    began = time.monotonic()
    errors = test.locally(local, code=1)
    middle = time.monotonic()
    assert test.on_spark(spark, code=1) == errors
    print(
        f"    300 small datasets: {middle - began:.1f} s locally, "
        f"{time.monotonic() - middle:.1f} s on the cluster"
    )
    test.same(local, spark)


def test_estate(test: Test) -> None:
    """An estate of 12 projects in one application: each as if it had been run by itself."""
    estates = [test.folder / "projects/estate-local", test.folder / "projects/estate"]
    for estate in estates:
        for number in range(12):
            test.projects.small(
                f"{estate.name}/gemeente-{number:02}", 6, rows=9 + number
            )
    (estates[1] / "gemeente-03/pipelines/catalog.yaml").write_text("version: [")
    # Reports name files as they were typed.
    test.projects.run(
        *("run", "--estate", ".", "--date", DAY, "--quiet"), within=estates[0], code=0
    )
    began = time.monotonic()
    test.projects.run(
        *test.arguments("--estate", ".", "--quiet"),
        within=estates[1],
        code=2,
        more=test.spark,
    )
    print(f"    72 datasets of 12 projects took {time.monotonic() - began:.1f} s")
    for number in range(12):
        one, other = (estate / f"gemeente-{number:02}" for estate in estates)
        if number == 3:
            assert not published(other)
        else:
            test.same(one, other)
    assert (estates[1] / "estate.json").stat().st_mode & 0o777 == 0o600


def test_executor_killed(test: Test) -> None:
    """An executor is killed while its task runs: another does it again."""
    local, spark = (
        test.projects.slow("killed-local", 8),
        test.projects.slow("killed", 8),
    )
    test.locally(local)
    run = test.begin(spark)
    test.when_begun(spark, "traag", run)
    first = test.attempts(spark, "traag")
    for executor in test.cluster.executors():
        os.kill(executor, signal.SIGKILL)
    wait(lambda: bool(test.attempts(spark, "traag") - first), 60, run)
    output, errors = run.communicate()
    assert run.returncode == 0, (output, errors)
    test.same(local, spark)


def test_twice(test: Test) -> None:
    """A task that takes long is begun again elsewhere (speculation): one attempt counts, once."""
    local, spark = (
        test.projects.slow("twice-local", 22),
        test.projects.slow("twice", 22),
    )
    test.locally(local)
    run = test.begin(spark)
    wait(lambda: len(test.attempts(spark, "traag")) > 1, 120, run)
    output, errors = run.communicate()
    assert run.returncode == 0, (output, errors)
    test.same(local, spark)


def test_driver_killed(test: Test) -> None:
    """The run is killed: its Spark application ends too, and the next run does all."""
    local, spark = (
        test.projects.slow("driver-local", 8),
        test.projects.slow("driver", 8),
    )
    test.on_spark(spark)
    test.locally(local)
    before = published(spark)
    for project in (local, spark):
        for dataset in ("traag", "snel"):
            with open(project / f"pipelines/{dataset}/export.csv", "a") as file:
                file.write("1000000,1.5,nieuw\n")
    run = test.begin(spark)
    test.when_begun(spark, "traag", run)
    run.kill()
    run.communicate()
    wait(lambda: not under_way(spark), 60)
    assert published(spark) == before
    test.whole(spark)
    test.on_spark(spark)
    test.locally(local)
    compare = {name: digest for name, digest in published(spark).items()}
    assert compare == published(local) and compare != before
    assert not leftovers(spark), leftovers(spark)


def test_application_killed(test: Test) -> None:
    """The Spark application is killed, with its JVM: a clear failure, and the old catalogue is whole."""
    spark = test.projects.slow("application", 8)
    test.on_spark(spark)
    before = published(spark)
    with open(spark / "pipelines/traag/export.csv", "a") as file:
        file.write("1000000,1.5,nieuw\n")
    run = test.begin(spark)
    test.when_begun(spark, "traag", run)
    for number, command in processes():
        if "hergebruik-spark" in command and test.cluster.master in command:
            os.kill(number, signal.SIGKILL)
    output, errors = run.communicate(timeout=120)
    assert run.returncode == 4 and "[engine-failed]" in errors, (output, errors)
    assert published(spark).keys() == before.keys()
    kept = "datasets/traag/traag.csv.gz"
    assert published(spark)[kept] == before[kept]
    test.whole(spark)
    wait(lambda: not under_way(spark), 60)
    test.on_spark(spark)
    assert published(spark)[kept] != before[kept]


def test_no_room(test: Test) -> None:
    """A machine on which no large file can be written: that dataset fails, and stays as it was."""
    spark = test.projects.slow("room", 0)
    test.on_spark(spark)
    before = published(spark)
    shutil.copytree(
        spark / "pipelines/snel",
        spark / "pipelines/groot",
        ignore=lambda *_: ["export.csv"],
    )
    for name, rows in (("traag", 300_000), ("snel", 990)):
        text = "id,bedrag,wijk\n" + "".join(
            f"{row},{row * 7919 % 10007}.25,wijk {row * row % 13}\n"
            for row in range(rows)
        )
        (spark / f"pipelines/{name}/export.csv").write_text(text)
    shutil.copy(
        spark / "pipelines/traag/export.csv", spark / "pipelines/groot/export.csv"
    )
    limit = 512 << 10
    program = test.folder / "limited"
    program.write_text(
        f"#!{sys.executable}\nimport os, resource, sys\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        f"os.execv({str(test.projects.program)!r}, ['hergebruik', *sys.argv[1:]])\n"
    )
    program.chmod(0o755)
    errors = test.on_spark(spark, "--program", str(program), code=4)
    assert "input-output" in errors and "too large" in errors, errors
    after = published(spark)
    test.whole(spark)
    assert not any(name.startswith("datasets/groot") for name in after)
    for name, changed in (("traag", False), ("snel", True)):
        file = f"datasets/{name}/{name}.csv.gz"
        assert (before[file] != after[file]) == changed, name
    assert not leftovers(spark), leftovers(spark)
    program.unlink()


def under_way(project: Path) -> list[int]:
    """Workers that still write into a project."""
    return [
        number
        for number, command in processes()
        if " worker --parent " in command and f"{project}/" in command
    ]


QUICK = ("test_samples",)


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--program", type=Path, required=True)
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("names", nargs="*")
    arguments = parser.parse_args()
    tests = {
        name: function
        for name, function in globals().items()
        if name.startswith("test_")
        and (not arguments.quick or name in QUICK)
        and (not arguments.names or any(part in name for part in arguments.names))
    }
    assert tests, "no test has that name"
    # A JVM that dies leaves no core file with a secret in it.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o077)
    failed = []
    with tempfile.TemporaryDirectory(prefix="hergebruik-cluster-") as folder:
        test = Test(Path(folder), arguments.program.resolve())
        began = time.monotonic()
        with test.cluster:
            print(
                f"the cluster is up after {time.monotonic() - began:.1f} s", flush=True
            )
            for name, function in tests.items():
                began = time.monotonic()
                print(f"==> {function.__doc__}", flush=True)
                try:
                    function(test)
                except Exception as error:
                    failed.append(name)
                    print(
                        f"    {name} FAILED: {type(error).__name__}: {error}",
                        flush=True,
                    )
                print(f"    {time.monotonic() - began:.1f} s", flush=True)
    left = [
        command
        for _, command in processes()
        if re.search(r"org\.apache\.spark", command) and folder in command
    ]
    assert not left, f"processes are left: {left}"
    print(f"{len(tests)} tests, {len(failed)} failed: {' '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
