# SPDX-License-Identifier: GPL-3.0-or-later
# Sourced by ./run and ./test: installs what is missing and builds. Debian packages come from the one
# list in build-aux/packages.txt; sudo is asked for only when something is missing and we are not root.

missing_packages() {
  local wanted installed
  wanted=$(sed -e 's/#.*//' -e '/^[[:space:]]*$/d' "$here/build-aux/packages.txt" | sort -u)
  installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' 2>/dev/null | awk '$2 == "installed" { print $1 }' | sort -u)
  comm -23 <(printf '%s\n' "$wanted") <(printf '%s\n' "$installed")
}

install_missing() {
  local missing as_root=() fast=()
  missing=$(missing_packages)
  [ -n "$missing" ] || return 0
  # A machine that lives for one run need not write every unpacked file through to the disk.
  [ -z "${CI:-}" ] || fast=(-o Dpkg::Options::=--force-unsafe-io)
  echo "Installing $(printf '%s\n' "$missing" | wc -l) Debian packages that Vouch needs …"
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null; then
      echo "These packages are missing and need root to install: $missing" >&2
      return 1
    fi
    as_root=(sudo)
  fi
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null &&
    # shellcheck disable=SC2086
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${fast[@]}" $missing >/dev/null
}

build_in() { # folder, then options of meson setup
  local folder=$1
  shift
  if [ ! -f "$folder/build.ninja" ]; then
    meson setup "$folder" "$here" "$@" >"$folder.log" 2>&1 || { tail -n 30 "$folder.log" >&2; return 1; }
  fi
  ninja -C "$folder" >"$folder.log" 2>&1 || { grep -E 'error|FAILED' -A 8 "$folder.log" | head -n 80 >&2; return 1; }
}
