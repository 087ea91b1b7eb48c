#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""An engine without Spark: what executors do, in threads of this process, in ways that Spark has too.

usage: engine.py --master WAY --cores N
  WAY   plain       each task once
        twice       each task twice at once; the answer of the second counts
        refuse      it does nothing, and says why
        die         it ends after the first answer
        nonsense    what it says is no answer
        lost        no worker can be had
"""
import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "engines/spark/src"))

from hergebruik_spark.application import lost
from hergebruik_spark.attempt import Unusable, perform

way = sys.argv[sys.argv.index("--master") + 1]


def say(line):
    print(line, flush=True)


def work(line):
    order = json.loads(line)["submit"]
    try:
        if way == "lost":
            raise Unusable("a machine cannot be had")
        answer = perform(json.dumps(order))
        if way == "twice":
            answer = perform(json.dumps(order))
    except Unusable as error:
        # As it stands in what Spark tells of a task.
        answer = lost(order["number"], RuntimeError(f"hergebruik_spark.attempt.Unusable: {error}"))
    say("Geheimstraat 1" if way == "nonsense" else answer)
    if way == "die":
        os._exit(9)


if way == "refuse":
    say(json.dumps({"refused": {"summary": "no secret is kept", "hint": "Keep it.", "file": "conf"}}))
    sys.exit(2)
say(json.dumps({"ready": {"version": 1}}))
# Workers end with the thread that started them: each thread does what it gets, and stays.
with ThreadPoolExecutor(1 if way == "die" else 2) as pool:
    for request in sys.stdin:
        pool.submit(work, request)
