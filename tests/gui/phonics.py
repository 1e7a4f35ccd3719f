#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""phonics.py BUILD [PICTURES]: the early-reading phonics portfolio from an empty library to a badge, on the real
program and against the real practice issuer, without a pointer: keys, and what a screen reader offers. On the way
every stop of the Tab key says what it is. Run it through with-display.sh."""
import pathlib
import re
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


MOMENTS = (("names the sound", 1), ("contrast with ch", 1), ("reads ten words", 2), ("reads the sentence", 2),
           ("points to the letters", 3))
# Before, after, and the level in the order of its list.
SCORES = ((3, 5, 1), (4, 7, 1), (5, 8, 2), (6, 9, 2), (7, 9, 3), (8, 10, 3))


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
        w.enter(re.compile("Record$"), ("push button",))
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

    def choose(self, name, times):
        """An entry of a choice, so many below the one that is chosen."""
        w = self.w
        w.enter(name, ("combo box",), push="space")
        time.sleep(0.3)
        w.press_key(*["Down"] * times)
        w.press_key("Return")
        w.wait(lambda: w.at(name, ("combo box",)), f"{name} after its list")

    def mark(self):
        """Five moments by M, each with a label and the criterion that it shows."""
        w = self.w
        w.enter("lesson.wav", ("list item",))
        w.expect("Position in the recording")
        for n, (label, criterion) in enumerate(MOMENTS, 1):
            w.reach("Position in the recording", ("slider",), "shift+Tab")
            w.press_key("l", "l", "l", "m")
            w.expect(f"{n}  {n // 2}:{n % 2 * 3}0", ("list item",))
            w.reach("Label", ("text",))
            w.enter_text(label)
            self.choose("Criterion it shows", criterion)
        w.round("Recording")
        self.picture("moments")
        w.wait(lambda: w.find("✓") or not w.find("○ Recording of the lesson"), "five marks with criteria")
        step("five moments are marked by M and named")

    def hear(self):
        """Who is heard, when it was, and what only the teacher can tell."""
        w = self.w
        for key in ("A-1", "A-2", "A-3"):
            w.tick(f"{key} appears in it", ("check box",))
        w.fill("When it was made", "2026-11-12")
        w.fill("Lesson", "L7", roles=("text",))
        w.press_key("Tab")
        w.gone("○ Say who can be seen, heard or recognised in lesson.wav")
        w.gone("○ lesson.wav has no date yet")
        self.confirm()
        step("who is heard is said, and what only the teacher can tell is confirmed")
        w.leave()

    def confirm(self):
        """Confirms what is asked on this page, one after the other."""
        w = self.w
        while left := self.asked():
            w.reach("I ", ("push button",))
            w.press_key("Return")
            w.wait(lambda was=left: self.asked() < was, "one thing less to confirm")

    def asked(self):
        """How many things wait to be confirmed on this page; rows may vanish while they are counted."""
        return self.w.wait(lambda: (sum(self.w.count_shown(name, "push button")
                                        for name in ("I _confirm this", "I confirm this")),), "what is asked")[0]

    def results(self):
        """Six students before and after, typed into the grid."""
        w = self.w
        w.enter("Enter results…")
        w.expect("Score before", ("text", "entry"))
        w.fill("Name of the test", "Ten-word pattern check")
        w.fill("Standard", "sh and ch")
        w.fill("Highest score", "10")
        w.fill("First time", "2026-11-02")
        w.fill("Second time", "2026-11-16")
        w.reach("Student key")
        for n, (before, after, level) in enumerate(SCORES, 1):
            w.enter_text(f"A-{n}\t{before}\t{after}\t")
            w.wait(lambda: w.at("Level"), "the level after both scores")
            w.press_key("space")
            time.sleep(0.3)
            w.press_key(*["Down"] * level)
            w.press_key("Return")
            w.wait(lambda: w.at(f"Level: {('–', 'below', 'at level', 'above')[level]}"), "the level, spoken")
            if n < len(SCORES):
                w.stroke("Tab")
                w.stroke("Tab")
                if w.at("Add a student"):
                    w.press_key("Return")
                    w.reach("Take out", key="shift+Tab")
                    for _ in range(4):
                        w.stroke("shift+Tab")
                hold(w.at("Student key"), f"the next line follows, not {w.focus.get_name()}")
        w.round("Student results")
        self.picture("results")
        w.enter("Use as evidence")
        w.expect("12 scores are evidence now.")
        step("results of six students are typed in, and are evidence")
        w.leave()

    def sample(self, name, student):
        """Two regions drawn by keys, whose work it is, and that it may be shown."""
        w = self.w
        w.enter(name, ("list item",))
        w.expect("Draw on it to mark a region")
        for n in (1, 2):
            w.reach(name, ("image",), "shift+Tab" if n == 2 else "Tab")
            w.press_key("n")
            w.press_key(*["Down"] * (3 * n), "shift+Right", "Return")
            w.expect(f"{n}  ", ("list item",))
            w.reach("Label", ("text",))
            w.enter_text(("ch for sh", "sound left out")[n - 1])
        w.tick(f"{student} appears in it", ("check box",))
        w.fill("Student, as a key", student)
        w.press_key("Tab")
        w.round(name)
        self.picture(f"sample-{student}")
        self.confirm()
        w.leave()

    def samples(self):
        self.sample("sample-one.png", "A-1")
        self.sample("sample-two.png", "A-2")
        step("the work of two students is marked and named by keys")

    def cite(self):
        """An answer that refers to two moments, by @."""
        w = self.w
        w.reach("Choose two moments", ("text",))
        for before, moment in (("In the first one they blended alone @", "names the sound"),
                               (" and in the other one I told the word @", "points to")):
            w.enter_text(before)
            w.wait(lambda: w.at("Moment, page or file"), "the list of moments")
            w.enter_text(moment)
            time.sleep(0.3)
            w.press_key("Return")
            w.wait(lambda: w.at("Choose two moments"), "the answer after its list")
        w.enter_text(" " + words(200))
        step("two moments are cited by @ while writing")

    def look_over(self):
        """What is left to confirm, what speaks to each criterion, and the rubric."""
        w = self.w
        w.enter("plan.docx", ("list item",))
        w.expect("○ How many pages", ("list item",))
        self.confirm()
        w.leave()
        w.reach("Assess yourself")
        w.press_key("F8")
        w.reach("Back to the work")
        w.round("What speaks to each criterion")
        self.picture("coverage")
        w.press_key("F8")
        w.press_key("ctrl+r")
        w.round("Portfolio with its rubric")
        self.picture("rubric")
        w.press_key("ctrl+r")
        w.expect("8 of 8")
        step("coverage by F8, the rubric by Ctrl+R, and everything is complete")

    def add_issuer(self, url, token):
        w = self.w
        w.enter("Send…")
        w.enter("Add an issuer", ("push button",))
        w.focus_dialog()
        w.round("Issuer")
        w.fill("Address", url)
        w.enter("See who answers")
        w.expect("Your name for it")
        w.fill("Your name for it", "Practice")
        w.fill("Token", token)
        w.round("Who answers")
        w.enter("Add this issuer")
        w.back_to_window()
        w.expect("1  Complete")
        step("the issuer is added by its address and a token")

    def send(self, page):
        w = self.w
        for statement in ("The work in", "I hold a signed", "I have removed"):
            w.tick(statement, ("check box",))
        w.round(page)
        self.picture("send")
        w.reach("Send", ("push button",))
        w.press_key("Return")
        w.expect("✓ Sent, and confirmed by the issuer")
        w.round("Receipt")
        self.picture("receipt")

    def assessor_view(self):
        w = self.w
        w.enter("Assessor's view", ("list item",))
        w.expect("0:30 · names the sound · Teaches the pattern directly")
        time.sleep(1)
        w.round("Assessor's view")
        self.picture("assessor")
        w.leave()

    def decide(self, adjusts_level, words_of_assessor):
        waiting = [line for line in self.p.desk_run("submissions").splitlines() if "received" in line]
        hold(len(waiting) == 1, f"one submission waits: {waiting}")
        levels = {"explicit-teaching": "demonstrated", "decodable-practice": "demonstrated",
                  "feedback": "demonstrated", "adjusts": adjusts_level}
        self.p.desk_run("decide", waiting[0].split()[0],
                        *[x for c, l in levels.items() for x in ("--level", f"{c}={l}")],
                        "--feedback", f"adjusts={words_of_assessor}")

    def hear_decision(self, words_of_assessor):
        w = self.w
        w.leave()
        w.enter("Look at it")
        w.enter("Ask the issuer")
        w.expect(words_of_assessor)
        w.round("Decision")

    def badge(self):
        w = self.w
        w.press_key("alt+6")
        w.expect(f"{DEFINITION}, Practice issuer", ("push button",))
        w.round("Credentials")
        w.enter(DEFINITION, ("push button",))
        w.expect("How it was checked")
        w.round("Badge")
        self.picture("badge")
        step("the badge is in Credentials, and says how it was checked")

    def whole(self, url, token):
        self.open()
        try:
            self.begin()
            self.assess()
            self.write()
            self.class_list()
            self.attach_all()
            self.mark()
            self.hear()
            self.w.reach("Students' test", ("push button",))
            self.results()
            self.samples()
            self.cite()
            self.look_over()
            self.add_issuer(url, token)
            self.assessor_view()
            self.send("Send")
            step("it is sent, and the receipt is there")
            self.again()
            self.badge()
            hold(not self.w.unnamed, "stops of the Tab key without a name:\n  " + "\n  ".join(self.w.unnamed))
            step("every stop of the Tab key says what it is")
        finally:
            self.close()

    def again(self):
        """Not yet, then a change and a second attempt."""
        w = self.w
        self.decide("developing", "Say how you will know that it helped.")
        self.hear_decision("Say how you will know")
        self.picture("not-yet")
        w.enter("Work on these", ("push button",))
        w.reach("Part 3", ("list item",))
        w.reach("What will you do differently", ("push button",))
        w.press_key("Return")
        w.dictate("What will you do differently", words(130) + " I will count the errors each week.")
        time.sleep(1)
        w.enter("Send…")
        w.expect("Changed since the last attempt")
        w.fill("A note to the assessor", "I say in the last answer how I will know.")
        self.send("Send again")
        step("the decision leads to the work, and a second attempt is sent with its note")
        self.decide("demonstrated", "Now it is plain how you will know.")
        self.hear_decision("Now it is plain")
        w.expect("Earned", ("label",))
        step("it is earned")


def contacted(programs, url, seen):
    """Who was asked over the network: the one issuer that was added, and nobody else."""
    addresses = programs.ctl("issuer", "list")
    hold(url in addresses and addresses.count("http") == 1, f"one issuer is known: {addresses}")
    hold(seen == {url.removeprefix("http://")}, f"connections went to {sorted(seen)}")


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
            url = programs.start_server()
            way.whole(url, programs.desk_run("token", "zora"))
            listed = programs.ctl("credential", "list")
            hold(DEFINITION in listed, f"the library holds the badge: {listed}")
            contacted(programs, url, way.w.line.seen)
            step("the badge is in the library, and nobody but the issuer was asked for anything")
        finally:
            programs.stop_server()
    print(f"1..{len(STEPS)}")


if __name__ == "__main__":
    main()
