#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R6: hours. Devices that give their data as fast as they are taken stand in for a long lesson: picture and
sound end together, no sample is missing, and memory stays flat; with VOUCH_TEST_LONG=1 for hours and past
four gigabytes. The ablation keeps what is recorded in memory, as a recorder that saves at the end does.

Usage: test-hours.py VOUCHCTL"""
import sys
import time

import rig

SOUND_SECONDS, PICTURE_SECONDS = (4 * 3600, 2 * 3600) if rig.LONG else (1200, 600)
# The microphone's own clock is a second an hour off.
SMALL = "sound=tone,live=0,skew=1.0003;picture=ball,live=0,width=160,height=90,fps=5;encoder,width=160,height=90,fps=5"
LARGE = "sound=tone,live=0;picture=snow,live=0,width=1280,height=720,fps=30;encoder,kbits=500000"
MOST_GROWTH, MOST_OFFSET, MOST_HOUR = 4096, 0.040, 30e6


def memory_of(pid):
    """In kB; 0 of a program that just ended."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)


def record(r, kind, source, seconds, found):
    """The file, and what memory grew by after the first twelfth."""
    recorder = r.record(kind, source, "--seconds", str(seconds))
    first = recorder.wait(lambda e: e.get("recordedMs", 0) > seconds * 1000 / 12, 600)
    found.expect(first, f"{kind}: does not get on")
    before, most = memory_of(recorder.process.pid), 0
    while recorder.process.poll() is None:
        recorder.wait(lambda e: e["event"] == "kept", 1)
        if recorder.process.poll() is None:
            most = max(most, memory_of(recorder.process.pid))
    got = recorder.finish(120)
    found.expect(len(got) == 1, f"{kind}: {len(got)} files: {recorder.words()}")
    return got[0], most - before


def judge(r, recording, seconds, growth, kind, found):
    seen = rig.probe(r.path(recording))
    last, n = seen["audio"]
    print(f"{kind}: {last:.1f} s of sound, {seen.get('video')}, memory grew by {growth} kB, {recording['bytes']} bytes")
    found.expect(last >= seconds - 0.1, f"{kind}: ends at {last}")
    found.expect(abs((n - 1) * 0.02 - last) < 0.03, f"{kind}: {n} packets in {last} s of sound")
    found.expect(growth <= MOST_GROWTH, f"{kind}: memory grew by {growth} kB")
    found.expect(recording["gaps"] == 0, f"{kind}: gaps: {recording['record'][:5]}")
    if "video" in seen:
        frame = 1 / 5 if kind == "picture" else 1 / 30
        offset = abs((seen["video"][0] + frame) - (last + 0.02))
        found.expect(offset <= MOST_OFFSET + frame, f"{kind}: picture and sound end {offset * 1000:.0f} ms apart")


def main():
    found = rig.Findings()
    with rig.workplace("hours") as base:
        r = rig.Rig(base, sys.argv[1])
        began = time.monotonic()
        sound, growth = record(r, "audio", "sound=tone,live=0", SOUND_SECONDS, found)
        judge(r, sound, SOUND_SECONDS, growth, "sound", found)
        hour = sound["bytes"] * 3600 / SOUND_SECONDS
        print(f"an hour of sound: {hour / 1e6:.1f} MB, {time.monotonic() - began:.0f} s")
        found.expect(hour <= MOST_HOUR, f"an hour of sound takes {hour / 1e6:.1f} MB")
        picture, growth = record(r, "video", SMALL, PICTURE_SECONDS, found)
        judge(r, picture, PICTURE_SECONDS, growth, "picture", found)
        found.expect(picture["bytes"] > 10 * MOST_GROWTH or sound["bytes"] > MOST_GROWTH * 1024 / 2,
                     "what is recorded would fit into the memory that may be used, so this proves nothing")
        if rig.LONG:
            large, growth = record(r, "video", LARGE, 90, found)
            judge(r, large, 90, growth, "large", found)
            found.expect(large["bytes"] > 2**32, f"only {large['bytes']} bytes")
    found.end()


if __name__ == "__main__":
    main()
