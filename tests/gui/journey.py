#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""journey.py VOUCH: the real window, driven as a person would, from an empty library: choose a
micro-credential, begin, assess oneself, make a goal, write, lose power, attach, answer, confirm, take
away and bring back. Run it through with-display.sh."""
import sys
import tempfile
import time
from pathlib import Path

import material
from driver import Window

ANSWER = "Third grade, twenty-two students, mathematics; we compared fractions by folding paper."
PROMPT = "Describe the activity"
STEPS = []


def step(words):
    STEPS.append(words)
    print(f"ok {len(STEPS)} - {words}", flush=True)


def begin(window):
    window.press("Choose a micro-credential")
    window.click_row("Room to Think")
    window.press("Start a portfolio")
    window.expect("Part 1")
    step("a portfolio is begun from the catalogue")


def assess(window):
    window.press("Assess yourself")
    window.press("Not yet")
    window.write("Why this level", "I have not counted yet.")
    window.press("Keep")
    window.press("Make this a goal")
    window.expect("Reached by")
    step("a level is given, and the gap becomes a goal that opens in the plan")
    window.back()
    window.expect("⚑ Goal:")
    window.back()


def write(window):
    window.write(PROMPT, ANSWER)
    time.sleep(1)
    window.process.kill()
    window.process.wait()


def attach(window, file):
    window.press("Attach…")
    time.sleep(1)
    window.focus_dialog()
    window.key_raw("ctrl+l")
    window.type(str(file))
    window.key_raw("Return")
    window.expect(file.name, ("list item",))
    step("a file is attached through the file dialog")


def answer(window, file):
    window.scroll(file.name)
    window.click_row(file.name)
    window.expect("When it was made")
    window.write("When it was made", "2026-11-03")
    window.press("Nobody can be recognised here", ("check box",))
    time.sleep(1.5)
    window.gone(f"○ Say who can be seen, heard or recognised in {file.name}")
    step("what a check asks about it is answered in place")
    before = window.count_shown("I confirm this", "push button")
    window.press("I confirm this")
    window.wait(lambda: window.count_shown("I confirm this", "push button") < before,
                "one thing less to confirm")
    step("what only the teacher can tell is confirmed")


def remove(window, file):
    window.press("Move to the bin")
    window.gone(file.name, ("list item",))
    window.press("Undo")
    window.expect(file.name, ("list item",))
    step("what was taken away comes back by Undo")
    window.scroll(file.name)
    window.click_row(file.name)
    assert window.read("When it was made") == "2026-11-03", window.read("When it was made")
    step("it comes back with all that was said about it")


def main():
    program = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="vouch-journey.") as temporary:
        folder = Path(temporary)
        file = folder / "lesson.wav"
        material.lesson(file, 20)
        window = Window(program, folder / "library")
        try:
            begin(window)
            assess(window)
            write(window)
            window = Window(program, folder / "library")
            window.click_row("Portfolios")
            window.click_row("Room to Think", window.count_shown("Room to Think", "list item") - 1)
            window.wait(lambda: window.read(PROMPT) == ANSWER, "the answer")
            step("what was written a second before the power went is there")
            attach(window, file)
            answer(window, file)
            remove(window, file)
        finally:
            code = window.end() if window.process.poll() is None else window.process.returncode
    assert code == 0, f"the program ended with {code}"
    step("Ctrl+Q ends the program")
    print(f"1..{len(STEPS)}")


if __name__ == "__main__":
    main()
