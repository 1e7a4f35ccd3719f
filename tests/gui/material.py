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


def voice(seconds, pitch, rate):
    """A burst of something like a voice."""
    frames = bytearray()
    for i in range(int(seconds * rate)):
        t = i / rate
        loud = 0.5 + 0.5 * math.sin(2 * math.pi * 4 * t)
        tone = sum(math.sin(2 * math.pi * pitch * k * t) / k for k in (1, 2, 3, 5, 8))
        frames += struct.pack("<h", int(6000 * loud * tone / 2.2))
    return frames


def save(path, frames, rate):
    with wave.open(str(path), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes(bytes(frames))


def lesson(path, seconds, rate=8000):
    """Bursts between pauses, as long as a lesson that is asked for."""
    chance = random.Random(7)
    frames = bytearray()
    while len(frames) < seconds * rate * 2:
        pitch, length = chance.uniform(110, 220), chance.uniform(1.5, 4.0)
        frames += voice(length, pitch, rate) + bytes(2 * int(chance.uniform(1.0, 4.5) * rate))
    save(path, frames[:seconds * rate * 2], rate)


def questions(path, number, rate=8000):
    """A voice that speaks for two seconds and is silent for three and a half, again and again."""
    save(path, (voice(2, 150, rate) + bytes(2 * int(3.5 * rate))) * number, rate)


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


def document(path, pages):
    """A PDF of some pages, each a title and lines of text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>", b""]
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
    kids = []
    for title, lines in pages:
        text = f"BT /F 22 Tf 72 760 Td ({title}) Tj /F 12 Tf 0 -40 Td " + \
            " ".join(f"({line}) Tj 0 -20 Td" for line in lines) + " ET"
        objects.append(f"<< /Length {len(text)} >>\nstream\n{text}\nendstream".encode())
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R "
                       "/Resources << /Font << /F ".encode() + font + b" >> >> >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n".encode() + body + b"\nendobj\n"
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{place:010} 00000 n \n".encode() for place in places)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
    path.write_bytes(out)


PLAN = [
    ("Lesson plan, week 4: the sound of sh", ["Aim: students read and spell words with sh.", "", "1  Hear it: which of "
     "these words begins like ship?", "2  See it: two letters, one sound.", "3  Blend it: sh-o-p, f-i-sh, sh-e-ll.",
     "4  Read it: the decodable text, first together, then in pairs.", "5  Spell it: eight words in dictation."]),
    ("Words and text", ["shop  ship  fish  shell  wish  shut  rush  dish", "", "Sam had a wish. He went to the shop.",
                        "In the shop was a big red fish."]),
]
DICTATION = """word,first writing,second writing
shop,sop,shop
fish,fis,fish
shell,sel,shell
wish,wis,wish
rush,rus,rush
"""


def main():
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lesson(folder / "Discussion about fractions.wav", 420)
    lesson(folder / "Student S1 answers.wav", 40)
    page(folder / "Tally of ten questions.png")
    document(folder / "Lesson plan, week 4.pdf", PLAN)
    (folder / "Dictation.csv").write_text(DICTATION)


if __name__ == "__main__":
    main()
