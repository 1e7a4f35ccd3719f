# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that are not what they say, that change, vanish, never end or do not fit: nothing of them remains."""
import json
import os
import subprocess
import threading
import time
import zipfile

from bad_bench import DONE, ENVIRONMENT, INPUT, MIB, case, digest, hold, limit_file_size

ALL_MEDIA = ["document", "image", "audio", "video", "data"]


def spoiled(bench):
    """Files that are damaged or not of the kind their name says."""
    folder = bench.folder / "spoiled"
    folder.mkdir()
    sample = lambda name: (bench.samples / name).read_bytes()

    def made(name, content):
        (folder / name).write_bytes(content)
        return folder / name

    for name in ["zeros.mp4", "zeros.jpg", "zeros.pdf", "zeros.docx"]:
        yield made(name, b"\0" * 5000)
    for name in ["lesson.mp4", "lesson.wav", "lesson.webm", "photo.jpg", "drawing.png", "work.pdf", "plan.docx"]:
        yield made("empty-" + name, b"")
        yield made("cut-" + name, sample(name)[:int(len(sample(name)) * 0.6)])
    for name, other in [("photo.jpg", "photo.pdf"), ("work.pdf", "work.docx"), ("plan.docx", "plan.mp4"),
                        ("lesson.wav", "lesson.mp4"), ("drawing.png", "drawing.jpg"), ("notes.txt", "notes.m4a"),
                        ("lesson.mp4", "lesson.png")]:
        yield made(other, sample(name))
    yield made("program.pdf", open("/bin/true", "rb").read())
    yield made("page.docx", b"<html><body>not a document</body></html>")
    middle = bytearray(sample("photo.jpg"))
    middle[2000:-2] = b"\xff" * (len(middle) - 2002)
    yield made("burnt.jpg", bytes(middle))
    bomb = folder / "bomb.docx"
    with zipfile.ZipFile(bench.samples / "plan.docx") as source, \
            zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as out:
        for member in source.infolist():
            with out.open(member.filename, "w") as file:
                file.write(source.read(member)[:-20 if member.filename == "word/document.xml" else None])
                for _ in range(400 if member.filename == "word/document.xml" else 0):
                    file.write(b" " * MIB)
    yield bomb


@case
def files_that_are_not_what_they_say(bench):
    bench.fresh()
    portfolio = bench.begin(media=ALL_MEDIA)
    for path in spoiled(bench):
        before = bench.objects()
        bench.refuse(INPUT, "attach", portfolio, "files", path, seconds=15, peak_mib=512, says=path.name)
        hold(bench.objects() == before == [], f"nothing of {path.name} remains: {bench.objects()}")
    hold(not bench.rows("SELECT * FROM item") and not bench.rows("SELECT * FROM arriving"), "no row remains")
    bench.sound()


@case
def files_that_are_no_files(bench):
    bench.fresh()
    portfolio = bench.begin(media=ALL_MEDIA)
    fifo = bench.folder / "fifo.pdf"
    os.mkfifo(fifo)
    loop = bench.folder / "loop.pdf"
    loop.symlink_to(loop)
    badge_words = [["credential", "verify"], ["issuer", "add", "Name", "http://127.0.0.1:9", "--token-file"]]
    for path in [fifo, "/dev/zero", "/dev/full", loop, bench.folder, bench.folder / "missing.pdf", bench.folder / ("x" * 300)]:
        for words in [["attach", portfolio, "files"], ["respond", portfolio, "why", "--file"], *badge_words]:
            bench.refuse(INPUT, *words, path, seconds=5, peak_mib=160)
    for name in ["answer.txt", "answer"]:
        pipe = bench.folder / name
        os.mkfifo(pipe)
        zero = bench.folder / f"zero-{name}"
        zero.symlink_to("/dev/zero")
        for path in [pipe, zero]:
            bench.refuse_clean(INPUT, "respond", portfolio, "why", "--file", path, seconds=5, peak_mib=160)
    large = bench.folder / "large.token"
    large.write_bytes(b"t" * (50 * MIB))
    for words in badge_words:
        bench.refuse_clean(INPUT, *words, large, seconds=5, peak_mib=160)
    for words in badge_words:
        bench.refuse_clean(INPUT, *words, bench.write("binary", os.urandom(4000)), seconds=5)
    bench.sound()


class Meddler(threading.Thread):
    """Does something to a file for as long as it may."""

    def __init__(self, act):
        super().__init__(daemon=True)
        self.act, self.ended, self.times = act, threading.Event(), 0

    def run(self):
        while not self.ended.is_set():
            self.times += bool(self.act())

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *args):
        self.ended.set()
        self.join()


