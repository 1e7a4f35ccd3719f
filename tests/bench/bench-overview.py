#!/usr/bin/python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far 1,000 portfolios with 20 files each are, against reading their rows and asking for their files.
bench-overview.py BENCH_OVERVIEW MAKE_LIBRARY"""
import subprocess
import sys
import tempfile

overview, make = sys.argv[1:3]

with tempfile.TemporaryDirectory() as folder:
    subprocess.run([make, folder + "/library", "20000", "1000"], check=True)
    subprocess.run([overview, folder + "/library"], check=True)
