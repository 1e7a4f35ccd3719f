# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real vouchctl over temporary libraries: every command, its exit code, what it prints and
where. Files are made on the spot; the only network is a server of our own on loopback."""
import fcntl
import http.server
import json
import math
import os
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import threading
import time
import wave
import zlib

VOUCHCTL, READER_FOLDER, CATALOGUE = sys.argv[1:4]
WAIT_TIME = "https://example.org/micro-credentials/classroom-talk/wait-time"
PHONEMIC = "https://example.org/micro-credentials/early-reading/phonemic-awareness"
F_OFD_SETLK = 37
TESTS = []


def test(function):
    TESTS.append(function)
    return function


class Result:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout.decode()
        self.err = done.stderr.decode()
        self.id = self.out.strip()

    @property
    def json(self):
        return json.loads(self.out)


class Library:
    """A folder with a library, a keyring file and files to attach."""

    def __init__(self, folder):
        self.folder = folder
        self.library = os.path.join(folder, "library")
        self.env = dict(os.environ, VOUCH_CATALOGUE=CATALOGUE, VOUCH_HELPERS=READER_FOLDER,
                        VOUCH_KEYRING="file:" + os.path.join(folder, "keyring"), LC_ALL="C",
                        VOUCH_CLOCK="2026-11-22T09:00:00Z", VOUCH_IDENTITY_COST="minimal",
                        XDG_DATA_HOME=folder, XDG_CONFIG_HOME=folder, HOME=folder)

    def run(self, *words, timeout=60):
        done = subprocess.run([VOUCHCTL, "--library", self.library, *words], env=self.env,
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout)
        return Result(done)

    def good(self, *words):
        result = self.run(*words)
        assert result.code == 0, f"{words}: exit {result.code}: {result.err}"
        return result

    def bad(self, code, *words):
        result = self.run(*words)
        assert result.code == code, f"{words}: exit {result.code}, not {code}: {result.err}"
        assert result.err.strip(), f"{words}: says nothing on the error stream"
        assert result.out == "", f"{words}: says on the standard output: {result.out}"
        return result

    def begin(self, definition=WAIT_TIME):
        self.good("library", "init")
        return self.good("portfolio", "new", definition).id

    def write(self, name, data):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(data if isinstance(data, bytes) else data.encode())
        return path

    def tone(self, name="tone.wav", seconds=6):
        path = os.path.join(self.folder, name)
        with wave.open(path, "wb") as sound:
            sound.setnchannels(1)
            sound.setsampwidth(2)
            sound.setframerate(8000)
            sound.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(i / 6)))
                                       for i in range(8000 * seconds)))
        return path

    def picture(self, name="picture.png", width=64, height=48):
        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
        rows = b"".join(b"\0" + b"".join(bytes([x * 3 % 256, y * 5 % 256, 90]) for x in range(width))
                        for y in range(height))
        return self.write(name, b"\x89PNG\r\n\x1a\n"
                          + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                          + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))

    def objects(self):
        found = []
        for folder, _, names in os.walk(os.path.join(self.library, "objects")):
            found += [os.path.join(folder, name) for name in names]
        return found


@test
def usage_errors(library):
    library.good("library", "init")
    for words in [
        [], ["nothing"], ["library"], ["library", "burn"], ["portfolio", "check"],
        ["portfolio", "new"], ["portfolio", "list", "extra"], ["attach", "P", "R"],
        ["definition", "validate"], ["assess", "P", "C", "L"], ["respond", "P", "Q"],
        ["respond", "P", "Q", "--text", "a", "--file", "b"], ["annotate", "E", "text"],
        ["annotate", "E", "text", "--at", "1", "--page", "2"], ["annotate", "E", "t", "--at", "abc"],
        ["annotate", "E", "t", "--region", "1,2,3"], ["appear", "E"],
        ["appear", "E", "S1", "--nobody"], ["portfolio", "list", "--colour"],
        ["portfolio", "check", "P", "--date", "tomorrow"], ["person", "add", "S1", "--role", "cat"],
        ["permission", "add", "S1", "--purpose", "assessment"],
        ["permission", "add", "S1", "--scope", "smell", "--purpose", "assessment"],
        ["permission", "add", "S1", "--scope", "voice"], ["submit", "P"],
        ["attach", "P", "R", "F", "--attribute", "lesson"], ["attach", "P", "R", "F", "--range", "5"],
        ["attach", "P", "R", "F", "--title"],
    ]:
        library.bad(2, *words)


@test
def help_is_an_answer(library):
    everything = library.run("--help")
    assert everything.code == 0 and "portfolio check" in everything.out
    one = library.run("portfolio", "check", "--help")
    assert one.code == 0 and "--date" in one.out
    assert library.run("--version").out.startswith("vouchctl ")


@test
def library_commands(library):
    library.bad(4, "portfolio", "list")
    library.good("library", "init")
    library.good("library", "init")
    checked = library.good("library", "check", "--json").json
    assert checked["ok"] is True and checked["problems"] == []
    backup = library.good("library", "backup").id
    assert os.path.exists(backup), backup


@test
def a_damaged_database_is_restored(library):
    portfolio = library.begin()
    library.good("library", "backup")
    path = os.path.join(library.library, "library.db")
    with open(path, "r+b") as file:
        file.write(b"damage" * 400)
    said = library.bad(4, "portfolio", "list")
    assert "vouchctl library restore" in said.err, said.err
    assert library.good("library", "restore", "--json").json == {"library": library.library}
    assert portfolio in library.good("portfolio", "list").out
    assert library.good("library", "check", "--json").json["ok"] is True
    assert any(name.startswith("damaged-") for name in os.listdir(os.path.join(library.library, "backups")))


@test
def library_check_finds_damage(library):
    portfolio = library.begin()
    library.good("attach", portfolio, "baseline", library.picture())
    path = library.objects()[0]
    os.chmod(path, 0o600)
    with open(path, "r+b") as file:
        file.seek(40)
        file.write(b"damage")
    result = library.run("library", "check", "--json")
    assert result.code == 1 and result.json["ok"] is False and result.json["problems"]
    report = library.run("portfolio", "check", portfolio, "--json").json
    assert any(f["kind"] == "unchanged" and f["result"] == "notMet" for f in report["findings"])


@test
def a_newer_library_is_left_alone(library):
    library.good("library", "init")
    with sqlite3.connect(os.path.join(library.library, "library.db")) as database:
        database.execute("PRAGMA user_version = 9999")
    database.close()
    library.bad(4, "portfolio", "list")
    library.bad(4, "portfolio", "new", WAIT_TIME)
    database = sqlite3.connect(os.path.join(library.library, "library.db"))
    assert database.execute("PRAGMA user_version").fetchone()[0] == 9999
    database.close()


@test
def one_writer_and_any_readers(library):
    portfolio = library.begin()
    with open(os.path.join(library.library, "lock"), "r+b") as lock:
        fcntl.fcntl(lock, F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, 0, 0, 0, 0))
        library.good("portfolio", "list")
        library.good("portfolio", "show", portfolio)
        assert library.run("portfolio", "check", portfolio).code == 1
        library.good("library", "check")
        begun = time.monotonic()
        library.bad(4, "person", "add", "S1")
        assert 4.5 < time.monotonic() - begun < 15
    library.good("person", "add", "S1")


@test
def definitions(library):
    library.good("library", "init")
    path = os.path.join(CATALOGUE, "wait-time.json")
    assert library.good("definition", "validate", path).err == ""
    assert library.good("definition", "import", path).id == WAIT_TIME
    assert library.good("definition", "import", path, "--json").json == {"id": WAIT_TIME}
    listed = library.good("definition", "list", "--json").json["definitions"]
    assert len(listed) == 6 and all(d["id"] and d["version"] for d in listed)
    shown = library.good("definition", "show", WAIT_TIME, "--json")
    assert shown.out.strip() == open(path, encoding="utf-8").read().strip()
    assert "recording" in library.good("definition", "show", WAIT_TIME).out
    library.bad(3, "definition", "show", "https://example.org/nothing")


@test
def bad_definitions_leave_nothing(library):
    library.good("library", "init")
    good = json.load(open(os.path.join(CATALOGUE, "wait-time.json"), encoding="utf-8"))
    twice = json.loads(json.dumps(good))
    twice["parts"][1]["id"] = twice["parts"][0]["id"]
    wrong = dict(good, parts="none")
    newer = dict(good, formatVersion="2.0")
    for name, text in [("empty.json", ""), ("html.json", "<html>"), ("nested.json", "[" * 100000),
                       ("twice.json", json.dumps(twice)), ("wrong.json", json.dumps(wrong)),
                       ("newer.json", json.dumps(newer)), ("cut.json", json.dumps(good)[:5000])]:
        path = library.write(name, text)
        result = library.run("definition", "validate", path)
        assert result.code == 3 and path in result.err, f"{name}: {result.code} {result.err}"
        library.bad(3, "definition", "import", path)
    answer = library.run("definition", "validate", path, "--json")
    assert answer.code == 3 and answer.json["files"][0]["valid"] is False
    library.bad(3, "definition", "import", os.path.join(CATALOGUE, "wait-time.json"), path)
    database = sqlite3.connect(os.path.join(library.library, "library.db"))
    assert database.execute("SELECT count(*) FROM definition").fetchone()[0] == 0
    database.close()
    library.bad(3, "definition", "validate", os.path.join(library.folder, "missing.json"))


@test
def a_portfolio_pins_its_definition(library):
    portfolio = library.begin()
    before = library.good("portfolio", "show", portfolio, "--json").json["definition"]
    newer = json.load(open(os.path.join(CATALOGUE, "wait-time.json"), encoding="utf-8"))
    newer["version"] = "1.10.0"
    library.good("definition", "import", library.write("newer.json", json.dumps(newer)))
    assert library.good("portfolio", "show", portfolio, "--json").json["definition"] == before
    fresh = library.good("portfolio", "new", WAIT_TIME).id
    after = library.good("portfolio", "show", fresh, "--json").json["definition"]
    assert after["version"] == "1.10.0" and after["sha256"] != before["sha256"]


@test
def portfolios(library):
    library.good("library", "init")
    library.bad(3, "portfolio", "new", "https://example.org/nothing")
    made = library.good("--json", "portfolio", "new", WAIT_TIME, "--title", "Größe").json
    assert list(made) == ["id"]
    listed = library.good("portfolio", "list", "--json").json["portfolios"]
    assert [(p["id"], p["title"]) for p in listed] == [(made["id"], "Größe")]
    library.good("portfolio", "rename", "Größe", "Mine")
    assert "Mine" in library.good("portfolio", "list").out
    library.good("portfolio", "remove", made["id"])
    assert library.good("portfolio", "list", "--json").json["portfolios"] == []
    library.good("portfolio", "restore", made["id"])
    library.bad(3, "portfolio", "show", "01990000-0000-7000-8000-000000000000")


@test
def check_has_its_shape(library):
    portfolio = library.begin()
    result = library.run("portfolio", "check", portfolio, "--json")
    assert result.code == 1
    report = result.json
    assert list(report) == ["portfolio", "ready", "parts", "requirements", "findings"]
    assert report["portfolio"] == portfolio and report["ready"] is False
    for part in report["parts"]:
        assert list(part) == ["id", "state"] and part["state"] in ("empty", "started", "complete")
    for requirement in report["requirements"]:
        assert list(requirement) == ["id", "part", "state", "count"]
    for finding in report["findings"]:
        assert list(finding) == ["id", "part", "requirement", "criterion", "kind", "severity",
                                 "result", "message", "items"]
        assert finding["severity"] in ("required", "advised") and finding["message"]
    assert len({f["id"] for f in report["findings"]}) == len(report["findings"])
    assert library.run("portfolio", "check", portfolio, "--date", "2027-01-31").code == 1


@test
def attach_edit_remove(library):
    portfolio = library.begin()
    tone = library.tone()
    item = library.good("attach", portfolio, "recording", tone, "--title", "Lesson", "--attribute",
                        "lesson=L4", "--attribute", "date=2026-11-03", "--criterion",
                        "recording-shows", "--range", "0:00:01-0:00:05.500").id
    shown = library.good("portfolio", "show", portfolio, "--json").json["items"][0]
    assert shown["id"] == item and shown["media"] == "audio" and shown["title"] == "Lesson"
    assert shown["attributes"] == {"date": "2026-11-03", "lesson": "L4"}
    assert shown["range"] == {"startMs": 1000, "endMs": 5500}
    assert shown["criteria"] == ["recording-shows"] and shown["fileName"] == "tone.wav"
    library.good("edit", item, "--range", "2-", "--attribute", "lesson=")
    shown = library.good("portfolio", "show", portfolio, "--json").json["items"][0]
    assert shown["range"] == {"startMs": 2000, "endMs": -1} and "lesson" not in shown["attributes"]
    library.good("remove", item)
    assert library.good("portfolio", "show", portfolio, "--json").json["items"] == []
    library.good("restore", item)
    assert len(library.good("portfolio", "show", portfolio, "--json").json["items"]) == 1
    library.bad(3, "attach", portfolio, "nothing", tone)
    library.bad(3, "attach", portfolio, "recording", library.folder + "/missing.wav")
    library.bad(3, "attach", portfolio, "recording", library.folder)
    library.bad(3, "attach", portfolio, "recording", tone, "--attribute", "colour=red")
    library.bad(3, "attach", portfolio, "recording", tone, "--attribute", "occasion=later")
    library.bad(3, "attach", portfolio, "recording", tone, "--attribute", "date=3.11.2026")
    library.bad(3, "attach", portfolio, "recording", tone, "--criterion", "nothing")
    library.bad(3, "edit", item, "--range", "5-2")
    library.bad(3, "edit", item, "--range", "60-70")
    library.bad(3, "remove", "01990000-0000-7000-8000-000000000000")


@test
def evidence_is_used_again(library):
    first, second = library.begin(), library.begin()
    tone = library.tone()
    sha = library.good("evidence", "bring", tone).id
    assert [e["sha256"] for e in library.good("evidence", "list", "--json").json["evidence"]] == [sha]
    item = library.good("evidence", "place", sha[:12], first, "recording").id
    library.good("evidence", "edit", sha, "--attribute", "lesson=L4", "--nobody")
    library.good("evidence", "place", sha, second, "recording")
    library.bad(3, "evidence", "place", sha, second, "recording")
    shown = library.good("portfolio", "show", second, "--json").json["items"][0]
    assert shown["attributes"] == {"lesson": "L4"}, shown
    uses = library.good("evidence", "where", sha, "--json").json["uses"]
    assert {u["portfolio"] for u in uses} == {first, second} and item in {u["item"] for u in uses}
    assert library.good("evidence", "list", "--unused", "--json").json["evidence"] == []
    library.good("evidence", "remove", sha)
    assert library.good("portfolio", "show", first, "--json").json["items"] == []
    (lies,) = library.good("bin", "list", "--json").json["bin"]
    assert lies["kind"] == "evidence" and lies["daysLeft"] == 30
    library.good("bin", "restore", sha)
    assert len(library.good("portfolio", "show", first, "--json").json["items"]) == 1
    library.good("evidence", "remove", sha)
    library.good("bin", "empty")
    library.bad(3, "bin", "restore", sha)
    library.good("library", "check")


@test
def broken_files_leave_nothing(library):
    portfolio = library.begin()
    picture = library.picture()
    for name, data in [("empty.wav", b""), ("renamed.pdf", open(picture, "rb").read()),
                       ("cut.png", open(picture, "rb").read()[:-200]), ("noise.wav", b"RIFF" + b"x" * 99),
                       ("notes.txt", b"words")]:
        requirement = "recording" if name == "notes.txt" else "baseline"
        library.bad(3, "attach", portfolio, requirement, library.write(name, data))
    assert library.objects() == []
    assert library.good("portfolio", "show", portfolio, "--json").json["items"] == []
    assert library.good("library", "check", "--json").json["ok"] is True


@test
def annotate(library):
    portfolio = library.begin()
    sound = library.good("attach", portfolio, "recording", library.tone()).id
    picture = library.good("attach", portfolio, "baseline", library.picture()).id
    library.good("annotate", sound, "--at", "0:00:02", "--criterion", "recording-shows", "A wait")
    library.good("annotate", sound, "A longer wait", "--at", "2.5-4", "--label", "wait")
    library.good("annotate", picture, "--region", "0.1,0.2,0.5,0.5", "Here")
    items = library.good("portfolio", "show", portfolio, "--json").json["items"]
    spans = [(a["startMs"], a.get("endMs")) for i in items if i["id"] == sound
             for a in i["annotations"]]
    assert spans == [(2000, None), (2500, 4000)], spans
    library.bad(3, "annotate", sound, "--at", "99", "Too late")
    library.bad(3, "annotate", picture, "--at", "1", "No time in a picture")
    library.bad(3, "annotate", picture, "--region", "0.9,0.9,0.5,0.5", "Outside")
    library.bad(3, "annotate", sound, "--at", "1", "--criterion", "nothing", "Text")


@test
def respond(library):
    portfolio = library.begin()
    first = library.good("respond", portfolio, "activity", "--text", "First words").id
    path = library.write("answer.txt", "Second\r\nwords ü")
    assert library.good("respond", portfolio, "activity", "--file", path).id == first
    items = library.good("portfolio", "show", portfolio, "--json").json["items"]
    assert [(i["text"], i["media"]) for i in items] == [("Second\nwords ü", "text")]
    one = library.good("respond", portfolio, "student-view", "--text", "a", "--attribute",
                       "student=S1").id
    two = library.good("respond", portfolio, "student-view", "--text", "b", "--attribute",
                       "student=S2").id
    assert one != two
    sound = library.good("attach", portfolio, "recording", library.tone()).id
    library.good("respond", portfolio, "teacher-view", "--text", "See there", "--cite",
                 sound + "@0:00:02", "--cite", sound)
    library.bad(3, "respond", portfolio, "teacher-view", "--text", "x", "--cite",
                "01990000-0000-7000-8000-000000000000")
    library.bad(3, "respond", portfolio, "nothing", "--text", "x")
    library.bad(3, "respond", portfolio, "recording", "--text", "x")


@test
def choose_confirm_assess_goal(library):
    portfolio = library.begin()
    sound = library.good("attach", portfolio, "recording", library.tone()).id
    library.good("appear", sound, "--nobody")
    report = library.run("portfolio", "check", portfolio, "--json").json
    waiting = [f for f in report["findings"] if f["result"] == "needsConfirmation"]
    assert waiting
    library.good("confirm", portfolio, waiting[0]["id"])
    report = library.run("portfolio", "check", portfolio, "--json").json
    assert [f["result"] for f in report["findings"] if f["id"] == waiting[0]["id"]] == ["confirmed"]
    quantity = next(f for f in report["findings"] if f["result"] == "notMet")
    library.bad(3, "confirm", portfolio, quantity["id"])
    library.bad(3, "confirm", portfolio, "nothing")
    library.good("assess", portfolio, "overview", "almost", "--reason", "I talk too soon")
    library.bad(3, "assess", portfolio, "overview", "splendid", "--reason", "x")
    library.bad(3, "assess", portfolio, "nothing", "almost", "--reason", "x")
    goal = library.good("goal", "add", portfolio, "recording-shows", "Wait", "--due", "2026-12-24").id
    library.good("goal", "close", goal)
    goals = library.good("goal", "list", "--json").json["goals"]
    assert [(g["id"], g["state"], g["due"]) for g in goals] == [(goal, "closed", "2026-12-24")]
    library.bad(3, "goal", "close", "01990000-0000-7000-8000-000000000000")
    library.bad(3, "choose", portfolio, "part1", "nothing")


@test
def people(library):
    portfolio = library.begin()
    item = library.good("attach", portfolio, "baseline", library.picture()).id
    assert library.good("person", "add", "S1").id == "S1"
    library.good("person", "add", "T1", "--role", "adult")
    library.bad(3, "person", "add", "S1")
    library.bad(3, "person", "add", "Jane Smith")
    given = library.good("permission", "add", "S1", "--scope", "voice|image", "--scope", "work",
                         "--purpose", "assessment", "--form", "district", "--until", "2027-06-30").id
    listed = library.good("permission", "list", "--json").json["permissions"]
    assert listed[0]["id"] == given and listed[0]["scopes"] == ["voice", "image", "work"]
    library.good("permission", "withdraw", given)
    assert library.good("permission", "list", "--json").json["permissions"][0]["withdrawn"] == \
        "2026-11-22"
    library.bad(3, "permission", "add", "S9", "--scope", "voice", "--purpose", "assessment")
    library.good("appear", item, "S1", "T1")
    library.bad(3, "appear", item, "S9")
    shown = library.good("portfolio", "show", portfolio, "--json").json["items"][0]["appearance"]
    assert shown == {"state": "listed", "people": ["S1", "T1"]}
    assert [p["id"] for p in library.good("person", "list", "--json").json["people"]] == ["S1", "T1"]


class Html(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        body = b"<html><body>Welcome</body></html>"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@test
def issuers_that_are_none(library):
    portfolio = library.begin()
    token = library.write("token", "secret\n")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Html)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    url = f"http://127.0.0.1:{server.server_port}"
    result = library.run("issuer", "add", "page", url, "--token-file", token)
    assert result.code == 4 and result.out == "", (result.code, result.err)
    server.shutdown()
    server.server_close()
    library.bad(3, "issuer", "add", "plain", "http://example.org", "--token-file", token)
    library.bad(3, "issuer", "add", "none", url, "--token-file", library.write("blank", ""))
    assert library.good("issuer", "list", "--json").json == {"issuers": []}
    library.bad(3, "issuer", "sync", "nothing")
    library.bad(3, "submit", portfolio, "--issuer", "nothing")
    library.bad(1, "decision", "show", portfolio)
    assert library.good("submission", "list", "--json").json == {"submissions": []}
    library.bad(3, "submission", "withdraw", "01990000-0000-7000-8000-000000000000")


@test
def credentials_that_are_none(library):
    library.good("library", "init")
    assert library.good("credential", "list", "--json").json == {"credentials": []}
    library.bad(3, "credential", "show", "nothing")
    library.bad(3, "credential", "verify", library.write("badge.jwt", "no badge"))
    library.bad(3, "credential", "verify", os.path.join(library.folder, "missing.jwt"))


@test
def identity(library):
    library.good("library", "init")
    first = library.good("identity", "show")
    assert first.id.startswith("did:key:z") and "recovery code" in first.err
    again = library.good("identity", "show")
    assert again.id == first.id and again.err == ""
    code = first.err.split(": ", 1)[1].split("\n")[0].strip()
    os.remove(os.path.join(library.folder, "keyring"))
    library.bad(4, "identity", "show")
    assert library.good("identity", "recover", code).id == first.id
    assert library.good("identity", "show").id == first.id


@test
def ids_may_be_shortened(library):
    portfolio = library.begin()
    assert library.good("portfolio", "show", portfolio[:20], "--json").json["id"] == portfolio
    library.bad(3, "portfolio", "show", portfolio[:3])


def main():
    print(f"1..{len(TESTS)}")
    failures = 0
    for number, function in enumerate(TESTS, 1):
        folder = tempfile.mkdtemp(prefix="vouch-ctl-")
        try:
            function(Library(folder))
            print(f"ok {number} {function.__name__}")
        except Exception as error:  # The next test is worth running all the same.
            failures += 1
            print(f"not ok {number} {function.__name__}")
            print("# " + f"{type(error).__name__}: {error}".replace("\n", "\n# "))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        sys.stdout.flush()
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
