# SPDX-License-Identifier: GPL-3.0-or-later
"""Strangers' files and broken work of before, given to `vouch-reader encode`: cut off, changed, endless, of
another kind, with sizes and times that cannot be. It ends in time and within bounds of memory and disk, by an
exit code of its own, never by a signal; and what it makes all the same can be played.

Usage: test-encode-hostile.py VOUCH-READER"""
import json
import os
import pathlib
import random
import re
import struct
import subprocess
import sys
import tempfile
import time
import zipfile

READER = str(pathlib.Path(sys.argv[1]).resolve())
PICTURE = "mp4,{}-{},160x90@15,150000,0x0,0"
SOUND = "mp4,{}-{},0x0@0,0,1x48000,64000"
BOTH = "mp4,{}-{},160x90@15,150000,1x48000,64000"
DONE, USAGE, NOT_POSSIBLE, DAMAGED, NO_SPACE, STALLED = 0, 2, 3, 4, 5, 70
SECONDS, MOST_KIB, MIB = 40, 1200 * 1024, 1024 * 1024
TESTS = []
# GStreamer warns about what is wrong with a file, and memory that is filled with a pattern is all there.
ENV = {name: value for name, value in os.environ.items() if name not in ("G_DEBUG", "MALLOC_PERTURB_")}
LONG = os.environ.get("VOUCH_TEST_LONG") == "1"


def test(function):
    TESTS.append(function)
    return function


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, words)], check=True, stdin=subprocess.DEVNULL)


class Ended:
    """How one run of the reader ended."""

    def __init__(self, code, out, seconds, kib, made):
        self.code, self.out, self.seconds, self.kib, self.made = code, out, seconds, kib, made

    def __str__(self):
        return f"code {self.code} after {self.seconds:.1f} s with {self.kib // 1024} MiB, {self.made} bytes: {self.out[-300:]}"


class Bench:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.target, self.sound = self.folder / "target", self.folder / "sound"
        self.film = self.make("film.mp4", "-c:v", "mpeg4", "-c:a", "aac", "-movflags", "+faststart")
        self.shapes = [self.film, self.make("film.mkv", "-c:v", "libvpx", "-c:a", "libopus"),
                       self.make("voice.ogg", "-vn", "-c:a", "libopus"), self.make("voice.wav", "-vn")]

    def make(self, name, *coding):
        path = self.folder / name
        ffmpeg("-f", "lavfi", "-i", "testsrc2=size=320x180:rate=15:duration=2", "-f", "lavfi", "-i",
               "sine=440:sample_rate=48000:duration=2", *coding, path)
        return path

    def write(self, name, content):
        path = self.folder / name
        path.write_bytes(content)
        return path

    def run(self, step, word, source, sound=None, numbers=("10000", "0")):
        """Source, target and sound become the descriptors 3, 4 and 5."""
        self.target.unlink(missing_ok=True)
        own = not isinstance(source, int)
        fds = [os.open(source, os.O_RDONLY) if own else source, os.open(self.target, os.O_RDWR | os.O_CREAT)]
        fds += [os.open(sound, os.O_RDONLY)] if sound else []

        def place():
            high = [os.dup2(fd, 20 + n) for n, fd in enumerate(fds)]
            for n, fd in enumerate(high):
                os.dup2(fd, 3 + n)
            for n in range(len(high), 3):
                try:
                    os.close(3 + n)
                except OSError:
                    pass
        began = time.monotonic()
        process = subprocess.Popen([READER, "encode", step, word, *numbers], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.STDOUT, preexec_fn=place, close_fds=False, env=ENV)
        try:
            out = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
        finally:
            for fd in fds if own else fds[1:]:
                os.close(fd)
        process.returncode = os.waitstatus_to_exitcode(status)
        return Ended(process.returncode, out.decode(errors="replace"), time.monotonic() - began, used.ru_maxrss,
                     self.target.stat().st_size)

    def survives(self, name, step, word, source, codes=(DONE, USAGE, NOT_POSSIBLE, DAMAGED, NO_SPACE), **more):
        ended = self.run(step, word, source, **more)
        assert ended.code in codes, f"{step} of {name}: {ended}"
        assert "CRITICAL" not in ended.out, f"{step} of {name}: {ended}"
        assert ended.seconds < SECONDS and ended.kib < MOST_KIB and ended.made < 80 * MIB, f"{step} of {name}: {ended}"
        if ended.code in (NOT_POSSIBLE, DAMAGED, NO_SPACE):
            said = json.loads(ended.out[ended.out.index("{"):])
            assert re.search(r"\w \w", said["problem"]) and len(said["problem"]) < 400, f"{step} of {name}: {ended}"
        return ended

    def both(self, name, source, end_ms=2000, **more):
        """Through the decoders of both streams."""
        return [self.survives(name, step, word.format(0, end_ms), source, **more)
                for step, word in (("picture", PICTURE), ("sound", SOUND))]

    def join(self, picture, sound=None, word=BOTH, **more):
        return self.survives("parts", "join", word.format(0, 2000), picture, sound=sound, **more)

    def parts(self):
        """Honest work of before: the files of parts of both streams."""
        made = []
        for ended, name in zip((("picture", PICTURE), ("sound", SOUND)), ("picture", "sound-parts")):
            got = self.survives("an honest film", ended[0], ended[1].format(0, 2000), self.film, codes=(DONE,))
            assert got.made > 1000, got
            made.append(self.write(name, self.target.read_bytes()))
        return made


