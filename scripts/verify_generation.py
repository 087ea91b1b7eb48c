#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Check that a catalogue on disk is whole.

usage: scripts/verify_generation.py CATALOG_DIR

`current` must be a symbolic link to a folder under generations/; every file that a generation's
manifest names must be there with its size and SHA-256, and no other file. All generations are
checked, not only the current one; a leftover of a killed run (a name that begins with a dot) is not
a generation. Prints the number of files; exit 1 with every problem otherwise.
"""
import hashlib
import json
import pathlib
import sys


def manifest_files(manifest):
    """The manifest's files as {path: (sha256, size)}, from an object or from a list."""
    files = manifest["files"]
    if isinstance(files, dict):
        entries = [dict(entry, path=path) for path, entry in files.items()]
    else:
        entries = files
    return {e["path"]: (e["sha256"], e["size"] if "size" in e else e["byteSize"]) for e in entries}


def problems_of(folder):
    """All that is wrong with one generation, and how many files it has."""
    try:
        manifest = json.loads((folder / "generation.json").read_text(encoding="utf-8"))
        wanted = manifest_files(manifest)
    except (OSError, ValueError, KeyError, TypeError) as error:
        return [f"{folder.name}/generation.json: {type(error).__name__}: {error}"], 0
    problems = [] if wanted else [f"{folder.name}: the manifest names no files"]
    present = {str(p.relative_to(folder)) for p in folder.rglob("*") if not p.is_dir()}
    for path in sorted(present - set(wanted) - {"generation.json"}):
        problems.append(f"{folder.name}/{path}: not in the manifest")
    for path, (sha256, size) in sorted(wanted.items()):
        if path not in present:
            problems.append(f"{folder.name}/{path}: missing")
            continue
        data = (folder / path).read_bytes()
        if len(data) != size:
            problems.append(f"{folder.name}/{path}: {len(data)} bytes, the manifest says {size}")
        elif hashlib.sha256(data).hexdigest() != sha256:
            problems.append(f"{folder.name}/{path}: its SHA-256 is not the manifest's")
    return problems, len(wanted)


def main():
    catalog = pathlib.Path(sys.argv[1])
    current, generations = catalog / "current", catalog / "generations"
    problems, count = [], 0
    if not current.is_symlink():
        problems.append("current is not a symbolic link")
    elif current.resolve().parent != generations.resolve() or not current.is_dir():
        problems.append("current does not lead to a generation")
    folders = sorted(p for p in generations.glob("*") if not p.name.startswith("."))
    if not folders:
        problems.append("there is no generation")
    for folder in folders:
        found, files = problems_of(folder)
        problems += found
        count += files
    for problem in problems:
        print(f"{catalog}: {problem}", file=sys.stderr)
    print(f"{len(folders)} generations, {count} files, {len(problems)} problems")
    return 1 if problems else 0


sys.exit(main())
