#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How long it takes in the window from a jump in a recording to the right picture, for one recorded here and for
two from elsewhere (a whole picture every second, and every ten); and from Record to the first bytes (P19) and
from Stop to the page of the recording (P18), for some seconds and for hours. Prints; asserts nothing.
bench-player.py BENCH_SEEK BENCH_KEEP SOURCE_ROOT HELPERS VOUCHCTL [ROUNDS]"""
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from bench_window import Lesson, environment, own_display  # noqa: E402  the path is set one line above

# Of an hour of sound there are 25 MB; a stand-in's tone takes somewhat less.
LONG_MIB = 40


def main():
    own_display()
    seek, keep, source, helpers, vouchctl = sys.argv[1:6]
    rounds = sys.argv[6] if len(sys.argv) > 6 else "5"
    with tempfile.TemporaryDirectory(prefix="vouch-bench-") as home:
        env = environment(home, VOUCH_CATALOGUE=source + "/data/catalogue", VOUCH_HELPERS=helpers,
                          VOUCH_KEYRING="file:" + home + "/keyring", VOUCH_LIBRARY=home + "/library",
                          VOUCH_SOUND="silent")
        subprocess.run([vouchctl, "library", "init"], env=env, check=True, stdout=subprocess.DEVNULL)
        made = Lesson(env, vouchctl, source, home)
        subprocess.run([seek, rounds, "recorded here", made.record(), "from elsewhere, 1 s", made.bring(25),
                        "from elsewhere, 10 s", made.bring(250)], env=env, check=True)
        subprocess.run([keep, rounds, made.portfolio, "recording", str(LONG_MIB)], env=env, check=True)


main()
