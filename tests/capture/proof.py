#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints what docs/capture-proof.md holds: the output of the recorder's long runs, with the commit, the day and
how busy the computer was. `./test --long` ends with it; of these tests alone,

    ./test --long capture-kills capture-recovery capture-disk-full capture-power capture-faults capture-hours \\
      capture-silence capture-keeping-up capture-sound-server

Usage: proof.py TESTLOG.json [COMMIT]"""
import json
import os
import pathlib
import re
import subprocess
import sys
import time

BARS = ["kills", "power", "recovery", "disk-full", "faults", "sound-server", "hours", "silence", "keeping-up"]
SOURCE = pathlib.Path(__file__).resolve().parents[2]
WORDS = """# The long runs

What the long runs of the recorder's tests printed last, with the commit they were made from. They are the tests of
`tests/capture` with `VOUCH_TEST_LONG=1`, as `./test --long` runs them and prints this page; `./test` takes a sample
of each. The load is that of the whole computer: above the number of cores, other work ran meanwhile.
"""


def git(*words):
    return subprocess.run(["git", "-C", str(SOURCE), *words], capture_output=True, text=True, check=False).stdout.strip()


def commit():
    return (git("rev-parse", "HEAD") or "unknown") + (" and changes to it" if git("status", "--porcelain") else "")


def main():
    with open(sys.argv[1], encoding="utf-8") as log:
        runs = {re.sub(".*capture-", "", run["name"]): run for run in map(json.loads, log)}
    runs = {name: runs[name] for name in BARS if name in runs}
    made = sys.argv[2] if len(sys.argv) > 2 else commit()
    began = min((run["starttime"] for run in runs.values()), default=time.time())
    print(WORDS)
    print("```")
    print(f"commit {made}")
    print(f"begun {time.strftime('%Y-%m-%dT%H:%M:%SZ', time.gmtime(began))}, {os.cpu_count()} cores, "
          f"load of the last quarter of an hour {os.getloadavg()[2]:.1f}")
    for name, run in runs.items():
        print(f"== {name}\n{(run.get('stdout') or '').strip()}\n{run['result']} after {run['duration']:.0f} s")
    print("```")
    missing = [name for name in BARS if name not in runs]
    if missing:
        print(f"\nNot run: {', '.join(missing)}.")


if __name__ == "__main__":
    main()
