#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Measures which part of names of persons `scrub` leaves, and what it takes that is no name.

Sentences of fixed forms, as clerks write them, with names from four sources; the same for sentences without names.
The real program scrubs them, in a run of a project of its own; with --deduce the program of that name does too.

    python3 -m venv /tmp/names && /tmp/names/bin/pip install faker==40.63.0 deduce==3.0.6
    /tmp/names/bin/python scripts/measure_names.py .build/release/hergebruik --deduce

The names: `faker` (nl_NL), `others` (Turkish, Moroccan, Surinamese, Polish and other names), `none` (surnames that our
list has not: those of Dutch persons in name2nat that only one bears) and `deduce` (its own lists, which it knows and we
may not ship). Nothing in Sources is made from these sentences.
"""

import argparse
import collections
import csv
import datetime
import gzip
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import make_names  # noqa: E402

SEED = 20261129

# F first name, L surname with what stands before it, B surname without, I initials, C surname in capitals, P the other person's first name.
FORMS = r"""
{F} heeft gebeld over de vergunning.
{B} heeft gebeld.
{F} {L} heeft gebeld en wil teruggebeld worden.
Gesproken met {F} {L} over de bijstand.
Gesproken met {F}, die komt morgen langs.
Vandaag gesproken met {L}.
Het bezwaar is ingediend door {F} {L}.
Het verzoek is door {L} ingediend.
De melding is gedaan door {F}.
Namens {F} {L} is een machtiging overgelegd.
Namens {L} dient een advocaat de stukken in.
Brief van {i} van {j} ontvangen.
Brief ontvangen van {I} {L}.
{B}, {i} heeft nog niet betaald.
Betreft: {B}, {I}
De zaak {B}, {F} is gesloten.
Dhr. {L} belt terug.
dhr. {I} {L} is langs geweest.
Mevr. {L} wacht op antwoord.
Mevrouw {F} {L} is verhuisd naar een andere gemeente.
De heer {L} klaagt over geluid.
Fam. {L} vraagt om een container.
De familie {L} is met vakantie.
drs. {I} {L} heeft het advies geschreven.
Met vriendelijke groet, {F} {L}
Met vriendelijke groet,\n{F}
Groetjes {F}
Hoogachtend,\n{I} {L}
Beste {F}, hierbij de gevraagde stukken.
Geachte heer {L}, uw aanvraag is ontvangen.
Hallo {F}, kun je dit oppakken?
Cliënt {F} {L} is opgenomen.
Buurman {L} heeft een hond die blaft.
Mijn buurvrouw {F} ziet het ook.
Melder: {F} {L}
Contactpersoon: {L}
Mijn naam is {F} {L} en ik woon hier tien jaar.
Haar zoon {F} gaat niet naar school.
Zij is gescheiden van {F} {L}.
Volgens {L} klopt de factuur niet.
Volgens {F} is de boom ziek.
Overleg met collega {F} en {P} gehad.
Graag contact opnemen met {F} {L} of {P}.
Brief gestuurd aan {F} {L} en retour gekomen.
MEVROUW {C} HEEFT GEBELD
{C} BELT TERUG
Gisteren belde {F} {L} weer.
Gisteren belde {L} over de rekening.
Wethouder {L} heeft toegezegd te komen.
Huisarts {L} heeft verwezen.
De uitkering van {F} {L} is gestopt.
De auto van {F} staat op de stoep.
Afspraak met {I} {L} verzet.
{F} ({F} {L}) is de mantelzorger.
Ingelogd als {u}, wachtwoord vergeten.
Kind: {F} {L}, groep vier.
{F} vraagt of het sneller kan.
{L} schrijft dat de stoep verzakt is.
Aanwezig: {F}, {P} en {B}.
Partner is {F} {L}, geen inkomen.
""".strip("\n").split("\n")

# Written when the rules were done for the forms above; the rules were mended once for what these showed.
FRESH = r"""
Op verzoek van {F} {L} is de termijn verlengd.
{F} {L} is gisteren opgenomen.
Na telefonisch contact met {L} is het dossier aangevuld.
De dochter van {L} regelt de begrafenis.
Kunt u {F} {L} hierover inlichten?
Het perceel is verkocht aan {I} {L}.
Ik heb {F} gisteren op het plein gezien.
Tante {F} past op de kinderen.
{F} en {P} zijn samen verhuisd.
Het huis staat op naam van {F} {L}.
De rekening van {L} is nog niet voldaan.
Zie ook de mail van {F} {L} hierover.
Gr. {F}
Meester {F} heeft dit gezegd in de klas.
{L} was niet thuis.
Er was ruzie tussen {F} en {P}.
Ondertekend: {I} {L}
De ex van {F} valt haar lastig.
Volgens mijn man {F} is dat onjuist.
Toegewezen aan {F} {L} (team zuid).
""".strip("\n").split("\n")

# Written after those, when the rules were done for good: no rule was changed for them.
LAST = r"""
Bij {F} {L} is vannacht ingebroken.
De hond van {F} {L} is weer weggelopen.
Meneer {L} wil zijn uitkering stopzetten.
Het contract met {L} loopt af in mei.
Wij hebben {F} {L} vorige week gesproken.
Dit is besproken met mw. {I} {L} van het wijkteam.
Vraag van {F}: wanneer komt de container?
{F} {L}, {P} en {B} waren bij het gesprek.
Oma {F} is vorige maand overleden.
Er is een machtiging van {L} voor haar broer {F}.
Aan de heer en mevrouw {L} is een brief gestuurd.
{F} {L} - verhuisd per 1 mei.
Graag vandaag nog {F} {L} terugbellen!
Aangifte gedaan tegen {F} {L}.
Het kind {F} is onder toezicht gesteld.
""".strip("\n").split("\n")

PLAIN = r"""
De stoeptegel bij het park ligt los.
Er staat al een week een container op de stoep.
Vandaag heeft de bewoner gebeld over de lantaarnpaal.
Gisteren belde een bewoner over geluid.
Melder heeft gebeld en wil teruggebeld worden.
De aannemer komt maandag langs in {P}.
De aanvraag is ontvangen door de gemeente {P}.
Het bezwaar is ingediend door de woningcorporatie.
Overleg met de politie en de brandweer gehad.
De brug over de Vecht is gesloten.
Volgens Rijkswaterstaat is de weg weer open.
De vergadering met Vitens is verzet naar dinsdag.
Storing gemeld bij Liander en Ziggo.
Verhuisd van {P} naar {Q}.
Woont nu in {P}, eerder in {Q}.
De hond blaft de hele nacht.
In de {S} is een boom omgewaaid.
De {S} is afgesloten tot maart.
Verlichting in het {S} kapot.
Melding over de hoek van de {S} en de {T}.
Bij basisschool De Regenboog wordt hard gereden.
Op het Stedelijk Gymnasium is ingebroken.
De Wet maatschappelijke ondersteuning is van toepassing.
Op grond van de Participatiewet is de uitkering gestopt.
Factuur van Bouwbedrijf De Kroon B.V. betaald.
Geachte heer of mevrouw, uw aanvraag is in behandeling.
Met vriendelijke groet, afdeling Burgerzaken
Groeten van het wijkteam
Contactpersoon: onbekend
Betreft: bezwaarschrift tegen besluit
Onderwerp: Boom omgewaaid
Melder wil anoniem blijven.
Cliënt is opgenomen in het ziekenhuis.
Huurder heeft een betalingsregeling getroffen.
Zij spreekt alleen Turks en Engels.
Hij komt uit Marokko en woont bij familie.
De Nederlandse vertaling volgt nog.
In Januari is de nota verstuurd.
Met Kerst is het loket gesloten.
Via Facebook en WhatsApp is een oproep gedaan.
Een Volkswagen Golf staat zonder kenteken geparkeerd.
Fiets van het merk Gazelle gevonden bij station {P}.
Namens de gemeente {P} is een brief gestuurd.
Namens de vereniging is bezwaar gemaakt.
Partner heeft een eigen inkomen.
Haar zoon gaat niet naar school.
Advies van de GGD ontvangen.
De Belastingdienst heeft de toeslag stopgezet.
BOOM OMGEWAAID IN HET PARK
GRAAG SPOED, GEVAARLIJKE SITUATIE
Graag contact opnemen met de afdeling Handhaving.
Mevrouw belt terug, meneer is ziek.
De heer en mevrouw willen een parkeerplek.
Zie bijlage A. Deze is leeg.
De Albert Heijn aan de {S} lost te vroeg.
Het Leger des Heils biedt onderdak in {P}.
Project Groene Long is uitgesteld.
Sportpark De Meent heeft geen water.
Buurman klaagt over de schutting.
Afgelopen week heeft niemand gereageerd.
Tevens wil de bewoner een kliko.
Inmiddels is de lamp vervangen.
Helaas is de regeling gesloten.
Aanvrager woont in wijk Zuid.
De Rabobank heeft de rekening geblokkeerd.
Bij de Hema is een tas gevonden.
Wacht op reactie van het UWV.
De Raad van State heeft uitspraak gedaan.
Vanaf station {P} Centraal rijdt geen bus.
Fractie vraagt aandacht voor de Maas.
""".strip("\n").split("\n")

STREETS = "Kerkstraat Dorpsstraat Molenweg Beatrixlaan Kerkplein Damrak Marktplein Julianastraat Wilhelminalaan Singel Jan_van_Galenstraat Prins_Hendrikkade Burgemeester_Jansenlaan Vondelpark Stationsweg Eikenlaan Dorpsplein Thorbeckestraat Oosterpark Anna_Paulownastraat".split()


def sources(cache: pathlib.Path, used: random.Random):
    """By source: first names, and surnames with what stands before them."""
    import faker
    from faker.providers.person.nl_NL import Provider

    chosen = set()
    lists, near, everywhere, ordinary, places = make_names.gather(make_names.packages(cache))
    chosen = make_names.choose(lists, near, everywhere, ordinary, places)
    firsts = list(Provider.first_names)
    yield "faker", firsts, list(Provider.last_names)
    own = make_names.OWN.read_text().split("[last]")
    others_first = [w.capitalize() for w in own[0].split("[first]")[1].split()][300:]
    alone, foreign, foreign_first = [], [], []
    for nation, first, last in make_names.persons(cache / "name2nat-0.5.1-py3-none-any.whl"):
        if nation == "Dutch" and len(last) == 1:
            word = make_names.fold(last[0])
            if word and len(word) > 3 and not chosen.get(word, 0):
                alone.append(used.choice(["", "", "van ", "de ", "van der "]) + last[0])
        if nation in {"Moroccan", "Surinamese", "Turk", "Syrian", "Somali", "Ghanaian", "Eritrean", "Iraqi", "Afghan",
                      "Indonesian", "Pole", "Slovak", "Bulgarian"} and len(last) == 1:
            foreign.append(last[0])
            foreign_first.append(first)
    yield "none", firsts + others_first[::4], sorted(set(alone))
    yield "others", foreign_first, foreign
    try:
        import deduce
    except ImportError:
        return
    source = pathlib.Path(deduce.__file__).parent / "data/lookup/src/names"
    read = lambda name: (source / name / "items.txt").read_text().split("\n")  # noqa: E731
    yield "deduce", [w for w in read("lst_first_name") if len(w) > 2], [w for w in read("lst_surname") if len(w) > 2]


def fill(form: str, first: list[str], last: list[str], rng: random.Random) -> tuple[str, list[str]]:
    """A sentence, and the words in it that are names."""
    f, p, name = rng.choice(first), rng.choice(first), rng.choice(last).strip()
    bare = [w for w in name.split() if w[:1].isupper()] or [name.capitalize()]
    b = bare[-1]
    name = name if any(w[:1].isupper() for w in name.split()) else b
    letters = "ABCDEFGHJKLMNPRSTW"
    i, j = rng.choice(letters) + ".", rng.choice(letters) + "."
    initials = "".join(rng.choice(letters) + "." for _ in range(rng.choice([1, 1, 2, 3])))
    user = f[0].lower() + "." + make_names.fold(b)
    values = {"F": f, "P": p, "L": name, "B": b, "I": initials, "i": i, "j": j, "C": b.upper(), "u": user}
    secret = []
    for key in re.findall(r"{(\w)}", form):
        if key in "FPB":
            secret += make_names.words(values[key])
        elif key == "L":
            secret += [w for w in make_names.words(name) if w[:1].isupper()]
        elif key in "Cu":
            secret.append(values[key])
    if "{i} van {j}" in form:
        secret = [f"{i} van {j}"]
    return form.format(**values), [w for w in secret if len(w) > 1]


def left(text: str, secrets: list[str]) -> bool:
    """Whether a word of the name still stands in the text."""
    text = re.sub(r"\[[^\]]*\]", " ", text)
    return any(re.search(r"(?<![\w])" + re.escape(s) + r"(?![\w])", text) for s in secrets)


CATALOG = """version: 1
baseURL: https://data.example.nl
title: {nl: Proef}
description: {nl: Proef}
publisher: {name: Proef, uri: "https://identifier.overheid.nl/tooi/id/gemeente/gm9999", type: LocalAuthority}
contactPoint: {name: Proef, email: proef@example.nl}
"""
PIPELINE = """version: 1
extract:
  csv: {path: zinnen.csv, encoding: utf-8, dialect: {delimiter: ","}}
