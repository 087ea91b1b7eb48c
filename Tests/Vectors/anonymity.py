# SPDX-License-Identifier: EUPL-1.2
"""Figures of anonymity as plainly as the definitions of docs/anonymity.md can be written."""

import math
from collections import Counter, defaultdict

SMALL = [["wijk", "leeftijd", "huishouden", "regeling"]] + [
    ["Noord", "18-29", "alleen", "Bijstand"], ["Zuid", "18-29", "alleen", "Wmo"], ["Noord", "30-49", "samen", "Bijstand"],
    ["Noord", "18-29", "alleen", "Bijstand"], ["Zuid", "50-66", "samen", "Wmo"], ["Zuid", "18-29", "alleen", "Bijstand"],
    ["Noord", "30-49", "samen", "Wmo"], ["Zuid", "50-66", "samen", "Jeugdhulp"], ["Noord", "18-29", "alleen", "Bijstand"],
    ["Zuid", "30-49", "alleen", "Bijstand"], ["Zuid", "30-49", "alleen", "Wmo"], ["Zuid", "18-29", "alleen", "Jeugdhulp"],
]


def classes_of(rows, quasi, sensitive):
    """The sensitive values of the rows that are the same in every quasi-identifier."""
    made = defaultdict(list)
    for row in rows:
        made[tuple(row[i] for i in quasi)].append(row[sensitive])
    return list(made.values())


def entropy(values):
    shares = [count / len(values) for count in Counter(values).values()]
    return math.exp(-math.fsum(share * math.log(share) for share in shares))


def recursive(values, l):
    """What c must be above: r1 / (r_l + … + r_m)."""
    counts = sorted(Counter(values).values(), reverse=True)
    return counts[0] / sum(counts[l - 1:])


def closeness(values, whole, numeric):
    here, all_rows = Counter(values), Counter(whole)
    order = sorted(all_rows, key=(lambda v: float(v)) if numeric else str)
    gaps = [here[value] / len(values) - all_rows[value] / len(whole) for value in order]
    if not numeric:
        return math.fsum(map(abs, gaps)) / 2
    sums, total = [], 0.0
    for gap in gaps:
        total += gap
        sums.append(abs(total))
    return math.fsum(sums) / (len(order) - 1) if len(order) > 1 else 0.0


def failing(classes, k, l, t, numeric):
    """The classes that stay: too small or too alike ones go, then those too far from what is left, until none is."""
    left = [values for values in classes if len(values) >= k and len(set(values)) >= l]
    while t is not None and left:
        whole = [value for values in left for value in values]
        near = [values for values in left if closeness(values, whole, numeric) <= t + 1e-12]
        if len(near) == len(left):
            break
        left = near
    return left


def figures(rows, quasi, sensitive, numeric=False, k=1, l=1, t=None, safe=5):
    classes = failing(classes_of(rows, quasi, sensitive), k, l, t, numeric)
    made = {"rows": sum(map(len, classes)), "classes": len(classes)}
    made["suppressed"] = len(rows) - made["rows"]
    if not classes:
        return made
    whole = [value for values in classes for value in values]
    sizes = [len(values) for values in classes]
    distinct = min(len(set(values)) for values in classes)
    bounds = [(1, 1), (2, 2), (3, 4), (5, 9), (10, 19), (20, math.inf)]
    made |= {
        "k": min(sizes),
        "uniqueRows": sizes.count(1),
        "classSizes": [sum(low <= size <= high for size in sizes) for low, high in bounds],
        "rowsBySize": [sum(size for size in sizes if low <= size <= high) for low, high in bounds],
        "distinct": distinct,
        "entropy": min(map(entropy, classes)),
        "recursive": max(recursive(values, distinct) for values in classes),
        "t": max(closeness(values, whole, numeric) for values in classes),
        "atRisk": sum(size for size in sizes if size < safe) / len(whole),
        "highest": 1 / min(sizes),
        "average": len(sizes) / len(whole),
    }
    # The last digit of a logarithm differs between machines.
    return {key: round(value, 12) if isinstance(value, float) else value for key, value in made.items()}


CASES = [
    (["geslacht"], "inkomen", {}),
    (["leeftijd", "geslacht"], "inkomen", {}),
    (["leeftijd", "geslacht"], "inkomen", {"k": 5}),
    (["huishouden", "staat"], "leeftijd", {}),
    (["opleiding", "arbeid"], "leeftijd", {"k": 3, "t": 0.1}),
    (["opleiding", "geslacht", "staat"], "beroep", {"k": 3, "l": 4}),
    (["land"], "staat", {"k": 2, "t": 0.2}),
    # Here it matters that t compares with what k has left.
    (["huishouden", "geslacht", "inkomen", "arbeid"], "staat", {"k": 2, "t": 0.2}),
    (["land", "huishouden", "arbeid"], "beroep", {"k": 2, "l": 2, "t": 0.45}),
]


def small():
    return figures(SMALL[1:], [0, 1, 2], 3)


def persons(columns, rows):
    made = []
    for quasi, sensitive, asked in CASES:
        places = [columns.index(name) for name in quasi]
        found = figures(rows, places, columns.index(sensitive), sensitive == "leeftijd", **asked)
        made.append({"quasi": quasi, "sensitive": sensitive, "asked": asked, "figures": found})
    return made
