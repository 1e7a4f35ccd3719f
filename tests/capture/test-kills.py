#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R1: the recorder is killed at random instants. At most a tenth of a second may be missing, everything
must decode, and the next start must list it by itself with its marked moments. Then the naive pipelines,
which must not pass. Where other programs keep the recorder from running, that much more may be missing: what
the two threads that waited longest were not let in the last quarter of a second. On a computer that does
nothing else that is a millisecond or two, and it is printed.

Usage: test-kills.py VOUCHCTL NAIVE"""
import concurrent.futures
import random
import subprocess
import sys
import time

import rig

SOUNDS, PICTURES = (30, 10) if rig.LONG else (8, 4)
MOST_LOST, LAST = 0.10, 0.25
NAIVE = {
    "Ogg through a buffered sink": (
        "audiotestsrc is-live=true ! opusenc bitrate=48000 ! oggmux ! filesink location={}", "ogg"),
    "MP4 as it comes": (
        "videotestsrc is-live=true ! x264enc tune=zerolatency bitrate=500 ! mp4mux ! filesink location={}", "mp4"),
}


def strike(base, vouchctl, number, kind, found):
    r = rig.Rig(base, vouchctl, f"{kind}-{number}")
    recorder = r.record(kind, rig.SOUND if kind == "audio" else rig.PICTURE)
    if not found.expect(recorder.wait_started(), f"{kind} {number}: did not start"):
        return
    time.sleep(random.uniform(0.6, 2.5))
    recorder.mark()
    marked = recorder.wait(lambda e: e["event"] == "marked", 3)
    left = random.uniform(0.05, 1.2)
    time.sleep(max(0, left - LAST))
    before = recorder.waits()
    time.sleep(min(left, LAST))
    after = recorder.waits()
    killed = recorder.kill()
    got = r.recover()
    if not found.expect(len(got) == 1, f"{kind} {number}: {len(got)} recordings came back"):
        return
    path, seen = r.path(got[0]), rig.probe(r.path(got[0]))
    lost = {"said": killed - rig.began(got[0]) - got[0]["durationMs"] / 1000}
    for track in ("audio", "video") if kind == "video" else ("audio",):
        last, _ = seen.get(track, (0, 0))
        # The last packet is heard or seen for a while.
        lost[track] = killed - rig.began(got[0]) - last - (0.02 if track == "audio" else 0.033)
    worst = max(lost.values())
    waited = sum(sorted(after[task] - before.get(task, 0) for task in after)[-2:])
    print(f"{kind} {number}: {got[0]['durationMs']} ms, lost {worst * 1000:.0f} ms, not let for {waited * 1000:.0f} ms")
    found.expect(worst <= MOST_LOST + waited, f"{kind} {number}: {lost} is lost")
    complaint = rig.complaint(path)
    found.expect(not complaint, f"{kind} {number}: {complaint[:300]}")
    found.expect(got[0]["recovered"], f"{kind} {number}: is not said to be recovered")
    found.expect(marked and len(got[0]["marks"]) == 1, f"{kind} {number}: marks {got[0]['marks']}")
    found.expect([x["artifact"] for x in r.recordings()] == [got[0]["artifact"]], "not in the list")
    found.expect(r.recover() == [], f"{kind} {number}: came back a second time")
    found.expect(not any((r.library / "recordings").iterdir()), "something is left behind")


def strike_naive(base, naive, words, pipeline, suffix, found):
    path = base / f"naive.{suffix}"
    process = subprocess.Popen([naive, pipeline.format(path)], stdout=subprocess.DEVNULL)
    time.sleep(4)
    found.expect(process.poll() is None, f"{words}: the naive way does not run, so this proves nothing")
    process.kill()
    process.wait()
    last = max((last for last, _ in rig.probe(path).values()), default=0)
    print(f"naive, {words}: {last:.2f} of 4 s left")
    found.expect(4 - last > MOST_LOST + 0.5, f"{words}: the naive way passes, so this proves nothing")


def main():
    vouchctl, naive = sys.argv[1:3]
    found = rig.Findings()
    with rig.workplace("kills", memory=True) as base:
        with concurrent.futures.ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda n: strike(base, vouchctl, n, "audio", found), range(SOUNDS)))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            list(pool.map(lambda n: strike(base, vouchctl, n, "video", found), range(PICTURES)))
        for words, (pipeline, suffix) in NAIVE.items():
            strike_naive(base, naive, words, pipeline, suffix, found)
    found.end()


if __name__ == "__main__":
    main()
