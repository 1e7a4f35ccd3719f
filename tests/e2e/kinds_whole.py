# SPDX-License-Identifier: GPL-3.0-or-later
"""What holds for whole portfolios: counts, choices, parts, global constraints, files that always have to be good."""
import os

import made_files as make
from programs import hold
from sheet import Sheet, constraint, evidence, part, prompt


def quantity(bench):
    s = Sheet(bench, evidence("work", media=["data"], least=2, most=3), evidence("many", media=["data"], least=1),
              prompt("answer"), prompt("voices", least=2, most=3, respondent="student"),
              evidence("spare", media=["data"], least=1, most=1, required=False))
    s.expect("work/quantity", "notMet", "2", items=[])
    s.expect_state("work", "empty", 0)
    items = []
    for count, result, says in [(1, "notMet", ["1 of 2", "1 more"]), (2, "met", []), (3, "met", []),
                                (4, "notMet", ["4", "3", "1"])]:
        items.append(s.made("work", "table.csv", make.table, 70 + count))
        s.expect("work/quantity", result, *says)
        s.expect_state("work", "complete" if result == "met" else "started", count)
    s.p.ctl("remove", items[1])
    s.expect("work/quantity", "met")
    s.p.ctl("restore", items[1])
    s.expect("work/quantity", "notMet", "4")
    s.p.ctl("remove", items[0])
    for n in range(5):
        s.made("many", "table.csv", make.table, 70 + n)
    s.expect("many/quantity", "met")
    s.respond("answer", " \n\u00a0")
    s.expect("answer/quantity", "notMet")
    s.expect_state("answer", "empty", 0)
    first = s.respond("answer", "One.")
    hold(s.respond("answer", "Two.") == first, "where one answer is asked for, a new text is a new version of it")
    s.expect("answer/quantity", "met", items=[first])
    s.respond("voices", "One.")
    s.expect("voices/quantity", "notMet", "1 of 2")
    s.respond("voices", "Two.")
    s.expect_ready()
    s.expect("spare/quantity", "notApplicable")
    spare = s.made("spare", "table.csv", make.table, 70)
    s.expect("spare/quantity", "met")
    s.made("spare", "table.csv", make.table, 71)
    s.expect("spare/quantity", "notMet", "2", "1")
    s.expect_ready(False)
    s.p.ctl("remove", spare)
    s.expect_ready()


def defaults(bench):
    """Only what is required: one to one, required, text."""
    s = Sheet(bench, parts=[{"id": "part", "position": 1, "title": "Part", "prompts": [{"id": "answer", "text": "What?"}],
                             "evidence": [{"id": "work", "title": "Work", "artifactType": "other", "media": ["data"]}]}])
    s.expect("answer/quantity", "notMet")
    s.expect("work/quantity", "notMet", "1")
    s.respond("answer", "That.")
    s.made("work", "a.csv", make.table, 70)
    s.expect_ready()
    s.made("work", "b.csv", make.table, 71)
    s.expect("work/quantity", "notMet", "2", "1")


def media(bench):
    """What is not asked for is refused when it is attached, and nothing of it stays."""
    s = Sheet(bench, evidence("work", media=["audio", "video"]), prompt("answer"))
    wrong = make.png(bench.file("photo.png"), 10, 10)
    s.attach("work", wrong, expect=3)
    s.attach("nowhere", wrong, expect=3)
    s.expect_state("work", "empty", 0)
    s.made("work", "a.wav", make.wav, 100)
    s.expect("work/quantity", "met")


def broken_files(bench):
    """Empty, renamed and truncated files are refused with the place and the reason; nothing of them remains."""
    s = Sheet(bench, evidence("work"))
    before = sorted(p for p in (s.p.library / "objects").rglob("*") if p.is_file())
    for file in sorted((bench.samples / "broken").iterdir()):
        done = s.p.ctl("attach", s.id, "work", file, expect=3)
        hold(done == "", f"nothing is printed for {file.name}: {done}")
    s.attach("work", bench.made / "is-not-there.wav", expect=3)
    s.attach("work", bench.made, expect=3)
    s.expect_state("work", "empty", 0)
    after = sorted(p for p in (s.p.library / "objects").rglob("*") if p.is_file())
    hold(before == after, f"nothing of them remains: {set(after) - set(before)}")
    good = s.made("work", "good.wav", make.wav, 500)
    for kind in ("readable", "notEmpty", "unchanged"):
        s.expect(f"work/{kind}", "met", items=[good])


