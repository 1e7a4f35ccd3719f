#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Start to first painted window with 10 and with 10,000 files, against gnome-text-editor and an empty window
of libadwaita: eleven rounds, one by one, the first dropped, a D-Bus session each, the same renderer for all.
bench-start.py FIRST_PAINT EMPTY_WINDOW MAKE_LIBRARY VOUCH SOURCE_ROOT HELPERS"""
import os
import statistics
import subprocess
import sys
import tempfile

first_paint, empty, make, vouch, source, helpers = sys.argv[1:7]
ROUNDS = 12


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
                   XDG_CACHE_HOME=home + "/cache", VOUCH_CATALOGUE=source + "/data/catalogue",
                   VOUCH_HELPERS=helpers, VOUCH_KEYRING="file:" + home + "/keyring")
        small, large = dict(env, VOUCH_LIBRARY=home + "/small"), dict(env, VOUCH_LIBRARY=home + "/large")
        for folder, files, portfolios in (("small", "10", "6"), ("large", "10000", "500")):
            subprocess.run([make, f"{home}/{folder}", files, portfolios], env=env, check=True)
        programs = {
            "vouch with 10,000 files": (large, vouch),
            "vouch with 10 files": (small, vouch),
            "gnome-text-editor": (env, "gnome-text-editor", "--standalone"),
            "an empty window": (env, empty),
        }
        runs = {name: [] for name in programs}
        for _ in range(ROUNDS):
            for name, (own, *command) in programs.items():
                runs[name].append(measure(own, *command))
    for name, rows in runs.items():
        ms = [r[0] for r in rows[1:]]
        print(f"{name}: painted after {statistics.median(ms):.0f} ms ({min(ms):.0f}–{max(ms):.0f}), "
              f"{statistics.median(r[1] for r in rows[1:]):.0f} MiB")
    ours = runs["vouch with 10,000 files"]
    for other, aim in (("gnome-text-editor", "0.90"), ("an empty window", "1.35"), ("vouch with 10 files", "1.05")):
        time, memory = (statistics.median(a[column] / b[column] for a, b in zip(ours[1:], runs[other][1:]))
                        for column in (0, 1))
        print(f"vouch with 10,000 files / {other}: start {time:.2f} (aim ≤ {aim}), memory {memory:.2f}")


main()
