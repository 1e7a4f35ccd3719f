# SPDX-License-Identifier: GPL-3.0-or-later
"""Every function that others can call says what it does; every file says whose it is."""
import re

from tree import Report, read, tracked

LICENCE = "SPDX-License-Identifier: GPL-3.0-or-later"


def main():
    report = Report()
    sources = tracked("src/*/*.c", "src/*/*.h", "src/*/*/*.c", "src/*/*/*.h")
    for path in sources + tracked("tests/*/*.c", "tests/*/*.h", "tests/*/*.py"):
        if LICENCE not in "\n".join(read(path).splitlines()[:2]):
            report.complain(path, "does not begin with its licence")
    for path in sources:
        if path.suffix != ".c":
            continue
        text = read(path)
        lines = text.splitlines()
        if not re.search(r'#define G_LOG_DOMAIN "[a-z0-9-]+"', text):
            report.complain(path, "has no log domain")
        for number, line in enumerate(lines):
            match = re.match(r"([a-z_]\w*) \(", line)
            if not match or number == 0 or match.group(1) == "main":
                continue
            before = lines[number - 1]
            if not re.match(r"[A-Za-z_][\w \*]*$", before) or before.startswith(("static", "return", "G_DEFINE")):
                continue
            comment = []
            at = number - 2
            while at >= 0 and lines[at].strip() and lines[at] != "}":
                comment.insert(0, lines[at])
                at -= 1
            if f" * {match.group(1)}:" not in comment:
                report.complain(f"{path}:{number + 1}", f"{match.group(1)} has no doc comment")
    report.finish(len(sources))


if __name__ == "__main__":
    main()
