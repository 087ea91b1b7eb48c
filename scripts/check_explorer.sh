#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Drive the explorer and the search of a published catalogue in a browser (scripts/check_explorer.py):
# its search and first rows; the explorer in full on a catalogue that scripts/make_explorer.sh makes, and on
# the benchmark's table of about 100 MB, which is made and published here.
#
# usage: scripts/check_explorer.sh CATALOG_DIR
#   HERGEBRUIK  the program (.build/release/hergebruik)
set -euo pipefail
cd "$(dirname "$0")/.."

catalog=${1:?usage: scripts/check_explorer.sh CATALOG_DIR}
scripts/need.sh apt chromium fonts-dejavu-core python3-venv
scripts/need.sh python playwright==1.65.2 axe-playwright-python==0.1.8 duckdb==2.0.0 snowballstemmer==3.1.1
# shellcheck source=scripts/bench_common.sh
. scripts/bench_common.sh
export_of 740000 csv
project=$bench/project-explorer
fresh_project "$project" bench/pipelines
sign_project "$project"
"$hergebruik" run --project "$project" --quiet
scripts/make_explorer.sh "$bench/project-explorer-samples"
.venv/bin/python scripts/check_explorer.py "$catalog" "$bench/project-explorer-samples/catalog/current" \
  "$project/catalog/current"