def record(kind, body, at=0, lasts=0, size=None):
    """One record of a file of parts (src/reader/reader-parts.c)."""
    size = len(body) if size is None else size
    return struct.pack("<QQQ", kind << 48 | size, at, lasts) + body


@test
def what_is_honest_is_coded(bench):
    """Otherwise the rest would prove nothing."""
    picture, sound = bench.parts()
    ended = bench.join(picture, sound, codes=(DONE,))
    assert ended.made > 5000, ended
    bench.write("joined.mp4", bench.target.read_bytes())
    ffmpeg("-i", bench.folder / "joined.mp4", "-f", "null", "-")


@test
def cut_off(bench):
    chance = random.Random(1)
    for source in bench.shapes:
        data = source.read_bytes()
        places = {0, 1, 7, 8, 47, len(data) - 1} | {chance.randrange(len(data)) for _ in range(40 if LONG else 5)}
        for at in sorted(places):
            bench.both(f"{source.name} cut at {at}", bench.write("cut" + source.suffix, data[:at]))


@test
def changed(bench):
    """Bytes that are something else, in the head and anywhere."""
    chance = random.Random(2)
    for source in bench.shapes:
        for number in range(60 if LONG else 5):
            data = bytearray(source.read_bytes())
            for _ in range(chance.choice([1, 8, 200])):
                data[chance.randrange(len(data) if number % 2 else 600)] = chance.randrange(256)
            bench.both(f"{source.name} changed, {number}", bench.write("changed" + source.suffix, data))


def strangers(bench):
    chance = random.Random(3)
    yield "nothing", b""
    yield "noise", chance.randbytes(MIB)
    yield "zeros", b"\0" * MIB
    yield "picture", b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0) + b"\0" * 99
    yield "document", b"%PDF-1.5\n1 0 obj\n<< >>\nendobj\n"
    yield "page", b"<html><video src='file:///etc/passwd'></html>"
    # Lists that would have a player open something else.
    yield "list of a player", b"#EXTM3U\n#EXTINF:2,\nfile:///etc/passwd\n"
    yield "list of a server", b"#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2,\nhttp://127.0.0.1:1/a.ts\n#EXT-X-ENDLIST\n"
    yield "list of ffmpeg", b"ffconcat version 1.0\nfile /etc/passwd\n"
    yield "session", b"v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio 5004 RTP/AVP 0\n"
    yield "subtitles", b"WEBVTT\n\n00:00.000 --> 00:01.000\nx\n"
    with zipfile.ZipFile(bench.folder / "film.zip", "w") as archive:
        archive.write(bench.film, "film.mp4")
    yield "archive", (bench.folder / "film.zip").read_bytes()


