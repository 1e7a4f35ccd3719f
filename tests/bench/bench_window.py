# SPDX-License-Identifier: GPL-3.0-or-later
"""A program on a screen of its own, driven by keys alone: the accessibility bus stays out of it, because
answering questions is work too."""
import json
import os
import subprocess
import sys
import time

PATIENCE = 30


def own_display(size="1366x768"):
    """Starts the script again under a screen of its own, unless it has one."""
    if os.environ.get("BENCH_DISPLAY") is None:
        os.environ["BENCH_DISPLAY"] = "1"
        os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", f"-screen 0 {size}x24 -nolisten tcp -noreset",
                               "dbus-run-session", "--", sys.executable, *sys.argv])


def environment(home, **more):
    return dict(os.environ, GDK_BACKEND="x11", GSK_RENDERER="cairo", GTK_A11Y="none", NO_AT_BRIDGE="1",
                GSETTINGS_BACKEND="memory", GIO_USE_VFS="local", HOME=home, XDG_CONFIG_HOME=home + "/config",
                XDG_DATA_HOME=home + "/data", XDG_CACHE_HOME=home + "/cache", **more)


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout


class Program:
    def __init__(self, env, *command, log=None):
        self.process = subprocess.Popen(command, env=env, stderr=log if log is not None else subprocess.DEVNULL)
        self.id = self.find_window()
        run("xdotool", "windowfocus", "--sync", self.id)

    def find_window(self):
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
            if found:
                return found[0]
            time.sleep(0.05)
        raise SystemExit(f"{self.process.args} shows no window")

    def keys(self, *keys, pause=0.5):
        run("xdotool", "key", *keys)
        time.sleep(pause)

    def type(self, text, pause=0.5):
        run("xdotool", "type", "--delay", "30", text)
        time.sleep(pause)

    def end(self):
        self.process.terminate()
        self.process.wait(PATIENCE)


class Lesson:
    """A portfolio with a recording made here and one from elsewhere, for the benches that open them."""

    def __init__(self, env, vouchctl, source, folder):
        self.env, self.vouchctl, self.folder = env, vouchctl, folder
        run(sys.executable, source + "/tests/gui/material.py", folder + "/material")
        self.sound = folder + "/material/Discussion about fractions.wav"
        self.portfolio = self.ask("portfolio", "new",
                                  "https://example.org/micro-credentials/classroom-talk/wait-time")["id"]
        self.ask("person", "add", "K7")

    def ask(self, *command, **more):
        """The last document that the command prints."""
        done = subprocess.run([self.vouchctl, "--json", *command], env=dict(self.env, **more), capture_output=True,
                              text=True, check=True)
        return json.loads(done.stdout.splitlines()[-1])

    def record(self, seconds=420):
        """Returns the item of a recording that was made here, as fast as it is taken."""
        return self.ask("record", "--video", "--seconds", str(seconds), "--title", "Recorded here", "--for",
                        self.portfolio, "recording",
                        VOUCH_CAPTURE_SOURCE=f"sound=speech,file={self.sound},live=0;"
                        "picture=ball,width=640,height=360,live=0")["item"]

    def bring(self, gop, seconds=420):
        """Returns the item of a video from elsewhere, with a whole picture every GOP."""
        path = f"{self.folder}/from-elsewhere-{gop}.mp4"
        subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
                        f"testsrc2=size=1280x720:rate=25:duration={seconds}", "-i", self.sound, "-c:v", "libx264",
                        "-preset", "ultrafast", "-g", str(gop), "-keyint_min", str(gop), "-sc_threshold", "0",
                        "-pix_fmt", "yuv420p", "-c:a", "aac", "-shortest", path], check=True)
        return self.ask("attach", self.portfolio, "recording", path, "--title", f"From elsewhere {gop}")["id"]
