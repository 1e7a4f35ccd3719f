#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R6: hours. Devices that give their data as fast as they are taken stand in for a long lesson: what is heard and
seen at one moment is so at the end as well, no sample is missing, and memory stays flat. The microphone's clock
is a second an hour off. With VOUCH_TEST_LONG=1 for hours, past four gigabytes, and past the 2^32nd sample; the
large one is killed and comes back. The ablation is a recorder that writes what comes, as it comes, and saves at
the end; looked at by the same functions it must fail by its memory and by its sound.

Usage: test-hours.py VOUCHCTL NAIVE"""
import array
import re
import subprocess
import sys
import time

import naive
import rig

SOUND_SECONDS, PICTURE_SECONDS = (4 * 3600, 2 * 3600) if rig.LONG else (1200, 600)
SKEW = 1.0003
# Ticks are a second of the microphone's apart, the first by 0.02 s less; fifty pictures are ten of the camera's.
SMALL = (f"sound=ticks,live=0,skew={SKEW};picture=flash,live=0,width=160,height=90,fps=5;"
         "encoder,width=160,height=90,fps=5")
LARGE = "sound=tone,live=0;picture=snow,live=0,width=1280,height=720,fps=30;encoder,kbits=500000"
LARGE_BYTES, SAMPLES_SECONDS = 2**32 + 2**26, 2**32 // 48000 + 600
# A tick has an amplitude of 16000; what the coder lets sound before it stays below 3000.
FLASH, LOOKED_AT, TICK, FIRST_TICK = 10, 45, 6000, -0.02
MOST_GROWTH, MOST_OFFSET, MOST_HOUR = 4096, 0.040, 30e6


def memory_of(pid):
    """In kB; 0 of a program that just ended."""
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        return next((int(line.split()[1]) for line in status if line.startswith("VmRSS")), 0)


def record(r, kind, source, seconds, found):
    """The file, and what memory grew by after the first twelfth. That it is read when it is kept is spared: it
    takes as long as the recording."""
    recorder = r.record(kind, source, "--seconds", str(seconds))
    first = recorder.wait(lambda e: e.get("recordedMs", 0) > seconds * 1000 / 12, 600)
    found.expect(first, f"{kind}: does not get on")
    before, most = memory_of(recorder.process.pid), 0
    while recorder.process.poll() is None:
        if recorder.wait(lambda e: e["event"] == "kept", 0.2):
            recorder.process.terminate()
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


def decode(path, start, *words):
    return subprocess.run(["ffmpeg", "-nostdin", "-v", "info", "-ss", str(start), "-i", str(path), *words, "-"],
                          capture_output=True, check=True)


def ticks_of(path, start):
    """When the sound begins after a silence, in seconds of the file."""
    samples = array.array("h", decode(path, start, "-vn", "-ac", "1", "-ar", "48000", "-f", "s16le").stdout)
    loud = [i for i, sample in enumerate(samples) if abs(sample) > TICK]
    return [start + i / 48000 for before, i in zip([-48000, *loud], loud) if i - before > 24000][1:]


def flashes_of(path, start):
    """When the picture turns bright or dark, in seconds of the file."""
    said = decode(path, start, "-copyts", "-an", "-vf", "format=gray,showinfo", "-f", "null").stderr.decode()
    seen = [(float(at), int(mean) > 128) for at, mean in re.findall(r"pts_time:([\d.]+).*mean:\[(\d+)", said)]
    return [at for (_, before), (at, bright) in zip(seen, seen[1:]) if bright != before]


def late(times, period, first=0.0):
    """By how much the last of them is later than it should be; it belongs to the nearest that there can be."""
    return times[-1] - first - round((times[-1] - first) / period) * period


def judge_together(r, recording, found):
    """What was to be heard and what was to be seen at one moment, at the end of it."""
    path = r.path(recording)
    start = int(recording["durationMs"] / 1000) - LOOKED_AT
    ticks, flashes = ticks_of(path, start), flashes_of(path, start)
    if not found.expect(ticks and flashes, f"{len(ticks)} ticks and {len(flashes)} flashes in the last {LOOKED_AT} s"):
        return
    offset = late(ticks, SKEW, FIRST_TICK) - late(flashes, FLASH)
    print(f"picture and sound at the end: {offset * 1000:+.1f} ms apart")
    found.expect(abs(offset) <= MOST_OFFSET, f"at the end picture and sound are {offset * 1000:.0f} ms apart")
    apart = [b - a for a, b in zip(ticks, ticks[1:])]
    found.expect(all(abs(x - SKEW) < 0.002 for x in apart), f"samples are missing between ticks: {apart}")


def killed_when_large(r, found):
    """More than four gigabytes, and killed then: all of it comes back."""
    recorder = r.record("video", LARGE)
    got = recorder.wait(lambda e: e.get("bytes", 0) > LARGE_BYTES, 1800)
    found.expect(got, "large: does not get there")
    recorder.kill()
    back = r.recover(timeout=1800)
    if not found.expect(len(back) == 1, f"large: {len(back)} recordings came back"):
        return
    found.expect(back[0]["bytes"] > 2**32, f"large: only {back[0]['bytes']} bytes")
    judge(r, back[0], got[1]["recordedMs"] / 1000 - 2, 0, "large, killed", found)


def naively(base, path, found):
    """A quarter of an hour is enough for it."""
    judged = rig.Findings(quiet=True)
    its = naive.NaiveRig(base, path, keep=True)
    recording, growth = record(its, "video", SMALL + ",kbits=200", 600, judged)
    judge(its, recording, 600 / SKEW, growth, "naive", judged)
    judge_together(its, recording, judged)
    for why in ("memory grew", "apart"):
        naive.fails(why, judged, found, why)


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
        judge_together(r, picture, found)
        naively(base, sys.argv[2], found)
        if rig.LONG:
            killed_when_large(r, found)
            many, growth = record(r, "audio", "sound=tone,live=0", SAMPLES_SECONDS, found)
            judge(r, many, SAMPLES_SECONDS, growth, "past 2^32 samples", found)
    found.end()


if __name__ == "__main__":
    main()
