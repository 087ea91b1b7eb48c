#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# What validation costs. First the plain job against the same with constraints, steps, checks and keys, and against
# that with yesterday's release to compare with, in turn, within 512 MB; all three publish the same bytes. Then
# validation by itself, in MB a second on 2 cores, against DuckDB, and on a small part of the export
# against frictionless: they must count the same errors.
#
# usage: scripts/bench_validation.sh
#   V_ROWS      rows of the export (10000000, about 1.4 GB)
#   SMALL_ROWS  rows for frictionless (50000)
#   ROUNDS      how often each is run (3)
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${V_ROWS:-10000000}
small_rows=${SMALL_ROWS:-50000}
rounds=${ROUNDS:-3}
# shellcheck source=scripts/bench_common.sh
. scripts/bench_common.sh
scripts/need.sh apt time python3 python3-venv
scripts/need.sh python duckdb==2.0.0 frictionless==5.21.0
python=$PWD/.venv/bin/python
name=parkeervergunningen
published=catalog/current/datasets/$name/$name.csv.gz

# yesterday_of FILE: an export with a hundredth of the rows gone and a hundredth changed, beside it.
yesterday_of() {
  if [ ! -f "$1.yesterday" ]; then
    awk 'BEGIN { FS = OFS = ";" }
      /^PV-/ { n++; gone = n % 100 == 7; if (n % 100 == 13) $12 = "999,99" }
      !gone' "$1" >"$1.part"
    mv "$1.part" "$1.yesterday"
  fi
}

# damaged_of FILE: an export with some wrong cells of every kind, beside it.
damaged_of() {
  if [ ! -f "$1.damaged" ]; then
    awk 'BEGIN { FS = OFS = ";" }
      /^PV-/ {
        n++
        if (n % 1000 == 1) $9 = "Nergens"
        if (n % 1500 == 2) $12 = "-5,00"
        if (n % 1500 == 3) $12 = "vijf"
        if (n % 2000 == 4) $10 = "31-02-2020"
        if (n % 2500 == 5) $6 = "0000AA"
        if (n % 2500 == 6) $3 = ""
        if (n % 3000 == 9) $1 = last
        last = $1
      } 1' "$1" >"$1.part"
    mv "$1.part" "$1.damaged"
  fi
}

# swap_export FOLDER FILE: gives a project another export.
swap_export() { ln -f "$2" "$1/pipelines/$name/export.csv"; }

results=$bench/results-validation.tsv
# measure NAME COMMAND…: wall and CPU seconds and peak kilobytes as one line of the results.
measure() {
  local what=$1 wall user system peak status=0
  shift
  /usr/bin/time -q -o "$bench/time" -f '%e %U %S %M' "$@" >"$bench/stdout" 2>"$bench/stderr" || status=$?
  # A damaged export ends with 1.
  if [ "$status" -gt 1 ]; then
    cat "$bench/stderr" >&2
    exit "$status"
  fi
  read -r wall user system peak <"$bench/time"
  printf '%s\t%s\t%s\t%s\t%s\n' "$what" "$wall" "$user" "$system" "$peak" >>"$results"
  echo "    $what: $wall s"
}

export_of "$rows" csv
today=$export_file
yesterday_of "$today"

echo "==> the plain job, with all checks (checks), and with yesterday's release to compare with (all)"
fresh_project "$bench/project-plain" bench/pipelines
sign_project "$bench/project-plain"
for project in checks all; do
  fresh_project "$bench/project-$project" bench/pipelines-validation
  sign_project "$bench/project-$project"
done
swap_export "$bench/project-all" "$today.yesterday"
"$hergebruik" run --project "$bench/project-all" --quiet
swap_export "$bench/project-all" "$today"
mv "$bench/project-all/catalog" "$bench/project-all/yesterday"

: >"$results"
for round in $(seq "$rounds"); do
  echo "==> round $round of $rounds"
  for project in plain checks all; do
    folder=$bench/project-$project
    rm -rf "$folder/catalog"
    if [ "$project" = all ]; then cp -al "$folder/yesterday" "$folder/catalog"; fi
    measure "$project" "$hergebruik" run --project "$folder" --quiet --memory 512M
  done
done
for project in checks all; do
  cmp "$bench/project-plain/$published" "$bench/project-$project/$published"
done
python3 scripts/bench_table.py "$results" "checks wall plain 1.25" "all wall plain 1.25" \
  "all cpu plain 1.25" "all peak 512"

# schema_project FOLDER: a project with what the others can check as well: no steps, no checks of rows or table.
schema_project() {
  fresh_project "$1" bench/pipelines-validation
  sed -i -e '/^steps:/,/^errors:/{/^errors:/!d}' -e '/name: geboortejaar/d' -e '/name: postcode4/d' \
    -e 's/^errors:.*/errors: {limit: 10%}/' \
    "$1/pipelines/$name/pipeline.yaml"
}

echo "==> validation by itself, on 2 cores: all checks, and those that DuckDB can do"
damaged_of "$today"
schema_project "$bench/project-schema"
swap_export "$bench/project-schema" "$today.damaged"
: >"$results"
for round in $(seq "$rounds"); do
  echo "==> round $round of $rounds"
  measure everything "$hergebruik" validate --jobs 2 --project "$bench/project-checks" --memory 512M
  measure schema "$hergebruik" validate --jobs 2 --project "$bench/project-schema" --memory 512M --json
  cp "$bench/stdout" "$bench/validation.json"
  measure duckdb "$python" scripts/bench_validation_peers.py duckdb "$today.damaged"
  "$python" scripts/bench_validation_peers.py compare "$bench/stdout" "$bench/validation.json"
done
python3 scripts/bench_table.py "$results" "schema wall duckdb 1" "everything peak 512"
python3 scripts/bench_validation_peers.py speed "$results" "$today" everything schema duckdb

echo "==> the same on $small_rows rows, with frictionless"
export_of "$small_rows" csv
damaged_of "$export_file"
swap_export "$bench/project-schema" "$export_file.damaged"
: >"$results"
measure schema "$hergebruik" validate --jobs 2 --project "$bench/project-schema" --json
cp "$bench/stdout" "$bench/validation.json"
measure frictionless "$python" scripts/bench_validation_peers.py frictionless "$export_file.damaged"
"$python" scripts/bench_validation_peers.py compare "$bench/stdout" "$bench/validation.json"
python3 scripts/bench_validation_peers.py speed "$results" "$export_file" schema frictionless
