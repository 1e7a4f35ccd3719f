# SPDX-License-Identifier: GPL-3.0-or-later
"""Libraries of a newer version, damaged, read-only or in use: told in plain words, and never changed."""
import fcntl
import json
import os
import pathlib
import shutil
import sqlite3
import struct

import threading
import time

from bad_bench import DONE, ENVIRONMENT, INPUT, NOT_READY, USAGE, case, digest, hold, tree, without_privilege

F_OFD_SETLK = 37


def writes(bench, portfolio):
    """A command of each sort that writes."""
    return [["library", "init"], ["library", "backup"], ["definition", "import", bench.definition_file],
            ["portfolio", "new", "https://example.org/bad-input/small"], ["person", "add", "S-9"],
            ["attach", portfolio, "files", bench.picture("more.png")], ["respond", portfolio, "why", "--text", "New."]]


def reads(portfolio):
    return [["portfolio", "list"], ["portfolio", "show", portfolio], ["definition", "list"], ["person", "list"]]


def begin(bench):
    bench.fresh()
    portfolio = bench.begin()
    bench.complete(portfolio, bench.picture("work.png"))
    return portfolio


def change(bench, *statements):
    database = sqlite3.connect(bench.library / "library.db")
    for statement in statements:
        database.execute(statement)
    database.commit()
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()


@case
def a_library_of_a_newer_version(bench):
    portfolio = begin(bench)
    change(bench, "PRAGMA user_version = 99")
    before = tree(bench.library)
    for words in [*writes(bench, portfolio), *reads(portfolio), ["library", "check"]]:
        bench.refuse(ENVIRONMENT, *words, says="newer version of Vouch")
    after = tree(bench.library)
    hold({k for k in after if after[k] != before.get(k)} <= {"lock"} and set(after) == set(before),
         f"not a byte of it was changed: {[k for k in after if after[k] != before.get(k)]}")


@case
def a_library_that_is_none(bench):
    portfolio = begin(bench)
    stranger = bench.folder / "stranger"
    stranger.mkdir()
    other = sqlite3.connect(stranger / "library.db")
    other.execute("CREATE TABLE bookmark (url TEXT)")
    other.commit()
    other.close()
    empty = bench.folder / "empty"
    empty.mkdir()
    plain = bench.write("plain-file", "not a folder")
    for folder in [stranger, empty, plain, bench.folder / "missing", "/dev/null", "/proc/self", ""]:
        before = tree(folder) if folder and os.path.isdir(folder) and "/proc" not in str(folder) else None
        for words in [*reads(portfolio), *writes(bench, portfolio)[1:]]:
            done = bench.do("--library", folder, *words)
            hold(done.code in (ENVIRONMENT, INPUT) and done.err.strip() and not done.out, f"it is refused: {done}")
        if before is not None:
            after = {k: v for k, v in tree(folder).items() if k not in ("lock", "library.db-shm", "library.db-wal")}
            hold(before == after, f"nothing was put into {folder}: {sorted(after)}")
    for folder in [stranger, plain, "/dev/null/x"]:
        bench.refuse(ENVIRONMENT, "--library", folder, "library", "init")
    hold(digest(plain) == digest(bench.write("plain-copy", "not a folder")), "the file is what it was")


def spoil(path, page, count=4096, at=0):
    with open(path, "r+b") as file:
        file.seek(page * 4096 + at)
        there = file.read(count)
        file.seek(page * 4096 + at)
        file.write(bytes(b ^ 0x5a for b in there))


