#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Several who hear stretches of a recording draw the same map as one who hears all.

Usage: test-stretches.py FOLDER-OF-HELPERS
Two and a half minutes of sound, each hundredth of a second as loud as chance has it, as every kind of file that
is heard in stretches. The reader's map is compared with the sound itself, hundredth by hundredth.
"""
import array
import os
import pathlib
import random
import struct
import subprocess
import sys
import tempfile

READER = pathlib.Path(sys.argv[1]).resolve() / "vouch-reader"
SECONDS, RATE = 150, 48000
PEAK = RATE // 100
LAST = 1


def make_sound():
    """A tone of 200 Hz, so that each hundredth has two whole waves, with a pause every six seconds."""
    chance, loudness = random.Random(4), []
    wave = [0] * 60 + [1] * 60 + [0] * 60 + [-1] * 60
    samples = array.array("h")
    for i in range(SECONDS * 100):
        loud = 0 if i % 600 > 480 else chance.randrange(8, 120)
        loudness.append(loud)
        samples.extend(part * loud * 258 for part in wave * 2)
    return loudness, samples


def write_wav(path, samples):
    data = samples.tobytes()
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(data), b"WAVE", b"fmt ", 16, 1, 1, RATE, RATE * 2, 2, 16,
                       b"data", len(data))
    path.write_bytes(head + data)


def listen(path, **variables):
    """The code, the flags of the last part, the peaks and the frames of the map."""
    done = subprocess.run(["sh", "-c", 'exec "$0" listen 3<"$1"', READER, path], stdout=subprocess.PIPE,
                          env=dict(os.environ, **variables), timeout=60, check=False)
    data, at, flags, peaks, frames = done.stdout, 0, 0, array.array("b"), []
    while at < len(data):
        n_frames, n_peaks, flags = struct.unpack_from("<III", data, at + 4)
        at += 24
        frames += struct.iter_unpack("<hBB", data[at:at + 4 * n_frames])
        at += 4 * n_frames
        peaks.frombytes(data[at:at + 2 * n_peaks])
        at += 2 * n_peaks
    return done.returncode, flags, peaks, frames


def wrong_peaks(peaks, loudness, loose):
    return [i for i, loud in enumerate(loudness[:len(peaks) // 2])
            if abs(-peaks[2 * i] - loud) > loose or abs(peaks[2 * i + 1] - loud) > loose]


def say(number, name, good, why=""):
    print(f"{'ok' if good else 'not ok'} {number} {name}" + (f" # {why}" if why and not good else ""), flush=True)
    return good


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, words)], check=True, stdin=subprocess.DEVNULL)


# The coding, and how far a hundredth may be off: without loss not at all; the others ring and are rounded to
# milliseconds, so only most are compared.
KINDS = {
    "wav": (None, 1, 0), "flac": (["-c:a", "flac"], 1, 0),
    "m4a": (["-c:a", "aac", "-b:a", "192k"], 14, 0.05), "mov": (["-c:a", "aac", "-b:a", "192k"], 14, 0.05),
    "opus": (["-c:a", "libopus", "-b:a", "128k"], 25, 0.1), "ogg": (["-c:a", "libvorbis", "-q:a", "8"], 14, 0.05),
    "mkv": (["-c:a", "flac"], 14, 0.35), "webm": (["-c:a", "libopus", "-b:a", "128k"], 25, 0.4),
}


def check_kind(folder, kind, loudness):
    words, loose, share = KINDS[kind]
    path = folder / f"sound.{kind}"
    if words is not None:
        ffmpeg("-i", folder / "sound.wav", *words, path)
    code, flags, peaks, frames = listen(path)
    wrong = wrong_peaks(peaks, loudness, loose)
    if code != 0 or flags != LAST:
        return False, f"{kind} ended with {code}, {flags}"
    if not 0 <= len(peaks) // 2 - len(loudness) <= 4 or abs(len(frames) * 5 - len(loudness)) > 15:
        return False, f"{kind} has {len(peaks) // 2} hundredths and {len(frames)} frames"
    return len(wrong) <= share * len(loudness), f"{kind}: {len(wrong)} are wrong, from {wrong[:3]} on"


def check_same_without_libav(folder, loudness):
    """With the decoders that are quick to load alone."""
    code, flags, peaks, _ = listen(folder / "sound.m4a", VOUCH_READER_WITHOUT="libav")
    wrong = wrong_peaks(peaks[8:], loudness[4:], 14)
    whole = code == 0 and flags == LAST and abs(len(peaks) // 2 - len(loudness)) <= 4
    return whole and len(wrong) <= 0.05 * len(loudness), f"{code}, {flags}, {len(peaks) // 2}, {len(wrong)} are wrong"


def check_cut(folder, loudness):
    """The table at the beginning promises more than there is: it is heard as far as it goes."""
    ffmpeg("-i", folder / "sound.m4a", "-c", "copy", "-movflags", "+faststart", folder / "fast.m4a")
    whole = (folder / "fast.m4a").read_bytes()
    (folder / "cut.m4a").write_bytes(whole[:len(whole) * 6 // 10])
    code, flags, peaks, _ = listen(folder / "cut.m4a")
    wrong = wrong_peaks(peaks[8:], loudness[4:], 14)
    return (code == 0 and flags & LAST == LAST and 0.5 < len(peaks) / 2 / len(loudness) < 0.7 and
            len(wrong) < 0.05 * len(loudness)), f"{code}, {flags}, {len(peaks) // 2}, {len(wrong)}"


def check_liar(folder, loudness):
    """A table that gives the second half of the packets twice their time: whatever is drawn, it ends and is whole."""
    data = bytearray((folder / "sound.m4a").read_bytes())
    at = data.index(b"stts")
    entries = struct.unpack_from(">I", data, at + 8)[0]
    for i in range(entries):
        count, delta = struct.unpack_from(">II", data, at + 12 + 8 * i)
        struct.pack_into(">II", data, at + 12 + 8 * i, count, delta * 2 if i == 0 else delta)
    (folder / "liar.m4a").write_bytes(data)
    code, flags, peaks, _ = listen(folder / "liar.m4a")
    return code == 0 and flags & LAST == LAST and len(peaks) > len(loudness), f"{code}, {flags}, {len(peaks) // 2}"


def check_chain(folder, loudness):
    """Two recordings in one file, as Ogg allows."""
    twice = (folder / "sound.ogg").read_bytes() * 2
    (folder / "chain.ogg").write_bytes(twice)
    code, flags, peaks, _ = listen(folder / "chain.ogg")
    return code == 0 and flags & LAST == LAST and len(peaks) // 2 >= len(loudness), f"{code}, {flags}, {len(peaks) // 2}"


def main():
    good, n = True, 0
    print(f"1..{len(KINDS) + 4}")
    with tempfile.TemporaryDirectory(prefix="vouch-stretches-") as name:
        folder = pathlib.Path(name)
        loudness, samples = make_sound()
        write_wav(folder / "sound.wav", samples)
        for n, kind in enumerate(KINDS, 1):
            good = say(n, f"stretches of {kind}", *check_kind(folder, kind, loudness)) and good
        for check in (check_same_without_libav, check_cut, check_liar, check_chain):
            n += 1
            good = say(n, check.__name__, *check(folder, loudness)) and good
    sys.exit(0 if good else 1)


main()
