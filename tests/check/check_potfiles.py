# SPDX-License-Identifier: GPL-3.0-or-later
"""po/POTFILES lists every file with text to translate, in order, and no other. With `--write` as
second argument it is written anew."""
import re
import sys

from tree import ROOT, Report, read, tracked


def wanted():
    for path in tracked("src/*/*.c", "src/*/*/*.c"):
        if re.search(r'\b(_|N_|C_|NC_|ngettext|g_dngettext) \(', read(path)):
            yield str(path)
    for path in tracked("ui/*.ui", "ui/*/*.ui"):
        if "translatable=" in read(path):
            yield str(path)
    for path in tracked("data/*.desktop.in", "data/*.metainfo.xml.in", "data/*.mime.xml.in"):
        yield str(path)


def main():
    files = sorted(wanted())
    listing = ROOT / "po" / "POTFILES"
    if "--write" in sys.argv:
        listing.write_text("".join(f + "\n" for f in files), encoding="utf-8")
    report = Report()
    listed = read("po/POTFILES").split()
    for missing in sorted(set(files) - set(listed)):
        report.complain("po/POTFILES", f"lacks {missing}")
    for extra in sorted(set(listed) - set(files)):
        report.complain("po/POTFILES", f"names {extra}, which has nothing to translate")
    if listed != sorted(listed):
        report.complain("po/POTFILES", "is not in order")
    report.finish(len(files))


if __name__ == "__main__":
    main()
