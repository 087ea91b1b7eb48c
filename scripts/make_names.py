#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the list of names that the detectors know: Sources/Transform/Detectors/Names/NameList.swift.

It unpacks faker, mimesis and name2nat (PyPI) and wdutch (Debian), of exactly these versions and hashes, takes single
words out of them, and packs those. Nothing of the packages is run. docs/adr/0057 says why these, NOTICE under which
licences. The same packages give the same bytes.

    scripts/make_names.py             # downloads what is missing to --cache, writes the list
    scripts/make_names.py --check     # says whether the list in the repository is what the packages give
"""

import argparse
import collections
import hashlib
import json
import pathlib
import pickle
import re
import subprocess
import sys
import unicodedata
import zipfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = ROOT / "Sources/Transform/Detectors/Names/NameList.swift"
OWN = ROOT / "scripts/names_own.txt"

PACKAGES = {
    "faker-40.63.0-py3-none-any.whl": "36627c20b575b4138f54b6c21f8703e9ab122fd487aca11319beec2aa6ca7232",
    "mimesis-22.2.0-py3-none-any.whl": "037011eb3d5edf0b0b5d9eafd74d9881f6dce25b4f01032da0e13fb2a56f37e9",
    "name2nat-0.5.1-py3-none-any.whl": "cf6c45de61accfeb1d80c9ae86efd42fcf40cac481da5ab04d8a66dd7195fe94",
    "wdutch_1%3a2.20.19-2_all.deb": "79dc0dbbd9b3e029ba84423a804c635aca87105521962f9b4c3023399c94dc35",
}

# Where the people of the Netherlands, or their parents, come from most; of other countries a name must be borne by more.
NEAR = set(
    "Dutch Belgian Surinamese Aruban German Moroccan Algerian Tunisian Turk Syriac Syrian Iraqi Iranian Afghan Somali "
    "Eritrean Ethiopian Egyptian Ghanaian Nigerian Indonesian Chinese Indian Pakistani Portuguese Spanish Bulgarian "
    "Romanian Hungarian Ukrainian Bosniak Serb Croat Pole Slovak Czech Azerbaijani Armenian Vietnamese Palestinian "
    "Lebanese Kurdish Basque Catalan Macedonian Albanian Angolan Sudanese Burmese Guyanese Cameroonian Breton".split())
LOCALES = "nl_NL nl_BE fr_BE tr_TR pl_PL de_DE id_ID fr_DZ es_ES hr_HR ro_RO tw_GH az_AZ en_IN en_PK pt_PT".split()
MIMESIS = "nl nl-be tr pl de cs sk hr".split()

FIRST, LAST, ORDINARY, PLACE = 1, 2, 4, 8
PREFIXES = set(
    "van de der den ten ter te het op in von vd el al la le di da dos du bin ben aan uit onder over vande vander des do "
    "das del della den ibn abu abd ould zu zum zur af av y e i s t d l bint st mc o and jr sr ii iii iv san santa sint".split())
# Words that begin sentences oftener than they are somebody's name, whoever is called so.
NEVER = set(
    "and of the for with from daar deze die dit een er geen ga ging had heb heeft hij hoe ik is ja je kan met mijn na naar "
    "nee niet nog nu of om ons ook over per sinds sir toen tot uw veel via vanaf voor waar was wat we weer wel wie wij zal "
    "ze zeer zich zie zij zo zonder zou lord lady king queen prince princess saint maart mei juni juli januari februari "
    "april augustus september oktober november december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag "
    "nederland belgie duitsland frankrijk heer heren mevrouw meneer dokter west oost noord zuid stad dorp gemeente".split())
STREETS = re.compile(r"(straat|laan|weg|plein|gracht|kade|singel|dreef|steeg|plantsoen|school|college|lyceum)$")

LETTERS = {"ß": "s", "æ": "a", "ø": "o", "þ": "t", "ð": "d", "ł": "l", "đ": "d", "ı": "i", "œ": "o", "ŋ": "n", "ħ": "h"}


def fold(word: str) -> str:
    """Small letters without marks, as `NameFold` makes them; empty where it is not all of these letters."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word.lower()) if not unicodedata.combining(c))
    bare = "".join(LETTERS.get(c, c) for c in bare)
    return bare if re.fullmatch("[a-z]+", bare) else ""


