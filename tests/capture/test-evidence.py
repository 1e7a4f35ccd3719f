#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""A recording becomes evidence where it was meant for: its marks are moments, its breaks are what the check
says about `continuity`, a range without a break mends it, a killed one is placed by the next start, and all of
it comes through an export. The pre-roll is three seconds, and nothing when it is off. Stopping is as fast for a
long recording as for a short one.

Usage: test-evidence.py VOUCHCTL CATALOGUE"""
import json
import pathlib
import sys
import time

import rig


def begin(base, vouchctl, catalogue, name):
    r = rig.Rig(base, vouchctl, name)
    r.run("definition", "import", str(catalogue / "wait-time.json"))
    definition = r.json("definition", "list")["definitions"][0]["id"]
    return r, r.json("portfolio", "new", definition)["id"]


def wanted(recorder, seconds):
    recorder.wait(lambda e: e.get("recordedMs", 0) >= seconds * 1000, 20)


def continuity_of(r, portfolio):
    """What the check says about it."""
    report, found = json.loads(r.run("--json", "portfolio", "check", portfolio, check=False).stdout), []

    def look(node):
        if isinstance(node, dict) and "continuity" in str(node.get("id", "")) + str(node.get("kind", "")):
            found.append(node.get("result"))
        for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else []:
            look(inner)

    look(report)
    return set(found)


def whole(base, vouchctl, catalogue, found):
    r, portfolio = begin(base, vouchctl, catalogue, "whole")
    recorder = r.record("audio", rig.SOUND, "--for", portfolio, "recording")
    wanted(recorder, 1)
    recorder.mark()
    wanted(recorder, 2)
    kept = recorder.stop()
    if not found.expect(kept and kept[0].get("item"), f"it was not placed: {recorder.words()}"):
        return
    item = kept[0]["item"]
    shown = r.run("--json", "portfolio", "show", portfolio).stdout
    at = kept[0]["marks"][0]["atMs"]
    found.expect(item in shown and str(at) in shown, f"the mark at {at} is no moment of the item: {shown[:2000]}")
    found.expect(continuity_of(r, portfolio) == {"met"}, f"continuity of a whole one: {continuity_of(r, portfolio)}")
    export = base / "export"
    r.run("library", "export", "--to", str(export))
    other = rig.Rig(base, vouchctl, "other")
    other.run("portfolio", "import", str(export))
    got = other.recordings()
    found.expect([x["record"] for x in got] == [x["record"] for x in r.recordings()], f"the record after an export: {got}")


def paused(base, vouchctl, catalogue, found):
    r, portfolio = begin(base, vouchctl, catalogue, "paused")
    recorder = r.record("audio", rig.SOUND, "--for", portfolio, "recording")
    wanted(recorder, 2)
    recorder.pause()
    recorder.wait(lambda e: e["event"] == "paused", 5)
    recorder.pause()
    recorder.wait(lambda e: e["event"] == "recording", 5)
    time.sleep(2)
    kept = recorder.stop()
    found.expect(continuity_of(r, portfolio) == {"notMet"}, f"continuity of a paused one: {continuity_of(r, portfolio)}")
    r.run("edit", kept[0]["item"], "--range", "0-1")
    found.expect(continuity_of(r, portfolio) == {"met"}, f"continuity of the part before: {continuity_of(r, portfolio)}")
    r.run("edit", kept[0]["item"], "--range", "1-3")
    found.expect(continuity_of(r, portfolio) == {"notMet"}, f"continuity across it: {continuity_of(r, portfolio)}")


def killed(base, vouchctl, catalogue, found):
    r, portfolio = begin(base, vouchctl, catalogue, "killed")
    recorder = r.record("audio", rig.SOUND, "--title", "Plan B", "--for", portfolio, "recording")
    wanted(recorder, 1)
    recorder.kill()
    got = r.recover()
    found.expect(got and got[0]["title"] == "Plan B", f"its title: {got}")
    found.expect(got and got[0]["artifact"] in r.run("--json", "portfolio", "show", portfolio).stdout, "it was not placed")


def before_the_click(base, vouchctl, catalogue, found):
    r, _ = begin(base, vouchctl, catalogue, "pre-roll")
    kept = r.record("audio", rig.SOUND, "--seconds", "1", "--pre-roll").finish()
    found.expect(kept and kept[0]["gaps"] == 0, "a gap at the seam of the pre-roll")
    first = [e["atMs"] for e in rig.events(kept[0], "gap")]
    found.expect(not first, f"gaps: {first}")


def stops_at_once(base, vouchctl, catalogue, found):
    """P18, loosely: a machine under test is busy."""
    took = {}
    r, _ = begin(base, vouchctl, catalogue, "stop")
    for seconds, source in ((5, "sound=tone,live=0"), (3600, "sound=tone,live=0")):
        recorder = r.record("audio", source, "--seconds", str(seconds))
        recorder.finish(120)
        done = next(at for at, e in recorder.seen if e["event"] == "done")
        before = [at for at, e in recorder.seen if e["event"] == "recording"][-1]
        took[seconds] = done - before
    print(took)
    found.expect(took[3600] < 3, f"stopping takes {took}")


def main():
    found = rig.Findings()
    with rig.workplace("evidence", memory=True) as base:
        for case in (whole, paused, killed, before_the_click, stops_at_once):
            case(base, sys.argv[1], pathlib.Path(sys.argv[2]), found)
    found.end()


if __name__ == "__main__":
    main()
