#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every kind of constraint, in definitions the programs have never seen, on real files: kinds.py --build BUILD

Each case makes a small definition on the spot, begins a portfolio on it and does with vouchctl what a teacher would;
then `portfolio check` has to say the right thing, on both sides of every bound. Speaks TAP."""
import argparse
import pathlib
import shutil
import subprocess
import sys
import tempfile
import traceback

import kinds_files
import kinds_people
import kinds_relations
import kinds_terminal
import kinds_whole
from programs import SOURCE, NotHeld, Programs
from sheet import Bench

CASES = [*kinds_files.CASES, *kinds_relations.CASES, *kinds_people.CASES, *kinds_whole.CASES, *kinds_terminal.CASES]


def run(case, number, bench):
    try:
        case(bench)
    except NotHeld as problem:
        print(f"not ok {number} {case.__name__}")
        at = [f for f in traceback.extract_tb(problem.__traceback__) if f.name == case.__name__]
        print(f"# line {at[-1].lineno}: {at[-1].line}")
        print("# " + str(problem).replace("\n", "\n# "), flush=True)
        return False
    print(f"ok {number} {case.__name__}", flush=True)
    return True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--folder")
    parser.add_argument("--samples")
    parser.add_argument("cases", nargs="*", help="only these")
    args = parser.parse_args()
    folder = pathlib.Path(args.folder or tempfile.mkdtemp(prefix="vouch-kinds-"))
    samples = pathlib.Path(args.samples or folder / "samples")
    if not args.samples:
        subprocess.run(["/usr/bin/python3", str(SOURCE / "tests/support/make-samples.py"), str(samples)], check=True)
    programs = Programs(args.build, folder)
    try:
        programs.ctl("library", "init")
        bench = Bench(programs, samples)
        cases = [case for case in CASES if not args.cases or case.__name__ in args.cases]
        print(f"1..{len(cases)}", flush=True)
        good = [run(case, number, bench) for number, case in enumerate(cases, 1)]
        sys.exit(0 if all(good) else 1)
    finally:
        programs.stop_server()
        if not args.folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