def unchanged(bench):
    """A byte that turned in the library is found by its check, and said by the check of the portfolio."""
    s = Sheet(bench, evidence("work", media=["data"]))
    file = make.table(bench.file("table.csv"), 4321)
    item = s.attach("work", file)
    s.expect_ready()
    stored = [p for p in (s.p.library / "objects").rglob("*") if p.is_file() and p.stat().st_size == 4321]
    hold(len(stored) == 1, f"one object of that size: {stored}")
    whole = stored[0].read_bytes()
    os.chmod(stored[0], 0o644)
    stored[0].write_bytes(whole[:100] + bytes([whole[100] ^ 1]) + whole[101:])
    report = s.p.ctl_json("library", "check", expect=1)
    hold(stored[0].name in str(report) or "table.csv" in str(report), f"it says which file: {report}")
    s.expect("work/unchanged", "notMet", "table.csv", items=[item])
    s.expect_ready(False)
    stored[0].write_bytes(whole)
    os.chmod(stored[0], 0o444)
    s.p.ctl("library", "check")
    s.expect("work/unchanged", "met", items=[item])
    folder = stored[0].parent
    stored[0].rename(folder / "away")
    s.p.ctl("library", "check", expect=1)
    s.expect("work/unchanged", "notMet", "table.csv", items=[item])
    again = s.attach("work", file)
    s.p.ctl("remove", item)
    s.p.ctl("library", "check", expect=None)
    s.expect("work/unchanged", "met", items=[again])
    (folder / "away").unlink()
    s.p.ctl("library", "check")


def choice(bench):
    one = part("first", 1, prompt("written"), evidence("spoken", media=["audio"]), evidence("always", media=["data"]),
               evidence("drawn", media=["image"]),
               choices=[{"id": "how", "minOptions": 1, "maxOptions": 2, "options": [
                   {"id": "write", "title": "Write", "members": ["written"]},
                   {"id": "speak", "title": "Speak", "members": ["spoken"]},
                   {"id": "draw", "title": "Draw", "members": ["drawn"]}]}])
    s = Sheet(bench, parts=[one])
    ctl = s.p.ctl
    s.made("always", "table.csv", make.table, 70)
    s.expect("first/how/choice", "notMet")
    s.expect("written/quantity", "notApplicable")
    s.expect_ready(False)
    ctl("choose", s.id, "first", "speak")
    s.expect("first/how/choice", "met")
    s.expect("spoken/quantity", "notMet", "1")
    s.made("spoken", "a.wav", make.wav, 500)
    s.expect_ready()
    ctl("choose", s.id, "first", "speak", "write")
    s.expect("written/quantity", "notMet")
    s.expect_ready(False)
    ctl("choose", s.id, "first", "speak", "write", "draw", expect=None)
    ctl("choose", s.id, "first", "nothing", expect=3)
    ctl("choose", s.id, "first", "speak")
    s.expect_ready()


def too_many_chosen(bench):
    both = part("first", 1, prompt("a"), prompt("b"), prompt("c"), choices=[
        {"id": "how", "minOptions": 2, "maxOptions": 2, "options": [
            {"id": f"option-{x}", "title": x, "members": [x]} for x in "abc"]}])
    s = Sheet(bench, parts=[both])
    for x in "abc":
        s.respond(x, "Words.")
    s.p.ctl("choose", s.id, "first", "option-a")
    s.expect("first/how/choice", "notMet", "1 of 2")
    s.p.ctl("choose", s.id, "first", "option-a", "option-b")
    s.expect("first/how/choice", "met")
    s.expect_ready()
    s.p.ctl("choose", s.id, "first", "option-a", "option-b", "option-c")
    s.expect("first/how/choice", "notMet", "3", "2", "1")
    s.expect_ready(False)


