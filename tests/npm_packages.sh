#!/usr/bin/env bash
# npm_packages.sh FROM TO: installs the npm packages of FROM's lock file into TO/node_modules, unless they are
# there already. Exits with 77 ("skipped" in ctest) if npm or the network is not there, with 1 in CI.
set -euo pipefail
skip() {
  echo "skipped: $1"
  [ -z "${CI:-}" ] && exit 77
  exit 1
}
from=$1 to=$2
cmp -s "$from/package-lock.json" "$to/installed.json" && exit 0
command -v npm >/dev/null || skip "npm is not there (Debian's package npm)"
mkdir -p "$to"
cp "$from/package.json" "$from/package-lock.json" "$to"
if ! npm ci --prefix "$to" --ignore-scripts --no-audit --no-fund --fetch-retries=1 --loglevel=error 2>"$to/npm.log"; then
  cat "$to/npm.log"
  grep -qE 'ENOTFOUND|EAI_AGAIN|ECONN|ENETUNREACH|ETIMEDOUT' "$to/npm.log" || exit 1
  skip "the npm registry cannot be reached"
fi
cp "$from/package-lock.json" "$to/installed.json"
