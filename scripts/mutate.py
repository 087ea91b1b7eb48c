#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Put a fault into the program, run the tests that should find it, and say whether one did; for each fault of a list.

The list is scripts/mutations.json. All faults are built at once, each behind a switch that an environment variable
turns on (mutant schemata), so that there is one build, and a run of a few tests for each fault.

A mutation has an `id`, a `file`, a text of that file to `find` (it occurs there once), what to `replace` it by, the
`tests` that should find it (a filter of Swift Testing) and in one line `what` is then wrong. Its `form` is one of:
  expression  (when none is given) `find` and `replace` are expressions: `(on ? (replace) : (find))`
  statement   `find` and `replace` are statements that declare nothing: `if on { replace } else { find }`
  schema      `replace` is all that comes in place of `find`, with $ON where the fault is turned on
With `rebuild: true` it is what a switch cannot express, a constant or a type: it is put in by itself, with a build of
its own, and only where --rebuild is given.

usage: scripts/mutate.py [--list] [--only ID…] [--folder FOLDER [--build-only | --skip-build]] [--rebuild] [--jobs N]
Exit code: 0 if every fault was found, 1 if one was not, or can no longer be put in, 2 if nothing could be tried.
"""

import argparse
import concurrent.futures
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIST = ROOT / "scripts" / "mutations.json"
VARIABLE = "HERGEBRUIK_MUTANT"
SWITCH = f"""\
// SPDX-License-Identifier: EUPL-1.2

internal import Glibc

/// Which fault is turned on; made by scripts/mutate.py.
enum Mutant {{
  static let on = unsafe getenv("{VARIABLE}").flatMap {{ unsafe Int(String(cString: $0)) }} ?? 0
}}
"""


class Mistake(Exception):
    """A list that cannot be used."""


def read_list():
    mutations = json.loads(LIST.read_text(encoding="utf-8"))["mutations"]
    for number, mutation in enumerate(mutations, start=1):
        mutation["number"] = number
    return mutations


def check(mutations):
    """What of the list does not apply."""
    wrong, seen = [], set()
    for mutation in mutations:
        if mutation["id"] in seen:
            wrong.append(f"{mutation['id']}: stands in the list twice")
        seen.add(mutation["id"])
        path = ROOT / mutation["file"]
        count = path.read_text(encoding="utf-8").count(mutation["find"]) if path.is_file() else 0
        if count != 1:
            wrong.append(f"{mutation['id']}: its text occurs {count} times in {mutation['file']}")
    return wrong


def schema(mutations, text):
    """What comes in place of a text that some mutations change."""
    forms = {mutation.get("form", "expression") for mutation in mutations}
    if len(forms) > 1 or (forms == {"schema"} and len(mutations) > 1):
        raise Mistake(f"{', '.join(m['id'] for m in mutations)}: one text in two forms")
    for mutation in mutations:
        on = f"(Mutant.on == {mutation['number']})"
        match mutation.get("form", "expression"):
            case "expression":
                text = f"({on} ? ({mutation['replace']}) : ({text}))"
            case "statement":
                text = f"if {on} {{ {mutation['replace']} }} else {{ {text} }}"
            case "schema":
                text = mutation["replace"].replace("$ON", on)
            case form:
                raise Mistake(f"{mutation['id']}: there is no form '{form}'")
    return text


def mutated(text, mutations):
    """A file with all its faults, each behind its switch."""
    places = {}
    for mutation in mutations:
        start = text.index(mutation["find"])
        places.setdefault((start, start + len(mutation["find"])), []).append(mutation)
    parts, end = [], 0
    for (start, stop), here in sorted(places.items(), key=lambda place: place[0]):
        if start < end:
            raise Mistake(f"{here[0]['id']}: overlaps another mutation")
        parts += [text[end:start], schema(here, text[start:stop])]
        end = stop
    return "".join(parts) + text[end:]


def rooms():
    """The folders of the modules, the longest path first."""
    names = re.findall(r'\broom\(\s*"([A-Za-z/]+)"', (ROOT / "Package.swift").read_text(encoding="utf-8"))
    return sorted((f"Sources/{name}" for name in names), key=len, reverse=True)


def room_of(file):
    return next(room for room in rooms() if file.startswith(room + "/"))


def write(path, data):
    """Writes what is new only, so that no more is built than must be."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.is_file() or path.read_bytes() != data:
        path.write_bytes(data)


