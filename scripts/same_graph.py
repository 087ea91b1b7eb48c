#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Says whether RDF files hold the same graph.

usage: same_graph.py FILE FILE...
The format is told by the end of the name: .ttl, .rdf, .jsonld. Exit 0 where all are the same graph
and none is empty, 1 where they differ, 2 where a file cannot be read. Needs rdflib.
"""
import pathlib
import sys

import rdflib
import rdflib.compare

FORMATS = {".ttl": "turtle", ".rdf": "xml", ".jsonld": "json-ld"}

# As written: no "01"^^xsd:integer becomes "1" on the way, which would hide a difference.
rdflib.NORMALIZE_LITERALS = False


def read(path):
    graph = rdflib.Graph()
    graph.parse(path, format=FORMATS[pathlib.Path(path).suffix])
    return graph


def main(paths):
    if len(paths) < 2:
        print(__doc__, file=sys.stderr)
        return 2
    try:
        graphs = [read(path) for path in paths]
    except Exception as error:  # Each parser has exceptions of its own.
        print(f"same_graph: {error}", file=sys.stderr)
        return 2
    first = rdflib.compare.to_isomorphic(graphs[0])
    if not len(first):
        print(f"same_graph: {paths[0]} is empty", file=sys.stderr)
        return 1
    for path, graph in zip(paths[1:], graphs[1:]):
        if rdflib.compare.to_isomorphic(graph) == first:
            continue
        both, left, right = rdflib.compare.graph_diff(graphs[0], graph)
        print(f"same_graph: {paths[0]} and {path} differ", file=sys.stderr)
        for sign, part in (("<", left), (">", right)):
            for triple in sorted(part)[:5]:
                print(sign, *(term.n3() for term in triple), file=sys.stderr)
        return 1
    print(f"same_graph: {len(first)} statements, the same in {len(paths)} files")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
