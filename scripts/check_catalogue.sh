#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# usage: scripts/check_catalogue.sh CATALOG_DIR
#
# Checks the metadata of a published catalogue (the folder that holds catalog.ttl, or the one that holds
# `current`): DCAT-AP-NL by the official SHACL shapes, RDF syntax by an independent parser, and that
# Turtle, RDF/XML and JSON-LD are the same graph. Needs rapper (Debian: raptor2-utils) and python3 with
# pyshacl and rdflib; PYTHON names another interpreter. DCAT_SHAPES names a folder with the shapes of
# https://docs.geostandaarden.nl/dcat/dcat-ap-nl30/ and a script run_all.sh that applies them to the files it is given.
set -u

here=$(cd "$(dirname "$0")" && pwd) || exit 2
PYTHON=${PYTHON:-python3}
export PYTHON
shapes=${DCAT_SHAPES:-}

fail() {
  echo "check_catalogue: $1" >&2
  exit 2
}

[ $# -eq 1 ] || fail "usage: scripts/check_catalogue.sh CATALOG_DIR"
root=$1
[ -f "$root/current/catalog.ttl" ] && root=$root/current
[ -f "$root/catalog.ttl" ] || fail "no catalog.ttl in $1"
[ -f "$shapes/run_all.sh" ] || fail "no run_all.sh in '$shapes': let DCAT_SHAPES name the folder with the shapes"
command -v rapper >/dev/null || fail "rapper is missing: apt-get install raptor2-utils"
"$PYTHON" -c 'import pyshacl, rdflib' || fail "$PYTHON lacks pyshacl or rdflib: pip install pyshacl rdflib"

bad=0
count=0
problem() {
  echo "check_catalogue: $1" >&2
  bad=$((bad + 1))
}

for turtle in "$root/catalog.ttl" "$root"/datasets/*/*.ttl; do
  [ -f "$turtle" ] || fail "no dataset in $root/datasets"
  count=$((count + 1))
  rapper -q -c -i turtle "$turtle" || problem "$turtle is not Turtle"
  sh "$shapes/run_all.sh" "$turtle" || problem "$turtle does not conform to DCAT-AP-NL"
  set -- "$turtle" "${turtle%.ttl}.jsonld"
  if [ "$turtle" = "$root/catalog.ttl" ]; then
    rapper -q -c -i rdfxml "$root/catalog.rdf" || problem "catalog.rdf is not RDF/XML"
    set -- "$@" "$root/catalog.rdf"
  fi
  "$PYTHON" "$here/same_graph.py" "$@" || problem "$turtle and its companions differ"
done

if [ "$bad" -gt 0 ]; then
  echo "check_catalogue: $bad problems in $count files" >&2
  exit 1
fi
echo "check_catalogue: $count files conform"