@test
def of_another_kind(bench):
    for name, content in strangers(bench):
        for ended in bench.both(name, bench.write("stranger", content)):
            assert ended.code in (USAGE, DAMAGED) and ended.made == 0, f"{name}: {ended}"


def patched(path, mark, offset, content):
    data = bytearray(path.read_bytes())
    place = data.find(mark)
    assert place >= 0, mark
    data[place + offset:place + offset + len(content)] = content
    return bytes(data)


def impossible(bench):
    film, mkv = bench.film, bench.shapes[1]
    # A head of a sample table, of a track, of the film: sizes, counts and times of all ones.
    yield "film of years", patched(film, b"mvhd", 12, b"\0\0\0\x01" + b"\xff" * 8)
    yield "track of years", patched(film, b"mdhd", 16, b"\0\0\0\x01" + b"\xff" * 4)
    yield "wide", patched(film, b"mp4v", 28, b"\xff\xff\xff\xff")
    yield "flat", patched(film, b"mp4v", 28, b"\0\0\0\0")
    yield "many samples", patched(film, b"stsz", 8, b"\0\0\0\0\xff\xff\xff\xff")
    yield "large samples", patched(film, b"stsz", 8, b"\x7f\xff\xff\xff\0\0\0\1")
    yield "long steps", patched(film, b"stts", 8, b"\0\0\0\1\xff\xff\xff\xff\xff\xff\xff\xff")
    yield "samples elsewhere", patched(film, b"stco", 8, b"\0\0\0\1\xff\xff\xff\xf0")
    yield "many boxes", film.read_bytes()[:32] + b"\0\0\0\x08free" * 300_000
    yield "deep boxes", film.read_bytes()[:32] + b"".join(struct.pack(">I", (50_000 - n) * 8) + b"moov" for n in range(50_000))
    yield "wide blocks", patched(mkv, b"\xb0\x82\x01\x40", 2, b"\x3f\xff")
    # VP8: the size is in each key frame too.
    yield "wide frames", patched(mkv, b"\x9d\x01\x2a", 3, b"\xff\x3f\xff\x3f")
    yield "no clock", patched(mkv, b"\x2a\xd7\xb1\x83\x0f\x42\x40", 4, b"\0\0\0")
    yield "slow clock", patched(mkv, b"\x2a\xd7\xb1\x83\x0f\x42\x40", 4, b"\xff\xff\xff")


@test
def with_sizes_that_cannot_be(bench):
    for name, content in impossible(bench):
        bench.both(name, bench.write("impossible", content), codes=(DONE, USAGE, NOT_POSSIBLE, DAMAGED, NO_SPACE))


@test
def without_an_end(bench):
    """Devices and pipes that always have more, a file with nothing but holes, a head that promises hours."""
    for device in ("/dev/zero", "/dev/urandom", "/dev/full"):
        for ended in bench.both(device, device):
            assert ended.code in (USAGE, DAMAGED), ended
    feeder = subprocess.Popen(["cat", str(bench.film), "/dev/zero"], stdout=subprocess.PIPE)
    for ended in bench.both("a pipe", feeder.stdout.fileno()):
        assert ended.code in (USAGE, DAMAGED), ended
    feeder.stdout.close()
    feeder.wait()
    with open(bench.folder / "holes", "wb") as file:
        file.write(bench.film.read_bytes())
        file.truncate(1 << 40)
    bench.both("holes", bench.folder / "holes")
    wave = bytearray(bench.shapes[3].read_bytes())
    place = wave.find(b"data")
    wave[place + 4:place + 8], wave[4:8] = b"\xf0\xff\xff\xff", b"\xff\xff\xff\xff"
    ended = bench.survives("hours", "sound", SOUND.format(0, 3_600_000), bench.write("hours.wav", wave))
    assert ended.made < 4 * MIB, ended
    # The last page of sound says that it ends in a year.
    ogg = bytearray(bench.shapes[2].read_bytes())
    place = ogg.rfind(b"OggS")
    ogg[place + 6:place + 14] = struct.pack("<q", 48000 * 3600 * 24 * 365)
    ogg[place + 22:place + 26] = b"\0\0\0\0"
    ogg[place + 22:place + 26] = struct.pack("<I", ogg_sum(bytes(ogg[place:])))
    bench.both("a year", bench.write("year.ogg", ogg))


