#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The camera of a sandboxed program: what the desktop's portal may answer, by a stand-in for it, and real
pictures out of a PipeWire that is started for this. What was recorded is kept whatever happens, and a
question that nobody answers holds up nothing.

Usage: test-portal.py VOUCHCTL FAKE-CAMERA [NAME…]"""
import concurrent.futures
import os
import shutil
import socket
import sys
import time

import portal
import rig

SOUND = "sound=tone"


class Case:
    """A library, a bus, and perhaps a portal and a PipeWire."""

    def __init__(self, base, found, name):
        self.base, self.found, self.name = base / name, found, name
        self.base.mkdir()
        self.bus = portal.Bus(self.base)
        self.portal = self.pipewire = None
        self.rig = rig.Rig(self.base, sys.argv[1])
        self.rig.env.update(VOUCH_CAPTURE_SOURCE=SOUND, VOUCH_CAPTURE_PORTAL="1", LC_ALL="C.UTF-8",
                            DBUS_SESSION_BUS_ADDRESS=self.bus.address)

    def expect(self, holds, words):
        return self.found.expect(holds, f"{self.name}: {words}")

    def answers(self, **how):
        self.portal = portal.Portal(self.bus, **how)

    def cameras(self, *names):
        self.pipewire = portal.PipeWire(self.base, self.bus, sys.argv[2])
        for name in names:
            self.pipewire.plug(name)

    def record(self, *words):
        return self.rig.record("video", SOUND, *words)

    def start(self, *words):
        recorder = self.record(*words)
        got = recorder.wait_started()
        self.expect(got, "did not start" if got else f"did not start: {recorder.process.poll()}")
        return recorder

    def refused(self, words, least=0.0, most=10.0):
        """It does not begin, says why, and the sound alone can be recorded."""
        began = time.monotonic()
        done = self.rig.run("record", "--video", "--seconds", "1", check=False, timeout=30)
        took = time.monotonic() - began
        self.expect(done.returncode != 0 and words in done.stderr, f"{done.returncode}: {done.stderr}")
        self.expect(least <= took <= most, f"took {took:.1f} s")
        self.expect(not any((self.rig.library / "recordings").iterdir()), "something was begun")
        self.sound_works()

    def sound_works(self):
        got = self.rig.record("audio", SOUND, "--seconds", "1").finish(20)
        self.expect(len(got) == 1 and got[0]["gaps"] == 0, "sound alone does not work")

    def kept(self, recorder, least, by_itself=False):
        got = recorder.finish(30) if by_itself else recorder.stop()
        if not self.expect(len(got) == 1, f"{len(got)} files were kept: {recorder.words()}"):
            return None
        self.expect(got[0]["durationMs"] / 1000 >= least, f"only {got[0]['durationMs']} ms are there")
        complaint = rig.complaint(self.rig.path(got[0]))
        self.expect(not complaint, complaint[:300])
        return got[0]

    def pictures(self, recording):
        return rig.probe(self.rig.path(recording)).get("video", (0, 0))[1]

    def whole_sound(self, recording):
        last, n = rig.probe(self.rig.path(recording)).get("audio", (0, 0))
        self.expect(n > 0 and abs(n * 0.02 - last) < 0.2, f"the sound has holes: {n} packets in {last} s")

    def devices(self):
        return [d["name"] for d in self.rig.json("devices")["devices"] if d["medium"] == "picture"]

    def close(self):
        for part in (self.portal, self.pipewire, self.bus):
            if part is not None:
                part.close()


# What the portal may say.

def denied(case):
    case.answers(answer=portal.DENIED)
    case.refused("Allow it in the settings of this computer")
    case.expect(case.portal.asked == 1, f"asked {case.portal.asked} times")
    case.expect(case.devices() == ["Camera"], f"listed: {case.devices()}")
    case.expect(case.portal.asked == 1, "listing asks the person")


def ended(case):
    """The question was put away without an answer."""
    case.answers(answer=portal.ENDED)
    case.refused("was not answered")
    case.expect(case.portal.asked == 1, f"asked {case.portal.asked} times")


def outside(case):
    """Without a sandbox nobody is asked, and PipeWire's own list adds nothing to the others."""
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect)
    case.rig.env.update(VOUCH_CAPTURE_PORTAL="0", XDG_RUNTIME_DIR=str(case.pipewire.folder))
    del case.rig.env["VOUCH_CAPTURE_SOURCE"]
    names = [d["name"] for d in case.rig.json("devices")["devices"]]
    case.expect("Desk" not in names and len(names) == len(set(names)), f"listed: {names}")
    case.expect(case.portal.asked == 0, "asked")


