#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""fitting.py BUILD: recordings that are too large and of another kind are made to fit from the last look before
sending, all by one press of a key; stopped, gone on with, taken back. Run it through with-display.sh. Prints TAP."""
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/e2e"))
import fit  # noqa: E402
from programs import Programs, hold  # noqa: E402

TITLE = "Room to Think"
SHORT, LONG, ENDLESS = "Circle time", "Number talk", "A whole morning"
STEPS = []


def film(path, seconds, size, rate, options=("-b:v", "2M")):
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i",
                    f"testsrc2=size={size}:rate={rate}:duration={seconds}", "-f", "lavfi", "-i",
                    f"sine=440:duration={seconds}", "-c:v", "libx264", "-preset", "ultrafast", *options, "-c:a", "aac",
                    "-ac", "1", str(path)], check=True)


def furnish(programs, folder):
    """A portfolio whose recordings do not fit, with captions in one of them, and an issuer; gives its id."""
    path, name = fit.definition(folder)
    programs.desk_run("definition", "add", path)
    token = folder / "token"
    token.write_text(programs.desk_run("token", "zora"), encoding="utf-8")
    programs.ctl("library", "init")
    programs.ctl("issuer", "add", "Pine Hollow", programs.start_server(), "--token-file", token)
    programs.ctl("definition", "import", path)
    portfolio = programs.ctl("portfolio", "new", name)
    film(folder / f"{SHORT}.mov", 16, "640x360", 25)
    film(folder / f"{LONG}.mov", 45, "1280x720", 25)
    captions = folder / "captions.vtt"
    captions.write_text("WEBVTT\n\n00:00.000 --> 00:12.000\nWhat do you notice about one half and two fourths?\n\n"
                        "00:12.000 --> 00:16.000\nThey are the same.\n", encoding="utf-8")
    item = programs.ctl("attach", portfolio, "recording", folder / f"{SHORT}.mov")
    programs.ctl("captions", "import", item, captions)
    programs.ctl("attach", portfolio, "recording", folder / f"{LONG}.mov")
    return portfolio


def add_endless(programs, folder, portfolio):
    film(folder / f"{ENDLESS}.mov", 900, "160x120", 1, ("-b:v", "20k"))
    programs.ctl("attach", portfolio, "recording", folder / f"{ENDLESS}.mov")


def step(words):
    STEPS.append(words)
    print(f"ok {len(STEPS)} - {words}", flush=True)


def begin(programs):
    from reader import Reader
    names = ("VOUCH_CATALOGUE", "VOUCH_HELPERS", "VOUCH_KEYRING")
    return Reader(programs.build / "src/gui/vouch", programs.library,
                  {name: programs.env[name] for name in names} | {"VOUCH_IDENTITY_COST": "minimal"})


def open_checks(window):
    if window.on_screen("Send…", ("push button",)):
        window.press("Send…")
    else:
        window.press("More for this portfolio", nth=1)
        window.press("Send…", ("menu item",))
    window.expect("1  Complete")


def says(window, *parts):
    """Until one name of what is on the screen has all these words."""
    window.wait(lambda: next((n for n in window.names() if all(p in n for p in parts)), None), " … ".join(parts))


def asked(programs, portfolio):
    """What is open of size and kind."""
    return sorted(one["kind"] for one in programs.check(portfolio)[1]["findings"] if one["result"] == "notMet")


def make(window):
    """One press begins all, Stop keeps what was begun, it can be taken back, and Go on takes it up."""
    window.enter("Make them fit", ("push button",), push="space")
    window.expect("Stop: Making recordings fit", ("push button",))
    says(window, "copies that fit are not made yet")
    window.press("Stop: Making recordings fit")
    window.expect("Go on", ("push button",))
    says(window, "not made yet")
    window.press("Send them as they were")
    window.enter("Make them fit", ("push button",), push="space")
    window.expect("Stop: Making recordings fit", ("push button",))
    window.press("Send them as they were")
    window.wait(lambda: window.find("Make them fit", ("push button",)) and not window.find("Stop: Making"), "it taken back")
    window.enter("Make them fit", ("push button",), push="space")
    window.expect("Stop: Making recordings fit", ("push button",))
    window.press("Stop: Making recordings fit")
    window.enter("Go on", ("push button",), push="space")
    says(window, "2 recordings are sent as copies that fit")


def on_its_page(window):
    """Where work was stopped, the page of the recording says so and goes on with it."""
    window.enter("Make them fit", ("push button",), push="space")
    says(window, "2 recordings are sent as copies that fit")
    window.leave()
    window.enter(LONG, ("list item",))
    says(window, "A copy of", "is sent instead")
    window.enter("End of what is sent", ("slider",), push="Page_Down")
    says(window, "is to be sent, and is not made yet")
    window.enter("Go on", ("push button",), push="space")
    window.expect("Stop: Making a recording fit", ("push button",))
    says(window, "A copy that fits is being made")
    window.press("Stop: Making a recording fit")
    says(window, "is to be sent, and is not made yet")
    window.enter("Go on", ("push button",), push="space")
    says(window, "A copy of", "is sent instead")
    window.leave()
    open_checks(window)


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory(prefix="vouch-fitting.") as temporary:
        folder = pathlib.Path(temporary)
        programs = Programs(build, folder)
        try:
            portfolio = furnish(programs, folder)
            add_endless(programs, folder, portfolio)
            walk(programs, portfolio)
        finally:
            programs.stop_server()
    print(f"1..{len(STEPS)}")


def walk(programs, portfolio):
    window = begin(programs)
    window.key("alt+3")
    window.expect("Your portfolios", ("list",))
    window.enter(TITLE, ("list item",))
    window.expect("Part 2")
    open_checks(window)
    says(window, "2 recordings are too large, or of another kind")
    says(window, ENDLESS)
    step("the last look counts what does not fit, and names what cannot be made to fit")
    make(window)
    step("all are made to fit by one press; it is stopped, taken back, and goes on")
    hold(asked(programs, portfolio) == ["fileFormat", "fileSize"], "only what cannot be made to fit is open")
    window.enter("Send them as they were", ("push button",), push="space")
    window.expect("Make them fit", ("push button",))
    step("they can be sent as they were, and are offered to fit again")
    on_its_page(window)
    step("a copy that was stopped is gone on with from the page of its recording")
    window.enter(ENDLESS, ("list item",))
    window.expect("Size and kind of the file")
    says(window, "It cannot be made to fit into")
    window.press("Move to the bin", ("push button",))
    window.gone("Size and kind of the file")
    says(window, "✓ 1 of 1")
    hold(asked(programs, portfolio) == [], "nothing is open any more")
    step("what cannot be made to fit leads to its page; without it everything fits")
    code = window.end()
    hold(code == 0, f"the program ended with {code}")
    step("the program ends well")


if __name__ == "__main__":
    main()
