# SPDX-License-Identifier: EUPL-1.2
"""Forms and check digits of identifiers, by docs/privacy-specification.md, section 5, and what chance makes of them.

All numbers are made here; none is looked up. BSNs of the range 9999xxxxx are set apart for tests by the RvIG.
"""

import math
import re
from datetime import date, timedelta

from persons import Dice

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def digits(dice, count, first="123456789"):
    return dice.choice(first) + "".join(dice.choice("0123456789") for _ in range(count - 1))


def eleven(text):
    """The remainder of the weighted sum of nine digits, the last of which counts -1."""
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, text.zfill(9))) % 11


def is_bsn(text):
    bare = re.sub("[ .-]", "", text)
    return bool(re.fullmatch("[0-9]{8,9}", bare)) and int(bare) > 0 and eleven(bare) == 0


def bsns(dice):
    made = ["000000000", "00000000", "111222333", "9999.90.639", "9999 90 639", "999-990-639", "99999063", "1234567", "0123456788"]
    made += [digits(dice, 9) for _ in range(40)] + [digits(dice, 8) for _ in range(40)]
    made += ["9999%05d" % dice.below(100000) for _ in range(30)]
    # Made to pass: the ninth digit makes up for the other eight.
    for _ in range(20):
        start = digits(dice, 8)
        made += [start + str(last) for last in range(10) if eleven(start + str(last)) == 0]
    return {text: is_bsn(text) for text in made}


def education(dice):
    made = ["10%07d" % dice.below(10**7) for _ in range(60)] + [digits(dice, 9) for _ in range(10)]
    return {text: text.startswith("10") and eleven(text) == 5 for text in made}


def is_a_number(text):
    values = [int(digit) for digit in text]
    return (
        len(text) == 10 and values[0] != 0 and all(a != b for a, b in zip(values, values[1:]))
        and sum(values) % 11 in (0, 5) and sum(v * 2**i for i, v in enumerate(values)) % 11 == 0
    )


def a_numbers(dice):
    made, valid = [digits(dice, 10) for _ in range(20)] + ["0123456789", "123456789"], 0
    while valid < 12:
        text = digits(dice, 10)
        if is_a_number(text):
            made.append(text)
            # One digit more, and two that are the same beside each other.
            made += [text[:-1] + str((int(text[-1]) + 1) % 10), text[0] + text[0] + text[2:]]
            valid += 1
    return {text: is_a_number(text) for text in made}


def is_iban(text):
    bare = text.replace(" ", "").upper()
    if not re.fullmatch("[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}", bare):
        return False
    if bare.startswith("NL") and not re.fullmatch("NL[0-9]{2}[A-Z]{4}[0-9]{10}", bare):
        return False
    return int("".join(str(int(c, 36)) for c in bare[4:] + bare[:4])) % 97 == 1


def with_check(country, account):
    number = int("".join(str(int(c, 36)) for c in account + country + "00"))
    return country + "%02d" % (98 - number % 97) + account


def ibans(dice):
    made = []
    for _ in range(8):
        right = with_check("NL", "FICT" + "%010d" % dice.below(10**10))
        made += [right, " ".join(right[i:i + 4] for i in range(0, 18, 4)), right[:-1] + str((int(right[-1]) + 1) % 10), right[:-1]]
    made += [with_check("DE", "%018d" % dice.below(10**18)), with_check("BE", "%012d" % dice.below(10**12))]
    made += [with_check("NL", "FIC" + "%011d" % dice.below(10**11))]
    return {text: is_iban(text) for text in made}


def is_big(text):
    if not re.fullmatch("[0-9]9[0-9]{9}", text):
        return False
    weights = (6, 3, 7, 9, 10, 5, 8, 4, 2)
    check = 11 - (9 + sum(w * int(d) for w, d in zip(weights, text[2:]))) % 11
    return int(text[0]) == {11: 0, 10: 1}.get(check, check)


