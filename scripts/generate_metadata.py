#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Write a project whose metadata use keys at random, to see that whatever can be said makes good DCAT.

usage: scripts/generate_metadata.py FOLDER [--seed N] [--datasets N] [--every | --least]

The same seed writes the same project. With --every the first dataset has every key; with --least none has one that is
optional. All data are invented.
"""
import argparse
import json
import pathlib
import random

# Letters, quotes, markup, right to left and emoji: what a serialisation may trip over.
WORDS = ["bomen", "straat", "Één", "naïef", '"aan"', "\\terug", "<b>", "&amp;", "🌳", "عربي", "it's", "]]>", "a%20b", "#", "€ 5"]
LANGUAGES = ["NLD", "FRY", "ENG", "DEU", "FRA", "LIM", "NDS", "PAP"]
LICENCES = ["CC0-1.0", "CC-PDM-1.0", "CC-BY-4.0", "CC-BY-SA-3.0", "CC-BY-ND-2.0", "CC-BY-NC-ND-1.0", "niet_open"]
ROLES = ["author", "custodian", "distributor", "originator", "owner", "pointOfContact", "processor", "user"]
RELATIONS = ["alternate", "canonical", "collection", "item", "original", "related", "predecessor-version"]
PLACES = ["gm9999", "gm0363", "pv28", "ws0636", "NLD", "BEL", "https://sws.geonames.org/2747373/"]


class Writer:
    """Makes values; each is what a person may write."""

    def __init__(self, seed, names):
        self.random = random.Random(seed)
        self.names = names

    def some(self, items, least=1):
        return self.random.sample(items, self.random.randint(least, min(3, len(items))))

    def text(self, words=4):
        return " ".join(self.random.choices(WORDS, k=words)) + " x"

    def localized(self, words=4):
        if self.random.random() < 0.4:
            return self.text(words)
        return {"nl": self.text(words), "en": self.text(words)}

    def address(self):
        return f"https://www.example.nl/{self.random.randint(0, 9999)}?a=b&c=%20d"

    def link(self, own=False, role=False):
        target = self.random.choice(self.names) if own and self.random.random() < 0.5 else self.address()
        if self.random.random() < 0.4:
            return target
        link = {"url": target, "title": self.localized(2)}
        if role and ":" not in target:
            link["role"] = self.random.choice(RELATIONS)
        return link

    def links(self, **kinds):
        links = {json.dumps(link) if isinstance(link, str) else link["url"]: link
                 for link in [self.link(**kinds) for _ in range(self.random.randint(1, 3))]}
        unique = {}
        for link in links.values():
            unique.setdefault(link if isinstance(link, str) else link["url"], link)
        return list(unique.values())

    def agent(self):
        number = self.random.randint(1, 20)
        agent = {"name": f"Organisatie {number}", "uri": f"https://www.example.nl/id/{number}"}
        if number % 2:
            agent["type"] = "RegionalAuthority"
        return agent

    def contact(self):
        contact = {"name": "Team Groen"}
        if self.random.random() < 0.7:
            contact["email"] = self.random.choice(["o'brien@example.nl", "groen+bomen@example.nl"])
        if len(contact) == 1 or self.random.random() < 0.5:
            contact["url"] = "https://www.example.nl/contact"
        if self.random.random() < 0.5:
            contact["telephone"] = self.random.choice(["+31 (0)70-353 3000", "070-3533000", "14 070", "0031 70 353 3000"])
        return contact

    def metadata(self, every=False, openly=False, least=False):
        """The group `metadata`, with each optional key or some of them."""
        r = self.random
        share = 1 if every else 0 if least else 0.35
        meta = {"title": self.localized(3), "description": self.localized(9), "theme": self.some(["TRAN", "ENVI", "GOVE", "REGI", "TECH"])}
        optional = {
            "keyword": lambda: {"nl": ["boom", "groen"], "en": ["tree"]},
            "accrualPeriodicity": lambda: r.choice(["DAILY", "WEEKLY", "IRREG", "BIENNIAL", "OTHER", "UNKNOWN"]),
            "license": lambda: r.choice(LICENCES[:6] if openly else LICENCES),
            "accessRights": lambda: "PUBLIC" if openly else r.choice(["PUBLIC", "RESTRICTED", "NON_PUBLIC"]),
            "rights": self.localized,
            "version": lambda: r.randint(1, 9),
            "landingPage": self.address,
            "page": lambda: list({self.address() for _ in range(2)}),
            "temporal": lambda: r.choice([{"start": "2020"}, {"start": "2020-02", "end": "2021-03"}, {"start": "2020-01-01", "end": "2026-11-29"}]),
            "identifier": lambda: f"urn:uuid:{r.getrandbits(64):016x}",
            "otherIdentifier": lambda: ["A-1", "B/2"],
            "issued": lambda: "2019-05-01",
            "contactPoint": self.contact, "publisher": self.agent,
            "creator": lambda: r.choice([self.agent(), [self.agent()]]),
            "attribution": lambda: [{**self.agent(), "role": r.choice(ROLES)}],
            "spatial": lambda: self.some(PLACES), "language": lambda: self.some(LANGUAGES),
            "spatialResolution": lambda: r.choice([10, 0.5]), "temporalResolution": lambda: r.choice(["P1D", "P1Y", "PT15M"]),
            "provenance": self.localized, "conformsTo": self.links,
            "source": lambda: self.links(own=True), "relation": lambda: self.links(own=True, role=True),
            "isReferencedBy": self.links, "sample": self.links,
            "applicableLegislation": lambda: [{"url": "http://data.europa.eu/eli/reg_impl/2023/138/oj", "title": "Uitvoeringsverordening"}],
            "hasPolicy": self.address, "versionNotes": self.localized,
            "status": lambda: r.choice(["COMPLETED", "DEVELOP", "DEPRECATED", "DISCONT", "OP_DATPRO"]),
            "availability": lambda: r.choice(["STABLE", "AVAILABLE", "EXPERIMENTAL", "TEMPORARY"]),
            "type": lambda: self.some(["GEOSPATIAL", "STATISTICAL", "CODE_LIST", "TEST_DATA"]),
            "replaces": lambda: [r.choice(self.names)],
        }
        meta |= {key: make() for key, make in optional.items() if r.random() < share}
        if (meta.get("accessRights", "PUBLIC") != "PUBLIC" or meta.get("license") == "niet_open") and "rights" not in meta:
            meta["rights"] = self.localized()
        return meta

    def catalogue(self):
        r = self.random
        catalogue = {
            "version": 1, "baseURL": r.choice(["https://data.example.nl", "https://www.example.nl/open/data"]),
            "title": self.localized(3), "description": self.localized(9),
            "publisher": {"name": "Gemeente Voorbeeldstad", "uri": "https://identifier.overheid.nl/tooi/id/gemeente/gm9999", "type": "LocalAuthority"},
            "contactPoint": self.contact(), "license": r.choice(LICENCES[:3]),
        }
        for key, make in {
            "language": lambda: self.some(LANGUAGES), "spatial": lambda: self.some(PLACES),
            "licenseList": lambda: r.choice(["creativecommons", "geonovum", "eu"]),
        }.items():
            if r.random() < 0.6:
                catalogue[key] = make()
        return catalogue


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--datasets", type=int, default=10)
    parser.add_argument("--every", action="store_true")
    parser.add_argument("--least", action="store_true")
    options = parser.parse_args()
    names = [f"reeks-{number}" for number in range(options.datasets)]
    writer = Writer(options.seed, names)
    pipelines = options.folder / "pipelines"
    pipelines.mkdir(parents=True)
    # JSON is YAML; escapes beyond what both know are not made.
    write = lambda path, value: path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write(pipelines / "catalog.yaml", writer.catalogue())
    for number, name in enumerate(names):
        folder = pipelines / name
        folder.mkdir()
        (folder / "rows.csv").write_text("naam\na\nb\n", encoding="utf-8")
        write(folder / "pipeline.yaml", {
            "version": 1,
            "extract": {"csv": {"path": "rows.csv", "encoding": "utf-8", "dialect": {"delimiter": ","}}},
            "fields": [{"source": "naam", "privacy": "none", "treat": "keep"}],
            "publish": {"distributions": ["csv.gz", "jsonl.gz"] if number % 2 else ["csv.gz"]},
            # One of them is open, so that every catalogue has a file.
            "metadata": writer.metadata(every=options.every and number == 0, openly=number == 0, least=options.least),
        })


if __name__ == "__main__":
    main()
