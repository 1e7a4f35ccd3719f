# SPDX-License-Identifier: GPL-3.0-or-later
"""Cuts recordings of every usual coding by the real vouch-reader. A loud high tone begins where the range
ends, or ends where it begins: nothing of it may be in the copy. Every stream of the copy has to be as long
as its range allows. ffmpeg, which had no part in making the copies, made the originals and looks at what
came out."""
import array
import functools
import math
import pathlib
import re
import subprocess
import sys
import tempfile

READER = sys.argv[1]
SAMPLE_RATE = 16000
TONE = 3000
SECONDS = 12
TESTS = []

VP8 = ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "300k"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast"]
VORBIS = ["-c:a", "libvorbis"]
OPUS = ["-c:a", "libopus", "-b:a", "64k"]

# What each coding may lose of the sound at both ends together, in milliseconds: packets of its usual
# length, two of which are broken by the range, and one before and three after for what overlaps.
PACKETS = {"vorbis": 24, "opus": 20, "aac": 24, "mp3": 27, "ac3": 32, "flac": 96, "pcm": 1}
OVERLAP = {"flac": 0, "pcm": 0}

# Name of the original, into what the copy is put, coding of the sound, what ffmpeg is told.
CASES = [
    ("vorbis.webm", "webm", "vorbis", VP8 + VORBIS),
    ("vorbis.mkv", "mkv", "vorbis", H264 + VORBIS),
    ("vorbis.mkv", "mp4", "vorbis", H264 + VORBIS),
    ("moved.mkv", "webm", "vorbis", VP8 + VORBIS),
    ("vorbis.ogg", "ogg", "vorbis", VORBIS),
    ("opus.webm", "webm", "opus", VP8 + OPUS),
    ("opus.mkv", "mkv", "opus", H264 + OPUS),
    ("opus.mkv", "mp4", "opus", H264 + OPUS),
    ("moved-opus.mkv", "webm", "opus", VP8 + OPUS),
    ("opus60.mkv", "mkv", "opus", H264 + OPUS + ["-frame_duration", "60"]),
    ("opus.opus", "opus", "opus", OPUS),
    ("aac.mp4", "mp4", "aac", H264 + ["-c:a", "aac"]),
    ("aac.mkv", "mkv", "aac", H264 + ["-c:a", "aac"]),
    ("low.mkv", "mkv", "aac", H264 + ["-c:a", "aac", "-ar", "22050"]),
    ("mp3.mkv", "mkv", "mp3", H264 + ["-c:a", "libmp3lame"]),
    ("mp3.mp3", "mp3", "mp3", ["-c:a", "libmp3lame"]),
    ("ac3.mkv", "mkv", "ac3", H264 + ["-c:a", "ac3"]),
    ("flac.mkv", "mkv", "flac", H264 + ["-c:a", "flac"]),
    ("flac.flac", "flac", "pcm", ["-c:a", "flac"]),
    ("wav.wav", "wav", "pcm", ["-c:a", "pcm_s16le"]),
]


def test(function):
    TESTS.append(function)
    return function


def run(*words):
    return subprocess.run([str(word) for word in words], check=True, capture_output=True,
                          stdin=subprocess.DEVNULL, timeout=200).stdout


@functools.cache
def original(folder, name, options):
    """A low tone for two seconds, then a high one for eight, then a low one again."""
    path = folder / name
    picture = ["-f", "lavfi", "-i", f"testsrc2=size=160x120:rate=25:duration={SECONDS}"]
    sound = (f"aevalsrc='if(between(t,2,10),0.5*sin(2*PI*{TONE}*t),0.1*sin(2*PI*300*t))'"
             f":s=48000:d={SECONDS}")
    has_picture = "-c:v" in options
    run("ffmpeg", "-v", "error", "-y", *(picture if has_picture else []), "-f", "lavfi", "-i", sound,
        *(["-g", "25"] if has_picture else []), *options, path)
    return path


