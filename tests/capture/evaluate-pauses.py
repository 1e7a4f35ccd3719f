# SPDX-License-Identifier: GPL-3.0-or-later
"""How well pauses are found: spoken lessons whose pauses are known, in rooms that get worse.

  evaluate-pauses.py VOUCHCTL READER-FOLDER             the lessons that the numbers were chosen by, as in docs/capture.md
  evaluate-pauses.py --held-out VOUCHCTL READER-FOLDER  lessons that no number was chosen by: other languages, voices,
                                                        speeds, gaps, noises and rooms
  evaluate-pauses.py --fresh VOUCHCTL READER-FOLDER     the same once more, for rules that came after looking at those
  evaluate-pauses.py --sample VOUCHCTL READER-FOLDER    a small part, as a test with limits

Voices are made by espeak-ng, every other sound by ffmpeg and arithmetic with fixed seeds. A pause is
found when it begins and ends within TOLERANCE of where it really does. Gaps between 2.5 and 3.5 s, of
which nobody can say on which side of three seconds they are heard, do not occur.
"""
import json
import math
import os
import random
import statistics
import struct
import subprocess
import sys
import tempfile
import warnings
import wave

warnings.simplefilter("ignore", DeprecationWarning)
import audioop  # noqa: E402

import pause_lessons  # noqa: E402

RATE = 22050
TOLERANCE = 0.5
ENOUGH = 0.9  # of the pauses right; below, a warning is needed
SETS = {
    "--sample": pause_lessons.CHOOSING[-1:],
    "--held-out": pause_lessons.HELD_OUT,
    "--fresh": pause_lessons.FRESH,
}
# What the test looks at: what has to be found without a warning, what has to be found at least, and what has to be warned of.
CALM, FOUND, TOLD = "calm", "found", "told"
SAMPLE = {
    "quiet room": CALM,
    "noise, 20 dB": CALM,
    "babble, 25 dB": CALM,
    "babble, 20 dB": CALM,
    "babble, 0 dB": TOLD,
    "one voice next door, 30 dB": TOLD,
    "babble begins half-way, 20 dB": FOUND,
    "reverberation": CALM,
    "pupils 20 dB softer": CALM,
    "nobody waits": CALM,
}
LEVEL = 0.08  # mean of the speech, full scale 1: -22 dBFS
FLOOR = 0.0004  # of the quiet room: -68 dBFS


def run(*command):
    subprocess.run([str(part) for part in command], check=True, stdout=subprocess.DEVNULL)


def read(path):
    with wave.open(path) as sound:
        frames, rate = sound.readframes(sound.getnframes()), sound.getframerate()
    return frames if rate == RATE else audioop.ratecv(frames, 2, 1, rate, RATE, None)[0]


