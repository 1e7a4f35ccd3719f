# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes recordings fit by the real vouchctl: sizes, ranges, kinds of file, kills in between, and files that
cannot be read. What comes out is looked at by ffprobe and ffmpeg, which had no part in making it."""
import array
import json
import math
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

VOUCHCTL, READER_FOLDER, CATALOGUE = sys.argv[1:4]
WAIT_TIME = "https://example.org/micro-credentials/classroom-talk/wait-time"
FPS = 25
TESTS = []


def test(function):
    TESTS.append(function)
    return function


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, words)], check=True,
                   stdin=subprocess.DEVNULL)


def look(path):
    """What ffprobe says: streams by kind, and the length in seconds."""
    done = subprocess.run(["ffprobe", "-v", "error", "-show_streams", "-show_format", "-of", "json",
                           path], capture_output=True, check=True)
    found = json.loads(done.stdout)
    streams = {stream["codec_type"]: stream for stream in found["streams"]}
    return streams, float(found["format"]["duration"]), found["format"].get("tags", {})


class Library:
    """A library with one portfolio."""

    def __init__(self, folder):
        self.folder = folder
        self.library = os.path.join(folder, "library")
        self.env = dict(os.environ, VOUCH_CATALOGUE=CATALOGUE, VOUCH_HELPERS=READER_FOLDER,
                        VOUCH_KEYRING="file:" + os.path.join(folder, "keyring"), LC_ALL="C",
                        VOUCH_CLOCK="2026-11-22T09:00:00Z", VOUCH_IDENTITY_COST="minimal",
                        XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, HOME=folder)
        self.good("library", "init")
        self.portfolio = self.good("portfolio", "new", WAIT_TIME).stdout.strip()

    def run(self, *words, env=None):
        return subprocess.run([VOUCHCTL, "--library", self.library, *map(str, words)],
                              env=dict(self.env, **(env or {})), stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=120)

    def good(self, *words, env=None):
        done = self.run(*words, env=env)
        assert done.returncode == 0, f"{words}: exit {done.returncode}: {done.stderr}"
        return done

    def bad(self, code, *words, env=None):
        done = self.run(*words, env=env)
        assert done.returncode == code, f"{words}: exit {done.returncode}, not {code}: {done.stderr}"
        return done.stderr

    def attach(self, path, *options):
        return self.good("attach", self.portfolio, "recording", path, *options).stdout.strip()

    def out(self, name):
        return os.path.join(self.folder, name)

    def notes(self):
        return list(pathlib.Path(self.library, "cache", "renders").glob("*/note"))


class Samples:
    """Made once: pictures of a running counter, so that every one of them can be told from the others."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.lesson = self.make("lesson.mp4", 24)
        self.long = self.make("long.mp4", 45)

    def make(self, name, seconds):
        path = self.folder / name
        # Brightness is the time: second n has the grey 8 + 4 n; noise makes it large.
        ffmpeg("-f", "lavfi", "-i", f"color=c=black:size=640x360:rate={FPS}:duration={seconds},"
               "format=gray,geq=lum='24+4*floor(T)',format=yuv420p,noise=alls=12:allf=t",
               "-f", "lavfi", "-i", f"aevalsrc='0.4*sin(2*PI*(200+20*floor(t))*t)':s=48000:d={seconds}",
               "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "3M", "-g", "50", "-c:a", "aac",
               path)
        return str(path)


def greys(path):
    """The mean brightness of each picture."""
    streams, _, _ = look(path)
    size = int(streams["video"]["width"]) * int(streams["video"]["height"])
    done = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "gray",
                           "-vf", "scale=16:16:flags=area", "-"], capture_output=True, check=True)
    assert size > 0
    data = done.stdout
    return [sum(data[i:i + 256]) / 256 for i in range(0, len(data), 256)]


def seconds_shown(path):
    return [round((grey - 24) / 4 - 0.01, 1) for grey in greys(path)]


