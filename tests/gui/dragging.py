#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""dragging.py VOUCH PREPARE: a recording under the pointer: the waveform is pressed and drawn along, a flag pressed,
both ends of what is sent are drawn; captions are read from a file and saved into one. Prints TAP."""
import os
import sys
import tempfile
import time
from pathlib import Path

from driver import Atspi, run
from reader import Reader
from steps import Walk, make_library

LENGTH = 420
POSITION, FIRST, LAST = "Position in the recording", "Beginning of what is sent", "End of what is sent"
WALK = Walk("dragging")
step = WALK.step


def slider(window, name):
    return window.wait(lambda: window.find(name, ("slider",)), name)


def value(window, name):
    return Atspi.Value.get_current_value(slider(window, name))


def is_at(window, name, seconds, near=3):
    window.wait(lambda: abs(value(window, name) - seconds) <= near,
                f"{name} at {seconds} s; it is at {value(window, name)}")


class Wave:
    """Where on the screen a moment of the recording is."""

    def __init__(self, window):
        x, y, box = window.place(slider(window, POSITION))
        self.left, self.width, self.y = x - box.width // 2, box.width, y

    def at(self, seconds):
        return str(int(self.left + self.width * seconds / LENGTH))


def press(x, y):
    run("xdotool", "mousemove", x, y, "click", "1")
    time.sleep(0.3)


def draw(x, y, *ways):
    """Presses, moves over all of the ways in steps, as a hand does, and lets go."""
    run("xdotool", "mousemove", str(x), str(y), "mousedown", "1")
    at = int(x)
    for way in ways:
        while at != int(way):
            at += max(-12, min(12, int(way) - at))
            run("xdotool", "mousemove", str(at), str(y))
            time.sleep(0.02)
    time.sleep(0.2)
    run("xdotool", "mouseup", "1")
    time.sleep(0.3)


def handle(window, name):
    """The middle of a handle on the screen."""
    x, y, _ = window.place(slider(window, name))
    return x, str(y)


@step("the waveform is pressed, and drawn along, and the recording goes there")
def goes(window):
    wave = Wave(window)
    press(wave.at(100), str(wave.y))
    is_at(window, POSITION, 100)
    draw(wave.at(100), wave.y, wave.at(250), wave.at(180))
    is_at(window, POSITION, 180)
    draw(wave.at(200), wave.y, str(int(wave.left) + wave.width + 40))
    is_at(window, POSITION, LENGTH)
    draw(wave.at(200), wave.y, str(max(1, int(wave.left) - 30)))
    is_at(window, POSITION, 0)


@step("a flag is pressed, and the recording goes to its moment")
def flags(window):
    window.click(window.wait(lambda: window.find("2  2:31", ("push button",)), "a flag"))
    is_at(window, POSITION, 151, 0.2)
    window.click(window.wait(lambda: window.find("1  1:12", ("push button",)), "a flag"))
    is_at(window, POSITION, 72, 0.2)


@step("both ends of what is sent are drawn, each as far as the other; words say how that fits")
def cuts(window):
    wave = Wave(window)
    x, y = handle(window, LAST)
    draw(x, y, wave.at(200))
    is_at(window, LAST, 200)
    is_at(window, POSITION, 200)
    window.wait(lambda: window.find("The original stays; 0:00–3:"), "words on what is sent")
    x, y = handle(window, FIRST)
    draw(x, y, wave.at(60))
    is_at(window, FIRST, 60)
    x, y = handle(window, FIRST)
    draw(x, y, wave.at(300))
    is_at(window, FIRST, value(window, LAST) - 1, 0.1)
    x, y = handle(window, FIRST)
    draw(x, y, str(max(1, int(wave.left) - 60)))
    is_at(window, FIRST, 0, 0)
    x, y = handle(window, LAST)
    draw(x, y, wave.at(LENGTH - 20), str(int(wave.left) + wave.width + 60))
    is_at(window, LAST, LENGTH, 0)
    window.wait(lambda: window.find("7:00 is as long as is asked for."), "that all is sent again")


def captions(window):
    return [n.get_name() for n in window.nodes() if n.get_role_name() == "push button"
            and n.get_name().startswith("Play the caption at")]


@step("captions are read from a file, and saved into one that says the same")
def files(window):
    folder = Path(os.environ["FOLDER"])
    (folder / "said.vtt").write_text("WEBVTT\n\n00:03.000 --> 00:06.000\nWhat do you notice?\n\n"
                                     "00:09.500 --> 00:12.000\nThey are the same.\n", encoding="utf-8")
    window.enter("Read from a file…", ("push button",))
    window.choose_file(folder / "said.vtt")
    window.wait(lambda: len(captions(window)) == 2, "two captions")
    window.enter("Save as a file…", ("push button",))
    window.focus_dialog()
    time.sleep(0.5)
    run("xdotool", "key", "ctrl+a")
    window.enter_text(str(folder / "saved.vtt"))
    run("xdotool", "key", "Return")
    window.back_to_window()
    window.wait((folder / "saved.vtt").exists, "the file")
    saved = (folder / "saved.vtt").read_text(encoding="utf-8")
    assert saved.startswith("WEBVTT"), saved
    for words in ("00:03.000 --> 00:00:06.000", "What do you notice?", "00:09.500 --> 00:00:12.000", "They are the same."):
        assert words in saved, saved


@step("a file that holds no captions is said in words, and nothing is lost")
def other_files(window):
    folder = Path(os.environ["FOLDER"])
    (folder / "letter.vtt").write_text("Dear colleague\n", encoding="utf-8")
    window.enter("Read from a file…", ("push button",))
    window.choose_file(folder / "letter.vtt")
    window.wait(lambda: window.find("This is no file of captions: it does not begin with WEBVTT."), "words about the file")
    assert len(captions(window)) == 2, captions(window)


def open_recording(window):
    window.key("alt+3")
    window.wait(lambda: window.find("Your portfolios", ("list",)), "the portfolios")
    window.enter("Room to Think", ("list item",))
    window.wait(lambda: window.find("Part 1"), "the portfolio")
    window.enter("Discussion about fractions", ("list item",))
    is_at(window, LAST, LENGTH)


def main():
    program, prepare = (Path(p).resolve() for p in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="vouch-dragging.") as folder:
        library = make_library(prepare, folder)
        os.environ.update(VOUCH_SOUND="silent", FOLDER=folder)
        window = Reader(program, library)
        run("xdotool", "windowsize", "--sync", window.id, "1366", "900")
        open_recording(window)
        return WALK.go(window, folder)


if __name__ == "__main__":
    sys.exit(main())
