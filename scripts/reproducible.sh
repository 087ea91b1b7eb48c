#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# The same inputs and --date, in another folder, time zone, locale and umask and with another number
# of workers, must give the same bytes (and file modes) under catalog/current.
#
# usage: scripts/reproducible.sh
#   HERGEBRUIK  the program (.build/release/hergebruik)
set -euo pipefail
cd "$(dirname "$0")/.."

hergebruik=$(realpath "${HERGEBRUIK:-.build/release/hergebruik}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -m 700 "$work/keys"
export HERGEBRUIK_KEYS=$work/keys
first=$work/a second="$work/een andere map/b"
mkdir -p "$first" "$second"
cp -r pipelines "$first/"
cp -r pipelines "$second/"
"$hergebruik" key new demo-voorbeeldstad >/dev/null
for project in "$first" "$second"; do
  "$hergebruik" sign-off --project "$project" meldingen-openbare-ruimte parkeervergunningen subsidieregister \
    --role test --decision publish --valid-until "$(date -d '+1 year' +%F)" >/dev/null
done

(
  umask 022
  env TZ=UTC LC_ALL=C "$hergebruik" run --project "$first" --date 2026-11-23 --jobs 1 --quiet
)
(
  umask 077
  cd "$second"
  env TZ=Pacific/Kiritimati LC_ALL=tr_TR.UTF-8 LANG=tr_TR.UTF-8 \
    "$hergebruik" run --date 2026-11-23 --jobs 5 --quiet
)

diff -r "$first/catalog/current/" "$second/catalog/current/"
modes() { (cd "$1/catalog/current/" && find . -printf '%m %y %p\n' | LC_ALL=C sort); }
diff <(modes "$first") <(modes "$second")
files=$(find "$first/catalog/current/" -type f | wc -l)
[ "$files" -gt 0 ] || { echo "nothing was published" >&2; exit 1; }
echo "reproducible: $files files, the same bytes and modes"
