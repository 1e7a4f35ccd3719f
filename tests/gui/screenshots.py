#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py VOUCH PREPARE OUT [LOOK…] [WALK…]: a picture of every screen, for eyes to judge.

LOOK is one of LOOKS and WALK one of SCREENS below; all of them when none is named. Each look runs in a
display of its own through with-display.sh. Ends with 1 when a walk stops or a picture is missing or blank."""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "capture"))
import portal

BUTTONS = ("push button", "toggle button")
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
# What each walk shows. A walk begins at a place of the sidebar, so that one that stops keeps no other from its pictures.
SCREENS = {
    "empty": ("home-empty", "portfolios-empty", "evidence-empty", "credentials-empty", "plan-empty", "people-empty"),
    "first": ("home", "search", "help", "shortcuts", "preferences", "catalogue", "definition", "portfolios"),
    "work": ("portfolio", "portfolio-below", "rubric", "coverage", "assessor", "assess", "export", "answer", "versions", "submit"),
    "items": ("item", "item-below", "item-end", "picture", "document", "table"),
    "player": ("player", "player-talk", "player-waits", "player-captions"),
    "numbers": ("results", "results-below"),
    "library": ("evidence", "evidence-list", "evidence-chosen", "evidence-file", "bin"),
    "people": ("people", "person", "permit", "withdrawal", "class"),
    "plan": ("plan", "plan-below", "goal", "goal-below"),
    "recording": ("record", "record-picture", "recording", "recording-pause", "recording-leave", "recording-kept"),
    "station": ("station-before", "station", "station-speaking", "station-after", "station-done"),
    "cutoff": ("home-recovered",),
    "sandbox": ("record-asking", "record-denied"),
    "fitting": ("captions-over", "fit-item-asked", "fit-item-cannot", "fit-asked", "fit-making", "fit-made", "fit-item-made"),
    "sent": ("home-decided", "decision", "decision-below", "locked"),
    "earned": ("earned", "decision-earned", "attempts", "receipt", "credentials", "credential"),
}
# Which library a walk is taken in; a walk with one of its own has a program of its own.
LIBRARIES = {"empty": "empty", "cutoff": "cutoff", "sandbox": "sandbox", "fitting": "fitting", "sent": "sent",
             "earned": "earned"}
# Stand-ins for a microphone and a camera, the same in every picture.
DEVICES = "sound=tone;picture=ball"
EXTRA = {"sandbox": {"VOUCH_CAPTURE_SOURCE": "sound=tone", "VOUCH_CAPTURE_PORTAL": "1"}}


class Walk:
    """The walks of one look, each a method."""

    def __init__(self, window, out, look):
        self.window, self.out, self.look = window, out, look
        
    def picture(self, name):
        self.window.picture(self.out / f"{self.look}-{name}.png")

    def dialog(self, name, seconds=0.6):
        """A window on top: its picture, and it closes again."""
        self.window.focus_dialog()
        time.sleep(seconds)
        self.picture(name)
        self.window.key_raw("Escape")
        time.sleep(0.3)

    def unfold(self, name):
        if self.window.find("Back", ("push button",)) and not self.window.on_screen(name):
            self.window.press("Back")

    def place(self, name):
        for _ in range(5):
            if self.window.on_screen("Home", ("list item",)):
                break
            self.window.key("alt+Left")
        self.unfold(name)
        self.window.click_row(name)

    def menu(self, name):
        for _ in range(5):
            if self.window.on_screen("Main menu"):
                break
            self.window.key("alt+Left")
        self.unfold("Main menu")
        self.window.press("Main menu")
        self.window.press(name, ("menu item",))

    def portfolio(self, name):
        self.place("Portfolios")
        self.window.expect("Your portfolios", ("list",))
        self.window.click_row(name, self.window.count_shown(name, "list item") - 1)
        self.window.expect("Part ")

    def unfold_card(self, card, name, roles):
        node = self.window.find(name, roles)
        if node is None or self.window.extents(node).width <= 0:
            self.window.scroll(card)
            self.window.press(card, BUTTONS)
            self.window.expect(name, roles)

    def item(self, card, name):
        """Opens what lies on a card, which may be folded."""
        self.unfold_card(card, name, ("list item",))
        self.window.scroll(name)
        self.window.click_row(name)
        self.window.expect("Move to the bin", ("push button",))
        time.sleep(1)

    def walk_empty(self):
        self.place("Home")
        self.window.expect("Choose a micro-credential", ("push button",))
        self.picture("home-empty")
        for place in ("Portfolios", "Evidence", "Credentials", "Growth plan"):
            self.place(place)
            time.sleep(0.5)
            self.picture({"Growth plan": "plan"}.get(place, place.lower()) + "-empty")
        self.menu("People and Permissions")
        self.window.expect("Nobody here yet")
        self.picture("people-empty")

    def walk_first(self):
        self.place("Home")
        self.window.expect("What to do next", ("list",))
        self.picture("home")
        self.window.key("ctrl+k")
        self.window.focus_dialog()
        self.window.type("frac")
        self.dialog("search", 0.7)
        self.window.key("F1")
        self.dialog("help")
        self.window.key("ctrl+question")
        self.dialog("shortcuts")
        self.window.key("ctrl+comma")
        self.dialog("preferences", 1)
        self.place("Micro-credentials")
        self.window.expect("Room to Think", ("list item",))
        self.picture("catalogue")
        self.window.click_row("Room to Think")
        self.window.expect("Start", ("push button",))
        self.picture("definition")
        self.window.key("alt+Left")
        self.place("Portfolios")
        self.window.expect("Your portfolios", ("list",))
        self.picture("portfolios")

    def walk_work(self):
        window = self.window
        self.portfolio("Room to Think")
        self.picture("portfolio")
        window.scroll("Discussion about fractions")
        self.picture("portfolio-below")
        window.key("ctrl+r")
        self.picture("rubric")
        window.key("ctrl+r")
        window.key("F8")
        time.sleep(0.3)
        self.picture("coverage")
        window.key("F8")
        window.press("More for this portfolio", nth=1)
        window.press("What the assessor will receive", ("menu item",))
        time.sleep(1)
        window.wait(lambda: not window.on_screen("Preparing what would be sent"), "the assessor's view")
        self.picture("assessor")
        window.back()
        window.press("Assess yourself")
        window.expect("Sets the scene")
        self.picture("assess")
        window.back()
        window.press("More for this portfolio", nth=1)
        window.press("Export…", ("menu item",))
        window.expect("As a folder…")
        self.dialog("export")
        window.press("Who says this")
        window.expect("What it refers to")
        self.picture("answer")
        window.back()
        window.press("What this text said before")
        window.expect("Bring this text back")
        self.picture("versions")
        window.back()
        if window.on_screen("Send…", ("push button",)):
            window.press("Send…")
        else:
            window.press("More for this portfolio", nth=1)
            window.press("Send…", ("menu item",))
        time.sleep(1)
        self.picture("submit")

    def walk_items(self):
        self.portfolio("Room to Think")
        self.item("Recording of the discussion", "Discussion about fractions")
        self.picture("item")
        self.window.scroll("Mark a place")
        self.picture("item-below")
        self.window.scroll("Criteria it speaks to")
        self.picture("item-end")
        self.window.back()
        self.item("Earlier recording or tally", "Tally of ten questions")
        self.picture("picture")
        self.portfolio("Sounds to Print")
        self.item("Lesson plan", "Lesson plan, week 4")
        self.picture("document")
        self.window.back()
        self.item("Two samples of student spelling", "Dictation")
        self.picture("table")

    def beside(self):
        """Beside the player, which is on the other side where one reads from the right."""
        return 1 / 4 if self.look == "rtl" else 3 / 4

    def walk_player(self):
        window = self.window
        across = self.beside()
        self.portfolio("Room to Think")
        self.item("Recording of the discussion", "Discussion about fractions")
        time.sleep(2)
        self.picture("player")
        window.scroll("Pauses and talk", across=across)
        window.click(window.wait(lambda: window.last("Turns and pauses", ("list",)), "the turns"))
        for key in ("q", "Down", "Down", "a", "Down", "q", "Down", "Down", "a"):
            window.key(key)
        self.picture("player-talk")
        # The wheel scrolls the page again once the keyboard is elsewhere.
        window.key("Tab")
        window.scroll("Wait after", across=across)
        self.picture("player-waits")
        window.scroll("What is said where the player is", across=across)
        window.write("What is said where the player is", "What do you notice about one half and two fourths?")
        window.press("Add", ("push button",))
        time.sleep(0.6)
        self.picture("player-captions")

    def walk_numbers(self):
        self.portfolio("Sounds to Print")
        self.unfold_card("Students' test results", "Enter results…", BUTTONS)
        self.window.press("Enter results…")
        self.window.expect("What the scores say")
        time.sleep(0.6)
        self.picture("results")
        self.window.scroll("What the scores say")
        self.picture("results-below")

    def walk_library(self):
        window = self.window
        self.place("Evidence")
        window.expect("Your evidence", ("table",))
        time.sleep(1)
        self.picture("evidence")
        window.press("Show as a list")
        self.picture("evidence-list")
        window.press("Show as a list")
        window.click(window.wait(lambda: window.last("Tally of ten questions"), "a picture"))
        time.sleep(0.3)
        self.picture("evidence-chosen")
        window.press("Open")
        time.sleep(1)
        self.picture("evidence-file")
        window.back()
        window.press("Look into the bin")
        window.expect("The bin is empty")
        self.picture("bin")

    def walk_people(self):
        window = self.window
        self.menu("People and Permissions")
        window.expect("Find a person", ("entry",))
        self.picture("people")
        window.click(window.wait(lambda: window.last("S1", ("label",)), "S1"))
        window.expect("Appears in")
        self.picture("person")
        window.press("Permission…")
        window.expect("The signed form")
        self.picture("permit")
        window.back()
        window.press("Withdraw…")
        window.expect("In what you are working on")
        self.picture("withdrawal")
        window.back()
        window.back()
        window.press("Add a class")
        window.expect("One name a line")
        self.picture("class")

    def walk_plan(self):
        window = self.window
        self.place("Growth plan")
        window.expect("I will count how many", ("list item",))
        self.picture("plan")
        window.scroll("School year")
        self.picture("plan-below")
        window.to_top()
        window.click_row("I will count how many")
        window.expect("Add an activity")
        self.picture("goal")
        window.scroll("Outcome")
        self.picture("goal-below")

    def walk_sent(self):
        window = self.window
        self.place("Home")
        window.expect("What to do next", ("list",))
        self.picture("home-decided")
        self.portfolio("Room to Think")
        window.press("Look at it")
        window.expect("Let the students say")
        self.picture("decision")
        window.scroll("Let the students say")
        self.picture("decision-below")
        window.back()
        self.unfold_card("How do you know", "✓ Earned in attempt", None)
        self.picture("locked")

    def walk_earned(self):
        window = self.window
        self.portfolio("Room to Think")
        self.picture("earned")
        window.press("Look at it")
        window.expect("Attempt 1", ("list item",))
        self.picture("decision-earned")
        window.scroll("Attempt 1")
        window.click_row("Attempt 1")
        window.expect("What was sent differently")
        self.picture("attempts")
        window.back()
        window.back()
        if window.on_screen("Send…", ("push button",)):
            window.press("Send…")
        else:
            window.press("More for this portfolio", nth=1)
            window.press("Send…", ("menu item",))
        window.expect("✓ Sent")
        self.picture("receipt")
        self.place("Credentials")
        window.expect("Your badges", ("table",))
        self.picture("credentials")
        window.press("Wait Time")
        window.expect("How it was checked")
        self.picture("credential")


    def walk_recording(self):
        window = self.window
        self.portfolio("Sounds to Print")
        window.press("Record…")
        window.expect("Before the recording", ("list",))
        window.wait(lambda: "Well heard" in " ".join(window.names()), "a microphone that is heard")
        self.picture("record")
        window.press("With picture", ("toggle button", "push button", "radio button"))
        window.wait(lambda: "Seen" in " ".join(window.names()), "a camera that is seen")
        window.press("Begin 3 seconds before the click", ("check box",))
        time.sleep(1)
        self.picture("record-picture")
        window.press("Sound alone", ("toggle button", "push button", "radio button"))
        window.wait(lambda: "Well heard" in " ".join(window.names()), "a microphone that is heard")
        time.sleep(0.5)
        window.key("r")
        window.expect("Mark a moment", ("push button",))
        time.sleep(1.5)
        window.key("1")
        time.sleep(0.5)
        self.picture("recording")
        window.key("p")
        window.expect("A pause is a break")
        self.picture("recording-pause")
        window.press("Go on recording")
        window.key("Escape")
        window.expect("The recording goes on")
        self.picture("recording-leave")
        window.press("Stop and keep it")
        window.expect("Move to the bin", ("push button",))
        time.sleep(1.5)
        self.picture("recording-kept")

    def walk_station(self):
        from driver import run
        window = self.window
        self.portfolio("Room to Think")
        window.press("Let a student answer")
        window.wait(lambda: "Well heard" in " ".join(window.names()), "a microphone that is heard")
        self.picture("station-before")
        window.press("Hand over")
        teacher = window.id
        try:
            window.id = window.wait(lambda: next((w for w in run("xdotool", "search", "--onlyvisible", "--pid",
                                                  str(window.process.pid)).split() if w != teacher), None),
                                    "the window of the student")
            window.expect("Begin to speak", ("push button",))
            # There is no window manager here that would let it fill the screen.
            run("xdotool", "windowsize", "--sync", window.id, *LOOKS[self.look][0].split("x"))
            run("xdotool", "windowmove", "--sync", window.id, "0", "0")
            time.sleep(0.5)
            self.picture("station")
            window.key("Return")
            window.expect("Stop speaking", ("push button",))
            time.sleep(2)
            self.picture("station-speaking")
            window.key("Return")
            window.expect("Done", ("push button",))
            time.sleep(0.5)
            self.picture("station-after")
            window.press("Done")
            time.sleep(0.5)
            self.picture("station-done")
        finally:
            window.key("ctrl+shift+e")
            time.sleep(1)
            window.id = teacher
            # The teacher's window was hidden meanwhile, and is another object on the bus by now.
            window.frame = window.wait(lambda: window.app.get_child_count() and window.app.get_child_at_index(0), "a window")

    def walk_cutoff(self):
        self.place("Home")
        self.window.expect("A recording was cut off.", ("list item",))
        self.window.expect("A recording was cut off on ", ("list item",))
        self.window.scroll("A recording was cut off.")
        self.picture("home-recovered")

    def walk_sandbox(self):
        """The desktop has to permit the camera, and the person says no."""
        window = self.window
        desktop = portal.Portal(portal.Here(), answer=None)
        window.key("ctrl+shift+r")
        window.expect("Before the recording", ("list",))
        window.press("With picture", ("toggle button", "push button", "radio button"))
        window.expect("Waiting for this computer to allow the camera. Answer its question.")
        time.sleep(1)
        self.picture("record-asking")
        desktop.decide(portal.DENIED)
        window.expect("Record sound alone", ("push button",))
        time.sleep(0.5)
        self.picture("record-denied")
        desktop.close()

    def walk_fitting(self):
        import fitting
        window = self.window
        self.portfolio("Room to Think")
        self.item("Recording of the discussion", fitting.SHORT)
        window.wait(lambda: window.find("Position in the recording", ("slider",)), "the player")
        time.sleep(1)
        self.picture("captions-over")
        window.scroll("Size and kind of the file", across=self.beside())
        self.picture("fit-item-asked")
        window.back()
        self.item("Recording of the discussion", fitting.ENDLESS)
        window.scroll("Size and kind of the file", across=self.beside())
        self.picture("fit-item-cannot")
        window.back()
        fitting.open_checks(window)
        time.sleep(0.5)
        self.picture("fit-asked")
        window.press("Make them fit")
        window.expect("Stop: Making recordings fit", ("push button",))
        self.picture("fit-making")
        fitting.says(window, "2 recordings are sent as copies that fit")
        self.picture("fit-made")
        window.back()
        self.item("Recording of the discussion", fitting.SHORT)
        window.scroll("Size and kind of the file", across=self.beside())
        self.picture("fit-item-made")


def photograph(program, libraries, out, look, walks):
    """Runs inside the display: walks through the screens with the real program. One that stops is named,
    with the sight it stopped at, and the others go on."""
    sys.path[:0] = [str(HERE), str(HERE.parent / "e2e")]
    from driver import Window, gi, run

    width, height = LOOKS[look][0].split("x")
    problems = 0
    for library in sorted({LIBRARIES.get(name, "library") for name in walks}):
        window = Window(program, libraries / library, EXTRA.get(library))
        run("xdotool", "windowsize", "--sync", window.id, width, height)
        run("xdotool", "windowmove", "--sync", window.id, "0", "0")
        time.sleep(1)
        walk = Walk(window, out, look)
        for name in (n for n in walks if LIBRARIES.get(n, "library") == library):
            began = time.monotonic()
            try:
                getattr(walk, f"walk_{name}")()
            # Besides what is not there, the accessibility bus and the pointer may not answer in time.
            except (AssertionError, AttributeError, IndexError, gi.repository.GLib.Error, subprocess.TimeoutExpired) as error:
                problems += 1
                print(f"{look}: “{name}” stopped: {str(error)[:200]}", flush=True)
                walk.picture(f"stopped-{name}")
                window.key_raw("Escape")
            print(f"{look}: {name} in {time.monotonic() - began:.0f} s", flush=True)
        code = window.end()
        if code != 0:
            problems += 1
            print(f"{look}: the program ended with {code}", flush=True)
    return 1 if problems else 0


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


def prepare_libraries(prepare, folder):
    subprocess.run([sys.executable, str(HERE / "material.py"), str(folder / "material")], check=True)
    for option, library in ((), "library"), (("--sent",), "sent"), (("--earned",), "earned"):
        subprocess.run([str(prepare), str(folder / library), str(folder / "material"), *option], check=True,
                       stdout=subprocess.DEVNULL)


def cut_off(program, library):
    """A recording whose program was killed, with three moments in it."""
    ctl = program.parent.parent / "ctl" / "vouchctl"
    recorder = subprocess.Popen([str(ctl), "--library", str(library), "--json", "record", "--audio"],
                                env=dict(os.environ, VOUCH_CAPTURE_SOURCE=DEVICES), stdout=subprocess.PIPE, text=True)
    for line in recorder.stdout:
        if '"recording"' in line:
            break
    for _ in range(3):
        time.sleep(1)
        recorder.send_signal(signal.SIGUSR1)
    time.sleep(1)
    recorder.kill()
    recorder.wait()
    # And one that no sense can be made of.
    lost = library / "recordings" / "0194a6b2-0000-7000-8000-00000000a51d"
    lost.mkdir()
    (lost / "journal").touch()
    (lost / "part-1.ogg").write_bytes(random.Random(7).randbytes(700_000))


def fitting_library(program, folder):
    """Recordings that are too large, of another kind, or not to be made to fit."""
    sys.path[:0] = [str(HERE), str(HERE.parent / "e2e")]
    import fitting
    from programs import Programs
    folder.mkdir()
    programs = Programs(program.parents[2], folder)
    try:
        fitting.add_endless(programs, folder, fitting.furnish(programs, folder))
    finally:
        programs.stop_server()
    return programs.library


def main():
    program, prepare, out = (Path(p).resolve() for p in sys.argv[1:4])
    if len(sys.argv) > 4 and sys.argv[4] == "--inside":
        return photograph(program, Path(sys.argv[5]), out, sys.argv[6], sys.argv[7:])
    looks = [name for name in sys.argv[4:] if name in LOOKS] or list(LOOKS)
    walks = [name for name in sys.argv[4:] if name in SCREENS] or list(SCREENS)
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    with tempfile.TemporaryDirectory(prefix="vouch-pictures.") as temporary:
        folder = Path(temporary)
        prepare_libraries(prepare, folder)
        shutil.copytree(folder / "library", folder / "cutoff")
        shutil.copytree(folder / "library", folder / "sandbox")
        cut_off(program, folder / "cutoff")
        fitting_library(program, folder / "practice").rename(folder / "fitting")
        for look in looks:
            size, extra = LOOKS[look]
            env = dict(os.environ, VOUCH_CAPTURE_SOURCE=DEVICES, **extra)
            settings(env, look, folder)
            libraries = folder / look
            for library in "library", "cutoff", "sandbox", "fitting", "sent", "earned":
                shutil.copytree(folder / library, libraries / library)
            done = subprocess.run([str(HERE / "with-display.sh"), size, sys.executable, __file__, str(program),
                                   str(prepare), str(out), "--inside", str(libraries), look, *walks], env=env,
                                  check=False, timeout=400)
            failed += done.returncode != 0
            for screen in (screen for walk in walks for screen in SCREENS[walk]):
                path = out / f"{look}-{screen}.png"
                if not path.exists() or is_blank(path):
                    print(f"{path.name}: missing or blank")
                    failed += 1
            shutil.rmtree(libraries)
    print(f"{out}: {len(looks)} looks, {failed} problems")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
