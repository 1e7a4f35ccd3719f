#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""recording.py VOUCH PREPARE: a lesson recorded by the keyboard, a program that is killed while it
records, and a student who answers. Run it through with-display.sh; stand-ins take the place of devices."""
import contextlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driver import Window, run

HERE = Path(__file__).resolve().parent
LESSON = "Sounds to Print"
DISCUSSION = "Room to Think"


class Library:
    """What a library holds, read beside the window: what the screen says has to be there."""

    def __init__(self, folder):
        self.folder = folder

    def ask(self, sql, *values):
        with contextlib.closing(sqlite3.connect(f"file:{self.folder}/library.db?mode=ro", uri=True)) as base:
            return base.execute(sql, values).fetchall()

    def slot(self, title, requirement):
        """The recordings in a slot of a portfolio."""
        return [row[0] for row in self.ask(
            "SELECT i.id FROM item i JOIN portfolio p ON p.id = i.portfolio WHERE p.title LIKE ? || '%' "
            "AND i.requirement = ? AND i.removed_ms IS NULL AND i.artifact IS NOT NULL", title, requirement)]


def open_portfolio(window, title):
    window.key("alt+3")
    window.expect("Your portfolios", ("list",))
    window.click_row(title, window.count_shown(title, "list item") - 1)
    window.expect("Part 1")


def prepare_to_record(window, title):
    open_portfolio(window, title)
    window.press("Record…")
    window.expect("Before the recording", ("list",))
    window.wait(lambda: "Well heard" in " ".join(window.names()), "a microphone that is heard")


def count_moments(window):
    for name in window.names():
        if "Recording · " in name:
            return int(name.split("Recording · ")[1].split()[0])
    return 0


def record(program, library):
    """Before, record, marks, pause, stop: it lies in its slot with its marks."""
    before = set(library.slot(LESSON, "lesson-audio"))
    window = Window(program, library.folder)
    prepare_to_record(window, LESSON)
    names = " ".join(window.names())
    assert "10:00 to 20:00" in names and "unedited" in names, names
    assert "no permission for" in names, names
    window.key("r")
    window.expect("Mark a moment", ("push button",))
    time.sleep(1)
    window.key("space")
    window.key("1")
    window.wait(lambda: count_moments(window) == 2, "two moments")
    window.expect("Last: ")
    window.key("p")
    window.expect("A pause is a break in the recording")
    window.key("space")
    window.wait(lambda: count_moments(window) == 3, "a moment, while nothing is paused yet")
    window.press("Pause all the same")
    window.expect("Paused")
    window.press("Go on")
    window.wait(lambda: count_moments(window) == 3, "the recording that goes on")
    for leave in ("Escape", "alt+1", "ctrl+w"):
        window.key(leave)
        window.expect("The recording goes on")
        window.key("Return")
        window.gone("The recording goes on")
    window.press("Stop")
    window.expect("Move to the bin", ("push button",))
    assert window.end() == 0
    new = set(library.slot(LESSON, "lesson-audio")) - before
    assert len(new) == 1, new
    moments = library.ask("SELECT label, criterion FROM moment WHERE item = ? ORDER BY start_ms", new.pop())
    assert len(moments) == 3, moments
    assert moments[1][0] == "Teaches the pattern directly" and moments[1][1], moments


def record_and_kill(program, library):
    """Killed while it records: the next start says what is here again, and says it once."""
    window = Window(program, library.folder)
    window.key("ctrl+shift+r")
    window.expect("Before the recording", ("list",))
    window.key("r")
    window.expect("Mark a moment", ("push button",))
    for _ in range(4):
        window.key("space")
    window.wait(lambda: count_moments(window) == 4, "four moments")
    time.sleep(1.5)
    window.process.kill()
    window.process.wait()
    for _ in range(2):
        window = Window(program, library.folder)
        window.key("alt+1")
        window.expect("A recording was cut off.", ("list item",))
        news = [n for n in window.names() if "A recording was cut off." in n and "with 4 moments" in n]
        assert news, window.names()
        assert window.count_shown("A recording was cut off.", "list item") == 1, window.names()
        window.click_row("A recording was cut off.")
        window.expect("Use in…", ("push button",))
        assert window.end() == 0
    assert library.ask("SELECT count(*) FROM recording WHERE recovered") == [(1,)]


def answer(program, library):
    """A student answers by keys, once more, and nothing but the teacher's keys leads out."""
    window = Window(program, library.folder)
    open_portfolio(window, DISCUSSION)
    window.press("Let a student answer")
    window.expect("To come back here: Ctrl+Shift+E")
    window.wait(lambda: window.find("Hand over", ("push button",)), "a student to hand it to")
    window.press("Hand over")
    teacher = window.id
    window.id = window.wait(lambda: next((w for w in run("xdotool", "search", "--onlyvisible", "--pid",
                                                         str(window.process.pid)).split() if w != teacher), None),
                            "the window of the student")
    window.expect("Begin to speak", ("push button",))
    assert not any("Ctrl" in n for n in window.names()), window.names()
    shown = sorted(window.names())
    for key in ("F1", "ctrl+k", "alt+1", "Escape", "ctrl+q", "ctrl+w", "ctrl+comma", "ctrl+shift+r", "F10",
                "ctrl+question", "alt+F4", "alt+Left"):
        window.key(key)
    assert window.process.poll() is None
    assert sorted(window.names()) == shown, window.names()
    window.key("Return")
    window.expect("Stop speaking", ("push button",))
    time.sleep(1)
    window.key("Return")
    window.expect("Again", ("push button",))
    window.wait(lambda: len(library.slot(DISCUSSION, "student-view")) == 1, "an answer in its slot")
    window.press("Again")
    window.expect("Begin to speak", ("push button",))
    window.key("space")
    window.expect("Stop speaking", ("push button",))
    time.sleep(1)
    window.key("space")
    window.expect("Done", ("push button",))
    window.press("Done")
    window.expect("Thank you")
    window.key("ctrl+shift+e")
    window.id = teacher
    window.expect("To come back here: Ctrl+Shift+E")
    window.expect("Who answers")
    assert window.end() == 0
    answers = library.slot(DISCUSSION, "student-view")
    assert len(answers) == 1, answers
    assert library.ask("SELECT value FROM attribute WHERE item = ? AND name = 'student'", answers[0]) == [("K7",)]
    assert library.ask("SELECT person FROM appearing WHERE item = ?", answers[0]) == [("K7",)]


def main():
    program, prepare = (Path(p).resolve() for p in sys.argv[1:3])
    os.environ["VOUCH_CAPTURE_SOURCE"] = "sound=tone;picture=ball"
    steps = (record, record_and_kill, answer)
    print(f"1..{len(steps)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vouch-recording.") as temporary:
        material, folder = Path(temporary) / "material", Path(temporary) / "library"
        subprocess.run([sys.executable, str(HERE / "material.py"), str(material)], check=True)
        subprocess.run([str(prepare), str(folder), str(material)], check=True, stdout=subprocess.DEVNULL)
        library = Library(folder)
        for number, step in enumerate(steps, 1):
            began = time.monotonic()
            step(program, library)
            print(f"ok {number} - {step.__doc__.split(':')[0]} ({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
