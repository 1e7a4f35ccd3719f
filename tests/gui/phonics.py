#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""phonics.py BUILD [PICTURES]: the early-reading phonics portfolio from an empty library to a badge, on the real
program and against the real practice issuer, without a pointer: keys, and what a screen reader offers. On the way
every stop of the Tab key says what it is. Run it through with-display.sh."""
import pathlib
import subprocess
import sys
import tempfile
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/e2e"))
import made_files  # noqa: E402
import material  # noqa: E402
from programs import Programs, hold  # noqa: E402
from reader import Reader, run  # noqa: E402

DEFINITION = "Sounds to Print: Explicit Phonics"
LEVELS = (("Developing", "The contrast with a known pattern was missing."),
          ("Not yet", "Half of the text used patterns that were not taught."),
          ("Developing", "I told the word more often than I pointed at it."),
          ("Not yet", "I looked at the results and changed nothing."))
NAMES = ("Quilla Ashdown", "Brenno Vey", "Tamsin Orrel", "Isko Marr", "Delphi Quist", "Osric Penhale")
SENTENCE = "Most of them read short words with one sound for each letter, and three still guess from the first. "
SPOKEN = ("Today we look at one new pattern. Listen to the sound, and look at the letters that spell it. Say it with "
          "me. Now blend it, one sound after the other. Read the word. Good, look at the letters and try again. Now "
          "we read the sentence together, and then you write three words for me on the lines of your sheet.")
STEPS = []


def step(words):
    STEPS.append(words)
    print(f"ok {len(STEPS)} - {words}", flush=True)


def words(count, text=SENTENCE):
    """Sentences until there are `count` words."""
    given = text.split()
    return " ".join((given * (count // len(given) + 1))[:count])


def make_files(folder):
    """A lesson of ten minutes with a voice in it, its plan, and what two students wrote."""
    folder.mkdir()
    speech = folder / "speech.wav"
    subprocess.run(["espeak-ng", "-v", "en-us", "-s", "120", "-w", str(speech), SPOKEN], check=True)
    subprocess.run(["sox", "-q", str(speech), "-r", "16000", "-c", "1", str(folder / "lesson.wav"), "repeat", "24",
                    "trim", "0", "640"], check=True)
    made_files.docx(folder / "plan.docx", [
        "Pattern: sh as in ship, beside ch as in chip.",
        "Words: ship, shop, wish, fish, rash, shut, dash, shed, mesh, cash.",
        "Text: The fish is in the shop. Dictation: ship, wish, rash."])
    material.page(folder / "sample-one.png", 600, 450)
    material.page(folder / "sample-two.png", 620, 450)


class Way:
    """One teacher's way through the window."""

    def __init__(self, programs, pictures=None):
        self.p, self.pictures = programs, pictures
        self.files = programs.folder / "files"
        self.w = None

    def picture(self, name):
        if self.pictures:
            self.w.picture(self.pictures / f"keys-{name}.png")

    def open(self):
        names = ("VOUCH_CATALOGUE", "VOUCH_HELPERS", "VOUCH_KEYRING")
        self.w = Reader(self.p.build / "src/gui/vouch", self.p.library,
                        {name: self.p.env[name] for name in names} | {"VOUCH_IDENTITY_COST": "minimal"})

    def close(self):
        code = self.w.end()
        hold(code == 0, f"the program ended with {code}")

    def begin(self):
        w = self.w
        w.expect("Welcome", ("label",))
        w.expect("Choose a micro-credential", ("push button",))
        w.round("Home")
        w.enter("Choose a micro-credential")
        w.expect(DEFINITION, ("list item",))
        w.round("Micro-credentials")
        step("Home is empty and leads to the micro-credentials")
        w.enter(DEFINITION, ("list item",))
        w.expect("Start", ("push button",))
        w.round("What it asks")
        w.reach("Recording of the lesson", ("list item",))
        w.reach("Uses errors to teach", ("list item",))
        w.reach("Earned when", ("list item",))
        self.picture("definition")
        w.enter("Start a portfolio")
        w.expect("Part 1")
        w.reach("Assess yourself")
        w.round("Portfolio")
        step("what it asks is read, and a portfolio is begun")

    def assess(self):
        w = self.w
        w.enter("Assess yourself")
        w.expect("Teaches the pattern directly")
        for level, reason in LEVELS:
            w.tick(level, ("push button",))
            w.fill("Why this level", reason)
            w.press_key("Tab")
            hold(w.at("Keep"), f"Keep comes after the reason, not {w.focus.get_name()}")
            w.press_key("Return")
        pressed = [n for n in w.nodes() if n.get_name() in ("Not yet", "Developing", "Demonstrated")
                   and n.get_state_set().contains(w.PRESSED)]
        hold(len(pressed) == len(LEVELS), f"{len(pressed)} levels say that they are chosen")
        w.round("Assess yourself")
        self.picture("assess")
        step("each criterion has a level and a reason, and says so")
        w.fill("Your goal", "I will point to the letters at every misread word and ask for it again.")
        w.fill("By when", "2027-01-29")
        w.enter("Make this a goal")
        w.expect("Reached by")
        w.round("Goal")
        self.picture("goal")
        step("a gap becomes a goal")
        w.leave()
        w.leave()

    def write(self):
        w = self.w
        w.reach("Describe your students", ("text",))
        w.enter_text(words(40))
        w.dictate("Describe your students", words(90))
        w.dictate("What did your self", words(90))
        w.dictate("What will you do differently", words(120))
        step("prompts are answered")

    def class_list(self):
        w = self.w
        w.enter("Main menu")
        w.enter("People and Permissions", ("menu item",), "Down")
        w.expect("Nobody here yet")
        w.round("People")
        w.enter("Add a Class…")
        w.expect("Names, one a line")
        w.fill("Name of the class", "Reading group B")
        w.fill("School year", "2026/27")
        w.reach("Names, one a line")
        for name in NAMES:
            w.enter_text(name)
            w.press_key("Return")
        w.expect("6 names: A-1 for Quilla Ashdown, to A-6")
        w.round("New class")
        w.enter("Add", ("push button",))
        w.wait(lambda: w.at("I have _written") or w.stroke("Tab", 0.2) and None, "the code of the class lists")
        w.press_key("Return")
        w.back_to_window()
        step("a class is typed in; only keys leave the list of names")
        w.tick("Choose all shown")
        w.enter("Record a Permission")
        w.expect("What it covers")
        w.round("Permission")
        w.enter("On which form", push="space")
        time.sleep(0.3)
        w.press_key("Down")
        w.press_key("Return")
        hold(w.at("On which form") and w.focus.get_description() == "The form of the program", "the form is said")
        w.fill("Given on", "2026-09-01")
        w.enter("Record", ("push button",))
        w.expect("✓ voice, image, work")
        w.round("People with permission")
        self.picture("people")
        step("everybody's permission is recorded at once")
        w.leave()

    def attach(self, card, name):
        w = self.w
        w.reach(card, ("push button",))
        w.enter("Attach…")
        w.choose_file(self.files / name)
        w.expect(name, ("list item",))

    def attach_all(self):
        w = self.w
        w.reach("Lesson plan", ("push button",))
        for card, name in (("Lesson plan", "plan.docx"), ("Recording of the lesson", "lesson.wav"),
                           ("Two samples", "sample-one.png"), ("Two samples", "sample-two.png")):
            self.attach(card, name)
        w.round("Portfolio with files")
        self.picture("attached")
        step("a plan, a recording and two samples are attached through the file dialog")

    def whole(self):
        self.open()
        try:
            self.begin()
            self.assess()
            self.write()
            self.class_list()
            self.attach_all()
            hold(not self.w.unnamed, "stops of the Tab key without a name:\n  " + "\n  ".join(self.w.unnamed))
            step("every stop of the Tab key says what it is")
        finally:
            self.close()


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    pictures = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vouch-phonics.") as temporary:
        programs = Programs(build, temporary)
        way = Way(programs, pictures)
        make_files(way.files)
        programs.desk_run("definition", "add", SOURCE / "data/catalogue/early-reading-2-phonics.json")
        try:
            way.whole()
        finally:
            programs.stop_server()
    print(f"1..{len(STEPS)}")


if __name__ == "__main__":
    main()
