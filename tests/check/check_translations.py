# SPDX-License-Identifier: GPL-3.0-or-later
"""Each language of po/LINGUAS says every text there is, with the same placeholders, and nothing is fuzzy.
`--write` merges new texts into the catalogues, for a translator to fill."""
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from tree import ROOT, Report, read

KEYWORDS = ["-k_", "-kN_", "-kC_:1c,2", "-kNC_:1c,2", "-kngettext:1,2", "-cTranslators"]


def template(folder):
    pot = folder / "vouch.pot"
    subprocess.run(["xgettext", "--from-code=UTF-8", "--package-name=vouch", *KEYWORDS, "-f", str(ROOT / "po" / "POTFILES"),
                    "-D", str(ROOT), "-o", str(pot)], check=True, capture_output=True)
    return pot


def languages():
    return [word for line in read("po/LINGUAS").splitlines() if not line.startswith("#") for word in line.split()]


def main():
    report = Report()
    with tempfile.TemporaryDirectory() as temporary:
        pot = template(Path(temporary))
        for language in languages():
            po = ROOT / "po" / f"{language}.po"
            if "--write" in sys.argv:
                subprocess.run(["msgmerge", "--update", "--backup=none", "--no-fuzzy-matching", str(po), str(pot)],
                               check=True, capture_output=True)
            done = subprocess.run(["msgfmt", "--check", "--check-accelerators=_", "-o", "/dev/null", str(po)],
                                  capture_output=True, text=True, check=False)
            if done.returncode != 0:
                report.complain(f"po/{language}.po", done.stderr.strip())
            done = subprocess.run(["msgcmp", str(po), str(pot)], capture_output=True, text=True, check=False)
            lacking = re.findall(r"^\S+?:\d+: .*", done.stderr, flags=re.M)
            if done.returncode != 0:
                report.complain(f"po/{language}.po", f"lacks {len(lacking)} texts, the first at {lacking[0] if lacking else done.stderr.strip()[:200]}")
    report.finish(len(languages()))


if __name__ == "__main__":
    main()
