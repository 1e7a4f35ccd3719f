#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the database of a library with one of everything as SQL, to be kept as a fixture.

Run it once for each released version of the schema, before the next migration is written:
    freeze-library.py build/tests/store/store-freeze tests/store/fixtures/library-vN.sql
and name the file in test-store-versions.c. A frozen file is never written again.
"""
import pathlib
import shutil
import sqlite3
import subprocess
import sys

snapshot = pathlib.Path(subprocess.check_output([sys.argv[1]], text=True).strip())
database = sqlite3.connect(snapshot)
pragmas = {name: database.execute(f"PRAGMA {name}").fetchone()[0]
           for name in ("application_id", "user_version")}
with open(sys.argv[2], "x", encoding="utf-8") as out:
    out.write("PRAGMA foreign_keys=OFF;\n")
    out.writelines(line + "\n" for line in database.iterdump())
    out.writelines(f"PRAGMA {name}={value};\n" for name, value in pragmas.items())
shutil.rmtree(snapshot.parents[2])
