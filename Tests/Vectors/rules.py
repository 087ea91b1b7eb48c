# SPDX-License-Identifier: EUPL-1.2
"""Rounding, squares, ages and dominance, by docs/privacy-specification.md, sections 3 and 7."""

import math
from datetime import date
from fractions import Fraction


def squares():
    points = [("84512.5", "446999.99"), ("0", "289000"), ("138000", "455500"), ("299999.999", "628999.999")]
    made = {}
    for x, y in points:
        made[f"({x}, {y})"] = {}
        for size in (100, 500, 1000):
            corner = [math.floor(Fraction(v) / size) * size for v in (x, y)]
            code = "E%04dN%04d" % tuple(c // 100 for c in corner)
            made[f"({x}, {y})"][str(size)] = [corner, code]
    return made


def nearest_five(value):
    return min(range(0, value + 6, 5), key=lambda multiple: (abs(value - multiple), -multiple))


def farm_statistics(value):
    if value == 0:
        return 0
    if value <= 7:
        return 5
    return 10 if value <= 14 else (value + 5) // 10 * 10


def at_random():
    """`value,u` with u the chance as a share of 1; an eighth is exact in binary."""
    made = {}
    for value in (1, 2, 4, 8, 15, -3, -11):
        for u in ("0.0", "0.125", "0.25", "0.375", "0.5", "0.625", "0.75", "0.875"):
            low = value - value % 5
            made[f"{value},{u}"] = low + 5 if Fraction(u) < Fraction(value % 5, 5) else low
    return made


def dominance():
    """Three rules on the contributions to one sum; a bound that is met exactly does not count as broken."""
    made = {}
    for parts in (
        [70, 20, 10], [50, 30, 20], [51, 30, 19], [45, 40, 15], [45, 41, 14], [25, 25, 25, 25], [100, 80, 10],
        [100, 80, 9], [1000, 1, 99], [1000, 1, 100], [7], [6, 6], [20] * 3 + [1] * 40,
    ):
        total, by_size = sum(parts), sorted(parts, reverse=True)
        rest = total - sum(by_size[:2])
        made[str(parts)] = {
            "(1,50)": by_size[0] * 100 > 50 * total,
            "(2,85)": sum(by_size[:2]) * 100 > 85 * total,
            "p10": rest * 100 < 10 * by_size[0],
        }
    return made


def age(birth, day):
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def ages():
    pairs = [
        (date(2004, 2, 29), date(2027, 2, 28)), (date(2004, 2, 29), date(2027, 3, 1)),
        (date(2004, 2, 29), date(2028, 2, 29)), (date(1961, 6, 30), date(2027, 6, 29)),
        (date(1961, 6, 30), date(2027, 6, 30)), (date(1999, 12, 31), date(2027, 1, 1)),
        (date(2027, 1, 1), date(2027, 1, 1)), (date(1925, 1, 1), date(2027, 1, 1)),
    ]
    text = lambda d: f"({d.year}, {d.month}, {d.day})"
    return {f"{text(birth)}->{text(day)}": age(birth, day) for birth, day in pairs}


def bands():
    made = {}
    for years in (0, 1, 4, 5, 9, 10, 17, 18, 44, 67, 85, 89, 90, 91, 103):
        five, ten = years // 5 * 5, years // 10 * 10
        made[str(years)] = [f"{five}-{five + 4}", "90+" if ten >= 90 else f"{ten}-{ten + 9}"]
    return made


def make():
    return {
        "squares": squares(),
        "nearestFive": {str(n): nearest_five(n) for n in list(range(0, 24)) + [97, 98, 1002, 1003]},
        "farmStatistics": {str(n): farm_statistics(n) for n in list(range(0, 30)) + [94, 95, 104, 105]},
        "roundedAtRandom": at_random(),
        "dominance": dominance(),
        "ages": ages(),
        "ageBands": bands(),
    }
