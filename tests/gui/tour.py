#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""tour.py VOUCH LIBRARY TITLE OUT: pictures of what there is to see once a portfolio is earned. Runs
inside a display (with-display.sh), on the library of a journey that was walked to its end."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from driver import Window  # noqa: E402  the path is set one line above


def main():
    program, library, title, out = sys.argv[1:5]
    window = Window(program, library)

    def picture(name):
        window.picture(pathlib.Path(out) / f"earned-{name}.png")

    try:
        window.click_row("Portfolios")
        window.expect("Your portfolios", ("list",))
        window.click_row(title)
        window.expect("Part 1")
        picture("portfolio")
        window.press("Look at it")
        window.expect("The assessor says")
        picture("decision")
        window.back()
        window.click_row("Credentials")
        window.expect("Your badges", ("list",))
        picture("credentials")
        window.click_row("Room to Think")
        window.expect("How it was checked")
        picture("badge")
    finally:
        code = window.end()
    sys.exit(code)


main()
