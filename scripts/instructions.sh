#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Counts the instructions of the four jobs of the benchmark (reference, k, validation, XML) with callgrind, the
# workers included. A count repeats for the same program and input, whatever else the machine does. With a second
# program it prints both and their ratio, and compares what they publish.
#
# usage: scripts/instructions.sh [BEFORE]
#   BEFORE      another build of the program, to compare with
#   I_ROWS      rows of the export (100000)
#   I_JOBS      which of the jobs (reference k validation xml)
#   HERGEBRUIK  the program (.build/release/hergebruik)
set -euo pipefail
cd "$(dirname "$0")/.."

rows=${I_ROWS:-100000}
# shellcheck source=scripts/bench_common.sh
. scripts/bench_common.sh
scripts/need.sh apt valgrind
programs=("$hergebruik")
[ $# = 0 ] || programs=("$(realpath "$1")" "$hergebruik")
counts=$bench/instructions
rm -rf "$counts"
mkdir -p "$counts"

# Under valgrind /proc/self/exe is valgrind, and a worker is started by that name: this gives it the program's.
cat >"$counts/spawn.c" <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
int posix_spawn(pid_t *pid, const char *path, const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  int (*next)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *,
              char *const[], char *const[]) = dlsym(RTLD_NEXT, "posix_spawn");
  if (strcmp(path, "/proc/self/exe") == 0) path = getenv("COUNTED_PROGRAM");
  return next(pid, path, actions, attributes, arguments, environment);
}
END
cc -shared -fPIC -o "$counts/spawn.so" "$counts/spawn.c" -ldl

# count NAME PIPELINES FORMAT, if the job is wanted: a line with the millions of instructions of each program, and their ratio.
count() {
  local name=$1 found=() place=0
  [[ " ${I_JOBS:-reference k validation xml} " == *" $name "* ]] || return 0
  export_of "$rows" "$3"
  for hergebruik in "${programs[@]}"; do
    fresh_project "$counts/$name-$place" "$2"
    sign_project "$counts/$name-$place"
    # Callgrind cannot read the symbols that Swift's linker writes; the counts need none.
    strip -o "$counts/program" "$hergebruik"
    LD_PRELOAD=$counts/spawn.so COUNTED_PROGRAM=$counts/program valgrind --tool=callgrind --trace-children=yes \
      --callgrind-out-file="$counts/$name-$place.%p" "$counts/program" run --project "$counts/$name-$place" --quiet --jobs 1 2>"$counts/log" ||
      { cat "$counts/log"; exit 1; }
    found+=("$(awk '/^(summary|totals):/ && !seen[FILENAME]++ { sum += $2 } END { printf "%.0f", sum / 1e6 }' \
      "$counts/$name-$place".[0-9]*)")
    place=$((place + 1))
  done
  printf '%s\t%s' "$name" "${found[*]}"
  if [ ${#found[@]} = 2 ]; then
    awk -v a="${found[0]}" -v b="${found[1]}" 'BEGIN { printf "\tratio %.3f", b / a }'
    cmp -s "$(table "$name-0")" "$(table "$name-1")" && printf '\tthe same table' || printf '\tANOTHER TABLE'
  fi
  echo
}

table() { echo "$counts/$1/catalog/current/datasets/parkeervergunningen/parkeervergunningen.csv.gz"; }

echo "==> millions of instructions, $rows rows"
count reference bench/pipelines csv
count k bench/pipelines-k csv
count validation bench/pipelines-validation csv
count xml bench/pipelines-xml xml
