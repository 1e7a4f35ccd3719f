# SPDX-License-Identifier: GPL-3.0-or-later
"""Sizes. A piece that outgrows its budget is split, or says at its top why it may not be:
a line `Over budget: reason` in the first comment of the file frees that file."""
import re

from tree import Report, read, tracked

C_LINES, H_LINES, FUNCTION_LINES, STRUCT_MEMBERS = 600, 120, 60, 20


def functions(lines):
    """(name, first line, length) of each function body, by the braces in column one."""
    name, start = None, None
    for number, line in enumerate(lines, 1):
        match = re.match(r"([A-Za-z_]\w*) \(", line)
        if match:
            name = match.group(1)
        if line.startswith("{"):
            start = number
        elif line.startswith("}") and start:
            yield name, start, number - start - 1
            start = None


def structs(text):
    for match in re.finditer(r"struct (\w+) \{\n(.*?)\n\}", text, re.S):
        body = re.sub(r"/\*.*?\*/", "", match.group(2), flags=re.S)
        yield match.group(1), body.count(";") - body.count("parent_instance;")


def main():
    report = Report()
    files = tracked("src/*/*.c", "src/*/*.h", "src/*/*/*.c", "src/*/*/*.h", "tests/*/*.c", "tests/*/*.h")
    for path in files:
        text = read(path)
        lines = text.splitlines()
        if "Over budget: " in "\n".join(lines[:30]):
            continue
        in_tests = path.parts[0] == "tests"
        limit = H_LINES if path.suffix == ".h" else C_LINES * (2 if in_tests else 1)
        if len(lines) > limit:
            report.complain(path, f"{len(lines)} lines; the budget is {limit}")
        if in_tests:
            continue
        if path.suffix == ".c":
            for name, start, length in functions(lines):
                if length > FUNCTION_LINES:
                    report.complain(f"{path}:{start}", f"{name} has {length} lines; the budget is {FUNCTION_LINES}")
        for name, members in structs(text):
            if members > STRUCT_MEMBERS and not name.endswith(("Class", "Interface")):
                report.complain(path, f"{name} has {members} members; the budget is {STRUCT_MEMBERS}")
    report.finish(len(files))


if __name__ == "__main__":
    main()
