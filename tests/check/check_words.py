# SPDX-License-Identifier: GPL-3.0-or-later
"""Habits that a reader would have to look for by hand: marks of unfinished work, paths of one
machine, state under string keys, plain signal connections, and words the screens do not use."""
import re

from tree import Report, read, tracked

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK|not implemented|unimplemented)\b")
MACHINE = re.compile(r"/(work|farm)/|/home/(?!user)")
FORBIDDEN_ON_SCREEN = re.compile(r"\b(failed|failure|rejected|invalid|error \d+|are you sure)\b|!$", re.I)

# xgettext reads a text only up to a macro that it does not know; PRId64 and %zu it knows.
CUT_SHORT = re.compile(r'\b(?:_|N_|ngettext) \((?:\s*"(?:[^"\\]|\\.)*")+\s*G_G\w+')


def main():
    report = Report()
    files = tracked("src/*/*.[ch]", "src/*/*/*.[ch]", "ui/*.ui", "ui/*/*.ui", "data/*.in", "tests/*/*.[ch]", "tests/*/*.py",
                    "docs/*.md", "run", "test")
    for path in files:
        if path.name == "check_words.py":
            continue
        if path.parts[0] == "src":
            for match in CUT_SHORT.finditer(read(path)):
                report.complain(path, f"has a text that is cut short for translators: {match.group(0)}")
        for number, line in enumerate(read(path).splitlines(), 1):
            place = f"{path}:{number}"
            if UNFINISHED.search(line):
                report.complain(place, "is marked as unfinished")
            if MACHINE.search(line):
                report.complain(place, "names a path of one machine")
            if path.parts[0] == "src" and re.search(r"\bg_object_[sg]et_data\b", line):
                report.complain(place, "keeps state under a string key")
            if path.parts[:2] == ("src", "gui") and re.search(r"g_signal_connect(_swapped)? \(", line):
                report.complain(place, "connects without a lifetime")
            if path.parts[0] == "ui":
                for text in re.findall(r'translatable="(?:yes|true)"[^>]*>([^<]*)<', line):
                    if FORBIDDEN_ON_SCREEN.search(text):
                        report.complain(place, f"says “{text}”")
            if path.parts[0] == "src":
                for text in re.findall(r'\b_ \("((?:[^"\\]|\\.)*)"', line):
                    if FORBIDDEN_ON_SCREEN.search(text):
                        report.complain(place, f"says “{text}”")
    report.finish(len(files))


if __name__ == "__main__":
    main()