def bigs(dice):
    made = [digits(dice, 11) for _ in range(6)]
    for _ in range(8):
        rest = "9" + digits(dice, 9, "0123456789")
        made += [str(first) + rest for first in range(1, 10)]
    return {text: is_big(text) for text in made}


def documents(dice):
    made = ["AB1234567", "SPECI2027", "NX9Z9Z9Z9", "AO1234567", "AB12O4567", "A11234567", "AB123456X", "AB12345", "AB12345678"]
    for _ in range(20):
        made.append("".join(dice.choice(LETTERS + "0123456789") for _ in range(9)))
    form = re.compile("(?=[^O]*$)[A-Z]{2}[A-Z0-9]{6}[0-9]")
    return {text: bool(form.fullmatch(text)) for text in made}


def chassis(dice):
    made = ["XLR1234567N890123", "XLR1234567O890123", "XLR1234567I890123", "XLR1234567Q890123", "XLR1234567N89012", "XLR1234567N8901234"]
    made += ["".join(dice.choice("ABCDEFGHJKLMNPRSTUVWXYZ0123456789") for _ in range(17)) for _ in range(5)]
    return {text: bool(re.fullmatch("[A-HJ-NPR-Z0-9]{17}", text)) for text in made}


def bag_ids(dice):
    """The type of an object; None where the 16 digits are a moment or name no type."""
    made = {}
    for kind in ("00", "01", "02", "03", "04", "10", "11", "20", "21", "30", "31"):
        for town in ("0599", "1674", "0014"):
            text = town + kind + "%010d" % dice.below(10**10)
            made[text] = kind if kind in ("01", "02", "03", "10", "20", "30") else None
    # Written by software as YYYYMMDDhhmmssff.
    made |= {"2026020312305900": None, "2027101023595999": None, "2026021000600000": "02", "2026029900000001": "02"}
    return made


def vat(dice):
    """`valid`, and whether the first nine digits alone are a BSN."""
    texts = ["NL123456789B9", "NL12345678B901", "DE123456789"]
    for _ in range(60):
        texts.append("NL" + digits(dice, 9) + "B%02d" % dice.below(100))
    for _ in range(3):
        number = next(n for n in iter(lambda: digits(dice, 9), None) if eleven(n) == 0)
        texts += ["NL" + number + "B01", number + "B02"]
    for _ in range(4):
        number = next(n for n in iter(lambda: digits(dice, 9), None) if eleven(n) != 0)
        texts += [f"NL{number}B{end:02}" for end in range(100) if int(f"2321{number}11{end:02}") % 97 == 1]
    made = {}
    for text in texts:
        form = re.fullmatch("(?:NL)?([0-9]{9})B([0-9]{2})", text)
        first = bool(form) and eleven(form[1]) == 0
        whole = bool(form) and int(f"2321{form[1]}11{form[2]}") % 97 == 1
        made[text] = {"valid": first or whole, "bsn": is_bsn(re.sub("[^0-9]", "", text)[:9])}
    return made


def postcodes(dice):
    made = ["1234 AB", "1234AB", "NL-1234AB", "NL-1234 AB", "1234ab", "0234AB", "1234 SA", "1234SD", "1234ss", "1234 SB", "1234  AB",
            "12345AB", "123AB", "1234A", "1234ABC", "1234-AB", "9999 ZZ", "1000AA", "NL 1234AB", "1234A1"]
    made += ["%04d%s%s" % (dice.below(10000), dice.choice(LETTERS), dice.choice(LETTERS)) for _ in range(20)]
    form = re.compile("(NL-)?[1-9][0-9]{3} ?(?!SA|SD|SS)[A-Z]{2}", re.IGNORECASE)
    return {text: bool(form.fullmatch(text)) for text in made}


SERIES = ["LL-DD-DD", "DD-DD-LL", "DD-LL-DD", "LL-DD-LL", "LL-LL-DD", "DD-LL-LL", "DD-LLL-D", "D-LLL-DD", "LL-DDD-L", "L-DDD-LL",
          "LLL-DD-L", "L-DD-LLL", "D-LL-DDD", "DDD-LL-D"]
