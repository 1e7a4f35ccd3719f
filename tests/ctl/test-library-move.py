# SPDX-License-Identifier: GPL-3.0-or-later
"""Moves a library and ends the program at one point after another (tests/support/vouch-fault.c). After each
of them there is one whole library, where the program looks for it, with all that was in it; and the
move, asked for again, goes on.

Usage: test-library-move.py VOUCHCTL READER_FOLDER CATALOGUE PRELOAD
"""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile

VOUCHCTL, READER_FOLDER, CATALOGUE, PRELOAD = sys.argv[1:5]
WAIT_TIME = "https://example.org/micro-credentials/classroom-talk/wait-time"
POINTS = 24


class Home:
    """The folders of one person."""

    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.target = self.folder / "disk" / "portfolios"
        self.env = dict(os.environ, VOUCH_CATALOGUE=CATALOGUE, VOUCH_HELPERS=READER_FOLDER, LC_ALL="C",
                        VOUCH_KEYRING=f"file:{folder}/keyring", VOUCH_CLOCK="2026-11-22T09:00:00Z",
                        VOUCH_IDENTITY_COST="minimal", XDG_DATA_HOME=str(folder / "data"),
                        XDG_CONFIG_HOME=str(folder / "config"), HOME=str(folder))
        self.env.pop("VOUCH_LIBRARY", None)

    def run(self, *words, **env):
        return subprocess.run([VOUCHCTL, *words], env=dict(self.env, **env), capture_output=True,
                              stdin=subprocess.DEVNULL, timeout=60)

    def fill(self):
        text = self.folder / "notes.csv"
        text.write_text("What the class said.\n" * 500)
        for words in (["library", "init"], ["portfolio", "new", WAIT_TIME], ["identity", "show"],
                      ["evidence", "bring", str(text)], ["library", "backup"]):
            done = self.run(*words)
            assert done.returncode == 0, (words, done.stderr)

    def move(self, **fault):
        env = {f"VOUCH_FAULT_{key.upper()}": str(value) for key, value in fault.items()}
        return self.run("library", "move", str(self.target), LD_PRELOAD=PRELOAD,
                        VOUCH_FAULT_FOLDER=str(self.folder), **env)

    def look(self):
        """What is in the library, and what is wrong with it."""
        check = self.run("library", "check")
        lists = [self.run(*words).stdout for words in (["portfolio", "list"], ["evidence", "list"])]
        key = self.run("identity", "show").stdout
        return check.returncode, lists + [key], check.stdout.decode() + check.stderr.decode()


def main():
    with tempfile.TemporaryDirectory(prefix="vouch-move-") as base:
        base = pathlib.Path(base)
        # The folders stand at the same place in each run, so that the pointer holds.
        home = Home(base / "home")
        master = base / "master"
        home.folder.mkdir()
        home.fill()
        _, expected, _ = home.look()
        assert all(expected), expected
        shutil.copytree(home.folder, master)

        log = base / "log"
        whole = home.move(at=0, log=log)
        calls = len(log.read_text().splitlines())
        problems = []
        code, content, words = home.look()
        if whole.returncode != 0 or code != 0 or content != expected:
            problems.append(f"the move itself: {whole.stderr.decode()}{words}")
        if not (home.target / "library.db").exists() or (home.target / "copy-of").exists():
            problems.append("the new folder is not the library")

        step = 1 if os.environ.get("VOUCH_TEST_EXHAUSTIVE") == "1" else max(1, calls // POINTS)
        struck = list(range(1, calls + 1, step)) + list(range(max(1, calls - 8), calls + 1))
        for at in sorted(set(struck)):
            shutil.rmtree(home.folder)
            shutil.copytree(master, home.folder)
            killed = home.move(at=at, do="kill")
            if killed.returncode != -signal.SIGKILL:
                problems.append(f"point {at}: was to be killed, but ended with {killed.returncode}")
            code, content, words = home.look()
            if code != 0 or content != expected:
                problems.append(f"point {at}: not one whole library: {words}")
            if (home.folder / "config" / "vouch" / "library").exists():
                continue
            again = home.run("library", "move", str(home.target))
            code, content, words = home.look()
            if again.returncode != 0 or code != 0 or content != expected:
                problems.append(f"point {at}: did not go on: {again.stderr.decode()}{words}")
        print(f"{len(set(struck))} of {calls} points struck")
        for problem in problems:
            print(problem)
        return 1 if problems else 0


sys.exit(main())