@test
def sizes_are_kept(library, samples):
    """Any limit gives a copy within it, or the smallest possible size; never anything else."""
    item = library.attach(samples.lesson)
    chance = random.Random(4)
    fitted = refused = 0
    for number in range(8):
        limit = int(60000 * 2 ** chance.uniform(0, 6))
        out = library.out(f"limit{number}." + chance.choice(["mp4", "webm", "mov"]))
        done = library.run("render", item, "--max-bytes", limit, "--out", out)
        if done.returncode == 0:
            streams, length, tags = look(out)
            assert os.path.getsize(out) <= limit, (limit, os.path.getsize(out))
            assert os.path.getsize(out) > limit * 0.6 or limit > 3000000, (limit, os.path.getsize(out))
            assert 22 <= length <= 24.01, length
            assert set(streams) == {"video", "audio"}, streams.keys()
            assert not tags.get("creation_time", "").startswith("202"), tags
            fitted += 1
        else:
            assert done.returncode == 3 and not os.path.exists(out), done.stderr
            least = re.search(r"about ([0-9.]+).([kM])B", done.stderr)
            assert least, done.stderr
            size = float(least[1]) * {"k": 1e3, "M": 1e6}[least[2]]
            assert limit < size < 700000, (limit, done.stderr)
            refused += 1
    assert fitted >= 3 and refused >= 1, (fitted, refused)
    assert not library.notes(), "work in between was left"


BLOCK = 1024 / 48000  # of AAC; blocks of Opus and of Vorbis are shorter


def make_numbered(samples, start, end, kind):
    """Twelve seconds of pictures that show their numbers as ten bars, and of sound that is high outside the range
    and low within it; plain or coded."""
    pictures, path = samples.folder / "numbered.mp4", samples.folder / f"numbered-{start}.{kind}"
    if not pictures.exists():
        ffmpeg("-f", "lavfi", "-i", f"color=c=black:size=320x180:rate={FPS}:duration=12,format=gray,"
               "geq=lum='if(mod(floor(N/pow(2\\,floor(X/32)))\\,2)\\,200\\,50)',format=yuv420p",
               "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "1M", "-g", 50, pictures)
    ffmpeg("-i", pictures, "-f", "lavfi", "-i", "aevalsrc='0.4*if(between(t\\,%s\\,%s)\\,sin(2*PI*500*t)\\,"
           "sin(2*PI*4000*t))':s=48000:d=12" % (start, end), "-c:v", "copy",
           *(["-c:a", "aac", "-b:a", "128k"] if kind == "mp4" else ["-c:a", "pcm_s16le"]), path)
    return str(path)


def numbers(path):
    """Which pictures of the original there are."""
    done = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "rawvideo", "-pix_fmt", "gray", "-vsync",
                           "passthrough", "-vf", "scale=10:1:flags=area", "-"], capture_output=True, check=True)
    rows = [done.stdout[at:at + 10] for at in range(0, len(done.stdout), 10)]
    return [sum(1 << bit for bit, grey in enumerate(row) if grey > 125) for row in rows]


def loudness(sound, hertz):
    """How loud one pitch is, in steps of five milliseconds."""
    step = 240
    turn = 2 * math.cos(2 * math.pi * hertz / 48000)
    for at in range(0, len(sound) - step + 1, step):
        before = last = 0.0
        for value in sound[at:at + step]:
            before, last = last, value + turn * last - before
        power = before * before + last * last - turn * before * last
        yield 2 * math.sqrt(max(power, 0.0)) / step / 32768


