#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R4: the disk runs full while recording. The time that is left is told before it begins and is true within a
tenth; the recording stops by itself with a reserve left, plays to its end, loses at most a second, says why
within two, and the database still takes a reflection. Where no small disk can be mounted, every write from the
N-th on gives ENOSPC instead. Then the naive way, which must not pass, and the time that is left by what the disk
says is free, which must not be true.

Usage: test-disk-full.py VOUCHCTL NAIVE PRELOAD"""
import pathlib
import subprocess
import sys
import time

import rig

MEGABYTES, KBITS = 16, 8000
# Small pictures, so that a computer that is busy with other tests encodes all of them.
NOISE = f"sound=tone;picture=snow;encoder,width=640,height=360,kbits={KBITS}"
WITHIN, SAID_WITHIN, MOST_LOST = 0.10, 2.0, 1.0
DEFINITION = pathlib.Path(__file__).resolve().parents[2] / "data" / "catalogue" / "wait-time.json"


class Disk:
    """A small disk of its own, or None."""

    def __init__(self, base, name, megabytes):
        self.path = base / name
        self.path.mkdir()
        self.mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(self.path)],
                                      capture_output=True).returncode == 0

    def away(self):
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.path)], check=False)


def judge(r, recorder, found, words):
    said = recorder.wait_noticed("diskFull", 60)
    ended = time.time()
    got = recorder.finish(30)
    if not found.expect(said, f"{words}: the cause was not said: {recorder.words()}"):
        return
    found.expect(recorder.process.returncode == 4, f"{words}: ended with {recorder.process.returncode}")
    if not found.expect(len(got) == 1, f"{words}: {len(got)} files were kept: {recorder.words()}"):
        return
    complaint = rig.complaint(r.path(got[0]))
    found.expect(not complaint, f"{words}: {complaint[:300]}")
    lost = ended - rig.began(got[0]) - got[0]["durationMs"] / 1000
    said_after = said[0] - rig.began(got[0]) - got[0]["durationMs"] / 1000
    print(f"{words}: {got[0]['durationMs']} ms, {lost:.2f} s lost, said after {said_after:.2f} s")
    found.expect(lost <= MOST_LOST, f"{words}: {lost:.2f} s are lost")
    found.expect(said_after <= SAID_WITHIN, f"{words}: said after {said_after:.2f} s")
    found.expect("disk" in said[1].get("message", ""), f"{words}: the words do not name the cause: {said[1]}")
    found.expect(rig.events(got[0], "end")[0].get("fault") == "diskFull", f"{words}: the cause is not written down")
    found.expect([x["artifact"] for x in r.recordings()] == [got[0]["artifact"]], f"{words}: it is not in the list")


def is_true(told_ms, r):
    """Whether the time that was left before the beginning is what it came to."""
    whole = r.recordings()[0]["durationMs"]
    return abs(told_ms - whole) <= WITHIN * whole


def judge_time_left(r, recorder, found):
    """Before the beginning, and once a second while it is under way."""
    told = [e for _, e in recorder.seen if e["event"] in ("armed", "recording")]
    if not found.expect(told and told[0]["event"] == "armed", f"the time left is not said before: {told[:1]}"):
        return
    whole = r.recordings()[0]["durationMs"]
    print(f"time left before: {told[0]['leftMs']} ms, in truth {whole} ms")
    found.expect(is_true(told[0]["leftMs"], r), f"{told[0]['leftMs']} ms were said to be left, it was {whole}")
    for e in told[1:]:
        found.expect(abs(e["leftMs"] + e["recordedMs"] - whole) <= WITHIN * whole,
                     f"at {e['recordedMs']} ms {e['leftMs']} ms were said to be left, of {whole}")
    naive = told[0]["freeBytes"] * 8 / KBITS
    found.expect(not is_true(naive, r), f"by what is free it would be {naive:.0f} ms: this proves nothing")


def on_a_small_disk(base, vouchctl, disk, found):
    r = rig.Rig(disk.path, vouchctl)
    r.run("definition", "import", str(DEFINITION))
    portfolio = r.json("portfolio", "new", r.json("definition", "list")["definitions"][0]["id"])["id"]
    recorder = r.record("video", NOISE)
    judge(r, recorder, found, "small disk")
    judge_time_left(r, recorder, found)
    # The reserve is there for the database: it takes a reflection although the disk was full.
    done = r.run("respond", portfolio, "teacher-view", "--text", "They waited, and so did I.", check=False)
    found.expect(done.returncode == 0, f"the database takes nothing any more: {done.stderr}")
    found.expect("so did I" in r.run("--json", "portfolio", "show", portfolio).stdout, "the reflection is not there")
    found.expect(not any((r.library / "recordings").iterdir()), "something is left behind")


def by_the_nth_write(base, vouchctl, preload, found):
    r = rig.Rig(base, vouchctl, "struck")
    env = {"LD_PRELOAD": preload, "VOUCH_FAULT_FOLDER": str(r.library / "recordings"), "VOUCH_FAULT_AT": "160",
           "VOUCH_FAULT_DO": "ENOSPC", "VOUCH_FAULT_CALLS": "write"}
    judge(r, r.record("audio", rig.SOUND, env=env), found, "ENOSPC at a write")


def naively(base, naive, found):
    disk = Disk(base, "naive", 3)
    try:
        if not disk.mounted:
            return
        path = disk.path / "lesson.mp4"
        done = subprocess.run([naive, "videotestsrc is-live=true pattern=snow num-buffers=400 ! x264enc tune=zerolatency "
                        f"bitrate=6000 ! mp4mux ! filesink location={path}"], check=False, timeout=60,
                              capture_output=True, text=True)
        found.expect('"recordedMs"' in done.stdout, f"the naive way does not run, so this proves nothing: {done.stderr}")
        last = max((last for last, _ in rig.probe(path).values()), default=0)
        found.expect(not path.exists() or last < 1, "the naive way passes, so this proves nothing")
    finally:
        disk.away()


def main():
    vouchctl, naive, preload = sys.argv[1:4]
    found = rig.Findings()
    with rig.workplace("disk") as base:
        disk = Disk(base, "small", MEGABYTES)
        try:
            if disk.mounted:
                on_a_small_disk(base, vouchctl, disk, found)
        finally:
            disk.away()
        by_the_nth_write(base, vouchctl, preload, found)
        naively(base, naive, found)
    found.end()


if __name__ == "__main__":
    main()
