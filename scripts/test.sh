#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Run the tests, and say at the end how many were skipped and why. A reason begins with one of three words:
#   addition:  files of others beside the repository, of which each kind has a sibling that runs always
#   tool:      another program, which the privacy core does not need
#   rights:    what only root can try
# A test that is skipped for any other reason, or for none, is one of trust: then this fails, as it does where no test ran.
#
# usage: scripts/test.sh [ARGUMENTS OF swift test…]
#   TEST_COMMAND  what runs the tests (swift test)
set -euo pipefail
cd "$(dirname "$0")/.."

read -ra command <<<"${TEST_COMMAND:-swift test}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
"${command[@]}" "$@" 2>&1 | grep --line-buffered -v 'ld.gold: warning: Cannot export local symbol' | tee "$log" || status=$?

# Test NAME skipped: "REASON" — colours taken off, one reason a line.
reasons=$(sed -nE 's/\x1b\[[0-9;]*m//g; s/^[^ ]+ Test .+ skipped(: "(.*)"|\.)?$/\2/p' "$log")
trust=$(grep -vE '^(addition|tool|rights): ' <<<"$reasons" | grep -c . || true)
unnamed=$(sed -nE 's/\x1b\[[0-9;]*m//g; /^[^ ]+ Test .+ skipped\.?$/p' "$log" | grep -c . || true)

echo
echo "tests skipped: $(grep -c . <<<"$reasons" || true)"
if [ -n "$reasons" ]; then
  sort <<<"$reasons" | grep . | uniq -c | sort -rn
fi
if [ "$unnamed" -gt 0 ]; then
  echo "tests skipped without a reason: $unnamed" >&2
fi
if [ $((trust + unnamed)) -gt 0 ]; then
  echo "$((trust + unnamed)) tests of trust were skipped: give them their input in the repository (Tests/Vectors)," >&2
  echo "or, where they only add, a reason that begins with addition:, tool: or rights:" >&2
  status=1
fi
# A filter that matches nothing passes too.
grep -qE 'Test run with [1-9][0-9]* tests?' "$log" || {
  echo "no test ran" >&2
  status=1
}
exit "$status"
