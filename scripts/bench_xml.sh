#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# The benchmark of XML: an export of about 500 MB, its extraction alone against
# `xmllint --stream --noout`, and our whole run against `pigz -6 -p2` on the finished output, in turn,
# medians. It must publish the bytes that the CSV of the same rows gives.
#
# usage: scripts/bench_xml.sh
#   XML_ROWS    rows of the export (830000, about 500 MB)
#   ROUNDS      how often each is run (3)
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${XML_ROWS:-830000}
rounds=${ROUNDS:-3}
hergebruik=$PWD/.build/release/hergebruik
extract=$PWD/.build-bench/release/extract-bench
tools=$PWD/../shared/tools
if [ ! -f "$tools/generate_export.py" ]; then
  echo "The benchmark needs ../shared/tools (the export's generator)." >&2
  exit 1
fi
scripts/need.sh apt pigz time python3 libxml2-utils
HERGEBRUIK_BENCH=1 swift build -c release --product extract-bench --static-swift-stdlib \
  --scratch-path .build-bench

bench=$PWD/.bench
mkdir -p "$bench"
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
export HERGEBRUIK_KEYS=$keys
(umask 077; for byte in {0..31}; do printf '%b' "\\x$(printf '%02x' "$byte")"; done >"$keys/bench.key")

# project FORMAT: a fresh project with the export of that format, in $bench/project-FORMAT.
project() {
  local format=$1 export_file=$bench/parkeervergunningen_$rows.$1 folder=$bench/project-$1
  if [ ! -f "$export_file" ]; then
    echo "==> generating the export ($rows rows of $format), once"
    python3 "$tools/generate_export.py" --rows "$rows" --format "$format" --out "$export_file.part"
    mv "$export_file.part" "$export_file"
  fi
  rm -rf "$folder"
  mkdir -p "$folder"
  if [ "$format" = xml ]; then cp -r bench/pipelines-xml "$folder/pipelines"; else
    cp -r bench/pipelines "$folder/pipelines"
  fi
  ln "$export_file" "$folder/pipelines/parkeervergunningen/export.$format"
  "$hergebruik" sign-off parkeervergunningen --project "$folder" --role bench --decision publish \
    --valid-until "$(date -d '+1 year' +%F)" --allow-source-order --allow-without-k >/dev/null
}
published=catalog/current/datasets/parkeervergunningen/parkeervergunningen.csv.gz

echo "==> the XML and the CSV of the same rows publish the same bytes"
project csv
"$hergebruik" run --project "$bench/project-csv" --quiet
project xml
"$hergebruik" run --project "$bench/project-xml" --quiet
cmp "$bench/project-csv/$published" "$bench/project-xml/$published"
gzip -dc "$bench/project-xml/$published" >"$bench/output-xml.csv"
rm -rf "$bench/project-csv"

results=$bench/results-xml.tsv
: >"$results"
# measure NAME COMMAND…: wall and CPU seconds and peak kilobytes as one line of results-xml.tsv
measure() {
  local name=$1 wall user system peak
  shift
  /usr/bin/time -q -o "$bench/time" -f '%e %U %S %M' "$@" >/dev/null
  read -r wall user system peak <"$bench/time"
  printf '%s\t%s\t%s\t%s\t%s\n' "$name" "$wall" "$user" "$system" "$peak" >>"$results"
  echo "    $name: $wall s"
}
for round in $(seq "$rounds"); do
  echo "==> round $round of $rounds"
  project xml
  measure extraction "$extract" "$bench/parkeervergunningen_$rows.xml"
  measure xmllint xmllint --stream --noout "$bench/parkeervergunningen_$rows.xml"
  measure hergebruik "$hergebruik" run --project "$bench/project-xml" --quiet
  measure pigz pigz -6 -p2 -c "$bench/output-xml.csv"
done
python3 scripts/bench_table.py "$results" \
  "extraction cpu xmllint 0.8" "extraction peak 32" "hergebruik wall pigz 0.75"
