# SPDX-License-Identifier: GPL-3.0-or-later
"""A definition made on the spot, a portfolio begun on it, and what the completeness check has to say of it."""
import json

from programs import hold

RESULTS = {"met", "notMet", "needsInformation", "needsConfirmation", "confirmed", "notApplicable"}
OPEN = {"notMet", "needsInformation", "needsConfirmation"}
FINDING_MEMBERS = ["id", "part", "requirement", "criterion", "kind", "severity", "result", "message", "items"]
MEDIA = ["document", "image", "audio", "video", "data"]


def constraint(kind, severity="required", **fields):
    return {"kind": kind, "severity": severity, **fields}


def evidence(name, *constraints, media=MEDIA, least=1, most=None, **more):
    return {"id": name, "title": name.capitalize(), "artifactType": "other", "media": list(media),
            "quantity": {"min": least, "max": most}, "constraints": list(constraints), **more}


def prompt(name, *constraints, least=1, most=1, **more):
    return {"id": name, "text": name.capitalize(), "responses": {"min": least, "max": most},
            "constraints": list(constraints), **more}


def part(name, position, *requirements, **more):
    return {"id": name, "position": position, "title": name.capitalize(),
            "prompts": [r for r in requirements if "text" in r],
            "evidence": [r for r in requirements if "text" not in r], **more}


def definition(identifier, parts, evidence_from=None, **more):
    """The least that is valid, and what is given besides."""
    levels = [{"level": "no", "description": "Not yet."}, {"level": "yes", "description": "Yes."}]
    criteria = [{"id": c, "position": n, "title": c.capitalize(), "scale": "yes-no", "levels": levels,
                 "evidenceFrom": (evidence_from or {}).get(c, [])}
                for n, c in enumerate(["asking", "waiting"], 1)]
    return {"formatVersion": "1.0", "type": ["Achievement"], "achievementType": "MicroCredential", "id": identifier,
            "version": "1", "status": "published", "name": identifier.rsplit("/", 1)[-1], "description": "For a test.",
            "inLanguage": "en", "creator": {"id": "https://example.org/maker", "name": "Maker"},
            "criteria": {"narrative": "Show it."}, "competency": {"statement": "Can do it."}, "parts": parts,
            "rubric": {"title": "Rubric", "criteria": criteria,
                       "scales": [{"id": "yes-no", "levels": [
                           {"id": "no", "quality": "No", "score": 0, "position": 1},
                           {"id": "yes", "quality": "Yes", "score": 1, "position": 2}]}]},
            "passingRule": {"type": "criterionAtLeast", "criteria": ["*"], "level": "yes"}, **more}


class Bench:
    """The programs, the sample files, and a folder for what is made."""

    def __init__(self, programs, samples):
        self.p, self.samples = programs, samples
        self.made = programs.folder / "made"
        self.made.mkdir(parents=True)
        self.sheets = 0

    def file(self, name):
        """A path for a file of this name that nobody else uses."""
        self.sheets += 1
        folder = self.made / str(self.sheets)
        folder.mkdir()
        return folder / name

    def import_definition(self, parts, **more):
        self.sheets += 1
        made = definition(f"https://example.org/kinds/sheet-{self.sheets}", parts, **more)
        path = self.file("definition.json")
        path.write_text(json.dumps(made), encoding="utf-8")
        self.p.ctl("definition", "import", path)
        return made, path


