#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""watching.py VOUCH PREPARE: what a recording does beside its window, and what it says when something goes wrong.
The computer is kept awake while it records and let go at its end; who does not look is told; a microphone that is
pulled out and a picture that stands still are said on the screen in time. Run it through with-display.sh; a stand-in
takes the place of the session. Prints TAP."""
import contextlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
MANAGER = """<node><interface name="org.gnome.SessionManager">
<method name="RegisterClient"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="o" direction="out"/></method><method name="UnregisterClient"><arg type="o" direction="in"/></method>
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="in"/><arg type="u" direction="out"/></method>
<method name="Uninhibit"><arg type="u" direction="in"/></method></interface></node>"""
CLIENT = """<node><interface name="org.gnome.SessionManager.ClientPrivate"><method name="EndSessionResponse">
<arg type="b" direction="in"/><arg type="s" direction="in"/></method></interface></node>"""
PORTAL = """<node><interface name="org.freedesktop.portal.Inhibit">
<method name="Inhibit"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="o" direction="out"/></method>
<method name="CreateMonitor"><arg type="s" direction="in"/><arg type="a{sv}" direction="in"/>
<arg type="o" direction="out"/></method><property name="version" type="u" access="read"/></interface></node>"""
REQUEST = """<node><interface name="org.freedesktop.portal.Request"><method name="Close"/></interface></node>"""
NOTES = """<node><interface name="org.freedesktop.Notifications">
<method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
<arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/></method>
<method name="CloseNotification"><arg type="u" direction="in"/></method>
<method name="GetCapabilities"><arg type="as" direction="out"/></method>
<method name="GetServerInformation"><arg type="s" direction="out"/><arg type="s" direction="out"/>
<arg type="s" direction="out"/><arg type="s" direction="out"/></method></interface></node>"""
# What a desktop offers that has neither of the two: XFCE, LXQt and others, and login1 everywhere.
KEEPER = """<node><interface name="{}"><method name="Inhibit"><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="u" direction="out"/></method><method name="UnInhibit"><arg type="u" direction="in"/></method></interface></node>"""
SCREENSAVER, POWER = "org.freedesktop.ScreenSaver", "org.freedesktop.PowerManagement"
LOGIN = """<node><interface name="org.freedesktop.login1.Manager"><method name="Inhibit">
<arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
<arg type="h" direction="out"/></method></interface></node>"""
CLIENT_PATH = "/org/gnome/SessionManager/Client1"
REQUEST_PATH = "/org/freedesktop/portal/desktop/request/vouch"
ANSWERS = {
    "org.gnome.SessionManager.RegisterClient": ("(o)", (CLIENT_PATH,)),
    "org.gnome.SessionManager.Inhibit": ("(u)", (41,)),
    "org.freedesktop.ScreenSaver.Inhibit": ("(u)", (51,)),
    "org.freedesktop.PowerManagement.Inhibit.Inhibit": ("(u)", (61,)),
    "org.freedesktop.portal.Inhibit.Inhibit": ("(o)", (REQUEST_PATH,)),
    "org.freedesktop.portal.Inhibit.CreateMonitor": ("(o)", (REQUEST_PATH,)),
    "org.freedesktop.Notifications.Notify": ("(u)", (7,)),
    "org.freedesktop.Notifications.GetCapabilities": ("(as)", (["body", "persistence"],)),
    "org.freedesktop.Notifications.GetServerInformation": ("(ssss)", ("stand-in", "vouch", "1", "1.2")),
}
SERVICES = {
    "manager": [("org.gnome.SessionManager", "/org/gnome/SessionManager", MANAGER),
                ("org.gnome.SessionManager", CLIENT_PATH, CLIENT)],
    "portal": [("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", PORTAL),
               ("org.freedesktop.portal.Desktop", REQUEST_PATH, REQUEST)],
    "others": [(SCREENSAVER, "/org/freedesktop/ScreenSaver", KEEPER.format(SCREENSAVER)),
               (POWER, "/org/freedesktop/PowerManagement/Inhibit", KEEPER.format(POWER + ".Inhibit"))],
    "login": [("org.freedesktop.login1", "/org/freedesktop/login1", LOGIN)],
    "notes": [("org.freedesktop.Notifications", "/org/freedesktop/Notifications", NOTES)],
}


def serve(names, log):
    """Stands in for parts of a session, and writes down what it is asked, a line each."""
    from gi.repository import Gio, GLib
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)

    def hold(invocation):
        """What login1 gives is held for as long as it is open."""
        mine, theirs = os.pipe()
        GLib.unix_fd_add_full(0, mine, GLib.IOCondition.HUP,
                              lambda *_: print(json.dumps(["login1.Released", []]), file=log, flush=True) or False)
        fds = Gio.UnixFDList.new_from_array([theirs])
        invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), fds)

    def called(_bus, _sender, _path, interface, method, arguments, invocation):
        print(json.dumps([f"{interface}.{method}", arguments.unpack()]), file=log, flush=True)
        if interface == "org.freedesktop.login1.Manager":
            hold(invocation)
            return
        form, answer = ANSWERS.get(f"{interface}.{method}", ("()", ()))
        invocation.return_value(GLib.Variant(form, answer))

    for name in names:
        for owned, path, text in SERVICES[name]:
            bus.register_object(path, Gio.DBusNodeInfo.new_for_xml(text).interfaces[0], called,
                                lambda *_: GLib.Variant("u", 3), None)
            Gio.bus_own_name_on_connection(bus, owned, Gio.BusNameOwnerFlags.NONE, None, None)
    print(json.dumps(["ready", []]), file=log, flush=True)
    GLib.MainLoop().run()


class Session:
    """The stand-in, and what it has heard."""

    def __init__(self, folder, *names):
        self.path = folder / f"session-{'-'.join(names)}-{time.monotonic_ns()}"
        self.path.touch()
        self.process = subprocess.Popen([sys.executable, __file__, "--serve", str(self.path), *names])
        self.wait("ready")

    def heard(self, method):
        lines = [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
        return [arguments for name, arguments in lines if name.endswith(method)]

    def wait(self, method, number=1, seconds=20):
        end = time.monotonic() + seconds
        while len(self.heard(method)) < number:
            assert time.monotonic() < end, f"no {method}; heard: {self.path.read_text(encoding='utf-8')}"
            time.sleep(0.1)
        return self.heard(method)[-1]

    def end(self):
        self.process.terminate()
        self.process.wait(10)


@contextlib.contextmanager
def recorder(place, source, *names):
    """The Record page in a window of its own, beside a session that has these parts."""
    from reader import Reader
    program, library, folder = place
    session = Session(folder, *names) if names else None
    # The portal is asked where there is no session manager, as in a sandbox.
    window = Reader(program, library, {"VOUCH_CAPTURE_SOURCE": source})
    try:
        window.key("ctrl+shift+r")
        window.expect("Before the recording", ("list",))
        yield window, session
        assert window.end() == 0, "the program did not end well"
    finally:
        if window.process.poll() is None:
            window.process.kill()
        if session:
            session.end()


def says(window, words, seconds=20):
    window.wait(lambda: next((n for n in window.names() if words in n), None), words, seconds)


def begin(window):
    window.key("r")
    window.expect("Mark a moment", ("push button",))
    return time.monotonic()


def stop(window):
    window.press("Stop")
    window.expect("Move to the bin", ("push button",))


def choose_picture(window):
    window.press("With picture", ("toggle button", "push button", "radio button"))


def keeps_awake(place):
    """the session manager is asked to stay awake while it records, and let go at the end"""
    with recorder(place, "sound=tone", "manager", "notes") as (window, session):
        says(window, "Well heard")
        assert not session.heard("SessionManager.Inhibit"), "nothing is asked before it records"
        begin(window)
        _, _, reason, flags = session.wait("SessionManager.Inhibit")
        assert reason == "A lesson is being recorded", reason
        assert flags & 4 and flags & 8 and flags & 1, f"suspend, idle and logout are in {flags}"
        assert not session.heard("Uninhibit")
        stop(window)
        assert session.wait("SessionManager.Uninhibit") == [41]
        assert not session.heard("Notifications.Notify"), "who looks at the window is told nothing beside it"


def keeps_awake_by_the_portal(place):
    """without a session manager the portal is asked, and let go at the end"""
    with recorder(place, "sound=tone", "portal") as (window, session):
        says(window, "Well heard")
        begin(window)
        _, flags, options = session.wait("Inhibit.Inhibit")
        assert options.get("reason") == "A lesson is being recorded" and flags & 4 and flags & 8, (flags, options)
        assert not session.heard("Request.Close")
        stop(window)
        session.wait("Request.Close")


def keeps_awake_elsewhere(place):
    """where there is neither, as on XFCE or LXQt, screen saver, power manager and login1 are asked, and let go at the end"""
    with recorder(place, "sound=tone", "others", "login") as (window, session):
        says(window, "Well heard")
        assert not session.heard("Inhibit"), "nothing is asked before it records"
        begin(window)
        assert session.wait("ScreenSaver.Inhibit") == ["Vouch", "A lesson is being recorded"]
        assert session.wait("PowerManagement.Inhibit.Inhibit") == ["Vouch", "A lesson is being recorded"]
        what, who, why, mode = session.wait("login1.Manager.Inhibit")
        assert set(what.split(":")) == {"sleep", "idle"} and mode == "block", (what, mode)
        assert (who, why) == ("Vouch", "A lesson is being recorded"), (who, why)
        assert not session.heard("UnInhibit") and not session.heard("Released")
        stop(window)
        assert session.wait("ScreenSaver.UnInhibit") == [51]
        assert session.wait("PowerManagement.Inhibit.UnInhibit") == [61]
        session.wait("login1.Released")


def keeps_awake_without_a_window(place):
    """vouchctl record keeps the computer awake as well"""
    program, library, folder = place
    session = Session(folder, "others", "login")
    recorder = subprocess.Popen([str(program.parent.parent / "ctl" / "vouchctl"), "--library", str(library), "record",
                                 "--audio"], env=dict(os.environ, VOUCH_CAPTURE_SOURCE="sound=tone"),
                                stdout=subprocess.DEVNULL)
    try:
        for name in "ScreenSaver.Inhibit", "PowerManagement.Inhibit.Inhibit", "login1.Manager.Inhibit":
            session.wait(name)
        assert not session.heard("Released")
        recorder.terminate()
        assert recorder.wait(20) == 0, recorder.returncode
        session.wait("login1.Released")
    finally:
        recorder.kill()
        recorder.wait()
        session.end()


def tells_of_silence(place):
    """ten seconds of silence are told to who does not look, and on the screen"""
    from driver import run
    with recorder(place, "sound=silence", "manager", "notes") as (window, session):
        says(window, "Nothing heard yet")
        began = begin(window)
        # Without a window manager a window is looked at as long as the pointer is in it.
        run("xdotool", "windowsize", "--sync", window.id, "800", "600")
        run("xdotool", "mousemove", "1300", "880")
        run("xdotool", "windowfocus", "--sync", run("xdotool", "search", "--maxdepth", "0", ".*").split()[0])
        told = session.wait("Notifications.Notify", seconds=15)
        after = time.monotonic() - began
        assert after <= 12, f"told after {after:.1f} s"
        assert "Nothing was heard for ten seconds" in told[4], told
        run("xdotool", "windowfocus", "--sync", window.id)
        says(window, "Nothing was heard for ten seconds")
        stop(window)
        session.wait("Notifications.CloseNotification")


def still(source):
    def says_it(place):
        with recorder(place, source) as (window, _):
            choose_picture(window)
            says(window, "The picture is black or stands still. Look whether" if "black" in source else "Seen")
            says(window, "Well heard")
            began = begin(window)
            says(window, "The picture has been black or still for ten seconds", 15)
            after = time.monotonic() - began
            assert after <= 12, f"said after {after:.1f} s"
            stop(window)
    says_it.__doc__ = f"{source.split('picture=')[1].split(',')[0]} picture is said on the screen within its time"
    return says_it


def follows_the_microphone(place):
    """a microphone that is pulled out is said before and during a recording, and taken up again; the focus stays"""
    with recorder(place, "sound=tone,lose-at=4,back-at=8") as (window, _):
        says(window, "Well heard")
        window.reach("Begin 3 seconds before the click", ("check box",))
        says(window, "Nothing comes from the microphone. Plug it in, or choose another one.", 10)
        assert window.at("Begin 3 seconds before the click"), window.describe(window.focus)
        says(window, "Well heard", 15)
        assert window.at("Begin 3 seconds before the click"), window.describe(window.focus)
    with recorder(place, "sound=tone,lose-at=7,back-at=11") as (window, _):
        says(window, "Well heard")
        begin(window)
        window.reach("Mark a moment", ("push button",))
        says(window, "The microphone is gone.", 12)
        assert window.at("Mark a moment"), window.describe(window.focus)
        window.wait(lambda: not any("The microphone is gone" in n for n in window.names()), "that it is back", 15)
        assert window.at("Mark a moment"), window.describe(window.focus)
        stop(window)


READER = """#!/bin/sh
printf '%s\\n' "$0 $*" >> "{log}"
{then}
"""


def reader(folder, name, then):
    """A program that reads aloud, and only writes down what it is asked to."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(READER.format(log=folder / "said", then=then), encoding="utf-8")
    path.chmod(0o755)


