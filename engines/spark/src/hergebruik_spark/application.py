# SPDX-License-Identifier: EUPL-1.2
"""The driver: takes tasks from ``hergebruik run`` as lines of JSON, and gives back what comes of them.

Each task is a job of its own, so that one that fails ends no other.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import os
import re
import sys
import tempfile
import threading
import zipfile
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from . import MESSAGES
from .attempt import perform
from .settings import Refusal, check, defaults_file, read_defaults
from .turns import Turns

if TYPE_CHECKING:
    from pyspark import SparkContext

MOST_AT_ONCE = 1000
"""Jobs that wait for Spark at once: each has a thread of the driver."""


class Replies:
    """Lines to ``hergebruik run``; any thread may send one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._lock = threading.Lock()

    def send(self, line: str) -> None:
        """Sends a line; one who left hears nothing."""
        with self._lock:
            try:
                self._stream.write(line.encode() + b"\n")
                self._stream.flush()
            except BrokenPipeError:
                pass


class Dispatcher:
    """Gives orders to Spark: each project has its turn, and no more are under way than it has room for."""

    def __init__(
        self,
        work: Callable[[dict[str, Any]], str],
        room: Callable[[], int],
        replies: Replies,
    ) -> None:
        self._work = work
        self._room = room
        self._replies = replies
        self._turns: Turns[dict[str, Any]] = Turns()
        self._under_way = 0
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(MOST_AT_ONCE, "order")

    def submit(self, order: dict[str, Any]) -> None:
        """Takes an order; its answer is sent as soon as it is there."""
        with self._lock:
            self._turns.add(order["project"], order)
            self._begin()

    def stop(self) -> None:
        """Begins nothing more."""
        with self._lock:
            self._turns.clear()
        self._pool.shutdown(wait=False)

    def _begin(self) -> None:
        room = min(self._room(), MOST_AT_ONCE)
        while self._under_way < room and (order := self._turns.take()) is not None:
            self._under_way += 1
            self._pool.submit(self._perform, order)

    def _perform(self, order: dict[str, Any]) -> None:
        try:
            line = self._work(order)
        except (
            Exception
        ) as error:  # whatever Spark throws: this order is lost, the others are not
            line = lost(order["number"], error)
        self._replies.send(line)
        with self._lock:
            self._under_way -= 1
            self._begin()


def lost(number: int, error: Exception) -> str:
    """The answer for a task that no worker could do; of Spark's words only those that we wrote ourselves."""
    found = re.findall(r"Unusable: ([^\n]*)", str(error))
    why = (
        found[-1]
        if found
        else "its executors were lost, as often as Spark tries (spark.task.maxFailures)"
    )
    return json.dumps({"answer": {"number": number, "outcome": "lost", "why": why}})


def start(master: str, cores: int, package: Path) -> SparkContext:
    """Starts Spark; raises Refusal if it is not told to keep secrets."""
    found = importlib.util.find_spec("pyspark")
    if found is None or not found.submodule_search_locations:
        raise Refusal("pyspark is not installed", "pip install ./engines/spark")
    home = os.environ.get("SPARK_HOME") or found.submodule_search_locations[0]
    file = defaults_file(os.environ, home)
    settings = read_defaults(file)
    check(settings.get, str(file), os.environ)

    from pyspark import SparkConf, SparkContext

    conf = SparkConf().setAppName("hergebruik").setMaster(master)
    for name, value in {
        "spark.submit.deployMode": "client",
        "spark.task.cpus": str(cores),
        "spark.ui.showConsoleProgress": "false",
    }.items():
        conf.set(name, value)
    try:
        context = SparkContext(conf=conf)
    except Exception as error:
        raise Refusal(
            f"Spark does not start ({type(error).__name__})",
            "Look whether the cluster runs, has the same secret, and is at this address; "
            "the log says more.",
        ) from error
    # What counts is what Spark made of it.
    check(context.getConf().get, str(file), os.environ)
    context.addPyFile(str(package))
    return context


def packed(folder: str) -> Path:
    """This package as a file that executors can load, so that it need not be installed there."""
    target = Path(folder) / "hergebruik_spark.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for file in sorted(Path(__file__).parent.glob("*.py")):
            archive.write(file, f"hergebruik_spark/{file.name}")
    return target


def serve(context: SparkContext, requests: BinaryIO, replies: Replies) -> None:
    """Takes orders until there are no more."""

    def work(order: dict[str, Any]) -> str:
        context.setJobDescription(order["dataset"])
        text = json.dumps(order, ensure_ascii=False)
        return context.parallelize([text], 1).map(perform).collect()[0]

    dispatcher = Dispatcher(work, lambda: 2 * context.defaultParallelism, replies)
    replies.send(json.dumps({"ready": {"version": MESSAGES}}))
    for line in requests:
        dispatcher.submit(json.loads(line)["submit"])
    # Whoever asked has all answers, or is gone: what is under way is for nobody.
    dispatcher.stop()
    context.cancelAllJobs()


def own_streams() -> tuple[BinaryIO, BinaryIO]:
    """The streams for messages; what a library or the JVM prints goes to standard error from now on."""
    requests = os.fdopen(os.dup(0), "rb")
    replies = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return requests, replies


def main() -> int:
    """The program ``hergebruik-spark``, which ``hergebruik run --engine spark`` starts."""
    parser = argparse.ArgumentParser(
        prog="hergebruik-spark",
        description="Has Spark start workers. 'hergebruik run --engine spark' starts this by itself.",
        epilog="Example: hergebruik run --engine spark --master spark://10.0.0.1:7077",
    )
    parser.add_argument("--master", required=True, help="the address of the cluster")
    parser.add_argument("--cores", type=int, default=1, help="cores for each dataset")
    arguments = parser.parse_args()
    os.umask(0o077)
    requests, stream = own_streams()
    replies = Replies(stream)
    with tempfile.TemporaryDirectory(prefix="hergebruik-spark-") as folder:
        try:
            context = start(arguments.master, arguments.cores, packed(folder))
        except Refusal as refusal:
            replies.send(
                json.dumps(
                    {
                        "refused": {
                            "summary": refusal.summary,
                            "hint": refusal.hint,
                            **({"file": refusal.file} if refusal.file else {}),
                        }
                    }
                )
            )
            return 2
        try:
            serve(context, requests, replies)
        finally:
            context.stop()
    return 0


if __name__ == "__main__":
    sys.exit(main())