@case
def a_damaged_database(bench):
    portfolio = begin(bench)
    bench.good("library", "backup")
    bench.do("portfolio", "list")
    whole = bench.folder / "whole"
    shutil.copytree(bench.library, whole)
    pages = (bench.library / "library.db").stat().st_size // 4096
    hold(pages > 8, "the database has pages")
    told = 0
    for page, count, at in [(0, 16, 0), (0, 64, 100), (0, 4096, 0), *((p, 4096, 0) for p in range(1, pages, 5))]:
        shutil.rmtree(bench.library)
        shutil.copytree(whole, bench.library)
        spoil(bench.library / "library.db", page, count, at)
        objects = tree(bench.library / "objects")
        damaged = digest(bench.library / "library.db")
        check = bench.do("library", "check")
        hold(check.code != DONE and (check.err + check.out).strip(), f"page {page}: it is told: {check}")
        read = bench.do("portfolio", "show", portfolio)
        hold(read.code == DONE or read.err.strip(), f"page {page}: {read}")
        if "backup" in check.err + read.err:
            told += 1
            hold(digest(bench.library / "library.db") == damaged, f"page {page}: what was there was not changed")
        write = bench.do("person", "add", "S-1")
        hold(write.code in (DONE, ENVIRONMENT, INPUT), f"page {page}: {write}")
        hold(tree(bench.library / "objects") == objects, f"page {page}: no file was lost")
    hold(told >= 3, f"a backup is offered where the database cannot be read ({told} of {pages} pages)")
    for size in [0, 1, 100, 4095, pages // 2 * 4096 + 7]:
        shutil.rmtree(bench.library)
        shutil.copytree(whole, bench.library)
        os.truncate(bench.library / "library.db", size)
        for words in [["library", "check"], ["portfolio", "list"], ["person", "add", "S-1"]]:
            done = bench.do(*words)
            hold(done.code != DONE and done.err + done.out, f"cut to {size} bytes: {done}")
        hold(tree(bench.library / "objects") == tree(whole / "objects"), f"cut to {size}: no file was lost")
    bench.library = whole
    bench.env["VOUCH_LIBRARY"] = str(whole)
    bench.sound()


@case
def damaged_files(bench):
    bench.fresh()
    portfolio = bench.begin()
    pictures = [bench.picture(f"work-{n}.png", 64 + n, 48) for n in range(3)]
    bench.complete(portfolio, *pictures)
    changed, lost, cut = [bench.library / "objects" / digest(p)[:2] / digest(p) for p in pictures]
    hold(changed.exists(), f"objects are where they are expected: {bench.objects()}")
    changed.chmod(0o600)
    spoil(changed, 0, 1, 60)
    lost.unlink()
    cut.chmod(0o600)
    os.truncate(cut, 30)
    done = bench.do("library", "check")
    hold(done.code == NOT_READY and all(f"work-{n}.png" in done.out for n in range(3)), f"all are named: {done}")
    report = json.loads(bench.do("--json", "library", "check").out)
    hold(report["ok"] is False and len(report["problems"]) == 3, f"and counted: {report}")
    report = json.loads(bench.do("--json", "portfolio", "check", portfolio).out)
    broken = [f for f in report["findings"] if f["result"] == "notMet" and f["kind"] in ("unchanged", "readable")]
    hold(not report["ready"] and broken, f"the portfolio is not ready: {report}")
    for path in pictures:
        bench.good("attach", portfolio, "files", path)
    hold(bench.do("library", "check").code == DONE, "attaching the same files again heals")


@case
def a_library_in_a_read_only_folder(bench):
    portfolio = begin(bench)
    everything = [bench.library, *bench.library.rglob("*")]
    for path in everything:
        path.chmod(path.stat().st_mode & ~0o222)
    bench.folder.chmod(0o755)
    before = tree(bench.library)
    try:
        for words in reads(portfolio):
            done = bench.do(*words, preexec=without_privilege)
            hold(done.code == DONE, f"it can be read: {done}")
        for words in writes(bench, portfolio)[1:]:
            bench.refuse(ENVIRONMENT, *words, preexec=without_privilege)
        hold(tree(bench.library) == before, "nothing was changed")
    finally:
        for path in everything:
            path.chmod(path.stat().st_mode | 0o200)


@case
def a_library_that_is_in_use(bench):
    portfolio = begin(bench)
    lock = os.open(bench.library / "lock", os.O_RDWR | os.O_CREAT)
    fcntl.fcntl(lock, F_OFD_SETLK, struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
    began = time.monotonic()
    children = [bench.start(*words) for words in writes(bench, portfolio)]
    for words in [*reads(portfolio), ["library", "check"], ["portfolio", "check", portfolio]]:
        done = bench.do(*words, seconds=4)
        hold(done.code == DONE, f"reading does not wait: {done}")
    for child in children:
        done = bench.finish(child)
        hold(done.code == ENVIRONMENT and 4.5 < done.seconds < 9 and done.err.strip(), f"writing waits 5 s: {done}")
    hold(time.monotonic() - began < 15, "all at once")
    later = threading.Timer(1.5, lambda: os.close(lock))
    later.start()
    done = bench.do("person", "add", "S-2")
    hold(done.code == DONE and done.seconds > 1, f"who waits gets in: {done}")
    later.join()
    bench.sound()


@case
def twenty_at_once(bench):
    """Many programs begin to write at one moment: each is done, none is lost."""
    bench.fresh()
    portfolio = bench.begin()
    files = [bench.picture(f"picture-{n}.png", 20 + n, 20) for n in range(10)]
    children = [bench.start("attach", portfolio, "files", path) for path in files]
    children += [bench.start("person", "add", f"S-{n}") for n in range(10)]
    ended = [bench.finish(child) for child in children]
    hold(all(d.code in (DONE, ENVIRONMENT) for d in ended), "each is done or told to wait")
    done = sum(d.code == DONE for d in ended)
    there = len(bench.rows("SELECT * FROM item")) + len(bench.rows("SELECT * FROM person"))
    hold(done == there and done >= 10, f"{done} said that they are done, {there} are there")
    bench.sound()
    first = pathlib.Path(bench.folder / "first")
    children = [bench.start("--library", first, "library", "init") for _ in range(10)]
    hold(all(bench.finish(c).code in (DONE, ENVIRONMENT) for c in children), "ten make the same library")
    hold(bench.do("--library", first, "library", "check").code == DONE, "and it is sound")


def begin_with_backup(bench):
    """A library with a snapshot of everything that is in it, kept in two folders."""
    portfolio = begin(bench)
    name = pathlib.Path(bench.good("library", "backup")).name
    bench.do("portfolio", "list")
    whole = bench.folder / "whole"
    shutil.copytree(bench.library, whole)
    return portfolio, whole, name


def put_back(bench, whole):
    shutil.rmtree(bench.library)
    shutil.copytree(whole, bench.library)


@case
def a_database_put_back_from_a_snapshot(bench):
    portfolio, whole, name = begin_with_backup(bench)
    shown = bench.good("--json", "portfolio", "show", portfolio)
    database = bench.library / "library.db"

    def gone():
        database.unlink()

    def damaged():
        spoil(database, 0, 4096)
        spoil(database, 3, 4096)

    for harm in [gone, damaged, lambda: os.truncate(database, 0), lambda: os.truncate(database, 5000)]:
        put_back(bench, whole)
        harm()
        objects = tree(bench.library / "objects")
        for words in [["library", "init"], ["person", "add", "S-1"], ["portfolio", "list"]]:
            bench.refuse(ENVIRONMENT, *words)
        bench.good("library", "restore")
        hold(bench.good("--json", "portfolio", "show", portfolio) == shown, "everything is there again")
        hold(tree(bench.library / "objects") == objects, "and every file")
        bench.sound()
    for spoiling in [lambda p: spoil(p, 0, 4096), lambda p: spoil(p, 5, 4096), lambda p: os.truncate(p, 0),
                     lambda p: p.write_bytes(b"<html>"), newer]:
        put_back(bench, whole)
        spoiling(bench.library / "backups" / name)
        before = {k: v for k, v in tree(bench.library).items() if k != "lock"}
        done = bench.do("library", "restore", name)
        hold(done.code in (ENVIRONMENT, INPUT) and done.err.strip() and not done.out, f"it is refused: {done}")
        after = {k: v for k, v in tree(bench.library).items() if k != "lock"}
        hold(after == before, f"nothing was changed: {[k for k in after if after[k] != before.get(k)]}")
    put_back(bench, whole)
    for stranger in ["../library.db", "/etc/passwd", "nothing.db", "", "..", "../whole/library.db"]:
        done = bench.do("library", "restore", stranger)
        hold(done.code in (INPUT, USAGE, ENVIRONMENT) and done.err.strip(), f"no snapshot “{stranger}”: {done}")
    hold(bench.good("--json", "portfolio", "show", portfolio) == shown, "everything is there")


def newer(path):
    database = sqlite3.connect(path)
    database.execute("PRAGMA user_version = 99")
    database.commit()
    database.close()


@case
def kills_while_a_database_is_put_back(bench):
    portfolio, whole, _ = begin_with_backup(bench)
    shown = bench.good("--json", "portfolio", "show", portfolio)
    fault = {**bench.env, "LD_PRELOAD": str(bench.build / "tests/support/vouch-fault.so"),
             "VOUCH_FAULT_FOLDER": str(bench.library), "VOUCH_FAULT_DO": "kill"}
    kills = 0
    for at in range(1, 60):
        put_back(bench, whole)
        spoil(bench.library / "library.db", 0, 4096)
        done = bench.do("library", "restore", env={**fault, "VOUCH_FAULT_AT": str(at)})
        if done.code == DONE:
            break
        kills += 1
        bench.do("library", "restore")
        hold(bench.good("--json", "portfolio", "show", portfolio) == shown, f"killed at {at}: everything is there again")
        bench.sound()
    hold(kills >= 5, f"it was killed {kills} times")


@case
def a_key_whose_file_is_gone(bench):
    """The key signs and proves whose a badge is: its second file takes the place of a lost first one."""
    bench.fresh()
    whose = json.loads(bench.good("--json", "identity", "show"))["id"]
    for lost in ["identity", "backups/identity"]:
        (bench.library / lost).unlink()
        hold(json.loads(bench.good("--json", "identity", "show"))["id"] == whose, f"the same key without {lost}")
        hold((bench.library / lost).exists(), f"{lost} is there again")
    (bench.library / "identity").write_bytes(b"nothing")
    bench.refuse(ENVIRONMENT, "identity", "show")
    hold((bench.library / "identity").read_bytes() == b"nothing", "a damaged file is left as it is")
    bench.sound()
