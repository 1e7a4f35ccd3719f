#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py VOUCH PREPARE OUT [LOOK…]: a picture of every screen, for eyes to judge.

LOOK is one of light, dark, rtl, large, small; all of them when none is named. Each runs in a display
of its own through with-display.sh. Ends with 1 when a picture is missing or blank."""
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOOKS = {
    "light": ("1366x768", {}),
    "dark": ("1366x768", {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"}),
    "contrast": ("1366x768", {"ADW_DEBUG_HIGH_CONTRAST": "1"}),
    "rtl": ("1366x768", {}),
    "large": ("1366x768", {}),
    "small": ("1024x600", {}),
    "narrow": ("360x720", {}),
}
SCREENS = (
    "catalogue",
    "definition",
    "portfolios",
    "portfolio",
    "portfolio-below",
    "rubric",
    "coverage",
    "assessor",
    "assess",
    "item",
    "item-below",
    "item-end",
    "answer",
    "versions",
    "submit",
    "credentials",
    "evidence",
    "evidence-list",
    "bin",
    "people",
    "home",
    "search",
    "plan",
    "plan-below",
    "goal",
    "goal-below",
)


def photograph(program, library, out, look):
    """Runs inside the display: walks through the screens with the real program."""
    sys.path.insert(0, str(HERE))
    from driver import Window, run

    width, height = LOOKS[look][0].split("x")
    window = Window(program, library)
    run("xdotool", "windowsize", "--sync", window.id, width, height)
    run("xdotool", "windowmove", "--sync", window.id, "0", "0")
    narrow = int(width) < 700

    def picture(name):
        window.picture(out / f"{look}-{name}.png")

    def place(name):
        if narrow and window.find("Back", ("push button",)) and not window.on_screen(name):
            window.press("Back")
        window.click_row(name)

    try:
        time.sleep(1)
        window.expect("What to do next", ("list",))
        picture("home")
        window.key("ctrl+k")
        window.focus_dialog()
        window.type("frac")
        time.sleep(0.7)
        picture("search")
        window.key_raw("Escape")
        place("Micro-credentials")
        window.expect("Room to Think", ("list item",))
        picture("catalogue")
        window.click_row("Room to Think")
        window.expect("Start", ("push button",))
        picture("definition")
        window.key("alt+Left")
        place("Portfolios")
        window.expect("Your portfolios", ("list",))
        picture("portfolios")
        window.click_row("Room to Think", window.count_shown("Room to Think", "list item") - 1)
        window.expect("Part 1")
        picture("portfolio")
        window.scroll("Discussion about fractions")
        picture("portfolio-below")
        if not narrow:
            window.key("ctrl+r")
            picture("rubric")
            window.key("ctrl+r")
        window.key("F8")
        time.sleep(0.3)
        picture("coverage")
        window.key("F8")
        window.press("More for this portfolio", nth=1)
        window.press("What the assessor will receive", ("menu item",))
        window.expect("Part 1")
        time.sleep(1)
        picture("assessor")
        window.back()
        window.press("Assess yourself")
        window.expect("Sets the scene")
        picture("assess")
        window.back()
        window.press("More for this portfolio", nth=1)
        window.press("Export…", ("menu item",))
        window.expect("As a folder…")
        picture("export")
        window.focus_dialog()
        window.key_raw("Escape")
        window.click_row("Discussion about fractions")
        window.expect("Nobody can be recognised", ("list item", "check box"))
        picture("item")
        window.scroll("Mark a place")
        picture("item-below")
        window.scroll("Criteria it speaks to")
        picture("item-end")
        window.back()
        window.press("Who says this")
        window.expect("What it refers to")
        picture("answer")
        window.back()
        window.press("What this text said before")
        window.expect("Bring this text back")
        picture("versions")
        window.back()
        if narrow:
            window.press("More for this portfolio", nth=1)
            window.press("Send…", ("menu item",))
        else:
            window.press("Send…")
        time.sleep(1)
        picture("submit")
        window.back()
        window.back()
        place("Credentials")
        time.sleep(0.5)
        picture("credentials")
        place("Evidence")
        window.expect("Your evidence", ("table",))
        time.sleep(1)
        picture("evidence")
        window.press("Show as a list")
        picture("evidence-list")
        window.press("Look into the bin")
        window.expect("The bin is empty")
        picture("bin")
        window.back()
        if narrow and not window.on_screen("Main menu"):
            window.press("Back")
        window.press("Main menu")
        window.press("People and Permissions", ("menu item",))
        window.expect("Find a person", ("entry",))
        picture("people")
        place("Growth plan")
        window.expect("I will count how many", ("list item",))
        picture("plan")
        window.scroll("School year")
        picture("plan-below")
        window.click_row("I will count how many")
        window.expect("Reached by")
        picture("goal")
        window.scroll("What came of it")
        picture("goal-below")
    finally:
        code = window.end()
    assert code == 0, f"the program ended with {code}"


def settings(env, look, folder):
    if look == "large":
        env["VOUCH_LARGE_TEXT"] = "1"
    if look == "rtl":
        subprocess.run(["localedef", "-i", "ar_EG", "-f", "UTF-8", str(folder / "ar_EG.UTF-8")], check=False,
                       capture_output=True)
        # Only a program that speaks a language is laid out its way; this catalogue says no more than hello.
        catalogue = folder / "locale" / "ar" / "LC_MESSAGES" / "vouch.mo"
        catalogue.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["msgfmt", "-o", str(catalogue), "-"], check=True, text=True,
                       input='msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n')
        env.update(LOCPATH=str(folder), LC_ALL="ar_EG.UTF-8", VOUCH_LOCALE=str(folder / "locale"))
    else:
        env["LC_ALL"] = "C.UTF-8"


def is_blank(path):
    """Fewer than a handful of colours is no window."""
    done = subprocess.run(["identify", "-format", "%k", str(path)], capture_output=True, text=True, check=False)
    return done.returncode != 0 or int(done.stdout or 0) < 16


def main():
    program, prepare, out = (Path(p).resolve() for p in sys.argv[1:4])
    if len(sys.argv) > 4 and sys.argv[4] == "--inside":
        photograph(program, Path(sys.argv[5]), out, sys.argv[6])
        return 0
    looks = sys.argv[4:] or list(LOOKS)
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="vouch-pictures.") as temporary:
        folder = Path(temporary)
        subprocess.run([sys.executable, str(HERE / "material.py"), str(folder / "material")], check=True)
        subprocess.run([str(prepare), str(folder / "library"), str(folder / "material")], check=True,
                       stdout=subprocess.DEVNULL)
        for look in looks:
            size, extra = LOOKS[look]
            env = dict(os.environ, **extra)
            settings(env, look, folder)
            library = folder / f"library-{look}"
            shutil.copytree(folder / "library", library)
            done = subprocess.run([str(HERE / "with-display.sh"), size, sys.executable, __file__, str(program),
                                   str(prepare), str(out), "--inside", str(library), look], env=env, check=False,
                                  timeout=110)
            failed += done.returncode != 0
            for screen in SCREENS:
                if look == "narrow" and screen == "rubric":
                    continue
                path = out / f"{look}-{screen}.png"
                if not path.exists() or is_blank(path):
                    print(f"{path.name}: missing or blank")
                    failed += 1
    print(f"{out}: {len(looks)} looks, {failed} problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
