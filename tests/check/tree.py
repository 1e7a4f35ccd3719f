# SPDX-License-Identifier: GPL-3.0-or-later
"""What the checks share: the files of the project and how to say what is wrong with them."""
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()


def tracked(*patterns):
    """The project's files, as git knows them; every file outside the build folders where there is no git."""
    try:
        out = subprocess.run(
            ["git", "-C", str(ROOT), "ls-files", "--cached", "--others", "--exclude-standard"],
            check=True, capture_output=True, text=True).stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):
        out = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file()]
        out = [p for p in out if not p.startswith("build") or p.startswith("build-aux/")]
    paths = [pathlib.PurePath(p) for p in out if (ROOT / p).is_file()]
    return sorted(p for p in paths if any(p.match(pattern) for pattern in patterns))


def read(path):
    return (ROOT / path).read_text(encoding="utf-8")


class Report:
    """Collects complaints; ends the check with their number as its verdict."""

    def __init__(self):
        self.complaints = []

    def complain(self, place, text):
        self.complaints.append(f"{place}: {text}")

    def finish(self, seen):
        for complaint in self.complaints:
            print(complaint)
        if not seen:
            print("nothing was checked: the check looks in the wrong place")
            sys.exit(1)
        print(f"{seen} looked at, {len(self.complaints)} to mend")
        sys.exit(1 if self.complaints else 0)
