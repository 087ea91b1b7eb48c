#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Kill `hergebruik run` with SIGKILL at random moments: the catalogue must stay whole every time, and
# a run must succeed afterwards. Works on a copy of the sample project; kills only what it started.
#
# usage: scripts/kill_test.sh [N]
#   N           how many runs are killed (50)
#   HERGEBRUIK  the program (.build/release/hergebruik)
#   SEED        the seed of the random moments (the process's number; it is printed)
set -euo pipefail
cd "$(dirname "$0")/.."

rounds=${1:-50}
hergebruik=$(realpath "${HERGEBRUIK:-.build/release/hergebruik}")
seed=${SEED:-$$}
RANDOM=$((seed % 32768))
work=$(mktemp -d)
pid=
# shellcheck disable=SC2317 # called by the trap
finish() {
  [ -z "$pid" ] || kill -KILL "$pid" 2>/dev/null || true
  rm -rf "$work"
}
trap finish EXIT

project=$work/project
mkdir -p "$project" "$work/runs"
mkdir -m 700 "$work/keys"
export HERGEBRUIK_KEYS=$work/keys
cp -r pipelines "$project/"
"$hergebruik" key new demo-voorbeeldstad >/dev/null
"$hergebruik" sign-off --project "$project" meldingen-openbare-ruimte parkeervergunningen subsidieregister \
  --role test --decision publish --valid-until "$(date -d '+1 year' +%F)" >/dev/null

run() { "$hergebruik" run --project "$project" --quiet; }
# A new tree makes each run a run that has something to publish.
grow() {
  printf 'VBS-%06d;Quercus robur;Zomereik;1990;6 - 9 m;20;152128,14;464249,50;Centrum;Gemeente;N\n' \
    $((900000 + $1)) >>"$project/pipelines/bomen/example/bomen.csv"
}
whole() {
  python3 scripts/verify_generation.py "$project/catalog" >"$work/verify" 2>&1 || {
    echo "round $1: the catalogue is not whole (seed $seed)" >&2
    cat "$work/verify" >&2
    exit 1
  }
}

run
whole 0
grow 0
start=$(date +%s%N)
run
window=$((($(date +%s%N) - start) / 1000)) # microseconds: the random moment lies within it
whole 0
echo "kill test: $rounds rounds, a run takes $((window / 1000)) ms, seed $seed"

killed=0 finished=0
for round in $(seq "$rounds"); do
  grow "$round"
  moment=$(((RANDOM * 32768 + RANDOM) % (window + 1)))
  "$hergebruik" run --project "$project" --quiet >"$work/runs/$round" 2>&1 &
  pid=$!
  sleep "$(printf '%d.%06d' $((moment / 1000000)) $((moment % 1000000)))"
  kill -KILL "$pid" 2>/dev/null || true
  code=0
  { wait "$pid"; } 2>/dev/null || code=$?
  pid=
  case $code in
    137) killed=$((killed + 1)) ;;
    0) finished=$((finished + 1)) ;;
    *)
      echo "round $round: the run after a killed one ended with code $code (seed $seed):" >&2
      cat "$work/runs/$round" >&2
      exit 1
      ;;
  esac
  whole "$round"
done

if [ "$killed" -lt $(((rounds + 1) / 2)) ]; then
  echo "only $killed of $rounds runs were still going when they were killed: nothing is proved" >&2
  exit 1
fi
grow $((rounds + 1))
run
whole end
rows=$(gzip -dc "$project/catalog/current/datasets/bomen/bomen.csv.gz" | wc -l)
expected=$(wc -l <"$project/pipelines/bomen/example/bomen.csv")
if [ "$rows" -ne "$expected" ]; then
  echo "the last run published $rows lines of bomen, the export has $expected" >&2
  exit 1
fi
leftovers=$(find "$project/catalog" "$project/catalog/generations" -mindepth 1 -maxdepth 1 \
  ! -name generations ! -name current ! -name '[0-9]*')
if [ -n "$leftovers" ]; then
  echo "left behind by killed runs, and not cleaned up:" "$leftovers" >&2
  exit 1
fi
echo "kill test: $killed killed, $finished finished in time; whole every time; $(cat "$work/verify")"
