#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Counts what meson's test logs say, prints what went wrong, and ends with `N passed, M failed,
K skipped`. Each TAP line counts as a test, a program without TAP as one. A skip counts as a failure
unless tests/skips.txt (lines `program: case: reason`) allows it."""
import json
import pathlib
import re
import sys


def allowed_skips(path):
    allowed = set()
    for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            program, case, _reason = (field.strip() for field in line.split(":", 2))
            allowed.add((program, case))
    return allowed


def cases(entry):
    """(case, verdict) of each TAP line, verdict one of ok, not ok, skip."""
    for line in entry.get("stdout", "").splitlines():
        match = re.match(r"\s*(not ok|ok) \d+(?: -)? ?([^#]*)(#.*)?$", line)
        if match:
            verdict, case, directive = match.groups()
            skip = directive and re.match(r"#\s*skip", directive, re.I)
            yield case.strip(), "skip" if skip else verdict


def main():
    allowed = allowed_skips(sys.argv[1])
    passed = failed = skipped = 0

    def fail(name, why, entry=None):
        nonlocal failed
        failed += 1
        print(f"\n--- {name}: {why}")
        if entry:
            text = entry.get("stdout", "")[-3000:] + "\n" + entry.get("stderr", "")[-3000:]
            print("\n".join(line for line in text.splitlines() if not re.match(r"\s*ok \d+", line)))

    for log in sys.argv[2:]:
        path = pathlib.Path(log)
        if not path.exists():
            fail(log, "the build did not get as far as its tests")
            continue
        entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        if not entries:
            fail(log, "no test ran")
        for entry in entries:
            name = entry["name"].split(" / ")[-1]
            program = name.split(":")[-1]
            found = list(cases(entry))
            bad = 0
            for case, verdict in found:
                if verdict == "ok":
                    passed += 1
                elif verdict == "skip" and (program, case) in allowed:
                    skipped += 1
                else:
                    bad += 1
                    fail(f"{name} {case}", "skipped without leave" if verdict == "skip" else "not ok", entry if bad == 1 else None)
            if entry["result"] == "SKIP" and not found:
                if (program, "*") in allowed:
                    skipped += 1
                else:
                    fail(name, "skipped without leave", entry)
            elif entry["result"] not in ("OK", "SKIP", "EXPECTEDFAIL") and bad == 0:
                fail(name, entry["result"].lower(), entry)
            elif not found:
                passed += 1
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    sys.exit(1 if failed or not passed else 0)


main()
