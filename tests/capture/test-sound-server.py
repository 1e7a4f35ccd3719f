#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R5 with a real microphone of a real sound server: the rows of the table that are about one, without stand-ins.
Its module is unloaded while it is recorded, and loaded again; the server moves the recording to another device; the
server dies, and comes back. The functions that judge are those of test-faults.py.

Usage: test-sound-server.py VOUCHCTL"""
import contextlib
import importlib
import os
import subprocess
import sys
import time

import rig

faults = importlib.import_module("test-faults")
TIMES = 20 if rig.LONG else 1
MICROPHONE = ["module-remap-source", "master=room.monitor", "source_name=mic",
              "source_properties=device.description=Microphone"]
ANOTHER = ["module-remap-source", "master=room.monitor", "source_name=other",
           "source_properties=device.description=Other"]


class Server:
    """PulseAudio for one test, with a tone in its room."""

    def __init__(self, folder, rescue=False):
        self.folder, self.process = folder, None
        self.modules = ["module-native-protocol-unix", "module-null-sink sink_name=room", "module-sine sink=room",
                        " ".join(MICROPHONE)] + (["module-rescue-streams"] if rescue else [])
        self.folder.mkdir(mode=0o700)
        self.env = {"XDG_RUNTIME_DIR": str(folder), "HOME": str(folder), "PULSE_SERVER": f"unix:{folder}/pulse/native"}
        self.start()

    def start(self):
        words = [word for module in self.modules for word in ("-L", module)]
        self.process = subprocess.Popen(["pulseaudio", "-n", "--daemonize=no", "--exit-idle-time=-1", "--use-pid-file=no",
                                         *words], env=dict(os.environ, **self.env), stderr=subprocess.PIPE)
        for _ in range(100):
            if self.control("list", "short", "sources", check=False).count("\n") >= 2:
                return
            time.sleep(0.05)
        raise AssertionError("the sound server does not start")

    def control(self, *words, check=True):
        return subprocess.run(["pactl", *words], env=dict(os.environ, **self.env), check=check, capture_output=True,
                              text=True, timeout=10).stdout

    def unplug(self, name="mic"):
        for line in self.control("list", "short", "modules").splitlines():
            number, module, *rest = line.split("\t")
            if module == "module-remap-source" and f"source_name={name}" in "".join(rest):
                self.control("unload-module", number)

    def plug_in(self, words=MICROPHONE):  # pylint: disable=dangerous-default-value
        self.control("load-module", *words)

    def stop(self):
        self.process.kill()
        self.process.wait()


class RealRig(rig.Rig):
    """What is recorded is a device of the server; the words for stand-ins are not looked at."""

    def __init__(self, base, vouchctl, name, server):
        super().__init__(base, vouchctl, name)
        self.server = server
        self.env.update(server.env)

    def record(self, kind="audio", source="", *words, env=None):
        command = [self.vouchctl, "--library", str(self.library), "--json", "record", "--" + kind, *words]
        return rig.Recorder(command, dict(self.server.env, **(env or {})))


def begin(case):
    """What was recorded for two seconds, and when it began."""
    case.start("audio", "")
    case.recorder.wait(lambda e: e.get("recordedMs", 0) >= 2000, 15)
    return time.time() - case.started


def gap(case, fault):
    # A room without a loudspeaker gives its first sound late.
    time.sleep(3)
    got = case.kept(4)
    if got:
        case.gap(got[0], fault, 0.5, 8)
        case.expect([e["text"] for e in rig.events(got[0], "device")][:1] == ["Microphone"], f"its name: {got[0]['record']}")


def unloaded_and_loaded(case, server):
    at = begin(case)
    server.unplug()
    case.said("noMicrophone", at)
    time.sleep(1)
    server.plug_in()
    case.well_again()
    gap(case, "noMicrophone")


def moved_to_another(case, server):
    server.plug_in(ANOTHER)
    server.control("set-default-source", "mic")
    at = begin(case)
    server.unplug()
    case.said("switched", at)
    time.sleep(1)
    got = case.kept(2.5)
    if got:
        names = [e["text"] for e in rig.events(got[0], "device")]
        case.expect(names == ["Microphone", "Other"], f"devices: {names}")


def server_dies(case, server):
    at = begin(case)
    server.stop()
    case.said("noSoundServer", at)
    time.sleep(0.5)
    server.start()
    case.well_again()
    gap(case, "noSoundServer")


def run(base, vouchctl, found, row, name, rescue=False):
    server = Server(base / f"server-{name}", rescue)
    with contextlib.ExitStack() as stack:
        stack.callback(server.stop)
        case = faults.Case(RealRig(base, vouchctl, name, server), found, name)
        row(case, server)
        case.next_works()
    print(name, flush=True)


def main():
    found = rig.Findings()
    with rig.workplace("sound-server", memory=True) as base:
        for n in range(TIMES):
            run(base, sys.argv[1], found, unloaded_and_loaded, f"unloaded_and_loaded_{n}")
        run(base, sys.argv[1], found, moved_to_another, "moved_to_another", rescue=True)
        run(base, sys.argv[1], found, server_dies, "server_dies")
    found.end()


if __name__ == "__main__":
    main()
