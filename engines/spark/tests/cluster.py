# SPDX-License-Identifier: EUPL-1.2
"""A standalone Spark cluster on loopback, of one master and two workers, for tests."""

from __future__ import annotations

import importlib.util
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

MARGIN = 90.0
"""Seconds in which a cluster must be up."""


class Cluster:
    """Starts a cluster in a folder of its own, and ends it by the numbers of its processes."""

    def __init__(self, folder: Path, cores: int = 1, settings: str = "") -> None:
        found = importlib.util.find_spec("pyspark")
        assert found and found.submodule_search_locations, "pyspark is not installed"
        self.home = found.submodule_search_locations[0]
        self.folder = folder
        self.logs = folder / "logs"
        self.events = folder / "events"
        self.local = folder / "local"
        self.work = folder / "work"
        self.configuration = folder / "conf"
        for path in (self.logs, self.events, self.local, self.work, self.configuration):
            path.mkdir(mode=0o700, parents=True)
        (folder / "tmp").mkdir(mode=0o700)
        self.cores = cores
        self._write_settings(settings)
        self.master = ""
        self._processes: list[subprocess.Popen[bytes]] = []

    def _write_settings(self, more: str) -> None:
        file = self.configuration / "spark-defaults.conf"
        file.touch(mode=0o600)
        file.write_text(
            f"""\
spark.authenticate true
spark.authenticate.secret {secrets.token_hex(32)}
spark.io.encryption.enabled true
spark.network.crypto.enabled true
spark.master.rest.enabled false
spark.ui.enabled false
spark.driver.memory 512m
spark.executor.memory 512m
spark.driver.host 127.0.0.1
spark.driver.bindAddress 127.0.0.1
spark.eventLog.enabled true
spark.eventLog.dir file://{self.events}
spark.executor.cores 1
{more}
"""
        )

    @property
    def environment(self) -> dict[str, str]:
        """The environment of everything that talks with the cluster."""
        return {
            **{
                name: os.environ[name]
                for name in ("PATH", "HOME", "LANG", "JAVA_HOME")
                if name in os.environ
            },
            "SPARK_HOME": self.home,
            "SPARK_LOCAL_IP": "127.0.0.1",
            "SPARK_CONF_DIR": str(self.configuration),
            "SPARK_DAEMON_MEMORY": "256m",
            "SPARK_LOCAL_DIRS": str(self.local),
            "PYSPARK_PYTHON": sys.executable,
            "TMPDIR": str(self.folder / "tmp"),
            # Java keeps figures of each process in /tmp, unless it is told not to.
            "JDK_JAVA_OPTIONS": f"-XX:-UsePerfData -Djava.io.tmpdir={self.folder / 'tmp'}",
        }

    def __enter__(self) -> Cluster:
        port = _free_port()
        self.master = f"spark://127.0.0.1:{port}"
        try:
            self._start(
                "master",
                "org.apache.spark.deploy.master.Master",
                *("--host", "127.0.0.1", "--port", str(port)),
                *("--webui-port", str(_free_port())),
            )
            for number in (1, 2):
                self._start_worker(number)
            self._wait_for_workers(2)
        except BaseException:
            self.stop()
            raise
        return self

    def _start_worker(self, number: int) -> None:
        self._start(
            f"worker-{number}",
            "org.apache.spark.deploy.worker.Worker",
            # Speculation wants another host, and all of 127.0.0.0/8 is this machine.
            *("--host", f"127.0.0.{number}", "--port", str(_free_port())),
            *("--webui-port", str(_free_port())),
            *("--cores", str(self.cores), "--memory", "2g"),
            *("--work-dir", str(self.work), self.master),
        )

    def _wait_for_workers(self, count: int) -> None:
        deadline = time.monotonic() + MARGIN
        while self._registered() < count:
            if any(process.poll() is not None for process in self._processes):
                raise AssertionError(f"a process of the cluster ended: {self.logs}")
            assert time.monotonic() < deadline, f"no worker comes up: {self.logs}"
            time.sleep(0.1)

    def _registered(self) -> int:
        return (
            (self.logs / "master")
            .read_text(errors="replace")
            .count("Registering worker")
        )

    def _start(self, name: str, kind: str, *arguments: str) -> subprocess.Popen[bytes]:
        with open(self.logs / name, "wb") as log:
            process = subprocess.Popen(
                [f"{self.home}/bin/spark-class", kind, *arguments],
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                umask=0o077,
            )
        self._processes.append(process)
        return process

    def executors(self) -> list[int]:
        """The processes of the executors that run now."""
        return [
            number
            for number, command in processes()
            if "CoarseGrainedExecutorBackend" in command
            and str(self.work) in _folder(number)
        ]

    def stop(self) -> None:
        """Ends what was started here, and waits for its end."""
        for process in reversed(self._processes):
            if process.poll() is None:
                process.terminate()
        for process in self._processes:
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        deadline = time.monotonic() + 20
        while self.executors() and time.monotonic() < deadline:
            time.sleep(0.1)
        for number in self.executors():
            os.kill(number, signal.SIGKILL)

    def __exit__(self, *_: object) -> None:
        self.stop()


def processes() -> list[tuple[int, str]]:
    """The number and the command line of every process."""
    found = []
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                command = (
                    (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                )
            except (OSError, UnicodeDecodeError):
                continue
            found.append((int(folder.name), command))
    return found


def _folder(process: int) -> str:
    try:
        return os.readlink(f"/proc/{process}/cwd")
    except OSError:
        return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
