#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long attaching 1 GB takes, against the greater of copying with sync and hashing it.

Usage: bench-attach.py BENCH-ATTACH-PROGRAM [ROUNDS]
The three are run in turn in one folder, with a sync before each; medians are compared. Attaching
does both at once, into a library that was made before, and keeps the library besides; 1.0 is as good
as doing only the slower one. What is read off the file for its facts comes later and is not in here.
"""
import mmap
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

SIZE = 1 << 30
AIM = 1.2


def make_source(path):
    with open(path, "wb") as out:
        for _ in range(SIZE >> 24):
            out.write(os.urandom(1 << 24))


def warm_memory():
    """A virtual machine gives free memory back to its host, and fetching it again costs more than copying into it.
    So as much as the copy needs is used once before each run, by whom matters not."""
    mmap.mmap(-1, SIZE + SIZE // 4, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | mmap.MAP_POPULATE).close()


def timed(command, clean):
    """Seconds that passed, and seconds of processor time."""
    clean()
    os.sync()
    warm_memory()
    began = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} ended with {process.returncode}")
    return seconds, used.ru_utime + used.ru_stime


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    where = os.environ.get("TMPDIR", "/var/tmp")
    with tempfile.TemporaryDirectory(prefix="vouch-bench-", dir=where) as base:
        base = pathlib.Path(base)
        source, copy, library = base / "source", base / "copy", base / "library"
        make_source(source)
        commands = {
            "attach": [program, library, source],
            "cp + sync": ["sh", "-c", f"cp '{source}' '{copy}' && sync -f '{copy}'"],
            "openssl dgst": ["openssl", "dgst", "-sha256", source],
        }

        def clean():
            copy.unlink(missing_ok=True)
            shutil.rmtree(library, ignore_errors=True)
            subprocess.run([program, library], check=True)

        times = {name: [] for name in commands}
        processor = {name: [] for name in commands}
        for turn in range(rounds + 1):
            for name, command in commands.items():
                seconds, cpu = timed(command, clean)
                if turn > 0:
                    times[name].append(seconds)
                    processor[name].append(cpu)
        medians = {name: statistics.median(values) for name, values in times.items()}
        for name, median in medians.items():
            print(f"{name}: median {median:.2f} s ({min(times[name]):.2f}-{max(times[name]):.2f}), "
                  f"processor {statistics.median(processor[name]):.2f} s")
        ratio = medians["attach"] / max(medians["cp + sync"], medians["openssl dgst"])
        print(f"attach / max (cp + sync, openssl dgst) = {ratio:.2f} (aim {AIM})")


if __name__ == "__main__":
    main()
