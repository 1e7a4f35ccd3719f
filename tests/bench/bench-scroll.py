#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scrolling through 10,000 files with pictures against the same of 100, in turn, as grid and as list:
for how long a picture stands, and how long the files take to be listed.
bench-scroll.py BENCH_SCROLL MAKE_LIBRARY SOURCE_ROOT HELPERS"""
import os
import statistics
import subprocess
import sys
import tempfile

scroll, make, source, helpers = sys.argv[1:5]
ROUNDS = 3


def main():
    if "DISPLAY" not in os.environ:
        os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", "-screen 0 1280x900x24 -nolisten tcp", sys.executable, *sys.argv])
    with tempfile.TemporaryDirectory() as home:
        env = dict(os.environ, GDK_BACKEND="x11", GSK_RENDERER="cairo", NO_AT_BRIDGE="1", GSETTINGS_BACKEND="memory",
                   GTK_A11Y="none", HOME=home, XDG_CONFIG_HOME=home + "/config", XDG_DATA_HOME=home + "/data",
                   XDG_CACHE_HOME=home + "/cache", VOUCH_CATALOGUE=source + "/data/catalogue",
                   VOUCH_HELPERS=helpers, VOUCH_KEYRING="file:" + home + "/keyring")
        sizes = {"100": "5", "10000": "500"}
        for items, portfolios in sizes.items():
            subprocess.run([make, f"{home}/{items}", items, portfolios], env=env, check=True)
        for shape in ("grid", "list"):
            runs = {items: [] for items in sizes}
            for _ in range(ROUNDS):
                for items in sizes:
                    done = subprocess.run([scroll, f"{home}/{items}", shape], env=env, capture_output=True, text=True,
                                          timeout=120, check=True)
                    runs[items].append([float(n) for n in done.stdout.split()])
            for items, rows in runs.items():
                _, p50, p99, most, late, listed = (statistics.median(column) for column in zip(*rows))
                print(f"{shape} of {items}: a picture stands {p50:.1f} ms (p99 {p99:.1f}, most {most:.1f}, "
                      f"{late:.0f} of 300 over 34 ms); listed in {listed:.1f} ms")
            small, large = (statistics.median(r[2] for r in runs[items]) for items in sizes)
            print(f"{shape}: p99 of 10,000 / p99 of 100: {large / small:.2f} (aim ≤ 1.05)")


main()