@case
def a_file_that_changes_while_it_is_copied(bench):
    bench.fresh()
    portfolio = bench.begin(media=ALL_MEDIA)
    path = bench.folder / "lesson.wav"
    base = (bench.samples / "lesson.wav").read_bytes()

    def fill():
        with open(path, "wb") as file:
            for _ in range(100):
                file.write(base)

    def append():
        with open(path, "ab", buffering=0) as file:
            file.write(b"\0\0")
        return True

    def shorten():
        os.truncate(path, path.stat().st_size - 2)
        return True

    for act in [append, shorten]:
        fill()
        with Meddler(act) as meddler:
            bench.refuse_clean(INPUT, "attach", portfolio, "files", path, says=["changed", "lesson.wav"], seconds=20)
        hold(meddler.times > 10, "it was changed meanwhile")

    def vanish():
        if path.exists() and any(p.stat().st_size for p in (bench.library / "objects").rglob("*") if p.is_file()):
            path.unlink()
            return True
        return False

    fill()
    with Meddler(vanish) as meddler:
        done = bench.nothing_changes(lambda: bench.do("attach", portfolio, "files", path))
    hold(meddler.times == 1 and done.code == INPUT and "changed" in done.err, f"it vanished while being copied: {done}")
    bench.sound()


@case
def a_disk_that_is_full(bench):
    bench.fresh()
    portfolio = bench.begin(media=ALL_MEDIA)
    path = bench.picture("noise.png", 1600, 1200, noise=True)
    bench.refuse_clean(ENVIRONMENT, "attach", portfolio, "files", path, says="noise.png",
                       preexec=limit_file_size(2 * MIB, ignore=True))
    done = bench.do("attach", portfolio, "files", path, preexec=limit_file_size(2 * MIB, ignore=False))
    hold(done.code != DONE, f"it ends: {done}")
    bench.good("respond", portfolio, "why", "--text", "After it.")
    hold(bench.objects() == [], f"what was half made is gone: {bench.objects()}")
    bench.sound()
    hold(digest(path) == digest(bench.library / "objects" / one(bench, portfolio, path)), "the same file fits later")


def one(bench, portfolio, path):
    bench.good("attach", portfolio, "files", path)
    return bench.objects()[-1].split("/", 1)[1]


@case
def a_small_disk(bench):
    """A library on a file system of 24 MB, where that can be mounted."""
    disk = bench.folder / "disk"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(disk)], capture_output=True).returncode:
        return
    try:
        bench.fresh("disk/library")
        portfolio = bench.begin(media=ALL_MEDIA)
        large = bench.folder / "large.mp4"
        with open(large, "wb") as file:
            file.truncate(5 * 1024 * MIB)
        bench.refuse_clean(ENVIRONMENT, "attach", portfolio, "files", large, says="large.mp4", seconds=10)
        bench.good("attach", portfolio, "files", bench.picture("small.png", 1600, 1200, noise=True))
        bench.refuse_clean(ENVIRONMENT, "attach", portfolio, "files", bench.picture("big.png", 3200, 2400, noise=True),
                           says="big.png")
        bench.good("respond", portfolio, "why", "--text", "There is room for words.")
        with open(disk / "filler", "wb", buffering=0) as file:
            try:
                while True:
                    file.write(b"\0" * 65536)
            except OSError:
                pass
        bench.refuse(ENVIRONMENT, "respond", portfolio, "why", "--text", "There is none. " * 6000)
        hold("room for words" in bench.good("--json", "portfolio", "show", portfolio), "the old answer can be read")
        (disk / "filler").unlink()
        bench.good("respond", portfolio, "why", "--text", "There is room again.")
        bench.sound()
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


@case
def names_that_mislead(bench):
    bench.fresh()
    portfolio = bench.begin(media=ALL_MEDIA)
    names = ["two\nlines.png", "right\u202egnp.to-left.png", "x" * 251 + ".png", "-rf.png", "\x1b[31mred.png",
             "' OR 1=1; --.png", "%s%n%d.png", "bell\a.png", "tab\t.png", " .png"]
    for name in names:
        bench.good("attach", portfolio, "files", bench.picture(name))
    latin = os.fsdecode(os.fsencode(bench.folder) + b"/latin-\xe9.png")
    bench.picture("plain.png").rename(latin)
    bench.good("attach", portfolio, "files", latin)
    shown = json.loads(bench.good("--json", "portfolio", "show", portfolio))["items"]
    hold({name for name in names} <= {i["fileName"] for i in shown} and len(shown) == len(names) + 1,
         f"names are kept as they are: {[i['fileName'] for i in shown]}")
    for words in [["portfolio", "show", portfolio], ["portfolio", "check", portfolio]]:
        out = bench.do(*words).out
        for bad in ["\n" + "lines.png", "\u202e", "\x1b", "\a"]:
            hold(bad not in out, f"{words[1]} shows no {ascii(bad)}: {ascii(out[:3000])}")
    bench.refuse(INPUT, "attach", portfolio, "files", bench.write("two\nlines\u202e\x1b[31m.mp4", b"x" * 99))
    bench.refuse(INPUT, "attach", portfolio, "files", bench.folder / "not\n\x1b[31mthere.mp4")
    bench.refuse(INPUT, "attach", portfolio, "no\nsuch\x1b", bench.folder / "tab\t.png")
    bench.refuse(INPUT, "attach", "no\nsuch\x1b", "files", bench.folder / "tab\t.png")
    bench.sound()