@contextlib.contextmanager
def station(place, programs):
    """The window of a student, on a computer that has these programs and no others."""
    from driver import run
    from reader import Reader
    from recording import DISCUSSION, open_portfolio
    program, library, _ = place
    window = Reader(program, library, {"VOUCH_CAPTURE_SOURCE": "sound=tone", "PATH": str(programs)})
    open_portfolio(window, DISCUSSION)
    window.press("Let a student answer")
    window.wait(lambda: window.find("Hand over", ("push button",)), "a student to hand it to")
    window.press("Hand over")
    teacher = window.id
    window.id = window.wait(lambda: next((w for w in run("xdotool", "search", "--onlyvisible", "--pid",
                                                         str(window.process.pid)).split() if w != teacher), None),
                            "the window of the student")
    try:
        window.expect("Begin to speak", ("push button",))
        yield window
        window.key("ctrl+shift+e")
        window.id = teacher
        window.expect("Who answers")
        assert window.end() == 0, "the program did not end well"
    finally:
        if window.process.poll() is None:
            window.process.kill()


def states(parent, name):
    """The states of the children of a process that have this name; what is over may be a zombie for a while."""
    found = {}
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            head, _, rest = path.read_text(encoding="utf-8").rpartition(") ")
        except OSError:
            continue
        state, mother = rest.split()[:2]
        if head.endswith("(" + name) and int(mother) == parent and state != "Z":
            found[path.parent.name] = state
    return found


