#!/usr/bin/env bash
# debootstrap.sh FOLDER [COMMAND...]: runs COMMAND (without one, the two of the README) in a copy of this checkout
# on a bare Debian 12, and says how long each took and how busy the machine was. As root, with debootstrap.
#
# FOLDER keeps the bare system (base) for the next time; what a run changes lies in an overlay that the next
# run empties. How this machine reaches Debian's packages (sources, proxies) is copied in, nothing else. With
# OFFLINE set the commands have no network; KEEP=1 goes on from where the last run ended.
set -euo pipefail
checkout=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
folder=$(realpath -m "${1:?a folder for the bare system}")
shift
[ $# -gt 0 ] || set -- "./dev run scenarios/us-china-2025/us-china-145-125.yaml" "./dev test"
bare=$folder/root
inside=/home/tariffsim

leave() { umount -l "$bare"/{proc,dev,sys} "$bare" 2>/dev/null || true; }

make_base() {
  mkdir -p "$folder"
  debootstrap --variant=minbase bookworm "$folder/making" >"$folder/debootstrap.log"
  mv "$folder/making" "$folder/base"
}

mount_bare() {
  [ -n "${KEEP:-}" ] || rm -rf "$folder/changes" "$folder/work"
  mkdir -p "$folder/changes" "$folder/work" "$bare"
  mount -t overlay overlay -o "lowerdir=$folder/base,upperdir=$folder/changes,workdir=$folder/work" "$bare"
  trap leave EXIT
  mount -t proc proc "$bare/proc"
  mount -t sysfs sysfs "$bare/sys"
  mount --rbind /dev "$bare/dev"
}

copy_setup() {  # how this machine reaches packages
  cp /etc/resolv.conf "$bare/etc/"
  [ ! -f /etc/apt/sources.list.d/debian.sources ] || { cp /etc/apt/sources.list.d/debian.sources "$bare/etc/apt/sources.list.d/"; rm -f "$bare/etc/apt/sources.list"; }
  [ -z "${NODE_EXTRA_CA_CERTS:-}" ] || cp "$NODE_EXTRA_CA_CERTS" "$bare/etc/npm-ca.pem"
  grep -lE '^ *Acquire::(http|https|Check|Retries)' /etc/apt/apt.conf.d/* | xargs -r cp -t "$bare/etc/apt/apt.conf.d" || true
}

copy_checkout() {
  mkdir -p "$bare$inside"
  git -C "$checkout" ls-files -z --cached --others --exclude-standard |
    (cd "$checkout" && xargs -0 ls -d 2>/dev/null | tar -c --files-from=-) | tar -x --no-same-owner -C "$bare$inside"
}

timed() {  # timed COMMAND
  local since=$SECONDS status=0
  echo "== $1"
  ${OFFLINE:+unshare --net} env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LANG=C.UTF-8 \
    ${NODE_EXTRA_CA_CERTS:+NODE_EXTRA_CA_CERTS=/etc/npm-ca.pem} ${CI:+CI=true} \
    chroot "$bare" bash -c "cd $inside && $1" || status=$?
  echo "== $((SECONDS - since)) s, status $status, load $(cut -d' ' -f1-3 /proc/loadavg): $1"
  return "$status"
}

[ -d "$folder/base" ] || make_base
mount_bare
copy_setup
copy_checkout
for command in "$@"; do timed "$command"; done