def pitches(path):
    done = subprocess.run(["ffmpeg", "-v", "error", "-i", path, "-f", "s16le", "-ac", "1", "-ar", "48000", "-"],
                          capture_output=True, check=True)
    sound = array.array("h", done.stdout[:len(done.stdout) // 2 * 2])
    return list(loudness(sound, 500)), list(loudness(sound, 4000))


def check_range(path, start, end, latest, blocks):
    """Not half a picture and not a block of sound of what lies outside; and the rest is there."""
    shown = numbers(path)
    assert shown == sorted(shown), shown
    assert shown[0] / FPS >= start - 0.5 / FPS, f"picture {shown[0]} is before {start} s"
    assert (shown[-1] + 1) / FPS <= end + 0.5 / FPS, f"picture {shown[-1]} goes beyond {end} s"
    assert shown[0] / FPS <= latest + 1 / FPS and (shown[-1] + 2) / FPS >= end - 0.1, (shown[0], shown[-1])
    low, high = pitches(path)
    outside = [n * 0.005 for n, level in enumerate(high) if level > 0.04]
    length = len(high) * 0.005
    assert all(at < blocks * BLOCK + 0.005 or at > length - blocks * BLOCK - 0.01 for at in outside), (outside, length)
    within = sum(level > 0.2 for level in low) * 0.005
    assert within > end - latest - 0.25, (within, latest)
    streams, whole, _ = look(path)
    assert whole <= end - start + 0.5 / FPS, whole
    for stream in streams.values():
        assert float(stream.get("start_time", 0)) < 0.1, stream


@test
def nothing_outside_the_range(library, samples):
    """To the picture and to the block of sound, coded anew or not; begin and end at pictures and between."""
    for start, end in (("4", "8"), ("2.013", "8.987")):
        # A block of coded sound lies over half of its neighbours: the original itself has no sharper edge.
        for kind, blocks, ways in (("mov", 1, [("coded.mp4", ["--max-height", 160]), ("coded.webm", ["--max-height", 160])]),
                                   ("mp4", 2, [("copied.mp4", []), ("moved.mov", [])])):
            item = library.attach(make_numbered(samples, start, end, kind), "--range", f"{start}-{end}")
            for name, options in ways:
                out = library.out(f"{start}-{name}")
                library.good("render", item, *options, "--out", out)
                try:
                    # What is not coded anew begins at a key frame, every two seconds.
                    check_range(out, float(start), float(end), float(start) if options else 4, blocks)
                except AssertionError as problem:
                    raise AssertionError(f"{start}-{end} {name}: {problem}") from problem


@test
def goes_on_after_a_kill(library, samples):
    """kill -9 in the middle, several times: what was behind a mark is not done again."""
    item = library.attach(samples.long)
    out = library.out("killed.mp4")
    words = [VOUCHCTL, "--library", library.library, "render", item, "--max-bytes", "1500000", "--out", out]
    marks = []
    for wanted in (1, 2, 3):
        process = subprocess.Popen(words, env=library.env, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and process.poll() is None:
            notes = library.notes()
            text = notes[0].read_text() if notes else ""
            mark = int((re.search(r"^mark=(\d+)", text, re.M) or [0, 0])[1])
            if mark >= wanted:
                break
            time.sleep(0.01)
        assert process.poll() is None, "it was over before it could be killed"
        process.send_signal(signal.SIGKILL)
        process.wait()
        marks.append(mark)
        assert not os.path.exists(out)
        left = [name for name in os.listdir(library.folder) if "killed" in name]
        assert not left, left
    assert marks == sorted(marks) and marks[-1] >= 3, marks
    picture = library.notes()[0].parent / "picture"
    kept = int(re.search(r"^picture=(\d+)", library.notes()[0].read_text(), re.M)[1])
    before = picture.read_bytes()[:kept]
    started = time.monotonic()
    library.good("render", item, "--max-bytes", 1500000, "--out", out)
    resumed = time.monotonic() - started
    assert len(before) == kept > 0
    shown = seconds_shown(out)
    assert len(shown) >= 45 * FPS - 2, len(shown)
    wrong = [(n, second) for n, second in enumerate(shown) if abs(second - n // FPS) > 0.6 and
             abs(second - (n + 1) // FPS) > 0.6 and abs(second - (n - 1) // FPS) > 0.6]
    assert not wrong, wrong[:5]
    assert os.path.getsize(out) <= 1500000
    again = library.out("anew.mp4")
    started = time.monotonic()
    library.good("render", item, "--max-bytes", 1500001, "--out", again)
    anew = time.monotonic() - started
    print(f"# went on in {resumed:.1f} s, anew {anew:.1f} s", flush=True)
    assert not library.notes()


@test
def kinds_of_recording(library, samples):
    """Turned, of uneven rate, without sound, in stereo, of odd size: each comes out as it looks."""
    folder = samples.folder
    plain = ["-f", "lavfi", "-i", "testsrc2=size=642x362:rate=30:duration=4"]
    ffmpeg(*plain, "-c:v", "libx264", "-preset", "ultrafast", folder / "mute.mp4")
    ffmpeg("-i", folder / "mute.mp4", "-c", "copy", "-metadata:s:v", "rotate=90", folder / "turned.mp4")
    ffmpeg(*plain, "-vf", "select='not(mod(n,3))+lt(n,60)'", "-vsync", "vfr", "-c:v", "libx264",
           "-preset", "ultrafast", folder / "uneven.mp4")
    ffmpeg(*plain, "-f", "lavfi", "-i", "aevalsrc='sin(900*t)|sin(1400*t)':s=44100:d=4", "-c:v",
           "libx264", "-preset", "ultrafast", "-c:a", "aac", folder / "stereo.mov")
    for name, width, height, sound in [("mute.mp4", 642, 362, 0), ("turned.mp4", 362, 642, 0),
                                       ("uneven.mp4", 642, 362, 0), ("stereo.mov", 642, 362, 1)]:
        item = library.attach(str(folder / name))
        for kind in ("webm", "mp4"):
            out = library.out(name + "." + kind)
            library.good("render", item, "--max-height", height - 2, "--out", out)
            streams, length, _ = look(out)
            assert ("audio" in streams) == bool(sound), (name, streams.keys())
            assert 3.7 <= length <= 4.05, (name, kind, length)
            got = streams["video"]["width"], streams["video"]["height"]
            assert (width < height) == (got[0] < got[1]), (name, got)
            assert got[1] <= height - 2 and got[0] % 2 == 0 and got[1] % 2 == 0, (name, got)
            assert "rotation" not in json.dumps(streams["video"]), name


@test
def sound_alone(library, samples):
    """Every kind of sound, by size; the size of plain samples is reached by fewer of them."""
    item = library.attach(samples.lesson)
    path = samples.folder / "speech.wav"
    ffmpeg("-i", samples.lesson, "-vn", "-ar", 44100, "-ac", 2, path)
    item = library.attach(str(path))
    for kind, limit in [("m4a", 150000), ("mp3", 150000), ("opus", 120000), ("ogg", 150000),
                        ("wav", 900000), ("flac", 900000)]:
        out = library.out("sound." + kind)
        library.good("render", item, "--max-bytes", limit, "--out", out)
        streams, length, _ = look(out)
        assert os.path.getsize(out) <= limit, (kind, os.path.getsize(out))
        assert list(streams) == ["audio"] and 23 < length <= 24.1, (kind, length)
    assert "about" in library.bad(3, "render", item, "--max-bytes", 20000, "--out",
                                  library.out("sound2.mp3"))


@test
def other_computers(library, samples):
    """Without H.264 there is WebM, and a name that asks for more is refused by its own sentence."""
    item = library.attach(samples.lesson)
    without = {"VOUCH_READER_WITHOUT": "x264,openh264"}
    error = library.bad(3, "render", item, "--max-bytes", 500000, "--out", library.out("a.mp4"), env=without)
    assert "webm" in error, error
    library.good("render", item, "--max-bytes", 900000, "--out", library.out("a.webm"), env=without)
    assert look(library.out("a.webm"))[0]["video"]["codec_name"] == "vp9"
    library.good("render", item, "--max-bytes", 900000, "--out", library.out("b.mp4"),
                 env={"VOUCH_READER_WITHOUT": "x264"})
    assert look(library.out("b.mp4"))[0]["video"]["codec_name"] == "h264"


@test
def names_are_safe(library, samples):
    """Nothing is overwritten, nothing half made is left."""
    item = library.attach(samples.lesson)
    out = library.out("there.mp4")
    pathlib.Path(out).write_bytes(b"mine")
    library.bad(3, "render", item, "--out", out)
    assert pathlib.Path(out).read_bytes() == b"mine"
    library.bad(2, "render", item)
    library.bad(2, "render", item, "--max-bytes", "0", "--out", library.out("x.mp4"))
    library.bad(3, "render", item, "--out", library.out("x.pdf"))
    before = set(os.listdir(library.folder))
    library.bad(3, "render", item, "--max-bytes", 30000, "--out", library.out("x.mp4"))
    assert set(os.listdir(library.folder)) == before


def main():
    failed = 0
    print(f"1..{len(TESTS)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vouch-render-") as shared:
        samples = Samples(shared)
        for number, function in enumerate(TESTS, 1):
            folder = tempfile.mkdtemp(prefix="vouch-render-")
            try:
                function(Library(folder), samples)
                print(f"ok {number} {function.__name__}", flush=True)
            except Exception as problem:
                failed += 1
                print(f"# {type(problem).__name__}: {problem}")
                print(f"not ok {number} {function.__name__}", flush=True)
            finally:
                shutil.rmtree(folder, ignore_errors=True)
    return 1 if failed else 0


sys.exit(main())
