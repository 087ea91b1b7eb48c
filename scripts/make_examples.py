#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Write the four invented exports under pipelines/*/example/.

usage: scripts/make_examples.py [PIPELINES_DIR]

Every person, number and place is invented. Citizen service numbers come from the range that the
national register keeps for tests (9999xxxxx), so that none belongs to anybody. The seeds are fixed:
a second run writes the same bytes.
"""
import csv
import io
import pathlib
import random
import sys
from datetime import date, datetime, timedelta

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "pipelines"

NEIGHBOURHOODS = ["Centrum", "Oud-Zuid", "Kanaalkwartier", "De Weiden", "Sint-Janspoort",
                  "Molenbuurt", "Rivierenwijk", "Het Coëhoorn", "Noorderhof", "Westeinde"]


def write(dataset, name, header, rows, *, encoding, delimiter, newline="\r\n", before="", after=""):
    """Write one export, quoted only where it must be."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator=newline)
    writer.writerow(header)
    writer.writerows(rows)
    path = TARGET / dataset / "example" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes((before + text.getvalue() + after).encode(encoding))
    print(f"{path}: {len(rows)} rows")


def euro(cents):
    """1234567 as 12.345,67."""
    whole = f"{cents // 100:,}".replace(",", ".")
    return f"{whole},{cents % 100:02d}"


def test_bsn(r):
    """A citizen service number out of the test range that passes the eleven test."""
    while True:
        digits = f"9999{r.randrange(10000):04d}"
        check = sum(int(d) * w for d, w in zip(digits, range(9, 1, -1))) % 11
        if check < 10:
            return f"{digits}{check}"


def parking_permits():
    r = random.Random(20261101)
    surnames = ["Jansen", "de Vries", "van den Berg", "Bakker", "Smit", "Müller", "Coëlho",
                "Daniëls", "van ’t Hof", "Núñez", "Brontë", "de Boer", "Hendriks", "Özkan"]
    zones = ["Centrum-1", "Centrum-2", "Noord-A", "Noord-B", "Oud-West", "Indische Buurt", "Zuid 3",
             "Geuzenveld", "Hoogte Kadijk", "Spaarndammerbuurt", "Z-14", "Z-15"]
    remarks = ["", "", "", "Verlengd", "Kenteken gewijzigd; zie dossier", "Café-exploitant – zakelijk",
               "Tarief € 12,50 per maand", "Aanvrager belt over \"dubbele\" heffing",
               "Brief retour:\nadres onbekend", "n.v.t."]
    rows = []
    for i in range(500):
        start = date(2019, 1, 1) + timedelta(days=r.randrange(2800))
        end = r.choice(["", "", "-", "n.v.t."]) if r.random() < 0.35 else (
            start + timedelta(days=30 + r.randrange(700))).strftime("%d-%m-%Y")
        birth = date(1938, 1, 1) + timedelta(days=r.randrange(24500))
        plate = "".join([r.choice("GHJKL"), r.choice("NPRST"), "-", f"{r.randrange(1000):03d}", "-",
                         r.choice("VXZ")])
        rows.append([
            f"PV-{20000000 + 7 * i:08d}", test_bsn(r), r.choice(surnames),
            ".".join(r.choice("ABDEFGHJKLMNPRSTW") for _ in range(1 + r.randrange(3))) + ".",
            birth.strftime("%d-%m-%Y"), f"{9901 + r.randrange(9)}{r.choice('ABCEGHJK')}{r.choice('LMNPRT')}",
            str(1 + r.randrange(240)), plate, r.choice(zones), start.strftime("%d-%m-%Y"), end,
            f"{r.randrange(600)},{r.choice([0, 25, 50, 75, 99]):02d}", r.choice(remarks)])
    write("parkeervergunningen", "parkeervergunningen_20261101.csv",
          ["vergunningnummer", "bsn", "achternaam", "voorletters", "geboortedatum", "postcode",
           "huisnummer", "kenteken", "zone", "ingangsdatum", "einddatum", "bedrag", "opmerking"],
          rows, encoding="cp1252", delimiter=";")


def trees():
    r = random.Random(20261102)
    species = [("Tilia × europaea 'Pallida'", "Hollandse linde"), ("Quercus robur", "Zomereik"),
               ("Platanus × hispanica", "Gewone plataan"), ("Acer platanoides", "Noorse esdoorn"),
               ("Fraxinus excelsior", "Gewone es"), ("Salix alba", "Schietwilg"),
               ("Prunus serrulata 'Kanzan'", "Japanse sierkers"), ("Betula pendula", "Ruwe berk"),
               ("Aesculus hippocastanum", "Witte paardenkastanje"), ("Ginkgo biloba", "Japanse notenboom"),
               ("Crataegus × media \"Paul's Scarlet\"", "Tweestijlige meidoorn")]
    heights = ["tot 6 m", "6 - 9 m", "9 - 12 m", "12 - 15 m", "15 - 18 m", "18 - 24 m"]
    owners = ["Gemeente Voorbeeldstad", "Gemeente Voorbeeldstad", "Gemeente Voorbeeldstad",
              "Waterschap Voorbeeldland", "Woningstichting De Coöperatie"]
    rows = []
    for i in range(600):
        latin, dutch = r.choice(species)
        planted = r.choice(["", "n.v.t.", "-"]) if r.random() < 0.06 else str(1890 + r.randrange(136))
        diameter = "-" if r.random() < 0.03 else str(6 + int(r.random() * r.random() * 110))
        rows.append([
            f"VBS-{100001 + 3 * i}", latin, dutch, planted, r.choice(heights), diameter,
            f"{150000 + r.randrange(600000) / 100:.2f}".replace(".", ","),
            f"{460000 + r.randrange(600000) / 100:.2f}".replace(".", ","),
            r.choice(NEIGHBOURHOODS), r.choice(owners), "J" if r.random() < 0.05 else "N"])
    write("bomen", "bomen.csv",
          ["Boomnummer", "Soort (Latijn)", "Soort (Nederlands)", "Plantjaar", "Hoogteklasse",
           "Stamdiameter (cm)", "X (RD)", "Y (RD)", "Wijk", "Beheerder", "Monumentaal"],
          rows, encoding="utf-8", delimiter=";", newline="\n")


