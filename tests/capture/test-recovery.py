#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R3: the recovery itself is killed or the disk refuses, at each call that changes a file of the library, and again at the next
start, up to five deep. It always comes to the same end, and the original bytes are never changed. The
ablation moves the file first and writes it down then.

Usage: test-recovery.py VOUCHCTL PRELOAD"""
import concurrent.futures
import hashlib
import os
import pathlib
import random
import shutil
import sys
import time

import rig

DEEP = 5
EVERY = 1 if rig.LONG else 7


def make_remains(base, vouchctl):
    """A library with a killed recording of each kind in it, with a marked moment each."""
    r = rig.Rig(base, vouchctl, "remains")
    for kind, source in (("audio", rig.SOUND), ("video", rig.PICTURE)):
        other = rig.Rig(base, vouchctl, f"made-{kind}")
        recorder = other.record(kind, source)
        recorder.wait_started()
        time.sleep(1.2)
        recorder.mark()
        recorder.wait(lambda e: e["event"] == "marked", 3)
        time.sleep(0.4)
        recorder.kill()
        for folder in (other.library / "recordings").iterdir():
            shutil.copytree(folder, r.library / "recordings" / folder.name)
    return r


def on(r, library):
    other = rig.Rig.__new__(rig.Rig)
    other.__dict__.update(r.__dict__, library=pathlib.Path(library))
    return other


def state_of(r):
    return sorted((x["artifact"], x["durationMs"], x["title"], str(x["marks"]), x["recovered"]) for x in r.recordings())


def originals(library):
    return {str(p.relative_to(library)): hashlib.sha256(p.read_bytes()).hexdigest()
            for p in library.glob("recordings/*/part-*") if not p.name.endswith(".peaks")}


def count_calls(r, base, preload):
    log = base / "log"
    copy = on(r, shutil.copytree(r.library, base / "counted"))
    copy.recover(env={"LD_PRELOAD": preload, "VOUCH_FAULT_FOLDER": str(copy.library), "VOUCH_FAULT_AT": "0",
                      "VOUCH_FAULT_LOG": str(log)})
    return len(log.read_text().splitlines()), state_of(copy)


def strike(r, base, preload, first, n, wanted, found):
    copy = on(r, shutil.copytree(r.library, base / f"struck-{first}"))
    before, at, chance = originals(copy.library), first, random.Random(first)
    for _ in range(DEEP):
        done = copy.run("recover", check=False, env={
            "LD_PRELOAD": preload, "VOUCH_FAULT_FOLDER": str(copy.library), "VOUCH_FAULT_AT": str(at),
            "VOUCH_FAULT_DO": chance.choice(["kill", "tear", "EIO", "ENOSPC"])})
        after = originals(copy.library)
        found.expect(all(before[name] == after[name] for name in after), f"call {first}: an original was changed")
        if done.returncode >= 0:
            break
        at = chance.randrange(1, n)
    copy.recover()
    found.expect(state_of(copy) == wanted, f"call {first}: another end: {state_of(copy)}")
    left = [p.name for p in (copy.library / "recordings").iterdir()]
    found.expect(not left, f"call {first}: {left} is left")
    for recording in copy.recordings():
        found.expect(copy.path(recording).exists(), f"call {first}: its bytes are gone")
    shutil.rmtree(copy.library)


def naively(r, base, found):
    """Killed after the move, nobody knows of the recording any more."""
    copy = on(r, shutil.copytree(r.library, base / "naive"))
    for name in originals(copy.library):
        os.replace(copy.library / name, copy.library / "cache" / pathlib.Path(name).name)
    copy.recover()
    found.expect(copy.recordings() == [], "the naive way passes, so this proves nothing")


def main():
    vouchctl, preload = sys.argv[1:3]
    found = rig.Findings()
    with rig.workplace("recovery", memory=True) as base:
        r = make_remains(base, vouchctl)
        n, wanted = count_calls(r, base, preload)
        found.expect(len(wanted) == 2, f"{len(wanted)} recordings came back unharmed")
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for done in [pool.submit(strike, r, base, preload, at, n, wanted, found) for at in range(1, n + 1, EVERY)]:
                done.result()
        print(f"{n} calls, every {EVERY}")
        naively(r, base, found)
    found.end()


if __name__ == "__main__":
    main()
