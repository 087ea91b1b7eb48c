#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Publish the catalogue that the explorer is checked with: the samples, of which three have the pipeline
# files of Tests/Browser/pipelines. Those publish numbers, days and months of each row, for questions that
# the samples themselves, which hide persons, no longer answer. All data are invented.
#
# usage: scripts/make_explorer.sh FOLDER    makes the project FOLDER; its catalogue is FOLDER/catalog/current
#   HERGEBRUIK  the program (.build/release/hergebruik)
set -euo pipefail
cd "$(dirname "$0")/.."

hergebruik=$(realpath "${HERGEBRUIK:-.build/release/hergebruik}")
project=${1:?usage: scripts/make_explorer.sh FOLDER}
HERGEBRUIK_KEYS=$(mktemp -d)
export HERGEBRUIK_KEYS
trap 'rm -rf "$HERGEBRUIK_KEYS"' EXIT

rm -rf "$project"
mkdir -p "$project"
cp -r pipelines "$project/"
# A signature of the samples is none for these.
rm -f "$project"/pipelines/*/assessment.yaml "$project"/pipelines/*/decisions.yaml
names=()
for folder in Tests/Browser/pipelines/*/; do
  names+=("$(basename "$folder")")
  cp "$folder/pipeline.yaml" "$project/pipelines/${names[-1]}/"
done
"$hergebruik" key new demo-voorbeeldstad >/dev/null
"$hergebruik" sign-off "${names[@]}" --project "$project" --role test --decision publish \
  --valid-until "$(date -d '+1 year' +%F)" --allow-without-k --reason "without-k=Een test met verzonnen gegevens." >/dev/null
"$hergebruik" run --project "$project" --quiet