def no_portal(case):
    case.refused("no way for Vouch to ask for the camera")
    case.expect(case.devices() == [], f"listed: {case.devices()}")


def no_bus(case):
    case.rig.env["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={case.base}/nothing"
    case.refused("no way for Vouch to ask for the camera")


def another_portal(case):
    """There is a desktop portal, but it knows nothing of cameras."""
    case.answers(camera=False)
    case.refused("no way for Vouch to ask for the camera")
    case.expect(case.portal.asked == 0, "asked all the same")


def no_camera(case):
    case.answers(present=False)
    case.refused("There is no camera", least=1.0)
    case.expect(case.portal.asked == 0, "asked for a camera that is not there")
    case.expect(case.devices() == [], f"listed: {case.devices()}")


def late_camera(case):
    """The portal was just started and does not know its cameras yet."""
    case.answers(present=False, answer=portal.DENIED)
    recorder = case.record()
    time.sleep(0.7)
    case.portal.plug(True)
    recorder.finish(20)
    case.expect(case.portal.asked == 1, "the camera that came late was not asked for")


def remote_fails(case):
    case.answers(remote=None)
    case.refused("record the sound alone")


def garbage(case):
    """What it gives is no way to PipeWire."""
    case.answers(remote=lambda: open("/dev/null", "rb"))
    case.refused("cannot be reached")


def one_that_talks_nonsense(case):
    def talk():
        ours, theirs = socket.socketpair()
        ours.send(b"\xff" * 4096)
        talk.kept.append(ours)
        return theirs
    talk.kept = []
    case.answers(remote=talk)
    case.refused("record the sound alone", most=15)


def one_that_is_silent(case):
    ends = []

    def say_nothing():
        ours, theirs = socket.socketpair()
        ends.append(ours)
        return theirs
    case.answers(remote=say_nothing)
    case.refused("cannot be reached", least=4, most=15)


def never_answered(case):
    """Nobody answers. Whoever waits can stop, and the question goes away."""
    case.answers(answer=None)
    recorder = case.record()
    case.expect(recorder.wait(lambda e: e.get("asking"), 10), "is not said to be asked")
    portal.wait_for(lambda: case.portal.asked == 1, 10, "was not asked")
    time.sleep(0.5)
    at = time.monotonic()
    case.expect(recorder.stop(seconds=10) == [], "something was kept")
    case.expect(time.monotonic() - at < 2, f"stopping took {time.monotonic() - at:.1f} s")
    case.expect(recorder.process.returncode != 0 and "Nothing was recorded" in recorder.words(), "is not said")
    portal.wait_for(lambda: case.portal.closed == 1 or not case.portal.requests, 5, "the question stays")
    case.sound_works()


def portal_vanishes(case):
    """While the person thinks about it."""
    case.answers(answer=None)
    recorder = case.record()
    portal.wait_for(lambda: case.portal.asked == 1, 10, "was not asked")
    time.sleep(0.3)
    case.portal.vanish()
    case.expect(recorder.finish(10) == [], "something was kept")
    words = recorder.words()
    case.expect("was not answered" in words, f"is not said: {words}")


# Real pictures.

def granted(case):
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect)
    case.expect(case.devices() == ["Camera"], f"listed before it was allowed: {case.devices()}")
    got = case.kept(case.start("--seconds", "4"), 3.9, by_itself=True)
    if got:
        case.expect(case.pictures(got) > 90, f"{case.pictures(got)} pictures in four seconds")
        case.expect(got["gaps"] == 0, f"gaps: {got['record']}")
        case.expect("Desk" in [e.get("text") for e in rig.events(got, "device")], "its name is not written down")
        case.whole_sound(got)
    case.expect(case.portal.asked == 1 and len(case.portal.remotes) == 1, "asked more than once")


def answered_late(case):
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect, after=3)
    recorder = case.record()
    asked = recorder.wait(lambda e: e.get("asking"), 10)
    case.expect(asked, "is not said to be asked")
    case.expect(recorder.wait_started(), "did not start")
    time.sleep(2)
    got = case.kept(recorder, 2)
    if got:
        case.expect(rig.began(got) - asked[0] > 2, "began before the answer")
        case.expect(case.pictures(got) > 30, f"{case.pictures(got)} pictures")
        case.expect(got["gaps"] == 0, f"gaps: {got['record']}")