def prepare(folder, mutations):
    """Copies the repository, with the faults in it."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, check=True, capture_output=True).stdout.decode().split("\0")
    files = {name for name in listed if name and (ROOT / name).is_file()}
    by_file = {}
    for mutation in mutations:
        by_file.setdefault(mutation["file"], []).append(mutation)
    made = {f"{room_of(file)}/Mutant.swift" for file in by_file}
    for name in files:
        data = (ROOT / name).read_bytes()
        if name in by_file:
            data = mutated(data.decode(), by_file[name]).encode()
        write(folder / name, data)
        shutil.copymode(ROOT / name, folder / name)
    for name in made:
        write(folder / name, SWITCH.encode())
    for part in ("Sources", "Tests"):
        for path in (folder / part).rglob("*"):
            if path.is_file() and str(path.relative_to(folder)) not in files | made:
                path.unlink()


def build(folder):
    result = subprocess.run(
        ["swift", "build", "--build-tests"], cwd=folder, text=True, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT)
    if result.returncode != 0:
        print("\n".join(dict.fromkeys(line for line in result.stdout.splitlines() if ": error:" in line)))
        raise Mistake("the mutated program cannot be built")


def run(folder, tests, number, limit):
    """Whether tests pass with a fault turned on (0 for none), what they printed, and how long they took."""
    bundle = folder / ".build/debug/hergebruikPackageTests.xctest"
    start = time.monotonic()
    with tempfile.TemporaryDirectory() as scratch:
        environment = dict(
            os.environ, TMPDIR=scratch, SWIFT_BACKTRACE="enable=no", **{VARIABLE: str(number)})
        process = subprocess.Popen(
            [bundle, "--testing-library", "swift-testing", "--filter", tests], cwd=folder,
            env=environment, text=True, errors="replace", stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, start_new_session=True)
        try:
            output, _ = process.communicate(timeout=limit)
            passed = process.returncode == 0
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, 9)
            output, passed = process.communicate()[0] + "\nthe time is up", False
    return passed, output, time.monotonic() - start


def first_failure(output):
    """The name of the test that found a fault."""
    for line in output.splitlines():
        if found := re.search(r"Test (\"[^\"]*\"|\S+) .*(recorded an issue|failed after)", line):
            return found[1]
    return "the time is up" if output.endswith("the time is up") else "a crash"


def parse(arguments):
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter, usage=argparse.SUPPRESS)
    parser.add_argument("--list", action="store_true", help="print the mutations")
    parser.add_argument("--only", nargs="+", metavar="ID", help="try these only")
    parser.add_argument("--folder", type=Path, help="where to build, and to leave what was built")
    parser.add_argument("--build-only", action="store_true", help="build in FOLDER, and run nothing")
    parser.add_argument("--skip-build", action="store_true", help="run what FOLDER holds")
    parser.add_argument("--rebuild", action="store_true", help="try those with a build of their own, too")
    parser.add_argument("--jobs", type=int, default=max(1, (os.cpu_count() or 2) // 2), help="faults tried at a time")
    options = parser.parse_args(arguments)
    if (options.build_only or options.skip_build) and not options.folder:
        parser.error("--build-only and --skip-build need --folder")
    if options.folder and options.folder.resolve() == ROOT:
        parser.error("--folder is this repository: the faults would be put into it")
    return options


def chosen(mutations, only):
    unknown = set(only or []) - {mutation["id"] for mutation in mutations}
    if unknown:
        raise Mistake(f"no such mutation: {', '.join(sorted(unknown))}")
    return [mutation for mutation in mutations if not only or mutation["id"] in only]


def check_clean(folder, mutations):
    """Runs all tests without a fault, which must pass."""
    tests = "|".join(sorted({part for mutation in mutations for part in mutation["tests"].split("|")}))
    print("==> the tests without a fault", flush=True)
    passed, output, seconds = run(folder, tests, 0, 1800)
    count = re.search(r"Test run with (\d+) test", output)
    if not passed or not count or count[1] == "0":
        print("\n".join(line for line in output.splitlines() if "issue" in line or "failed" in line))
        raise Mistake("the tests fail without a fault, or there are none")
    print(f"    {count[1]} tests pass in {seconds:.0f} s", flush=True)


def report(mutation, passed, output, seconds):
    word = "SURVIVED" if passed else "found"
    by = "" if passed else f"  <- {first_failure(output)}"
    print(f"{word:8}  {mutation['id']:28} {seconds:5.1f} s  {mutation['what']}{by}", flush=True)


def try_all(folder, mutations, jobs):
    """Tries faults that are built behind switches; the ids of those that no test found."""
    def attempt(mutation):
        result = run(folder, mutation["tests"], mutation["number"], 300)
        report(mutation, *result)
        return mutation["id"] if result[0] else None

    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        return [found for found in pool.map(attempt, mutations) if found]


def try_rebuilt(folder, mutations, switched):
    """Tries faults that need a build of their own."""
    survivors = []
    for mutation in mutations:
        prepare(folder, switched)
        path = folder / mutation["file"]
        path.write_text(path.read_text(encoding="utf-8").replace(mutation["find"], mutation["replace"]), encoding="utf-8")
        build(folder)
        result = run(folder, mutation["tests"], 0, 300)
        report(mutation, *result)
        if result[0]:
            survivors.append(mutation["id"])
    return survivors


def main(arguments):
    options = parse(arguments)
    every = read_list()
    mutations = chosen(every, options.only)
    if options.list:
        for mutation in mutations:
            print(f"{mutation['id']:28} {mutation['file']}: {mutation['what']}")
        return 0
    if wrong := check(every):
        print("\n".join(wrong), file=sys.stderr)
        return 1
    folder = options.folder or Path(tempfile.mkdtemp(prefix="hergebruik-mutants-"))
    try:
        # All are built, so that --only builds nothing anew.
        switched = [mutation for mutation in every if not mutation.get("rebuild")]
        if not options.skip_build:
            print(f"==> build: {len(switched)} faults behind switches, in {folder}", flush=True)
            prepare(folder, switched)
            build(folder)
            if options.build_only:
                return 0
        here = [mutation for mutation in mutations if not mutation.get("rebuild")]
        survivors = []
        if here:
            check_clean(folder, here)
            survivors = try_all(folder, here, options.jobs)
        rebuilt = [mutation for mutation in mutations if mutation.get("rebuild")] if options.rebuild else []
        survivors += try_rebuilt(folder, rebuilt, switched)
        tried = len(here) + len(rebuilt)
        print(f"\n{tried - len(survivors)} of {tried} faults were found by a test"
              + (f"; not found: {', '.join(survivors)}" if survivors else ""))
        return 1 if survivors else 0
    finally:
        if not options.folder:
            shutil.rmtree(folder)


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except Mistake as mistake:
        print(f"mutate.py: {mistake}", file=sys.stderr)
        sys.exit(2)
