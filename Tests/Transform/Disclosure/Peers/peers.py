# SPDX-License-Identifier: EUPL-1.2
"""What pyCANON and ANJANA make of a table of persons.

usage: peers.py TABLE HIERARCHY MODE CASES RESULT     two JSON files; MODE: figures | lattice
The hierarchy of a column stands in HIERARCHY followed by its name and .csv.

`figures`: for each {quasi, sensitive, k, l, t} pyCANON's figures of what is left once the classes that fail
are left out (k by pandas; l by pyCANON's own _achieve_l_diversity; t by pyCANON's distance of each class,
again until none fails). Two figures differ from pyCANON's own, which stand beside them:
  - recursiveC: pyCANON sorts the counts of a class from small to large, where the definition has r1 the
    largest (Machanavajjhala and others, definition 4); here its own function runs with the sort turned round.
  - entropy: pyCANON rounds down to a whole number; the exact figure is made of its equivalence classes.

`lattice`: for each {quasi, k, limit in percent, sensitive, l, t} every node of the lattice, brought about by
pandas and looked into on its own; and the node that ANJANA stops at. ANJANA goes up one path and takes the
first node that will do, so its node is good but need not be minimal.
"""
import itertools
import json
import sys

import numpy as np
import pandas as pd
from anjana.anonymity import k_anonymity_inner, l_diversity, t_closeness
from anjana.anonymity.utils import utils
from pycanon import anonymity, metrics
from pycanon.anonymity import _l_diversity
from pycanon.anonymity.utils import aux_anonymity


def descending(function, *arguments):
    """Runs a function of pyCANON's with np.sort from large to small."""
    own = np.sort
    np.sort = lambda values: own(values)[::-1]
    try:
        return function(*arguments)
    finally:
        np.sort = own


def entropy(data, quasi, sensitive):
    least = None
    for rows in aux_anonymity.get_equiv_class(data, quasi):
        counts = data.iloc[rows][sensitive].value_counts().to_numpy()
        share = counts / counts.sum()
        figure = float(np.exp(-(share * np.log(share)).sum()))
        least = figure if least is None else min(least, figure)
    return least


def far_rows(data, quasi, sensitive, t):
    """The rows of classes that are further than t from the rest, by pyCANON's measure."""
    measure = (
        aux_anonymity.aux_t_closeness_num
        if pd.api.types.is_numeric_dtype(data[sensitive])
        else aux_anonymity.aux_t_closeness_str
    )
    own = aux_anonymity.get_equiv_class
    far = []
    for rows in own(data, quasi):
        aux_anonymity.get_equiv_class = lambda *_: [rows]
        try:
            if measure(data, quasi, sensitive) > t + 1e-12:
                far.extend(rows)
        finally:
            aux_anonymity.get_equiv_class = own
    return far


def suppress(data, case):
    quasi, sensitive = case["quasi"], case["sensitive"]
    sizes = data.groupby(quasi)[sensitive].transform("size")
    data = data[sizes >= case.get("k", 1)].reset_index(drop=True)
    if case.get("l", 1) > 1:
        if anonymity.l_diversity(data, quasi, [sensitive]) < case["l"]:
            data = _l_diversity._achieve_l_diversity(data, quasi, [sensitive], case["l"])
    while "t" in case and len(data):
        far = far_rows(data, quasi, sensitive, case["t"])
        if not far:
            break
        data = data.drop(far).reset_index(drop=True)
    return data


def figures(whole, case):
    quasi, sensitive = case["quasi"], case["sensitive"]
    data = suppress(whole, case)
    made = {"rows": len(data), "suppressed": len(whole) - len(data)}
    if not len(data):
        return made
    c, _ = descending(anonymity.recursive_c_l_diversity, data, quasi, [sensitive])
    return made | {
        "k": int(anonymity.k_anonymity(data, quasi)),
        "classes": len(aux_anonymity.get_equiv_class(data, quasi)),
        "distinct": int(anonymity.l_diversity(data, quasi, [sensitive])),
        "entropyFloor": int(anonymity.entropy_l_diversity(data, quasi, [sensitive])),
        "entropy": entropy(data, quasi, sensitive),
        "recursiveC": None if np.isnan(c) else int(c),
        "t": float(anonymity.t_closeness(data, quasi, [sensitive])),
        "highest": float(metrics.max_rir(data, quasi)),
    }


