#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recordings put into MP4 without being coded anew, and made smaller, each against ffmpeg; printed only.

Usage: bench-render.py VOUCH-READER [ROUNDS]
Both sides begin with no output and a quiet disk; time is until all of it is on the disk. The reader does more:
it is in its sandbox, takes what identifies out, and for a smaller copy forces each ten seconds to the disk.
"""
import os
import pathlib
import resource
import statistics
import subprocess
import sys
import tempfile
import time

READER = str(pathlib.Path(sys.argv[1]).resolve())
ROUNDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
WORD = "mp4,0-40000,640x360@30,400000,1x48000,64000"


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, words)], check=True, stdin=subprocess.DEVNULL)


def reader(words, *files):
    """Files become the descriptors 3, 4 and 5; the last to be written is emptied."""
    fds = [os.open(path, os.O_RDWR | os.O_CREAT) for path in files]
    try:
        def place():
            high = [os.dup2(fd, 20 + n) for n, fd in enumerate(fds)]
            for n, fd in enumerate(high):
                os.dup2(fd, 3 + n)
        subprocess.run([READER, *words], check=True, stdout=subprocess.DEVNULL, preexec_fn=place, close_fds=False)
        for fd in fds:
            os.fsync(fd)
    finally:
        for fd in fds:
            os.close(fd)


def timed(function, *outputs):
    for path in outputs:
        path.unlink(missing_ok=True)
    os.sync()
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    function()
    wall, after = time.monotonic() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def contest(name, ours, theirs, outputs):
    seen = {"vouch": [], "ffmpeg": []}
    for _ in range(ROUNDS):
        seen["vouch"].append(timed(ours, *outputs))
        seen["ffmpeg"].append(timed(theirs, *outputs))
    middle = {who: [statistics.median(one[i] for one in times) for i in (0, 1)] for who, times in seen.items()}
    for who, (wall, cpu) in middle.items():
        print(f"{name}: {who} {wall:.2f} s, {cpu:.2f} s of processor")
    print(f"{name}: ratio {middle['vouch'][0] / middle['ffmpeg'][0]:.2f} in time, "
          f"{middle['vouch'][1] / middle['ffmpeg'][1]:.2f} of processor", flush=True)


def main():
    with tempfile.TemporaryDirectory(prefix="vouch-bench-") as base:
        folder = pathlib.Path(base)
        film, out = folder / "film.mkv", folder / "out.mp4"
        picture, sound = folder / "picture", folder / "sound"
        # A lesson as it is recorded here: H.264 without B frames; sound as AAC, and as Opus.
        ffmpeg("-f", "lavfi", "-i", "testsrc2=size=1280x720:rate=30:duration=60", "-f", "lavfi", "-i",
               "sine=440:sample_rate=48000:duration=60", "-vf", "noise=alls=30:allf=t", "-c:v", "libx264", "-preset",
               "ultrafast", "-tune", "zerolatency", "-b:v", "12M", "-minrate", "12M", "-c:a", "aac", folder / "part.mkv")
        (folder / "list").write_text("file part.mkv\n" * 8, encoding="utf-8")
        ffmpeg("-f", "concat", "-safe", 0, "-i", folder / "list", "-c", "copy", film)
        print(f"{film.stat().st_size / 1e6:.0f} MB of Matroska")

        def copy_theirs():
            ffmpeg("-i", film, "-c", "copy", "-f", "mp4", out)
            subprocess.run(["sync", str(out)], check=True)
        contest("MP4 in the background", lambda: reader(["derive", "--clean", "--as", "mp4"], film, out), copy_theirs,
                [out])

        def render_ours():
            reader(["encode", "sound", WORD], film, sound)
            reader(["encode", "picture", WORD, "10000", "0"], film, picture)
            reader(["encode", "join", WORD], picture, out, sound)

        def render_theirs():
            ffmpeg("-i", film, "-t", 40, "-vf", "scale=640:360", "-c:v", "libx264", "-preset", "veryfast", "-bf", 0,
                   "-b:v", "400k", "-c:a", "aac", "-ac", 1, "-b:a", "64k", out)
            subprocess.run(["sync", str(out)], check=True)
        contest("40 s made smaller", render_ours, render_theirs, [out, picture, sound])


main()
