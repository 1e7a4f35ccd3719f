#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""ending.py VOUCH PREPARE [PRELOAD]: the program is ended from outside while it records, and a recording ends
by itself while nobody looks. Run it through with-display.sh; stand-ins take the place of devices."""
import contextlib
import ctypes
import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from driver import Window, run

HERE = Path(__file__).resolve().parent
LESSON = "Sounds to Print"
DISCUSSION = "Room to Think"
MOST_SECONDS = 8

# Takes the place of the desktop that shows notifications, and writes down which are there.
DESKTOP = """
import sys
from gi.repository import Gio, GLib
XML = '''<node><interface name="org.gtk.Notifications">
<method name="AddNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="a{sv}" direction="in"/></method>
<method name="RemoveNotification"><arg type="s" direction="in"/><arg type="s" direction="in"/></method>
</interface></node>'''
def call(bus, sender, path, interface, method, given, invocation):
    words = given.unpack()
    with open(sys.argv[1], "a") as log:
        log.write(f"{method} {words[2].get('body') if method == 'AddNotification' else ''}\\n")
    invocation.return_value(None)
def own(bus, name):
    bus.register_object("/org/gtk/Notifications", Gio.DBusNodeInfo.new_for_xml(XML).interfaces[0], call)
Gio.bus_own_name(Gio.BusType.SESSION, "org.gtk.Notifications", 0, own, None, None)
GLib.MainLoop().run()
"""

# Takes the place of the session manager of GNOME; a signal lets it end the session.
MANAGER = """
import signal
import sys
from gi.repository import Gio, GLib
XML = '''<node><interface name="org.gnome.SessionManager">
<method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="o" direction="out"/></method>
<method name="UnregisterClient"><arg type="o" direction="in"/></method>
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="in"/><arg type="u" direction="out"/></method>
<method name="Uninhibit"><arg type="u" direction="in"/></method>
</interface><interface name="org.gnome.SessionManager.ClientPrivate">
<method name="EndSessionResponse"><arg type="b" direction="in"/><arg type="s" direction="in"/></method>
<signal name="EndSession"><arg type="u"/></signal>
</interface></node>'''
ANSWERS = {"RegisterClient": ("(o)", ("/client",)), "Inhibit": ("(u)", (1,))}
def call(bus, sender, path, interface, method, given, invocation):
    print(method, flush=True)
    invocation.return_value(GLib.Variant(*ANSWERS[method]) if method in ANSWERS else None)
def own(bus, name):
    node = Gio.DBusNodeInfo.new_for_xml(XML)
    bus.register_object("/org/gnome/SessionManager", node.interfaces[0], call)
    bus.register_object("/client", node.interfaces[1], call)
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, signal.SIGUSR1, lambda: bus.emit_signal(
        None, "/client", "org.gnome.SessionManager.ClientPrivate", "EndSession", GLib.Variant("(u)", (0,))))