def hierarchies(quasi):
    made = {}
    for name in quasi:
        levels = pd.read_csv(f"{HIERARCHY}{name}.csv", sep=";", header=None)
        made[name] = {level: levels[level].to_numpy() for level in levels.columns}
    return made


def failing(counts, case):
    """Which classes (rows of a matrix of counts per value) fail; for t again until none does."""
    rows = counts.sum(axis=1)
    bad = rows < case["k"]
    if "l" in case:
        bad |= (counts > 0).sum(axis=1) < case["l"]
    share = counts / rows[:, None]
    if "entropy" in case:
        terms = np.where(share > 0, share * np.log(np.where(share > 0, share, 1)), 0)
        bad |= np.exp(-terms.sum(axis=1)) < case["entropy"] - 1e-12
    while "t" in case and not bad.all():
        whole = counts[~bad].sum(axis=0) / rows[~bad].sum()
        far = ~bad & (np.abs(share - whole).sum(axis=1) / 2 > case["t"] + 1e-12)
        if not far.any():
            break
        bad |= far
    return bad


def every_node(data, case, levels):
    quasi = case["quasi"]
    used = quasi + ([case["sensitive"]] if "sensitive" in case else [])
    small = data.groupby(used, sort=False).size().reset_index(name="rows")
    found = []
    for node in itertools.product(*(range(len(levels[name])) for name in quasi)):
        coarse = pd.DataFrame({"rows": small["rows"]})
        loss = pd.Series(0.0, index=small.index)
        for name, level in zip(quasi, node):
            to = dict(zip(levels[name][0], levels[name][level]))
            coarse[name] = small[name].map(to)
            leaves = pd.Series(levels[name][level]).value_counts()
            domain = len(levels[name][0])
            loss += (coarse[name].map(leaves) - 1) / (domain - 1)
        keys = coarse.groupby(quasi, sort=False).ngroup().to_numpy()
        values = pd.factorize(small[case["sensitive"]])[0] if "sensitive" in case else 0 * keys
        counts = np.zeros((keys.max() + 1, values.max() + 1), dtype=np.int64)
        np.add.at(counts, (keys, values), small["rows"].to_numpy())
        bad = failing(counts, case)
        suppressed = int(counts[bad].sum())
        is_bad = bad[keys]
        weight = np.where(is_bad, len(quasi), loss) * small["rows"]
        found.append((node, suppressed, float(weight.sum() / len(data) / len(quasi))))
    return found


def lattice(data, case):
    levels = hierarchies(case["quasi"])
    nodes = every_node(data, case, levels)
    most = case["limit"] / 100 * len(data)
    good = [entry for entry in nodes if entry[1] <= most and entry[1] < len(data)]
    below = lambda a, b: a != b and all(x <= y for x, y in zip(a, b))
    minimal = [e for e in good if not any(below(o[0], e[0]) for o in good)]
    best = min(good, key=lambda e: (round(e[2], 12), e[1], e[0]), default=None)
    made = {
        "nodes": len(nodes),
        "minimal": [{"levels": e[0], "suppressed": e[1], "loss": e[2]} for e in minimal],
        "best": best and {"levels": best[0], "suppressed": best[1], "loss": best[2]},
    }
    return made | anjana(data.copy(), case, levels)


def anjana(data, case, levels):
    quasi, limit = case["quasi"], case["limit"]
    if "l" in case:
        left = l_diversity(
            data, [], quasi, case["sensitive"], case["k"], case["l"], limit, levels
        )
    elif "t" in case:
        left = t_closeness(
            data, [], quasi, case["sensitive"], case["k"], case["t"], limit, levels
        )
    else:
        left, _, _ = k_anonymity_inner(data, [], quasi, case["k"], limit, levels)
    if not len(left):
        return {}
    return {
        "anjana": utils.get_transformation(left, quasi, levels),
        "anjanaRows": len(left),
        "anjanaK": int(anonymity.k_anonymity(left, quasi)),
    }


def main():
    mode, cases, result = sys.argv[3:6]
    data = pd.read_csv(TABLE, sep=";", keep_default_na=False)
    with open(cases, encoding="utf-8") as file:
        asked = json.load(file)
    made = [MODES[mode](data, case) for case in asked]
    with open(result, "w", encoding="utf-8") as file:
        json.dump(made, file)


TABLE, HIERARCHY = sys.argv[1:3]
MODES = {"figures": figures, "lattice": lattice}
main()
