#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""pseudo.py SOURCE VOUCH PREPARE: every sentence in a language that nobody speaks.

Each text of the program is replaced by itself in brackets, a third longer and with accents, as a
translation may be. Then the program is walked through: a text without brackets was not given to the
translators, and a text whose closing bracket cannot be seen is cut off. What a definition, a person or
GTK says is not ours to translate."""
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
# One that no other program has a catalogue of.
LANGUAGE = "qaa"
OPEN, CLOSE = "⟦", "⟧"
ACCENTS = str.maketrans("aeiouAEIOUcnsy", "áéíóúÁÉÍÓÚçñšý")
# What must survive as it is: placeholders, markup, escapes.
KEEP = re.compile(r"(%(?:\d+\$)?[-+ #0]*\d*(?:\.\d+)?(?:hh|h|ll|l|j|z|t)?[diouxXeEfgGcspnBYmdeH%]|<[^>]*>|&\w+;|\\.|%[A-Za-z])")
# GTK and libadwaita speak for themselves, and so does the name of the program.
OTHERS = {"Minimize", "Maximize", "Close", "Restore", "Vouch", "Open Menu", "Clear", "(None)", "Cancel"}
TEXT_ROLES = ("label", "push button", "toggle button", "menu item", "list item", "heading", "check box", "combo box")


def entries(pot):
    """The messages of a template: (context, singular, plural), unescaped."""
    for block in re.split(r"\n\n+", pot):
        fields, field = {}, None
        for line in block.splitlines():
            match = re.match(r'(msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?) "(.*)"$', line)
            if match:
                field = match.group(1)
                fields[field] = match.group(2)
            elif line.startswith('"') and field:
                fields[field] += line[1:-1]
        if fields.get("msgid"):
            yield fields.get("msgctxt"), fields["msgid"], fields.get("msgid_plural")


def strange(text):
    """Longer, accented, in brackets; placeholders as they were. @text is still escaped."""
    if re.fullmatch(r"(%[a-zA-Z]|[\s,.:/-])+", text):
        return text
    parts = KEEP.split(text)
    words = "".join(p if i % 2 else p.translate(ACCENTS) for i, p in enumerate(parts))
    letters = len(re.sub(KEEP, "", text))
    head = re.match(r"(\\n)*", words).group(0)
    tail = re.search(r"(\\n)*$", words).group(0)
    words = words[len(head):len(words) - len(tail)]
    return f"{head}{OPEN}{words}{' ~' * (letters // 6)}{CLOSE}{tail}"


def write_catalogue(source, folder):
    pot = folder / "vouch.pot"
    subprocess.run(["xgettext", "--from-code=UTF-8", "-k_", "-kN_", "-kC_:1c,2", "-kNC_:1c,2", "-kngettext:1,2",
                    "-f", str(source / "po" / "POTFILES"), "-D", str(source), "-o", str(pot)], check=True,
                   capture_output=True)
    lines = ['msgid ""', 'msgstr "Content-Type: text/plain; charset=UTF-8\\n'
             'Plural-Forms: nplurals=2; plural=n != 1;\\n"', ""]
    for context, singular, plural in entries(pot.read_text(encoding="utf-8")):
        if context is not None:
            lines.append(f'msgctxt "{context}"')
        lines.append(f'msgid "{singular}"')
        if plural is None:
            lines.append(f'msgstr "{strange(singular)}"')
        else:
            lines += [f'msgid_plural "{plural}"', f'msgstr[0] "{strange(singular)}"', f'msgstr[1] "{strange(plural)}"']
        lines.append("")
    catalogue = folder / "locale" / LANGUAGE / "LC_MESSAGES" / "vouch.mo"
    catalogue.parent.mkdir(parents=True)
    (folder / "vouch.po").write_text("\n".join(lines), encoding="utf-8")
    subprocess.run(["msgfmt", "-o", str(catalogue), str(folder / "vouch.po")], check=True)


def sayings(value):
    """Every text in a definition."""
    if isinstance(value, str):
        yield " ".join(value.split())
    elif isinstance(value, dict):
        for inner in value.values():
            yield from sayings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from sayings(inner)


class Listener:
    """Gathers what is on the screen and was neither translated nor said by somebody else."""

    def __init__(self, source, window):
        self.window = window
        self.bare, self.open, self.seen = {}, {}, 0
        self.said = set()
        for path in (source / "data" / "catalogue").glob("*.json"):
            self.said.update(sayings(json.loads(path.read_text(encoding="utf-8"))))
        fixture = (HERE / "gui-fixture.c").read_text(encoding="utf-8")
        self.said.update(" ".join(t.split()) for t in re.findall(r'"((?:[^"\\]|\\.)*)"', fixture))

    def is_other(self, text):
        words = " ".join(text.split())
        if not re.search(r"[A-Za-z]{2,}", words) or words in OTHERS:
            return True
        if re.fullmatch(r"(Gtk|Adw|Vouch)[A-Z]\w+", words) or re.fullmatch(r"[\w.+ -]+\.(wav|png|pdf|csv|json|md)", words):
            return True
        if re.match(r"\d{1,2} \w+ \d{4}", words) or re.fullmatch(r"[\d.,]+ .?B|[SAK]-?\d+", words):
            return True
        return any(words in one or one in words for one in self.said if len(one) > 3)

    def listen(self, page):
        for node in self.window.nodes():
            if node.get_role_name() not in TEXT_ROLES or not self.window.visible(node):
                continue
            text = node.get_name()
            if not text or self.is_other(text):
                continue
            self.seen += 1
            if OPEN not in text and CLOSE not in text:
                self.bare.setdefault(text, page)
            elif text.count(OPEN) != text.count(CLOSE):
                self.open.setdefault(text, page)


def walk(program, library, source):
    sys.path.insert(0, str(HERE))
    from driver import Window, run

    window = Window(program, library)
    listener = Listener(source, window)
    try:
        run("xdotool", "windowsize", "--sync", window.id, "1366", "768")
        for number in range(1, 7):
            window.key(f"alt+{number}")
            window.wait(lambda: listener.listen(f"place {number}") or True, "a place")
        window.key("alt+3")
        window.expect("Room to Think", ("list item",))
        window.click_row("Room to Think", window.count_shown("Room to Think", "list item") - 1)
        window.expect("Discussion about fractions")
        listener.listen("portfolio")
        window.key("ctrl+r")
        listener.listen("rubric")
        window.key("ctrl+r")
        window.key("F8")
        listener.listen("coverage")
        window.key("F8")
        window.click_row("Discussion about fractions")
        window.wait(lambda: window.count_shown(OPEN, "list item") > 3, "the file's page")
        listener.listen("item")
        window.back()
    finally:
        code = window.end()
    assert code == 0, f"the program ended with {code}"
    return listener


def main():
    source, program, prepare = (Path(p).resolve() for p in sys.argv[1:4])
    if len(sys.argv) > 4:
        listener = walk(program, Path(sys.argv[4]), source)
        for text, page in sorted(listener.bare.items(), key=lambda e: e[1]):
            print(f"# not translated, {page}: {text!r}")
        for text, page in sorted(listener.open.items(), key=lambda e: e[1]):
            print(f"# cut or glued, {page}: {text!r}")
        print(f"# {listener.seen} texts were looked at")
        print(f"{'ok' if listener.seen > 150 else 'not ok'} 1 - enough was seen to judge")
        print(f"{'not ok' if listener.bare else 'ok'} 2 - every text is translated")
        print(f"{'not ok' if listener.open else 'ok'} 3 - no text is cut within its brackets")
        return 1 if listener.bare or listener.open or listener.seen <= 150 else 0
    print("1..3", flush=True)
    with tempfile.TemporaryDirectory(prefix="vouch-pseudo.") as temporary:
        folder = Path(temporary)
        subprocess.run([sys.executable, str(HERE / "material.py"), str(folder / "material")], check=True)
        subprocess.run([str(prepare), str(folder / "library"), str(folder / "material")], check=True,
                       stdout=subprocess.DEVNULL)
        write_catalogue(source, folder)
        subprocess.run(["localedef", "-i", "en_US", "-f", "UTF-8", str(folder / "en_US.UTF-8")], check=False,
                       capture_output=True)
        env = dict(os.environ, LOCPATH=str(folder), LC_ALL="en_US.UTF-8", LANGUAGE=LANGUAGE,
                   VOUCH_LOCALE=str(folder / "locale"))
        done = subprocess.run([str(HERE / "with-display.sh"), "1366x768", sys.executable, __file__, *sys.argv[1:4],
                               str(folder / "library")], env=env, check=False, timeout=150)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main())
