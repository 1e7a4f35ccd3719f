#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""The whole way of one teacher, with the real programs over loopback HTTP: choose, assess, set a goal,
record a lesson, find its pauses, choose a range, attach student work, write, complete, send, hear "not yet" twice, send again, hold the badge.

  journey.py --build BUILD [--pictures FOLDER] [--folder FOLDER]

Prints a line for each step and ends with `journey complete`, or says which step did not hold."""
import argparse
import base64
import hashlib
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import urllib.error
import urllib.parse
import urllib.request
import wave
import zipfile

from programs import SOURCE, NotHeld, Programs, hold

DEFINITION = "https://example.org/micro-credentials/classroom-talk/wait-time"
SUBJECT = "did:key:z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"
TONE_HZ = 3000
RANGE_START, RANGE_END = 20, 330


def words(count, text):
    """Sentences until there are `count` words."""
    given = text.split()
    return " ".join((given * (count // len(given) + 1))[:count])


def make_lesson(samples, folder):
    """Six minutes of speech with its pauses; a tone stands in what will be outside the range."""
    with wave.open(str(samples / "lesson.wav")) as source:
        params = source.getparams()
        speech = source.readframes(params.nframes)
    seconds = params.nframes / params.framerate
    subprocess.run(["sox", "-q", "-n", "-r", str(params.framerate), "-c", str(params.nchannels), "-b", "16",
                    str(folder / "tone.wav"), "synth", "15", "sine", str(TONE_HZ), "vol", "0.5"], check=True)
    repeats = int((RANGE_END + 10) / seconds) + 1
    with wave.open(str(folder / "speech.wav"), "wb") as out:
        out.setparams(params)
        for _ in range(repeats):
            out.writeframes(speech)
    subprocess.run(["sox", "-q", str(folder / "tone.wav"), str(folder / "speech.wav"), str(folder / "tone.wav"),
                    str(folder / "lesson-long.wav")], check=True)
    return folder / "lesson-long.wav"


def make_spoken(samples, folder):
    """What a student said, as a telephone saves it: with a name and a place in it."""
    spoken = folder / "spoken.m4a"
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(samples / "lesson.wav"), "-c:a", "aac", "-b:a",
                    "64k", "-metadata", "title=Zebulon Quandry", "-metadata", "artist=Zebulon Quandry",
                    "-metadata", "location=+46.5197+006.6323/", str(spoken)], check=True)
    return spoken


def without_links(samples, folder):
    """The sample document and PDF with everything that identifies someone, but without their links."""
    with zipfile.ZipFile(samples / "plan.docx") as source, zipfile.ZipFile(folder / "plan.docx", "w") as out:
        for member in source.infolist():
            text = source.read(member)
            if member.filename == "word/document.xml":
                text = re.sub(rb"<w:p><w:hyperlink.*?</w:p>|<w:p><w:r><w:fldChar.*?</w:p>", b"", text)
            elif member.filename == "word/_rels/document.xml.rels":
                text = re.sub(rb'<Relationship Id="rId5"[^>]*/>', b"", text)
            out.writestr(member, text)
    pdf = (samples / "work.pdf").read_bytes()
    for link, other in [(b"https://plan.example.org/unit3.", b"in the drawer with the others."),
                        (b"/S /URI /URI (https://link.example.org/page)", b"/S /Named /N /NextPage")]:
        hold(link in pdf, f"the sample PDF holds {link}")
        pdf = pdf.replace(link, other.ljust(len(link)))
    (folder / "work.pdf").write_bytes(pdf)


def has_tone(path, folder):
    """Whether the tone of what lies outside the range can be heard in a file."""
    def rms(*effects):
        out = subprocess.run(["sox", str(folder / "heard.wav"), "-n", *effects, "stat"], capture_output=True,
                             text=True, check=True).stderr
        return float([line for line in out.splitlines() if line.startswith("RMS     amplitude")][0].split()[-1])
    subprocess.run(["ffmpeg", "-v", "error", "-y", "-i", str(path), "-ac", "1", "-ar", "16000",
                    str(folder / "heard.wav")], check=True)
    loudest = 0.0
    length = float(subprocess.run(["soxi", "-D", str(folder / "heard.wav")], capture_output=True, text=True,
                                  check=True).stdout)
    for start in [0, 1, 2, 3, max(length - 4, 0), max(length - 3, 0), max(length - 2, 0), max(length - 1, 0)]:
        loudest = max(loudest, rms("trim", str(start), "1", "sinc", f"{TONE_HZ - 20}-{TONE_HZ + 20}"))
    return loudest > 0.05


class Journey:
    def __init__(self, programs, samples):
        self.p, self.samples = programs, samples
        self.portfolio = self.recording = self.baseline = self.url = None
        self.people = ["A-1", "A-2"]

    def say(self, text):
        print(f"· {text}", flush=True)

    def begin(self):
        p = self.p
        p.desk_run("definition", "add", SOURCE / "data/catalogue/wait-time.json")
        token = p.folder / "token"
        token.write_text(p.desk_run("token", "zora"), encoding="utf-8")
        url = self.url = p.start_server()
        p.ctl("library", "init")
        p.ctl("issuer", "add", "Practice", url, "--token-file", token)
        p.ctl("issuer", "sync", "Practice")
        listed = json.dumps(p.ctl_json("definition", "list"))
        hold(DEFINITION in listed, "the definition is in the list")
        self.portfolio = p.ctl("portfolio", "new", DEFINITION, "--title", "Room to think")
        self.say(f"issuer at {url}, portfolio begun")

    def assess(self):
        for criterion, level in [("overview", "almost"), ("recording-shows", "no"), ("student-voice", "notYet"),
                                 ("teacher-reflection", "almost")]:
            self.p.ctl("assess", self.portfolio, criterion, level, "--reason", "From what I saw this week.")
        goal = self.p.ctl("goal", "add", self.portfolio, "recording-shows",
                          "I will count silently to four after each question.", "--due", "2027-01-30")
        hold(goal in json.dumps(self.p.ctl_json("goal", "list")), "the goal is in the list")
        self.say("assessed herself, set a goal")

    def people_and_permissions(self):
        for key in self.people:
            self.p.ctl("person", "add", key, "--role", "student")
            self.p.ctl("permission", "add", key, "--scope", "voice|image|work", "--purpose", "assessment",
                       "--form", "district")

    def record(self):
        """The recorder of the program, with a file where the microphone would be, as quick as it is taken."""
        p, P = self.p, self.portfolio
        lesson = make_lesson(self.samples, p.folder)
        p.env["VOUCH_CAPTURE_SOURCE"] = f"sound=speech,live=0,file={lesson}"
        p.ctl("record", "--audio", "--seconds", str(RANGE_END + 15), "--for", P, "recording")
        del p.env["VOUCH_CAPTURE_SOURCE"]
        items = [i for i in p.ctl_json("portfolio", "show", P)["items"] if i.get("requirement") == "recording"]
        hold(len(items) == 1, f"the recording is where it was made for: {items}")
        self.recording = items[0]["id"]
        pauses = p.ctl_json("pauses", self.recording)["pauses"]
        hold(len(pauses) >= 8, f"its pauses are found: {pauses}")
        self.say(f"recorded a lesson; {len(pauses)} pauses of 3 s and more are in it")

    def attach(self):
        p, P = self.p, self.portfolio
        without_links(self.samples, p.folder)
        p.ctl("edit", self.recording, "--title", "Lesson on floating",
              "--attribute", "date=2026-11-12", "--attribute", "lesson=L4",
              "--criterion", "recording-shows", "--range", f"0:{RANGE_START:02d}-{RANGE_END}")
        for n in range(8):
            p.ctl("annotate", self.recording, "--at", str(30 + 30 * n), "--criterion", "recording-shows",
                  "--label", "wait", f"Silence number {n + 1}")
        p.ctl("appear", self.recording, *self.people)
        self.baseline = p.ctl("attach", P, "baseline", self.samples / "photo.jpg", "--attribute", "date=2026-11-02")
        p.ctl("appear", self.baseline, "--nobody")
        self.say("marked eight moments in it and chose a range; attached a photo of the tally")

    def write(self):
        p, P = self.p, self.portfolio
        p.ctl("respond", P, "activity", "--text", words(80, "We talked about what floats and why in grade three."))
        p.ctl("respond", P, "effect", "--text", words(90, "I counted who spoke before and after I began to wait."))
        p.ctl("respond", P, "student-view", "--text", words(40, "I can think of more when it is quiet."),
              "--attribute", "student=A-1")
        spoken = p.ctl("respond", P, "student-view", "--file", make_spoken(self.samples, p.folder),
                       "--attribute", "student=A-2")
        p.ctl("appear", spoken, "A-2")
        cites = [f"{self.recording}@{30 + 30 * n}" for n in range(3)]
        answer = p.folder / "answer.txt"
        answer.write_text(words(180, "At the first silence a hand went up that I had not seen before."), encoding="utf-8")
        p.ctl("respond", P, "teacher-view", "--file", answer, *[x for c in cites for x in ("--cite", c)])
        self.say("wrote the answers; two students answered, one aloud")

    def report(self):
        """What `portfolio check` says, ready or not."""
        return self.p.ctl_json("portfolio", "check", self.portfolio, expect=None)

    def confirm_all(self):
        for finding in self.report()["findings"]:
            if finding["result"] == "needsConfirmation":
                self.p.ctl("confirm", self.portfolio, finding["id"])

    def complete(self):
        self.p.ctl("portfolio", "check", self.portfolio, expect=1)
        self.confirm_all()
        self.check_ready()

    def check_ready(self):
        report = self.report()
        still = [f"{f['id']}: {f['message']}" for f in report["findings"]
                 if f["severity"] == "required" and f["result"] in ("notMet", "needsInformation", "needsConfirmation")]
        hold(report["ready"], "ready; still open:\n  " + "\n  ".join(still))
        self.p.ctl("portfolio", "check", self.portfolio)
        self.say("everything is complete")

    def submit(self, *more):
        self.p.ctl("submit", self.portfolio, "--issuer", "Practice", expect=1)
        sent = self.p.ctl("submit", self.portfolio, "--issuer", "Practice", *more,
                          *[x for a in ("own-work", "permissions", "privacy") for x in ("--attest", a)])
        self.say(f"sent as {sent.splitlines()[-1]}")
        return sent

    def withdraw(self):
        """A sent portfolio can be taken back while nobody has decided; then it is sent anew."""
        sent = self.submit()
        self.p.ctl("submission", "withdraw", sent)
        hold("withdrawn" in self.p.ctl("submission", "list"), "the submission is withdrawn")
        hold(not [f for f in (self.p.desk / "files").rglob("*") if f.is_file()], "the issuer kept no file of it")
        self.say("took it back; the issuer has kept nothing")

    def ask(self, token, method, path, body=None, **headers):
        """One request of a client that is not ours: status and headers."""
        request = urllib.request.Request(self.url + path, method=method, data=body,
                                         headers={k.replace("_", "-"): v for k, v in headers.items()})
        request.add_header("Authorization", f"Bearer {token}")
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return answer.status, answer.headers, answer.read()
        except urllib.error.HTTPError as refusal:
            return refusal.code, refusal.headers, refusal.read()

    def another_client(self):
        """A second earner with a client of her own sees nothing of the first, and may change her mind."""
        token = self.p.desk_run("token", "other")
        definition = (SOURCE / "data/catalogue/wait-time.json").read_bytes()
        held = hashlib.sha256(next(f for f in (self.p.desk / "files").rglob("*") if f.is_file()).read_bytes()).hexdigest()
        hold(self.ask(token, "HEAD", f"/v1/files/{held}")[0] == 404, "another earner's file is not hers to see")
        first = (self.p.folder / "token").read_text(encoding="utf-8").strip()
        hold(self.ask(first, "HEAD", f"/v1/files/{held}")[0] == 200, "the first earner's file is hers")
        hold(self.ask(token, "OPTIONS", "/v1/uploads")[0] == 204, "the upload protocol is told")
        opening = {"definition": {"id": DEFINITION, "version": "1.0.0", "sha256": hashlib.sha256(definition).hexdigest()},
                   "attempt": 1, "previous": None, "subject": SUBJECT}
        status, headers, _ = self.ask(token, "POST", "/v1/submissions", json.dumps(opening).encode(),
                                      Content_Type="application/json", Idempotency_Key="another-attempt-1")
        hold(status == 201, f"a submission is opened ({status})")
        piece = b"x" * 1000
        value = lambda text: base64.b64encode(text.encode()).decode()
        metadata = {"submission": headers["Location"].rsplit("/", 1)[-1], "slot": "baseline",
                    "sha256": hashlib.sha256(piece).hexdigest(), "filetype": "text/csv"}
        status, headers, answer = self.ask(
            token, "POST", "/v1/uploads", b"", Tus_Resumable="1.0.0", Upload_Length="1000",
            Upload_Metadata=",".join(f"{k} {value(v)}" for k, v in metadata.items()))
        hold(status == 201, f"an upload is created ({status} {answer})")
        upload = urllib.parse.urlparse(headers["Location"]).path
        status, headers, _ = self.ask(token, "HEAD", upload, Tus_Resumable="1.0.0")
        hold(status == 200 and headers["Upload-Offset"] == "0", "nothing of it has arrived")
        hold(self.ask(first, "HEAD", upload, Tus_Resumable="1.0.0")[0] == 404, "her upload is hers alone")
        hold(self.ask(token, "DELETE", upload, Tus_Resumable="1.0.0")[0] == 204, "and it can be ended")
        self.say("another earner, with a client of her own, saw nothing of the first")

    def waiting_submission(self):
        listed = self.p.desk_run("submissions")
        waiting = [line for line in listed.splitlines() if re.search(r"received|in_review|inReview", line)]
        hold(waiting, f"a submission waits at the issuer:\n{listed}")
        return waiting[-1].split()[0]

    def decide(self, levels, feedback):
        args = [x for c, l in levels.items() for x in ("--level", f"{c}={l}")]
        args += [x for c, t in feedback.items() for x in ("--feedback", f"{c}={t}")]
        self.p.desk_run("decide", self.waiting_submission(), *args)

    def not_yet(self, levels, feedback):
        self.decide(levels, feedback)
        self.p.ctl("decision", "fetch", self.portfolio)
        shown = self.p.ctl("decision", "show", self.portfolio)
        hold(all(text in shown for text in feedback.values()), f"the assessor's words are shown: {shown}")
        self.say("heard “not yet”, with the assessor's words")

    def replace_baseline(self, file):
        self.p.ctl("remove", self.baseline)
        self.baseline = self.p.ctl("attach", self.portfolio, "baseline", self.p.folder / file,
                                   "--attribute", "date=2026-11-02")
        if file.endswith((".jpg", ".png")):
            self.p.ctl("appear", self.baseline, "--nobody")
        self.confirm_all()
        self.check_ready()
        self.say(f"replaced the tally by {file}")

    def badge(self):
        self.decide({"overview": "passed", "recording-shows": "yes", "student-voice": "passed",
                     "teacher-reflection": "passed"}, {"overview": "Now it rests on numbers."})
        self.p.ctl("decision", "fetch", self.portfolio)
        credentials = self.p.ctl_json("credential", "list")
        credentials = credentials if isinstance(credentials, list) else credentials["credentials"]
        hold(len(credentials) == 1, f"one badge: {credentials}")
        shown = self.p.ctl_json("credential", "show", credentials[0]["id"])
        hold("Room to Think" in json.dumps(shown), "the badge names the micro-credential")
        jws = shown["jwt"]
        file = self.p.folder / "badge.jwt"
        file.write_text(jws, encoding="utf-8")
        self.p.ctl("credential", "verify", file)
        self.say("holds the badge, checked against the issuer's pinned key")

    def look_at_what_arrived(self):
        """What the issuer holds names nobody, no place, and nothing outside the range."""
        planted = [b"Zebulon", b"Quandry", b"SN-CANARY", b"46.5197"]
        seen = 0
        for path in sorted(self.p.desk.rglob("*")):
            if not path.is_file() or path.suffix in (".db", ".db-wal", ".db-shm") or path.stat().st_size < 64:
                continue
            data = path.read_bytes()
            kind = subprocess.run(["exiftool", "-s3", "-MIMEType", str(path)], capture_output=True, text=True).stdout
            tags = subprocess.run(["exiftool", "-a", "-G", str(path)], capture_output=True).stdout
            for canary in planted:
                hold(canary not in data and canary not in tags, f"{path.name} ({kind.strip()}) carries {canary}")
            hold(b"GPS" not in tags, f"{path.name} carries a place")
            if kind.startswith(("audio", "video")):
                hold(not has_tone(path, self.p.folder), f"{path.name} holds sound from outside the range")
            seen += 1
        hold(seen >= 5, f"the issuer holds the files ({seen} seen)")
        self.say(f"looked into the {seen} files at the issuer's: no name, no place, nothing outside the range")

    def whole(self):
        self.begin()
        self.assess()
        self.people_and_permissions()
        self.record()
        self.attach()
        self.write()
        self.complete()
        self.withdraw()
        self.submit()
        self.not_yet({"overview": "almost", "recording-shows": "yes", "student-voice": "passed",
                      "teacher-reflection": "passed"}, {"overview": "What did you count before you began?"})
        self.replace_baseline("plan.docx")
        self.submit("--note", "The tally is a document now.")
        self.not_yet({"overview": "almost"}, {"overview": "Please add the numbers from before."})
        self.replace_baseline("work.pdf")
        self.submit("--note", "The numbers from before are on page one.")
        self.badge()
        self.another_client()
        self.look_at_what_arrived()
        report = self.p.ctl_json("library", "check")
        hold(report is not None, "the library is sound")


def take_pictures(programs, out):
    """A picture of every screen: of work under way, and of this journey's end."""
    gui, window = SOURCE / "tests/gui", programs.build / "src/gui/vouch"
    out.mkdir(parents=True, exist_ok=True)
    programs.run(sys.executable, gui / "screenshots.py", window, programs.build / "tests/gui/prepare-library", out,
                 "light")
    programs.run(gui / "with-display.sh", sys.executable, gui / "tour.py", window, programs.library, "Room to think",
                 out)
    print("The picture of each screen:")
    for picture in sorted(out.glob("*.png")):
        print(f"  {picture}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", required=True)
    parser.add_argument("--folder")
    parser.add_argument("--pictures")
    args = parser.parse_args()
    folder = pathlib.Path(args.folder or tempfile.mkdtemp(prefix="vouch-journey-"))
    folder.mkdir(parents=True, exist_ok=True)
    samples = folder / "samples"
    subprocess.run(["/usr/bin/python3", str(SOURCE / "tests/support/make-samples.py"), str(samples)], check=True)
    programs = Programs(args.build, folder)
    try:
        Journey(programs, samples).whole()
        programs.stop_server()
        subprocess.run(["/usr/bin/python3", str(SOURCE / "tests/e2e/openapi_check.py"),
                        str(SOURCE / "docs/issuer-api.openapi.yaml"), str(programs.trace)], check=True)
        if args.pictures:
            take_pictures(programs, pathlib.Path(args.pictures).resolve())
        print("journey complete")
    except NotHeld as problem:
        print(f"This did not hold: {problem}", file=sys.stderr)
        sys.exit(1)
    finally:
        programs.stop_server()
        if not args.folder:
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