def cut(source, start_ms, end_ms, kind):
    """What the reader makes of a part. Its exit code and what it says come with it."""
    target = source.parent / f"copy.{kind}"
    with open(source, "rb") as given, open(target, "w+b") as taken:
        done = subprocess.run(["sh", "-c", 'exec "$0" "$@" 3<&%d 4<&%d' % (given.fileno(), taken.fileno()),
                               READER, "derive", "--clean", f"--as={kind}", "--start", str(start_ms),
                               "--end", str(end_ms)], pass_fds=(given.fileno(), taken.fileno()),
                              capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, f"{source.name} {start_ms}-{end_ms}: exit {done.returncode} {done.stdout}"
    return target


def stream(path, kind):
    """Where the first and the last packet of a stream begin, and where the last ends, in milliseconds."""
    lines = run("ffprobe", "-v", "error", "-select_streams", kind + ":0", "-show_entries",
                "packet=pts_time,duration_time", "-of", "csv=p=0", path).decode().split()
    times = [[float(word) if word not in ("N/A", "") else 0 for word in line.split(",")[:2]]
             for line in lines]
    assert times, f"{path.name} has no {kind}"
    return 1000 * min(t[0] for t in times), 1000 * max(t[0] + t[1] for t in times)


@functools.cache
def key_frames(path):
    lines = run("ffprobe", "-v", "error", "-select_streams", "v:0", "-show_entries", "packet=pts_time,flags",
                "-of", "csv=p=0", path).decode().split()
    return [1000 * float(line.split(",")[0]) for line in lines if "K" in line]


def samples(path):
    """What is heard of a copy, from its first picture on."""
    done = run("ffmpeg", "-v", "error", "-i", path, "-af", "aresample=async=1:first_pts=0", "-f", "s16le",
               "-ac", 1, "-ar", SAMPLE_RATE, "-")
    return array.array("h", done[:len(done) // 2 * 2])


def loudness_of_tone(sound):
    """How loud the high tone is in each 5 ms, in dB below full scale."""
    size = SAMPLE_RATE // 200
    turn = [complex(math.cos(2 * math.pi * TONE * n / SAMPLE_RATE), math.sin(2 * math.pi * TONE * n / SAMPLE_RATE))
            * (0.5 - 0.5 * math.cos(2 * math.pi * n / size)) for n in range(size)]
    for start in range(0, len(sound) - size + 1, size):
        strength = sum(turn[n] * sound[start + n] for n in range(size))
        yield 20 * math.log10(max(1e-6, abs(strength) * 4 / size / 32768))


def range_is_kept(folder, case, start_ms, end_ms, heard):
    name, kind, coding, options = case
    source = original(folder, name, tuple(options))
    copy = cut(source, start_ms, end_ms, kind)
    said = f"{name} to {kind}, {start_ms}-{end_ms}"
    # A copy begins at a key frame; both streams give up the same for it.
    late = next(at for at in key_frames(source) if at >= start_ms - 0.01) - start_ms if "-c:v" in options else 0
    length = end_ms - start_ms - late
    packet = {"opus60.mkv": 60, "low.mkv": 48}.get(name, PACKETS[coding])
    loss = packet * (2 + OVERLAP.get(coding, 4)) + 10
    sound = samples(copy)
    tone = list(loudness_of_tone(sound))
    assert (max(tone) > -20) == heard and (heard or max(tone) < -45), f"{said}: the tone has {max(tone):.1f} dB"
    if heard:
        ends = 5 * max(n for n, loud in enumerate(tone) if loud > -20)
        should_ms = 10000 - start_ms - late
        assert abs(ends - should_ms) < 60, f"{said}: the tone ends at {ends} ms, not {should_ms:.0f}"
    got = 1000 * len(sound) / SAMPLE_RATE
    assert length - loss <= got <= length + 120, f"{said}: {got:.0f} ms of sound are played"
    parts = {"sound": ("a", loss), "picture": ("v", 120)}
    for part, (letter, missing) in parts.items():
        if part == "sound" or "-c:v" in options:
            begin, end = stream(copy, letter)
            assert begin <= missing, f"{said}: the {part} begins at {begin:.0f} ms"
            assert length - missing <= end <= length + 15, f"{said}: the {part} ends at {end:.0f} ms"


def make_test(case):
    def each(folder):
        for start_ms, end_ms in ((0, 1995), (0, 1999), (1000, 2000)):
            range_is_kept(folder, case, start_ms, end_ms, False)
        range_is_kept(folder, case, 10001, 11900, False)
        range_is_kept(folder, case, 5000, 12000, True)
    each.__name__ = re.sub(r"\W", "_", case[0]) + "_to_" + case[1]
    return each


for one in CASES:
    test(make_test(one))


@test
def a_small_hole_moves_nothing_in(folder):
    """Sound that begins 30 ms late, coded anew to plain samples: what lies behind the end stays behind."""
    source = folder / "late.mkv"
    sound = f"aevalsrc='if(gt(t,1.97),0.5*sin(2*PI*{TONE}*t),0.1*sin(2*PI*300*t))':s=48000:d=4"
    run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=4",
        "-itsoffset", "0.03", "-f", "lavfi", "-i", sound, "-map", "0:v", "-map", "1:a", *H264, "-c:a", "flac",
        source)
    for kind in ("wav", "flac"):
        parts, copy = folder / "parts", folder / f"late.{kind}"
        encoding = f"{kind},0-2000,0x0@0,0,1x16000,256000"
        for words, given, taken in ((["sound", encoding], source, parts), (["join", encoding], parts, copy)):
            with open(given, "rb") as first, open(taken, "w+b") as second:
                subprocess.run(["sh", "-c", 'exec "$0" "$@" 3<&%d 4<&%d' % (first.fileno(), second.fileno()),
                                READER, "encode", *words], pass_fds=(first.fileno(), second.fileno()),
                               stdout=subprocess.DEVNULL, timeout=200, check=True)
        heard = samples(copy)
        tone = max(loudness_of_tone(heard))
        assert tone < -45, f"{kind}: the tone has {tone:.1f} dB"
        assert 1900 <= 1000 * len(heard) / SAMPLE_RATE <= 2000, f"{kind}: {len(heard)} samples"


def without_lengths(path):
    """Takes out of a Matroska file how long its pictures are seen."""
    content = path.read_bytes()
    at = content.index(b"\x23\xe3\x83\x84")
    path.write_bytes(content[:at] + b"\xec\x86" + bytes(6) + content[at + 8:])


@test
def a_picture_at_the_end_is_outside(folder):
    """Also one that does not say how long it is seen."""
    source = folder / "unsaid.mkv"
    run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=160x120:rate=25:duration=4", "-g", "25",
        *VP8, source)
    without_lengths(source)
    for kind in ("mkv", "webm"):
        copy = cut(source, 0, 2000, kind)
        times = run("ffprobe", "-v", "error", "-show_entries", "packet=pts_time", "-of", "csv=p=0", copy).decode().split()
        assert len(times) == 50 and float(times[-1].strip(",")) < 1.999, f"{kind}: {len(times)} pictures to {times[-1:]}"


@test
def what_is_days_away_stays_there(folder):
    """Where counting its samples in nanoseconds comes round to the beginning again, it is not at the beginning."""
    source, parts, copy = folder / "far.mkv", folder / "parts", folder / "far.wav"
    far = 2 ** 64 / 48000 / 1e9
    sound = f"aevalsrc='if(gt(t,1.1),0.5*sin(2*PI*{TONE}*t),0.1*sin(2*PI*300*t))':s=48000:d=2"
    run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", sound, "-af", f"asetpts='PTS+gte(T,1.05)*{far}/TB'",
        "-c:a", "pcm_s16le", source)
    encoding = "wav,0-2000,0x0@0,0,1x48000,768000"
    for words, given, taken in ((["sound", encoding], source, parts), (["join", encoding], parts, copy)):
        with open(given, "rb") as first, open(taken, "w+b") as second:
            subprocess.run(["sh", "-c", 'exec "$0" "$@" 3<&%d 4<&%d' % (first.fileno(), second.fileno()),
                            READER, "encode", *words], pass_fds=(first.fileno(), second.fileno()),
                           stdout=subprocess.DEVNULL, timeout=200, check=True)
    tone = max(loudness_of_tone(samples(copy)))
    assert tone < -45, f"the tone has {tone:.1f} dB"


def main():
    failed = 0
    print(f"1..{len(TESTS)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vouch-cut-") as folder:
        for number, function in enumerate(TESTS, 1):
            try:
                function(pathlib.Path(folder))
                print(f"ok {number} {function.__name__}", flush=True)
            except Exception as problem:
                failed += 1
                print(f"# {type(problem).__name__}: {problem}")
                print(f"not ok {number} {function.__name__}", flush=True)
    return 1 if failed else 0


sys.exit(main())
