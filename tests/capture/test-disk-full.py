#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R4: the disk runs full while recording. The recording stops by itself with a reserve left, plays to its
end, loses at most a second, says why within two, and the database still takes a word. Where no small disk
can be mounted, every write from the N-th on gives ENOSPC instead. Then the naive way, which must not pass.

Usage: test-disk-full.py VOUCHCTL NAIVE PRELOAD"""
import subprocess
import sys
import time

import rig

NOISE = "sound=tone;picture=snow;encoder,kbits=6000"


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
    print(f"{words}: {got[0]['durationMs']} ms, {lost:.2f} s lost")
    found.expect(lost <= 1.0, f"{words}: {lost:.2f} s are lost")
    found.expect(rig.events(got[0], "end")[0].get("fault") == "diskFull", f"{words}: the cause is not written down")
    found.expect([x["artifact"] for x in r.recordings()] == [got[0]["artifact"]], f"{words}: it is not in the list")


def on_a_small_disk(base, vouchctl, disk, found):
    r = rig.Rig(disk.path, vouchctl)
    recorder = r.record("video", NOISE)
    first = recorder.wait(lambda e: e.get("leftMs", -1) > 0 and e.get("recordedMs", 0) > 1500, 20)
    judge(r, recorder, found, "small disk")
    found.expect(first, "the time left is not said")
    # The reserve is there for the database: it takes a word although the disk was full.
    found.expect(r.run("private", "school", "Maple", check=False).returncode == 0, "the database takes nothing any more")
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
        subprocess.run([naive, "videotestsrc is-live=true pattern=snow num-buffers=400 ! x264enc tune=zerolatency "
                        f"bitrate=6000 ! mp4mux ! filesink location={path}"], check=False, timeout=60)
        last = max((last for last, _ in rig.probe(path).values()), default=0)
        found.expect(not path.exists() or last < 1, "the naive way passes, so this proves nothing")
    finally:
        disk.away()


def main():
    vouchctl, naive, preload = sys.argv[1:4]
    found = rig.Findings()
    with rig.workplace("disk") as base:
        disk = Disk(base, "small", 16 if rig.LONG else 12)
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
