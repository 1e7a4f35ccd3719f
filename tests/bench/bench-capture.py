#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""P17, P18, P19: what recording takes, how fast it begins and ends. Prints; asserts nothing about time.

The peer is the same encoding pipeline with the same preview and a level meter, as gst-launch runs it
(tests/capture/naive-recorder), into an unbuffered file without syncs, waveform, journal or hash.

Usage: bench-capture.py BENCH-CAPTURE NAIVE [PAIRS [SECONDS]]"""
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

SOURCES = "sound=tone;picture=ball,width=1280,height=720"
SOUND = ("audiotestsrc is-live=true samplesperbuffer=960 ! audioconvert ! audioresample ! "
         "audio/x-raw,format=S16LE,rate=48000,channels=1 ! level interval=50000000 ! ")
PEERS = {
    "sound": SOUND + "opusenc bitrate=48000 ! oggmux max-delay=20000000 max-page-delay=20000000 ! "
             "filesink buffer-mode=unbuffered location={}",
    "picture": "videotestsrc is-live=true pattern=ball ! video/x-raw,format=I420,width=1280,height=720,framerate=30/1 ! "
               "tee name=two two. ! queue ! x264enc tune=zerolatency speed-preset=ultrafast key-int-max=60 bitrate=2000 "
               "vbv-buf-capacity=1000 ! video/x-h264,profile=constrained-baseline ! h264parse ! mux. "
               "two. ! queue leaky=downstream max-size-buffers=1 ! videorate drop-only=true max-rate=15 ! videoscale ! "
               "videoconvert ! video/x-raw,format=BGRA,width=640,height=360 ! fakesink " + SOUND +
               "queue ! opusenc bitrate=64000 ! opusparse ! mux. matroskamux name=mux streamable=true "
               "max-cluster-duration=100000000 ! filesink buffer-mode=unbuffered location={}",
}


def used(pid):
    """Processor seconds of a running program; starting it is not part of recording."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def ours(bench, base, number, kind, seconds, source):
    done = subprocess.run([bench, f"{base}/library-{number}", kind, str(seconds)], capture_output=True, text=True,
                          check=True, env=dict(os.environ, VOUCH_CAPTURE_SOURCE=source))
    return json.loads(done.stdout)


def peer(naive, base, kind, seconds):
    process = subprocess.Popen([naive, PEERS[kind].format(f"{base}/peer")], stdout=subprocess.DEVNULL)
    time.sleep(1)
    before = used(process.pid)
    time.sleep(seconds)
    taken = used(process.pid) - before
    process.send_signal(2)
    process.wait(10)
    return taken


def main():
    bench, naive = sys.argv[1:3]
    pairs, seconds = int(sys.argv[3]) if len(sys.argv) > 3 else 5, int(sys.argv[4]) if len(sys.argv) > 4 else 8
    with tempfile.TemporaryDirectory(prefix="vouch-bench-") as base:
        starts = []
        for kind in PEERS:
            ratios, own, theirs = [], [], []
            for n in range(pairs + 1):
                got = ours(bench, base, f"{kind}-{n}", kind, seconds, SOURCES)
                other = peer(naive, base, kind, seconds)
                if n == 0:
                    continue  # warms up
                own.append(100 * got["cpu"] / (got["lengthMs"] / 1000))
                theirs.append(100 * other / seconds)
                ratios.append(own[-1] / theirs[-1])
                starts.append(got["startMs"])
            print(f"P17 {kind}: {statistics.median(own):.1f} % of a core, the peer {statistics.median(theirs):.1f} %, "
                  f"ratio {statistics.median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})")
        for length in (5, 600, 4 * 3600):
            got = ours(bench, base, f"long-{length}", "sound", length, "sound=tone,live=0")
            print(f"P18 sound of {length} s, {got['bytes'] / 1e6:.1f} MB: safe and playable after {got['stopMs']:.0f} ms")
        got = [ours(bench, base, f"stop-{n}", "picture", 3, SOURCES)["stopMs"] for n in range(3)]
        print(f"P18 picture: safe and playable after {statistics.median(got):.0f} ms")
        print(f"P19 click to the first bytes in the file: {statistics.median(starts):.0f} ms ({max(starts):.0f} at most); "
              "kept is what was heard from the click on")


if __name__ == "__main__":
    main()
