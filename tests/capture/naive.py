# SPDX-License-Identifier: GPL-3.0-or-later
"""The naive recorder in the place of ours: it takes the same words for its devices, says the same kind of
events and keeps files, so that the very code that judges ours can judge it."""
import itertools
import json
import pathlib

import rig

WAVES = {"tone": "sine", "ticks": "ticks", "silence": "silence", "hum": "pink-noise"}
PATTERNS = {"ball": "ball", "flash": "ball flip=true", "black": "black", "still": "checkers-8", "snow": "snow"}
# What a stand-in does after a while, and how that is called here.
TROUBLES = {"lose-at": ("lose", "back-at"), "freeze-at": ("freeze", "thaw-at"), "stall-at": ("stall", "for"),
            "close-for": ("hang", "")}


def settings(source):
    """`sound=tone,live=0;encoder,fps=5` as {"sound": ("tone", {"live": "0"}), …}."""
    found = {}
    for entry in source.split(";"):
        first, *rest = entry.split(",")
        what, _, name = first.partition("=")
        found[what] = (name, dict(word.partition("=")[::2] for word in rest))
    return found


def troubles(element, its):
    for key, (kind, until) in TROUBLES.items():
        if key in its:
            start = float(its[key])
            end = start + float(its[until]) if until == "for" else float(its.get(until, 1e6))
            yield f"{element},{kind},{start},{end}"


def sound(name, its, seconds):
    """A microphone with a clock of its own gives fewer samples, or more; nobody makes up for it."""
    n = round(seconds * 50 / float(its.get("skew", 1))) if seconds else -1
    begin = (f"audiotestsrc is-live={'false' if its.get('live') == '0' else 'true'} wave={WAVES[name]} "
             f"volume={its.get('volume', 0.5)} samplesperbuffer=960 num-buffers={n}")
    if "file" in its:
        begin = f"filesrc location={its['file']} ! wavparse ! clocksync"
    return (f"{begin} ! audio/x-raw,rate=48000,channels=1 ! identity name=mic ! "
            "audioconvert ! level interval=100000000 ! queue max-size-buffers=0 max-size-time=1000000000 ! opusenc ")


def picture(name, its, encoder, seconds):
    fps = int(its.get("fps", 30))
    n = round(seconds * fps) if seconds else -1
    return (f"videotestsrc is-live={'false' if its.get('live') == '0' else 'true'} pattern={PATTERNS[name]} "
            f"num-buffers={n} ! video/x-raw,format=I420,width={its.get('width', 640)},height={its.get('height', 360)},"
            f"framerate={fps}/1 ! identity name=cam ! queue ! x264enc name=enc tune=zerolatency speed-preset=ultrafast "
            f"bitrate={encoder.get('kbits', 2000)} ! h264parse ")


class NaiveRecorder(rig.Recorder):
    def __init__(self, naive, path, kind, source, words, keep=False):
        found, self.path, self.kind = settings(source), path, kind
        seconds = float(words[words.index("--seconds") + 1]) if "--seconds" in words else 0
        encoder = found.get("encoder", ("", {}))[1]
        sink = "appsink name=keep sync=false async=false wait-on-eos=false" if keep else f"filesink location={path}"
        text = f"matroskamux name=mux ! {sink} {sound(*found['sound'], seconds)} ! mux. "
        strikes = list(troubles("mic", found["sound"][1]))
        if kind == "video":
            text += picture(*found["picture"], encoder, seconds) + "! mux. "
            strikes += [*troubles("cam", found["picture"][1]), *troubles("enc", encoder)]
        super().__init__([naive, text, *(["--keep", str(path)] if keep else []), *strikes], {})

    def finish(self, seconds=120):
        super().finish(seconds)
        last = max((last for last, _ in rig.probe(self.path).values()), default=0)
        if last == 0:
            return []
        return [{"path": self.path, "durationMs": last * 1000, "bytes": self.path.stat().st_size, "gaps": 0, "record": []}]


class NaiveRig:
    """A folder of files; there is no library, no list and no journal."""

    def __init__(self, base, naive, name="naive", keep=False):
        self.folder, self.naive, self.keep = pathlib.Path(base) / name, naive, keep
        self.folder.mkdir()
        self.numbers = itertools.count()

    def record(self, kind="audio", source=rig.SOUND, *words, **_):
        return NaiveRecorder(self.naive, self.folder / f"{next(self.numbers)}.mkv", kind, source, words, self.keep)

    def path(self, recording):
        return recording["path"]


def fails(words, judged, found, why=""):
    """Whether what was looked at in the naive way did not pass, because of that; that it never began would
    prove nothing."""
    wrong = [w for w in judged.wrong if why in w]
    print(f"naive, {words}: {len(wrong)} of {judged.looked} wrong: {json.dumps(str(wrong[:1]))[:160]}", flush=True)
    found.expect(not any("did not start" in wrong for wrong in judged.wrong), f"{words}: the naive way did not start")
    found.expect(judged.looked > 0 and wrong, f"{words}: the naive way passes, so this proves nothing")
