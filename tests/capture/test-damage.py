#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a disk can do to a recording that was cut off, and what recovery makes of it: a bad place in the middle
costs a moment and not the rest, and `continuity` knows of it; what cannot be read now is left for later; what
no sense can be made of is kept aside. Nothing is thrown away that anybody could still want. The naive way, to
end at the first bad place, must not pass.

Usage: test-damage.py VOUCHCTL"""
import json
import os
import pathlib
import random
import sys
import time

import rig

# More than this cannot be the rest of a first moment.
MUCH = 700_000


def killed(base, vouchctl, name, kind, source):
    """A library with one recording of three seconds in it whose recorder was killed."""
    r = rig.Rig(base, vouchctl, name)
    recorder = r.record(kind, source)
    recorder.wait(lambda e: e.get("recordedMs", 0) > 3000, 20)
    recorder.kill()
    (part,) = [p for p in (r.library / "recordings").glob("*/part-1.*") if p.suffix != ".peaks"]
    return r, part


def strike(path, share, length):
    """Overwrites bytes with others, as a worn block gives them."""
    data = bytearray(path.read_bytes())
    at = int(len(data) * share)
    data[at:at + length] = random.Random(7).randbytes(length)
    path.write_bytes(bytes(data))
    return at


def bad_place(base, vouchctl, kind, source, found):
    r, part = killed(base, vouchctl, f"bad-{kind}", kind, source)
    whole = part.stat().st_size
    at = strike(part, 0.4, whole // 20)
    got = r.recover()
    if not found.expect(len(got) == 1, f"{kind}: {len(got)} came back"):
        return
    print(f"{kind}: {got[0]['durationMs']} ms, {got[0]['bytes']} of {whole} bytes, "
          f"{got[0]['gaps']} gap, {[e.get('lengthMs') for e in rig.events(got[0], 'resume')]}")
    found.expect(got[0]["durationMs"] >= 2700, f"{kind}: only {got[0]['durationMs']} ms are there")
    found.expect(got[0]["bytes"] > at * 1.8, f"{kind}: what comes after the bad place is gone")
    found.expect(got[0]["gaps"] == 1, f"{kind}: continuity counts {got[0]['gaps']} gaps")
    missing = [e["lengthMs"] for e in rig.events(got[0], "resume") if e.get("fault") == "disk"]
    found.expect(len(missing) == 1 and 20 <= missing[0] <= 1200, f"{kind}: {missing} are said to be missing")
    seen = rig.probe(r.path(got[0]))
    found.expect(seen["audio"][0] >= 2.6, f"{kind}: sound is read up to {seen['audio'][0]} s")
    found.expect(at < whole * 0.5, f"{kind}: ending at the bad place would pass, so this proves nothing")
    found.expect(not any((r.library / "recordings").iterdir()), f"{kind}: something is left behind")


def cannot_be_read_now(base, vouchctl, which, found):
    """A loop of names stands in for a file that the disk does not open."""
    r, part = killed(base, vouchctl, f"shut-{which}", "audio", rig.SOUND)
    path = part if which == "part" else part.parent / "journal"
    aside = pathlib.Path(base) / f"aside-{which}"
    os.rename(path, aside)
    path.symlink_to(path.name)
    done = r.run("recover", check=False)
    found.expect(done.returncode != 0 and done.stderr.strip(), f"{which}: not said that it cannot be read")
    found.expect(path.is_symlink(), f"{which}: thrown away while it could not be read")
    path.unlink()
    os.rename(aside, path)
    got = r.recover()
    found.expect(len(got) == 1 and got[0]["durationMs"] >= 2800, f"{which}: does not come back once it can be read")


def no_sense(base, vouchctl, found):
    r, part = killed(base, vouchctl, "senseless", "audio", rig.SOUND)
    noise = random.Random(3).randbytes(MUCH)
    part.write_bytes(noise)
    take = part.parent.name
    done = r.run("--json", "recover", check=False)
    said = json.loads(done.stdout)
    found.expect(said["recordings"] == [], "something was made of noise")
    kept = r.library / "recordings" / f"unreadable-{take}" / part.name
    found.expect(done.returncode == 1, f"exit code {done.returncode} where something could not be read")
    found.expect([(u["recording"], u["folder"]) for u in said["unreadable"]] == [(take, str(kept.parent))],
                 f"it is not said where it is kept: {said['unreadable']}")
    found.expect(all(u["bytes"] >= MUCH and "cannot read it" in u["about"] for u in said["unreadable"]),
                 f"it is not said what it is: {said['unreadable']}")
    found.expect(kept.exists() and kept.read_bytes() == noise, "what no sense can be made of was thrown away")
    found.expect(r.recover() == [] and kept.exists(), "the next start throws it away")
    again = r.run("recover")
    found.expect(str(kept.parent) in again.stdout, f"the next time it is not said: {again.stdout}")


def without_its_journal(base, vouchctl, found):
    """The last words of a journal may be lost with the power; the recording is what counts."""
    for name, keep in (("nothing", 0), ("begin", 1)):
        r, part = killed(base, vouchctl, f"journal-{name}", "video", rig.PICTURE)
        journal = part.parent / "journal"
        journal.write_bytes(b"".join(journal.read_bytes().splitlines(True)[:keep]))
        got = r.recover()
        found.expect(len(got) == 1 and got[0]["durationMs"] >= 2700, f"journal with {name}: {got}")
        found.expect(not any((r.library / "recordings").iterdir()), f"journal with {name}: something is left behind")
        title = got[0]["title"] if got else ""
        found.expect("1970" not in title, f"journal with {name}: it is called {title}")


def first_moment(base, vouchctl, found):
    """A file that only begins holds nothing, and nothing is kept of it."""
    r, part = killed(base, vouchctl, "beginning", "audio", rig.SOUND)
    part.write_bytes(part.read_bytes()[:60])
    found.expect(r.recover() == [], "something was made of a head")
    found.expect(not any((r.library / "recordings").iterdir()), "an empty recording stays behind")


def main():
    found = rig.Findings()
    began = time.monotonic()
    with rig.workplace("damage", memory=True) as base:
        bad_place(base, sys.argv[1], "audio", rig.SOUND, found)
        bad_place(base, sys.argv[1], "video", rig.PICTURE, found)
        for which in ("part", "journal"):
            cannot_be_read_now(base, sys.argv[1], which, found)
        without_its_journal(base, sys.argv[1], found)
        no_sense(base, sys.argv[1], found)
        first_moment(base, sys.argv[1], found)
    print(f"{time.monotonic() - began:.0f} s")
    found.end()


if __name__ == "__main__":
    main()
