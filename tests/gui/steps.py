# SPDX-License-Identifier: GPL-3.0-or-later
"""A test that is one walk through the window, told step by step. Prints TAP."""
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent


class Walk:
    """Steps in the order in which they are written down; what one does the next finds done."""

    def __init__(self, name):
        self.name, self.steps = name, []

    def step(self, words):
        def keep(func):
            self.steps.append((words, func))
            return func
        return keep

    def go(self, window, folder, *, patient=True):
        """Goes through all of them, and ends the program. A walk without patience stops at the first step that is not done."""
        print(f"1..{len(self.steps) + 1}", flush=True)
        failed = 0
        for number, (words, func) in enumerate(self.steps, 1):
            began = time.monotonic()
            try:
                func(window)
                print(f"ok {number} - {words} ({time.monotonic() - began:.0f} s)", flush=True)
            except AssertionError as error:
                failed += 1
                told = "\n# ".join(str(error)[:3000].splitlines())
                print(f"not ok {number} - {words}\n# {told}", flush=True)
                window.picture(Path(os.environ.get("PICTURES", folder)) / f"{self.name}-{number}.png")
                if not patient:
                    break
        try:
            code = window.end()
        except AssertionError as error:
            code = str(error)
        print(f"{'ok' if code == 0 else 'not ok'} {len(self.steps) + 1} - the program ends well, with {code}", flush=True)
        return 1 if failed or code != 0 else 0


def make_library(prepare, folder):
    """A library in the middle of the work."""
    material, library = Path(folder) / "material", Path(folder) / "library"
    subprocess.run([sys.executable, str(HERE / "material.py"), str(material)], check=True)
    subprocess.run([str(prepare), str(library), str(material)], check=True, stdout=subprocess.DEVNULL)
    return library
