# SPDX-License-Identifier: GPL-3.0-or-later
"""The formatter owns the layout: every C file is as clang-format would write it."""
import subprocess

from tree import ROOT, Report, tracked


def main():
    report = Report()
    files = tracked("src/*/*.[ch]", "src/*/*/*.[ch]", "tests/*/*.[ch]")
    for path in files:
        done = subprocess.run(["clang-format", "--dry-run", "-Werror", "--style=file", str(ROOT / path)],
                              cwd=ROOT, capture_output=True, text=True)
        if done.returncode != 0:
            report.complain(path, "is not formatted: clang-format -i " + str(path))
    report.finish(len(files))


if __name__ == "__main__":
    main()
