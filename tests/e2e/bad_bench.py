# SPDX-License-Identifier: GPL-3.0-or-later
"""What the tests of bad input share: one program run at a time, under a time and a memory limit, and the
library looked at before and after."""
import ctypes
import hashlib
import json
import os
import pathlib
import resource
import signal
import sqlite3
import struct
import subprocess
import threading
import time
import zlib

from programs import Programs, hold

DONE, NOT_READY, USAGE, INPUT, ENVIRONMENT, ISSUER = range(6)
MIB = 1024 * 1024
CASES = []
PR_CAPBSET_DROP = 24
OVERRIDES = [1, 2, 3]  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER
# What a program says of a defect of its own; a person must never read it.
DEFECTS = ["CRITICAL", "WARNING", "Sanitizer", "assertion", "SQL", "sqlite"]


def case(function):
    """Registers a test; it gets a Bench of its own."""
    CASES.append(function)
    return function


class Done:
    """How a program ended."""

    def __init__(self, words, code, out, err, seconds, peak_kib):
        self.words, self.code, self.seconds, self.peak_kib = words, code, seconds, peak_kib
        self.out, self.err = out.decode("utf-8", "replace"), err.decode("utf-8", "replace")
        self.id = self.out.strip()

    def __str__(self):
        return (f"{' '.join(str(w)[:120] for w in self.words)}: exit {self.code} after {self.seconds:.1f} s, "
                f"{self.peak_kib // 1024} MiB\n  out: {self.out[:500]}\n  err: {self.err[:900]}")


def digest(path):
    return hashlib.sha256(pathlib.Path(path).read_bytes()).hexdigest()


def tree(folder):
    """Every file and folder below, with its mode and its bytes."""
    seen = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        status = path.lstat()
        seen[str(path.relative_to(folder))] = (status.st_mode, digest(path) if path.is_file() else None)
    return seen


def without_privilege():
    """To be run in a child: gives up what lets root read and write everything, and stays the owner of
    what it made, wherever the programs are built."""
    libc = ctypes.CDLL(None, use_errno=True)
    for capability in OVERRIDES if os.getuid() == 0 else []:
        if libc.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "prctl")