def another_path(case):
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect, elsewhere=True)
    got = case.kept(case.start("--seconds", "2"), 1.9, by_itself=True)
    case.expect(got and case.pictures(got) > 30, "no pictures")


def unplugged(case):
    """Pulled out while it records, and put back."""
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect)
    recorder = case.start()
    time.sleep(2)
    at = time.time()
    case.pipewire.unplug("Desk")
    said = recorder.wait_noticed("noCamera", 10)
    case.expect(said and said[0] - at <= 2, "is not said within two seconds")
    time.sleep(1)
    case.pipewire.plug("Desk")
    case.expect(recorder.wait_noticed("none", 10), "does not come back")
    time.sleep(2)
    got = case.kept(recorder, 5)
    if got:
        gaps = [e["fault"] for e in rig.events(got, "gap")]
        case.expect(gaps == ["noCamera"] and got["gaps"] == 1, f"gaps: {gaps}")
        case.expect(rig.events(got, "resume"), "the picture is not back")
        case.whole_sound(got)
    case.expect(case.portal.asked == 1, f"the person was asked {case.portal.asked} times")


def revoked(case):
    """Taken away in the settings while it records, and given back."""
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect)
    recorder = case.start()
    time.sleep(2)
    at = time.time()
    case.portal.revoke()
    said = recorder.wait_noticed("denied", 10)
    case.expect(said and said[0] - at <= 2, "is not said within two seconds")
    case.pipewire.unplug("Desk")
    case.pipewire.plug("Desk")
    time.sleep(1.5)
    case.portal.allow()
    case.expect(recorder.wait_noticed("none", 10), "does not go on when it is allowed again")
    time.sleep(2)
    got = case.kept(recorder, 5)
    if got:
        case.expect([e["fault"] for e in rig.events(got, "gap")] == ["denied"], f"gaps: {got['record']}")
        case.expect(rig.events(got, "resume"), "the picture is not back")
        case.whole_sound(got)
    case.expect(case.portal.asked == 1, f"the person was asked {case.portal.asked} times")


def goes_on_without_portal(case):
    """Once the way is open, the portal is not needed."""
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect)
    recorder = case.start()
    case.portal.vanish()
    time.sleep(2)
    got = case.kept(recorder, 2)
    case.expect(got and got["gaps"] == 0 and case.pictures(got) > 30, "did not go on")


def pipewire_dies(case):
    case.cameras("Desk")
    case.answers(remote=case.pipewire.connect)
    recorder = case.start()
    time.sleep(1)
    at = time.time()
    case.pipewire.server.kill()
    said = recorder.wait_noticed("noCamera", 10)
    case.expect(said and said[0] - at <= 2, "is not said within two seconds")
    time.sleep(1)
    got = case.kept(recorder, 2)
    if got:
        case.whole_sound(got)


SAID = [denied, ended, no_portal, no_bus, another_portal, no_camera, late_camera, remote_fails, garbage,
        one_that_talks_nonsense, one_that_is_silent, never_answered, portal_vanishes]
SEEN = [outside, granted, answered_late, another_path, unplugged, revoked, goes_on_without_portal, pipewire_dies]


def main():
    found, wanted = rig.Findings(), sys.argv[3:]
    os.environ.pop("SNAP", None)
    missing = [tool for tool in ("dbus-daemon", "pipewire", "wireplumber", "pw-cli") if shutil.which(tool) is None]
    if missing:
        print("not installed:", ", ".join(missing))
        sys.exit(1)
    def run(row):
        case = Case(base, found, row.__name__)
        try:
            row(case)
        except (AssertionError, OSError) as wrong:
            case.expect(False, str(wrong))
        finally:
            case.close()
        print(row.__name__, flush=True)

    with rig.workplace("portal") as base:
        # What only waits may do so side by side; real pictures come two at a time.
        for rows, n in ((SAID, 4), (SEEN, 2)):
            with concurrent.futures.ThreadPoolExecutor(n) as pool:
                for done in [pool.submit(run, row) for row in rows if not wanted or row.__name__ in wanted]:
                    done.result()
    found.end()


if __name__ == "__main__":
    main()
