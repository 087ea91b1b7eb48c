#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Every source file names its licence in its first two lines (REUSE, SPDX).
set -euo pipefail
cd "$(dirname "$0")/.."

count=0 bad=0
while IFS= read -r -d '' file; do
  [ -f "$file" ] || continue
  count=$((count + 1))
  if ! head -n 2 -- "$file" | grep -q 'SPDX-License-Identifier: EUPL-1\.2'; then
    echo "$file: no 'SPDX-License-Identifier: EUPL-1.2' in its first two lines" >&2
    bad=$((bad + 1))
  fi
done < <(git ls-files -z --cached --others --exclude-standard -- \
  '*.swift' '*.c' '*.h' '*.sh' '*.py' '*.js' '*.css' Makefile .ci/run)

if [ "$count" -eq 0 ]; then
  echo "no source files found: is this a git working tree?" >&2
  exit 1
fi
echo "licence headers: $count files, $bad without"
[ "$bad" -eq 0 ]