def limit_file_size(size, ignore):
    """To be run in a child: no file may grow beyond `size` bytes, as on a full disk."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN if ignore else signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


class Bench(Programs):
    """The programs on folders of their own, and ways to ask them for what cannot be done."""

    def __init__(self, build, folder):
        super().__init__(build, folder)
        self.env.update(VOUCH_IDENTITY_COST="minimal", G_DEBUG="")
        self.samples = self.build / "tests/support/samples"
        self.children = []

    # Running

    def start(self, *words, program=None, env=None, preexec=None):
        child = subprocess.Popen([str(program or self.vouchctl), *map(str, words)], env=env or self.env,
                                 stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                 preexec_fn=preexec)
        child.words, child.began = words, time.monotonic()
        self.children.append(child)
        return child

    def finish(self, child, seconds=60):
        """Waits for a program and says how it ended; one that takes longer than that is a failure."""
        late = threading.Timer(seconds, child.kill)
        late.start()
        out, err = [], []
        readers = [threading.Thread(target=lambda s, into: into.append(s.read()), args=pair)
                   for pair in ((child.stdout, out), (child.stderr, err))]
        for reader in readers:
            reader.start()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        for reader in readers:
            reader.join()
        late.cancel()
        child.stdout.close()
        child.stderr.close()
        self.children.remove(child)
        done = Done(child.words, child.returncode, out[0], err[0], time.monotonic() - child.began, usage.ru_maxrss)
        hold(done.seconds < seconds, f"it hangs: {done}")
        hold(done.code >= 0 or done.code in (-signal.SIGKILL, -signal.SIGXFSZ), f"it crashes: {done}")
        hold(not any(word in done.err for word in DEFECTS), f"it speaks of a defect of its own: {done}")
        return done

    def do(self, *words, seconds=60, **more):
        return self.finish(self.start(*words, **more), seconds)

    def good(self, *words, **more):
        done = self.do(*words, **more)
        hold(done.code == DONE, f"this is done: {done}")
        return done.id

    def refuse(self, code, *words, says=(), seconds=10, peak_mib=None, **more):
        """It is refused with that exit code and with words on the error stream alone."""
        done = self.do(*words, seconds=seconds, **more)
        hold(done.code == code, f"exit {code} is due: {done}")
        hold(done.err.strip() and not done.out, f"the reason stands on the error stream alone: {done}")
        hold(len(done.err) < 3000 and done.err.count("\n") <= 6, f"the reason is short: {done}")
        hold(all(ord(c) >= 32 or c == "\n" for c in done.err) and "\u202e" not in done.err,
             f"the reason can be shown in a terminal: {ascii(done.err)}")
        for text in says if isinstance(says, (list, tuple)) else [says]:
            hold(str(text) in done.err, f"“{text}” is said: {done}")
        hold(peak_mib is None or done.peak_kib < peak_mib * 1024, f"less than {peak_mib} MiB: {done}")
        return done

    # The library

    def fresh(self, name="library"):
        """From now on another, new library."""
        self.library = self.folder / name
        self.env["VOUCH_LIBRARY"] = str(self.library)
        self.good("library", "init")

    def objects(self):
        return sorted(str(p.relative_to(self.library)) for p in (self.library / "objects").rglob("*") if p.is_file())

    def rows(self, query, *values):
        database = sqlite3.connect(f"file:{self.library}/library.db?mode=ro", uri=True)
        try:
            return database.execute(query, values).fetchall()
        finally:
            database.close()

    def state(self):
        """What a person has: every row but those of housekeeping, and every file."""
        tables = [t for t, in self.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
                                        " ORDER BY name")]
        kept = {t: self.rows(f"SELECT * FROM \"{t}\"") for t in tables if t not in ("object", "settings")}
        kept["object"] = self.rows("SELECT sha256, size FROM object")
        files = [p for p in map(str, self.library.rglob("*")) if not p.endswith(("-wal", "-shm", "lock"))]
        return kept, self.objects(), sorted(files)

    def sound(self):
        report = json.loads(self.do("--json", "library", "check").out)
        hold(report["ok"] is True and not report["problems"], f"the library is sound: {report}")
        return report

    def nothing_changes(self, act):
        """What `act` does leaves nothing behind."""
        before = self.state()
        given = act()
        after = self.state()
        for name, rows in before[0].items():
            hold(rows == after[0][name], f"{given}\n  table {name} was {rows[:3]}… and is {after[0][name][:3]}…")
        hold(before[1:] == after[1:], f"{given}\n  files were {before[1:]}\n  and are {after[1:]}")
        return given

    def refuse_clean(self, code, *words, **more):
        return self.nothing_changes(lambda: self.refuse(code, *words, **more))

    # Things to work on

    def definition(self, name="small", media=("image", "data", "document"), **more):
        """A small definition: a typed answer, one or more files, a statement."""
        levels = [{"level": "no", "description": "Not yet."}, {"level": "yes", "description": "Yes."}]
        return {
            "formatVersion": "1.0", "type": ["Achievement"], "achievementType": "MicroCredential",
            "id": f"https://example.org/bad-input/{name}", "version": "1", "status": "published", "name": name,
            "description": "For a test.", "inLanguage": "en",
            "creator": {"id": "https://example.org/maker", "name": "Maker"},
            "criteria": {"narrative": "Show it."}, "competency": {"statement": "Can do it."},
            "parts": [{"id": "part", "position": 1, "title": "Part",
                       "prompts": [{"id": "why", "text": "Why?"}],
                       "evidence": [{"id": "files", "title": "Files", "artifactType": "other", "media": list(media),
                                     "quantity": {"min": 1, "max": None}}]}],
            "rubric": {"title": "Rubric",
                       "criteria": [{"id": "asking", "position": 1, "title": "Asking", "scale": "yes-no",
                                     "levels": levels}],
                       "scales": [{"id": "yes-no", "levels": [
                           {"id": "no", "quality": "No", "score": 0, "position": 1},
                           {"id": "yes", "quality": "Yes", "score": 1, "position": 2}]}]},
            "attestations": [{"id": "own", "text": "It is my own work.", "signer": "earner"}],
            "passingRule": {"type": "criterionAtLeast", "criteria": ["*"], "level": "yes"}, **more}

    def write(self, name, content):
        path = self.folder / name
        if isinstance(content, dict):
            content = json.dumps(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    def begin(self, name="small", **more):
        """A portfolio on a small definition of that name."""
        definition = self.definition(name, **more)
        self.definition_file = self.write(f"{name}.json", definition)
        self.good("definition", "import", self.definition_file)
        return self.good("portfolio", "new", definition["id"])

    def picture(self, name, width=64, height=48, noise=False):
        """A PNG; of noise, it is as large as its pixels."""
        def chunk(kind, data):
            body = kind + data
            return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))
        row = b"\0" + bytes(x * 3 % 256 for x in range(width * 3))
        rows = b"".join(b"\0" + os.urandom(width * 3) for _ in range(height)) if noise else row * height
        path = self.folder / name
        path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
                         + chunk(b"IDAT", zlib.compress(rows, 0 if noise else 6)) + chunk(b"IEND", b""))
        return path

    def complete(self, portfolio, *files):
        """Answers, attaches, and confirms whatever asks for it."""
        self.good("respond", portfolio, "why", "--text", "Because they think longer when it is quiet.")
        for file in files:
            item = self.good("attach", portfolio, "files", file)
            self.good("appear", item, "--nobody")
        report = json.loads(self.do("--json", "portfolio", "check", portfolio).out)
        for finding in report["findings"]:
            if finding["result"] == "needsConfirmation":
                self.good("confirm", portfolio, finding["id"])
        done = self.do("portfolio", "check", portfolio)
        hold(done.code == DONE, f"the portfolio is ready: {done}")

    def start_server(self, *options, listen="127.0.0.1:0"):
        self.server_words = options
        self.server = subprocess.Popen([str(self.issuer), "--listen", listen, "--data", str(self.desk), *options],
                                       env=self.env, stdout=subprocess.PIPE, text=True)
        url = self.server.stdout.readline().strip()
        hold(url.startswith("http://127.0.0.1:"), f"the issuer's address is “{url}”")
        return url

    def stop_server_hard(self):
        """As a power cut would."""
        self.server.kill()
        self.server.wait()
        if not self.server.stdout.closed:
            self.server.stdout.close()

    def stop(self):
        self.stop_server()
        for child in list(self.children):
            child.kill()
            self.finish(child)

