#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""player.py VOUCH PREPARE: a recording is played, marked, cut to a part, its turns told and its captions
written, by keys and through the accessibility tree. Prints TAP."""
import os
import re
import sys
import tempfile
import time
from pathlib import Path

from driver import Atspi, run
from reader import Reader
from steps import Walk, make_library

WALK = Walk("player")
step = WALK.step


def slider(window, name):
    return window.wait(lambda: window.find(name, ("slider",)), name)


def time_shown(window):
    """Where the player is, as its label says it, and how long the recording is."""
    for node in window.nodes():
        if node.get_role_name() == "label" and re.fullmatch(r"[\d:]+ / [\d:]+", node.get_name()):
            return node.get_name().split(" / ")
    return None


def value(node):
    return Atspi.Value.get_current_value(node)


def is_at(window, node, seconds, near=0.3):
    window.wait(lambda: abs(value(node) - seconds) <= near, f"{seconds} s; it is at {value(node)}")


@step("the recording opens, with its length and where it is")
def opens(window):
    window.enter("Portfolios", ("list item",))
    window.wait(lambda: window.find("Your portfolios", ("list",)), "the portfolios")
    window.enter("Room to Think", ("list item",))
    window.wait(lambda: window.find("Part 1"), "the portfolio")
    window.wait(lambda: window.find("Discussion about fractions", ("list item",)), "the recording")
    window.enter("Discussion about fractions", ("list item",))
    window.wait(lambda: time_shown(window) == ["0:00", "7:00"], "0:00 / 7:00")


@step("F1 opens the help page of the player")
def helps(window):
    window.press_key("F1")
    window.wait(lambda: window.find("Listening to a recording", ("heading",)), "its help page")
    window.focus_dialog()
    window.press_key("Escape")
    window.back_to_window()


@step("arrows, J, L, Home and End go where they say")
def goes(window):
    node = window.reach("Position in the recording", ("slider",))
    for keys, seconds in ((("Right",), 5), (("shift+Right",), 6), (("l",), 16), (("j",), 6), (("Left",), 1),
                          (("shift+Left",), 0), (("End",), 420), (("Home",), 0), (("period",), 0.1)):
        window.press_key(*keys)
        is_at(window, node, seconds, 0.05)
    window.press_key("Home")


@step("space plays and pauses; the speed can be chosen by key")
def plays(window):
    node = slider(window, "Position in the recording")
    window.press_key("greater", "greater", "greater", "greater")
    began = time.monotonic()
    window.press_key("space")
    window.wait(lambda: window.find("Pause", ("push button",)), "that it plays")
    window.wait(lambda: value(node) > 4, "four seconds of it", 15)
    window.press_key("space")
    window.wait(lambda: window.find("Play", ("push button",)), "that it pauses")
    heard, took = value(node), time.monotonic() - began
    assert heard > 1.2 * (took - 2), f"{heard} s in {took} s is not twice as fast"
    window.press_key("less", "less", "less", "less")


@step("M marks a moment, which becomes a flag and a row that is described in place")
def marks(window):
    window.press_key("Home")
    window.press_key("l")
    window.press_key("m")
    window.wait(lambda: window.find("1  0:10", ("push button",)), "a flag at 0:10")
    window.wait(lambda: window.find("1  0:10", ("list item", "label")), "a row at 0:10")


@step("the end of what is sent is moved by keys, and words say how that fits")
def cuts(window):
    window.wait(lambda: window.find("7:00 is as long as is asked for."), "that all is long enough")
    node = window.reach("End of what is sent", ("slider",))
    assert abs(value(node) - 420) < 0.1, value(node)
    for _ in range(13):
        window.press_key("Page_Down")
    window.press_key("Left")
    is_at(window, node, 289)
    window.wait(lambda: window.find("The original stays; 0:00–4:49 is sent. 4:49 is 0:11 too short"), "too short")
    window.press_key("End")
    window.wait(lambda: window.find("7:00 is as long as is asked for."), "that all is sent again")


@step("turns are told by keys, and the waits after them are listed and become moments")
def talks(window):
    window.wait(lambda: window.find("Turns and pauses", ("list",)), "the turns", 30)
    window.reach("0:", ("list item",))
    window.press_key("q")
    window.wait(lambda: window.find("1 wait after a question"), "a wait after a question")
    window.wait(lambda: window.find("Wait after a question", ("list item",)), "its row")
    window.enter("Wait after a question", ("list item",))
    window.wait(lambda: window.find("✓ marked"), "that it is marked")


@step("captions are written where the player is, and parted and joined again")
def writes(window):
    window.fill("What is said where the player is", "What do you notice")
    window.press_key("Return")
    window.wait(lambda: window.find("Captions of the recording", ("list",)), "the list of captions")
    window.wait(lambda: window.find("Play the caption at", ("push button",)), "a caption")
    # The focus brings it into view, where a menu can be opened.
    window.enter("More for this caption", ("push button",))
    window.press("Split here", ("menu item",))
    window.wait(lambda: window.count_shown("Play the caption at", "push button") == 2, "two captions")
    window.wait(lambda: window.find("Caption split"), "a way back", 25)
    window.press("Undo", ("push button",))
    window.wait(lambda: window.count_shown("Play the caption at", "push button") == 1, "one caption again")


@step("every stop of the Tab key has a name")
def named(window):
    window.round("the recording")
    assert not window.unnamed, window.unnamed


def main():
    program, prepare = (Path(p).resolve() for p in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as folder:
        library = make_library(prepare, folder)
        os.environ["VOUCH_SOUND"] = "silent"
        window = Reader(program, library)
        run("xdotool", "windowsize", "--sync", window.id, "1366", "900")
        return WALK.go(window, folder)


if __name__ == "__main__":
    sys.exit(main())
