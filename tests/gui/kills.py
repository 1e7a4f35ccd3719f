#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""kills.py VOUCH VOUCHCTL [--long]: somebody types, and the program is killed at a random instant, again
and again. At most one second of typing is lost, and nothing that was there when it said “saved”. Run it
through with-display.sh."""
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driver import Window, run

PROMPT = "Describe the activity"

# The bar is one second of typing. A key needs its own time to get from here to the program, more on a
# busy machine; that is not typing that was lost.
BAR_S = 1.0
WAY_S = 0.5


class Library:
    def __init__(self, ctl, folder):
        self.ctl, self.folder = ctl, folder

    def ask(self, *words):
        done = subprocess.run([str(self.ctl), "--library", str(self.folder), "--json", *words],
                              capture_output=True, text=True, timeout=60, check=True)
        return json.loads(done.stdout)

    def text(self):
        """The answer's text as it is stored, without the program."""
        portfolio = self.ask("portfolio", "list")["portfolios"][0]["id"]
        for item in self.ask("portfolio", "show", portfolio)["items"]:
            if item.get("requirement") == "activity" and item.get("text"):
                return item["text"]
        return ""


def begin(program, folder):
    window = Window(program, folder)
    window.key("alt+2")
    window.click_row("Room to Think")
    window.press("Start a portfolio")
    window.expect("Part 1")
    return window


def reopen(program, folder):
    window = Window(program, folder)
    window.key("alt+3")
    window.click_row("Room to Think", window.count_shown("Room to Think", "list item") - 1)
    return window


def read(text):
    return text.get_text(0, text.get_character_count())


def focus(window):
    """Puts the caret into the answer; a letter that comes and goes proves that it is there."""
    node = window.expect(PROMPT, ("text",))
    window.press("Continue")
    time.sleep(0.5)
    x, y, box = window.place(node)
    run("xdotool", "mousemove", str(x), str(y - box.height // 2 + 24), "click", "1")
    text = node.get_text_iface()
    run("xdotool", "type", "x")
    window.wait(lambda: read(text) == "x", "a letter that was typed")
    window.key("BackSpace")
    window.wait(lambda: read(text) == "", "the letter taken away")
    time.sleep(1)
    return text


def says_saved(window):
    return any(n.get_name() == "saved" for n in window.nodes() if n.get_role_name() == "label")


def type_until_killed(window, text, number, seconds):
    """Types words and kills; gives what was typed, each with the time, and what was called saved."""
    typed, saved, end, count = [], "", time.monotonic() + seconds, 0
    while time.monotonic() < end:
        word = f"w{number:02d}n{count:03d} "
        run("xdotool", "type", "--delay", "8", word)
        typed.append((time.monotonic(), word))
        count += 1
        if count % 5 == 0:
            shown = read(text)
            if says_saved(window) and shown == read(text):
                saved = shown
    killed = time.monotonic()
    window.process.kill()
    window.process.wait()
    return typed, saved, killed


def main():
    program, ctl = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    rounds = 20 if "--long" in sys.argv else 2
    seed = int(os.environ.get("VOUCH_SEED", str(random.randrange(1 << 30))))
    chance = random.Random(seed)
    worst = 0.0
    print(f"1..{rounds}\n# seed {seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vouch-kills.") as temporary:
        for number in range(rounds):
            folder = Path(temporary) / f"library-{number}"
            window = begin(program, folder)
            text = focus(window)
            typed, saved, killed = type_until_killed(window, text, number, chance.uniform(0.8, 4.0))
            stored = Library(ctl, folder).text()
            assert stored.startswith(saved.rstrip()), (saved, stored)
            whole = ""
            for when, word in typed:
                whole += word
                if not stored.startswith(whole.rstrip()):
                    worst = max(worst, killed - when)
                    break
            assert worst <= BAR_S + WAY_S, f"{worst:.2f} s of typing were lost: {stored!r} of {whole!r}"
            print(f"ok {number + 1} - killed after {len(typed)} words; {worst:.2f} s lost at worst",
                  flush=True)
        window = reopen(program, folder)
        window.wait(lambda: window.read(PROMPT) == stored, "the answer")
        assert window.end() == 0


if __name__ == "__main__":
    main()
