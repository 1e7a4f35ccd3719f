# SPDX-License-Identifier: GPL-3.0-or-later
"""One type, one pair: every .c of a layer has its .h, every .ui its .c, every layer its page."""
import re

from tree import ROOT, Report, read, tracked

PROGRAMS = {"ctl", "reader", "practice-issuer", "gui"}


def main():
    report = Report()
    sources = tracked("src/*/*.c", "src/*/*/*.c")
    for path in sources:
        header = path.with_suffix(".h")
        has_main = re.search(r"^main \(", read(path), re.M)
        if not (ROOT / header).exists() and not has_main:
            report.complain(path, f"has no {header.name}")
        if has_main and path.parts[1] not in PROGRAMS:
            report.complain(path, "only programs have a main")
    for path in tracked("src/*/*.h", "src/*/*/*.h"):
        text = read(path)
        if "#pragma once" not in text:
            report.complain(path, "has no #pragma once")
        for word in re.findall(r"^(?:struct|typedef struct) _\w+ \{", text, re.M):
            if not re.search(r"(Interface|Class) \{", word):
                report.complain(path, f"publishes a struct: {word}")
    for path in tracked("ui/vouch-*.ui", "ui/*/vouch-*.ui"):
        stem = path.stem
        if not list((ROOT / "src" / "gui").rglob(stem + ".c")):
            report.complain(path, "no source of the same name in src/gui")
    for folder in sorted((ROOT / "src").iterdir()):
        if folder.is_dir() and not (folder / "README.md").exists():
            report.complain(folder.relative_to(ROOT), "has no README.md")
        elif folder.is_dir() and len(read(folder / "README.md").splitlines()) > 80:
            report.complain(folder.relative_to(ROOT), "its README.md is longer than a page")
    for path in tracked("tests/*/test-*.c"):
        if not re.search(r"g_assert|g_test_fail", read(path)):
            report.complain(path, "asserts nothing")
    report.finish(len(sources))


if __name__ == "__main__":
    main()
