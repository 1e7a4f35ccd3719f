#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""An evening with a library of 10,000 files and 500 portfolios, by keys: every place, scrolling, searching,
writing, looking at files; then a lesson in the same library: recordings are opened, played, marked, cut and
captioned, one is made, and a student answers. Prints each stretch for which the main loop was busy longer
than 50 ms; of the lesson also the longest of each step, and how much of it was work of the main loop's own.
bench-session.py VOUCH MAKE_LIBRARY SOURCE_ROOT HELPERS VOUCHCTL BENCH_LESSON [PICTURE]"""
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from bench_window import Lesson, Program, environment, own_display, run  # noqa: E402  the path is set one line above

LIMIT = 50


class Session:
    def __init__(self, program, log):
        self.program, self.log = program, log
        self.seen = 0

    def report(self, what):
        """What was too long since the last report."""
        time.sleep(0.5)
        lines = pathlib.Path(self.log).read_text().splitlines()
        long = [line.split()[1] for line in lines[self.seen:] if line.startswith("stall ")]
        self.seen = len(lines)
        print(f"{what}: {'no stall' if not long else 'stalls of ' + ', '.join(long) + ' ms'}", flush=True)
        return [float(ms) for ms in long]


def evening(session):
    p = session.program
    yield "start"
    for place in range(1, 7):
        p.keys(f"alt+{place}", pause=1.2)
    for place in range(1, 7):
        p.keys(f"alt+{place}", pause=0.6)
    yield "every place, twice"
    p.keys("alt+5", pause=1)
    for _ in range(8):
        p.keys("Tab", pause=0.05)
    for _ in range(60):
        p.keys("Page_Down", pause=0.05)
    p.keys("End", pause=1)
    p.keys("Home", pause=1)
    yield "paging through the evidence"
    p.keys("Return", pause=2)
    p.keys("alt+Left", pause=1)
    yield "a file and back"
    for word in ("work", "lesson 7", "phonics", "zz"):
        p.keys("ctrl+k", pause=0.5)
        p.type(word, pause=0.8)
        p.keys("Escape", pause=0.5)
    yield "searching four times"
    p.keys("ctrl+k", pause=0.5)
    p.type("phonics 2", pause=0.8)
    p.keys("Return", pause=2)
    yield "opening a portfolio by search"
    for _ in range(10):
        p.keys("Page_Down", pause=0.1)
    p.keys("F8", pause=1)
    p.keys("F8", pause=0.5)
    p.keys("ctrl+r", pause=1)
    p.keys("ctrl+r", pause=0.5)
    yield "a portfolio, its coverage and its rubric"
    p.keys("alt+3", pause=1)
    for _ in range(20):
        p.keys("Page_Down", pause=0.05)
    yield "500 portfolios as a list"
    p.keys("alt+1", pause=1)
    p.keys("Tab", "Tab", "Tab", "Return", pause=2)
    p.type("She waits, and then a child speaks who had not spoken before. " * 4, pause=1.5)
    yield "home, and writing"
    p.keys("ctrl+comma", pause=1.5)
    p.keys("Escape", pause=0.5)
    p.keys("F1", pause=1)
    p.keys("Escape", pause=0.5)
    yield "preferences and help"


def lesson(env, source, vouchctl, bench, home):
    made = Lesson(env, vouchctl, source, home)
    here, elsewhere = made.record(), made.bring(250)
    subprocess.run([bench, str(LIMIT), here, elsewhere, made.portfolio, "recording", "student-view"],
                   env=dict(env, VOUCH_CAPTURE_SOURCE="sound=tone;picture=ball", VOUCH_SOUND="silent"), check=True)


def main():
    own_display()
    vouch, make, source, helpers, vouchctl, bench = sys.argv[1:7]
    with tempfile.TemporaryDirectory() as home:
        env = environment(home, VOUCH_CATALOGUE=source + "/data/catalogue", VOUCH_HELPERS=helpers,
                          VOUCH_KEYRING="file:" + home + "/keyring", VOUCH_LIBRARY=home + "/library",
                          VOUCH_TRACE_STALLS=str(LIMIT))
        run("env", "VOUCH_CATALOGUE=" + env["VOUCH_CATALOGUE"], make, home + "/library", "10000", "500")
        log = home + "/stalls"
        with open(log, "w", encoding="utf-8") as file:
            session = Session(Program(env, vouch, log=file), log)
            time.sleep(3)
            long = []
            for what in evening(session):
                found = session.report(what)
                if what != "start":
                    long += found
            if len(sys.argv) > 7:
                run("import", "-window", "root", sys.argv[7])
            session.program.end()
        print(f"after the start: {len(long)} longer than {LIMIT} ms, the longest {max(long, default=0):.0f} ms (aim: none)",
              flush=True)
        lesson(env, source, vouchctl, bench, home)


main()
