# SPDX-License-Identifier: EUPL-1.2
"""What can be tested without a cluster."""

from __future__ import annotations

import io
import json
import os
import stat
import tempfile
import threading
import time
import unittest
from pathlib import Path
from typing import Any

from hergebruik_spark.application import Dispatcher, Replies, lost
from hergebruik_spark.attempt import Unusable, environment, perform
from hergebruik_spark.settings import (
    REQUIRED,
    SECRET,
    Refusal,
    check,
    parse,
    read_defaults,
)
from hergebruik_spark.turns import Turns

GOOD = {**dict.fromkeys(REQUIRED, "true"), SECRET: "a" * 32}


class SettingsTests(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.file = Path(folder.name) / "spark-defaults.conf"

    def test_reads_as_java_does(self) -> None:
        text = "# a\n! b\n\nspark.a true\nspark.b=c d\n spark.c : e\nspark.d\n"
        self.assertEqual(
            parse(text),
            {"spark.a": "true", "spark.b": "c d", "spark.c": "e", "spark.d": ""},
        )

    def test_refuses_what_others_may_read(self) -> None:
        for mode in (0o640, 0o604, 0o622, 0o644):
            self.file.write_text("spark.a b\n")
            self.file.chmod(mode)
            with self.assertRaises(Refusal) as refusal:
                read_defaults(self.file)
            self.assertIn("others may read", refusal.exception.summary)
        self.file.chmod(0o600)
        self.assertEqual(read_defaults(self.file), {"spark.a": "b"})

    def test_refuses_links_and_absence(self) -> None:
        with self.assertRaises(Refusal):
            read_defaults(self.file)
        other = self.file.with_name("other")
        other.touch(0o600)
        self.file.symlink_to(other)
        with self.assertRaises(Refusal):
            read_defaults(self.file)

    def test_each_setting_is_needed(self) -> None:
        check(GOOD.get, "file", {})
        for name in REQUIRED:
            for value in (None, "false", ""):
                settings = {
                    key: value if key == name else kept for key, kept in GOOD.items()
                }
                with self.assertRaises(Refusal) as refusal:
                    check(settings.get, "file", {})
                self.assertIn(name, refusal.exception.summary)

    def test_the_secret_is_long_and_hidden(self) -> None:
        with self.assertRaises(Refusal):
            check({**GOOD, SECRET: "a" * 31}.get, "file", {})
        arguments = f"--conf {SECRET}={'b' * 32} pyspark-shell"
        with self.assertRaises(Refusal) as refusal:
            check(GOOD.get, "file", {"PYSPARK_SUBMIT_ARGS": arguments})
        self.assertNotIn("bbb", repr(refusal.exception))


class TurnsTests(unittest.TestCase):
    def test_each_owner_has_its_turn(self) -> None:
        turns: Turns[str] = Turns()
        for item in ("a1", "a2", "a3", "b1", "c1", "c2"):
            turns.add(item[0], item)
        taken = [turns.take() for _ in range(2)]
        turns.add("d", "d1")
        turns.add("b", "b2")
        while (taken_now := turns.take()) is not None:
            taken.append(taken_now)
        self.assertEqual(taken, ["a1", "b1", "c1", "a2", "d1", "b2", "c2", "a3"])

    def test_nothing_is_left_after_clearing(self) -> None:
        turns: Turns[int] = Turns()
        turns.add("a", 1)
        turns.clear()
        self.assertIsNone(turns.take())
        turns.add("a", 2)
        self.assertEqual(turns.take(), 2)


class DispatcherTests(unittest.TestCase):
    def test_no_more_at_once_than_there_is_room_and_one_that_fails_ends_none(
        self,
    ) -> None:
        stream = io.BytesIO()
        most = 0
        now = 0
        lock = threading.Lock()

        def work(order: dict[str, Any]) -> str:
            nonlocal most, now
            with lock:
                now += 1
                most = max(most, now)
            time.sleep(0.02)
            with lock:
                now -= 1
            if order["number"] == 3:
                raise RuntimeError("Traceback\nUnusable: a machine cannot\n at java")
            return json.dumps({"answer": {"number": order["number"]}})

        dispatcher = Dispatcher(work, lambda: 4, Replies(stream))
        for number in range(20):
            dispatcher.submit({"number": number, "project": str(number % 3)})
        deadline = time.monotonic() + 20
        while stream.getvalue().count(b"\n") < 20 and time.monotonic() < deadline:
            time.sleep(0.01)
        dispatcher.stop()
        answers = [
            json.loads(line)["answer"] for line in stream.getvalue().splitlines()
        ]
        self.assertEqual({answer["number"] for answer in answers}, set(range(20)))
        self.assertEqual(most, 4)
        failed = [answer for answer in answers if "outcome" in answer]
        self.assertEqual(
            failed, [{"number": 3, "outcome": "lost", "why": "a machine cannot"}]
        )

    def test_words_of_spark_are_not_told(self) -> None:
        answer = json.loads(lost(1, RuntimeError("Geheimstraat 1")))["answer"]
        self.assertNotIn("Geheim", answer["why"])


class AttemptTests(unittest.TestCase):
    """With a program of a few lines in the place of a worker."""

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def order(self, script: str, **more: Any) -> dict[str, Any]:
        program = self.folder / "worker"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(stat.S_IRWXU)
        return {
            "number": 7,
            "project": "p",
            "dataset": "bomen",
            "task": '{"a": "é"}',
            "attempts": str(self.folder),
            "program": str(program),
            "version": "1.2",
            "limits": {"time": 20, "memory": 1 << 40},
            **more,
        }

    def perform(self, script: str, **more: Any) -> dict[str, Any]:
        told: dict[str, Any] = json.loads(
            perform(json.dumps(self.order(script, **more)))
        )["answer"]
        return told

    def test_passes_on_the_task_and_the_answer_as_they_are(self) -> None:
        line = '{"result": {"_0": 1.0,  "é": 1e400}}'
        answer = self.perform(
            f'read task; printf "%s|%s" "$task" "$*" > {self.folder}/heard\n'
            f"""echo '{{"stage":{{"_0":"open"}}}}'; echo '{line}'; exit 0"""
        )
        self.assertEqual((answer["number"], answer["outcome"]), (7, "done"))
        self.assertEqual(answer["message"], line)
        task, arguments = (self.folder / "heard").read_text().split("|")
        self.assertEqual(task, '{"a": "é"}')
        self.assertRegex(answer["attempt"], r"\Abomen\.[0-9a-f]{32}\Z")
        self.assertEqual(
            arguments,
            f"worker --parent {os.getpid()} --attempt {self.folder}/{answer['attempt']} --expect 1.2",
        )

    def test_tells_how_a_worker_ended(self) -> None:
        stage = """echo '{"stage":{"_0":"convert"}}'; echo '{"progress":{"rows":12,"bytes":3}}'\n"""
        answer = self.perform(stage + "kill -SEGV $$")
        told = {
            name: answer.get(name) for name in ("outcome", "signal", "stage", "rows")
        }
        self.assertEqual(
            told, {"outcome": "ended", "signal": 11, "stage": "convert", "rows": 12}
        )
        answer = self.perform("echo 'out of memory' >&2; exit 9")
        self.assertEqual((answer["exit"], answer["ranOutOfMemory"]), (9, True))
        # Nothing of standard error comes along.
        self.assertNotIn(
            "Geheim", json.dumps(self.perform("echo Geheimstraat >&2; exit 1"))
        )

    def test_ends_who_takes_too_much(self) -> None:
        for script in ("sleep 60 & wait", "trap '' TERM; while :; do :; done"):
            began = time.monotonic()
            answer = self.perform(script, limits={"time": 0.5, "memory": 1 << 40})
            self.assertEqual(answer["outcome"], "time")
            self.assertLess(time.monotonic() - began, 15)
        answer = self.perform("sleep 60", limits={"time": 20, "memory": 4096})
        self.assertEqual(answer["outcome"], "memory")

    def test_what_a_worker_started_ends_with_it(self) -> None:
        answer = self.perform(
            f"setsid -f true; sleep 4321 & echo $! > {self.folder}/child\n"
            """echo '{"result":{}}'; exit 0"""
        )
        self.assertEqual(answer["outcome"], "done")
        child = int((self.folder / "child").read_text())
        deadline = time.monotonic() + 5
        while Path(f"/proc/{child}/stat").exists() and time.monotonic() < deadline:
            if ") Z" in Path(f"/proc/{child}/stat").read_text():
                break
            time.sleep(0.02)
        else:
            self.assertFalse(Path(f"/proc/{child}").exists())

    def test_a_machine_that_lacks_something_says_so(self) -> None:
        for change in (
            {"attempts": f"{self.folder}/gone"},
            {"program": f"{self.folder}/none"},
        ):
            with self.assertRaises(Unusable):
                self.perform("exit 0", **change)

    def test_the_environment_is_scrubbed(self) -> None:
        executor = {
            "PATH": "/bin",
            "HOME": "/h",
            "PGPASSFILE": "/p",
            "_SPARK_AUTH_SECRET": "x",
            "_PYSPARK_DRIVER_CONN_INFO_PATH": "x",
            "SPARK_ENV_LOADED": "1",
            "PYSPARK_PYTHON": "x",
            "PYTHON_WORKER_FACTORY_SECRET": "x",
            "JAVA_HOME": "/j",
        }
        self.assertEqual(
            environment(executor, {"keys": "/k"}),
            {
                "PATH": "/bin",
                "HOME": "/h",
                "PGPASSFILE": "/p",
                "HERGEBRUIK_KEYS": "/k",
                "SWIFT_BACKTRACE": "enable=no",
            },
        )


if __name__ == "__main__":
    unittest.main()
