#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# Builds the shipped manifest without a network against a Debian root that stands in for the GNOME
# runtime, installs it, starts it under Xvfb and keeps a picture of its window. Run it as root with a
# scratch folder; README.md says what this proves and what it does not.
set -euo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
scratch=${1:?"usage: $0 FOLDER"}
mkdir -p "$scratch"
scratch=$(cd "$scratch" && pwd)
root=$scratch/root
branch=51
id=io.github.vouchportfolio.Vouch
export FLATPAK_USER_DIR=$scratch/flatpak

host_packages=(debootstrap flatpak flatpak-builder ostree elfutils bubblewrap dbus xvfb xauth imagemagick curl)
root_packages=(meson ninja-build gcc g++ cmake make patch xz-utils locales pkgconf git dpkg-dev
  libgtk-4-dev libadwaita-1-dev libgstreamer1.0-dev libgstreamer-plugins-base1.0-dev libsoup-3.0-dev
  libjson-glib-dev libsqlite3-dev libsecret-1-dev libarchive-dev libxml2-dev libxml2-utils libgnutls28-dev
  libseccomp-dev libgdk-pixbuf-2.0-dev libjpeg-dev libopenjp2-7-dev libtiff-dev liblcms2-dev
  libfontconfig-dev gettext itstool desktop-file-utils appstream appstream-compose shared-mime-info
  librsvg2-common at-spi2-core adwaita-icon-theme fonts-cantarell gperf gstreamer1.0-tools
  gstreamer1.0-plugins-base gstreamer1.0-plugins-good gstreamer1.0-plugins-bad gstreamer1.0-libav)

say() { printf '\n== %s\n' "$*"; }

# Debian's mirror, as this machine's own package tool names it.
mirror() {
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Label: Debian' | sort -u | head -n 1
}

# A command inside the root, with mounts that vanish with it.
inside() {
  unshare --mount --pid --fork --ipc --kill-child sh -c '
    r=$1; shift; mount --make-rprivate /
    mount -t proc proc "$r/proc"; mount --rbind /dev "$r/dev"; mount -t tmpfs t "$r/tmp"; mount -t tmpfs t "$r/run"
    exec chroot "$r" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/tmp LANG=C.UTF-8 \
      DEBIAN_FRONTEND=noninteractive "$@"' sh "$root" "$@"
}

make_root() {
  [ -e "$root/.complete" ] && return 0
  rm -rf "$root"
  debootstrap --variant=minbase --include=ca-certificates forky "$root" "$(mirror)" sid >"$scratch/root.log"
  printf '%s\n' 'APT::Install-Recommends "false";' 'Acquire::Languages "none";' \
    'Acquire::Check-Valid-Until "false";' >"$root/etc/apt/apt.conf.d/90stand-in"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
  chmod +x "$root/usr/sbin/policy-rc.d"
  inside apt-get update -qq
  inside apt-get install -y -qq "${root_packages[@]}" >>"$scratch/root.log"
  inside localedef -i en_US -f UTF-8 en_US.UTF-8
  inside apt-get clean
  touch "$root/.complete"
}

