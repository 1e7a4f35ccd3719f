# SPDX-License-Identifier: GPL-3.0-or-later
"""The programs of one build, run on folders of their own, for the tests that use them as a person would."""
import json
import os
import pathlib
import subprocess

SOURCE = pathlib.Path(__file__).resolve().parents[2]


class NotHeld(Exception):
    """A step of the journey did not do what it promises."""


def hold(condition, what):
    if not condition:
        raise NotHeld(what)


class Programs:
    """The programs of one build, on folders of their own."""

    def __init__(self, build, folder):
        self.build, self.folder = pathlib.Path(build).resolve(), pathlib.Path(folder)
        self.library, self.desk = self.folder / "library", self.folder / "issuer"
        self.vouchctl = self.build / "src/ctl/vouchctl"
        self.issuer = self.build / "src/practice-issuer/vouch-issuer"
        self.trace = self.folder / "exchanges.jsonl"
        self.server = None
        self.env = dict(os.environ,
                        VOUCH_LIBRARY=str(self.library),
                        VOUCH_CATALOGUE=str(SOURCE / "data/catalogue"),
                        VOUCH_HELPERS=str(self.build / "src/reader"),
                        VOUCH_KEYRING=f"file:{self.folder}/keyring",
                        VOUCH_ISSUER_TRACE=str(self.trace),
                        XDG_CONFIG_HOME=str(self.folder / "config"),
                        XDG_DATA_HOME=str(self.folder / "data"),
                        XDG_CACHE_HOME=str(self.folder / "cache"),
                        LC_ALL="C.UTF-8", TZ="UTC")

    def run(self, program, *args, expect=0):
        done = subprocess.run([str(program), *map(str, args)], env=self.env, capture_output=True,
                              text=True, timeout=300)
        hold(expect is None or done.returncode == expect,
             f"{pathlib.Path(program).name} {' '.join(map(str, args))}\n  ended with {done.returncode}, "
             f"not {expect}\n  {done.stdout.strip()[-1500:]}\n  {done.stderr.strip()[-1500:]}")
        return done.stdout.strip()

    def check(self, portfolio, *options):
        """The exit code of `portfolio check --json` and what it says."""
        done = subprocess.run([str(self.vouchctl), "portfolio", "check", portfolio, "--json", *options], env=self.env,
                              capture_output=True, text=True, timeout=60)
        hold(done.returncode in (0, 1), f"portfolio check ended with {done.returncode}: {done.stderr}")
        return done.returncode, json.loads(done.stdout)

    def ctl(self, *args, expect=0):
        return self.run(self.vouchctl, *args, expect=expect)

    def ctl_json(self, *args, expect=0):
        return json.loads(self.run(self.vouchctl, "--json", *args, expect=expect))

    def desk_run(self, *args, expect=0):
        return self.run(self.issuer, *args, "--data", self.desk, expect=expect)

    def start_server(self, listen="127.0.0.1:0"):
        self.server = subprocess.Popen([str(self.issuer), "--listen", listen, "--data", str(self.desk)],
                                       env=self.env, stdout=subprocess.PIPE, text=True)
        url = self.server.stdout.readline().strip()
        hold(url.startswith("http://127.0.0.1:"), f"the issuer's address is “{url}”")
        return url

    def stop_server(self):
        if self.server:
            self.server.terminate()
            self.server.wait(10)
            self.server.stdout.close()
            self.server = None
