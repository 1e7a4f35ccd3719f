#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R7: silence, a black and a still picture are said within ten seconds; quiet rooms and dark, noisy
pictures never are. The ablation is what most recorders do: a level below a threshold is silence, and of
pictures it is known whether they come. Looked at in the same way, it must flag a quiet room and miss a picture
that is black or still.

Usage: test-silence.py VOUCHCTL NAIVE"""
import concurrent.futures
import sys

import naive
import rig

SMALL = ";encoder,width=320,height=180,fps=15"
TIMES = 20 if rig.LONG else 4
WITHIN, WATCHED = 10.0, 12.0
# A machine on which twelve record at once may keep a stand-in from giving anything; that is told, and no matter here.
JUDGED = ("silent", "frozen")
FLAGGED = [("audio", "sound=silence", "silent"),
           ("video", "sound=tone;picture=black,width=320,height=180,fps=15" + SMALL, "frozen"),
           ("video", "sound=tone;picture=still,width=320,height=180,fps=15" + SMALL, "frozen")]
QUIET = [("audio", "sound=hum,volume=0.002", None), ("audio", "sound=ticks,volume=0.01", None),
         ("audio", "sound=hum,volume=0.0006", None),
         ("video", "sound=hum,volume=0.002;picture=snow,width=320,height=180,fps=15" + SMALL, None)]


def watch(r, case, found):
    kind, source, fault = case
    recorder = r.record(kind, source)
    started = recorder.wait_started()
    if not found.expect(started, f"{source}: did not start"):
        return
    got = recorder.wait(lambda e: e["event"] == "noticed" and e["fault"] in JUDGED, WATCHED)
    kept = recorder.stop()
    if fault is None:
        found.expect(got is None, f"{source}: {got} was said of a quiet room")
        return
    if not found.expect(got and got[1]["fault"] == fault, f"{source}: {got} instead of {fault}"):
        return
    after = got[0] - started[0]
    print(f"{source}: {fault} after {after:.1f} s")
    found.expect(after <= WITHIN, f"{source}: said after {after:.1f} s")
    noted = [e["fault"] for e in rig.events(kept[0], "notice") if e["fault"] in JUDGED] if kept else []
    found.expect(noted == [fault], f"{source}: {noted} is written down")
    gaps = [e.get("fault") for e in rig.events(kept[0], "gap") if e.get("fault") in (None, *JUDGED)] if kept else [kept]
    found.expect(not gaps, f"{source}: silence is no gap: {gaps}")


def main():
    found = rig.Findings()
    cases = [(n, case) for n in range(TIMES) for case in
             ((FLAGGED + QUIET) if rig.LONG else [FLAGGED[n % 3], QUIET[n % 4]])]
    with rig.workplace("silence", memory=True) as base:
        with concurrent.futures.ThreadPoolExecutor(12) as pool:
            jobs = [pool.submit(watch, rig.Rig(base, sys.argv[1], f"library-{i}"), case, found)
                    for i, (_, case) in enumerate(cases)]
            judged = {case: rig.Findings(quiet=True) for case in (*FLAGGED[1:], QUIET[0])}
            jobs += [pool.submit(watch, naive.NaiveRig(base, sys.argv[2], f"naive-{i}"), case, its)
                     for i, (case, its) in enumerate(judged.items())]
            for job in jobs:
                job.result()
        for (_, source, fault), its in judged.items():
            naive.fails(f"{source}, {fault or 'a quiet room'}", its, found)
    found.end()


if __name__ == "__main__":
    main()
