#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an outsider can do to the real programs: files, folders, servers and kills that nobody should meet.
Everything is refused with place and reason and the right exit code, and nothing of it remains.

  bad_input.py --build BUILD [NAME...]

Runs the cases whose names contain one of NAME, or all of them, and answers in TAP."""
import argparse
import multiprocessing
import pathlib
import shutil
import sys
import tempfile
import time
import traceback

import bad_bombs  # noqa: F401 - each registers its cases
import bad_definitions  # noqa: F401
import bad_files  # noqa: F401
import bad_issuer  # noqa: F401
import bad_kills  # noqa: F401
import bad_library  # noqa: F401
import bad_requests  # noqa: F401
from bad_bench import CASES, Bench


# Most cases wait for a disk, a lock or a time limit; several at once do not disturb each other.
AT_ONCE = 3


def run(name, build):
    function = next(f for f in CASES if f.__name__ == name)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="vouch-bad-"))
    bench = Bench(build, folder)
    began = time.monotonic()
    try:
        function(bench)
        return None, time.monotonic() - began
    except Exception:  # pylint: disable=broad-except
        return traceback.format_exc(), time.monotonic() - began
    finally:
        bench.stop()
        shutil.rmtree(folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("names", nargs="*")
    args = parser.parse_args()
    chosen = [f.__name__ for f in CASES if not args.names or any(n in f.__name__ for n in args.names)]
    print(f"1..{len(chosen)}", flush=True)
    problems = 0
    with multiprocessing.Pool(AT_ONCE, maxtasksperchild=1) as pool:
        running = [(name, pool.apply_async(run, (name, args.build))) for name in chosen]
        for number, (name, result) in enumerate(running, 1):
            problem, seconds = result.get()
            problems += problem is not None
            print(f"{'ok' if problem is None else 'not ok'} {number} - {name}", flush=True)
            for line in (problem or f"{seconds:.1f} s").splitlines():
                print(f"# {line}", flush=True)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