def parts(bench):
    s = Sheet(bench, parts=[part("first", 1, prompt("a")),
                            part("second", 2, prompt("b"), prompt("c", required=False), required=False),
                            part("third", 3, prompt("d", required=False), dependsOn=["first"])])
    s.expect_ready(False)
    s.respond("a", "Words.")
    s.expect_ready()
    states = {p["id"]: p["state"] for p in s.report()["parts"]}
    hold(states == {"first": "complete", "second": "empty", "third": "complete"}, str(states))
    s.respond("c", "Words.")
    states = {p["id"]: p["state"] for p in s.report()["parts"]}
    hold(states["second"] == "started", str(states))
    s.expect_ready()


def global_constraints(bench):
    globals_ = [constraint("duration", maxSeconds=2), constraint("fileFormat", extensions=["csv"], appliesToMedia=["data"]),
                constraint("fileSize", maxBytes=1000, appliesToMedia=["data"]), constraint("words", max=2)]
    s = Sheet(bench, evidence("plain", media=["audio"]),
              evidence("own", constraint("duration", maxSeconds=5), media=["audio"]),
              evidence("softer", constraint("duration", "advised", maxSeconds=5), media=["audio"]),
              evidence("total", constraint("duration", maxSeconds=5, scope="total"), media=["audio"]),
              evidence("sheet", media=["data"]),
              evidence("large", constraint("fileSize", maxBytes=9000), media=["data"]),
              prompt("answer"), prompt("long", constraint("words", max=4)), globalConstraints=globals_)
    for name in ("plain", "own", "softer", "total"):
        s.made(name, "a.wav", make.wav, 3000)
    s.expect("plain/duration", "notMet", "0:03", "0:02")
    s.expect("own/duration", "met")
    s.expect("softer/duration", "met", advised=True)
    s.expect("softer/duration.2", "notMet", "0:02")
    s.expect("total/duration", "met")
    s.expect("total/duration.2", "notMet", "0:02")
    about = [f["id"] for f in s.report()["findings"] if f["requirement"] == "own" and f["kind"] == "duration"]
    hold(about == ["own/duration"], f"its own one replaces the global one: {about}")
    about = [f["kind"] for f in s.report()["findings"] if f["requirement"] == "plain"]
    hold("fileFormat" not in about, f"what is for tables does not touch sound: {about}")
    for name, result in [("sheet", "notMet"), ("large", "met")]:
        s.made(name, "table.csv", make.table, 1001)
        s.expect(f"{name}/fileSize", result)
        s.expect(f"{name}/fileFormat", "met")
    for name, result in [("answer", "notMet"), ("long", "met")]:
        s.respond(name, "One two three.")
        s.expect(f"{name}/words", result)


def applies_to_media(bench):
    s = Sheet(bench, evidence("work", constraint("duration", maxSeconds=1, appliesToMedia=["video"]),
                              media=["audio", "video"]),
              prompt("answer", constraint("words", min=3, appliesToMedia=["text"]),
                     constraint("duration", maxSeconds=1, appliesToMedia=["audio"]),
                     answerMedia=["text", "audio"], least=1, most=2))
    s.made("work", "long.wav", make.wav, 5000)
    s.expect("work/duration", "notApplicable")
    film = s.made("work", "film.mp4", make.silent_video)
    s.expect("work/duration", "notMet", "0:02", items=[film])
    spoken = s.p.ctl("respond", s.id, "answer", "--file", make.wav(bench.file("answer.wav"), 1500))
    s.expect("answer/words", "notApplicable")
    s.expect("answer/duration", "notMet", "1.5", items=[spoken])
    written = s.respond("answer", "Two words")
    s.expect("answer/words", "notMet", "2 words", items=[written])


def advice(bench):
    """Advice is shown and never blocks; a rubric row without evidence is advice."""
    s = Sheet(bench, prompt("answer", constraint("words", "advised", min=3), criteria=["asking"]),
              prompt("other"), evidence_from={"asking": ["answer"]})
    s.expect("rubric/asking/criterionCoverage", "notMet", "Asking", advised=True)
    s.expect("answer/words", "notApplicable", advised=True)
    s.respond("answer", "One.")
    s.respond("other", "One.")
    s.expect("answer/words", "notMet", "1 word", advised=True)
    s.expect("rubric/asking/criterionCoverage", "met", advised=True)
    s.expect_state("answer", "complete", 1)
    s.expect_ready()


CASES = [quantity, defaults, media, broken_files, unchanged, choice, too_many_chosen, parts, global_constraints,
         applies_to_media, advice]
