# SPDX-License-Identifier: GPL-3.0-or-later
"""A recording of the wrong kind that is too large: said so, made to fit, sent, and what the issuer has is what
the manifest says, and no more.

  fit.py --build BUILD"""
import argparse
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

from programs import SOURCE, NotHeld, Programs, hold

LIMIT = 700000


def definition(folder):
    """One requirement, one criterion; MP4 of at most 700 kB."""
    made = json.loads((SOURCE / "data/catalogue/wait-time.json").read_text(encoding="utf-8"))
    part = next(part for part in made["parts"] if part["id"] == "part2")
    asked = next(one for one in part["evidence"] if one["id"] == "recording")
    criterion = next(one for one in made["rubric"]["criteria"] if one["id"] == "recording-shows")
    criterion.pop("resources", None)
    criterion["evidenceFrom"] = ["recording"]
    asked.update(constraints=[], criteria=["recording-shows"], quantity={"min": 1, "max": 9})
    part.update(evidence=[asked], prompts=[], choices=[], dependsOn=[])
    for name in ("selfAssessment", "stack", "resources", "alignment", "supportPolicy"):
        made.pop(name, None)
    made.update(id="https://example.org/micro-credentials/test/fit", parts=[part], prerequisites=[], attestations=[],
                globalConstraints=[
                    {"kind": "fileFormat", "severity": "required", "extensions": ["mp4"]},
                    {"kind": "fileSize", "severity": "required", "maxBytes": LIMIT, "scope": "each"}],
                passingRule={"type": "criterionAtLeast", "criteria": ["recording-shows"], "level": "yes"})
    made["rubric"]["criteria"] = [criterion]
    made["submissionPolicy"] = {**made.get("submissionPolicy", {}), "window": None}
    made["submissionPolicy"].pop("window")
    path = folder / "fit.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    return path, made["id"]


def run(programs, folder):
    path, name = definition(folder)
    film = folder / "Zebulon.mov"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-f", "lavfi", "-i", "testsrc2=size=640x360:rate=25:duration=16",
                    "-f", "lavfi", "-i", "sine=440:duration=16", "-c:v", "libx264", "-preset", "ultrafast", "-b:v", "2M",
                    "-c:a", "aac", "-metadata", "artist=Zebulon Quandry", str(film)], check=True)
    programs.desk_run("definition", "add", path)
    token = folder / "token"
    token.write_text(programs.desk_run("token", "zora"), encoding="utf-8")
    programs.ctl("library", "init")
    programs.ctl("issuer", "add", "Practice", programs.start_server(), "--token-file", token)
    programs.ctl("definition", "import", path)
    portfolio = programs.ctl("portfolio", "new", name)
    programs.ctl("attach", portfolio, "recording", film, "--range", "2-14")
    code, report = programs.check(portfolio)
    open_kinds = sorted(one["kind"] for one in report["findings"] if one["result"] == "notMet")
    hold(code == 1 and open_kinds == ["fileFormat", "fileSize"], f"size and kind are open: {open_kinds}")
    programs.ctl("submit", portfolio, "--issuer", "Practice", expect=1)
    programs.ctl("submit", portfolio, "--issuer", "Practice", "--fit")
    code, report = programs.check(portfolio)
    hold(code == 0, "nothing is open once it fits")
    files = [one for one in (programs.desk / "files").rglob("*") if one.is_file()]
    hold(len(files) == 1, f"the issuer has one file: {files}")
    sent = files[0].read_bytes()
    hold(len(sent) <= LIMIT and sent[4:8] == b"ftyp", f"it is an MP4 of {len(sent)} bytes")
    hold(b"Zebulon" not in sent, "it does not say who made it")
    digest = hashlib.sha256(sent).hexdigest()
    trace = programs.trace.read_text(encoding="utf-8") if programs.trace.exists() else ""
    manifests = list((programs.library / "outbox").rglob("manifest.json"))
    told = trace + "".join(one.read_text(encoding="utf-8") for one in manifests)
    hold(digest in told, "the manifest names exactly that file")
    original = hashlib.sha256(film.read_bytes()).hexdigest()
    hold(original not in told, "and not the original")
    shown = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0",
                            str(files[0])], capture_output=True, text=True, check=True).stdout
    hold(11.5 <= float(shown) <= 12.001, f"it is the chosen range: {shown}")
    kept = [one for one in (programs.library / "objects").rglob("*")
            if one.is_file() and hashlib.sha256(one.read_bytes()).hexdigest() == original]
    hold(len(kept) == 1, "the original is in the library as it was")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    build = parser.parse_args().build
    with tempfile.TemporaryDirectory(prefix="vouch-fit-") as name:
        programs = Programs(build, name)
        try:
            run(programs, pathlib.Path(name))
        except NotHeld as problem:
            print(f"not held: {problem}")
            return 1
        finally:
            programs.stop_server()
    print("what was sent fits")
    return 0


if __name__ == "__main__":
    sys.exit(main())
