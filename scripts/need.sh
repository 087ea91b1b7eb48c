#!/usr/bin/env bash
# SPDX-License-Identifier: EUPL-1.2
#
# Install what a make target needs, and nothing that is there already (so a second run is quick and
# needs no network).
#
# usage: scripts/need.sh swift | apt PACKAGE… | python REQUIREMENT…
#   swift    stops with directions where Swift is missing or older than 6.2
#   apt      Debian packages, as root or with sudo
#   python   exact PyPI versions (NAME==VERSION), in the virtual environment .venv, or the one that VENV names
set -euo pipefail
cd "$(dirname "$0")/.."

need_swift() {
  local version=""
  if command -v swift >/dev/null; then
    version=$(swift --version 2>/dev/null |
      sed -n 's/.*Swift version \([0-9]*\.[0-9]*\).*/\1/p' | head -n 1)
  fi
  if [ -n "$version" ] && [ "$(printf '6.2\n%s\n' "$version" | sort -V | head -n 1)" = 6.2 ]; then
    return
  fi
  cat >&2 <<EOF
Hergebruik is built with Swift 6.2 or newer; found: ${version:-none}.
Get it in one of two ways, then run this command again:
  - swiftly, which keeps Swift up to date:  https://www.swift.org/install/linux/swiftly
  - an archive for your Linux:              https://www.swift.org/install/linux
EOF
  exit 1
}

need_apt() {
  if ! command -v dpkg-query >/dev/null; then
    echo "==> not a Debian system: this needs (Debian's names) $*" >&2
    return 0
  fi
  local missing=() package
  for package in "$@"; do
    if [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)" != installed ]; then
      missing+=("$package")
    fi
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "As root, run: apt-get install ${missing[*]}" >&2
      exit 1
    fi
    as_root=(sudo)
  fi
  echo "==> installing ${missing[*]}" >&2
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get
    -o DPkg::Lock::Timeout=300 -y -qq)
  "${apt[@]}" update </dev/null >&2
  "${apt[@]}" install --no-install-recommends "${missing[@]}" </dev/null >&2
}

need_python() {
  local missing=() venv=${VENV:-.venv}
  if [ ! -x "$venv/bin/python" ]; then
    need_apt python3 python3-venv
    echo "==> making the virtual environment $venv" >&2
    python3 -m venv "$venv"
  fi
  mapfile -t missing < <("$venv/bin/python" - "$@" <<'EOF'
import importlib.metadata as metadata
import sys

for requirement in sys.argv[1:]:
    name, version = requirement.split("==")
    try:
        present = metadata.version(name) == version
    except metadata.PackageNotFoundError:
        present = False
    if not present:
        print(requirement)
EOF
  )
  [ "${#missing[@]}" -gt 0 ] || return 0
  echo "==> installing ${missing[*]} in $venv" >&2
  "$venv/bin/python" -m pip install --quiet --disable-pip-version-check "${missing[@]}" >&2
}

what=${1:?usage: scripts/need.sh swift | apt PACKAGE… | python REQUIREMENT…}
shift
case $what in
  swift) need_swift ;;
  apt) need_apt "$@" ;;
  python) need_python "$@" ;;
  *)
    echo "need.sh: unknown kind '$what'" >&2
    exit 2
    ;;
esac
