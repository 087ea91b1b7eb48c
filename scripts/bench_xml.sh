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
extract=$PWD/.build-bench/release/extract-bench
# shellcheck source=scripts/bench_common.sh
. scripts/bench_common.sh
scripts/need.sh apt pigz time python3 libxml2-utils
HERGEBRUIK_BENCH=1 swift build -c release --product extract-bench --static-swift-stdlib \
  --scratch-path .build-bench


# project FORMAT: a fresh project with the export of that format, in $bench/project-FORMAT.
project() {
  local pipelines=bench/pipelines
  if [ "$1" = xml ]; then pipelines=bench/pipelines-xml; fi
  export_of "$rows" "$1"
  fresh_project "$bench/project-$1" "$pipelines"
  sign_project "$bench/project-$1"
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
