#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""walking.py VOUCH PREPARE: from the portfolio to a recorded lesson, its page, a student's answer and back, in one go
and by keys alone. What there is and where the focus is, is read from the accessibility tree; nothing is done through
it, and there is no pointer. After each thing that is done the focus is where one would look for it. Prints TAP."""
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from driver import Atspi, run
from material import questions
from reader import Reader
from recording import Library
from steps import Walk, make_library

WALK = Walk("walking")
step = WALK.step
LESSON, DISCUSSION = "Sounds to Print", "Room to Think"
POSITION, FIRST, LAST = "Position in the recording", "Beginning of what is sent", "End of what is sent"
BUTTON, ROW, FIELD = ("push button", "toggle button"), ("list item",), ("text", "entry")


def names(window):
    return " ".join(n.get_name() for n in window.nodes())


def says(window, words, seconds=20):
    window.wait(lambda: words in names(window), f"words “{words}”", seconds)


def is_at(window, name, roles=None, seconds=5):
    """Waits until the focus is there, and nowhere else."""
    window.wait(lambda: window.at(name, roles), f"focus at “{name}”; it is at {window.describe(window.focus)}", seconds)


def value(window, name):
    node = window.find(name, ("slider",))
    return Atspi.Value.get_current_value(node) if node is not None else -1


def comes_to(window, name, seconds, near=0.06):
    window.wait(lambda: abs(value(window, name) - seconds) <= near, f"{name} at {seconds} s; it is at {value(window, name)}")


def is_kept(window, sql, *values):
    """Waits until the library holds it; what is in an entry row nobody can read through the bus."""
    window.wait(lambda: Library(Path(os.environ["LIBRARY"])).ask(sql, *values), f"{sql} {values}")


@step("from the portfolio to the recorder; what is there before the lesson is reached by keys")
def prepares(window):
    window.press_key("alt+3")
    window.wait(lambda: window.find("Your portfolios", ("list",)), "the portfolios")
    window.enter(LESSON, ROW)
    window.wait(lambda: window.find("Part 1"), "the portfolio")
    window.enter("Record…", BUTTON)
    says(window, "Well heard")
    is_at(window, "Record", ("push button",))
    # The label of a row that holds a switch is the row's too.
    for name, roles in (("Sound alone", BUTTON), ("With picture", BUTTON), ("Microphone: ", BUTTON),
                        ("Begin 3 seconds before the click", ("check box",)), ("Your own words for moments", FIELD),
                        ("Record", ("push button",))):
        window.reach(name, roles, most=30)


@step("R begins; a moment is marked with a word, and the focus stays where it was")
def records(window):
    window.press_key("r")
    is_at(window, "Mark a moment", BUTTON)
    window.press_key("space")
    says(window, "1 moment")
    window.press_key("1")
    says(window, "2 moments")
    says(window, "Last: 0:0")
    is_at(window, "Mark a moment", BUTTON)


@step("a pause is asked about, made and ended by keys")
def pauses(window):
    window.press_key("p")
    is_at(window, "Go on recording", BUTTON)
    says(window, "A pause is a break in the recording")
    window.press_key("Escape")
    is_at(window, "Go on recording", BUTTON)
    window.enter("Pause all the same", BUTTON)
    says(window, "Paused. Nothing is recorded.")
    is_at(window, "Go on", BUTTON)
    window.press_key("Return")
    says(window, "● Recording")
    is_at(window, "Pause", BUTTON)


@step("it records on until there is something to talk about, and Stop leads to its page, whose keys are heard at once")
def stops(window):
    window.reach("Stop", BUTTON, most=10)
    window.wait(lambda: any(re.match(r"0:(1[5-9]|[2-5])", n.get_name()) for n in window.nodes()), "fifteen seconds", 40)
    window.press_key("Return")
    window.wait(lambda: window.find("Move to the bin", BUTTON), "its page")
    is_at(window, "Player", seconds=20)


@step("it is played, searched and stepped through by J, K, L, comma and period")
def plays(window):
    is_playing = (lambda: window.find("Pause", BUTTON)), (lambda: window.find("Play", BUTTON))
    window.press_key("k")
    window.wait(is_playing[0], "that it plays")
    window.wait(lambda: value(window, POSITION) > 0.2, "some of it")
    window.press_key("k")
    window.wait(is_playing[1], "that it pauses")
    window.press_key("Home")
    comes_to(window, POSITION, 0)
    for key, seconds in (("l", 10), ("j", 0), ("period", 0.1), ("comma", 0), ("Right", 5), ("shift+Right", 6)):
        window.press_key(key)
        comes_to(window, POSITION, seconds)
    is_at(window, "Player")


@step("M marks a moment; its note is written in place, and its time is changed without losing the place")
def marks(window):
    window.press_key("m")
    window.wait(lambda: window.find("3  0:06", ROW), "a row for it")
    is_at(window, "Player")
    # Flags follow one another by time, in whatever row each stands.
    for number in "123":
        window.stroke("Tab")
        is_at(window, re.compile(number + "  0:0"), BUTTON)
    # It is unfolded, ready to be described.
    window.reach("3  0:06", ROW)
    window.reach("Note", FIELD, most=10)
    window.enter_text("They sound it out")
    is_kept(window, "SELECT 1 FROM moment WHERE note = ?", "They sound it out")
    window.enter_text(" and write it.")
    is_kept(window, "SELECT 1 FROM moment WHERE note = ?", "They sound it out and write it.")
    window.reach("At, like 4:12", FIELD, key="shift+Tab", most=6)
    run("xdotool", "key", "ctrl+a")
    window.enter_text("0:00")
    # It is the first now, or the second, and still the one that is written in.
    window.wait(lambda: not window.find("3  0:06", ROW), "that it is moved")
    window.wait(lambda: window.find("Take 0:00 away"), "its new name")
    is_at(window, "At, like 4:12")
    is_kept(window, "SELECT 1 FROM moment WHERE note LIKE 'They%' AND start_ms = 0")


@step("a moment is taken away, and the focus is on the one that comes after it")
def takes_away(window):
    window.reach(re.compile("Take .* away"), BUTTON, key="shift+Tab", most=8)
    window.press_key("Return")
    window.wait(lambda: not window.find("3  0:0", ROW), "that it is gone")
    is_at(window, re.compile("[12]  0:0"), ROW)
    window.press_key("ctrl+z")
    window.wait(lambda: window.find("3  0:0", ROW), "that it is back")


@step("both ends of what is sent are moved by keys, and words say how that fits")
def cuts(window):
    end = value(window, LAST)
    window.reach(LAST, ("slider",), key="shift+Tab", most=60)
    window.press_key("Left")
    comes_to(window, LAST, end - 1)
    window.reach(FIRST, ("slider",), key="shift+Tab", most=3)
    window.press_key("Right")
    comes_to(window, FIRST, 1)
    says(window, "too short")
    is_at(window, FIRST)
    window.press_key("Left")
    comes_to(window, FIRST, 0)
    window.reach(LAST, ("slider",), most=3)
    window.press_key("Right")
    comes_to(window, LAST, end)


@step("a turn is told by a key and heard, a wait becomes a moment, and a moment is gone to from the table")
def talks(window):
    window.wait(lambda: window.find("Turns and pauses", ("list",)), "the turns", 30)
    window.reach(re.compile("0:.*speech of"), ROW, most=60)
    window.press_key("q")
    says(window, "1 wait after a question")
    is_at(window, re.compile("0:.*speech of .*, Question"))
    window.press_key("Return")
    window.wait(lambda: window.find("Pause", BUTTON), "that it is heard")
    is_at(window, re.compile("0:.*speech of .*, Question"))
    window.wait(lambda: window.find("Play", BUTTON), "that it ends with the turn")
    window.reach("Wait after a question", ROW, most=8)
    window.press_key("Return")
    says(window, "✓ marked")
    is_at(window, "Wait after a question", ROW)
    window.press_key("Return")
    window.wait(lambda: window.find("Pause", BUTTON), "that the moment is heard")
    is_at(window, "Wait after a question", ROW)


@step("a line of captions is added, corrected and moved, and another taken away")
def writes(window):
    window.fill("What is said where the player is", "Waht do you see")
    window.press_key("Return")
    window.wait(lambda: window.find("Play the caption at", BUTTON), "a caption")
    is_at(window, "What is said where the player is")
    window.reach("Play the caption at", BUTTON, most=4)
    window.reach(re.compile("What is said$"), ("text",), most=6)
    run("xdotool", "key", "ctrl+a")
    window.enter_text("What do you see?")
    window.reach("More for this caption", BUTTON, key="shift+Tab", most=2)
    window.press_key("Return")
    window.reach("This and all later ones half a second later", key="Down", most=6)
    window.press_key("Return")
    is_kept(window, "SELECT 1 FROM caption WHERE text = ? AND start_ms >= 500", "What do you see?")
    is_at(window, "More for this caption", BUTTON)
    window.press_key("Return")
    window.reach("Take away", key="Up", most=6)
    window.press_key("Return")
    window.wait(lambda: not window.find("Play the caption at", BUTTON), "that it is gone")
    is_at(window, "What is said where the player is")


@step("Alt and Left leads back to where the recording was begun")
def returns(window):
    window.press_key("alt+Left")
    window.wait(lambda: window.find("Part 1"), "the portfolio")
    is_at(window, "Record…", BUTTON)


@step("a student answers by keys, hears it and answers again; the teacher's keys lead out, and back to the portfolio")
def answers(window):
    window.press_key("alt+3")
    window.wait(lambda: window.find("Your portfolios", ("list",)), "the portfolios")
    window.enter(DISCUSSION, ROW)
    window.enter("Let a student answer", BUTTON)
    says(window, "Well heard")
    is_at(window, "Who answers")
    window.enter("Hand over the computer", BUTTON)
    teacher = window.id
    window.id = window.wait(lambda: next((w for w in window.windows() if w != teacher), None), "the window of the student")
    run("xdotool", "windowfocus", "--sync", window.id)
    button = window.wait(lambda: window.find("Begin to speak", BUTTON), "the round button")
    # What has the focus before a window is shown is not told; who listens asks for it.
    window.wait(lambda: button.get_state_set().contains(Atspi.StateType.FOCUSED), "focus at the round button")
    window.reach("Read it aloud", BUTTON, most=3)
    window.reach("Begin to speak", BUTTON, most=3)
    speaks(window, "space")
    window.press_key("Return")
    is_at(window, "Stop listening", BUTTON)
    is_at(window, "Listen", BUTTON, 20)
    window.enter("Again", BUTTON)
    is_at(window, "Begin to speak", BUTTON)
    speaks(window, "Return")
    window.enter("Done", BUTTON)
    is_at(window, "Thank you")
    window.press_key("ctrl+shift+e")
    window.id = teacher
    window.back_to_window()
    is_at(window, "Who answers")
    # Also from beside the page, and the first time.
    window.reach("Evidence", ROW, most=20)
    window.press_key("alt+Left")
    window.wait(lambda: window.find("Part 1"), "the portfolio")


def speaks(window, key):
    window.press_key(key)
    is_at(window, "Stop speaking", BUTTON, 20)
    time.sleep(1.5)
    window.press_key(key)
    is_at(window, "Listen", BUTTON, 20)


def main():
    program, prepare = (Path(p).resolve() for p in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="vouch-walking.") as folder:
        spoken = Path(folder) / "spoken.wav"
        questions(spoken, 40)
        library = make_library(prepare, folder)
        os.environ.update(LIBRARY=str(library), VOUCH_SOUND="silent", VOUCH_CAPTURE_SOURCE=f"sound=speech,file={spoken}")
        window = Reader(program, library)
        run("xdotool", "windowsize", "--sync", window.id, "1366", "900")
        return WALK.go(window, folder, patient=False)


if __name__ == "__main__":
    sys.exit(main())
