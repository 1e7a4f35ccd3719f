#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A recording that had to begin a new file, and was then stopped: each part becomes evidence as it is, with the
hash that was made while recording, and is placed in its order. None of them is called recovered. Killed between
two of the steps, the next start comes to the same end. A part that the disk did not keep is put right, and that
one alone is called recovered.

Usage: test-parts.py VOUCHCTL CATALOGUE PRELOAD|-"""
import concurrent.futures
import hashlib
import pathlib
import shutil
import sys
import time

import rig

STALL = ";encoder,stall-at=1,for=3"
SECONDS_IN_ALL = 3.5
MOST = 1000 if rig.LONG else 5  # strikes at each of the steps


class Case:
    def __init__(self, base, vouchctl, catalogue, found, name):
        self.rig, self.found, self.name = rig.Rig(base, vouchctl, name), found, name
        self.rig.run("definition", "import", str(catalogue / "wait-time.json"))
        definition = self.rig.json("definition", "list")["definitions"][0]["id"]
        self.portfolio = self.rig.json("portfolio", "new", definition)["id"]

    def expect(self, holds, words):
        return self.found.expect(holds, f"{self.name}: {words}")

    def record(self, kind="audio", source=rig.SOUND + STALL, **how):
        """Records until a second file has something in it."""
        recorder = self.rig.record(kind, source, "--title", "Plan B", "--for", self.portfolio, "recording", **how)
        self.expect(recorder.wait_noticed("stalled", 20), "it did not stall")
        recorder.mark()
        self.expect(recorder.wait(lambda e: e.get("recordedMs", 0) > SECONDS_IN_ALL * 1000, 20), "it did not go on")
        return recorder

    def look_at(self, parts):
        """What holds of the parts, whatever happened on the way."""
        if not self.expect([(x["part"], x["parts"]) for x in parts] == [(1, 2), (2, 2)], f"parts: {parts}"):
            return
        self.expect([x["title"] for x in parts] == [f"Plan B (part {n} of 2)" for n in (1, 2)], f"titles: {parts}")
        for x in parts:
            path = self.rig.path(x)
            self.expect(hashlib.sha256(path.read_bytes()).hexdigest() == x["artifact"], "not its hash")
            self.expect(not rig.complaint(path), rig.complaint(path)[:300])
            ends = max(at for at, _ in rig.probe(path).values())
            self.expect(abs(ends - x["durationMs"] / 1000) < 0.1, f"it ends at {ends}, said is {x['durationMs']} ms")
            self.rig.run("probe", str(path))
        self.expect(len(parts[1]["marks"]) == 1, f"marks: {parts[1]['marks']}")
        shown = self.rig.run("--json", "portfolio", "show", self.portfolio).stdout
        places = [shown.find(x["artifact"]) for x in parts]
        self.expect(-1 < places[0] < places[1], f"placed: {places}")
        left = [p.name for p in (self.rig.library / "recordings").iterdir()]
        self.expect(not left, f"{left} is left")


def stopped(case, kind, source):
    kept = case.record(kind, source).stop()
    listed = case.rig.recordings()
    case.expect([x["artifact"] for x in kept] == [x["artifact"] for x in listed], f"said to be kept: {kept}")
    case.expect(not any(x["recovered"] for x in kept + listed), "it is called recovered")
    case.expect(all(x.get("item") for x in kept), f"not placed: {kept}")
    case.look_at(listed)


def of_sound(case):
    stopped(case, "audio", rig.SOUND + STALL)


def of_picture(case):
    stopped(case, "video", rig.PICTURE + STALL)


def in_a_pause(case):
    """An encoder that stands still at a pause: what goes on in a new file is paused as well."""
    recorder = case.rig.record("audio", rig.SOUND + ";encoder,stall-at=1.5,for=4")
    at, event = recorder.wait_started()
    time.sleep(max(0, at - event["recordedMs"] / 1000 + 2.5 - time.time()))
    recorder.pause()
    case.expect(recorder.wait_noticed("stalled", 10), "it did not stall in the pause")
    case.expect(recorder.wait(lambda e: e["event"] == "paused", 5), "it was not paused")
    recorder.wait(lambda e: False, 3)
    recorder.pause()
    case.expect(recorder.wait(lambda e: e["event"] == "recording", 5), "it did not go on")
    recorder.wait(lambda e: False, 1)
    kept = recorder.stop()
    total = sum(x["durationMs"] for x in kept) / 1000
    case.expect(len(kept) == 2, f"{len(kept)} files")
    case.expect(3.3 <= total <= 5, f"{total:.1f} s of about four are there: the pause is in it, or more is gone")
    case.expect(all(not rig.complaint(case.rig.path(x)) for x in kept), "it does not play")


def disk(case, preload):
    """What the disk refused is not believed: that part is put right, the other is taken as it is."""
    for at in range(11, 30, 2):
        recorder = case.rig.record("audio", rig.SOUND, "--seconds", "2", "--title", "Plan B", "--for", case.portfolio,
                                   "recording", env={
            "LD_PRELOAD": preload, "VOUCH_FAULT_FOLDER": str(case.rig.library / "recordings"),
            "VOUCH_FAULT_CALLS": "fsync", "VOUCH_FAULT_AT": str(at), "VOUCH_FAULT_DO": "lie"})
        kept = recorder.finish(30)
        case.expect(not any((case.rig.library / "recordings").iterdir()), f"sync {at}: something is left")
        if len(kept) > 1:
            case.expect([x["recovered"] for x in kept] == [True, False], f"sync {at}: {kept}")
            case.expect([x["part"] for x in kept] == [1, 2] and all(x.get("item") for x in kept), f"sync {at}: {kept}")
            return
    case.expect(False, "no file was begun anew")


# Where the steps of taking in can be told apart: the bytes, the database, the folder that goes.
STEPS = {"objects": "mkdir,fsync", "library.db-wal": "write,fsync", "recordings": "unlink"}


def faults(case, step, at, what="kill"):
    return {"LD_PRELOAD": case.preload, "VOUCH_FAULT_FOLDER": str(case.rig.library / step),
            "VOUCH_FAULT_CALLS": STEPS[step], "VOUCH_FAULT_AT": str(at), "VOUCH_FAULT_DO": what,
            "VOUCH_FAULT_LOG": str(case.rig.base / f"{case.name}.log")}


def count(case, step):
    """The calls that come after the stop: from which to which."""
    log = case.rig.base / f"{case.name}.log"
    recorder = case.record(env=faults(case, step, 0))
    before = len(log.read_text().splitlines()) if log.exists() else 0
    recorder.stop()
    return before + 1, len(log.read_text().splitlines())


def spread(first, last):
    n = min(MOST, last - first + 1)
    return sorted({first + (last - first) * k // max(1, n - 1) for k in range(n)})


def struck(case, step, at):
    recorder = case.record(env=faults(case, step, at))
    recorder.stop()
    case.expect(recorder.process.returncode == -9, f"it came to its end: {recorder.process.returncode}")
    whole = {x["artifact"] for x in case.rig.recordings()}
    case.rig.recover()
    parts = sorted(case.rig.recordings(), key=lambda x: x["part"])
    case.look_at(parts)
    case.expect(all(x["recovered"] != (x["artifact"] in whole) for x in parts), "what was whole is called recovered")


def main():
    vouchctl, catalogue, preload = sys.argv[1], pathlib.Path(sys.argv[2]), sys.argv[3]
    found = rig.Findings()

    def run(row, name, *more):
        case = Case(base, vouchctl, catalogue, found, name)
        case.preload = preload
        got = row(case, *more)
        shutil.rmtree(case.rig.library)
        return got

    with rig.workplace("parts", memory=True) as base, concurrent.futures.ThreadPoolExecutor(6) as pool:
        rows = [pool.submit(run, of_sound, "sound"), pool.submit(run, of_picture, "picture"),
                pool.submit(run, in_a_pause, "pause")]
        if preload != "-":
            rows.append(pool.submit(run, disk, "disk", preload))
            counts = {step: pool.submit(run, count, f"count-{step}", step) for step in STEPS}
            for step, (first, last) in ((step, done.result()) for step, done in counts.items()):
                print(f"{step}: calls {first} to {last}")
                found.expect(last > first, f"{step}: nothing happens there")
                rows += [pool.submit(run, struck, f"{step}-{at}", step, at) for at in spread(first, last)]
        for row in rows:
            row.result()
    found.end()


if __name__ == "__main__":
    main()
