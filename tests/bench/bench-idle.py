#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a window costs that nobody touches: paintings and processor time in 10 s, and memory, after paging
through 10,000 files; against gnome-sound-recorder, which has none, and an empty window of libadwaita.
bench-idle.py VOUCH MAKE_LIBRARY WATCH_WINDOW EMPTY_WINDOW SOURCE_ROOT HELPERS"""
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from bench_window import Program, environment, own_display, run  # noqa: E402  the path is set one line above

SECONDS = 10


def watch(tool, program):
    done = subprocess.run([tool, program.id, str(program.process.pid), str(SECONDS)], capture_output=True, text=True,
                          check=True)
    painted, processor, kib = (int(n) for n in done.stdout.split())
    return painted, processor, kib / 1024


def say(name, measured):
    painted, processor, mib = measured
    print(f"{name}: {painted} paintings and {processor} ms of a processor in {SECONDS} s "
          f"({processor / SECONDS / 10:.2f} %), {mib:.0f} MiB", flush=True)


def measure(tool, env, *command, scroll=False):
    program = Program(env, *command)
    try:
        time.sleep(3)
        if scroll:
            program.keys("alt+5", pause=1.5)
            program.keys(*["Tab"] * 8, pause=0.3)
            for _ in range(400):
                program.keys("Page_Down", pause=0.03)
            time.sleep(5)
        return watch(tool, program)
    finally:
        program.end()


def main():
    own_display()
    vouch, make, tool, empty, source, helpers = sys.argv[1:7]
    with tempfile.TemporaryDirectory() as home:
        env = environment(home, VOUCH_CATALOGUE=source + "/data/catalogue", VOUCH_HELPERS=helpers,
                          VOUCH_KEYRING="file:" + home + "/keyring", VOUCH_LIBRARY=home + "/library")
        run("env", "VOUCH_CATALOGUE=" + env["VOUCH_CATALOGUE"], make, home + "/library", "10000", "500")
        ours = measure(tool, env, vouch)
        scrolled = measure(tool, env, vouch, scroll=True)
        floor = measure(tool, env, empty)
        say("vouch at home", ours)
        say("vouch after 10,000 files", scrolled)
        say("an empty window", floor)
        print(f"memory over the empty window: {scrolled[2] - floor[2]:.0f} MiB (aim ≤ 20)")
        if shutil.which("gnome-sound-recorder"):
            theirs = measure(tool, env, "gnome-sound-recorder")
            say("gnome-sound-recorder", theirs)
            print(f"memory: {scrolled[2] / theirs[2]:.2f} of gnome-sound-recorder (aim ≤ 0.90)")


main()