def write(path, frames):
    with wave.open(path, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(frames)


def level(frames):
    return audioop.rms(frames, 2) / 32768 if frames else 0


def at_level(frames, wanted):
    return audioop.mul(frames, 2, wanted / level(frames))


def trim(frames):
    """Leaves out what is silent before and after the words."""
    step = RATE // 100 * 2
    loud = [audioop.max(frames[i:i + step], 2) > 200 for i in range(0, len(frames), step)]
    first, last = loud.index(True), len(loud) - loud[::-1].index(True)
    return frames[first * step:last * step]


def say(folder, voice, words, speed=150):
    path = os.path.join(folder, "said.wav")
    run("espeak-ng", "-v", voice, "-s", speed, "-w", path, words)
    return trim(read(path))


def silence(seconds):
    return bytes(2 * round(seconds * RATE))


def make_lesson(folder, lesson, n_turns, pupils_level=LEVEL, long_share=0.45, short=None):
    """The speech alone, and the pauses of three seconds and more in it."""
    dice = random.Random(lesson.seed)
    frames, pauses = silence(1.2), []
    for i in range(n_turns):
        asks = i % 2 == 0
        words = lesson.questions if asks else lesson.answers
        said = say(folder, lesson.teacher if asks else dice.choice(lesson.pupils), words[i // 2 % len(words)], lesson.speed)
        frames += at_level(said, LEVEL if asks else pupils_level)
        if i == n_turns - 1:
            break
        gap = dice.choice(lesson.long if dice.random() < long_share else short or lesson.short)
        start = len(frames) / 2 / RATE
        if gap >= 3:
            pauses.append((start, start + gap))
        frames += silence(gap)
    return frames + silence(1.2), pauses


def loop(frames, length):
    return (frames * (length // len(frames) + 1))[:length]


def make_noise(folder, length, lesson):
    path = os.path.join(folder, "noise.wav")
    run("ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
        f"anoisesrc=color={lesson.noise}:seed={lesson.noise_seed}:sample_rate={RATE}:duration=20", "-ac", "1", "-c:a",
        "pcm_s16le", path)
    return loop(read(path), length)


def make_babble(folder, length, lesson):
    """Six voices of another room, who never stop at the same time."""
    all_voices = bytes(length)
    for number, voice in enumerate(lesson.voices):
        said = b"".join(at_level(say(folder, voice, lesson.others[(number + i) % len(lesson.others)]), 0.03)
                        for i in range(len(lesson.others)))
        start = number * 2 * RATE * 2 % len(said)
        all_voices = audioop.add(all_voices, loop(said[start:] + said[:start], length), 2)
    return all_voices


def make_neighbour(folder, length, lesson):
    """One voice of another room, that takes breath."""
    said = b"".join(at_level(say(folder, lesson.voices[0], words), 0.03) + silence(1.1) for words in lesson.others)
    return loop(said, length)


def reverberate(folder, frames, lesson):
    """Convolves with noise that dies away by 60 dB in so many seconds, below the direct sound."""
    dice, seconds = random.Random(lesson.room_seed), lesson.room
    tail = [0.5 * dice.gauss(0, 1) * 10 ** (-3 * i / (seconds * RATE)) * 0.06
            for i in range(round(seconds * RATE))]
    tail[0] = 0.9
    answer, dry, wet = (os.path.join(folder, name) for name in ("tail.wav", "dry.wav", "wet.wav"))
    write(answer, struct.pack(f"<{len(tail)}h", *(round(max(-1, min(1, x)) * 32767) for x in tail)))
    write(dry, frames)
    run("ffmpeg", "-v", "error", "-y", "-i", dry, "-i", answer, "-filter_complex",
        "[0][1]afir=dry=10:wet=10:gtype=none", "-c:a", "pcm_s16le", wet)
    return at_level(read(wet)[:len(frames)], level(frames))


def add_at(frames, noise, below_db, speech_level=LEVEL):
    wanted = speech_level * 10 ** (-below_db / 20)
    return audioop.add(frames, at_level(loop(noise, len(frames)), wanted), 2)


def next_door(folder, lesson, quiet):
    """Other voices all the time, or from the middle on."""
    babble, neighbour = make_babble(folder, len(quiet), lesson), make_neighbour(folder, len(quiet), lesson)
    for db in [25, 20, 15, 10, 5, 0]:
        yield f"babble, {db} dB", add_at(quiet, babble, db)
    for db in [30, 20]:
        yield f"one voice next door, {db} dB", add_at(quiet, neighbour, db)
    half = len(quiet) // 4 * 2
    for db in [20, 10]:
        yield f"babble begins half-way, {db} dB", quiet[:half] + add_at(quiet[half:], babble[half:], db)


def rooms(folder, lesson, speech, noise):
    """The same lesson in one room after the other."""
    quiet = add_at(speech, noise, 20 * math.log10(LEVEL / FLOOR))
    yield "quiet room", quiet
    for db in [20, 10, 5, 0]:
        yield f"noise, {db} dB", add_at(quiet, noise, db)
    half = len(speech) // 4 * 2
    yield "a fan goes on half-way, 15 dB", quiet[:half] + add_at(quiet[half:], noise[half:], 15)
    yield from next_door(folder, lesson, quiet)
    echo = reverberate(folder, quiet, lesson)
    yield "reverberation", echo
    yield "reverberation, noise 20 dB", add_at(echo, noise, 20)
    yield "reverberation, babble 10 dB", add_at(echo, make_babble(folder, len(speech), lesson), 10)
    yield "faint (-34 dB)", audioop.mul(quiet, 2, 0.02)
    yield "set too loud (+20 dB)", audioop.mul(quiet, 2, 10)


def softer(folder, lesson, n_turns, noise):
    """Pupils far from the microphone."""
    for db in [12, 20]:
        soft, pauses = make_lesson(folder, lesson, n_turns, LEVEL * 10 ** (-db / 20))
        yield f"pupils {db} dB softer", add_at(soft, noise, 20 * math.log10(LEVEL / FLOOR)), pauses
    soft, pauses = make_lesson(folder, lesson, n_turns, LEVEL / 4)
    for db in [20, 10]:
        yield f"pupils 12 dB softer, noise {db} dB", add_at(soft, noise, db), pauses


def lively(folder, lesson, n_turns, noise):
    """Lessons in which hardly anybody waits, or nobody."""
    talk, few = make_lesson(folder, lesson, n_turns, LEVEL, 0.1)
    yield "one gap in ten is a pause, noise 20 dB", add_at(talk, noise, 20), few
    yield "one gap in ten is a pause, babble 20 dB", add_at(talk, make_babble(folder, len(talk), lesson), 20), few
    for db in [12, 20]:
        talk, few = make_lesson(folder, lesson, n_turns, LEVEL * 10 ** (-db / 20), 0.1)
        yield f"one gap in ten is a pause, pupils {db} dB softer, noise 30 dB", add_at(talk, noise, 30), few


def breathless(folder, lesson, n_turns, noise):
    """One turn follows the other; there is no pause, and nothing to warn of."""
    talk, none = make_lesson(folder, lesson, n_turns, LEVEL, 0, [0.2, 0.3, 0.4])
    quiet = add_at(talk, noise, 20 * math.log10(LEVEL / FLOOR))
    yield "nobody waits", quiet, none
    yield "nobody waits, noise 20 dB", add_at(quiet, noise, 20), none
    yield "nobody waits, babble 25 dB", add_at(quiet, make_babble(folder, len(talk), lesson), 25), none


def conditions(folder, lesson, n_turns):
    """Names, sounds and pauses, one after the other."""
    speech, pauses = make_lesson(folder, lesson, n_turns)
    noise = make_noise(folder, len(speech), lesson)
    for name, frames in rooms(folder, lesson, speech, noise):
        yield name, frames, pauses
    yield from softer(folder, lesson, n_turns, noise)
    yield from lively(folder, lesson, n_turns, noise)
    yield from breathless(folder, lesson, n_turns, noise)


def ask(vouchctl, env, *words):
    done = subprocess.run([vouchctl, *words], env=env, stdin=subprocess.DEVNULL, check=True,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return done.stdout.decode()


def listen(vouchctl, env, folder, frames):
    path = os.path.join(folder, "lesson.wav")
    write(path, frames)
    artifact = ask(vouchctl, env, "evidence", "bring", path).strip()
    return json.loads(ask(vouchctl, env, "--json", "pauses", artifact))


def match(found, real):
    """Pairs of what was found and what is real."""
    pairs, left = [], list(found)
    for start, end in real:
        near = [f for f in left if abs(f[0] - start) <= TOLERANCE and abs(f[1] - end) <= TOLERANCE]
        if near:
            left.remove(near[0])
            pairs.append((near[0], (start, end)))
    return pairs


def is_poor(n_right, n_found, n_real):
    """Whether so many are missing or wrong that one has to be warned."""
    return n_right < ENOUGH * n_real or n_right < ENOUGH * n_found


class Score:
    def __init__(self):
        self.real = self.found = 0
        self.errors = []
        self.margins = []
        self.poor, self.good = [], []  # whether it warned, for each lesson

    def add(self, answer, pauses):
        found = [(p["startMs"] / 1000, p["endMs"] / 1000) for p in answer["pauses"]]
        pairs = match(found, pauses)
        self.real += len(pauses)
        self.found += len(found)
        self.errors += [(f[1] - f[0]) - (r[1] - r[0]) for f, r in pairs]
        poor = is_poor(len(pairs), len(found), len(pauses))
        (self.poor if poor else self.good).append(not answer["signal"]["trusted"])
        self.margins.append(answer["signal"]["marginDb"])

    @property
    def precision(self):
        return len(self.errors) / self.found if self.found else 1

    @property
    def recall(self):
        return len(self.errors) / self.real if self.real else 1

    def row(self, name):
        error = statistics.mean(map(abs, self.errors)) if self.errors else math.nan
        bias = statistics.mean(self.errors) if self.errors else math.nan
        return (f"| {name} | {len(self.errors)} of {self.real} | {self.found} | {self.precision:.2f} | "
                f"{self.recall:.2f} | {error:.2f} s | {bias:+.2f} s | "
                f"{min(self.margins):.0f} dB | {of(self.poor)} | {of(self.good)} |")


def evaluate(vouchctl, helpers, lessons, sample):
    scores = {}
    with tempfile.TemporaryDirectory(prefix="vouch-pauses-") as folder:
        env = dict(os.environ, VOUCH_HELPERS=os.path.abspath(helpers), LC_ALL="C", HOME=folder,
                   VOUCH_LIBRARY=os.path.join(folder, "library"), XDG_DATA_HOME=folder,
                   VOUCH_KEYRING="file:" + os.path.join(folder, "keyring"))
        ask(vouchctl, env, "library", "init")
        for lesson in lessons:
            for name, frames, pauses in conditions(folder, lesson, 16 if sample else 48):
                if sample and name not in SAMPLE:
                    continue
                answer = listen(vouchctl, env, folder, audioop.mul(frames, 2, lesson.gain))
                scores.setdefault(name, Score()).add(answer, pauses)
    return scores


def of(warned):
    return f"{sum(warned)} of {len(warned)}" if warned else "–"


def check(scores):
    """A test: good without a warning where it has to be good, and where it is not, it says so."""
    print(f"1..{len(scores)}")
    for number, (name, score) in enumerate(scores.items(), 1):
        fits = {CALM: score.good == [False], FOUND: not score.poor, TOLD: score.poor + score.good == [True]}[SAMPLE[name]]
        print(f"{'ok' if fits else 'not ok'} {number} {name} # {score.row(name)}")


def main():
    words = sys.argv[1:]
    sample = words[0] == "--sample"
    lessons = SETS.get(words[0], pause_lessons.CHOOSING)
    scores = evaluate(*words[-2:], lessons, sample)
    if sample:
        check(scores)
        return
    print("| sound | found | said to be | precision | recall | error | bias | margin | poor, warned | good, warned |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for name, score in scores.items():
        print(score.row(name))
    poor, good = ([warned for score in scores.values() for warned in kind(score)]
                  for kind in (lambda score: score.poor, lambda score: score.good))
    print(f"\nPoor lessons that were warned of: {of(poor)}; good ones: {of(good)}.")


if __name__ == "__main__":
    main()
