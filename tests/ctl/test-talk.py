# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the real vouchctl over a spoken lesson: pauses, turns, captions, and a transcript of them."""
import json
import os
import shutil
import subprocess
import sys
import tempfile

VOUCHCTL, READER_FOLDER, CATALOGUE, SAMPLES = sys.argv[1:5]
WAIT_TIME = "https://example.org/micro-credentials/classroom-talk/wait-time"
CAPTIONS = """WEBVTT

00:00:00.200 --> 00:00:03.000 line:0
<v Teacher>What do you notice?
Look closely.

00:00:06.000 --> 00:00:08.000
It &amp; the other one.
"""


def run(folder, *words):
    env = dict(os.environ, VOUCH_CATALOGUE=CATALOGUE, VOUCH_HELPERS=READER_FOLDER, LC_ALL="C",
               VOUCH_KEYRING="file:" + os.path.join(folder, "keyring"), HOME=folder,
               VOUCH_LIBRARY=os.path.join(folder, "library"), XDG_DATA_HOME=folder)
    return subprocess.run([VOUCHCTL, *words], env=env, stdin=subprocess.DEVNULL, timeout=60,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def good(folder, *words):
    done = run(folder, *words)
    assert done.returncode == 0, f"{words}: exit {done.returncode}: {done.stderr}"
    return done.stdout.strip()


def bad(folder, code, *words):
    done = run(folder, *words)
    assert done.returncode == code and done.stdout == "", f"{words}: {done}"
    return done.stderr


def prepare(folder):
    good(folder, "library", "init")
    portfolio = good(folder, "portfolio", "new", WAIT_TIME)
    item = good(folder, "attach", portfolio, "recording", os.path.join(SAMPLES, "lesson.wav"))
    return portfolio, item


def pauses_of_an_item_and_of_its_file(folder):
    _, item = prepare(folder)
    found = json.loads(good(folder, "--json", "pauses", item))
    assert len(found["pauses"]) == 4 and len(found["speech"]) >= 5, found
    assert found["signal"]["trusted"] is True and "warning" not in found["signal"], found
    assert all(3400 <= p["endMs"] - p["startMs"] <= 4300 for p in found["pauses"]), found
    artifact = good(folder, "evidence", "list").split("\t")[0]
    assert json.loads(good(folder, "pauses", artifact[:10], "--json")) == found
    rows = good(folder, "pauses", item).splitlines()
    assert len(rows) == 4 and rows[0].startswith("pause\t"), rows
    bad(folder, 3, "pauses", "no-such-item")


def waits_after_what_was_marked(folder):
    _, item = prepare(folder)
    pause = json.loads(good(folder, "--json", "pauses", item))["pauses"][0]
    good(folder, "talk", "mark", item, f"0-{pause['startMs'] / 1000:.3f}", "question")
    good(folder, "talk", "mark", item, f"{pause['endMs'] / 1000:.3f}-{pause['endMs'] / 1000 + 1:.3f}",
         "answer")
    found = json.loads(good(folder, "--json", "pauses", item))
    assert found["waits"][0]["after"] == "question", found
    assert found["waits"][0]["startMs"] == pause["startMs"], found
    assert found["waits"][0]["endMs"] == pause["endMs"], found
    assert found["waitsAfter"]["question"]["threeSecondsOrMore"] == 1, found
    assert found["waitsAfter"]["answer"]["count"] == 1, found
    assert "1 wait after a question, median" in good(folder, "pauses", item)
    good(folder, "talk", "mark", item, "0-60", "none")
    assert json.loads(good(folder, "--json", "pauses", item))["waits"] == []
    bad(folder, 2, "talk", "mark", item, "0-60", "lecture")


def captions_in_and_out(folder):
    _, item = prepare(folder)
    came, went = os.path.join(folder, "in.vtt"), os.path.join(folder, "out.vtt")
    with open(came, "w", encoding="utf-8") as file:
        file.write(CAPTIONS)
    bad(folder, 3, "captions", "export", item, went)
    good(folder, "captions", "import", item, came)
    good(folder, "captions", "export", item, went)
    with open(went, encoding="utf-8") as file:
        assert file.read() == CAPTIONS
    listed = json.loads(good(folder, "captions", "list", item, "--json"))["captions"]
    assert [c.get("speaker") for c in listed] == ["Teacher", None], listed
    with open(came, "w", encoding="utf-8") as file:
        file.write("WEBVTT\n\n00:05 --> 00:06.000\nx\n")
    assert "Line 3" in bad(folder, 3, "captions", "import", item, came)
    assert len(json.loads(good(folder, "captions", "list", item, "--json"))["captions"]) == 2


def captions_are_searched(folder):
    portfolio, item = prepare(folder)
    came = os.path.join(folder, "in.vtt")
    with open(came, "w", encoding="utf-8") as file:
        file.write("WEBVTT\n\n00:01:05.250 --> 00:01:08.000\n<v Teacher>Why is\nthe zebra striped?\n")
    good(folder, "captions", "import", item, came)
    found = json.loads(good(folder, "--json", "search", "zeb"))
    assert [(h["kind"], h["id"], h["atMs"]) for h in found] == [("caption", item, 65250)], found
    assert found[0]["excerpt"] == "Teacher: Why is the zebra striped?", found
    assert "1:05" in good(folder, "search", "zebra")


def a_transcript_of_captions(folder):
    portfolio, item = prepare(folder)
    came = os.path.join(folder, "in.vtt")
    with open(came, "w", encoding="utf-8") as file:
        file.write(CAPTIONS)
    good(folder, "captions", "import", item, came)
    transcript = good(folder, "captions", "transcript", item)
    shown = json.loads(good(folder, "portfolio", "show", portfolio, "--json"))
    made = [i for i in shown["items"] if i["id"] == transcript]
    assert made and made[0]["transcriptOf"] == item and made[0]["media"] == "document", shown


def main():
    tests = [pauses_of_an_item_and_of_its_file, waits_after_what_was_marked, captions_in_and_out,
             captions_are_searched, a_transcript_of_captions]
    failures = 0
    print(f"1..{len(tests)}")
    for number, function in enumerate(tests, 1):
        folder = tempfile.mkdtemp(prefix="vouch-talk-")
        try:
            function(folder)
            print(f"ok {number} {function.__name__}")
        except Exception as error:  # The next test is worth running all the same.
            failures += 1
            print(f"not ok {number} {function.__name__}")
            print("# " + f"{type(error).__name__}: {error}".replace("\n", "\n# "))
        finally:
            shutil.rmtree(folder, ignore_errors=True)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
