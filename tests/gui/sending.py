#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""sending.py BUILD [PICTURES]: the real window against the real practice issuer over a slow line. A portfolio is
sent, the window is closed while bytes move, and everything arrives all the same; the program ends by itself. Then
the decision, the comparison of attempts and the badge. Run it through with-display.sh."""
import pathlib
import socket
import subprocess
import sys
import tempfile
import threading
import time

SOURCE = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(SOURCE / "tests/e2e"))
import journey  # noqa: E402
from driver import Atspi, Window  # noqa: E402
from programs import Programs, hold  # noqa: E402

TITLE = "Room to think"
STEPS = []


class SlowLine(threading.Thread):
    """Hands bytes on to the issuer, and no more than so many a second, until it is told to hurry."""

    def __init__(self, port, rate):
        super().__init__(daemon=True)
        self.port, self.rate, self.moved = port, rate, 0
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self):
        while True:
            try:
                near, _ = self.listener.accept()
            except OSError:
                return
            far = socket.create_connection(("127.0.0.1", self.port))
            threading.Thread(target=self.carry, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self.carry, args=(far, near, False), daemon=True).start()

    def carry(self, source, target, slow):
        try:
            while data := source.recv(8192):
                target.sendall(data)
                if slow:
                    self.moved += len(data)
                    if self.rate:
                        time.sleep(len(data) / self.rate)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


def step(words):
    STEPS.append(words)
    print(f"ok {len(STEPS)} - {words}", flush=True)


def open_portfolio(window):
    window.click_row("Portfolios")
    window.click_row(TITLE, window.count_shown(TITLE, "list item") - 1)
    window.expect("Part 1")


def open_switch(window):
    """A statement that is not confirmed; the switch about the network is none."""
    for node in window.nodes():
        if node.get_role_name() == "check box" and not node.get_name().startswith("Wait for") \
                and not node.get_state_set().contains(Atspi.StateType.CHECKED) and node.get_action_iface():
            return node
    return None


def send(window, picture):
    window.press("Send…")
    window.expect("1  Complete")
    picture("submit-ready")
    # Each is looked for anew: the page may have been read again since the one before.
    for _ in range(8):
        switch = window.wait(lambda: open_switch(window) or "none", "a switch")
        if switch == "none":
            break
        switch.get_action_iface().do_action(0)
        time.sleep(0.4)
    picture("submit-confirmed")
    window.press("Send", ("push button",), [n.get_name() for n in window.nodes() if n.get_role_name() == "push button"
                                            and n.get_name().startswith("Send")].index("Send"))


def main():
    build = pathlib.Path(sys.argv[1]).resolve()
    pictures = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else None
    if pictures:
        pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="vouch-sending.") as temporary:
        folder = pathlib.Path(temporary)
        samples = folder / "samples"
        subprocess.run(["/usr/bin/python3", str(SOURCE / "tests/support/make-samples.py"), str(samples)], check=True)
        programs = Programs(build, folder)
        way = journey.Journey(programs, samples)
        try:
            way.begin()
            way.people_and_permissions()
            way.record()
            way.attach()
            way.write()
            way.complete()
            line = SlowLine(int(way.url.rsplit(":", 1)[1]), 60_000)
            line.start()
            token = folder / "token"
            programs.ctl("issuer", "add", "Pine Hollow", line.address, "--token-file", token)
            step("a portfolio is complete, and the issuer is at the end of a slow line")
            walk(programs, way, line, pictures)
        finally:
            programs.stop_server()
    print(f"1..{len(STEPS)}")


def begin(programs):
    names = ("VOUCH_CATALOGUE", "VOUCH_HELPERS", "VOUCH_KEYRING")
    return Window(programs.build / "src/gui/vouch", programs.library,
                  {name: programs.env[name] for name in names} | {"VOUCH_IDENTITY_COST": "minimal"})


def walk(programs, way, line, pictures):
    window = begin(programs)

    def picture(name):
        if pictures:
            time.sleep(0.4)
            window.picture(pictures / f"{name}.png")

    open_portfolio(window)
    send(window, picture)
    window.press("I have _written it down")
    window.expect("Pause")
    window.wait(lambda: line.moved > 100_000, "bytes on the line")
    picture("sending")
    window.press("Pause")
    window.expect("Paused")
    picture("sending-paused")
    window.press("Go on")
    before = line.moved
    window.wait(lambda: line.moved > before + 50_000, "more bytes on the line")
    step("it is paused, and goes on")
    window.key("ctrl+q")
    window.expect("A portfolio is being sent")
    picture("quit")
    window.press("_Back")
    window.key("ctrl+w")
    time.sleep(1)
    hold(window.process.poll() is None, "the program stays while bytes move")
    before = line.moved
    time.sleep(1.5)
    hold(line.moved > before, "bytes move without a window")
    step("the window is closed, and bytes move on")
    line.rate = None
    code = window.process.wait(60)
    hold(code == 0, f"the program ended by itself with {code}")
    hold("sealed" in programs.ctl("submission", "list"), "it is sealed")
    step("everything has arrived, and the program ended by itself")

    window = begin(programs)
    open_portfolio(window)
    window.press("Send…")
    window.expect("✓ Sent, and confirmed by the issuer")
    picture("receipt")
    step("opened again, the page shows the receipt")
    programs.desk_run("decide", way.waiting_submission(), "--level", "overview=almost", "--level", "recording-shows=yes",
                      "--level", "student-voice=passed", "--level", "teacher-reflection=passed",
                      "--feedback", "overview=What did you count before you began?", "--feedback",
                      "student-voice=Clear, and in their own words.", "--score", "Assessor 1:overview=passed",
                      "--remark", "Assessor 1:overview=The numbers are there.", "--score",
                      "Assessor 2:overview=almost", "--remark", "Assessor 2:overview=Numbers of after, none of before.")
    window.back()
    window.press("Look at it")
    window.press("Ask the issuer")
    window.expect("What did you count before you began?")
    picture("decision")
    window.press("Work on these")
    window.expect("Part 1")
    step("the decision is heard, and leads to the work")
    code = window.end()
    hold(code == 0, f"the program ended with {code}")
    programs.ctl("respond", way.portfolio, "effect", "--text",
                 journey.words(95, "Before I began I counted four who spoke in a lesson, and eleven afterwards."))
    way.confirm_all()
    window = begin(programs)
    open_portfolio(window)
    send(window, picture)
    window.expect("✓ Sent, and confirmed by the issuer")
    step("a second attempt is sent with the note that was drafted")
    way.decide({"overview": "passed"}, {"overview": "Now it rests on numbers."})
    window.back()
    window.press("Look at it")
    window.press("Ask the issuer")
    window.expect("Earned", ("label",))
    picture("decision-earned")
    window.scroll("Attempts")
    window.click_row("Attempt 1")
    window.expect("What was sent differently")
    picture("attempts")
    window.back()
    window.click_row("Credentials")
    time.sleep(0.5)
    picture("credentials-wall")
    window.press("Room to Think")
    window.expect("How it was checked")
    picture("credential")
    step("the badge is on the wall")
    code = window.end()
    hold(code == 0, f"the program ended with {code}")


if __name__ == "__main__":
    main()
