# SPDX-License-Identifier: EUPL-1.2
"""Pseudonyms, random rounding and the key's name, by docs/privacy-specification.md, sections 2 and 3."""

import base64
import hashlib
import hmac
import unicodedata
from decimal import Decimal

KEY = bytes(range(32))


def mac(key, message):
    return hmac.new(key, message, hashlib.sha256).digest()


def prefixed(text):
    data = text if isinstance(text, bytes) else text.encode()
    return len(data).to_bytes(4, "big") + data


def normal(value, form):
    value = unicodedata.normalize("NFC", value)
    if form == "bsn":
        return "".join(c for c in value if c.isdigit()).zfill(9)
    return value.strip().lower() if form == "email" else value.strip()


def pseudonym(release, dataset, field, value, form):
    context = b"hergebruik/v1/derive\0" + b"".join(map(prefixed, (release, dataset, field)))
    field_key = mac(KEY, context)
    tag = mac(field_key, b"hergebruik/v1/value\0" + prefixed(normal(value, form)))
    text = base64.b32encode(tag[:10]).decode().lower()
    return {
        "release": release, "dataset": dataset, "field": field, "value": value, "format": form,
        "fieldKey": field_key.hex(), "tag": tag.hex(), "pseudonym": text if normal(value, form) else "",
    }


CASES = [
    ("", "leerlingenvervoer", "inwoner", "999990639", "bsn"),
    # Spaces, dots and a lost zero do not count.
    ("", "leerlingenvervoer", "inwoner", "9999.90.639", "bsn"),
    ("", "leerlingenvervoer", "inwoner", "10000008", "bsn"),
    # Another release, dataset and field each give another pseudonym.
    ("2027-01", "leerlingenvervoer", "inwoner", "999990639", "bsn"),
    ("", "schuldhulp", "inwoner", "999990639", "bsn"),
    ("", "leerlingenvervoer", "aanvrager", "999990639", "bsn"),
    # The same bytes, cut at other places: only the length prefixes tell them apart.
    ("a", "b", "cd", "noord", "default"),
    ("a", "bc", "d", "noord", "default"),
    ("ab", "c", "d", "noord", "default"),
    # NFC and trimming: three ways to write one name.
    ("", "bezwaren", "naam", "Anaïs Coëlho", "default"),
    ("", "bezwaren", "naam", "Anai\u0308s Coe\u0308lho", "default"),
    ("", "bezwaren", "naam", "  Anaïs Coëlho ", "default"),
    ("", "bezwaren", "naam", "ANAÏS COËLHO", "default"),
    ("", "bezwaren", "mail", "Burger.Zaken@Example.ORG", "email"),
    ("", "bezwaren", "mail", "burger.zaken@example.org", "email"),
    # Nothing stays nothing.
    ("", "bezwaren", "naam", "", "default"),
    # Longer than a block of SHA-256, and characters of two, three and four bytes.
    ("", "bezwaren", "naam", "x" * 200, "default"),
    ("", "ruimte-é", "veld", "é€𝄞 in één cel", "default"),
]


def rounding(dataset, field, base, key_cells, value):
    """Random rounding of one cell: up with a chance of the remainder's share of the base."""
    context = b"hergebruik/v1/derive-rounding\0" + prefixed(dataset) + prefixed(field)
    message = b"hergebruik/v1/rounding\0" + b"".join(map(prefixed, key_cells)) + prefixed(value)
    chance = int.from_bytes(mac(mac(KEY, context), message)[:8], "big")
    number, step = Decimal(value), Decimal(base)
    low = (number // step) * step
    if low > number:
        low -= step
    rest = number - low
    up = chance * step < rest * 2**64
    result = low + step if up else low
    return {
        "dataset": dataset, "field": field, "base": base, "key": key_cells, "value": value,
        "result": format(result.quantize(Decimal(1)) if result else Decimal(0), "f"),
    }


def make():
    values = ["1", "2", "3", "4", "5", "7", "11", "12", "14", "23"]
    return {
        "key": KEY.hex(),
        "keyName": mac(KEY, b"key-id")[:4].hex(),
        "unkeyedHash": hashlib.sha256(b"111222333").hexdigest(),
        "pseudonyms": [pseudonym(*case) for case in CASES],
        "randomRounding": [
            rounding("wachtlijsten", "aantal", "5", [f"W{i:03}"], values[i % len(values)]) for i in range(30)
        ] + [
            # The same characters, cut at other places.
            rounding("wachtlijsten", "aantal", "10", ["W" + "1" * i, "1" * (9 - i) + "7"], "5") for i in range(10)
        ],
    }
