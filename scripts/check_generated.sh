#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Publish projects with metadata made at random (scripts/generate_metadata.py), and see that each catalogue is good
# DCAT by itself: the official shapes without any statement beside them, three forms that are one graph, and consumers
# that lose nothing (scripts/check_consumers.py). The first project has every key, the second has none that is optional.
#
# usage: scripts/check_generated.sh [PROJECTS] [FIRST_SEED]
#   HERGEBRUIK   the program (.build/release/hergebruik)
#   DCAT_SHAPES  a folder with check_dcat.py and, below shapes, the official SHACL files
#   PYTHON       a python3 with pyshacl and rdflib
set -euo pipefail
cd "$(dirname "$0")/.."

projects=${1:-20}
first=${2:-1}
hergebruik=${HERGEBRUIK:-.build/release/hergebruik}
python=${PYTHON:-python3}
shapes=${DCAT_SHAPES:?names the folder with the shapes}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

ap=$shapes/shapes/dcat-ap-3.0.1
nl=$shapes/shapes/dcat-ap-nl-3.0.1
bad=0
for seed in $(seq "$first" $((first + projects - 1))); do
  project=$work/$seed
  options=(--seed "$seed")
  [ "$seed" != 1 ] || options+=(--every)
  [ "$seed" != 2 ] || options+=(--least)
  "$python" scripts/generate_metadata.py "$project" "${options[@]}"
  # Any failure to publish is one of the generator or of the program.
  "$hergebruik" run --project "$project" --date 2026-11-29T08:00:00Z --quiet || { bad=1; continue; }
  site=$project/catalog/current
  # The shapes of both profiles and of their code lists; the house rules ask for types of dates.
  "$python" "$shapes/check_dcat.py" --warnings --strict "$ap/dcat-ap-SHACL.ttl" "$ap/shapes.ttl" \
    "$nl/dcat-ap-nl-SHACL.ttl" "$nl/dcat-ap-nl-SHACL-klassebereik.ttl" \
    "$nl/dcat-ap-nl-SHACL-klassebereik-codelijsten.ttl" "$shapes"/shapes/extra/*.ttl "$site/catalog.ttl" || bad=1
  "$python" scripts/same_graph.py "$site/catalog.ttl" "$site/catalog.rdf" "$site/catalog.jsonld" || bad=1
  "$python" scripts/check_consumers.py "$site" || bad=1
  rm -rf "$project"
done
[ "$bad" = 0 ] || { echo "check_generated: not all is good" >&2; exit 1; }
echo "check_generated: $projects catalogues conform"
