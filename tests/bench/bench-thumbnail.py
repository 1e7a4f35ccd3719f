#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long a small picture of a video takes in the sandbox, against ffmpegthumbnailer without one.

Usage: bench-thumbnail.py BENCH-THUMBNAIL-PROGRAM FOLDER-OF-HELPERS [ROUNDS]
One file, and fifty: Vouch gives several to a helper, ffmpegthumbnailer is started for each. All are run
in turn; medians are compared. For Vouch it is the time from asking to having all pixels, the start of the
sandboxed helper included; the window that asks runs already. The video is long, so that reading all of it would show.
"""
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

BATCH = 50
SECONDS = 600


def make_video(path):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", f"testsrc=size=1280x720:rate=25:duration={SECONDS}",
                    "-c:v", "libx264", "-preset", "ultrafast", "-g", "50", "-pix_fmt", "yuv420p", str(path)], check=True)


def run(command, environment):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment, check=False)
    if done.returncode != 0:
        sys.exit(f"{command[0]} ended with {done.returncode}")
    return done.stdout


def timed(commands, environment, says_itself):
    began = time.monotonic()
    said = [run(command, environment) for command in commands]
    return float(said[0]) if says_itself else time.monotonic() - began


def main():
    program = pathlib.Path(sys.argv[1]).resolve()
    environment = dict(os.environ, VOUCH_HELPERS=str(pathlib.Path(sys.argv[2]).resolve()))
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    with tempfile.TemporaryDirectory(prefix="vouch-bench-") as base:
        video, picture = pathlib.Path(base) / "video.mp4", pathlib.Path(base) / "picture.png"
        make_video(video)
        theirs = ["ffmpegthumbnailer", "-i", str(video), "-s", "256", "-o", str(picture)]
        contests = {
            "one": ([[program, video]], [theirs]),
            f"batch of {BATCH}": ([[program] + [video] * BATCH], [theirs] * BATCH),
        }
        for name, (ours, others) in contests.items():
            times = {"vouch": [], "ffmpegthumbnailer": []}
            for _ in range(rounds if name == "one" else 3):
                times["vouch"].append(timed(ours, environment, True))
                times["ffmpegthumbnailer"].append(timed(others, environment, False))
            middle = {who: statistics.median(seen) for who, seen in times.items()}
            for who, seen in times.items():
                print(f"{name}: {who} {middle[who]:.3f} s ({min(seen):.3f}-{max(seen):.3f})")
            print(f"{name}: ratio {middle['vouch'] / middle['ffmpegthumbnailer']:.2f}")


main()
