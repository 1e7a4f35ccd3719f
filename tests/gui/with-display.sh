#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# with-display.sh [WIDTHxHEIGHT] COMMAND…: runs COMMAND with a screen, a session bus and XDG folders of
# its own, so that nothing of the person at this computer is seen or touched.
set -eu

size=1366x768
case "$1" in
  [0-9]*x[0-9]*) size=$1; shift ;;
esac

home=$(mktemp -d "${TMPDIR:-/tmp}/vouch-gui.XXXXXX")
server=
trap 'test -z "$server" || kill "$server" 2>/dev/null; rm -rf "$home"' EXIT INT TERM
mkdir -p "$home/config/gtk-4.0" "$home/data" "$home/cache" "$home/run"
chmod 700 "$home/run"
# The buttons of a window are those that GNOME shows.
printf '[Settings]\ngtk-font-name=Cantarell 11\ngtk-enable-animations=0\ngtk-decoration-layout=:close\n' > "$home/config/gtk-4.0/settings.ini"

unset WAYLAND_DISPLAY NO_AT_BRIDGE
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data" \
  XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home/run" \
  GDK_BACKEND=x11 GSK_RENDERER=cairo GDK_DEBUG=gl-disable GSETTINGS_BACKEND=memory \
  GTK_USE_PORTAL=0 SECRET_BACKEND=file SECRET_FILE_TEST_PATH="$home/secrets" \
  SECRET_FILE_TEST_PASSWORD=test

# The server names a free display itself, so that no two of these meet on one; and it stays as it is
# when its last client leaves, which would otherwise turn away whoever comes at that moment.
Xvfb -displayfd 3 -screen 0 "${size}x24" -nolisten tcp -noreset 3> "$home/display" 2> "$home/server.log" &
server=$!
tries=0
until test -s "$home/display"; do
  tries=$((tries + 1))
  test "$tries" -lt 100 || { cat "$home/server.log" >&2; exit 1; }
  sleep 0.1
done
DISPLAY=":$(cat "$home/display")"
export DISPLAY
if test -n "${VOUCH_LARGE_TEXT:-}"; then
  # Twice as large, the way a desktop says it.
  printf 'Xft/DPI 196608\nGtk/FontName "Cantarell 11"\nGtk/EnableAnimations 0\nGtk/DecorationLayout ":close"\n' > "$home/xsettings"
  xsettingsd -c "$home/xsettings" 2> /dev/null &
fi
dbus-run-session -- "$@"
