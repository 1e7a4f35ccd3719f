# SPDX-License-Identifier: GPL-3.0-or-later
"""Files as phones and cameras make them: what vouchctl says of each, whether it can be attached, shown and
played, and what is said when it cannot."""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

VOUCHCTL, READER_FOLDER, CATALOGUE, SHOW = sys.argv[1:5]
WAIT_TIME = "https://example.org/micro-credentials/classroom-talk/wait-time"
NO_DECODER = {"VOUCH_READER_WITHOUT": "libav,de265,faad"}


def ffmpeg(*words):
    subprocess.run(["ffmpeg", "-v", "error", "-y", *map(str, words)], check=True,
                   stdin=subprocess.DEVNULL)


def run(env, *words):
    return subprocess.run(list(map(str, words)), env=env, stdin=subprocess.DEVNULL, text=True,
                          capture_output=True, timeout=60)


def make(folder):
    picture = ["-f", "lavfi", "-i", "testsrc2=size=640x360:rate=30:duration=3"]
    sound = ["-f", "lavfi", "-i", "sine=frequency=440:duration=3"]
    h264 = ["-c:v", "libx264", "-preset", "ultrafast"]
    end = folder / "index-at-the-end.mp4"
    ffmpeg(*picture, *sound, *h264, "-c:a", "aac", end)
    ffmpeg("-i", end, "-c", "copy", "-movflags", "+faststart", folder / "index-in-front.mp4")
    ffmpeg("-i", end, "-c", "copy", "-movflags", "frag_keyframe+empty_moov", "-g", 30,
           folder / "in-pieces.mp4")
    ffmpeg("-i", end, "-an", "-c", "copy", folder / "no-sound.mp4")
    ffmpeg("-i", end, "-c", "copy", "-metadata:s:v", "rotate=90", folder / "turned.mp4")
    ffmpeg(*picture, *sound, "-vf", "select='not(mod(n,3))+lt(n,45)'", "-vsync", "vfr", *h264, "-c:a",
           "aac", folder / "uneven.mp4")
    ffmpeg(*picture, *sound, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
           "log-level=none", "-tag:v", "hvc1", "-c:a", "aac", folder / "hevc.mov")
    # Another file, which the library has not read with a decoder before.
    ffmpeg("-t", 2, "-i", folder / "hevc.mov", "-c", "copy", "-tag:v", "hvc1",
           folder / "hevc-unknown.mov")
    ffmpeg(*picture, *sound, *h264, "-c:a", "ac3", folder / "camera.mts")
    ffmpeg(*picture, *sound, "-c:v", "mpeg4", "-c:a", "mp3", folder / "old.avi")
    whole = end.read_bytes()
    (folder / "no-index.mp4").write_bytes(whole[:whole.index(b"moov") - 4])
    front = (folder / "index-in-front.mp4").read_bytes()
    (folder / "cut.mp4").write_bytes(front[:len(front) * 7 // 10])
    (folder / "noise.mp4").write_bytes(whole[:64] + os.urandom(50000))


# Name, shown width and height; whether there is sound.
GOOD = [("index-at-the-end.mp4", 640, 360, 1), ("index-in-front.mp4", 640, 360, 1),
        ("in-pieces.mp4", 640, 360, 1), ("no-sound.mp4", 640, 360, 0), ("turned.mp4", 360, 640, 1),
        ("uneven.mp4", 640, 360, 1), ("hevc.mov", 640, 360, 1), ("camera.mts", 640, 360, 1),
        ("old.avi", 640, 360, 1)]


def check_good(env, library, portfolio, path, width, height, sound):
    done = run(env, VOUCHCTL, "probe", path, "--json")
    assert done.returncode == 0, done.stderr
    facts = json.loads(done.stdout)
    assert facts["opens"] and facts["media"] == "video", facts
    assert (facts["width"], facts["height"], facts["soundTracks"]) == (width, height, sound), facts
    assert 2900 <= facts["durationMs"] <= 3150, facts
    assert bool(facts.get("advice")) == (sound == 0), facts
    done = run(env, VOUCHCTL, "--library", library, "attach", portfolio, "recording", path)
    assert done.returncode == 0, done.stderr
    done = run(dict(env, VOUCH_SOUND="silent"), SHOW, path)
    assert done.returncode == 0, done.stdout
    small = list(map(int, done.stdout.split()))
    assert (small[0] < small[1]) == (width < height) and max(small[:2]) == 160, small
    assert small[2] >= 5, small


def check_bad(env, library, portfolio, path, *words, seconds=None):
    done = run(env, VOUCHCTL, "probe", path, "--json")
    facts = json.loads(done.stdout)
    assert done.returncode == 1 and not facts["opens"], facts
    assert all(word in facts["advice"] for word in words), facts["advice"]
    assert "!" not in facts["advice"] and facts["advice"].count(".") >= 1, facts["advice"]
    done = run(env, VOUCHCTL, "--library", library, "attach", portfolio, "recording", path)
    assert done.returncode == 3 and "Nothing was attached" in done.stderr, done.stderr
    if seconds is not None:
        out = str(path) + ".saved.mp4"
        done = run(env, VOUCHCTL, "rescue", path, "--out", out)
        assert done.returncode == 0, done.stderr
        saved = json.loads(run(env, VOUCHCTL, "probe", out, "--json").stdout)
        assert saved["opens"] and saved["durationMs"] >= seconds * 1000, saved
        assert run(env, VOUCHCTL, "rescue", path, "--out", out).returncode == 3


def main():
    failed = number = 0
    with tempfile.TemporaryDirectory(prefix="vouch-import-") as name:
        folder = pathlib.Path(name)
        env = dict(os.environ, VOUCH_CATALOGUE=CATALOGUE, VOUCH_HELPERS=READER_FOLDER, LC_ALL="C",
                   VOUCH_KEYRING=f"file:{name}/keyring", VOUCH_IDENTITY_COST="minimal",
                   XDG_DATA_HOME=name, XDG_CONFIG_HOME=name, HOME=name)
        library = folder / "library"
        run(env, VOUCHCTL, "--library", library, "library", "init")
        portfolio = run(env, VOUCHCTL, "--library", library, "portfolio", "new", WAIT_TIME).stdout.strip()
        make(folder)
        cases = [(case[0], lambda case=case: check_good(env, library, portfolio, folder / case[0], *case[1:]))
                 for case in GOOD]
        cases += [
            ("no-index.mp4", lambda: check_bad(env, library, portfolio, folder / "no-index.mp4",
                                               "never finished", "device")),
            ("cut.mp4", lambda: check_bad(env, library, portfolio, folder / "cut.mp4", "missing",
                                          seconds=1)),
            ("noise.mp4", lambda: check_bad(env, library, portfolio, folder / "noise.mp4")),
            ("hevc.mov without a decoder", lambda: check_bad(
                dict(env, **NO_DECODER), library, portfolio, folder / "hevc-unknown.mov", "H.265",
                "most compatible", "gstreamer1.0-libav")),
        ]
        print(f"1..{len(cases)}", flush=True)
        for number, (title, check) in enumerate(cases, 1):
            try:
                check()
                print(f"ok {number} {title}", flush=True)
            except Exception as problem:
                failed += 1
                print(f"# {type(problem).__name__}: {problem}")
                print(f"not ok {number} {title}", flush=True)
    return 1 if failed else 0


sys.exit(main())
