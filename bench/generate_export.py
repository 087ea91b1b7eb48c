#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the export of the benchmark: parking permits of persons who do not exist.

usage: generate_export.py --rows N --out FILE [--format csv|xml] [--encoding utf-8|cp1252] [--seed N]

The same arguments give the same bytes; CSV and XML of one seed hold the same rows. About 135 bytes a row as CSV. BSNs
pass the eleven test and belong to nobody on purpose; no surname occurs in another column, so that what is dropped can be
looked for in what is published.
"""

import argparse
import datetime
import random
from xml.sax.saxutils import escape

SURNAMES = """Akkerboom Boterlander Coöpmans Dijkgraaff Eekhoudt Fluitsma Grutterink Hagedoorn IJsseldijk Jonkvorst Kwakkelaar
Lindenberghe Moerdrecht Nagelhout Oosterwolde Pannekeet Quispelaar Rozengaarde Schaapherder Tulpenman Uitvlugt Vuurdoorn
Wagenspan Zilverschoon Çelikdağsız Brûléman Façadier Noëlman Müllenhof Ñandúez Åkerholt""".replace("ğ", "g").replace("ı", "i").split()
PREFIXES = ["", "", "", "de ", "van ", "van der ", "van den ", "ten "]
ZONES = ["Binnenstad", "Stationsbuurt", "Havenkwartier", "West 2", "West 3", "Oost-A", "Oost-B", "Zuidrand", "Tuindorp", "Markt"]
REMARKS = [
    "Verlengd zonder wijzigingen", "Aangevraagd aan de balie; kopie van het kentekenbewijs bewaard", "Betaalt per kwartaal",
    "Tweede auto, wacht op een plaats", "Bezwaar \"te hoge kosten\" afgewezen", "Tijdelijk wegens werk aan de straat",
    "Auto van de zaak", "Zorgverlener, hele gemeente", "Brief kwam terug:\nnieuwe gegevens gevraagd", "Tarief € 9,75 per maand",
    "Scooter in plaats van auto – geen wijziging", "Ingetrokken; opnieuw verleend na overleg", "Bezoekersregeling gecombineerd",
]
PLATE_LETTERS, POSTCODE_LETTERS = "BDFGHJKLNPRSTXZ", "ABCDEGHJKLMNPRTVWXZ"
COLUMNS = ["vergunningnummer", "bsn", "achternaam", "voorletters", "geboortedatum", "postcode", "huisnummer", "kenteken", "zone",
           "ingangsdatum", "einddatum", "bedrag", "opmerking"]
XML_START = """<?xml version="1.0" encoding="{}"?>
<pv:ParkeervergunningExport xmlns:pv="urn:x-gemeente:parkeren:1" xmlns:bg="urn:x-gemeente:basisgegevens:1">
"""
XML_ROW = """<pv:vergunning nummer="{}">
  <pv:houder><bg:bsn>{}</bg:bsn><bg:naam><bg:achternaam>{}</bg:achternaam><bg:voorletters>{}</bg:voorletters></bg:naam>
    <bg:geboortedatum>{}</bg:geboortedatum>
    <bg:adres><bg:postcode>{}</bg:postcode><bg:huisnummer>{}</bg:huisnummer></bg:adres></pv:houder>
  <pv:voertuig><pv:kenteken>{}</pv:kenteken></pv:voertuig>
  <pv:zone>{}</pv:zone><pv:ingangsdatum>{}</pv:ingangsdatum>{}<pv:bedrag>{}</pv:bedrag>{}