class Sheet:
    """A portfolio on a definition of its own."""

    def __init__(self, bench, *requirements, parts=None, **more):
        self.bench, self.p = bench, bench.p
        self.definition, self.path = bench.import_definition(parts or [part("part", 1, *requirements)], **more)
        self.id = self.p.ctl("portfolio", "new", self.definition["id"])

    def attach(self, requirement, file, *options, expect=0):
        return self.p.ctl("attach", self.id, requirement, file, *options, expect=expect)

    def made(self, requirement, name, maker, *arguments, options=(), **more):
        """Makes a file and attaches it."""
        return self.attach(requirement, maker(self.bench.file(name), *arguments, **more), *options)

    def sample(self, requirement, name, *options):
        return self.attach(requirement, self.bench.samples / name, *options)

    def respond(self, requirement, text, *options, expect=0):
        return self.p.ctl("respond", self.id, requirement, "--text", text, *options, expect=expect)

    def edit(self, item, *options):
        self.p.ctl("edit", item, *options)

    def confirm(self, finding, expect=0):
        return self.p.ctl("confirm", self.id, finding, expect=expect)

    def report(self, date=None):
        """What the check says, once its shape and its own sums have been found right."""
        options = ["--date", date] if date else []
        code, report = self.p.check(self.id, *options)
        hold(code == (0 if report["ready"] else 1), f"exit code {code} with ready {report['ready']}")
        self.check_shape(report)
        self.check_states(report)
        return report

    def check_shape(self, report):
        hold(list(report) == ["portfolio", "ready", "parts", "requirements", "findings"], f"members: {list(report)}")
        hold(report["portfolio"] == self.id and isinstance(report["ready"], bool), "portfolio and ready")
        hold(all(list(p) == ["id", "state"] for p in report["parts"]), "a part is id and state")
        hold(all(list(r) == ["id", "part", "state", "count"] for r in report["requirements"]),
             "a requirement is id, part, state and count")
        for finding in report["findings"]:
            hold(list(finding) == FINDING_MEMBERS, f"members of a finding: {list(finding)}")
            hold(finding["result"] in RESULTS and finding["severity"] in ("required", "advised"), str(finding))
            hold(finding["message"].strip() != "" and isinstance(finding["items"], list), str(finding))
        ids = [f["id"] for f in report["findings"]]
        hold(len(ids) == len(set(ids)), f"each finding has an id of its own: {ids}")

    def check_states(self, report):
        """A requirement is complete when nothing required about it is open, empty when nothing is there."""
        for requirement in report["requirements"]:
            about = [f for f in report["findings"] if f["requirement"] == requirement["id"]]
            is_open = any(f["severity"] == "required" and f["result"] in OPEN for f in about)
            state = requirement["state"]
            if requirement["count"] > 0:
                hold(state == ("started" if is_open else "complete"), f"{requirement} {about}")
            else:
                hold(state in ("empty", "started"), f"{requirement}")
        required = {p["id"] for p in self.definition["parts"] if p.get("required", True)}
        ready = all(p["state"] == "complete" for p in report["parts"] if p["id"] in required)
        hold(report["ready"] == ready, "ready when all required parts are complete")

    def finding(self, finding, date=None):
        found = [f for f in self.report(date)["findings"] if f["id"] == finding]
        hold(len(found) == 1, f"there is one finding {finding}")
        return found[0]

    def expect(self, finding, result, *says, items=None, date=None, advised=False):
        """The finding has this result, its message holds each of `says`, and it is about these items."""
        found = self.finding(finding, date)
        hold(found["result"] == result, f"{finding} is {found['result']}, not {result}: {found['message']}")
        for text in says:
            hold(str(text) in found["message"], f"“{text}” is in the message of {finding}: {found['message']}")
        hold(found["severity"] == ("advised" if advised else "required"), f"severity of {finding}")
        if items is not None:
            hold(sorted(found["items"]) == sorted(items), f"items of {finding}: {found['items']}, not {items}")
        return found

    def expect_ready(self, ready=True, date=None):
        report = self.report(date)
        still = [(f["id"], f["result"], f["message"]) for f in report["findings"] if f["result"] in OPEN]
        hold(report["ready"] == ready, f"ready is {report['ready']}, not {ready}: {still}")

    def expect_state(self, requirement, state, count):
        found = [r for r in self.report()["requirements"] if r["id"] == requirement][0]
        hold((found["state"], found["count"]) == (state, count), f"{requirement} is {found}, not {state} {count}")

    def expect_confirmation(self, finding, change, *says):
        """Waits for the earner, rests on what she confirmed, and lapses when that becomes another."""
        self.expect(finding, "needsConfirmation", *says)
        self.confirm(finding)
        self.expect(finding, "confirmed")
        change()
        self.expect(finding, "needsConfirmation")
        self.confirm(finding)
        self.expect(finding, "confirmed")
