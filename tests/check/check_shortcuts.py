#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Every key that the window binds stands in the window of keyboard shortcuts.

Read are the calls that bind a key, the tables of keys beside them, and the accelerators of the
application. `Escape` closes every dialog and stands there once.

Usage: check_shortcuts.py ROOT
"""
import pathlib
import re
import sys
import xml.etree.ElementTree as ET

KEY = re.compile(r"GDK_KEY_(\w+)\b(?P<rest>[^;{}]*?)(?:\"|NULL|arrow_cb|drop_cb|\}|;)")
ACCEL = re.compile(r'_keys\[\]\s*=\s*\{([^}]*)\}')
MODIFIERS = {"GDK_CONTROL_MASK": "Control", "GDK_SHIFT_MASK": "Shift", "GDK_ALT_MASK": "Alt"}


def normal(accelerator):
    modifiers = frozenset(re.findall(r"<(\w+)>", accelerator))
    return modifiers, re.sub(r"<\w+>", "", accelerator)


def listed(root):
    found = set()
    for node in ET.parse(root / "ui" / "help-overlay.ui").iter("property"):
        if node.get("name") == "accelerator":
            for accelerator in node.text.split():
                if "..." in accelerator:
                    modifiers, keys = normal(accelerator)
                    first, last = keys.split("...")
                    found |= {(modifiers, str(n)) for n in range(int(first), int(last) + 1)}
                else:
                    found.add(normal(accelerator))
    return found


def bound(path):
    text = path.read_text()
    if "add_binding" in text:
        for match in KEY.finditer(text):
            line = text[text.rfind("\n", 0, match.start()) + 1:match.start()]
            if re.search(r"==|!=", line):
                continue
            modifiers = frozenset(name for mask, name in MODIFIERS.items() if mask in match["rest"])
            # The second Enter does what the first does.
            yield modifiers, match[1].replace("KP_Enter", "Return")
    for match in ACCEL.finditer(text):
        for accelerator in re.findall(r'"([^"]+)"', match[1]):
            yield normal(accelerator)


def main():
    root = pathlib.Path(sys.argv[1])
    known, looked, wrong = listed(root), 0, []
    for path in sorted((root / "src" / "gui").rglob("*.c")):
        for shortcut in bound(path):
            looked += 1
            if shortcut not in known:
                modifiers, key = shortcut
                words = "".join(f"<{m}>" for m in sorted(modifiers)) + key
                wrong.append(f"{path.relative_to(root)}: {words} is not in ui/help-overlay.ui")
    for line in sorted(set(wrong)):
        print(line)
    print(f"{looked} looked at, {len(set(wrong))} to mend")
    return 1 if wrong or looked < 30 else 0


sys.exit(main())