def ogg_sum(page):
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = ((total << 1) ^ 0x04c11db7 if total & 0x80000000 else total << 1) & 0xffffffff
    return total


@test
def wishes_that_cannot_be(bench):
    for word in ("", "mp4", "mp4,0-0,160x90@15,150000,0x0,0", "mp4,2000-1000,160x90@15,150000,0x0,0",
                 "mp4,-5-1000,160x90@15,150000,0x0,0", "mp4,0-1000,161x90@15,150000,0x0,0",
                 "mp4,0-1000,99998x99998@15,150000,0x0,0", "mp4,0-1000,160x90@0,150000,0x0,0",
                 "mp4,0-1000,160x90@15,-1,0x0,0", "mp4,0-99999999999999,160x90@15,150000,0x0,0",
                 "mp4,0-1000,0x0@0,0,9x48000,64000", "mp4,0-1000,0x0@0,0,1x1,64000", "m" * 300):
        for step in ("picture", "sound", "join"):
            ended = bench.run(step, word, bench.film)
            assert ended.code == USAGE and ended.made == 0, f"{step} {word}: {ended}"
    for numbers in (("x", "y"), ("-1", "-1"), ("0", str(2**64 - 1)), (str(2**63), "0"), ("600000", str(2**40))):
        bench.survives(str(numbers), "picture", PICTURE.format(0, 2000), bench.film, numbers=numbers)


def broken_parts(honest):
    """Files of parts that a crash, a disk or somebody made of honest ones."""
    head = honest.find(b"\0", 30)
    chance = random.Random(5)
    yield "nothing", b""
    yield "noise", chance.randbytes(200_000)
    yield "another kind", record(9, b"x" * 100) + honest
    yield "a large record", record(2, b"x", size=(1 << 48) - 1)
    yield "large caps", record(1, b"x" * 300_000)
    yield "caps that are none", record(1, b"\xff\xfe(((") + honest
    yield "caps of something else", record(1, b"text/x-raw, format=(string)utf8") + honest
    yield "caps with an order", record(1, b"filesrc location=/etc/passwd ! fakesink") + honest
    yield "only caps", honest[:24 + int.from_bytes(honest[:6], "little")]
    yield "only packets", honest[24 + int.from_bytes(honest[:6], "little"):]
    yield "backwards", honest + honest
    yield "late", honest + record(2, b"x" * 100, at=2**63, lasts=2**63)
    yield "times of all ones", honest + record(3, b"x" * 100, at=2**64 - 1, lasts=2**64 - 1)
    yield "half a record", honest[:-50]
    for number in range(40 if LONG else 6):
        data = bytearray(honest)
        for _ in range(20):
            data[chance.randrange(len(data) if number % 2 else max(head, 200))] = chance.randrange(256)
        yield f"changed, {number}", bytes(data)


@test
def broken_work_of_before(bench):
    picture, sound = bench.parts()
    for name, content in broken_parts(picture.read_bytes()):
        bench.join(bench.write("broken", content), sound)
    for name, content in broken_parts(sound.read_bytes()):
        bench.join(picture, bench.write("broken", content))
        bench.join(bench.write("broken", content), word=SOUND)
    bench.join(sound, picture)


def main():
    failures = 0
    print(f"1..{len(TESTS)}")
    with tempfile.TemporaryDirectory(prefix="vouch-hostile-") as folder:
        bench = Bench(folder)
        for number, function in enumerate(TESTS, 1):
            began = time.monotonic()
            try:
                function(bench)
                print(f"ok {number} {function.__name__} ({time.monotonic() - began:.0f} s)", flush=True)
            except Exception as error:  # The next test is worth running all the same.
                failures += 1
                print(f"not ok {number} {function.__name__}")
                print("# " + f"{type(error).__name__}: {error}".replace("\n", "\n# "), flush=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