# The root, committed under the id and branch of the runtime that the manifest names. It lacks what
# the real one lacks.
make_runtime() {
  local rt=$scratch/rt lack
  [ -e "$scratch/runtime.complete" ] && return 0
  rm -rf "$rt" "$scratch/repo" "$FLATPAK_USER_DIR"
  mkdir -p "$rt/files" "$rt/export"
  cp -al "$root/usr" "$rt/usr"
  cp -a "$root/etc" "$rt/usr/etc"
  rm -rf "$rt"/usr/share/{doc,man,info,locale} "$rt"/usr/etc/{shadow*,gshadow*,mtab,resolv.conf,hostname,ld.so.conf}
  ln -sf ../sbin/ldconfig "$rt/usr/bin/ldconfig"
  # The builder of Debian 12 calls a tool that this root has under another name, and moves the store
  # page to the folder that it was once looked for in.
  cat >"$rt/usr/bin/appstream-compose" <<'COMPOSE'
#!/bin/sh
set -e
for id; do :; done
mkdir -p /app/share/metainfo
cp "/app/share/appdata/$id.appdata.xml" "/app/share/metainfo/$id.metainfo.xml"
exec appstreamcli compose --prefix=/ --origin=flatpak --components="$id" --result-root=/app \
  --data-dir=/app/share/app-info/xmls --icons-dir=/app/share/app-info/icons/flatpak /app
COMPOSE
  chmod +x "$rt/usr/bin/appstream-compose"
  printf '%s\n' 'include /run/flatpak/ld.so.conf.d/app-*.conf' 'include /app/etc/ld.so.conf' /app/lib \
    'include /run/flatpak/ld.so.conf.d/runtime-*.conf' /lib/x86_64-linux-gnu /usr/lib/x86_64-linux-gnu \
    >"$rt/usr/etc/ld.so.conf"
  printf '%s\n' '[Runtime]' name=org.gnome.Sdk runtime=org.gnome.Platform/x86_64/$branch \
    sdk=org.gnome.Sdk/x86_64/$branch '' '[Environment]' \
    GST_PLUGIN_SYSTEM_PATH=/app/lib/gstreamer-1.0:/usr/lib/x86_64-linux-gnu/gstreamer-1.0 \
    XDG_DATA_DIRS=/app/share:/usr/share:/run/host/user-share:/run/host/share >"$rt/metadata.sdk"
  sed 's/^name=.*/name=org.gnome.Platform/' "$rt/metadata.sdk" >"$rt/metadata.platform"
  cp "$rt/metadata.sdk" "$rt/metadata"
  lack=(--exclude='/include/sodium*' --exclude='/lib/x86_64-linux-gnu/libsodium*'
    --exclude='/lib/x86_64-linux-gnu/pkgconfig/libsodium.pc' --exclude='/lib/x86_64-linux-gnu/libpoppler*')
  ostree init --mode=bare-user-only --repo="$scratch/repo"
  flatpak build-export --runtime --metadata=metadata.sdk --disable-sandbox "${lack[@]}" "$scratch/repo" "$rt" $branch
  flatpak build-export --runtime --metadata=metadata.platform --exclude='/include/*' --exclude='/lib/gcc/*' \
    --exclude='/lib/x86_64-linux-gnu/pkgconfig/*' --exclude='/share/pkgconfig/*' --exclude='/share/gir-1.0/*' \
    "${lack[@]}" "$scratch/repo" "$rt" $branch
  flatpak --user remote-add --no-gpg-verify stand-in "file://$scratch/repo"
  flatpak --user install -y --noninteractive stand-in org.gnome.Sdk//$branch org.gnome.Platform//$branch
  touch "$scratch/runtime.complete"
}

# The builder takes a source from its own store when that has one of the right name and checksum.
lay_sources() {
  local pool sum name path
  pool=$(mirror)/pool/main
  while read -r path name; do
    [ -e "$scratch/sources/$name" ] || curl -sSf --create-dirs -o "$scratch/sources/$name" "$pool/$path"
    sum=$(sha256sum "$scratch/sources/$name" | cut -d' ' -f1)
    grep -q "$sum" "$here/$id.json" || { echo "The manifest does not name $name by the sum $sum." >&2; return 1; }
    mkdir -p "$scratch/state/downloads/$sum"
    cp "$scratch/sources/$name" "$scratch/state/downloads/$sum/$name"
  done <<'SOURCES'
libs/libsodium/libsodium_1.0.22.orig.tar.gz libsodium-1.0.22.tar.gz
q/qpdf/qpdf_12.2.0.orig.tar.gz qpdf-12.2.0.tar.gz
p/poppler/poppler_26.07.0.orig.tar.xz poppler-26.07.0.tar.xz
e/exiv2/exiv2_0.27.6.orig.tar.gz exiv2-0.27.6.tar.gz
g/gexiv2/gexiv2_0.14.0.orig.tar.xz gexiv2-0.14.0.tar.xz
SOURCES
}

# From a clean tree, in a network namespace of its own: what is not laid out beforehand cannot come.
build() {
  rm -rf "$scratch/tree"
  mkdir "$scratch/tree"
  git -C "$here/.." archive HEAD | tar x -C "$scratch/tree"
  (cd "$scratch/tree/flatpak" &&
    unshare --net flatpak-builder --user --force-clean --disable-rofiles-fuse --repo="$scratch/apps" \
      --state-dir="$scratch/state" "$scratch/build" "$id.json")
  flatpak build-bundle "$scratch/apps" "$scratch/vouch.flatpak" "$id"
  flatpak --user install -y --noninteractive --reinstall "$scratch/vouch.flatpak"
}

start() {
  rm -f "$scratch/window.png"
  unshare --net sh -c 'ip link set lo up 2>/dev/null; exec "$@"' sh \
    xvfb-run -a -s '-screen 0 1280x800x24 -nolisten tcp' dbus-run-session -- sh -c '
      flatpak run --user --env=GSK_RENDERER=cairo "$1" & sleep 12
      import -window root "$2"; kill $!; flatpak kill "$1"' sh "$id" "$scratch/window.png" || true
  [ "$(identify -format %k "$scratch/window.png")" -gt 20 ] ||
    { echo "The window shows nothing; look at $scratch/window.png." >&2; return 1; }
}

apt-get install -y -qq --no-install-recommends "${host_packages[@]}" >/dev/null
say "A Debian root"
make_root
say "The stand-in for the runtime"
make_runtime
say "The sources"
lay_sources
say "The manifest, built and installed without a network"
build
say "Started without a network"
start
say "Done: $scratch/vouch.flatpak, and its window in $scratch/window.png"
