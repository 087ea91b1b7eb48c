# shellcheck shell=bash
# SPDX-License-Identifier: EUPL-1.2
#
# What the benchmarks share, to be sourced from the project's folder: where things are, the key of the
# reference job in a folder of its own outside the project, the export and fresh projects.

hergebruik=$(realpath "${HERGEBRUIK:-.build/release/hergebruik}")
bench=$PWD/.bench
mkdir -p "$bench"

# The key's bytes are 00 01 … 1f.
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
export HERGEBRUIK_KEYS=$keys
(umask 077; for byte in {0..31}; do printf '%b' "\\x$(printf '%02x' "$byte")"; done >"$keys/bench.key")

# export_of ROWS FORMAT: makes the export, once, and sets export_file.
export_of() {
  export_file=$bench/parkeervergunningen_$1.$2
  if [ ! -f "$export_file" ]; then
    echo "==> generating the export ($1 rows of $2), once"
    python3 bench/generate_export.py --rows "$1" --format "$2" --out "$export_file.part"
    mv "$export_file.part" "$export_file"
  fi
}

# fresh_project FOLDER PIPELINES: a new project with the export in export_file; sign_project comes after.
fresh_project() {
  rm -rf "$1"
  mkdir -p "$1"
  cp -r "$2" "$1/pipelines"
  ln "$export_file" "$1/pipelines/parkeervergunningen/export.${export_file##*.}"
}

# sign_project FOLDER: signs for the definition as it is now.
sign_project() {
  local allowed=() word
  for word in source-order without-k uncompared unique-fields free-text; do
    allowed+=("--allow-$word" --reason "$word=Een test.")
  done
  "$hergebruik" sign-off parkeervergunningen --project "$1" --role bench --decision publish \
    --valid-until "$(date -d '+1 year' +%F)" "${allowed[@]}" >/dev/null
}
