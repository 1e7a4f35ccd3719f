#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How clear a picture is at a number of bits for each of its pixels, by the coders that the reader uses and as it
uses them; printed only. src/rules/vouch-fit-plan.c has the numbers that were chosen.

Usage: measure-bits.py NAIVE-RECORDER [SECONDS]
NAIVE-RECORDER runs a pipeline (build/tests/capture/naive-recorder).
Clear is SSIM of the brightness against what went in: above 0.95 few people see a difference, below 0.88 most do.
"asked" is how many of the bits that were asked for came out."""
import pathlib
import re
import subprocess
import sys
import tempfile

PLAY = str(pathlib.Path(sys.argv[1]).resolve())
SECONDS = int(sys.argv[2]) if len(sys.argv) > 2 else 5
WIDTH, HEIGHT, FPS = 640, 360, 30
SIZE = f"size={WIDTH}x{HEIGHT}:rate={FPS}:duration={SECONDS}"
BITS = (0.02, 0.045, 0.15)
SCENES = {
    # A textured wall that stands still, the noise of a camera, and somebody who walks and turns in front of it.
    "room": (f"testsrc2={SIZE},trim=end_frame=1,loop=-1:1,gblur=3,trim=duration={SECONDS},noise=alls=5:allf=t[a];"
             f"mandelbrot=size=160x200:rate={FPS}:maxiter=60,trim=duration={SECONDS},gblur=2[b];"
             "[a][b]overlay=x='240+120*sin(t)':y=150"),
    "ball": f"color=c=darkgreen:{SIZE}[a];color=c=white:size=48x48:rate={FPS}:duration={SECONDS}[b];"
            "[a][b]overlay=x='mod(90*t,590)':y='156+150*sin(2*t)'",
    "test card": f"testsrc2={SIZE}",
    "snow": f"color=c=gray:{SIZE},noise=alls=80:allf=t",
}
CODERS = {
    "x264": ("x264enc speed-preset=veryfast bframes=0 bitrate={kbits} vbv-buf-capacity=3000 key-int-max=250", "h264parse"),
    "OpenH264": ("openh264enc rate-control=bitrate bitrate={bits} max-bitrate={bits} gop-size=250", "h264parse"),
    "VP9": ("vp9enc deadline=1 cpu-used=6 threads=2 lag-in-frames=0 end-usage=cbr target-bitrate={bits} "
            "keyframe-max-dist=250", "identity"),
    "VP8": ("vp8enc deadline=1 cpu-used=2 threads=1 lag-in-frames=0 end-usage=cbr target-bitrate={bits} "
            "keyframe-max-dist=250", "identity"),
}


def ffmpeg(*words):
    return subprocess.run(["ffmpeg", "-hide_banner", "-y", *map(str, words)], check=True, stdin=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True).stderr


def measure(coder, parser, scene, folder, per_pixel):
    bits = int(per_pixel * WIDTH * HEIGHT * FPS)
    coded = folder / "coded.mkv"
    words = coder.format(bits=bits, kbits=bits // 1000)
    subprocess.run([PLAY, f"filesrc location={scene} ! y4mdec ! videoconvert ! video/x-raw,format=I420 ! "
                   f"{words} ! {parser} ! matroskamux ! filesink location={coded}"], check=True,
                   stderr=subprocess.DEVNULL)
    said = ffmpeg("-i", coded, "-i", scene, "-lavfi", "[0:v]setpts=N/30/TB[a];[1:v]setpts=N/30/TB[b];[a][b]ssim", "-f",
                  "null", "-")
    return float(re.search(r"Y:([0-9.]+)", said)[1]), coded.stat().st_size * 8 / SECONDS / bits


def main():
    print(f"{WIDTH}x{HEIGHT} at {FPS}, {SECONDS} s; SSIM (asked)")
    print("| scene | coder | " + " | ".join(f"{bits} bits a pixel" for bits in BITS) + " |")
    print("| --- | --- | " + " | ".join("---" for _ in BITS) + " |")
    with tempfile.TemporaryDirectory(prefix="vouch-bits-") as base:
        folder = pathlib.Path(base)
        for name, drawn in SCENES.items():
            scene = folder / "scene.y4m"
            ffmpeg("-filter_complex", drawn, "-pix_fmt", "yuv420p", "-t", SECONDS, "-r", FPS, scene)
            for coder, (words, parser) in CODERS.items():
                got = [measure(words, parser, scene, folder, bits) for bits in BITS]
                print(f"| {name} | {coder} | " + " | ".join(f"{s:.3f} ({a:.2f})" for s, a in got) + " |", flush=True)


if __name__ == "__main__":
    main()