def words(name: str) -> list[str]:
    """The words of a name that a scanner would see one by one: cut at spaces, dashes and apostrophes."""
    return [w for w in re.split(r"[\s\-'’`.]+", name) if w]


class Plain(pickle.Unpickler):
    """Reads dictionaries, lists and texts, and refuses everything that could run."""

    def find_class(self, module, name):
        raise pickle.UnpicklingError(f"{module}.{name} has no place in a list of names")


def packages(cache: pathlib.Path) -> dict[str, pathlib.Path]:
    """The files of the packages, downloaded where they are missing; stops where one is not what it should be."""
    cache.mkdir(parents=True, exist_ok=True)
    for name in PACKAGES:
        if (cache / name).exists():
            continue
        if name.endswith(".whl"):
            package, version = name.split("-")[:2]
            subprocess.run(
                [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d", ".", f"{package}=={version}"],
                cwd=cache, check=True)
        else:
            subprocess.run(["apt-get", "download", "wdutch=1:2.20.19-2"], cwd=cache, check=True)
    for name, wanted in PACKAGES.items():
        found = hashlib.sha256((cache / name).read_bytes()).hexdigest()
        if found != wanted:
            sys.exit(f"{name} has SHA-256 {found}, not {wanted}")
    return {name.split("-")[0].split("_")[0]: cache / name for name in PACKAGES}


def provider(wheel: zipfile.ZipFile, path: str) -> dict[str, list]:
    """The lists of a provider of faker by name, read without running it."""
    import ast

    lists = {}
    for node in ast.walk(ast.parse(wheel.read(path).decode())):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            texts = [n.value for n in ast.walk(node.value) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
            lists[node.targets[0].id] = texts
    return lists


class Counts:
    """How many persons bear a word, as first name and as surname; those of lists count as many."""

    def __init__(self):
        self.first, self.last = collections.Counter(), collections.Counter()

    def add(self, counter, name: str, weight: int):
        for word in words(name):
            folded = fold(word)
            if len(folded) > 1 and folded not in PREFIXES:
                counter[folded] += weight


def persons(path: pathlib.Path):
    """First names and surnames of the persons of name2nat, with their nationality."""
    with zipfile.ZipFile(path) as wheel, wheel.open("name2nat/name2nats.pkl") as file:
        people = Plain(file).load()
    for name, nations in people.items():
        parts = [p for p in re.sub(r"\(.*?\)", " ", name).split() if p]
        if len(parts) < 2:
            continue
        at = next((i for i, p in enumerate(parts) if i > 0 and fold(p) in PREFIXES), len(parts) - 1)
        last = [p for p in parts[at:] if fold(p) not in PREFIXES and p[0].isupper() and "." not in p]
        if parts[0][0].isupper() and "." not in parts[0]:
            yield nations[0], parts[0], last


def gather(files: dict[str, pathlib.Path]) -> tuple[Counts, Counts, Counts, set[str], set[str]]:
    """Counts of lists, of near and of all persons, the ordinary words, and the places."""
    lists, near, everywhere, places = Counts(), Counts(), Counts(), set()
    with zipfile.ZipFile(files["faker"]) as wheel:
        for locale in LOCALES:
            for key, values in provider(wheel, f"faker/providers/person/{locale}/__init__.py").items():
                counter = lists.first if key.startswith("first") else lists.last if key.startswith("last") else None
                for value in values if counter is not None else []:
                    lists.add(counter, value, 100 if locale == "nl_NL" else 1)
        for locale in ["nl_NL", "nl_BE"]:
            for value in provider(wheel, f"faker/providers/address/{locale}/__init__.py")["cities"]:
                places |= {fold(w) for w in words(value) if " " not in value or len(w) > 3}
    with zipfile.ZipFile(files["mimesis"]) as wheel:
        for locale in MIMESIS:
            data = json.loads(wheel.read(f"mimesis/datasets/{locale}/person.json"))
            for key, counter in [("names", lists.first), ("surnames", lists.last)]:
                for value in texts(data.get(key, [])):
                    lists.add(counter, value, 100 if locale == "nl" and key == "names" else 1)
        for value in json.loads(wheel.read("mimesis/datasets/nl/address.json"))["city"]:
            places |= {fold(w) for w in words(value) if " " not in value or len(w) > 3}
    for nation, first, last in persons(files["name2nat"]):
        for counts in [everywhere, near] if nation in NEAR else [everywhere]:
            counts.add(counts.first, first, 1)
            for word in last:
                counts.add(counts.last, word, 1)
    kind = None
    for line in OWN.read_text().splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif line and not line.startswith("#"):
            lists.add(lists.first if kind == "first" else lists.last, line, 1)
    listing = subprocess.run(["dpkg-deb", "--fsys-tarfile", files["wdutch"]], check=True, capture_output=True).stdout
    text = subprocess.run(
        ["tar", "-xO", "./usr/share/dict/dutch"], input=listing, check=True, capture_output=True).stdout.decode()
    lines = text.split()
    ordinary = {fold(w) for w in lines if w[0].islower()} - {""}
    # Places have people and things called after them: Urk, Urkse.
    capitals = {w for w in lines if w[0].isupper()}
    places |= {fold(w) for w in capitals if len(w) > 2 and ({w + "se", w + "er", w[:-1] + "se"} & capitals)}
    return lists, near, everywhere, ordinary, places - {""}


def texts(value):
    """All texts in lists and dictionaries."""
    if isinstance(value, str):
        yield value
    else:
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def choose(lists, near, everywhere, ordinary, places, least=2, far=5) -> dict[str, int]:
    """The words that are kept, with what they are."""
    chosen = {}
    for word in set(lists.first) | set(lists.last) | set(everywhere.first) | set(everywhere.last):
        if word in NEVER or len(word) > 20 or STREETS.search(word) and len(word) > 7:
            continue
        kinds = 0
        for bit, pick in [(FIRST, "first"), (LAST, "last")]:
            listed, close, count = (getattr(c, pick)[word] for c in (lists, near, everywhere))
            if listed or close >= least or count >= far:
                kinds |= bit
        if not kinds:
            continue
        # Short words of one or two persons far away are mostly something else in a Dutch text.
        if len(word) == 2 and not (lists.first[word] >= 100 or near.last[word] >= 20 or near.first[word] >= 20):
            continue
        isBorne = lists.first[word] >= 100 or near.first[word] >= 20
        if word in ordinary and not isBorne:
            kinds |= ORDINARY
        if word in places and not (kinds & FIRST and isBorne):
            kinds |= PLACE
        chosen[word] = kinds
    # Places and the like that nobody is called after need a word as well: a capital says nothing of them.
    for word in places:
        if word not in chosen and 3 <= len(word) <= 20:
            chosen[word] = PLACE
    return chosen


def pack(chosen: dict[str, int]) -> str:
    """By kind, in order; of each word only what differs from the one before, behind a letter that says how much is alike."""
    parts = []
    for kind in sorted(set(chosen.values())):
        parts.append("!" + chr(0x30 + kind))
        before = ""
        for word in sorted(w for w, k in chosen.items() if k == kind):
            same = 0
            while same < min(len(before), len(word), 25) and before[same] == word[same]:
                same += 1
            parts.append(chr(0x41 + same) + word[same:])
            before = word
    lines, line = [], ""
    for part in parts:
        if len(line) + len(part) > 1900:
            lines.append(line)
            line = ""
        line += part
    return "\n".join(lines + [line])


HEAD = """// SPDX-License-Identifier: EUPL-1.2
// swift-format-ignore-file

/// {count} words of names of persons, and of places: made by scripts/make_names.py, and not changed by hand.
///
/// `!` and a sign begin a kind (`NameKinds`, from `0`). Then, in order, each word without what it has alike with the
/// one before, behind a capital that says how many letters those are. NOTICE says whose lists they were.
enum NameList {{
  static let count = {count}
  static let packed: StaticString = \"\"\"
"""


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--cache", type=pathlib.Path, default=ROOT / ".build-names")
    arguments.add_argument("--check", action="store_true")
    options = arguments.parse_args()
    chosen = choose(*gather(packages(options.cache)))
    text = HEAD.format(count=len(chosen)) + pack(chosen) + '\n"""\n}\n'
    kinds = collections.Counter(chosen.values())
    print(f"{len(chosen)} words, {len(text)} bytes; by kind: {dict(sorted(kinds.items()))}")
    if options.check:
        if not TARGET.exists() or TARGET.read_text() != text:
            sys.exit(f"{TARGET} is not what the packages give")
        return
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(text)


if __name__ == "__main__":
    main()
