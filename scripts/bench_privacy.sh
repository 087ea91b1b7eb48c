#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# What privacy costs: a run with k-anonymity over five quasi-identifiers (two passes, suppression, the risk
# figures) against the same run without, in turn, medians, within 512 MB; and the detectors of the gate by
# themselves over what was published, on one thread.
#
# usage: scripts/bench_privacy.sh
#   K_ROWS      rows of the export (10000000, about 1.4 GB)
#   ROUNDS      how often each is run (3)
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${K_ROWS:-10000000}
rounds=${ROUNDS:-3}
# shellcheck source=scripts/bench_common.sh
. scripts/bench_common.sh
scripts/need.sh apt time python3
HERGEBRUIK_BENCH=1 swift build -c release --product scan-bench --static-swift-stdlib \
  --scratch-path .build-bench

export_of "$rows" csv

# project NAME: a fresh project in $bench/project-NAME; without k where NAME is plain.
project() {
  local folder=$bench/project-$1
  fresh_project "$folder" bench/pipelines-k
  if [ "$1" = plain ]; then sed -i '/^  k: /d' "$folder/pipelines/parkeervergunningen/pipeline.yaml"; fi
  sign_project "$folder"
}

results=$bench/results-k.tsv
: >"$results"
measure() {
  local name=$1 folder=$bench/project-$1 wall user system peak
  /usr/bin/time -q -o "$bench/time" -f '%e %U %S %M' \
    "$hergebruik" run --project "$folder" --quiet --memory 512M
  read -r wall user system peak <"$bench/time"
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$name" "$wall" "$user" "$system" "$peak" \
    "$(stat -L -c %s "$folder/catalog/current/datasets/parkeervergunningen/parkeervergunningen.csv.gz")" >>"$results"
  echo "    $name: $wall s"
}
for round in $(seq "$rounds"); do
  echo "==> round $round of $rounds"
  for name in plain k; do
    project "$name"
    measure "$name"
  done
done
python3 scripts/bench_table.py "$results" "k wall plain 1.5" "k peak 512"

echo "==> the detectors of the gate by themselves, on one thread (target 300 MB a second)"
head -c 300000000 < <(gzip -dc \
  "$bench/project-plain/catalog/current/datasets/parkeervergunningen/parkeervergunningen.csv.gz") \
  | sed '$d' >"$bench/scan.csv"
.build-bench/release/scan-bench "$bench/scan.csv" 3 | grep 'in a second'