primaryKey: [nr]
fields:
  - {source: nr, type: integer, privacy: none, treat: keep, title: {nl: Nummer}}
  - {source: zin, type: string, privacy: sensitive, treat: scrub, title: {nl: Zin}}
errors: {limit: 0}
metadata:
  title: {nl: Zinnen}
  description: {nl: Zinnen waarin namen staan}
  theme: [GOVE]
"""


def scrub(program: str, texts: list[str]) -> list[str]:
    """What the program makes of texts, in a run of a project of its own."""
    with tempfile.TemporaryDirectory() as folder:
        project = pathlib.Path(folder)
        dataset = project / "pipelines/zinnen"
        dataset.mkdir(parents=True)
        (project / "pipelines/catalog.yaml").write_text(CATALOG)
        (dataset / "pipeline.yaml").write_text(PIPELINE)
        with (dataset / "zinnen.csv").open("w", newline="") as file:
            csv.writer(file).writerows([["nr", "zin"], *([i, text] for i, text in enumerate(texts))])
        program = str(pathlib.Path(program).resolve())
        until = (datetime.date.today() + datetime.timedelta(days=30)).isoformat()
        allowed = [part for word in ("without-k", "uncompared", "unique-fields", "free-text")
                   for part in (f"--allow-{word}", "--reason", f"{word}=Een proef.")]
        subprocess.run(
            [program, "sign-off", "zinnen", "--project", folder, "--role", "proef", "--decision", "publish",
             "--valid-until", until, *allowed], check=True, stdout=subprocess.DEVNULL)
        subprocess.run([program, "run", "--project", folder], check=True, stdout=subprocess.DEVNULL)
        [table] = project.glob("catalog/current/datasets/zinnen/zinnen.csv.gz")
        with gzip.open(table, "rt", newline="") as file:
            rows = {int(row["nr"]): row["zin"] for row in csv.DictReader(file)}
        return [rows[i] for i in range(len(texts))]


def deduce_texts(texts: list[str]) -> list[str]:
    """What Deduce makes of texts: only its tags of persons."""
    from deduce import Deduce

    model, out = Deduce(), []
    for text in texts:
        found = sorted(a for a in ((a.start_char, a.end_char) for a in model.deidentify(text).annotations if a.tag in ("persoon", "patient")))
        for start, end in reversed(found):
            text = text[:start] + "[naam]" + text[end:]
        out.append(text)
    return out


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("program")
    arguments.add_argument("--cache", type=pathlib.Path, default=make_names.ROOT / ".build-names")
    arguments.add_argument("--each", type=int, default=12, help="sentences of each form and source")
    arguments.add_argument("--seed", type=int, default=SEED)
    arguments.add_argument("--sentences", type=pathlib.Path, help="a file to keep the sentences in, or to take them from")
    arguments.add_argument("--deduce", action="store_true")
    arguments.add_argument("--show", type=int, default=0)
    options = arguments.parse_args()
    named, plain = sentences(options)
    texts = [n[2] for n in named] + [p[1] for p in plain]
    systems = {"hergebruik": lambda t: scrub(options.program, t)}
    if options.deduce:
        systems["deduce"] = deduce_texts
    for system, run in systems.items():
        report(system, named, plain, run(texts), options.show)


def sentences(options) -> tuple[list, list]:
    """Sentences with names (source, form, text, words of names), and without (form, text); kept in a file if asked."""
    if options.sentences and options.sentences.exists():
        return json.loads(options.sentences.read_text())
    rng = random.Random(options.seed)
    named = []
    for source, first, last in sources(options.cache, rng):
        for form in FORMS + FRESH + LAST:
            form = form.replace("\\n", "\n")
            for _ in range(options.each):
                named.append((source, form, *fill(form, first, last, rng)))
    cities = make_cities()
    plain = []
    for form in PLAIN:
        for _ in range(options.each):
            streets = [s.replace("_", " ") for s in rng.sample(STREETS, 2)]
            plain.append((form, form.format(P=rng.choice(cities), Q=rng.choice(cities), S=streets[0], T=streets[1])))
    if options.sentences:
        options.sentences.write_text(json.dumps([named, plain], ensure_ascii=False))
    return named, plain


def make_cities() -> list[str]:
    """The cities that faker knows."""
    from faker.providers.address.nl_NL import Provider

    return sorted(set(Provider.cities))


def report(system, named, plain, out, show):
    """Prints what was left and what was taken."""
    rows, forms = collections.defaultdict(lambda: [0, 0]), collections.defaultdict(lambda: [0, 0])
    shown = []
    for (source, form, text, secrets), done in zip(named, out):
        is_left = left(done, secrets)
        kind = " (second forms)" if form in FRESH else " (last forms)" if form in LAST else ""
        for key in (source + kind, "all" + kind):
            rows[key][0] += is_left
            rows[key][1] += 1
        forms[form][0] += is_left
        forms[form][1] += 1
        if is_left:
            shown.append((source, text, done))
    wrong = [(form, text, done) for (form, text), done in zip(plain, out[len(named):]) if "[naam]" in done]
    print(f"{system}: " + ", ".join(f"{k} {a}/{b} = {100 * a / b:.1f} % left" for k, (a, b) in rows.items()))
    print(f"{system}: {len(wrong)} of {len(plain)} sentences without a name lose something ({100 * len(wrong) / len(plain):.1f} %)")
    if show:
        print({f: a for f, (a, b) in sorted(forms.items(), key=lambda x: -x[1][0]) if a})
        for s in random.Random(1).sample(shown, min(show, len(shown))):
            print("  left", s)
        kinds = collections.Counter(f for f, _, _ in wrong)
        print(kinds.most_common(30))
        for s in random.Random(1).sample(wrong, min(show, len(wrong))):
            print("  wrong", s[1:])


if __name__ == "__main__":
    main()
