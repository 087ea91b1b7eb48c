#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# The benchmark: one export of about 1 GB through our whole run, `pigz -6 -p2` on our finished
# output, Polars and DuckDB, in turn (A B C D, A B C D, …), medians, as ratios to pigz.
#
# usage: scripts/bench.sh
#   ROWS        rows of the export (7400000, about 1 GB)
#   ROUNDS      how often each is run (3)
#   VERIFY      1: compare our output with python_reference.py, byte for byte (slow)
#   HERGEBRUIK  the program (.build/release/hergebruik)
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${ROWS:-7400000}
rounds=${ROUNDS:-3}
hergebruik=$(realpath "${HERGEBRUIK:-.build/release/hergebruik}")
tools=$PWD/../shared/tools
if [ ! -f "$tools/generate_export.py" ]; then
  echo "The benchmark needs ../shared/tools (the export's generator and the peers' jobs)." >&2
  exit 1
fi
scripts/need.sh apt pigz time python3-venv
scripts/need.sh python polars==2.1.0 duckdb==2.0.0
python=$PWD/.venv/bin/python

bench=$PWD/.bench
export_file=$bench/parkeervergunningen_$rows.csv
mkdir -p "$bench"
if [ ! -f "$export_file" ]; then
  echo "==> generating the export ($rows rows), once"
  "$python" "$tools/generate_export.py" --rows "$rows" --out "$export_file.part"
  mv "$export_file.part" "$export_file"
fi

# The key of the reference job, 00 01 … 1f, in a folder of its own outside the project.
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
export HERGEBRUIK_KEYS=$keys
(umask 077; for byte in {0..31}; do printf '%b' "\\x$(printf '%02x' "$byte")"; done >"$keys/bench.key")

fresh_project() {
  rm -rf "$bench/project"
  mkdir -p "$bench/project"
  cp -r bench/pipelines "$bench/project/"
  ln "$export_file" "$bench/project/pipelines/parkeervergunningen/export.csv"
  "$hergebruik" sign-off parkeervergunningen --project "$bench/project" --role bench --decision publish \
    --valid-until "$(date -d '+1 year' +%F)" --allow-source-order --allow-without-k >/dev/null
}
published=$bench/project/catalog/current/datasets/parkeervergunningen/parkeervergunningen.csv.gz
ours() { "$hergebruik" run --project "$bench/project" --quiet; }

echo "==> one run to warm up and to make the output that pigz compresses"
fresh_project
ours
gzip -dc "$published" >"$bench/output.csv"
if [ "${VERIFY:-0}" = 1 ]; then
  "$python" "$tools/peers/python_reference.py" "$export_file" "$bench/reference.csv.gz"
  gzip -dc "$bench/reference.csv.gz" | cmp - "$bench/output.csv"
  echo "the output is python_reference.py's, byte for byte"
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
  fresh_project
  measure hergebruik "$published" "$hergebruik" run --project "$bench/project" --quiet
  measure pigz "$bench/stdout" pigz -6 -p2 -c "$bench/output.csv"
  measure polars "$bench/polars.csv.gz" "$python" "$tools/peers/polars_job.py" "$export_file" "$bench/polars.csv.gz"
  measure duckdb "$bench/duckdb.csv.gz" "$python" "$tools/peers/duckdb_job.py" "$export_file" "$bench/duckdb.csv.gz"
done

"$python" scripts/bench_table.py "$results" \
  "hergebruik wall pigz 0.75" "hergebruik peak 64" "hergebruik size pigz 0.96"
