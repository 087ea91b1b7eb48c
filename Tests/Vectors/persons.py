# SPDX-License-Identifier: EUPL-1.2
"""Invented persons, and hierarchies for their columns. The same arguments give the same bytes on any machine.

usage: persons.py ROWS FOLDER    writes persons.csv and hierarchy_COLUMN.csv
"""

import pathlib
import sys


class Dice:
    """Numbers that are the same everywhere: Knuth's 64-bit congruential generator, the high bits of it."""

    def __init__(self, state):
        self.state = state

    def below(self, bound):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        high = self.state >> 16
        return high % bound if bound < 2**40 else (high << 24 ^ self.below(2**24)) % bound

    def choice(self, values):
        return values[self.below(len(values))]

    def skewed(self, values):
        """The first ones more often: the least of two throws."""
        return values[min(self.below(len(values)), self.below(len(values)))]


OPLEIDING = {  # each with its levels
    "vmbo": ("voortgezet", "midden"), "mbo-2": ("beroeps", "midden"), "mbo-4": ("beroeps", "midden"), "havo": ("voortgezet", "midden"),
    "hbo-ba": ("hogeschool", "hoog"), "vwo": ("voortgezet", "midden"), "wo-ba": ("universiteit", "hoog"), "wo-ma": ("universiteit", "hoog"),
    "basisonderwijs": ("basis", "laag"), "hbo-ma": ("hogeschool", "hoog"), "praktijk": ("basis", "laag"), "promotie": ("universiteit", "hoog"),
}
LAND = {
    "Nederland": "Europa", "Duitsland": "Europa", "Turkije": "Azië", "Marokko": "Afrika", "Suriname": "Zuid-Amerika", "Polen": "Europa",
    "België": "Europa", "Syrië": "Azië", "Indonesië": "Azië", "Curaçao": "Noord-Amerika", "Eritrea": "Afrika", "China": "Azië",
    "Brazilië": "Zuid-Amerika", "Ghana": "Afrika", "Canada": "Noord-Amerika",
}
ARBEID = {"loondienst": "werkt", "zelfstandig": "werkt", "gepensioneerd": "werkt niet", "studeert": "werkt niet", "uitkering": "werkt niet",
          "overheid": "werkt"}
BEROEP = {"verkoop": "dienst", "zorg": "dienst", "bouw": "techniek", "kantoor": "dienst", "onderwijs": "dienst", "transport": "techniek",
          "horeca": "dienst", "ict": "techniek", "tuinbouw": "techniek", "schoonmaak": "dienst", "recht": "dienst", "kunst": "overig",
          "onbekend": "overig"}
STAAT = {"gehuwd": "samen", "ongehuwd": "alleen", "gescheiden": "alleen", "partnerschap": "samen", "verweduwd": "alleen"}
HUISHOUDEN = ["paar met kinderen", "alleenstaand", "paar", "een ouder", "instelling"]
COLUMNS = ["geslacht", "leeftijd", "huishouden", "staat", "opleiding", "land", "arbeid", "beroep", "inkomen"]


def row(dice):
    age = 18 + min(dice.below(72), dice.below(72))
    schooling = dice.skewed(list(OPLEIDING))
    high = dice.below(100) < (15 + (30 if OPLEIDING[schooling][1] == "hoog" else 0) + (15 if age > 35 else 0))
    work = "gepensioneerd" if age > 67 and dice.below(10) else dice.skewed(list(ARBEID))
    return [
        dice.choice(["vrouw", "man"]), str(age), HUISHOUDEN[min(dice.below(5), dice.below(5), dice.below(5))],
        "ongehuwd" if age < 25 and dice.below(5) else dice.skewed(list(STAAT)), schooling,
        "Nederland" if dice.below(10) < 7 else dice.skewed(list(LAND)), work, dice.skewed(list(BEROEP)), "hoog" if high else "laag",
    ]


def rows(count):
    dice = Dice(1)
    return [row(dice) for _ in range(count)]


def hierarchies():
    """Lines of each column's file: a value and what it becomes, level by level."""
    ages = []
    for age in range(18, 90):
        five, ten, twenty = (age // size * size for size in (5, 10, 20))
        ages.append([str(age), f"{five}-{five + 4}", f"{ten}-{ten + 9}", f"{twenty}-{twenty + 19}", "*"])
    pairs = {"land": LAND, "arbeid": ARBEID, "beroep": BEROEP, "staat": STAAT}
    flat = {"geslacht": ["vrouw", "man"], "huishouden": HUISHOUDEN, "inkomen": ["hoog", "laag"]}
    return (
        {"leeftijd": ages, "opleiding": [[name, *levels, "*"] for name, levels in OPLEIDING.items()]}
        | {column: [[name, level, "*"] for name, level in values.items()] for column, values in pairs.items()}
        | {column: [[name, "*"] for name in values] for column, values in flat.items()}
    )


def files(count):
    """The text of each file by its name."""
    text = lambda lines: "".join(";".join(line) + "\n" for line in lines)
    made = {"persons.csv": text([COLUMNS] + rows(count))}
    return made | {f"hierarchy_{column}.csv": text(lines) for column, lines in hierarchies().items()}


if __name__ == "__main__":
    count, folder = int(sys.argv[1]), pathlib.Path(sys.argv[2])
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files(count).items():
        (folder / name).write_bytes(content.encode())
