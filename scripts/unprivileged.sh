#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Everything as a user without rights, which is how a steward works: the way from an export to a published catalogue, what
# root may leave behind, `make catalog`, and the end-to-end tests. As root it becomes the user 'nobody' for that; any other
# user stays who it is. With a umask that shuts others out, a locale without Dutch, an odd time zone, and folders of its own.
#
# usage: scripts/unprivileged.sh [FILTER]
#   FILTER      which end-to-end tests (a regular expression); "" for none. Not those of the virtual environment, whose
#               Python may stand in the home folder of whoever made it
#   HERGEBRUIK  the program (.build/release/hergebruik)
#   TESTS       the test bundle (.build/debug/hergebruikPackageTests.xctest)
# shellcheck disable=SC2016 # what stands in single quotes is for another shell
set -euo pipefail
cd "$(dirname "$0")/.."

filter=${1-'EndToEndTests\.(BadNight|CommandLine|Damage|Decision|Generation|House|Init|Lock|Mode|PreviewExport|Site)Tests'}
hergebruik=$(realpath "${HERGEBRUIK:-.build/release/hergebruik}")
tests=$(realpath "${TESTS:-.build/debug/hergebruikPackageTests.xctest}")
work=$(mktemp -d)
# shellcheck disable=SC2317 # called by the trap
finish() {
  chmod -R u+rwX "$work" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT
chmod 755 "$work"

as_user=()
is_root=false
if [ "$(id -u)" -eq 0 ]; then
  is_root=true
  as_user=(setpriv "--reuid=$(id -u nobody)" "--regid=$(id -g nobody)" --clear-groups --inh-caps=-all --no-new-privs)
fi
user() { # run in a folder of the user's, with nothing of our environment
  (cd "$work/own" && umask 077 && exec "${as_user[@]}" env -i "PATH=$PATH" "HOME=$work/own/home" \
    "TMPDIR=$work/own/tmp" LC_ALL=C TZ=Pacific/Chatham "HERGEBRUIK_KEYS=$work/own/keys" "$@")
}
wrong() {
  echo "unprivileged: $*" >&2
  exit 1
}

# The project, without what is built; and the program where the user's own make would have put it.
mkdir -p "$work/own/project/.build/release" "$work/own/home" "$work/own/tmp"
git ls-files -z | xargs -0 cp --parents -t "$work/own/project"
cp "$hergebruik" "$work/own/project/.build/release/hergebruik"
chmod -R u=rwX,go=rX "$work/own"
if "$is_root"; then chown -R nobody: "$work/own"; fi
user test -x "$work/own/project/.build/release/hergebruik" || wrong "the user cannot run the program"
program=$work/own/project/.build/release/hergebruik

# mode FOLDER FOLDERS FILES: all that stands there has exactly these modes.
mode() {
  local bad
  bad=$(find "$1" \( -type d ! -perm "$2" -o -type f ! -perm "$3" \) -printf '%m %p\n')
  [ -z "$bad" ] || wrong "modes in $1 are wrong:"$'\n'"$bad"
}

echo "==> an export becomes a catalogue"
day=$(date +%F)
until=$(date -d '+1 year' +%F)
printf 'nummer;soort;melder\n1;eik;A. de Vries\n2;linde;B. Jansen\n' >"$work/bomen.csv"
chmod 644 "$work/bomen.csv"
new=$work/own/new
user mkdir "$new"
user "$program" init "$work/bomen.csv" --project "$new" >/dev/null
mode "$new/pipelines" 755 644
user cat "$new/pipelines/bomen/pipeline.yaml" >/dev/null || wrong "the user cannot read what init wrote"
code=0
user "$program" check --project "$new" >"$work/check" 2>&1 || code=$?
[ "$code" -eq 2 ] || wrong "check of what init wrote ended with $code: $(cat "$work/check")"
cat >"$work/pipeline.yaml" <<YAML
version: 1
extract: {csv: {path: $work/bomen.csv, dialect: {delimiter: ";"}}}
fields:
  - {source: nummer, type: integer, privacy: none, treat: keep}
  - {source: soort, privacy: none, treat: keep}
  - {source: melder, privacy: direct, treat: drop}
metadata: {title: Bomen, description: Bomen van een test., theme: [ENVI]}
YAML
{
  grep -v '^keep:' pipelines/catalog.yaml
  echo 'keep: 2'
} >"$work/catalog.yaml"
chmod 644 "$work"/*.yaml
user cp "$work/pipeline.yaml" "$new/pipelines/bomen/pipeline.yaml"
user cp "$work/catalog.yaml" "$new/pipelines/catalog.yaml"
user "$program" check --project "$new" >"$work/check" 2>&1 || wrong "check: $(cat "$work/check")"
user "$program" sign-off bomen --project "$new" --role FG --decision publish --valid-until "$until" >/dev/null
user "$program" validate --project "$new" >/dev/null
user "$program" scan bomen --project "$new" >/dev/null 2>&1 || true
user "$program" run --project "$new" --date "$day" >/dev/null
user "$program" preview --project "$new" --export "$work/own/preview" >/dev/null
user "$program" withdraw bomen --project "$new" --reason "Een proef." >/dev/null
user "$program" run --project "$new" --quiet 2>/dev/null
[ ! -e "$new/catalog/current/datasets/bomen/bomen.csv.gz" ] || wrong "a withdrawn dataset is published"
user "$program" withdraw bomen --project "$new" --undo >/dev/null
user "$program" run --project "$new" --quiet
[ -e "$new/catalog/current/datasets/bomen/bomen.csv.gz" ] || wrong "an undone withdrawal is not published"
user sh -c 'cd && exec "$0" key new proef' "$program" >/dev/null
user sh -c 'cd && unset HERGEBRUIK_KEYS && exec "$0" key new proef' "$program" >/dev/null
mode "$new/pipelines" 755 644
mode "$new/catalog" 755 644
mode "$new/.hergebruik" 700 600
mode "$work/own/preview" 700 600
mode "$work/own/keys" 700 600
mode "$work/own/home/.config" 700 600

if "$is_root"; then
  echo "==> what root left behind stops nothing"
  for command in run 'run --dry-run' validate 'withdraw bomen'; do
    code=0
    # shellcheck disable=SC2086 # words of a command
    "$program" $command --project "$new" >"$work/root" 2>&1 || code=$?
    if [ "$code" -ne 4 ] || ! grep -q 'sudo -u nobody' "$work/root"; then
      wrong "root may '$command': $(cat "$work/root")"
    fi
  done
  chown -R root: "$(readlink -f "$new/catalog/current")"
  for night in 1 2 3 4; do
    printf '%s;es;C. Bakker\n' $((night + 2)) >>"$work/bomen.csv"
    user "$program" run --project "$new" --accept-change >"$work/night" 2>&1 || wrong "night $night: $(cat "$work/night")"
    grep -q 'bomen: published' "$work/night" || wrong "night $night: $(cat "$work/night")"
    grep -q "sudo chown -R nobody" "$work/night" || wrong "night $night does not say what to do: $(cat "$work/night")"
  done
  chown -R nobody: "$new/catalog"
  user "$program" run --project "$new" >"$work/night" 2>&1
  if grep -q 'warning' "$work/night"; then wrong "it is not mended: $(cat "$work/night")"; fi
fi
[ -z "$(find "$work/own/tmp" -mindepth 1)" ] || wrong "left in TMPDIR: $(find "$work/own/tmp" -mindepth 1)"

echo "==> make catalog, of a copy of the project that the user owns"
# -o: the program is there, and the user has no right to install what building it takes.
user env -u HERGEBRUIK_KEYS make -C "$work/own/project" -o build catalog >"$work/make" 2>&1 || wrong "make catalog: $(cat "$work/make")"
mode "$work/own/project/catalog" 755 644
python3 scripts/verify_generation.py "$work/own/project/catalog"

if [ -n "$filter" ]; then
  echo "==> the end-to-end tests"
  user test -r "$PWD/Package.swift" || wrong "the user cannot read $PWD, where the tests find the project"
  # Under the umask of most users: the tests' own files are not what is tested here.
  user sh -c 'umask 022; exec "$0" "$@"' timeout 600 "$tests" --testing-library swift-testing --filter "$filter" \
    >"$work/tests" 2>&1 || wrong "the tests: $(grep -E '✘|↳|error' "$work/tests" | head -n 60)"
  grep -E 'skipped' "$work/tests" || true
  grep -E 'Test run with [1-9][0-9]* tests?.* passed' "$work/tests" || wrong "no test ran"
fi
echo "unprivileged: all right as $("${as_user[@]}" id -un)"
