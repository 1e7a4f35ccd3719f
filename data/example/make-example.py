#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""make-example.py FOLDER: makes the files of the example portfolio.

discussion.ogg: a conversation in a classroom that never was, spoken by espeak-ng's voices, with the pauses
that it is about. tally.png: a page of a teacher's notebook, drawn. All of it was written and drawn for Vouch
and is under its licence. Needs espeak-ng, ffmpeg and librsvg; the results are kept beside this script, so
that neither the build nor the program needs them. Prints where each thing is said, for example.ini."""
import subprocess
import sys
import tempfile
import wave
from pathlib import Path

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402  the version is set one line above

RATE = 22050
TEACHER, FIRST, SECOND, THIRD, FOURTH = ("en-us+f3", 150, 45), ("en-us+f5", 165, 70), ("en-us+m7", 160, 65), \
    ("en-gb+f2", 170, 75), ("en-us+m4", 155, 60)

# Who says what, and how many seconds of silence follow.
TALK = [
    (TEACHER, "Good morning, scientists. Two glasses of water stand on the window sill. One is full of ice. Look at "
              "the outside of it. It is wet. Nobody spilled anything. Where does the water on the outside come from?",
     5.2, "question"),
    (FIRST, "I think it comes out of the ice. It goes through the glass.", 3.6, "answer"),
    (TEACHER, "One of us says that it goes through the glass. Who has another idea, or something to ask?", 6.1, "question"),
    (SECOND, "But glass has no holes. If it went through the glass, then a glass of warm water would be wet outside too, "
          "and it is dry. We had hot tea and the cup was dry.", 4.2, "answer"),
    (THIRD, "Maybe it is from the air. My glasses get wet when I come in from the cold. There was no ice in my glasses.",
     4.8, "answer"),
    (TEACHER, "Stay with that for a moment. What do those glasses and our cold glass have in common?", 7.4, "question"),
    (FOURTH, "They are both cold. And the air in here is warm. So the warm air touches the cold thing.", 3.9, "answer"),
    (FIRST, "Then I change my mind. It is not the ice. The ice only makes the glass cold. The water was in the air before, "
          "and we could not see it.", 4.4, "answer"),
    (TEACHER, "What made you change your mind?", 5.0, "question"),
    (FIRST, "What he said about the tea. And the glasses. If it came through, it would have to be the same water, and you "
          "cannot drink your glasses dry.", 3.5, "answer"),
    (TEACHER, "How could we find out which of you is right? Take your time. Talk to your partner first, then I will ask.",
     21.0, "question"),
    (SECOND, "We could put colour in the water. Red ink. If the outside gets red, it came through. If it stays clear, it is "
          "from the air.", 4.6, "answer"),
    (THIRD, "And we could put the glass into a plastic bag and take out the air. Then there is no air to be wet, and it has "
          "to stay dry.", 4.1, "answer"),
    (FOURTH, "You need one without a bag next to it. Otherwise you do not know if it would have been wet at all.", 3.8,
     "answer"),
    (TEACHER, "So you want a second glass that we leave alone. Why would a scientist want that?", 6.6, "question"),
    (SECOND, "Because then only one thing is different. If both get wet, then the bag did nothing.", 3.7, "answer"),
    (TEACHER, "Let us do both. I have red ink, two glasses and a bag. While we wait for the glasses, write down what you "
              "expect and why. You have two minutes. I will be quiet too.", 34.0, "wait"),
    (TEACHER, "What do you see?", 4.3, "question"),
    (THIRD, "The one with ink is wet on the outside, and the water is clear. It is not red at all.", 3.4, "answer"),
    (FOURTH, "The one in the bag is nearly dry. There is a little bit at the top, where the bag was open.", 3.6, "answer"),
    (FIRST, "So it did come from the air. Where the air could get in, it got wet.", 5.1, "answer"),
    (TEACHER, "Say that again, slowly, for everybody, and tell us which glass makes you sure.", 4.9, "question"),
    (FIRST, "The water on the outside comes from the air. I am sure because the ink did not come out, and because the glass "
          "in the bag stayed dry.", 3.9, "answer"),
    (TEACHER, "Does anybody see it in another way?", 8.2, "question"),
    (SECOND, "I only want to know why you cannot see it in the air before. Is it very small drops?", 4.0, "answer"),
    (TEACHER, "That is the question for tomorrow. Write it at the top of your page.", 3.0, None),
]


def say(voice, words, path):
    name, speed, pitch = voice
    subprocess.run(["espeak-ng", "-v", name, "-s", str(speed), "-p", str(pitch), "-w", str(path), words], check=True)
    with wave.open(str(path)) as sound:
        assert sound.getframerate() == RATE and sound.getnchannels() == 1
        return sound.readframes(sound.getnframes())


def record(folder, work):
    sound, marks = bytearray(), []
    for voice, words, pause, label in TALK:
        marks.append((len(sound) / 2 / RATE, label, words))
        sound += say(voice, words, work / "one.wav")
        if label == "question" and pause >= 5:
            marks.append((len(sound) / 2 / RATE, "wait", f"{pause} s of silence"))
        sound += bytes(2 * int(pause * RATE))
    with wave.open(str(work / "all.wav"), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(bytes(sound))
    subprocess.run(["ffmpeg", "-loglevel", "error", "-y", "-i", str(work / "all.wav"), "-c:a", "libopus", "-b:a", "14k",
                    "-application", "voip", "-ar", "16000", "-map_metadata", "-1", str(folder / "discussion.ogg")], check=True)
    for at, label, words in marks:
        print(f"{int(at * 1000):7d}  {label}  {words[:60]}")
    print(f"{len(sound) / 2 / RATE:.1f} s")


ROWS = [("1", "question with one answer", 1), ("2", "question with one answer", 1), ("3", "open question", 2),
        ("4", "question with one answer", 1), ("5", "open question", 1), ("6", "question with one answer", 1),
        ("7", "open question", 3), ("8", "question with one answer", 1), ("9", "open question", 2),
        ("10", "open question", 1)]


def draw(folder, work):
    lines = ['<svg xmlns="http://www.w3.org/2000/svg" width="1100" height="820" font-family="DejaVu Sans">',
             '<rect width="1100" height="820" fill="#fbfaf4"/>']
    lines += [f'<path d="M40 {y} H1060" stroke="#bcd" stroke-width="1.5"/>' for y in range(120, 800, 56)]
    lines += ['<path d="M150 70 V790" stroke="#e9b8b8" stroke-width="2"/>',
              '<text x="170" y="98" font-size="30" fill="#2a3a6a">Ten questions, before. How long do I wait?</text>']
    for number, (name, kind, seconds) in enumerate(ROWS):
        y = 162 + number * 56
        lines.append(f'<text x="80" y="{y}" font-size="26" fill="#2a3a6a">{name}</text>'
                     f'<text x="170" y="{y}" font-size="24" fill="#2a3a6a">{kind}</text>')
        for stroke in range(seconds):
            x = 640 + stroke * 26
            lines.append(f'<path d="M{x} {y + 4} q4 -16 -1 -34" stroke="#2a3a6a" stroke-width="4" fill="none"/>')
        lines.append(f'<text x="780" y="{y}" font-size="22" fill="#2a3a6a">{seconds} s</text>')
    lines.append('<text x="170" y="762" font-size="26" fill="#a03030">Together 14 s. On average 1.4 s.</text></svg>')
    (work / "tally.svg").write_text("\n".join(lines), encoding="utf-8")
    image = GdkPixbuf.Pixbuf.new_from_file(str(work / "tally.svg"))
    image.savev(str(folder / "tally.png"), "png", ["compression"], ["9"])


def main():
    folder = Path(sys.argv[1])
    with tempfile.TemporaryDirectory(prefix="vouch-example.") as temporary:
        record(folder, Path(temporary))
        draw(folder, Path(temporary))


if __name__ == "__main__":
    main()
