# SPDX-License-Identifier: EUPL-1.2
"""What pyCANON and ANJANA make of ../shared/data/adult.

usage: peers.py DATA MODE CASES RESULT     two JSON files; MODE: figures

`figures`: for each {quasi, sensitive, k, l, t} pyCANON's figures of what is left once the classes that fail
are left out (k by pandas; l by pyCANON's own _achieve_l_diversity; t by pyCANON's distance of each class,
again until none fails). Two figures differ from pyCANON's own, which stand beside them:
  - recursiveC: pyCANON sorts the counts of a class from small to large, where the definition has r1 the
    largest (Machanavajjhala and others, definition 4); here its own function runs with the sort turned
    round. `recursiveAscending` is pyCANON's figure untouched.
  - entropy: pyCANON rounds down to a whole number; the exact figure is made of its equivalence classes.
"""
import json
import sys

import numpy as np
import pandas as pd
from pycanon import anonymity, metrics
from pycanon.anonymity import _l_diversity
from pycanon.anonymity.utils import aux_anonymity


def read(folder):
    return pd.read_csv(f"{folder}/adult.csv", sep=";", keep_default_na=False)


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
    ascending, _ = anonymity.recursive_c_l_diversity(data, quasi, [sensitive])
    return made | {
        "k": int(anonymity.k_anonymity(data, quasi)),
        "classes": len(aux_anonymity.get_equiv_class(data, quasi)),
        "distinct": int(anonymity.l_diversity(data, quasi, [sensitive])),
        "entropyFloor": int(anonymity.entropy_l_diversity(data, quasi, [sensitive])),
        "entropy": entropy(data, quasi, sensitive),
        "recursiveC": None if np.isnan(c) else int(c),
        "recursiveAscending": None if np.isnan(ascending) else int(ascending),
        "t": float(anonymity.t_closeness(data, quasi, [sensitive])),
        "highest": float(metrics.max_rir(data, quasi)),
    }


def main():
    folder, mode, cases, result = sys.argv[1:5]
    data = read(folder)
    with open(cases, encoding="utf-8") as file:
        asked = json.load(file)
    made = [MODES[mode](data, case) for case in asked]
    with open(result, "w", encoding="utf-8") as file:
        json.dump(made, file)


MODES = {"figures": figures}
main()