PLATE_LETTERS = "BDFGHJKLMNPRSTVWXYZ"
NEVER = {"SA", "SD", "SS", "GVD", "KKK", "KVT", "LPF", "NSB", "PKK", "PSV", "PVV", "TBS"}


def series_of(text):
    """The series, from 1, or None."""
    text = text.upper()
    shape = "".join("D" if c in "0123456789" else "L" if c in LETTERS else c for c in text)
    for number, form in enumerate(SERIES, 1):
        if shape not in (form, form.replace("-", "")):
            continue
        if number >= 4 and any(c.isalpha() and c not in PLATE_LETTERS for c in text):
            return None
        if "-" not in text:
            places = [i for i, c in enumerate(form) if c == "-"]
            text = text[:places[0]] + "-" + text[places[0]:]
            text = text[:places[1]] + "-" + text[places[1]:]
        return None if any(group in NEVER for group in text.split("-")) else number
    return None


def plates(dice):
    made = ["SS-10-20", "12-SA-34", "GV-12-34", "GVD-10-X", "1-GVD-20", "P-10-PVV", "12-NSB-3", "AB-10-CD", "12-BCD-3", "XX-1010",
            "XX1-01-0", "ABCDEF", "987654", "XX-10-1", "É1-10-XX"]
    for form in SERIES:
        for letters in (PLATE_LETTERS, LETTERS):
            text = "".join(dice.choice(letters) if c == "L" else dice.choice("0123456789") if c == "D" else c for c in form)
            made += [text, text.replace("-", ""), text.lower()]
    return {text: series_of(text) for text in made}


def chance():
    """How often random codes have a form: counted whole, not drawn."""
    def passing(places):
        """How many numbers of so many digits, the first not zero, leave 0: digit by digit, by remainder."""
        ways = {0: 1}
        for index in range(places):
            weight = -1 if index == places - 1 else places - index
            following = {}
            for rest, count in ways.items():
                for digit in range(1 if index == 0 else 0, 10):
                    place = (rest + weight * digit) % 11
                    following[place] = following.get(place, 0) + count
            ways = following
        return ways[0]

    def issued(form, letters):
        """Plates of a form without dashes; what is never issued is taken off, group by group."""
        count = 1
        for group in form.split("-"):
            if group[0] == "D":
                count *= 10 ** len(group)
            else:
                bad = sum(1 for word in NEVER if len(word) == len(group) and all(c in letters for c in word))
                count *= len(letters) ** len(group) - bad
        return count

    days = [date(1970, 1, 1) + timedelta(days=n) for n in range(36500)]
    passing_days = [d for d in (f"{day:%Y%m%d}" for day in days) if eleven(d) == 0]
    ways = [math.comb(20, hits) * 10 ** (20 - hits) for hits in range(10, 21)]
    return {
        "bsnOf9Digits": passing(9) / (9 * 10**8),
        "bsnOf8Digits": passing(8) / (9 * 10**7),
        "dayIsBSN": len(passing_days) / len(days),
        "daysThatAreBSNs": passing_days[-3:],
        "plateOf6": sum(issued(f, LETTERS if n < 3 else PLATE_LETTERS) for n, f in enumerate(SERIES)) / 36**6,
        "documentOf9": 25**2 * 35**6 * 10 / 36**9,
        "half20RandomNumbers": sum(ways) / 11**20,
    }


def make():
    dice = Dice(20261128)
    return {
        "bsn": bsns(dice), "onderwijsnummer": education(dice), "aNummer": a_numbers(dice), "iban": ibans(dice), "big": bigs(dice),
        "document": documents(dice), "vin": chassis(dice), "bag": bag_ids(dice), "btw": vat(dice), "postcode": postcodes(dice),
        "kenteken": plates(dice), "chance": chance(),
    }
