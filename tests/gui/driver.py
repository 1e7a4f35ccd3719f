# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window through the accessibility bus, as a screen reader would, and through keys.

Rows of GTK 4.8 offer no action on that bus; they are pressed with the pointer."""
import os
import subprocess
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

PATIENCE = 20
BUTTONS = ("push button", "toggle button", "check box", "radio button")


class Window:
    def __init__(self, program, library, extra=None):
        env = dict(os.environ, VOUCH_LIBRARY=str(library), **(extra or {}))
        self.process = subprocess.Popen([str(program)], env=env)
        self.app = self.wait(self._find_app, "the program on the accessibility bus")
        self.frame = self.wait(lambda: self.app.get_child_count() and self.app.get_child_at_index(0),
                               "a window")
        self.id = self.wait(self._find_window, "a window on the screen")
        run("xdotool", "windowfocus", "--sync", self.id)

    def _find_app(self):
        desktop = Atspi.get_desktop(0)
        for i in range(desktop.get_child_count()):
            child = desktop.get_child_at_index(i)
            if child is not None and child.get_process_id() == self.process.pid:
                return child
        return None

    def _find_window(self):
        found = run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid))
        return found.split()[0] if found.strip() else None

    def wait(self, look, what, seconds=PATIENCE):
        """Looks until there is something; the time is bounded."""
        end = time.monotonic() + seconds
        while True:
            try:
                found = look()
            except gi.repository.GLib.Error:
                found = None
            if found:
                return found
            if self.process.poll() is not None:
                raise AssertionError(f"the program ended with {self.process.returncode}, waiting for {what}")
            if time.monotonic() > end:
                raise AssertionError(f"no {what} within {seconds} s; seen: {self.names()[:80]}")
            time.sleep(0.1)

    # Looking.

    def nodes(self, root=None):
        stack = [root or self.app]
        while stack:
            node = stack.pop()
            if node is None:
                continue
            yield node
            for i in range(node.get_child_count() - 1, -1, -1):
                stack.append(node.get_child_at_index(i))

    def names(self):
        try:
            return [f"{n.get_role_name()}: {n.get_name()}" for n in self.nodes() if n.get_name()]
        except gi.repository.GLib.Error as error:
            return [str(error)]

    def visible(self, node):
        return node.get_state_set().contains(Atspi.StateType.VISIBLE)

    def find(self, name, roles=None, nth=0):
        for node in self.nodes():
            if node.get_name().startswith(name) and (roles is None or node.get_role_name() in roles):
                if nth == 0:
                    return node
                nth -= 1
        return None

    def last(self, name, roles=None):
        """The one on the page on top, where pages below have one too."""
        nodes = [n for n in self.nodes() if n.get_name().startswith(name)
                 and (roles is None or n.get_role_name() in roles) and self.extents(n).width > 0]
        return nodes[-1] if nodes else None

    def expect(self, name, roles=None, nth=0):
        return self.wait(lambda: self.find(name, roles, nth), f"“{name}” {roles or ''}")

    def gone(self, name, roles=None):
        self.wait(lambda: self.find(name, roles) is None, f"end of “{name}”")

    def count_shown(self, name, role):
        return sum(1 for n in self.nodes() if n.get_role_name() == role and n.get_name().startswith(name))

    def extents(self, node):
        return node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)

    def on_screen(self, name, roles=None):
        node = self.find(name, roles)
        # What is folded away keeps the place that it had.
        if node is None or not node.get_state_set().contains(Atspi.StateType.SHOWING):
            return False
        outer = self.extents(self.frame)
        box = self.extents(node)
        return box.width > 0 and 0 <= box.y < outer.height and 0 <= box.x < outer.width

    # Doing.

    def scroll(self, name, steps=60, across=2 / 3):
        """Turns the wheel over the middle of the window until the thing is in its upper half."""
        node = self.expect(name)
        outer = self.extents(self.frame)
        run("xdotool", "mousemove", str(int(outer.width * across)), str(outer.height // 2))
        still = 0
        for _ in range(steps):
            before = self.extents(node).y
            if before < outer.height // 2 or still > 5:
                break
            run("xdotool", "click", "5")
            time.sleep(0.05)
            # On a busy computer the next frame may take its time.
            still = still + 1 if self.extents(node).y == before else 0
        time.sleep(0.2)

    def to_top(self):
        """Turns the wheel back; a place keeps its scroll."""
        outer = self.extents(self.frame)
        run("xdotool", "mousemove", str(outer.width * 2 // 3), str(outer.height // 2), "click", "--repeat", "60",
            "--delay", "10", "4")
        time.sleep(0.3)

    def back(self):
        self.key("alt+Left")
        time.sleep(0.4)

    def place(self, node):
        box = node.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        outer = self.frame.get_component_iface().get_extents(Atspi.CoordType.WINDOW)
        shape = dict(l.split("=") for l in run("xdotool", "getwindowgeometry", "--shell", self.id).split()
                     if "=" in l)
        border = (int(shape["WIDTH"]) - outer.width) // 2
        return (int(shape["X"]) + border + box.x + box.width // 2,
                int(shape["Y"]) + border + box.y + box.height // 2, box)

    def press(self, name, roles=BUTTONS, nth=0):
        node = self.expect(name, roles, nth)
        action = node.get_action_iface()
        if action is not None and action.get_n_actions() > 0:
            action.do_action(0)
        else:
            self.click(node)
        time.sleep(0.4)

    def click(self, node):
        x, y, box = self.wait(lambda: (lambda p: p if p[2].width > 0 else None)(self.place(node)),
                              f"a place of “{node.get_name()}”")
        run("xdotool", "mousemove", str(x), str(y), "click", "1")
        time.sleep(0.4)

    def click_row(self, name, nth=0):
        self.click(self.expect(name, ("list item",), nth))

    def write(self, name, text, nth=0):
        node = self.expect(name, ("text", "entry", "password text"), nth)
        node.get_editable_text_iface().set_text_contents(text)

    def read(self, name, nth=0):
        text = self.expect(name, ("text", "entry"), nth).get_text_iface()
        return text.get_text(0, text.get_character_count())

    def key(self, *keys):
        run("xdotool", "windowfocus", "--sync", self.id)
        run("xdotool", "key", *keys)
        time.sleep(0.3)

    def focus_dialog(self):
        """Gives the keyboard to the window on top that is not the main one."""
        def other():
            found = run("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)).split()
            return [w for w in found if w != self.id]
        run("xdotool", "windowfocus", "--sync", self.wait(other, "a dialog")[-1])

    def key_raw(self, *keys):
        """Presses keys in whatever window has the keyboard."""
        run("xdotool", "key", *keys)
        time.sleep(0.5)

    def type(self, text):
        run("xdotool", "type", "--delay", "15", text)

    def picture(self, path):
        time.sleep(0.3)
        run("import", "-window", "root", str(path))

    def end(self):
        if self.process.poll() is None:
            self.key("ctrl+q")
            try:
                return self.process.wait(PATIENCE)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
                raise AssertionError("the program did not end at Ctrl+Q")
        return self.process.returncode


def run(*command):
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=30).stdout