</pv:vergunning>
"""


def bsn(dice):
    """Nine digits of which the last makes the weighted sum a multiple of eleven."""
    while True:
        start = [dice.randrange(1, 10)] + [dice.randrange(10) for _ in range(7)]
        last = sum(weight * digit for weight, digit in zip(range(9, 1, -1), start)) % 11
        if last < 10:
            return "".join(map(str, start + [last]))


def plate(dice):
    """One of three series."""
    letter, digit = (lambda: dice.choice(PLATE_LETTERS)), (lambda: dice.choice("0123456789"))
    form = dice.choice(["LL-DDD-L", "L-DDD-LL", "DD-LLL-D"])
    while True:
        text = "".join(letter() if c == "L" else digit() if c == "D" else c for c in form)
        # Never issued.
        if not any(group in ("SS", "SD", "GVD", "KKK", "LPF", "NSB", "PKK", "TBS") for group in text.split("-")):
            return text


class Pools:
    """What rows draw from: drawing is quicker than making, and persons have more than one permit."""

    def __init__(self, dice):
        def days(first, count):
            start = datetime.date(first, 1, 1)
            return [f"{start + datetime.timedelta(days=n):%d-%m-%Y}" for n in range(count)]

        self.bsns = [bsn(dice) for _ in range(100_000)]
        self.names = [prefix + name for name in SURNAMES for prefix in PREFIXES]
        self.initials = ["".join(dice.choice("ABCDEFGHJKLMNPRSTW") + "." for _ in range(dice.randint(1, 4))) for _ in range(500)]
        self.births, self.days = days(1936, 26_000), days(2013, 4_800)
        self.postcodes = ["%04d%s%s" % (dice.randrange(1000, 10_000), dice.choice(POSTCODE_LETTERS), dice.choice(POSTCODE_LETTERS))
                          for _ in range(50_000)]
        self.plates = [plate(dice) for _ in range(90_000)]


def rows(count, dice):
    pools = Pools(dice)
    draw = dice.random
    pick = lambda pool: pool[int(draw() * len(pool))]
    for number in range(count):
        start = int(draw() * 4_000)
        remark, kind = "", draw()
        if kind > 0.2:
            remark = REMARKS[0] if kind < 0.45 else pick(REMARKS)
            if draw() < 0.5:
                # So that texts are not all the same.
                remark += f", dossier {2013 + int(draw() * 13)}-{int(draw() * 100_000):05}"
        cents = int(draw() * 55_000)
        yield (
            f"PV-{20_000_000 + number:08}", pick(pools.bsns), pick(pools.names), pick(pools.initials), pick(pools.births),
            pick(pools.postcodes), str(1 + int(draw() * draw() * 800)), pick(pools.plates), pick(ZONES), pools.days[start],
            "" if draw() < 0.35 else pools.days[start + int(draw() * 800)], f"{cents // 100},{cents % 100:02}", remark,
        )


def quoted(cell):
    return '"' + cell.replace('"', '""') + '"' if any(c in cell for c in ';"\n') else cell


def as_csv(row):
    return ";".join(row[:12]) + ";" + quoted(row[12]) + "\r\n"


def as_xml(row):
    end = f"<pv:einddatum>{row[10]}</pv:einddatum>" if row[10] else ""
    remark = f"\n  <pv:opmerking>{escape(row[12])}</pv:opmerking>" if row[12] else ""
    return XML_ROW.format(*row[:10], end, row[11], remark)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rows", type=int, required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--format", choices=["csv", "xml"], default="csv")
    arguments.add_argument("--encoding", choices=["utf-8", "cp1252"], default="utf-8")
    arguments.add_argument("--seed", type=int, default=17)
    asked = arguments.parse_args()
    is_xml = asked.format == "xml"
    write, end = (as_xml, "</pv:ParkeervergunningExport>\n") if is_xml else (as_csv, "")
    with open(asked.out, "w", encoding=asked.encoding, newline="", buffering=1 << 20) as out:
        name = "windows-1252" if asked.encoding == "cp1252" else "UTF-8"
        out.write(XML_START.format(name) if is_xml else ";".join(COLUMNS) + "\r\n")
        out.writelines(map(write, rows(asked.rows, random.Random(asked.seed))))
        out.write(end)


main()
