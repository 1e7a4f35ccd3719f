#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start to first painted window, against gnome-text-editor: eleven pairs in one run, one by one, the
first pair dropped, a D-Bus session each, the same renderer for both.
bench-start.py FIRST_PAINT VOUCH SOURCE_ROOT HELPERS"""
import os
import statistics
import subprocess
import sys
import tempfile

first_paint, vouch, source, helpers = sys.argv[1:5]
PAIRS = 12


def measure(env, *command):
    done = subprocess.run(["dbus-run-session", "--", first_paint, *command], env=env, capture_output=True, text=True,
                          timeout=60)
    ms, kib = done.stdout.strip().splitlines()[-1].split()
    return float(ms), float(kib) / 1024


def main():
    if "DISPLAY" not in os.environ:
        os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24 -nolisten tcp", sys.executable, *sys.argv])
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ, GDK_BACKEND="x11", GSK_RENDERER="cairo", NO_AT_BRIDGE="1", GSETTINGS_BACKEND="memory",
                   HOME=home, XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data",
                   XDG_CACHE_HOME=home + "/cache", VOUCH_LIBRARY=home + "/library",
                   VOUCH_CATALOGUE=source + "/data/catalogue", VOUCH_HELPERS=helpers,
                   VOUCH_KEYRING="file:" + home + "/keyring")
        ours, theirs = [], []
        for pair in range(PAIRS):
            one, other = measure(env, vouch), measure(env, "gnome-text-editor", "--standalone")
            if pair > 0:
                ours.append(one)
                theirs.append(other)
    for name, runs in (("vouch", ours), ("gnome-text-editor", theirs)):
        ms = [r[0] for r in runs]
        print(f"{name}: painted after {statistics.median(ms):.0f} ms ({min(ms):.0f}–{max(ms):.0f}), "
              f"{statistics.median(r[1] for r in runs):.0f} MiB")
    ratios = [a[0] / b[0] for a, b in zip(ours, theirs)]
    print(f"start ratio vouch / gnome-text-editor: {statistics.median(ratios):.2f} (aim ≤ 1.20)")
    print(f"memory ratio: {statistics.median(a[1] / b[1] for a, b in zip(ours, theirs)):.2f}")


main()
