#!/usr/bin/env bash
# debian_node.sh FOLDER: prints the path of Debian's own node.
#
# If the package nodejs is Debian's, that is /usr/bin/node. A machine whose nodejs comes from elsewhere (often
# a newer one, which hides what Debian's does not run) keeps it: Debian's is unpacked below FOLDER instead.
# Debian's node reads parts of itself from /usr/share/nodejs, so that the unpacked one runs in a mount
# namespace of its own, where these are laid over /usr/share; that takes root or user namespaces.
set -euo pipefail
folder=$(realpath -m "$1")
packages=(nodejs libnode108 libbrotli1 libc-ares2 libicu72 libnghttp2-14 libuv1
  node-acorn node-xtend node-cjs-module-lexer node-undici node-busboy)

is_debians() { dpkg-query -W -f='${db:Status-Status} ${Maintainer}\n' nodejs 2>/dev/null | grep -q '^installed Debian '; }

debians_version() { apt-cache madison nodejs | awk -F' *\\| *' '$2 ~ /dfsg/ {print $2; exit}'; }

unpack() {
  local version
  version=$(debians_version)
  if [ -z "$version" ] && [ "$(id -u)" = 0 ]; then
    apt-get update -qq >&2
    version=$(debians_version)
  fi
  [ -n "$version" ] || { echo "debian_node: apt knows no nodejs of Debian; run apt-get update as root" >&2; exit 1; }
  rm -rf "$folder"
  mkdir -p "$folder/archives" "$folder/bin"
  (cd "$folder/archives" && apt-get download -qq "${packages[@]/%nodejs/nodejs=$version}" 2>&1 | grep -v unsandboxed >&2 || true)
  for archive in "$folder"/archives/*.deb; do dpkg -x "$archive" "$folder"; done
  write_wrapper
}

write_wrapper() {
  cat >"$folder/bin/node" <<'WRAPPER'
#!/bin/sh
# Debian's own node, see tests/fresh/debian_node.sh.
export DEBIAN_NODE=$(cd "$(dirname "$0")/.." && pwd) CALLED_FROM=$PWD
[ "$(id -u)" = 0 ] && as_root= || as_root=-r
exec unshare $as_root -m sh -c '
  cd "$DEBIAN_NODE" && mount -t overlay overlay -o lowerdir=usr/share:/usr/share /usr/share || exit 1
  cd "$CALLED_FROM"
  export LD_LIBRARY_PATH=$DEBIAN_NODE/usr/lib/$(uname -m)-linux-gnu
  exec "$DEBIAN_NODE/usr/bin/node" "$@"' node "$@"
WRAPPER
  chmod +x "$folder/bin/node"
}

if is_debians; then
  echo /usr/bin/node
else
  [ -x "$folder/bin/node" ] || unpack
  "$folder/bin/node" --version >/dev/null
  echo "$folder/bin/node"
fi
