#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""material.py FOLDER: a lesson to listen to and a page of student work, made from nothing."""
import math
import random
import struct
import sys
import wave
import zlib
from pathlib import Path


def lesson(path, seconds, rate=8000):
    """Bursts of something like a voice between pauses, as long as a lesson that is asked for."""
    chance = random.Random(7)
    frames = bytearray()
    while len(frames) < seconds * rate * 2:
        pitch, length = chance.uniform(110, 220), chance.uniform(1.5, 4.0)
        for i in range(int(length * rate)):
            t = i / rate
            loud = 0.5 + 0.5 * math.sin(2 * math.pi * 4 * t)
            tone = sum(math.sin(2 * math.pi * pitch * k * t) / k for k in (1, 2, 3, 5, 8))
            frames += struct.pack("<h", int(6000 * loud * tone / 2.2))
        frames += bytes(2 * int(chance.uniform(1.0, 4.5) * rate))
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(bytes(frames[:seconds * rate * 2]))


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def page(path, width=1200, height=900):
    """Ruled lines with strokes on them: a page of a workbook, seen from afar."""
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        ruled = y % 60 in (0, 1)
        stroke = y % 60 in range(20, 50)
        for x in range(width):
            ink = stroke and (x * 7 + y * 3) % 97 < 9 and 80 < x < width - 80
            rows += b"\x28\x30\x60" if ink else b"\xa0\xc0\xe0" if ruled else b"\xfb\xfa\xf4"
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) +
                     chunk(b"IDAT", zlib.compress(bytes(rows), 6)) + chunk(b"IEND", b""))


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lesson(folder / "Discussion about fractions.wav", 420)
    lesson(folder / "Student S1 answers.wav", 40)
    page(folder / "Tally of ten questions.png")


if __name__ == "__main__":
    main()
