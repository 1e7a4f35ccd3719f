# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of the recorder share: the real vouchctl with stand-ins for its devices, and ffprobe as
a second opinion on every file."""
import contextlib
import datetime
import json
import os
import pathlib
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

LONG = os.environ.get("VOUCH_TEST_LONG") == "1"
SOUND = "sound=tone"
PICTURE = "sound=tone;picture=ball"


class Recorder:
    """A `vouchctl record` under way, or what stands in for it; its events come as they are said."""

    def __init__(self, command, env):
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                        env=dict(os.environ, **env))
        self.events, self.seen = queue.Queue(), []
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            with contextlib.suppress(ValueError):
                self.events.put((time.time(), json.loads(line)))
        self.events.put((time.time(), None))

    def wait(self, wanted, seconds=20):
        """The first event for which `wanted` holds, and when it came; None when it does not come."""
        until = time.time() + seconds
        while time.time() < until:
            with contextlib.suppress(queue.Empty):
                at, event = self.events.get(timeout=max(0.01, until - time.time()))
                if event is None:
                    return None
                self.seen.append((at, event))
                if wanted(event):
                    return at, event
        return None

    def wait_noticed(self, fault, seconds=20):
        return self.wait(lambda e: e["event"] == "noticed" and e["fault"] == fault, seconds)

    def wait_started(self):
        return self.wait(lambda e: e["event"] == "recording" and e["recordedMs"] > 0, 10)

    def count_sockets(self):
        folder = pathlib.Path(f"/proc/{self.process.pid}/fd")
        return sum(os.readlink(fd).startswith("socket:") for fd in folder.iterdir())

    def mark(self):
        self.process.send_signal(signal.SIGUSR1)

    def pause(self):
        self.process.send_signal(signal.SIGUSR2)

    def waits(self):
        """How long each of its threads could have run and was not let (Documentation/scheduler/sched-stats)."""
        waits = {}
        for task in pathlib.Path(f"/proc/{self.process.pid}/task").iterdir():
            with contextlib.suppress(OSError):
                waits[task.name] = int((task / "schedstat").read_text().split()[1]) / 1e9
        return waits

    def kill(self):
        at = time.time()
        self.process.kill()
        self.process.wait()
        return at

    def stop(self, how=signal.SIGINT, seconds=30):
        """Ends it and gives the files that were kept."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.finish(seconds)

    def finish(self, seconds=120):
        self.process.wait(seconds)
        self.wait(lambda e: False, 2)
        return [event for _, event in self.seen if event["event"] == "kept"]

    def words(self):
        return self.process.stderr.read()


class Rig:
    def __init__(self, base, vouchctl, name="library"):
        self.base, self.vouchctl = pathlib.Path(base), str(pathlib.Path(vouchctl).resolve())
        self.library = self.base / name
        self.env = dict(os.environ)
        self.env.pop("VOUCH_CAPTURE_SOURCE", None)
        self.run("library", "init")

    def run(self, *words, env=None, check=True, timeout=120):
        done = subprocess.run([self.vouchctl, "--library", str(self.library), *words], capture_output=True,
                              text=True, env=dict(self.env, **(env or {})), timeout=timeout)
        if check and done.returncode != 0:
            raise AssertionError(f"vouchctl {' '.join(words)}: {done.returncode}\n{done.stderr}{done.stdout}")
        return done

    def json(self, *words, **how):
        return json.loads(self.run("--json", *words, **how).stdout)

    def record(self, kind="audio", source=SOUND, *words, env=None):
        command = [self.vouchctl, "--library", str(self.library), "--json", "record", "--" + kind, *words]
        return Recorder(command, dict(self.env, VOUCH_CAPTURE_SOURCE=source, **(env or {})))

    def recover(self, **how):
        """What came back. That it ends with 1 where something is unreadable is for whoever looks for it: here
        that is missing then."""
        done = self.run("--json", "recover", check=False, **how)
        if done.returncode not in (0, 1):
            raise AssertionError(f"vouchctl recover: {done.returncode}\n{done.stderr}{done.stdout}")
        return json.loads(done.stdout)["recordings"]

    def recordings(self):
        return self.json("recordings")["recordings"]

    def path(self, recording):
        artifact = recording["artifact"]
        return self.library / "objects" / artifact[:2] / artifact


def probe(path):
    """The last time of each kind of packet, and how many there are; {} when it cannot be read."""
    done = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "packet=codec_type,pts_time",
                           "-of", "csv=p=0", str(path)], capture_output=True, text=True)
    found = {}
    for line in done.stdout.splitlines():
        kind, _, at = line.strip(",").partition(",")
        with contextlib.suppress(ValueError):
            last, n = found.get(kind, (0.0, 0))
            found[kind] = (max(last, float(at.split(",")[0])), n + 1)
    return found


def complaint(path):
    """What a decoder says against it; empty when every packet decodes."""
    done = subprocess.run(["ffmpeg", "-v", "repeat+error", "-i", str(path), "-f", "null", "-"], capture_output=True,
                          text=True)
    # Pictures of a camera do not come at the beat that ffmpeg's own muxer counts in.
    said = [line for line in done.stderr.splitlines() if "non monotonically increasing dts to muxer" not in line]
    return "\n".join(said).strip() or ("" if done.returncode == 0 else f"exit code {done.returncode}")


def began(recording):
    """When the file began, by the journal."""
    part = next(e for e in recording["record"] if e["event"] == "part")
    return datetime.datetime.fromisoformat(part["time"].replace("Z", "+00:00")).timestamp()


def events(recording, *kinds):
    return [e for e in recording["record"] if e["event"] in kinds]


@contextlib.contextmanager
def workplace(name, memory=False):
    where = "/dev/shm" if memory and os.access("/dev/shm", os.W_OK) else None
    base = tempfile.mkdtemp(prefix=f"vouch-{name}-", dir=where)
    try:
        yield pathlib.Path(base)
    finally:
        shutil.rmtree(base, ignore_errors=True)


class Findings:
    """What a script found wrong; it ends with a line and the right exit code. Of the naive way it is quiet:
    there, something has to be wrong."""

    def __init__(self, quiet=False):
        self.wrong, self.looked, self.quiet = [], 0, quiet

    def expect(self, holds, words):
        self.looked += 1
        if not holds:
            self.wrong.append(words)
            if not self.quiet:
                print("WRONG:", words, flush=True)
        return holds

    def end(self):
        print(f"{self.looked} looked at, {len(self.wrong)} wrong")
        sys.exit(1 if self.wrong else 0)