def subsidies():
    r = random.Random(20261103)
    schemes = {
        "Cultuur en festivals": ["Muziekfestival in het stadspark", "Tentoonstelling \"Stad aan het water\"",
                                 "Cursus toneel voor jongeren;\nvoorjaar en najaar"],
        "Sport en bewegen": ["Vervanging van de kunstgrasmat", "Sportdag voor 65-plussers",
                             "Zwemles:\n- beginners\n- gevorderden"],
        "Groene daken": ["Aanleg van een groen dak", "Aanleg van een sedumdak met wateropvang"],
        "Monumentenonderhoud": ["Herstel van het voegwerk", "Schilderwerk en herstel van kozijnen"],
        "Buurtinitiatieven": ["Buurtfeest", "Geveltuinen in de straat", "Kookclub in het buurthuis"],
    }
    organisations = ["Stichting Stadspodium", "Sportvereniging De Treffers", "VvE Kanaalzicht",
                     "Coöperatie Buurtkracht", "Vereniging Oud-Voorbeeldstad"]
    persons = ["A. Jansen", "B. de Vries", "C. Coëlho", "D. Özkan", "E. van den Berg"]
    rows, total = [], 0
    for i in range(240):
        year = 2021 + i // 48
        scheme = r.choice(list(schemes))
        person = scheme in ("Groene daken", "Monumentenonderhoud", "Buurtinitiatieven") and r.random() < 0.5
        granted = (5 + r.randrange(60)) * 5000 if person else (10 + r.randrange(990)) * 12500
        settled = "n.v.t." if year >= 2025 else "" if r.random() < 0.1 else (
            f"€ {euro(int(granted * r.choice([1, 1, 1, 0.8, 0.5])))}")
        total += granted
        rows.append([
            f"SUB-{year}-{i + 1:04d}", scheme, str(year), "particulier" if person else "organisatie",
            r.choice(persons if person else organisations), r.choice(schemes[scheme]),
            f"€ {euro(granted)}", settled,
            (date(year, 1, 5) + timedelta(days=r.randrange(330))).strftime("%d-%m-%Y")])
    header = ["Zaaknummer", "Regeling", "Jaar", "Type aanvrager", "Naam aanvrager", "Doel",
              "Verleend bedrag", "Vastgesteld bedrag", "Besluitdatum"]
    write("subsidieregister", "subsidieregister.csv", header, rows, encoding="iso8859-15", delimiter=";",
          before="Subsidieregister gemeente Voorbeeldstad\r\nPeildatum: 01-11-2026\r\n\r\n",
          after=f"Totaal;;;;;;€ {euro(total)};;\r\n")


def reports():
    r = random.Random(20261104)
    categories = {"Afval": ["Container vol", "Grofvuil naast container", "Zwerfafval"],
                  "Wegen en paden": ["Losse stoeptegel", "Gat in de weg", "Wegmarkering versleten"],
                  "Groen": ["Overhangende takken", "Boomspiegel verwaarloosd"],
                  "Straatverlichting": ["Lamp defect", "Lantaarnpaal scheef"],
                  "Speeltoestellen": ["Toestel kapot", "Valdemping beschadigd"]}
    texts = ["Bij nummer 12, ik ben overdag thuis.", "Zie foto, graag terugbellen", "Al de derde melding!\nMvg",
             "Zegt \"wordt opgehaald\", maar niets gebeurd", "-", "Ter hoogte van het café, naast de fietsenrekken"]
    channels = ["website", "app", "telefoon", "balie"]
    rows = []
    for i in range(420):
        moment = datetime(2026, 1, 1) + timedelta(minutes=1000 * i + r.randrange(950))
        main = r.choice(list(categories))
        state = r.choice(["Afgehandeld", "Afgehandeld", "Afgehandeld", "In behandeling", "Gemeld"])
        done = (moment + timedelta(minutes=120 + r.randrange(20000))).strftime("%d-%m-%Y %H:%M") \
            if state == "Afgehandeld" else r.choice(["", "-", "n.v.t."])
        channel = r.choice(channels)
        rows.append([
            f"M2026{i + 1:05d}", moment.strftime("%d-%m-%Y %H:%M"), main, r.choice(categories[main]),
            r.choice(NEIGHBOURHOODS), channel, state, done, r.choice(texts),
            f"melder{r.randrange(900) + 100}@example.nl" if channel in ("website", "app") else "",
            "" if channel in ("website", "app") else "n.v.t."])
    write("meldingen-openbare-ruimte", "meldingen_2026.csv",
          ["Meldingnummer", "Gemeld op", "Hoofdcategorie", "Subcategorie", "Buurt", "Kanaal", "Status",
           "Afgehandeld op", "Omschrijving", "E-mail melder", "Telefoon melder"],
          rows, encoding="utf-8-sig", delimiter=",")


if __name__ == "__main__":
    parking_permits()
    trees()
    subsidies()
    reports()
