#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The fault table of docs/capture.md, a function a row, and R5: devices that are lost or stand still, an
encoder that stands still. What was recorded is kept, the other track goes on, the gap is marked, it is
said within two seconds, and the next recording works. The ablation is one pipeline for everything: the same
three troubles, looked at by the same functions, must not pass.

Usage: test-faults.py VOUCHCTL NAIVE PRELOAD|- [NAME…]"""
import concurrent.futures
import signal
import subprocess
import sys
import time

import naive
import rig

SAID_WITHIN = 2.0
TIMES = 20 if rig.LONG else 1


class Case:
    """One recording with trouble in it, told in the words of the table."""

    def __init__(self, its, found, name):
        self.rig, self.found, self.name = its, found, name

    def expect(self, holds, words):
        return self.found.expect(holds, f"{self.name}: {words}")

    def start(self, kind, source, *words):
        self.recorder = self.rig.record(kind, source, *words)
        self.started, _ = self.recorder.wait_started() or (None, None)
        self.expect(self.started, "did not start")
        return self.recorder

    def said(self, fault, at):
        """It is said within two seconds of the moment, in words, too."""
        got = self.recorder.wait_noticed(fault, 15)
        if not self.expect(got, f"{fault} was not said"):
            return
        late = got[0] - (self.started + at)
        self.expect(late <= SAID_WITHIN, f"{fault} was said {late:.1f} s late")
        self.expect(got[1].get("message"), f"{fault} is said without words")

    def well_again(self):
        self.expect(self.recorder.wait_noticed("none", 15), "is not said to be over")

    def kept(self, seconds, n=1, how=signal.SIGINT, within=30):
        try:
            got = self.recorder.stop(how, within)
        except subprocess.TimeoutExpired:
            self.recorder.kill()
            got = []
            self.expect(False, "does not end")
        if not self.expect(len(got) == n, f"{len(got)} files were kept, not {n}: {self.recorder.words()}"):
            return []
        total = sum(x["durationMs"] for x in got) / 1000
        self.expect(total >= seconds, f"only {total:.1f} of {seconds} s are there")
        for x in got:
            complaint = rig.complaint(self.rig.path(x))
            self.expect(not complaint, complaint[:300])
        return got

    def gap(self, recording, fault, least=0.5, most=10.0):
        gaps = [e for e in rig.events(recording, "gap") if e.get("fault") == fault]
        over = [e for e in rig.events(recording, "resume") if e.get("fault") == fault]
        self.expect(gaps and over, f"no gap for {fault}: {recording['record']}")
        self.expect(recording["gaps"] == len(gaps), f"continuity counts {recording['gaps']} gaps")
        for e in over:
            self.expect(least <= e["lengthMs"] / 1000 <= most, f"the gap is {e['lengthMs']} ms long")

    def next_works(self):
        recorder = self.rig.record("audio", rig.SOUND, "--seconds", "1")
        got = recorder.finish(20)
        self.expect(len(got) == 1 and got[0]["gaps"] == 0, "the next recording does not work")


def lid(case):
    """Lid and suspend are one: the computer sleeps."""
    case.start("audio", "sound=tone;clock,sleep-at=3,for=600")
    case.said("suspended", 3)
    time.sleep(1)
    got = case.kept(2.5)
    if got:
        case.gap(got[0], "suspended", 599, 602)
        case.expect(got[0]["durationMs"] < 10000, "the time asleep is in the file")


def suspend_with_picture(case):
    """The clock counts from before the devices are opened, which takes a moment."""
    case.start("video", rig.PICTURE + ";clock,sleep-at=3,for=60")
    case.said("suspended", 3)
    time.sleep(1)
    got = case.kept(2.5)
    if got:
        case.gap(got[0], "suspended", 59, 62)


def sound_that_comes_back(case, trouble, said):
    """Gone after two seconds and back after four: told, gone on with, and one gap of that length."""
    case.start("audio", f"sound=tone,{trouble}=2,back-at=4")
    case.said(said, 2)
    case.well_again()
    time.sleep(1)
    got = case.kept(4.5)
    if got:
        case.gap(got[0], said, 1.5, 4)


def unplugged_microphone(case):
    sound_that_comes_back(case, "lose-at", "noMicrophone")


def unplugged_microphone_with_picture(case, more="", within=30):
    case.start("video", f"sound=tone,lose-at=2,back-at=4{more};picture=ball")
    case.said("noMicrophone", 2)
    case.well_again()
    time.sleep(1)
    got = case.kept(4.5, within=within)
    if got:
        case.gap(got[0], "noMicrophone", 1.5, 4)
        last, n = rig.probe(case.rig.path(got[0]))["video"]
        case.expect(n > last * 24, f"the picture did not go on: {n} pictures in {last} s")


def stuck_microphone(case):
    """Unplugged, and whoever closes it waits for an hour: it holds nothing back, neither while the lesson goes on
    nor when it ends."""
    unplugged_microphone_with_picture(case, ",close-for=3600", within=10)


def unplugged_camera(case):
    case.start("video", "sound=tone;picture=ball,lose-at=2,back-at=4")
    case.said("noCamera", 2)
    case.well_again()
    time.sleep(1)
    got = case.kept(4.5)
    if got:
        case.gap(got[0], "noCamera", 1.5, 4)
        last, n = rig.probe(case.rig.path(got[0]))["audio"]
        case.expect(abs(n * 0.02 - last) < 0.2, f"the sound has holes: {n} packets in {last} s")


def frozen_camera(case):
    """It stays open and gives nothing."""
    case.start("video", "sound=tone;picture=ball,freeze-at=2,thaw-at=4")
    case.said("noCamera", 2)
    case.well_again()
    got = case.kept(3.5)
    if got:
        case.gap(got[0], "noCamera", 1, 4)


def frozen_microphone(case):
    case.start("video", "sound=tone,freeze-at=2,thaw-at=4;picture=ball")
    case.said("noMicrophone", 2)
    case.well_again()
    got = case.kept(3.5)
    if got:
        case.gap(got[0], "noMicrophone", 1, 4)


def switched_source(case):
    case.start("audio", "sound=tone,switch-at=2")
    case.said("switched", 2)
    time.sleep(1)
    got = case.kept(2.5)
    if got:
        devices = rig.events(got[0], "device")
        case.expect(len(devices) == 2 and devices[1]["fault"] == "switched", f"devices: {devices}")
        case.expect(got[0]["gaps"] == 0, "a switch is no gap")


def another_device_takes_over(case):
    case.start("audio", "sound=tone,lose-at=2;sound=ticks")
    case.said("noMicrophone", 2)
    case.said("switched", 5)
    time.sleep(1)
    got = case.kept(4)
    if got:
        case.gap(got[0], "noMicrophone", 1, 5)
        case.expect([e["text"] for e in rig.events(got[0], "device")] == ["tone", "ticks"], "its name")


def denied(case):
    done = case.rig.run("record", "--audio", "--seconds", "1", check=False,
                        env={"VOUCH_CAPTURE_SOURCE": "sound=tone,deny"})
    case.expect(done.returncode != 0 and "may not use" in done.stderr, f"{done.returncode}: {done.stderr}")
    case.expect(not any((case.rig.library / "recordings").iterdir()), "something was begun")


def denied_later(case):
    case.start("audio", "sound=tone,deny-at=2,back-at=4")
    case.said("denied", 2)
    case.well_again()
    time.sleep(1)
    got = case.kept(4.5)
    if got:
        case.gap(got[0], "denied", 1.5, 4)


def disk_fails(case):
    """A sync of the file goes wrong once: it is not believed, and a new file is begun."""
    if sys.argv[3] == "-":  # not with sanitizers, which want to be first themselves
        return
    parts = []
    for at in range(11, 20 if rig.LONG else 16):
        case.recorder = case.rig.record("audio", rig.SOUND, "--seconds", "2", env={
            "LD_PRELOAD": sys.argv[3], "VOUCH_FAULT_FOLDER": str(case.rig.library / "recordings"),
            "VOUCH_FAULT_CALLS": "fsync", "VOUCH_FAULT_AT": str(at), "VOUCH_FAULT_DO": "lie"})
        case.recorder.finish(20)
        new = case.recorder.stop()
        case.expect(new and sum(x["durationMs"] for x in new) >= 1000, f"sync {at}: {new}")
        said = [e for _, e in case.recorder.seen if e["event"] == "noticed" and e["fault"] == "disk"]
        case.expect(len(new) == 1 or said, f"sync {at}: a new file without a word")
        case.expect(not any(rig.complaint(case.rig.path(x)) for x in new), f"sync {at}: does not decode")
        parts.append(len(new))
    case.expect(max(parts) > 1, f"no file was begun anew: {parts}")


def encoder_stalls(case):
    case.start("video", rig.PICTURE + ";encoder,stall-at=2,for=5")
    case.said("stalled", 2)
    case.recorder.wait(lambda e: e.get("recordedMs", 0) > 6500, 15)
    got = case.kept(6, n=2)
    if got:
        whole = sum(x["durationMs"] for x in got)
        case.expect(rig.events(got[0], "notice")[0]["fault"] == "stalled", "it is not written down")
        case.expect([x["gaps"] for x in got] == [0, 0], f"each part is whole in itself: {[x['record'] for x in got]}")
        span = rig.began(got[1]) + got[1]["durationMs"] / 1000 - rig.began(got[0])
        case.expect(span - whole / 1000 < 2.5, f"{span - whole / 1000:.1f} s are lost")


def slow_disk(case):
    """An encoder that stalls while the disk takes its time: the new file does not wait for it, and nobody else."""
    if sys.argv[3] == "-":  # not with sanitizers, which want to be first themselves
        return
    source = "sound=tone;picture=ball;encoder,width=320,height=180,fps=15,stall-at=2,for=5"
    case.recorder = case.rig.record("video", source, "--seconds", "7", env={
        "LD_PRELOAD": sys.argv[3], "VOUCH_FAULT_FOLDER": str(case.rig.library / "recordings"),
        "VOUCH_FAULT_CALLS": "fsync", "VOUCH_FAULT_AT": "11", "VOUCH_FAULT_DO": "slow", "VOUCH_FAULT_STAY": "1"})
    got = case.recorder.finish(60)
    case.expect(len(got) == 2, f"{len(got)} files were kept: {case.recorder.words()}")
    told = [at for at, e in case.recorder.seen if e["event"] == "recording"]
    apart = max((b - a for a, b in zip(told, told[1:])), default=60)
    case.expect(apart < 3, f"nothing is told for {apart:.1f} s")
    said = {e["fault"] for _, e in case.recorder.seen if e["event"] == "noticed"}
    case.expect("stalled" in said and not said & {"noCamera", "noMicrophone"}, f"said: {said}")


def slow_to_open(case):
    """A microphone that takes four seconds to open again: what the camera gives is written all the while."""
    recorder = case.start("video", "sound=tone,lose-at=2,back-at=3,open-for=4;picture=ball;encoder,width=320,"
                          "height=180,fps=15")
    case.said("noMicrophone", 2)
    folder, grown, apart = case.rig.library / "recordings", (0, time.time()), 0.0
    while recorder.wait_noticed("none", 0.05) is None and grown[1] + 5 > time.time():
        size = sum(part.stat().st_size for part in folder.glob("*/part-*.mkv"))
        apart = max(apart, time.time() - grown[1])
        grown = (size, time.time()) if size > grown[0] else grown
    case.expect(apart < 2, f"nothing is written for {apart:.1f} s")
    time.sleep(1)
    got = case.kept(6)
    if got:
        case.gap(got[0], "noMicrophone", 2, 8)
    case.expect(not any(e.get("fault") == "stalled" for _, e in recorder.seen), "the encoder is said to stand still")


def sound_server_gone(case):
    sound_that_comes_back(case, "server-gone-at", "noSoundServer")


def format_change(case):
    case.start("audio", "sound=tone,format-at=2")
    case.said("formatChanged", 2)
    time.sleep(1)
    got = case.kept(3)
    if got:
        case.expect(got[0]["gaps"] == 0, f"a gap: {got[0]['record']}")


def format_change_of_picture(case):
    case.start("video", "sound=tone;picture=ball,format-at=2")
    case.said("formatChanged", 2)
    time.sleep(1)
    got = case.kept(3)
    if got:
        case.expect(got[0]["gaps"] == 0, f"a gap: {got[0]['record']}")


def logout(case):
    """A session that ends says so by SIGTERM or SIGHUP."""
    for how in (signal.SIGTERM, signal.SIGHUP):
        case.start("audio", rig.SOUND)
        time.sleep(1)
        got = case.kept(1, how=how)
        case.expect(got and got[0]["gaps"] == 0 and not got[0]["recovered"], "did not end cleanly")


def pause(case):
    case.start("video", rig.PICTURE)
    time.sleep(1)
    case.recorder.pause()
    case.expect(case.recorder.wait(lambda e: e["event"] == "paused", 5), "was not paused")
    time.sleep(2)
    case.recorder.pause()
    case.expect(case.recorder.wait(lambda e: e["event"] == "recording", 5), "did not go on")
    time.sleep(1)
    got = case.kept(2)
    if got:
        over = rig.events(got[0], "resume")
        case.expect(got[0]["gaps"] == 1 and len(over) == 1, f"pauses: {got[0]['record']}")
        whole = rig.began(got[0])
        case.expect(over[0]["lengthMs"] > 1900, f"a pause of {over[0]['lengthMs']} ms")
        case.expect(got[0]["durationMs"] / 1000 + over[0]["lengthMs"] / 1000 <= time.time() - whole, "the pause is in it")


ROWS = [lid, suspend_with_picture, unplugged_microphone, unplugged_microphone_with_picture, stuck_microphone,
        unplugged_camera,
        frozen_camera, frozen_microphone, switched_source, another_device_takes_over, denied, denied_later, disk_fails,
        encoder_stalls, slow_disk, slow_to_open,
        sound_server_gone, format_change, format_change_of_picture, logout, pause]
AGAIN = [unplugged_microphone, frozen_camera, encoder_stalls]
# The naive way does not pass these, because of that.
NAIVE = {unplugged_microphone: "", frozen_camera: "", encoder_stalls: "", stuck_microphone: "does not end"}


def main():
    wanted = sys.argv[4:]
    found = rig.Findings()
    cases = [(row, row.__name__) for row in ROWS]
    cases += [(row, f"{row.__name__}_{n}") for row in AGAIN for n in range(1, TIMES)]

    def run(row, name):
        case = Case(rig.Rig(base, sys.argv[1], name), found, name)
        row(case)
        case.next_works()
        print(name, flush=True)

    def run_naive(row):
        judged = rig.Findings(quiet=True)
        case = Case(naive.NaiveRig(base, sys.argv[2], f"naive-{row.__name__}"), judged, row.__name__)
        row(case)
        naive.fails(row.__name__, judged, found, NAIVE[row])

    with rig.workplace("faults", memory=True) as base:
        with concurrent.futures.ThreadPoolExecutor(3) as pool:
            chosen = [(r, n) for r, n in cases if not wanted or r.__name__ in wanted]
            jobs = [pool.submit(run, r, n) for r, n in chosen]
            jobs += [pool.submit(run_naive, r) for r in NAIVE if not wanted or r.__name__ in wanted]
            for job in jobs:
                job.result()
    found.end()


if __name__ == "__main__":
    main()
