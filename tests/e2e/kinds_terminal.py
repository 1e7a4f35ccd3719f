# SPDX-License-Identifier: GPL-3.0-or-later
"""What other tools rely on when they call vouchctl: exit codes, ids alone, JSON, and where options may stand."""
import fcntl
import json
import struct
import subprocess

import made_files as make
from programs import hold
from sheet import Sheet, constraint, evidence, part, prompt

# <bits/fcntl-linux.h>; Python 3.11 has no name for it.
F_OFD_SETLK = 37


def called(bench, *args):
    """Exit code, standard output and standard error of one call."""
    done = subprocess.run([str(bench.p.vouchctl), *map(str, args)], env=bench.p.env, capture_output=True, text=True,
                          timeout=60)
    return done.returncode, done.stdout, done.stderr


def refuses(bench, code, *args):
    returned, out, said = called(bench, *args)
    hold(returned == code, f"{args} ended with {returned}, not {code}: {out} {said}")
    hold(out == "", f"{args} prints nothing where the answer would be: {out}")
    hold(len(said.strip()) > 10, f"{args} says why")
    for word in ("assert", "CRITICAL", "failed"):
        hold(word not in said, f"{args} says it in plain words: {said}")
    return said


def usage(bench):
    s = Sheet(bench, evidence("work"), prompt("answer"))
    file = make.wav(bench.file("a.wav"), 3000)
    item = s.attach("work", file)
    nothing = "01a20297-b13d-74d6-869f-da08fd85c8e7"
    for args in [[], ["fly"], ["portfolio"], ["portfolio", "fly"], ["portfolio", "show"], ["portfolio", "new"],
                 ["attach", s.id, "work"], ["attach", s.id, "work", file, "more"],
                 ["attach", s.id, "work", file, "--nonsense"], ["attach", s.id, "work", file, "--range", "3"],
                 ["attach", s.id, "work", file, "--range", "a-b"], ["attach", s.id, "work", file, "--attribute", "x"],
                 ["portfolio", "check", s.id, "--date", "2026-02-30"], ["portfolio", "check", s.id, "--date", "today"],
                 ["annotate", item, "No place."], ["annotate", item, "--at", "1", "--page", "2", "Two places."],
                 ["annotate", item, "--at", "1:99", "No time."], ["respond", s.id, "answer"],
                 ["respond", s.id, "answer", "--text", "a", "--file", file],
                 ["person", "add", "K", "--role", "pilot"], ["permission", "add", "K"],
                 ["permission", "add", "K", "--scope", "smell", "--purpose", "assessment"],
                 ["permission", "add", "K", "--scope", "voice", "--purpose", "assessment", "--until", "soon"],
                 ["appear", item], ["appear", item, "K", "--nobody"], ["assess", s.id, "asking", "yes"],
                 ["goal", "add", s.id, "asking", "Do it.", "--due", "soon"], ["choose", s.id, "part"]]:
        refuses(bench, 2, *args)
    for args in [["portfolio", "show", nothing], ["portfolio", "check", nothing], ["portfolio", "new", "https://a.b/c"],
                 ["attach", nothing, "work", file], ["attach", s.id, "nowhere", file], ["definition", "show", "nothing"],
                 ["attach", s.id, "work", file, "--attribute", "colour=red"],
                 ["attach", s.id, "work", file, "--attribute", "occasion=never"],
                 ["attach", s.id, "work", file, "--attribute", "date=2026-13-01"],
                 ["attach", s.id, "work", file, "--criterion", "nobody"], ["attach", s.id, "work", file, "--range", "2-1"],
                 ["attach", s.id, "work", file, "--range", "4-5"], ["edit", nothing, "--title", "A"],
                 ["remove", nothing], ["restore", nothing], ["annotate", nothing, "--at", "1", "Text."],
                 ["annotate", item, "--at", "1", "--criterion", "nobody", "Text."],
                 ["respond", s.id, "nowhere", "--text", "a"], ["respond", s.id, "answer", "--text", "a", "--cite", nothing],
                 ["respond", s.id, "answer", "--file", bench.made / "none.txt"], ["confirm", s.id, "work/nothing"],
                 ["choose", s.id, "part", "nothing"], ["choose", s.id, "nowhere", "nothing"],
                 ["assess", s.id, "nobody", "yes", "--reason", "So."], ["assess", s.id, "asking", "very", "--reason", "So."],
                 ["goal", "add", s.id, "nobody", "Do it."], ["goal", "close", nothing],
                 ["permission", "add", "nobody-here", "--scope", "voice", "--purpose", "assessment"],
                 ["permission", "withdraw", nothing], ["appear", nothing, "--nobody"],
                 ["submission", "withdraw", nothing], ["decision", "show", nothing], ["credential", "show", nothing],
                 ["credential", "verify", file], ["issuer", "sync", "Nobody"], ["submit", s.id, "--issuer", "Nobody"],
                 ["definition", "import", file], ["definition", "validate", file],
                 ["definition", "import", bench.made / "none.json"]]:
        refuses(bench, 3, *args)
    s.expect_state("work", "complete", 1)
    s.expect_state("answer", "empty", 0)