def reads_aloud(place):
    """the question is read aloud where a computer can, stops when the student begins, and is not offered elsewhere"""
    folder = place[2] / "programs"
    reader(folder, "espeak-ng", "exec /bin/sleep 60")
    said = folder / "said"
    with station(place, folder) as window:
        window.enter("Read it aloud", ("push button",), push="space")
        window.wait(lambda: said.exists() and said.read_text(encoding="utf-8").count("\n") == 1, "that it is read")
        words = said.read_text(encoding="utf-8")
        assert "espeak-ng -v en -- " in words and "teacher waits" in words, words
        window.wait(lambda: states(window.process.pid, "sleep"), "the reader")
        window.enter("Begin to speak", ("push button",), push="space")
        window.expect("Stop speaking", ("push button",))
        window.wait(lambda: not states(window.process.pid, "sleep"), "quiet")
        window.key("space")
        window.expect("Done", ("push button",))
    reader(folder, "spd-say", "exit 1")
    reader(folder, "espeak-ng", "exit 1")
    with station(place, folder) as window:
        window.press("Read it aloud")
        says(window, "This computer could not read it aloud just now.")
        assert "spd-say --wait -l en -- " in said.read_text(encoding="utf-8")
    (place[2] / "nothing").mkdir()
    with station(place, place[2] / "nothing") as window:
        assert not window.on_screen("Read it aloud", ("push button",)), "it is offered where nothing can read"