Gio.bus_own_name(Gio.BusType.SESSION, "org.gnome.SessionManager", 0, own, None, None)
GLib.MainLoop().run()
"""


@contextlib.contextmanager
def service(script, name, *words, **options):
    """A program on the bus of the session, as long as it is needed."""
    process = subprocess.Popen([sys.executable, "-c", script, *words], **options)
    try:
        subprocess.run(["gdbus", "wait", "--session", "--timeout", "20", name], check=True)
        yield process
    finally:
        process.kill()
        process.wait()


def ask(folder, sql, *values):
    with contextlib.closing(sqlite3.connect(f"file:{folder}/library.db?mode=ro", uri=True)) as base:
        return base.execute(sql, values).fetchall()


def slot(folder, title, requirement):
    return [row[0] for row in ask(
        folder, "SELECT i.id FROM item i JOIN portfolio p ON p.id = i.portfolio WHERE p.title LIKE ? || '%' "
        "AND i.requirement = ? AND i.removed_ms IS NULL AND i.artifact IS NOT NULL", title, requirement)]


def recordings(folder):
    return ask(folder, "SELECT recovered FROM recording")


def leftovers(folder):
    room = Path(folder) / "recordings"
    return [p.name for p in room.iterdir()] if room.exists() else []


def open_portfolio(window, title):
    window.key("alt+3")
    window.expect("Your portfolios", ("list",))
    window.click_row(title, window.count_shown(title, "list item") - 1)
    window.expect("Part 1")


def begin(program, folder, portfolio=None, extra=None):
    window = Window(program, folder, extra)
    if portfolio is None:
        window.key("ctrl+shift+r")
    else:
        open_portfolio(window, portfolio)
        window.press("Record…")
    window.expect("Before the recording", ("list",))
    window.wait(lambda: "Well heard" in " ".join(window.names()), "a microphone that is heard")
    return window


def end_by(window, what):
    began = time.monotonic()
    window.process.send_signal(what)
    assert window.process.wait(MOST_SECONDS) == 0, window.process.returncode
    print(f"# it took {time.monotonic() - began:.2f} s", flush=True)


def is_whole(program, folder, before):
    """Nothing is cut off, and the next start has nothing to say of it."""
    assert len(recordings(folder)) == before + 1, recordings(folder)
    assert all(row == (0,) for row in recordings(folder)), recordings(folder)
    assert not leftovers(folder), leftovers(folder)
    window = Window(program, folder)
    window.key("alt+1")
    window.expect("What to do next", ("list",))
    assert not window.find("A recording was cut off."), window.names()
    assert window.end() == 0


def terminated(program, folder, preload):
    """SIGTERM while it records: what was recorded is whole, in its slot, with its marks"""
    before = len(recordings(folder)), len(slot(folder, LESSON, "lesson-audio"))
    window = begin(program, folder, LESSON)
    window.key("r")
    window.expect("Mark a moment", ("push button",))
    time.sleep(1)
    window.key("space")
    window.wait(lambda: any("1 moment" in n for n in window.names()), "a moment")
    end_by(window, signal.SIGTERM)
    items = slot(folder, LESSON, "lesson-audio")
    assert len(items) == before[1] + 1, items
    is_whole(program, folder, before[0])
    assert ask(folder, "SELECT count(*) FROM moment WHERE item = ?", items[-1]) == [(1,)]


def hung_up(program, folder, preload):
    """SIGHUP in a pause: the recording is whole"""
    before = len(recordings(folder))
    window = begin(program, folder)
    window.key("r")
    window.expect("Mark a moment", ("push button",))
    time.sleep(1)
    window.key("p")
    window.expect("Paused")
    end_by(window, signal.SIGHUP)
    is_whole(program, folder, before)


def typed(program, folder, preload):
    """SIGTERM while somebody types: what is typed is kept"""
    window = begin(program, folder)
    window.write("Your own words for moments", "Quiet time")
    window.wait(lambda: window.read("Your own words for moments") == "Quiet time", "what was typed")
    end_by(window, signal.SIGTERM)
    kept = ask(folder, "SELECT value FROM setting WHERE value LIKE '%Quiet time%'")
    assert kept, ask(folder, "SELECT * FROM setting")


def logged_out(program, folder, preload):
    """the session ends while it records: the recording is whole"""
    before = len(recordings(folder))
    with service(MANAGER, "org.gnome.SessionManager", stdout=subprocess.PIPE, text=True) as manager:
        window = begin(program, folder)
        window.key("r")
        window.expect("Mark a moment", ("push button",))
        time.sleep(1)
        manager.send_signal(signal.SIGUSR1)
        assert window.process.wait(MOST_SECONDS) == 0, window.process.returncode
        manager.kill()
        asked = manager.stdout.read().split()
    assert "RegisterClient" in asked and "Inhibit" in asked, asked
    is_whole(program, folder, before)


def answering(program, folder, preload):
    """SIGTERM while a student answers: the answer is whole, and it is the student's"""
    before = len(recordings(folder))
    window = Window(program, folder)
    open_portfolio(window, DISCUSSION)
    window.press("Let a student answer")
    window.wait(lambda: window.find("Hand over", ("push button",)), "a student to hand it to")
    window.press("Hand over")
    teacher = window.id
    window.id = window.wait(lambda: next((w for w in run("xdotool", "search", "--onlyvisible", "--pid",
                                                         str(window.process.pid)).split() if w != teacher), None),
                            "the window of the student")
    window.expect("Begin to speak", ("push button",))
    window.key("Return")
    window.expect("Stop speaking", ("push button",))
    time.sleep(1)
    end_by(window, signal.SIGTERM)
    is_whole(program, folder, before)
    answers = slot(folder, DISCUSSION, "student-view")
    assert len(answers) == 1, answers
    assert ask(folder, "SELECT person FROM appearing WHERE item = ?", answers[0]) == [("K7",)]


def look_away():
    """No window has the keyboard any more."""
    x = ctypes.CDLL("libX11.so.6")
    x.XOpenDisplay.restype = ctypes.c_void_p
    x.XSetInputFocus.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.c_int, ctypes.c_ulong)
    display = x.XOpenDisplay(None)
    x.XSetInputFocus(display, 0, 0, 0)
    x.XCloseDisplay(ctypes.c_void_p(display))


def full(program, folder, preload):
    """the disk is full while nobody looks: what is told stays told until somebody comes"""
    log = Path(folder).parent / "notifications"
    with service(DESKTOP, "org.gtk.Notifications", str(log)):
        window = begin(program, folder, extra={
            "GNOTIFICATION_BACKEND": "gtk", "LD_PRELOAD": preload, "VOUCH_FAULT_FOLDER": f"{folder}/recordings",
            "VOUCH_FAULT_AT": "60", "VOUCH_FAULT_DO": "ENOSPC", "VOUCH_FAULT_CALLS": "write"})
        window.key("r")
        window.expect("Mark a moment", ("push button",))
        look_away()
        window.expect("The recording ended, and it is safe")
        window.wait(lambda: log.exists() and "AddNotification The disk is full." in log.read_text(), "a notification")
        time.sleep(1)
        lines = log.read_text().splitlines() if log.exists() else []
        assert lines and lines[-1].startswith("AddNotification The disk is full."), lines
        window.press("See the recording")
        window.wait(lambda: log.read_text().splitlines()[-1].startswith("RemoveNotification"), "the end of it")
        assert window.end() == 0


def main():
    program, prepare = (Path(p).resolve() for p in sys.argv[1:3])
    preload = str(Path(sys.argv[3]).resolve()) if len(sys.argv) > 3 else None
    os.environ["VOUCH_CAPTURE_SOURCE"] = "sound=tone;picture=ball"
    steps = (terminated, hung_up, logged_out, typed, answering) + ((full,) if preload else ())
    print(f"1..{len(steps)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vouch-ending.") as temporary:
        material, folder = Path(temporary) / "material", Path(temporary) / "library"
        subprocess.run([sys.executable, str(HERE / "material.py"), str(material)], check=True)
        subprocess.run([str(prepare), str(folder), str(material)], check=True, stdout=subprocess.DEVNULL)
        for number, step in enumerate(steps, 1):
            began = time.monotonic()
            step(program, folder, preload)
            print(f"ok {number} - {step.__doc__} ({time.monotonic() - began:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
