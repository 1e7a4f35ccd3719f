#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long the waveform and the pauses of a recording from elsewhere take, against decoding alone.

Usage: bench-waveform.py BENCH-WAVEFORM-PROGRAM FOLDER-OF-HELPERS [ROUNDS]
Forty-five minutes of speech as a phone and as Vouch would code it. All are run in turn; medians are
compared. For Vouch it is the time from asking, the start of the sandboxed helper included; for GStreamer
that of a program that does nothing else, without a sandbox; for ffmpeg that of a picture of the waveform.
"""
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

MINUTES = 45
WORDS = ("Good morning everybody. Today we look at how a frog grows. Who can tell me what comes first? "
         "Think about it for a while before you answer.")
KINDS = {"m4a": ["-c:a", "aac", "-b:a", "96k"], "opus": ["-c:a", "libopus", "-b:a", "32k"]}


def run(*command, environment=None):
    done = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                          env=environment, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return done.stdout.decode()


def make_lesson(folder, kind):
    said, lesson = folder / "said.wav", folder / f"lesson.{kind}"
    run("espeak-ng", "-v", "en-gb+m3", "-w", said, WORDS)
    run("ffmpeg", "-v", "error", "-y", "-stream_loop", "-1", "-i", said, "-af", "apad=pad_dur=3", "-t",
        MINUTES * 60, "-ar", "48000", *KINDS[kind], lesson)
    return lesson


def measure(program, environment, folder, lesson, rounds):
    results = {name: [] for name in ("bare", "ffmpeg", "first", "waveform", "pauses", "again")}
    for _ in range(rounds):
        results["bare"].append(float(run(program, "bare", lesson)))
        began = time.monotonic()
        run("ffmpeg", "-v", "error", "-y", "-i", lesson, "-filter_complex", "showwavespic=s=1600x200",
            "-frames:v", "1", folder / "wave.png")
        results["ffmpeg"].append(time.monotonic() - began)
        library = folder / "library"
        said = run(program, "listen", lesson, library, environment=environment).split()
        shutil.rmtree(library)
        for name, value in zip(("first", "waveform", "pauses", "again"), said):
            results[name].append(float(value))
    return {name: statistics.median(values) for name, values in results.items()}


def main():
    program, helpers = sys.argv[1:3]
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    with tempfile.TemporaryDirectory(prefix="vouch-waveform-") as name:
        folder = pathlib.Path(name)
        environment = dict(os.environ, VOUCH_HELPERS=os.path.abspath(helpers), HOME=name, XDG_DATA_HOME=name,
                           VOUCH_KEYRING=f"file:{name}/keyring")
        for kind in KINDS:
            lesson = make_lesson(folder, kind)
            m = measure(program, environment, folder, lesson, rounds)
            print(f"{kind}: decoding alone {m['bare']:.2f} s, showwavespic {m['ffmpeg']:.2f} s; first picture "
                  f"{m['first'] * 1000:.0f} ms, waveform {m['waveform']:.2f} s ({m['waveform'] / m['bare']:.2f}x, "
                  f"{m['waveform'] / m['ffmpeg']:.2f}x of showwavespic), pauses {m['pauses']:.2f} s "
                  f"({m['pauses'] / m['bare']:.2f}x), opened again {m['again']:.1f} ms", flush=True)


if __name__ == "__main__":
    main()
