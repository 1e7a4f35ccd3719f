#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""At 1280 by 720 and 30 pictures a second no picture is left out while the other core is fully busy. A computer
that is too slow for that is known before the lesson, and records smaller pictures, all of them. One that becomes
too slow says so within seconds, leaves out pictures evenly, and keeps all of the sound. The ablation records the
large pictures without a trial: looked at by the same function, it must not pass.

Usage: test-keeping-up.py VOUCHCTL"""
import contextlib
import os
import subprocess
import sys

import rig

SECONDS, LONG_SECONDS = 6, 120
LARGE, SMALL, SMALLEST = (1280, 720, 30), (640, 360, 30), (640, 360, 15)
SOURCE = "sound=tone;picture=ball,width=1280,height=720"
SLOW_AT, SAID_WITHIN, MOST_APART = 2, 5.0, 1.0


@contextlib.contextmanager
def busy(core):
    """Something that takes all of a core."""
    process = subprocess.Popen(["taskset", "-c", str(core), sys.executable, "-c", "while True: pass"])
    try:
        yield
    finally:
        process.kill()
        process.wait()


def pictures_of(path):
    done = subprocess.run(["ffprobe", "-v", "error", "-select_streams", "v", "-show_entries", "packet=pts_time",
                           "-of", "csv=p=0", str(path)], capture_output=True, text=True, check=True)
    return sorted(float(line.strip(",")) for line in done.stdout.split())


def record(r, source, seconds, core=None):
    words = ["--library", str(r.library), "--json", "record", "--video", "--seconds", str(seconds)]
    command = [r.vouchctl, *words] if core is None else ["taskset", "-c", str(core), r.vouchctl, *words]
    recorder = rig.Recorder(command, {"VOUCH_CAPTURE_SOURCE": source})
    return recorder, recorder.finish(seconds + 60)


def judge(r, recorder, kept, size, found, words):
    """All pictures are there, or it is said before the beginning that they are smaller and all are there then."""
    armed = next((e for _, e in recorder.seen if e["event"] == "armed"), {})
    last = [e for _, e in recorder.seen if "leftOut" in e][-1]
    if not found.expect(len(kept) == 1, f"{words}: {len(kept)} files"):
        return
    times, fps = pictures_of(r.path(kept[0])), armed["fps"]
    due = int((kept[0]["durationMs"] / 1000 - times[0]) * fps)
    apart = max(b - a for a, b in zip(times, times[1:]))
    print(f"{words}: {armed['width']} x {armed['height']}, {len(times)} of {due} pictures, {apart * 1000:.0f} ms apart at most")
    found.expect((armed["width"], armed["height"], fps) == size, f"{words}: {armed} instead of {size}")
    found.expect(armed["modest"] == (size != LARGE), f"{words}: {armed}")
    found.expect(len(times) >= due and last["leftOut"] == 0, f"{words}: {len(times)} of {due}, {last['leftOut']} left out")
    # The first comes with the camera, the last when the sound ends.
    found.expect(times[0] < 0.2 and kept[0]["durationMs"] / 1000 - times[-1] < 0.2, f"{words}: {times[:1]} to {times[-1:]}")
    found.expect(size == LARGE or "keeps up" in recorder.words(), f"{words}: nobody is told")


def once_more(judge_it, base, vouchctl, found):
    """A machine on which tests run beside it is measured once more."""
    for again in (False, True):
        judged = rig.Findings(quiet=not again)
        judge_it(rig.Rig(base, vouchctl, f"{judge_it.__name__}-{again}"), judged)
        if not judged.wrong:
            break
    found.looked += judged.looked
    found.wrong += judged.wrong


def all_of_them(r, found):
    """P17."""
    with busy(max(os.sched_getaffinity(0))):
        judge(r, *record(r, SOURCE, LONG_SECONDS if rig.LONG else SECONDS), LARGE, found, "the other core is busy")


def smaller(base, vouchctl, found):
    for slow, size in ((60, SMALL), (200, SMALLEST)):
        r = rig.Rig(base, vouchctl, f"slow-{slow}")
        judge(r, *record(r, f"{SOURCE};encoder,slow={slow}", SECONDS), size, found, f"{slow} ms for a large picture")
    core = min(os.sched_getaffinity(0))
    r = rig.Rig(base, vouchctl, "one-core")
    with busy(core):
        judge(r, *record(r, SOURCE, SECONDS, core), SMALL, found, "one core, and that is busy")


def naively(base, vouchctl, found):
    """Large pictures whatever the computer can: a test may ask for a size, and gets it without a trial."""
    r, judged = rig.Rig(base, vouchctl, "naive"), rig.Findings(quiet=True)
    judge(r, *record(r, f"{SOURCE};encoder,slow=60,width=1280,height=720", SECONDS), LARGE, judged, "naive")
    found.expect(any("left out" in wrong for wrong in judged.wrong), "the naive way passes, so this proves nothing")


def slow_later(r, found):
    recorder = r.record("video", f"sound=tone;picture=ball;encoder,slow=60,slow-at={SLOW_AT}", "--seconds", "10")
    started, _ = recorder.wait_started()
    said = recorder.wait_noticed("tooSlow", 12)
    kept = recorder.finish(60)
    if not found.expect(said and len(kept) == 1, f"later: {said}, {len(kept)} files: {recorder.words()}"):
        return
    late = said[0] - started - SLOW_AT
    last, times = [e for _, e in recorder.seen if "leftOut" in e][-1], pictures_of(r.path(kept[0]))
    sound, n = rig.probe(r.path(kept[0]))["audio"]
    apart = max(b - a for a, b in zip(times, times[1:]))
    print(f"slow later: said after {late:.1f} s, {len(times)} pictures kept, {last['leftOut']} left out, "
          f"{apart * 1000:.0f} ms apart at most")
    found.expect(late <= SAID_WITHIN, f"later: said after {late:.1f} s")
    found.expect("left out" in said[1].get("message", ""), f"later: {said[1]}")
    found.expect(last["leftOut"] > 0, "later: nothing was left out, so this proves nothing")
    found.expect(apart <= MOST_APART, f"later: pictures {apart:.2f} s apart")
    found.expect(abs((n - 1) * 0.02 - sound) < 0.03, f"later: {n} packets in {sound} s of sound")
    found.expect("tooSlow" in [e["fault"] for e in rig.events(kept[0], "notice")], "later: it is not written down")
    found.expect(kept[0]["gaps"] == 0, "later: it is no break")
    found.expect(abs(kept[0]["durationMs"] / 1000 - sound) < 0.1, f"later: the sound ends at {sound} s: {kept[0]}")


def main():
    found = rig.Findings()
    with rig.workplace("keeping-up", memory=True) as base:
        for case in (smaller, naively):
            case(base, sys.argv[1], found)
        for case in (all_of_them, slow_later):
            once_more(case, base, sys.argv[1], found)
    found.end()


if __name__ == "__main__":
    main()
