#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tries every point at which the library can be struck, and then the naive way, which must not pass.

For each call that changes a file of the library (see tests/support/vouch-fault.c) the scenario is
run from an empty folder and struck there: killed, killed in the middle of a write, or given an
error. Then the library is opened as the next start does, and everything that the run had called
done must be there, every file with its hash, and nothing half made.

Usage: test-store-faults.py SCENARIO PRELOAD
"""

import collections
import concurrent.futures
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import time

SIZES = [420_001, 300_000, 65_536, 200_003, 131_072]
WORKERS = 2
KILLS_ASKED = 20


def source_bytes(number, size):
    return bytes((i * 7 + number) & 0xFF for i in range(251)) * (size // 251 + 1)


class Scene:
    def __init__(self, scenario, preload, base):
        self.scenario, self.preload = scenario, preload
        self.base = pathlib.Path(base)
        self.sources = self.base / "sources"
        self.sources.mkdir()
        for number, size in enumerate(SIZES, 1):
            (self.sources / f"source-{number}").write_bytes(source_bytes(number, size)[:size])

    def run(self, name, naive=False, **fault):
        """Runs the scenario once; gives its exit code, its words and the problems found after it."""
        library = self.base / name / "library"
        library.mkdir(parents=True)
        env = dict(os.environ, LD_PRELOAD=str(self.preload), VOUCH_FAULT_FOLDER=str(library),
                   VOUCH_FAULT_PIECE="65536")
        env.update({f"VOUCH_FAULT_{key.upper()}": str(value) for key, value in fault.items()})
        command = [self.scenario, "run", library, self.sources] + (["naive"] if naive else [])
        done = subprocess.run(command, env=env, capture_output=True, timeout=60)
        said = done.stdout.decode()
        after = subprocess.run([self.scenario, "verify", library], input=done.stdout,
                               capture_output=True, timeout=60)
        problems = "" if after.returncode == 0 else after.stdout.decode() + after.stderr.decode()
        shutil.rmtree(self.base / name)
        return done.returncode, said, problems, done.stderr.decode()

    def count(self, naive=False):
        """The calls of a run that nothing happens to, as (call, path)."""
        log = self.base / f"log-{naive}"
        code, said, problems, errors = self.run(f"count-{naive}", naive, at=0, log=log)
        if code != 0 or (problems and not naive):
            sys.exit(f"the scenario does not pass unharmed: {code}\n{said}{problems}{errors}")
        return [tuple(line.split(" ", 2)[1:]) for line in log.read_text().splitlines()]


def phases(calls):
    """For each call, where in the life of an attached file a program killed before it dies."""
    found, phase = [], "elsewhere"
    for call, path in calls:
        arriving = "/objects/.new-" in path
        if call == "copy" and arriving:
            phase = "copy"
        found.append(phase)
        if call == "fsync" and arriving:
            phase = "fsync-rename"
        elif call == "rename" and "/objects/" in path:
            phase = "rename-commit"
        elif call == "fsync" and path.endswith("-wal") and phase == "rename-commit":
            phase = "elsewhere"
    return found


def strikes(calls):
    """Kills, tears, errors and lies. Of the many writes that are alike, every third is struck;
    every one with VOUCH_TEST_EXHAUSTIVE=1 (about a minute on two idle cores)."""
    everything = os.environ.get("VOUCH_TEST_EXHAUSTIVE") == "1"
    for n, ((call, _), phase) in enumerate(zip(calls, phases(calls)), 1):
        special = everything or phase != "elsewhere" or call != "write" or n % 3 == 0
        if special:
            yield n, {"do": "kill"}
        if call in ("write", "copy") and special:
            yield n, {"do": "tear"}
        if special:
            yield n, {"do": "EIO" if n % 2 else "ENOSPC"}
        if call == "fsync":
            yield n, {"do": "lie"}
        if n % 32 == 0:
            yield n, {"do": "ENOSPC", "stay": 1}


def judge(fault, outcome):
    """What is wrong with the outcome of one strike, or an empty text."""
    code, said, problems, errors = outcome
    killed = fault["do"] in ("kill", "tear")
    if problems:
        return problems
    if killed and code != -signal.SIGKILL:
        return f"was to be killed, but ended with {code}\n{said}{errors}"
    if not killed and code not in (0, 3):
        return f"ended with {code}\n{said}{errors}"
    if code == 3 and "stay" not in fault:
        return f"did not work again once the disk did\n{said}"
    return ""


def strike_all(scene, points, naive=False):
    def one(point):
        n, fault = point
        name = f"{'naive' if naive else 'run'}-{n}-{fault['do']}-{fault.get('stay', 0)}"
        return point, judge(fault, scene.run(name, naive, at=n, **fault))

    with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
        return [(point, wrong) for point, wrong in pool.map(one, points) if wrong]


def main():
    scenario, preload = (pathlib.Path(name).resolve() for name in sys.argv[1:3])
    memory = pathlib.Path("/dev/shm")
    where = memory if os.access(memory, os.W_OK) else None
    with tempfile.TemporaryDirectory(prefix="vouch-faults-", dir=where) as base:
        began = time.monotonic()
        scene = Scene(scenario, preload, base)
        calls = scene.count()
        points = list(strikes(calls))
        kills = collections.Counter(phases(calls)[n - 1] for n, fault in points
                                    if fault["do"] in ("kill", "tear"))
        failures = strike_all(scene, points)
        for (n, fault), wrong in failures[:10]:
            print(f"call {n} {' '.join(calls[n - 1])} {fault}:\n{wrong}")
        print(f"{len(calls)} calls, {len(points)} strikes, {len(failures)} not survived, "
              f"kills {dict(kills)}, {time.monotonic() - began:.1f} s")
        for phase in ("copy", "fsync-rename", "rename-commit"):
            if kills[phase] < KILLS_ASKED:
                sys.exit(f"only {kills[phase]} kills inside {phase}")
        if failures:
            sys.exit(1)

        naive_calls = scene.count(naive=True)
        naive_points = [(n, {"do": do}) for n, (_, path) in enumerate(naive_calls, 1)
                        if "/objects/" in path for do in ("kill", "ENOSPC")]
        naive_failures = strike_all(scene, naive_points, naive=True)
        print(f"the naive way: {len(naive_points)} strikes, {len(naive_failures)} not survived, "
              f"{time.monotonic() - began:.1f} s in all")
        if not naive_failures:
            sys.exit("the naive way passes as well, so this test proves nothing")


if __name__ == "__main__":
    main()