def main():
    if sys.argv[1] == "--serve":
        with open(sys.argv[2], "a", encoding="utf-8") as log:
            return serve(sys.argv[3:], log)
    program, prepare = (Path(p).resolve() for p in sys.argv[1:3])
    # The private bus stands in for that of the system as well.
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    small = ",width=320,height=180,fps=15;encoder,width=320,height=180,fps=15"
    steps = [keeps_awake, keeps_awake_by_the_portal, keeps_awake_elsewhere, keeps_awake_without_a_window, tells_of_silence,
             still("sound=tone;picture=still" + small), still("sound=tone;picture=black" + small), follows_the_microphone,
             reads_aloud]
    chosen = [step for step in steps if not sys.argv[3:] or step.__name__ in sys.argv[3:]]
    print(f"1..{len(chosen)}", flush=True)
    with tempfile.TemporaryDirectory(prefix="vouch-watching.") as temporary:
        folder = Path(temporary)
        subprocess.run([sys.executable, str(HERE / "material.py"), str(folder / "material")], check=True)
        subprocess.run([str(prepare), str(folder / "library"), str(folder / "material")], check=True,
                       stdout=subprocess.DEVNULL)
        failed = 0
        for number, step in enumerate(chosen, 1):
            began = time.monotonic()
            try:
                # What was chosen in one is not remembered in the next.
                shutil.copytree(folder / "library", folder / f"library-{number}")
                step((program, folder / f"library-{number}", folder))
                print(f"ok {number} - {step.__doc__} ({time.monotonic() - began:.0f} s)", flush=True)
            except AssertionError as error:
                failed += 1
                print(f"not ok {number} - {step.__doc__}\n# {str(error)[:3000]}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
