#!/usr/bin/env bash
# An installed program knows nothing of the tree that it was built from, finds its library from anywhere, and
# comes with a page for man and completion.
set -euo pipefail
fail() { echo "FAILED: $1"; exit 1; }
workspace=$(mktemp -d "/tmp/tariffsim installed-XXXXXX")
trap 'rm -rf "$workspace"' EXIT
cmake --install "$TARIFFSIM_BUILD_DIR" --prefix "$workspace/usr" >"$workspace/install.log" || fail "$(cat "$workspace/install.log")"
documents=$workspace/usr/share/doc/tariffsim
grep -oE '\]\([A-Za-z][A-Za-z0-9_./-]*\)' "$documents/README.md" | sort -u | sed 's/^](//; s/)$//' |
  while read -r cited; do
    [ -e "$documents/$cited" ] || { echo "FAILED: the installed README cites $cited, which is not there"; exit 1; }
  done
unset TARIFFSIM_DATA
program=$workspace/usr/bin/tariffsim
mkdir "$workspace/work"
cd "$workspace/work"

for list in baselines scenarios; do
  "$program" list $list >list.txt
  grep -q "$workspace/usr/share/tariffsim" list.txt || fail "'list $list' shows nothing of $workspace/usr: $(cat list.txt)"
  ! grep -qF "$TARIFFSIM_SOURCE_DIR/" list.txt || fail "'list $list' shows the source tree: $(cat list.txt)"
done
! grep -qF "$TARIFFSIM_SOURCE_DIR/" "$program" || fail "the program holds the path of the source tree"

"$program" run us-china-145-125 -q
[ -s out/us-china-145-125/report.html ] || fail "no report of a scenario of the library"
rm -rf "$workspace/usr/share/tariffsim"
"$program" run us-china-145-125 -q 2>errors.txt && fail "a scenario was found without a library"
grep -q "neither a file here nor a scenario of the library" errors.txt || fail "$(cat errors.txt)"

share=$workspace/usr/share
cmp <("$program" help man) "$share/man/man1/tariffsim.1"
cmp <("$program" help bash) "$share/bash-completion/completions/tariffsim"
cmp <("$program" help fish) "$share/fish/vendor_completions.d/tariffsim.fish"
if command -v groff >/dev/null; then
  faults=$(groff -man -Tutf8 -ww -z "$share/man/man1/tariffsim.1" 2>&1)
  [ -z "$faults" ] || fail "the man page: $faults"
fi

complete() {  # complete WORD...: what bash offers for the last word
  bash -c 'source "$0"; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _tariffsim; echo "${COMPREPLY[*]}"' \
    "$share/bash-completion/completions/tariffsim" "$TARIFFSIM_PROGRAM" "$@"
}
offers() {  # offers EXPECTED WORD...
  [ "$(complete "${@:2}")" = "$1" ] || fail "after '${*:2}' bash offers '$(complete "${@:2}")', not '$1'"
}
offers "validate" va
offers "us-china-145-125" run us-china-145-1
offers "world-2017 world-2022 world-2023 world-2024" run a.yaml --baseline wor
offers "csv,xlsx" run a.yaml -f csv,x
offers "--threads" run a.yaml --th
offers "elasticities" list el
