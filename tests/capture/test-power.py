#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""R2: the power goes while recording. What the recorder wrote and synced is written down; from that the
disk is rebuilt as a cut at any moment may leave it: what was synced is there, of the rest nothing, all, a
piece, or a piece and then zeros. Then the next start must bring the recording in with at most a second
missing. The ablation is the same log without its syncs, as a pipeline with a plain file sink leaves it.
Where a small disk can be mounted, the same once with a real file system.

Usage: test-power.py VOUCHCTL TRACE"""
import concurrent.futures
import pathlib
import random
import shutil
import subprocess
import sys
import time

import rig

SECONDS, STATES, CUTS = (60, 500, 4) if rig.LONG else (8, 40, 1)
MOST_LOST = 1.0
KINDS = {"audio": rig.SOUND, "video": rig.PICTURE}


def read_log(path):
    """(call, begin, end, name, bytes) in the order in which they ended."""
    data, at, calls = path.read_bytes(), 0, []
    while at < len(data):
        end = data.index(b"\n", at)
        call, begin, done, length, name = data[at:end].decode().split(" ", 4)
        at = end + 1 + int(length)
        calls.append((call, int(begin), int(done), name, data[end + 1:at]))
    return calls


class File:
    def __init__(self):
        self.bytes, self.synced, self.named = b"", 0, False


def disk_at(calls, moment, syncs=True):
    """Names to files, as a power cut at that moment leaves them."""
    files, folders = {}, {}
    writes = [c for c in calls if c[0] in ("write", "make", "rename", "remove", "folder") and c[2] <= moment]
    for call, begin, _, name, data in writes:
        if call == "folder":
            folders[name] = begin
        elif call == "make":
            files.setdefault(name, File()).made = begin
        elif call == "write" and name in files:
            files[name].bytes += data
        elif call == "rename":
            before, _, after = name.partition("\t")
            if before in files:
                files[after] = files.pop(before)
                files[after].made = begin
        elif call == "remove":
            files.pop(name, None)
    for call, begin, end, name, _ in calls if syncs else []:
        if call != "sync" or end > moment:
            continue
        if name in files:
            done = sum(len(d) for c, _, e, n, d in calls if c == "write" and n == name and e <= begin)
            files[name].synced = max(files[name].synced, min(done, len(files[name].bytes)))
        for path, file in files.items():
            if str(pathlib.Path(path).parent) == name and file.made <= begin:
                file.named = True
    return files


def survive(file, chance):
    rest = file.bytes[file.synced:]
    what = chance.randrange(4)
    if what == 0:
        return file.bytes[:file.synced]
    if what == 1:
        return file.bytes
    cut = chance.randrange(len(rest) + 1)
    return file.bytes[:file.synced] + rest[:cut] + (b"\0" * (len(rest) - cut) if what == 3 else b"")


def rebuild(empty, base, number, files, chance):
    """A library with the folder of the recording as the cut left it."""
    shutil.copytree(empty.library, base / f"state-{number}")
    for name, file in files.items():
        if not file.named and (file.synced == 0 and chance.randrange(2)):
            continue
        place = base / f"state-{number}" / "recordings" / "/".join(pathlib.Path(name).parts[-2:])
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(b"" if place.name == "reserve" else survive(file, chance))


def bring_in(empty, base, number):
    state = rig.Rig.__new__(rig.Rig)
    state.__dict__.update(empty.__dict__, library=base / f"state-{number}")
    got = state.recover()
    complaint = "".join(rig.complaint(state.path(x)) for x in got)
    shutil.rmtree(state.library)
    return sum(x["durationMs"] for x in got) / 1000, complaint, got


def trace(base, vouchctl, preload, kind):
    r = rig.Rig(base, vouchctl, f"traced-{kind}")
    log = base / f"{kind}.log"
    recorder = r.record(kind, KINDS[kind], env={"LD_PRELOAD": preload, "VOUCH_TRACE_LOG": str(log),
                                               "VOUCH_TRACE_FOLDER": str(r.library / "recordings")})
    recorder.wait_started()
    time.sleep(SECONDS)
    recorder.kill()
    return read_log(log)


def strike(base, vouchctl, preload, kind, found):
    calls, empty = trace(base, vouchctl, preload, kind), rig.Rig(base, vouchctl, f"empty-{kind}")
    first = next(c[1] for c in calls if c[0] == "make" and "/part-1." in c[3])
    last = max(c[2] for c in calls if c[0] == "write")
    chance = random.Random(4)

    def one(number, syncs=True):
        moment = int(first + (last - first) * (number + 1) / STATES)
        rebuild(empty, base, f"{kind}-{number}-{syncs}", disk_at(calls, moment, syncs), chance)
        length, complaint, got = bring_in(empty, base, f"{kind}-{number}-{syncs}")
        return (moment - first) / 1e9 - length, complaint, moment, got

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for lost, complaint, moment, got in pool.map(one, range(STATES // 2)):
            after = (moment - first) / 1e9
            found.expect(lost <= MOST_LOST, f"{kind}: cut after {after:.2f} s, {lost:.2f} s are lost")
            found.expect(not complaint, f"{kind}: cut after {after:.2f} s: {complaint[:200]}")
        worst = max(one(n)[0] for n in range(2))
        naive = [one(n, False)[0] for n in range(STATES // 4, STATES // 2, max(1, STATES // 16))]
    print(f"{kind}: {STATES // 2} states; without syncs {max(naive):.1f} s are lost", worst)
    found.expect(max(naive) > MOST_LOST, f"{kind}: without syncs nothing is lost, so this proves nothing")


def mount(image, place, *options):
    place.mkdir(exist_ok=True)
    return subprocess.run(["mount", "-o", ",".join(("loop", *options)), str(image), str(place)],
                          capture_output=True).returncode == 0


def cut_for_real(base, vouchctl, number, found):
    """A disk image, copied while the recorder writes to the disk in it."""
    image, copy, place = base / "disk.img", base / "cut.img", base / f"disk-{number}"
    with open(image, "wb") as file:
        file.truncate(96 * 1024 * 1024)
    if subprocess.run(["mkfs.ext4", "-q", "-F", str(image)], capture_output=True).returncode or not mount(image, place):
        print("no disk can be mounted here; the rebuilt states stand alone")
        return
    try:
        r = rig.Rig(place, vouchctl)
        recorder = r.record("audio", rig.SOUND)
        recorder.wait_started()
        time.sleep(random.uniform(3, 5))
        cut = time.time()
        shutil.copyfile(image, copy)
        recorder.kill()
    finally:
        subprocess.run(["umount", "-l", str(place)], check=False)
    after = base / f"after-{number}"
    if not mount(copy, after):
        print("the copy of the disk is torn; it does not count")
        return
    try:
        state = rig.Rig.__new__(rig.Rig)
        state.__dict__.update(r.__dict__, library=after / "library")
        got = state.recover()
        if found.expect(len(got) == 1, f"real cut: {len(got)} recordings came back"):
            lost = cut - rig.began(got[0]) - got[0]["durationMs"] / 1000
            print(f"real cut: {lost:.2f} s lost")
            found.expect(lost <= MOST_LOST, f"real cut: {lost:.2f} s are lost")
            found.expect(not rig.complaint(state.path(got[0])), "real cut: does not decode")
    finally:
        subprocess.run(["umount", "-l", str(after)], check=False)


def main():
    vouchctl, preload = sys.argv[1:3]
    found = rig.Findings()
    with rig.workplace("power") as base:
        for kind in KINDS:
            strike(base, vouchctl, preload, kind, found)
        for number in range(CUTS):
            cut_for_real(base, vouchctl, number, found)
    found.end()


if __name__ == "__main__":
    main()
