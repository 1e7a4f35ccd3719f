# SPDX-License-Identifier: GPL-3.0-or-later
"""A stand-in for the desktop's camera portal, on a bus of its own, and a PipeWire with cameras that can be
pulled out. What it says to a program is what org.freedesktop.portal.Camera is documented to say."""
import contextlib
import os
import pathlib
import re
import signal
import socket
import subprocess
import threading
import time

import gi

gi.require_version("Gio", "2.0")
from gi.repository import Gio, GLib

NAME, PLACE = "org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop"
CAMERA, REQUEST = "org.freedesktop.portal.Camera", "org.freedesktop.portal.Request"
XML = f"""<node><interface name="{CAMERA}">
  <method name="AccessCamera"><arg type="a{{sv}}" direction="in"/><arg type="o" direction="out"/></method>
  <method name="OpenPipeWireRemote"><arg type="a{{sv}}" direction="in"/><arg type="h" direction="out"/></method>
  <property name="IsCameraPresent" type="b" access="read"/><property name="version" type="u" access="read"/>
</interface><interface name="{REQUEST}">
  <method name="Close"/><signal name="Response"><arg type="u"/><arg type="a{{sv}}"/></signal>
</interface></node>"""
GRANTED, DENIED, ENDED = 0, 1, 2


class Bus:
    """A session bus that ends with the test."""

    def __init__(self, base):
        self.process = subprocess.Popen(["dbus-daemon", "--session", "--nofork", "--print-address=1",
                                         f"--address=unix:path={base}/bus"],
                                        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.address = self.process.stdout.readline().strip()

    def close(self):
        self.process.terminate()
        self.process.wait(10)


class Here:
    """The bus that this program was given."""

    address = os.environ.get("DBUS_SESSION_BUS_ADDRESS")


class Portal:
    """Answers as it is told to.

    answer: what the person says; None for never.  after: seconds until then.  elsewhere: the request is
    not where the program expects it.  present: whether there is a camera.  remote: what
    OpenPipeWireRemote gives: a function that makes a descriptor, or None for an error."""

    def __init__(self, bus, answer=GRANTED, after=0.0, elsewhere=False, present=True, remote=None,
                 camera=True):
        self.answer, self.after, self.elsewhere, self.present, self.remote = answer, after, elsewhere, present, remote
        self.camera = camera  # whether it knows of cameras at all
        self.allowed = None  # what was answered, by which later calls are judged
        self.asked, self.closed, self.remotes, self.requests, self.askers = 0, 0, [], {}, {}
        self.context, self.ready = GLib.MainContext.new(), threading.Event()
        self.bus = bus
        self.loop = GLib.MainLoop.new(self.context, False)
        self.thread = threading.Thread(target=self._run, daemon=True)
        self.thread.start()
        if not self.ready.wait(10):
            raise AssertionError("the stand-in for the portal did not start")

    def _run(self):
        self.context.push_thread_default()
        flags = Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION
        self.connection = Gio.DBusConnection.new_for_address_sync(self.bus.address, flags, None, None)
        self.node = Gio.DBusNodeInfo.new_for_xml(XML)
        if self.camera:
            self.connection.register_object(PLACE, self.node.lookup_interface(CAMERA), self._called, self._property,
                                            None)
        Gio.bus_own_name_on_connection(self.connection, NAME, Gio.BusNameOwnerFlags.NONE,
                                       lambda *_: self.ready.set(), None)
        self.loop.run()

    def _property(self, connection, sender, path, interface, name):
        return GLib.Variant("b", self.present) if name == "IsCameraPresent" else GLib.Variant("u", 1)

    def _called(self, connection, sender, path, interface, method, parameters, invocation):
        if method == "AccessCamera":
            self._access(sender, parameters.unpack()[0], invocation)
        elif method == "OpenPipeWireRemote":
            self._open(invocation)
        elif method == "Close":
            self.closed += 1
            self._forget(path)
            invocation.return_value(None)

    def _access(self, sender, options, invocation):
        self.asked += 1
        token = options.get("handle_token", "t")
        if self.elsewhere:
            token = f"other{self.asked}"
        path = f"{PLACE}/request/{re.sub('[:.]', '_', sender.lstrip(':'))}/{token}"
        self.askers[path] = sender
        self.requests[path] = self.connection.register_object(path, self.node.lookup_interface(REQUEST), self._called,
                                                              None, None)
        invocation.return_value(GLib.Variant("(o)", (path,)))
        if self.answer is None:
            return
        self._later(self.after, lambda: self._respond(path, self.answer))

    def _later(self, seconds, act):
        source = GLib.timeout_source_new(int(seconds * 1000))
        source.set_callback(lambda *_: act())
        source.attach(self.context)

    def _respond(self, path, answer):
        if path in self.requests:
            self.allowed = answer == GRANTED
            self.connection.emit_signal(self.askers[path], path, REQUEST, "Response",
                                        GLib.Variant("(ua{sv})", (answer, {})))
            self._forget(path)
        return False

    def decide(self, answer):
        """What a person says at last."""
        for path in list(self.requests):
            self._later(0, lambda path=path: self._respond(path, answer))

    def _forget(self, path):
        with contextlib.suppress(KeyError):
            self.connection.unregister_object(self.requests.pop(path))

    def _open(self, invocation):
        if not self.allowed:
            invocation.return_dbus_error("org.freedesktop.portal.Error.NotAllowed", "Permission denied")
            return
        try:
            end = self.remote()
        except (OSError, TypeError):
            invocation.return_dbus_error("org.freedesktop.portal.Error.Failed", "No PipeWire here")
            return
        self.remotes.append(end)
        fds = Gio.UnixFDList.new()
        fds.append(end.fileno())
        invocation.return_value_with_unix_fd_list(GLib.Variant("(h)", (0,)), fds)

    def revoke(self):
        """What a person does in the settings while the camera is in use."""
        self.allowed = False
        for end in self.remotes:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def allow(self):
        self.allowed = True

    def plug(self, present):
        self.present = present
        self.connection.emit_signal(None, PLACE, "org.freedesktop.DBus.Properties", "PropertiesChanged",
                                    GLib.Variant("(sa{sv}as)", (CAMERA, {"IsCameraPresent": GLib.Variant("b", present)}, [])))

    def vanish(self):
        self.connection.close_sync(None)
        self.loop.quit()

    def close(self):
        with contextlib.suppress(GLib.Error):
            self.vanish()
        self.thread.join(10)
        for end in self.remotes:
            end.close()


class PipeWire:
    """A PipeWire of its own with a session manager and cameras."""

    def __init__(self, base, bus, fake_camera):
        self.folder, self.fake_camera = pathlib.Path(base) / "runtime", fake_camera
        self.folder.mkdir(mode=0o700)
        self.env = dict(os.environ, XDG_RUNTIME_DIR=str(self.folder), PIPEWIRE_RUNTIME_DIR=str(self.folder),
                        HOME=str(self.folder), XDG_CONFIG_HOME=str(self.folder), XDG_STATE_HOME=str(self.folder),
                        DBUS_SESSION_BUS_ADDRESS=bus.address, DBUS_SYSTEM_BUS_ADDRESS=bus.address)
        self.cameras = {}
        self.server = self._start(["pipewire"])
        wait_for(lambda: (self.folder / "pipewire-0").exists(), 10, "pipewire did not start")
        self.manager = self._start(["wireplumber"])

    def _start(self, command):
        return subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    def plug(self, name, kind="ball"):
        """A camera, once PipeWire knows it.  Unlike a real one it gets into a tangle when whoever looked at
        it is cut off; then it has to be plugged in anew."""
        self.cameras[name] = self._start([self.fake_camera, name, kind])
        wait_for(lambda: name in self.list(), 15, f"the camera {name} did not come")

    def list(self):
        done = subprocess.run(["pw-cli", "ls", "Node"], env=self.env, capture_output=True, text=True, timeout=20)
        return re.findall(r'node\.name = "([^"]*)"', done.stdout)

    def unplug(self, name):
        process = self.cameras.pop(name)
        process.send_signal(signal.SIGKILL)
        process.wait(10)

    def connect(self):
        end = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        end.connect(str(self.folder / "pipewire-0"))
        return end

    def close(self):
        for name in list(self.cameras):
            self.unplug(name)
        for process in (self.manager, self.server):
            process.terminate()
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(5)
            process.kill()
            process.wait(10)


def wait_for(holds, seconds, words):
    until = time.time() + seconds
    while not holds():
        if time.time() > until:
            raise AssertionError(words)
        time.sleep(0.05)
