#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""faults.py VOUCH VOUCHCTL PRELOAD: what goes wrong around the real program. Each time the window says so in a
sentence, with what is safe and what to do; and what was there before is there afterwards. Run it
through with-display.sh. A disk that is full or may only be read is played by tests/support/vouch-fault.c."""
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driver import Window

WAIT_TIME = "https://example.org/micro-credentials/classroom-talk/wait-time"
PROMPT = "Describe the activity"
SCENES = []
PROGRAM, VOUCHCTL, PRELOAD = (Path(p).resolve() for p in sys.argv[1:4])


def scene(words):
    def keep(function):
        SCENES.append((words, function))
        return function
    return keep


def ctl(library, *words):
    return subprocess.run([str(VOUCHCTL), "--library", str(library), *words], check=True,
                          capture_output=True, text=True, timeout=60).stdout


def whole(library):
    ctl(library, "library", "check")
    listed = ctl(library, "portfolio", "list")
    assert "Kept" in listed, listed


def answer(library):
    """What the database has of the answer, read beside the program that has it open."""
    with sqlite3.connect(f"file:{library}/library.db?mode=ro", uri=True) as database:
        rows = database.execute("SELECT text FROM item WHERE requirement = 'activity' AND text IS NOT NULL").fetchall()
    return rows[-1][0] if rows else ""


def says(window, *words):
    """Whether some sentence in the window has all of these words."""
    def look():
        return any(all(word in (node.get_name() or "") for word in words) for node in window.nodes())
    window.wait(look, f"a sentence with {words}")


def faulty(library, **fault):
    env = {"LD_PRELOAD": str(PRELOAD), "VOUCH_FAULT_FOLDER": str(library)}
    env.update({f"VOUCH_FAULT_{key.upper()}": str(value) for key, value in fault.items()})
    return env


@scene("a library that may only be read is told, and opens again")
def read_only(library):
    window = Window(PROGRAM, library, faulty(library, at=1, do="EACCES", stay=1))
    says(window, "Your library could not be opened just now")
    says(window, "may only be read here", "is safe", "Allow writing")
    says(window, "Try again")
    window.process.kill()
    window.process.wait()
    again(library)


@scene("a full disk is told, and what was there stays")
def full(library):
    window = Window(PROGRAM, library, faulty(library, at=1, do="ENOSPC", stay=1))
    says(window, "Your library could not be opened just now")
    says(window, "The disk is full", "Nothing was changed", "make room")
    window.process.kill()
    window.process.wait()
    again(library)


def type_through(library, fault, *words):
    """What is typed while the disk takes nothing stays in the window, and is on the disk once it does."""
    switch = library.with_name("switch")
    window = Window(PROGRAM, library, faulty(library, at=1, do=fault, stay=1, **{"while": switch}))
    window.key("alt+3")
    window.click_row("Kept")
    window.press("Continue")
    prompt = window.expect(PROMPT, ("text",)).get_text_iface()
    window.type("She waits")
    window.wait(lambda: answer(library) == "She waits", "the answer on the disk")
    switch.touch()
    window.type(" for three")
    says(window, *words)
    assert prompt.get_text(0, -1) == "She waits for three", prompt.get_text(0, -1)
    assert answer(library) == "She waits", answer(library)
    switch.unlink()
    window.type(" seconds")
    window.wait(lambda: answer(library) == "She waits for three seconds", "the whole answer on the disk")
    window.process.kill()
    window.process.wait()
    again(library)


@scene("a disk that fills while somebody types is told; no letter is lost once there is room")
def fills(library):
    type_through(library, "ENOSPC", "The disk is full")


@scene("a disk that gives errors while somebody types is told; no letter is lost once it works")
def errs(library):
    type_through(library, "EIO", "did not take the change")


@scene("a library that is away for a while does no harm: it comes back and all is there")
def removed(library):
    away = library.with_name("away")
    window = Window(PROGRAM, library)
    window.expect("What to do next", ("list",))
    library.rename(away)
    window.key("ctrl+comma")
    time.sleep(1)
    assert window.process.poll() is None
    away.rename(library)
    window.focus_dialog()
    window.key_raw("Escape")
    window.expect("What to do next", ("list",))
    assert window.end() == 0


@scene("a clock that is years off is told on Home")
def clock(library):
    window = Window(PROGRAM, library, {"VOUCH_CLOCK": "2019-03-01T08:00:00Z"})
    says(window, "The clock of this computer says")
    says(window, "Set it right in the system's settings")
    assert window.end() == 0


@scene("a keyring that is not there is told where the key is shown, and portfolios are safe")
def keyring(library):
    ctl(library, "identity", "show")
    window = Window(PROGRAM, library, {"VOUCH_KEYRING": f"file:{library.parent}/another"})
    window.expect("What to do next", ("list",))
    window.key("ctrl+comma")
    says(window, "Your key is locked", "Your portfolios are safe")
    says(window, "Type the recovery code")
    window.focus_dialog()
    window.key_raw("Escape")
    assert window.end() == 0


@scene("a library that another program has open is told, and opens once that one is done")
def busy(library):
    first = Window(PROGRAM, library)
    first.expect("What to do next", ("list",))
    done = subprocess.run([str(VOUCHCTL), "--library", str(library), "library", "backup"], check=False,
                          capture_output=True, text=True, timeout=60)
    assert done.returncode == 4, (done.returncode, done.stderr)
    assert first.end() == 0


def again(library):
    window = Window(PROGRAM, library)
    window.expect("What to do next", ("list",))
    assert window.end() == 0


def main():
    with tempfile.TemporaryDirectory(prefix="vouch-faults.") as temporary:
        folder = Path(temporary)
        os.environ["VOUCH_KEYRING"] = f"file:{folder}/keyring"
        os.environ["VOUCH_IDENTITY_COST"] = "minimal"
        master = folder / "master"
        ctl(master, "library", "init")
        portfolio = ctl(master, "portfolio", "new", WAIT_TIME).strip()
        ctl(master, "portfolio", "rename", portfolio, "Kept")
        print(f"1..{len(SCENES)}")
        for number, (words, function) in enumerate(SCENES, 1):
            library = folder / f"scene-{number}" / "library"
            library.parent.mkdir()
            shutil.copytree(master, library)
            function(library)
            whole(library)
            print(f"ok {number} - {words}", flush=True)


main()