def bad_definitions(bench):
    """A definition that breaks a rule is refused, and the message names the field."""
    made, path = bench.import_definition([part("part", 1, evidence("work"))])
    hold(called(bench, "definition", "validate", path)[0] == 0, "a good one is good")
    hold(json.loads(bench.p.ctl("definition", "show", made["id"], "--json"))["id"] == made["id"], "it can be shown")

    def spoilt(change):
        copy = json.loads(json.dumps(made))
        copy["id"] += "-spoilt"
        change(copy)
        file = bench.file("spoilt.json")
        file.write_text(json.dumps(copy), encoding="utf-8")
        return file
    work = lambda d: d["parts"][0]["evidence"][0]
    for change, field in [
            (lambda d: d.update(formatVersion="2.0"), "formatVersion"), (lambda d: d.pop("competency"), "competency"),
            (lambda d: work(d)["constraints"].append(constraint("levitation")), "kind"),
            (lambda d: work(d)["constraints"].append(constraint("words", min=5, max=4)), "min"),
            (lambda d: work(d)["constraints"].append(constraint("same", attribute="hat")), "attribute"),
            (lambda d: work(d)["constraints"].append(constraint("cites", targets=["nowhere"], min=1)), "targets"),
            (lambda d: work(d)["constraints"].append(constraint("template", resource="none")), "resource"),
            (lambda d: work(d).update(id="part"), "id"), (lambda d: work(d).update(criteria=["nobody"]), "criteria"),
            (lambda d: d["parts"][0].update(dependsOn=["part"]), "dependsOn"),
            (lambda d: d["rubric"]["criteria"][0].update(scale="none"), "scale"),
            (lambda d: d["passingRule"].update(level="great"), "level"),
            (lambda d: work(d).update(quantity={"min": 3, "max": 2}), "quantity"),
            (lambda d: work(d).update(media=["smell"]), "media")]:
        file = spoilt(change)
        for command in ("validate", "import"):
            said = refuses(bench, 3, "definition", command, file)
            hold(field in said, f"the message names {field}: {said}")
    listed = bench.p.ctl("definition", "list")
    hold("-spoilt" not in listed, "nothing of them remains")


def ids_alone(bench):
    s = Sheet(bench, evidence("work", media=["audio"]), prompt("answer"))
    file = make.wav(bench.file("a.wav"), 3000)
    made = {}

    def both(name, *args):
        """The id alone on a line of its own; with --json, wherever it stands, as {"id"}."""
        code, out, said = called(bench, *args)
        hold(code == 0 and out.count("\n") == 1 and " " not in out.strip(), f"{args}: {code} {out} {said}")
        made[name] = out.strip()
        variants = [[*args, "--json"], ["--json", *args], [args[0], "--json", *args[1:]]]
        for number, variant in enumerate(variants):
            variant = [f"IA-{number + 2}" if x == "IA-1" and name == "person" else x for x in variant]
            code, out, said = called(bench, *variant)
            hold(code == 0 and list(json.loads(out)) == ["id"], f"{variant}: {code} {out} {said}")
    both("portfolio", "portfolio", "new", s.definition["id"], "--title", "T")
    both("item", "attach", s.id, "work", file, "--title", "T")
    both("answer", "respond", s.id, "answer", "--text", "Words.")
    both("mark", "annotate", made["item"], "--at", "1", "Here.")
    both("person", "person", "add", "IA-1")
    both("permission", "permission", "add", "IA-1", "--scope", "voice", "--purpose", "assessment")
    both("assessment", "assess", s.id, "asking", "no", "--reason", "So far.")
    both("goal", "goal", "add", s.id, "asking", "I will wait.", "--due", "2027-01-30")
    listed = bench.p.ctl("goal", "list")
    hold(made["goal"] in listed and "2027-01-30" in listed, "the goal is listed")
    bench.p.ctl("goal", "close", made["goal"])
    goals = {g["id"]: g for g in bench.p.ctl_json("goal", "list")["goals"]}
    hold(goals[made["goal"]]["state"] != [g for g in goals.values() if g["id"] != made["goal"]][0]["state"],
         "a closed goal is told from an open one")
    bench.p.ctl("permission", "withdraw", made["permission"])
    listed = json.dumps(bench.p.ctl_json("permission", "list"))
    hold(made["permission"] in listed, "a withdrawn permission is still listed")
    for name in ("portfolio", "person", "permission", "goal", "definition", "issuer", "submission", "credential"):
        json.loads(bench.p.ctl(name, "list", "--json"))


