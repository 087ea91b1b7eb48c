#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# The benchmark: one export of about 1 GB through our whole run, `pigz -6 -p2` on our finished
# output, Polars and DuckDB, in turn (A B C D, A B C D, …), medians, as ratios to pigz.
#
# usage: scripts/bench.sh
#   ROWS        rows of the export (7400000, about 1 GB)
#   ROUNDS      how often each is run (3)
#   VERIFY      1: compare our output with reference.py, byte for byte (slow)
#   HERGEBRUIK  the program (.build/release/hergebruik)
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${ROWS:-7400000}
rounds=${ROUNDS:-3}
# shellcheck source=scripts/bench_common.sh
. scripts/bench_common.sh
scripts/need.sh apt pigz time python3-venv
scripts/need.sh python polars==2.1.0 duckdb==2.0.0
python=$PWD/.venv/bin/python

export_of "$rows" csv

start() {
  fresh_project "$bench/project" bench/pipelines
  sign_project "$bench/project"
}
published=$bench/project/catalog/current/datasets/parkeervergunningen/parkeervergunningen.csv.gz
ours() { "$hergebruik" run --project "$bench/project" --quiet; }

echo "==> one run to warm up and to make the output that pigz compresses"
start
ours
gzip -dc "$published" >"$bench/output.csv"
if [ "${VERIFY:-0}" = 1 ]; then
  "$python" bench/jobs/reference.py "$export_file" "$bench/reference.csv.gz"
  gzip -dc "$bench/reference.csv.gz" | cmp - "$bench/output.csv"
  echo "the output is reference.py's, byte for byte"
fi

results=$bench/results.tsv
: >"$results"
# measure NAME OUTPUT COMMAND…: wall and CPU seconds, peak kilobytes and OUTPUT's bytes as one line of
# results.tsv
measure() {
  local name=$1 output=$2
  shift 2
  /usr/bin/time -q -o "$bench/time" -f '%e %U %S %M' "$@" >"$bench/stdout"
  local wall user system peak
  read -r wall user system peak <"$bench/time"
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$wall" "$user" "$system" "$peak" \
    "$(stat -L -c %s "$output")" >>"$results"
  echo "    $name: $wall s"
}
for round in $(seq "$rounds"); do
  echo "==> round $round of $rounds"
  start
  measure hergebruik "$published" "$hergebruik" run --project "$bench/project" --quiet
  measure pigz "$bench/stdout" pigz -6 -p2 -c "$bench/output.csv"
  measure polars "$bench/polars.csv.gz" "$python" bench/jobs/polars_job.py "$export_file" "$bench/polars.csv.gz"
  measure duckdb "$bench/duckdb.csv.gz" "$python" bench/jobs/duckdb_job.py "$export_file" "$bench/duckdb.csv.gz"
done

"$python" scripts/bench_table.py "$results" \
  "hergebruik wall pigz 0.75" "hergebruik peak 64" "hergebruik size pigz 0.96"
