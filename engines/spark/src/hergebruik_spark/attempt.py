# SPDX-License-Identifier: EUPL-1.2
"""One try at a task, on an executor: starts a worker, gives it the task, and hands back its answer."""

from __future__ import annotations

import json
import os
import re
import selectors
import signal
import subprocess
import time
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

KEPT_BACK = re.compile(r"_|(PY)?SPARK|PYTHON|JAVA|JDK|CLASSPATH")
"""How variables begin that are Spark's and no worker's: the secret of the cluster is one of them."""

LONGEST_LINE = 256 << 20
KEPT_ERRORS = 4 << 10
GRACE = 5.0
"""Seconds that a worker has to end by itself once it has answered."""


class Unusable(Exception):
    """This machine cannot do the task; another might. The words hold nothing of an export."""


def perform(order_text: str) -> str:
    """Does a task that ``hergebruik run`` submitted, and gives the answer as a text of JSON.

    Raises Unusable if the machine lacks what the task needs: Spark tries another one then.
    """
    order = json.loads(order_text)
    _check(order)
    name = f"{order['dataset']}.{uuid.uuid4().hex}"
    answer: dict[str, Any] = {"number": order["number"], "attempt": name}
    worker = _Worker(order, f"{order['attempts']}/{name}")
    try:
        answer.update(worker.follow())
    finally:
        worker.end()
    return json.dumps({"answer": answer}, ensure_ascii=False)


def _check(order: Mapping[str, Any]) -> None:
    if not os.path.isdir(order["attempts"]):
        raise Unusable(
            "a machine does not have the project's folder, or the run is over"
        )
    if not os.access(order["program"], os.X_OK):
        raise Unusable(f"a machine cannot run {order['program']}")


def environment(
    of_executor: Mapping[str, str], order: Mapping[str, Any]
) -> dict[str, str]:
    """The environment of a worker."""
    passed = {
        name: value for name, value in of_executor.items() if not KEPT_BACK.match(name)
    }
    if order.get("keys"):
        passed["HERGEBRUIK_KEYS"] = order["keys"]
    # Swift's own story of a crash may show values.
    passed["SWIFT_BACKTRACE"] = "enable=no"
    return passed


class _Worker:
    """A worker, and what it said so far."""

    def __init__(self, order: Mapping[str, Any], folder: str) -> None:
        self._limits: Mapping[str, float] = order["limits"]
        self._stage: str | None = None
        self._rows = 0
        self._errors = b""
        self._began = time.monotonic()
        command = [
            order["program"],
            "worker",
            "--parent",
            str(os.getpid()),
            "--attempt",
            folder,
            "--expect",
            order["version"],
        ]
        try:
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                env=environment(os.environ, order),
                start_new_session=True,
            )
        except OSError as error:
            raise Unusable(
                f"a machine cannot start a worker: {error.strerror}"
            ) from None
        self._unsent = memoryview(order["task"].encode() + b"\n")

    def follow(self) -> dict[str, Any]:
        """Waits for the answer, and bounds what the worker takes."""
        received = bytearray()
        for stream, data in self._events():
            if stream == "bound":
                return self._ended(data.decode())
            if stream == "errors":
                self._errors = (self._errors + data)[-KEPT_ERRORS:]
                continue
            received += data
            if len(received) > LONGEST_LINE:
                break
            while (end := received.find(b"\n")) >= 0:
                line = bytes(received[:end])
                del received[: end + 1]
                if line.startswith(b'{"result"'):
                    return {"outcome": "done", "message": line.decode()}
                self._note(line)
        self.end()
        return self._ended("ended")

    def _events(self) -> Iterator[tuple[str, bytes]]:
        """What the worker says, until it says no more; ``bound`` and why if it takes too much."""
        process = self._process
        assert process.stdin and process.stdout and process.stderr
        with selectors.DefaultSelector() as selector:
            for pipe, name in ((process.stdout, "output"), (process.stderr, "errors")):
                os.set_blocking(pipe.fileno(), False)
                selector.register(pipe, selectors.EVENT_READ, name)
            os.set_blocking(process.stdin.fileno(), False)
            selector.register(process.stdin, selectors.EVENT_WRITE, "input")
            while True:
                for key, _ in selector.select(0.1):
                    if key.data == "input":
                        if self._feed():
                            selector.unregister(process.stdin)
                        continue
                    data = os.read(key.fd, 1 << 16)
                    if data:
                        yield key.data, data
                    elif key.data == "output":
                        return
                    else:
                        selector.unregister(key.fileobj)
                if (bound := self._bound()) is not None:
                    self.end(by_force=True)
                    yield "bound", bound

    def _feed(self) -> bool:
        """Gives it what it takes of the task; whether there is no more to give."""
        assert self._process.stdin
        try:
            self._unsent = self._unsent[
                os.write(self._process.stdin.fileno(), self._unsent[: 1 << 16]) :
            ]
        except BrokenPipeError:
            # Its end says why.
            return True
        except BlockingIOError:
            return False
        return not self._unsent

    def _bound(self) -> bytes | None:
        if time.monotonic() - self._began > self._limits["time"]:
            return b"time"
        try:
            pages = int(
                Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1]
            )
        except (OSError, IndexError):
            return None
        if pages * os.sysconf("SC_PAGE_SIZE") > self._limits["memory"]:
            return b"memory"
        return None

    def _note(self, line: bytes) -> None:
        message = json.loads(line)
        if "stage" in message:
            self._stage = message["stage"]["_0"]
        if "progress" in message:
            self._rows = message["progress"]["rows"]

    def _ended(self, outcome: str) -> dict[str, Any]:
        """The answer for a worker that gave none."""
        answer: dict[str, Any] = {"outcome": outcome, "rows": self._rows}
        if self._stage:
            answer["stage"] = self._stage
        code = self._process.returncode
        if outcome == "ended" and code is not None:
            answer.update({"signal": -code} if code < 0 else {"exit": code})
            answer["ranOutOfMemory"] = (
                b"allocate" in self._errors or b"out of memory" in self._errors
            )
        return answer

    def end(self, by_force: bool = False) -> None:
        """Lets it end, or makes it, with all that it started."""
        process = self._process
        if process.stdin:
            try:
                process.stdin.close()
            except BrokenPipeError:
                pass
        if by_force:
            process.kill()
        try:
            process.wait(GRACE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _end_session(process.pid)
        if process.stderr and not process.stderr.closed:
            # What it said last; no more than a pipe holds.
            self._errors = (self._errors + (process.stderr.read() or b""))[
                -KEPT_ERRORS:
            ]
        for pipe in (process.stdout, process.stderr):
            if pipe:
                pipe.close()


def _end_session(session: int) -> None:
    """Ends what is left of the session of a worker. Source: proc_pid_stat(5), field 6."""
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text("ascii", "replace").rpartition(")")[2]
            if int(fields.split()[3]) == session:
                os.kill(int(folder.name), signal.SIGKILL)
        except (OSError, IndexError, ValueError):
            # It ended meanwhile.
            continue