def options_anywhere(bench):
    s = Sheet(bench, evidence("work", media=["audio"]), prompt("answer"))
    file = make.wav(bench.file("a.wav"), 3000)
    ctl = s.p.ctl
    for args in [["attach", "--title", "T", s.id, "work", file], ["attach", s.id, "--title=T", "work", file],
                 ["attach", s.id, "work", file, "--title", "T"], ["attach", "--title", "T", "--", s.id, "work", file]]:
        item = ctl(*args)
        hold(f"{item}" in ctl("portfolio", "show", s.id), f"{args} attaches")
    other = bench.p.folder / "other library"
    ctl("--library", other, "library", "init")
    ctl("library", "init", f"--library={other}")
    hold(json.loads(ctl("portfolio", "--library", other, "list", "--json"))["portfolios"] == [], "another library")
    dash = ctl("respond", s.id, "answer", "--text", "--text is an option")
    hold("--text is an option" in ctl("portfolio", "show", s.id), f"a value may begin with dashes: {dash}")


def editing(bench):
    s = Sheet(bench, evidence("take", constraint("duration", maxSeconds=2), media=["audio"]),
              evidence("work", constraint("same", attribute="lesson"),
                       constraint("criterionCoverage", criteria=["waiting"]), media=["data"]))
    take = s.made("take", "a.wav", make.wav, 3000)
    work = [s.made("work", "a.csv", make.table, 70 + n) for n in range(2)]
    s.edit(take, "--title", "Half a lesson", "--range", "0:00:00.5-0:00:02.5")
    s.expect("take/duration", "met")
    shown = json.loads(s.p.ctl("portfolio", "show", s.id, "--json"))
    hold("Half a lesson" in json.dumps(shown), "the title is kept")
    for item in work:
        s.edit(item, "--attribute", "lesson=L1", "--attribute", "date=2026-11-01", "--criterion", "waiting")
    s.expect("work/same", "met")
    s.expect("work/criterionCoverage", "met")
    s.edit(work[0], "--title", "Another")
    s.expect("work/same", "met")
    s.expect("work/criterionCoverage", "met")
    s.p.ctl("remove", take)
    s.expect_state("take", "empty", 0)
    s.p.ctl("restore", take)
    s.expect("take/duration", "met", items=[take])


def locked(bench):
    """Reading always works; a write waits five seconds for whoever writes, and then says so."""
    s = Sheet(bench, prompt("answer"))
    with open(bench.p.library / "lock", "r+b") as lock:
        fcntl.fcntl(lock, F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
        s.expect_ready(False)
        s.p.ctl("portfolio", "list")
        s.p.ctl("library", "check")
        refuses(bench, 4, "respond", s.id, "answer", "--text", "Words.")
    s.respond("answer", "Words.")
    s.expect_ready()
    refuses(bench, 4, "--library", bench.p.folder / "nowhere", "portfolio", "list")


def issuer_away(bench):
    """Offline is the environment; a refusal is the issuer's."""
    p = bench.p
    s = Sheet(bench, prompt("answer"))
    s.respond("answer", "Words.")
    url = p.start_server()
    good = p.folder / "token-away"
    good.write_text(p.desk_run("token", "ada"), encoding="utf-8")
    bad = p.folder / "token-bad"
    bad.write_text("nonsense", encoding="utf-8")
    p.ctl("issuer", "add", "Away", url, "--token-file", good)
    code, _, said = called(bench, "issuer", "add", "Stranger", url, "--token-file", bad)
    if code == 0:
        said = refuses(bench, 5, "submit", s.id, "--issuer", "Stranger")
    hold(code in (0, 5), f"a wrong token is refused by the issuer: {code} {said}")
    refuses(bench, 5, "submit", s.id, "--issuer", "Away")
    p.stop_server()
    refuses(bench, 4, "issuer", "sync", "Away")


CASES = [usage, bad_definitions, ids_alone, options_anywhere, editing, locked, issuer_away]
