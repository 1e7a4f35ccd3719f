# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as somebody does who uses no pointer: keys, and what a screen reader offers.

Where the focus is, is heard from the accessibility bus; every stop of the Tab key must have a name."""
import os
import re
import socket
import struct
import threading
import time

from driver import PATIENCE, Atspi, Window, gi, run

GLib = gi.repository.GLib
CLASS_NAME = re.compile(r"^(Gtk|Adw|Vouch|Gdk)[A-Z]\w*$")
EVENT = "object:state-changed:focused"


class Line(threading.Thread):
    """Watches to what address a process has a connection, many times a second."""

    def __init__(self, pid):
        super().__init__(daemon=True)
        self.pid, self.seen, self.over = pid, set(), threading.Event()

    def run(self):
        while not self.over.wait(0.1):
            try:
                self.look()
            except OSError:
                continue

    def look(self):
        folder = f"/proc/{self.pid}/fd"
        mine = set()
        for name in os.listdir(folder):
            try:
                mine.add(os.readlink(f"{folder}/{name}"))
            except OSError:
                continue
        for kind in ("tcp", "tcp6", "udp", "udp6"):
            with open(f"/proc/{self.pid}/net/{kind}", encoding="ascii") as table:
                for row in table.readlines()[1:]:
                    fields = row.split()
                    if f"socket:[{fields[9]}]" in mine:
                        self.note(*fields[2].split(":"))

    def note(self, host, port):
        if int(port, 16) == 0:
            return
        parts = [struct.pack("<I", int(host[i:i + 8], 16)) for i in range(0, len(host), 8)]
        family = socket.AF_INET if len(parts) == 1 else socket.AF_INET6
        self.seen.add(f"{socket.inet_ntop(family, b''.join(parts))}:{int(port, 16)}")


class Reader(Window):
    PRESSED = Atspi.StateType.PRESSED

    def __init__(self, program, library, extra=None):
        self.focus = None
        self.heard = 0
        self.unnamed = []
        self.listener = Atspi.EventListener.new(self._heard)
        self.listener.register(EVENT)
        super().__init__(program, library, extra)
        self.line = Line(self.process.pid)
        self.line.start()

    def _heard(self, event):
        if event.detail1 and event.source is not None:
            self.focus = event.source
            self.heard += 1

    def hear(self):
        """Takes in what the bus has said by now."""
        context = GLib.MainContext.default()
        while context.iteration(False):
            pass

    def catch_up(self):
        """Takes in everything that was said before now: an answer of the program comes after its events.

        Without it a word about the last key is taken for one about the next, and from then on what is
        heard lags behind where the focus is."""
        try:
            self.focus.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        except (AttributeError, GLib.Error):
            # Nothing has had the focus yet, or what had it is gone.
            pass
        self.hear()

    def wait(self, look, what, seconds=PATIENCE):
        def heard():
            self.hear()
            return look()
        return super().wait(heard, what, seconds)

    def stroke(self, key, seconds=0.5):
        """A key that moves the focus; ends as soon as it has moved."""
        self.catch_up()
        before = self.heard
        run("xdotool", "key", key)
        end = time.monotonic() + seconds
        while self.heard == before and time.monotonic() < end:
            self.hear()
            time.sleep(0.005)
        return self.heard != before

    def at(self, name, roles=None):
        try:
            return self.focus is not None and re.match(name if isinstance(name, re.Pattern) else re.escape(name),
                                                       self.focus.get_name()) is not None and (
                roles is None or self.focus.get_role_name() in roles)
        except GLib.Error:
            # What had the focus is gone with its dialog or its row.
            return False

    def note_stop(self, page):
        """A stop of the Tab key without words of its own says nothing to somebody who listens."""
        try:
            name = self.focus.get_name().strip()
            role = self.focus.get_role_name()
        except GLib.Error:
            # What had the focus is gone with its row, and another one has it by now.
            return
        if role == "scroll pane":
            # Nothing in it takes the focus: it stops there so that arrows scroll, and what is around it is said.
            return
        if not name or CLASS_NAME.match(name):
            self.unnamed.append(f"{page}: {role} “{name}” {self.where(self.focus)}")

    def where(self, node):
        """The names of what is around a thing, to find it again."""
        around = []
        while len(around) < 4 and (node := node.get_parent()) is not None:
            if node.get_name() and not CLASS_NAME.match(node.get_name()):
                around.append(node.get_name()[:40])
        return " in ".join(around)

    def round(self, page, most=150, key="Tab"):
        """Goes once round with Tab and takes note of stops without a name; how many stops there are."""
        self.stroke(key)
        first, count = self.focus, 0
        while count < most:
            self.note_stop(page)
            count += 1
            silent = 0
            while not self.stroke(key):
                silent += 1
                self.unnamed.append(f"{page}: nothing is said after “{self.focus.get_name()}”")
                if silent == 3:
                    return count
            if self.focus == first:
                return count
        raise AssertionError(f"{page}: Tab does not come round in {most} stops")

    def describe(self, node):
        """What had the focus may be gone by the time it is asked."""
        try:
            return node and f"{node.get_role_name()}: {node.get_name()[:40]}"
        except gi.repository.GLib.Error:
            return None

    def reach(self, name, roles=None, key="Tab", most=150):
        """Goes on with a key until the focus is there, as a person does who listens to what is said."""
        self.catch_up()
        seen = []
        for _ in range(most):
            if self.at(name, roles):
                return self.focus
            self.stroke(key)
            seen.append(self.describe(self.focus))
        raise AssertionError(f"{key} does not lead to “{name}” {roles or ''}; it led to {seen[-40:]}")

    def enter(self, name, roles=None, key="Tab", push="Return"):
        self.reach(name, roles, key)
        run("xdotool", "key", push)

    def fill(self, name, text, roles=("text", "entry", "password text"), key="Tab"):
        """Types into the field of that name, in place of what is there."""
        field = self.reach(name, roles, key)
        run("xdotool", "key", "ctrl+a")
        self.enter_text(text)
        written = field.get_text_iface()
        if written is not None:
            # An entry row says what is in it only to whom asks its part; a field of its own says so itself.
            self.wait(lambda: written.get_character_count() == len(text), f"{len(text)} characters in “{name}”")

    def enter_text(self, text):
        run("xdotool", "type", "--delay", "4", text)

    def press_key(self, *keys):
        """Keys in whatever has the focus, and what they did is heard."""
        run("xdotool", "key", *keys)
        time.sleep(0.15)
        self.hear()

    def tick(self, name, roles=None, key="Tab"):
        self.enter(name, roles, key, "space")
        time.sleep(0.15)

    def dictate(self, name, text, key="Tab"):
        """A long text, put in at once as speech recognition does."""
        node = self.reach(name, ("text",), key)
        node.get_editable_text_iface().set_text_contents(text)

    def windows(self):
        return run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()

    def back_to_window(self):
        self.wait(lambda: self.windows() == [self.id], "the window alone")
        run("xdotool", "windowfocus", "--sync", self.id)

    def choose_file(self, path):
        """In the file dialog: the path, typed."""
        self.focus_dialog()
        time.sleep(0.3)
        run("xdotool", "key", "ctrl+l")
        time.sleep(0.3)
        self.enter_text(str(path))
        time.sleep(0.2)
        run("xdotool", "key", "Return")
        self.back_to_window()

    def top_page(self):
        """The page on top; those below are not there for who listens."""
        around = next((n for n in self.nodes() if n.get_name() == "VouchNavigation"), None)
        panels = [around.get_child_at_index(i) for i in range(around.get_child_count())] if around else []
        pages = [p.get_child_at_index(0) for p in panels if p is not None and p.get_child_count() > 0]
        return pages[0] if len(pages) == 1 else None

    def leave(self):
        """Back from the page on top, which is gone then."""
        before = self.wait(self.top_page, "a page")
        self.press_key("alt+Left")
        self.wait(lambda: self.top_page() not in (None, before), "page below")
